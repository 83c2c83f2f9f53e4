"""A year with too many «н/а» is decided by the deputy head; what the teacher has set is a proposal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.periods import YEAR, final_mark_id
from app.domain.records import FinalMark, Subject, Term
from app.domain.regulations import Setting
from app.domain.year_cases import YearCase
from app.errors import ChangedSinceError, ReasonNeededError
from app.ids import OperationId, PupilId, TeacherId
from app.services.finals import read_finals
from app.services.year_decisions import decide_year, read_year_cases
from app.store.unit import Store
from tests.builders import PROFILE, FeedOf, a_store, unsent
from tests.small_school import ALGEBRA, ANNA, BORIS, PUPILS, SUBJECT, WHOLE_YEAR

OFFICE, DEPUTY = OperationId("office"), TeacherId("deputy")
IVANOV, PETROVA = PUPILS[:2]
TERMS = ("t1", "t2", "t3", WHOLE_YEAR)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The deputy head teaches nothing."""
    folder = tmp_path / "deputy"
    folder.mkdir()
    opened = a_store(folder, profile=replace(PROFILE, teacher=DEPUTY))
    yield opened
    opened.close()


@pytest.fixture
def feed(store: Store) -> FeedOf:
    feed = FeedOf(store)
    days = [date(2026, 9, 1), date(2026, 11, 1), date(2027, 1, 10), date(2027, 4, 1), date(2027, 6, 1)]
    feed.send(
        *(Term(key, OFFICE, f"{n}", n, 1, 11, days[n - 1], days[n]) for n, key in enumerate(TERMS, 1)),
    )
    return feed


def final(value: str, period: str, who: PupilId = IVANOV, author: TeacherId = ANNA, reason: str = "") -> FinalMark:
    key = final_mark_id(ALGEBRA, who, period)
    return FinalMark(key, OperationId(f"{key}{value}{author}"), ALGEBRA, who, period, value, "", reason, author)


def year(values: str, who: PupilId = IVANOV) -> list[FinalMark]:
    return [final(value, period, who) for value, period in zip(values.split(), TERMS, strict=False)]


def cases(store: Store) -> tuple[YearCase, ...]:
    with store.reading() as unit:
        return read_year_cases(unit)


def decide(store: Store, value: str, reason: str = "Педсовет № 5") -> None:
    (case,) = cases(store)
    with store.unit() as unit:
        decide_year(unit, case=case, value=value, reason=reason)


@pytest.mark.parametrize(
    ("values", "listed"),
    [
        ("н/а н/а 4 5", True),
        ("н/а 4 4 5", False),
        ("н/а н/а 4", False),  # the last term is not set yet
        ("н/а осв осв осв", True),  # no mark is left
        ("осв осв осв осв", False),
        ("н/а н/а н/а н/а", True),
        ("2 2 2 2", False),
    ],
)
def test_a_year_is_listed_once_every_term_is_set_and_the_rules_leave_it_to_the_deputy(
    store: Store, feed: FeedOf, values: str, *, listed: bool
) -> None:
    feed.send(*year(values))
    assert bool(cases(store)) is listed


def test_how_many_are_too_many_is_the_schools_rule(store: Store, feed: FeedOf) -> None:
    feed.send(*year("н/а н/а 4 5"), Setting("not_assessed_terms", OFFICE, "3"))
    assert cases(store) == ()


def test_a_case_tells_the_terms_and_what_the_teacher_proposes(store: Store, feed: FeedOf) -> None:
    feed.send(*year("н/а н/а 4 5"), *year("н/а н/а 3 3", PETROVA), final("4", YEAR, reason="сдал зачёт"))
    first, second = cases(store)
    assert (first.pupil.id, first.title, first.subject) == (IVANOV, "7Б", "Алгебра")
    assert first.terms == (("1", "н/а"), ("2", "н/а"), ("3", "4"), ("4", "5"))
    assert (first.mean, first.value, first.reason, first.author) == (
        Decimal("4.50"),
        "4",
        "сдал зачёт",
        "Громова А. И.",
    )
    assert (second.pupil.id, second.value, second.author) == (PETROVA, "", "")


def test_the_decision_stands_in_the_journal_and_leaves_the_list(store: Store, feed: FeedOf) -> None:
    feed.send(*year("н/а н/а 4 5"), final("5", YEAR, reason="сдал зачёт"))
    decide(store, "4")
    assert cases(store) == ()
    with store.reading() as unit:
        shown = read_finals(unit, ALGEBRA, today=date(2027, 6, 1)).cells[IVANOV, YEAR]
    assert (shown.value, shown.reason) == ("4", "Педсовет № 5")
    feed.apply_all()
    assert cases(store) == ()


def test_a_decision_of_another_deputy_head_is_one_and_a_teachers_later_mark_is_a_proposal_again(
    store: Store, feed: FeedOf
) -> None:
    feed.send(*year("н/а н/а 4 5"), final("н/а", YEAR, author=TeacherId("another"), reason="педсовет"))
    assert cases(store) == ()
    feed.send(final("5", YEAR, author=BORIS))
    assert [case.value for case in cases(store)] == ["5"]


def test_nothing_is_decided_without_a_reason_or_over_what_was_not_seen(store: Store, feed: FeedOf) -> None:
    feed.send(*year("н/а н/а 4 5"))
    with pytest.raises(ReasonNeededError):
        decide(store, "4", " ")
    (seen,) = cases(store)
    feed.send(final("5", YEAR))
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        decide_year(unit, case=seen, value="4", reason="Педсовет № 5")
    assert unsent(store) == 0


def test_a_mark_that_was_taken_back_is_decided_too(store: Store, feed: FeedOf) -> None:
    feed.send(*year("н/а н/а 4 5"), final("", YEAR))
    decide(store, "н/а")
    assert (cases(store), unsent(store)) == ((), 1)


def test_a_subject_of_passes_is_decided_by_passes(store: Store, feed: FeedOf) -> None:
    feed.send(*year("н/а н/а зач зач"), Subject(SUBJECT, OFFICE, "Алгебра", "Алгебра", "pass_fail"))
    (case,) = cases(store)
    assert case.choices == ("зач", "незач", "н/а", "осв")
    feed.send(Subject(SUBJECT, OFFICE, "Алгебра", "Алгебра"))
    assert cases(store)[0].choices == ("5", "4", "3", "2", "н/а", "осв")
