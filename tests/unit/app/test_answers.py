"""A mark for no work is an answer at the lesson: it weighs what the school's kind of that name does.

Ivanov has 5 and 4 for answers and 3 for a control work of weight 4. Where an answer weighs 2 that is
(5 × 2 + 4 × 2 + 3 × 4) : (2 + 2 + 4) = 30 : 8 = 3.75, where it weighs 1 (5 + 4 + 12) : 6 = 3.50, and 3.00 where it is
only told.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.domain.journal_facts import GradedTerm
from app.domain.pupil_cards import term_card
from app.domain.records import NEVER, Mark, Term, Work, WorkType
from app.domain.works import answer_weight
from app.ids import MarkId, OperationId, WorkId, WorkTypeId
from app.services.class_desk_summary import read_summary
from app.services.finals import read_explanation, read_finals
from app.services.keeping_counts import count_term
from app.services.pupil_card import read_card
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, a_page, a_store
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, ENDS, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR, records

IVANOV = PUPILS[0]
TODAY = date(2026, 10, 20)
ANSWER = WorkType(WorkTypeId("answer"), NEVER, "Ответ на уроке", "отв", 2, "#5b7a99", 1)
CONTROL = WorkType(WorkTypeId("control"), NEVER, "Контрольная работа", "кр", 4, "#c0503f", 2)
WORK = Work(WorkId("w"), NEVER, ALGEBRA, LESSONS[2], CONTROL.id, "", 4)


def given(n: int, value: str, work: WorkId | None = None) -> Mark:
    return Mark(MarkId(f"m{n}"), OperationId(f"m{n}"), ALGEBRA, LESSONS[n], IVANOV, work, value, ANNA)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    marks = given(0, "5"), given(1, "4"), given(2, "3", WORK.id)
    opened = a_store(tmp_path, rows=(*records(), ANSWER, CONTROL, WORK, *marks))
    yield opened
    opened.close()


def averages(store: Store) -> set[Decimal | None]:
    """Return the average of Ivanov's marks everywhere where the program shows one."""
    with store.reading() as unit:
        final = read_finals(unit, ALGEBRA, today=TODAY).cells[IVANOV, WHOLE_YEAR]
        why = read_explanation(unit, ALGEBRA, who=IVANOV, term_id=WHOLE_YEAR, today=TODAY)
        summary = read_summary(unit, CLASS, period=WHOLE_YEAR, today=TODAY)
        card = read_card(unit, IVANOV, journal_id=ALGEBRA, today=TODAY)
    assert why is not None
    of_term = term_card(next(each for each in card.subjects if each.journal == ALGEBRA), WHOLE_YEAR)
    assert of_term is not None
    return {
        a_page(store).averages[IVANOV],
        final.average,
        why.proposal.average,
        summary.cells[IVANOV, SUBJECT].average,
        of_term.explanation.proposal.average,
        of_term.marks[-1].average,
    }


@pytest.mark.parametrize(("weight", "average"), [(2, "3.75"), (1, "3.50"), (10, "4.25"), (0, "3.00")])
def test_the_kinds_weight_counts_wherever_an_average_is_shown(store: Store, weight: int, average: str) -> None:
    """With 10 it is (50 + 40 + 12) : 24 = 4.25."""
    FeedOf(store).send(replace(ANSWER, weight=weight))
    assert averages(store) == {Decimal(average)}


def test_without_such_a_kind_an_answer_counts_once(store: Store) -> None:
    assert averages(store) == {Decimal("3.75")}
    FeedOf(store).send(replace(ANSWER, name="Устный ответ"))
    assert averages(store) == {Decimal("3.50")}


def test_the_explanation_and_the_cell_say_the_weight(store: Store) -> None:
    with store.reading() as unit:
        why = read_explanation(unit, ALGEBRA, who=IVANOV, term_id=WHOLE_YEAR, today=TODAY)
    assert why is not None
    assert [(line.mark.value, line.weight, line.product) for line in why.lines] == [
        ("5", 2, 10),
        ("4", 2, 8),
        ("3", 4, 12),
    ]
    assert [mark.weight for mark in a_cell(store, IVANOV, LESSONS[0]).marks] == [2]


def test_an_answer_that_weighs_nothing_is_no_mark_that_a_term_needs(store: Store) -> None:
    term: GradedTerm = Term(WHOLE_YEAR, NEVER, "", 1, 1, 11, BEGINS, ENDS)

    def counted() -> int:
        with store.reading() as unit:
            return count_term(unit, term, TODAY).marks[ALGEBRA][IVANOV]

    assert counted() == 3
    FeedOf(store).send(replace(ANSWER, weight=0))
    assert counted() == 1
    FeedOf(store).send(replace(ANSWER, weight=0, name="Опрос"))
    assert counted() == 3


@pytest.mark.parametrize(
    ("names", "weight"),
    [
        ((), 1),
        (("Контрольная работа",), 1),
        (("Контрольная работа", "Ответ на уроке"), 3),
        (("ответ на уроке",), 3),
        (("Ответ на уроке у доски",), 1),
    ],
)
def test_the_kind_is_known_by_its_name(names: tuple[str, ...], weight: int) -> None:
    assert answer_weight(replace(ANSWER, name=name, weight=3) for name in names) == weight
