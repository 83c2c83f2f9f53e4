"""«Долги»: until when, what pays them, and that they are no marks; the rule and the journal."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import Absence
from app.domain.classroom import Debt
from app.domain.debts import default_until, is_overdue, owed
from app.domain.entries import parse_entry
from app.domain.pages import ShownDebt, Standing
from app.domain.records import NEVER, Mark, Work, WorkType
from app.domain.regulations import Setting
from app.domain.rules import RANGES, MarkingRules
from app.errors import UnmarkedClassError, WorkMarkedError
from app.ids import LessonId, MarkId, WorkId, WorkTypeId
from app.services.debts import forgive_debts, read_debts, set_debt
from app.services.marking import CellEntry, add_mark, clear_cells, enter_cells, put_mark
from app.services.undoing import revert
from app.services.works import remove_work
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, a_page, unsent
from tests.small_school import ALGEBRA, ANNA, LESSONS, PUPILS

IVANOV, MONDAY, TUESDAY = PUPILS[0], LESSONS[0], LESSONS[1]
UNTIL = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("day", "term_ends", "until", "why"),
    [
        (date(2026, 9, 14), date(2026, 10, 25), date(2026, 9, 28), "two weeks"),
        (date(2026, 10, 20), date(2026, 10, 25), date(2026, 10, 25), "the term ends before"),
        (date(2026, 10, 25), date(2026, 10, 25), date(2026, 10, 25), "its last day"),
        (date(2026, 11, 5), date(2026, 10, 25), date(2026, 11, 19), "the term is over"),
        (date(2026, 12, 25), None, date(2027, 1, 8), "no term, over the year's end"),
        (date(2028, 2, 20), None, date(2028, 3, 5), "over a leap day"),
    ],
)
def test_a_debt_stands_for_two_weeks_or_until_the_term_ends(
    day: date, term_ends: date | None, until: date, why: str
) -> None:
    assert default_until(day, term_ends, MarkingRules().days_to_pay) == until, why


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(*RANGES["days_to_pay"]),
)
def test_a_debt_never_falls_due_before_it_is_entered(day: date, term_ends: date | None, days: int) -> None:
    assert day <= default_until(day, term_ends, days) <= day + timedelta(days)


def test_the_last_day_still_counts() -> None:
    assert [is_overdue(UNTIL, UNTIL + timedelta(days=more)) for more in (-1, 0, 1)] == [False, False, True]


def a_debt(work: str | None, until: date | None = UNTIL, lesson: LessonId = MONDAY) -> Debt:
    return Debt(f"{lesson}-{work}", NEVER, ALGEBRA, lesson, IVANOV, WorkId(work) if work else None, until, ANNA)


def a_mark(work: str | None, lesson: LessonId = MONDAY) -> Mark:
    return Mark(MarkId(f"m-{work}"), NEVER, ALGEBRA, lesson, IVANOV, WorkId(work) if work else None, "2", ANNA)


@pytest.mark.parametrize(
    ("debts", "marks", "left"),
    [
        ([a_debt(None)], [], [a_debt(None)]),
        ([a_debt(None)], [a_mark(None)], []),
        ([a_debt("test")], [a_mark(None)], [a_debt("test")]),
        ([a_debt("test")], [a_mark("test", TUESDAY)], [a_debt("test")]),
        ([a_debt("test"), a_debt("home")], [a_mark("test")], [a_debt("home")]),
        ([a_debt("test", None)], [], []),
    ],
)
def test_only_a_mark_for_the_same_work_in_the_same_cell_pays(
    debts: list[Debt], marks: list[Mark], left: list[Debt]
) -> None:
    assert owed(debts, marks) == left


def owe(store: Store, until: date = UNTIL) -> None:
    with store.unit() as unit:
        set_debt(unit, pupil=IVANOV, lesson=MONDAY, until=until, seen=a_cell(store))


def test_a_debt_waits_for_the_portal_and_counts_as_no_mark(store: Store) -> None:
    owe(store)
    assert a_cell(store).debts == (ShownDebt(None, UNTIL, Standing.WAITING),)
    assert (a_cell(store).marks, a_page(store).averages[IVANOV], unsent(store)) == ((), None, 1)


def test_a_mark_pays_it_and_taking_the_mark_back_brings_it_back(store: Store) -> None:
    owe(store)
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=MONDAY, value="4", seen=a_cell(store))
    assert a_cell(store).debts == ()
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))])
    assert a_cell(store).debts == (ShownDebt(None, UNTIL, Standing.WAITING),)


def test_clearing_the_cell_or_forgiving_takes_it_back(store: Store) -> None:
    owe(store)
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))])
    assert a_cell(store).debts == ()
    owe(store)
    with store.unit() as unit:
        forgive_debts(unit, pupil=IVANOV, lesson=MONDAY, seen=a_cell(store))
    assert a_cell(store).debts == ()


def test_another_day_is_one_step_of_undo(store: Store) -> None:
    owe(store)
    with store.unit() as unit:
        changes = set_debt(unit, pupil=IVANOV, lesson=MONDAY, until=date(2026, 10, 1), seen=a_cell(store))
    with store.unit() as unit:
        revert(unit, steps=changes.recorded)
    assert [debt.until for debt in a_cell(store).debts] == [UNTIL]


def with_works(feed: FeedOf) -> None:
    kind = WorkTypeId("control")
    feed.send(
        WorkType(kind, NEVER, "Контрольная", "к", 4, "#c0503f", 1),
        Work(WorkId("one"), NEVER, ALGEBRA, MONDAY, kind, "Степени", 4),
        Work(WorkId("two"), NEVER, ALGEBRA, MONDAY, kind, "Дроби", 2),
    )


def test_the_work_that_is_owed_is_the_first_without_a_mark_and_gets_the_next_one(store: Store, feed: FeedOf) -> None:
    with_works(feed)
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=MONDAY, value="4", seen=a_cell(store))
    owe(store)
    assert [debt.work for debt in a_cell(store).debts] == ["two"]
    with store.unit() as unit:
        add_mark(unit, pupil=IVANOV, lesson=MONDAY, value="5", seen=a_cell(store))
    assert [(mark.value, mark.work) for mark in a_cell(store).marks] == [("4", "one"), ("5", "two")]
    with pytest.raises(WorkMarkedError):
        owe(store)


def test_the_next_mark_is_for_what_is_owed_though_another_work_has_none(store: Store, feed: FeedOf) -> None:
    with_works(feed)
    feed.send(a_debt("two"))
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=MONDAY, value="5", seen=a_cell(store))
    assert ([mark.work for mark in a_cell(store).marks], a_cell(store).debts) == (["two"], ())


def test_what_is_pasted_pays_or_owes(store: Store) -> None:
    shown_after: tuple[tuple[str, list[str], bool], ...] = (
        ("·", [], True),
        ("н", [], False),
        ("н ·", [], True),
        ("3", ["3"], False),
        ("б", [], True),
    )
    for text, marks, owes in shown_after:
        with store.unit() as unit:
            entry = CellEntry(IVANOV, MONDAY, a_cell(store), parse_entry(text), UNTIL)
            enter_cells(unit, entries=[entry])
        shown = a_cell(store)
        assert ([mark.value for mark in shown.marks], bool(shown.debts)) == (marks, owes), text
    assert a_cell(store).absence is Absence.ILL, "the mark is gone, and with it what had paid"


def test_the_journals_list_tells_who_owes_what_until_when(store: Store, feed: FeedOf) -> None:
    with_works(feed)
    owe(store)
    with store.unit() as unit:
        set_debt(unit, pupil=PUPILS[1], lesson=TUESDAY, until=date(2026, 9, 3), seen=a_cell(store, PUPILS[1], TUESDAY))
    with store.reading() as unit:
        found = [(debt.name, debt.work, debt.until) for debt in read_debts(unit, ALGEBRA)]
    assert found == [("Фамилия01 Имя", "", date(2026, 9, 3)), ("Фамилия00 Имя", "Степени", UNTIL)]


def test_what_is_owed_of_a_work_that_was_taken_back_can_be_forgiven(store: Store, feed: FeedOf) -> None:
    with_works(feed)
    owe(store)
    (debt,) = a_cell(store).debts
    assert debt.work is not None
    with store.unit() as unit:
        work = read(unit.connection, Work, debt.work)
        assert work is not None
        remove_work(unit, work=work.id, lesson=MONDAY, base=work.token)
    assert a_cell(store).debts == (debt,), "the parent was told of it: it goes by the teacher's act only"
    with store.unit() as unit:
        forgive_debts(unit, pupil=IVANOV, lesson=MONDAY, seen=a_cell(store))
    assert a_cell(store).debts == ()


def test_a_class_without_marks_owes_nothing(store: Store, feed: FeedOf) -> None:
    feed.send(Setting("unmarked_grades", NEVER, "7"))
    with pytest.raises(UnmarkedClassError):
        owe(store)
