"""Marks that came with a pupil from another class count here: on the page, for the term, in what explains it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.changes import Changes
from app.domain.classroom import CarriedMark, carried_mark_id
from app.domain.counting import CountedMark
from app.domain.explaining import Explanation
from app.domain.final_marks import Ground
from app.domain.records import NEVER, Mark, Record, Term, Work, WorkType
from app.domain.regulations import Setting
from app.ids import JournalId, LessonId, MarkId, OperationId, WorkId, WorkTypeId
from app.services.class_desk import own_class, read_class_marks, read_periods, read_roster
from app.services.finals import read_explanation, read_finals
from app.services.keeping_counts import count_term
from app.services.marking import put_mark
from app.services.reading import read_page
from app.store.applying import change_of
from app.store.unit import Store
from tests.builders import FeedOf, a_page
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

IVANOV, PETROVA = PUPILS[:2]
TODAY = date(2026, 12, 31)
AUTUMN = "autumn"
TEST = WorkId("test")


@pytest.fixture(autouse=True)
def _autumn(feed: FeedOf) -> None:
    """Term of the first thirty lessons; the twentieth is a test of weight 4."""
    feed.send(
        Term(WHOLE_YEAR, NEVER, "Весна", 2, 1, 11, date(2027, 1, 1), date(2027, 5, 31)),
        Term(AUTUMN, NEVER, "Осень", 1, 1, 11, BEGINS, date(2026, 9, 30)),
        WorkType(WorkTypeId("control"), NEVER, "Контрольная работа", "К", 4, "#b3261e", 1),
        Work(TEST, NEVER, ALGEBRA, LESSONS[20], WorkTypeId("control"), "", 4),
    )


def carried(value: str, weight: int = 1, *, day: int = 1, month: int = 9) -> CarriedMark:
    """Return a mark of 7А."""
    original = MarkId(f"{value}-{weight}-{day}-{month}")
    key, when = carried_mark_id(ALGEBRA, original), date(2026, month, day)
    return CarriedMark(key, OperationId(key), ALGEBRA, IVANOV, when, value, weight, "Диктант", "7А", original)


def own(value: str, *, lesson: LessonId = LESSONS[21], work: WorkId | None = None) -> Mark:
    return Mark(
        MarkId(f"{lesson}-{value}"), OperationId(f"{lesson}-{value}"), ALGEBRA, lesson, IVANOV, work, value, ANNA
    )


def moved() -> Sequence[Record]:
    """Return the worked example of a move on the 20th.

    7А: 4 of weight 4, 3 and 2 of weight 1   16 + 3 + 2 = 21, weights 6
    7Б: 5 of weight 4, 4 of weight 1         20 + 4     = 24, weights 5
    together                                        45 : 11 = 4.0909…
    """
    return carried("4", 4), carried("3", day=2), carried("2", day=3), own("5", lesson=LESSONS[20], work=TEST), own("4")


def explained(store: Store) -> Explanation:
    with store.reading() as unit:
        found = read_explanation(unit, ALGEBRA, who=IVANOV, term_id=AUTUMN, today=TODAY)
    assert found is not None
    return found


def average(store: Store) -> Decimal | None:
    return a_page(store).averages[IVANOV]


def test_a_move_in_mid_term_counts_both_classes_with_their_weights(store: Store, feed: FeedOf) -> None:
    feed.send(*moved())
    with store.reading() as unit:
        cell = read_finals(unit, ALGEBRA, today=TODAY).cells[IVANOV, AUTUMN]
    assert (cell.average, cell.proposed) == (Decimal("4.09"), "4")
    assert average(store) == Decimal("4.09")
    why = explained(store)
    assert (why.sums.products, why.sums.weight, why.sums.marks) == (45, 11, 5)


def test_without_them_the_average_is_that_of_the_new_class_alone(store: Store, feed: FeedOf) -> None:
    feed.send(*(row for row in moved() if isinstance(row, Mark)))
    assert average(store) == Decimal("4.80")  # 24 : 5


def test_what_explains_an_average_lists_them_by_day_and_with_their_source(store: Store, feed: FeedOf) -> None:
    feed.send(*moved())
    assert [(line.mark.value, line.mark.source, line.mark.label) for line in explained(store).lines] == [
        ("4", "7А", "Диктант"),
        ("3", "7А", "Диктант"),
        ("2", "7А", "Диктант"),
        ("5", "", "Контрольная работа"),
        ("4", "", ""),
    ]


def test_they_make_marks_enough_for_a_term(store: Store, feed: FeedOf) -> None:
    feed.send(*(own("4", lesson=LESSONS[n]) for n in range(21, 25)))
    assert not explained(store).proposal.is_enough
    feed.send(*(carried("4", day=n) for n in range(1, 4)))
    assert explained(store).proposal.is_enough  # 4 + 3 = 7, which five lessons a week need


def test_only_the_days_that_are_shown_count(store: Store, feed: FeedOf) -> None:
    feed.send(carried("2", day=5), carried("5", day=6, month=10))
    with store.reading() as unit:
        september = read_page(unit, ALGEBRA, first=BEGINS, last=date(2026, 9, 30))
    assert (september.averages[IVANOV], average(store)) == (Decimal("2.00"), Decimal("3.50"))
    assert explained(store).sums.marks == 1
    assert september.carried == {IVANOV: (CountedMark("2", 1, date(2026, 9, 5), "Диктант", source="7А"),)}


def test_one_that_was_taken_back_counts_nowhere(store: Store, feed: FeedOf) -> None:
    feed.send(carried("5"))
    feed.send(replace(carried("5"), annulled=True))
    assert average(store) is None
    assert explained(store).proposal.ground is Ground.NOTHING
    assert a_page(store).carried == {}


def test_one_that_was_retaken_counts_by_the_schools_rule(store: Store, feed: FeedOf) -> None:
    feed.send(replace(carried("2"), retaken=True), carried("4", day=2))
    assert average(store) == Decimal("4.00")
    feed.send(Setting("retaken_counts", NEVER, "1"))
    assert average(store) == Decimal("3.00")


def test_a_mark_typed_here_is_averaged_with_them_at_once(store: Store, feed: FeedOf) -> None:
    feed.send(carried("2"))
    page = a_page(store)
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=LESSONS[0], value="5", seen=page.cell(0, 0))
    cell = a_page(store).cells[IVANOV, LESSONS[0]]
    assert page.with_cells({(IVANOV, LESSONS[0]): cell}).averages[IVANOV] == average(store) == Decimal("3.50")


def test_nobody_elses_average_moves(store: Store, feed: FeedOf) -> None:
    feed.send(carried("5"))
    assert {who for who, found in a_page(store).averages.items() if found is not None} == {IVANOV}


def test_the_class_teacher_sees_them_among_the_marks_of_the_term(store: Store, feed: FeedOf) -> None:
    feed.send(*moved())
    with store.reading() as unit:
        mine = own_class(unit, CLASS)
        periods = read_periods(unit, mine)
        found = read_class_marks(unit, read_roster(unit, mine), periods[0], periods)
    assert [mark.value for mark in found[ALGEBRA, IVANOV].marks] == ["4", "3", "2", "5", "4"]
    assert found[ALGEBRA, IVANOV].lesson == LESSONS[21]


def test_on_a_day_of_two_terms_they_count_in_one(store: Store, feed: FeedOf) -> None:
    feed.send(Term("winter", NEVER, "Зима", 2, 1, 11, date(2026, 9, 30), date(2026, 12, 30)), carried("2", day=30))
    with store.reading() as unit:
        mine = own_class(unit, CLASS)
        periods = read_periods(unit, mine)
        roster = read_roster(unit, mine)
        counted = [len(read_class_marks(unit, roster, each, periods)) for each in periods[:2]]
    assert [each.id for each in periods[:2]] == [AUTUMN, "winter"]
    assert sum(counted) == 1


def test_whoever_has_none_but_them_has_no_cell_to_be_shown_at(store: Store, feed: FeedOf) -> None:
    feed.send(carried("2"), carried("4", day=6, month=10))
    with store.reading() as unit:
        mine = own_class(unit, CLASS)
        periods = read_periods(unit, mine)
        found = read_class_marks(unit, read_roster(unit, mine), periods[0], periods)
    assert ([mark.value for mark in found[ALGEBRA, IVANOV].marks], found[ALGEBRA, IVANOV].lesson) == (["2"], "")


def test_the_deputy_heads_counts_have_them_a_retaken_one_once(store: Store, feed: FeedOf) -> None:
    feed.send(*moved(), replace(carried("2", day=8), retaken=True), carried("3", day=6, month=10))
    term = Term(AUTUMN, NEVER, "Осень", 1, 1, 11, BEGINS, date(2026, 9, 30))
    with store.reading() as unit:
        assert count_term(unit, term, TODAY).marks == {ALGEBRA: {IVANOV: 5}}


def test_pages_and_final_marks_of_its_journal_are_read_again() -> None:
    after = carried("5")
    here = frozenset({JournalId(ALGEBRA)})
    assert change_of(None, after) == Changes(shapes=here, finals=here)
    assert not change_of(after, after)
