"""What is asked before something is written: a reason, or a word that it is meant; and what is refused."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.attendance import Absence
from app.domain.entries import parse_entry
from app.domain.records import Holiday, Lesson, Mark, Membership
from app.domain.regulations import Setting
from app.errors import (
    BesideAbsenceError,
    CancelledLessonError,
    FutureLessonError,
    HolidayError,
    NotMemberError,
    ReasonNeededError,
    UnconfirmedError,
    UnmarkedClassError,
)
from app.ids import LessonId, MarkId, OperationId, PupilId
from app.services.attending import set_absence
from app.services.entry_checks import UNSAID, Said
from app.services.marking import CellEntry, add_mark, clear_cells, enter_cells, put_mark
from app.services.reasons import read_last_reasons
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, unsent
from tests.small_school import ALGEBRA, ANNA, BEGINS, GROUP, LESSONS, PUPILS

IVANOV, MONDAY = PUPILS[0], LESSONS[0]
OFFICE = OperationId("office")


def put(store: Store, value: str, said: Said = UNSAID, lesson: LessonId = MONDAY, pupil: PupilId = IVANOV) -> None:
    with store.unit() as unit:
        put_mark(unit, pupil=pupil, lesson=lesson, value=value, seen=a_cell(store, pupil, lesson), said=said)


def sign(store: Store, absence: Absence, said: Said = UNSAID, lesson: LessonId = MONDAY) -> None:
    seen = a_cell(store, lesson=lesson)
    with store.unit() as unit:
        set_absence(unit, pupil=IVANOV, lesson=lesson, absence=absence, seen=seen, said=said)


def values(store: Store, lesson: LessonId = MONDAY) -> list[str]:
    return [mark.value for mark in a_cell(store, lesson=lesson).marks]


def on(days: int, reason: str = "") -> Said:
    """Say something so many days after the lesson."""
    return Said(BEGINS + timedelta(days=days), reason)


def meant(*doubts: type[UnconfirmedError], days: int = 0) -> Said:
    return Said(BEGINS + timedelta(days=days), confirmed=frozenset(doubts))


def test_a_change_within_the_days_asks_for_nothing_and_later_for_a_reason(store: Store) -> None:
    put(store, "5", on(0))
    put(store, "4", on(7))
    with pytest.raises(ReasonNeededError):
        put(store, "3", on(8))
    assert (values(store), unsent(store)) == (["4"], 2)
    put(store, "3", on(8, "Ошибка при вводе"))
    (mark,) = a_cell(store).marks
    with store.reading() as unit:
        kept = read(unit.connection, Mark, mark.id)
        assert kept is not None
        assert (kept.value, kept.reason) == ("3", "Ошибка при вводе")
        assert read_last_reasons(unit) == ("Ошибка при вводе",)


def test_a_new_mark_and_the_same_value_for_an_old_lesson_ask_for_nothing(store: Store) -> None:
    put(store, "5", on(40))
    put(store, "5", on(40))
    with store.unit() as unit:
        add_mark(unit, pupil=IVANOV, lesson=MONDAY, value="4", seen=a_cell(store), said=on(40))
    assert values(store) == ["5", "4"]


def test_taking_an_old_mark_back_asks_for_a_reason_and_a_sign_does_not(store: Store) -> None:
    put(store, "5", on(0))
    with pytest.raises(ReasonNeededError), store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))], said=on(8))
    assert values(store) == ["5"]
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))], said=on(8, "Не тот ученик"))
    sign(store, Absence.ILL, on(40))
    sign(store, Absence.PRESENT, on(40))
    assert values(store) == []


def test_a_school_may_ask_for_a_reason_earlier_or_never(store: Store, feed: FeedOf) -> None:
    put(store, "5", on(0))
    feed.send(Setting("reason_after_days", OFFICE, "0"))
    put(store, "4", on(0))
    with pytest.raises(ReasonNeededError):
        put(store, "3", on(1))
    feed.send(Setting("reason_after_days", OFFICE, "366"))
    put(store, "3", on(366))
    assert values(store) == ["3"]


def test_one_late_correction_of_a_block_asks_for_all_and_nothing_is_written(store: Store) -> None:
    put(store, "5", on(0))
    waiting = unsent(store)
    cells = [(IVANOV, "4"), (PUPILS[1], "3")]

    def enter(said: Said) -> None:
        entries = [CellEntry(pupil, MONDAY, a_cell(store, pupil), parse_entry(text)) for pupil, text in cells]
        with store.unit() as unit:
            enter_cells(unit, entries=entries, said=said)

    with pytest.raises(ReasonNeededError):
        enter(on(8))
    assert unsent(store) == waiting
    enter(on(8, "Пересчитаны баллы"))
    assert [a_cell(store, pupil).marks[0].value for pupil, _ in cells] == ["4", "3"]


@pytest.mark.parametrize("absence", [Absence.ABSENT, Absence.ILL, Absence.EXCUSED])
def test_a_mark_beside_a_missed_lesson_must_be_meant_in_either_order(store: Store, absence: Absence) -> None:
    sign(store, absence)
    with pytest.raises(BesideAbsenceError):
        put(store, "5")
    put(store, "5", meant(BesideAbsenceError))
    put(store, "4")
    assert values(store) == ["4"], "once it is meant, nobody is asked again"
    sign(store, Absence.PRESENT)
    with pytest.raises(BesideAbsenceError):
        sign(store, absence)
    sign(store, absence, meant(BesideAbsenceError))
    assert a_cell(store).absence is absence


@pytest.mark.parametrize("absence", [Absence.LATE, Absence.RELEASED])
def test_who_was_late_or_released_may_have_a_mark(store: Store, absence: Absence) -> None:
    sign(store, absence)
    put(store, "5")
    assert values(store) == ["5"]


@pytest.mark.parametrize(("text", "asks"), [("н 5", True), ("О 5", False), ("н", False), ("5", False)])
def test_a_pasted_cell_with_both_must_be_meant(store: Store, text: str, *, asks: bool) -> None:
    entries = [CellEntry(IVANOV, MONDAY, a_cell(store), parse_entry(text))]
    if asks:
        with pytest.raises(BesideAbsenceError), store.unit() as unit:
            enter_cells(unit, entries=entries)
        assert unsent(store) == 0
    with store.unit() as unit:
        enter_cells(unit, entries=entries, said=meant(BesideAbsenceError))
    assert unsent(store) > 0


def test_a_mark_for_a_lesson_to_come_must_be_meant_for_no_clock_is_trusted(store: Store) -> None:
    with pytest.raises(FutureLessonError):
        put(store, "5", on(-1))
    put(store, "5", on(0))
    put(store, "5", meant(FutureLessonError, days=-1), lesson=LESSONS[3])
    assert values(store, LESSONS[3]) == ["5"]


def test_a_mark_in_the_holidays_or_of_a_cancelled_lesson_must_be_meant(store: Store, feed: FeedOf) -> None:
    feed.send(Holiday("h", OFFICE, "Каникулы", BEGINS, BEGINS))
    with pytest.raises(HolidayError) as asked:
        put(store, "5", on(0))
    assert asked.value.holiday == "Каникулы"
    put(store, "5", meant(HolidayError))
    with store.reading() as unit:
        lesson = read(unit.connection, Lesson, LESSONS[1])
    assert lesson is not None
    feed.send(replace(lesson, cancelled=True))
    with pytest.raises(CancelledLessonError):
        put(store, "5", on(1), lesson=LESSONS[1])
    put(store, "5", meant(CancelledLessonError, days=1), lesson=LESSONS[1])


def test_a_class_without_marks_takes_signs_only(store: Store, feed: FeedOf) -> None:
    feed.send(Setting("unmarked_grades", OFFICE, "7"))
    with pytest.raises(UnmarkedClassError):
        put(store, "5")
    with pytest.raises(UnmarkedClassError), store.unit() as unit:
        enter_cells(unit, entries=[CellEntry(IVANOV, MONDAY, a_cell(store), parse_entry("5"))])
    sign(store, Absence.ABSENT)
    assert (values(store), a_cell(store).absence) == ([], Absence.ABSENT)


def test_on_a_day_without_membership_nothing_is_taken(store: Store, feed: FeedOf) -> None:
    member = f"member-{IVANOV}"
    feed.send(Membership(member, OFFICE, GROUP, IVANOV, BEGINS + timedelta(days=2), BEGINS + timedelta(days=4)))
    for day in (1, 5):
        with pytest.raises(NotMemberError):
            put(store, "5", on(day), lesson=LESSONS[day])
        with pytest.raises(NotMemberError):
            sign(store, Absence.ABSENT, lesson=LESSONS[day])
    for day in (2, 4):
        put(store, "5", on(day), lesson=LESSONS[day])
    assert unsent(store) == 2


def test_a_mark_that_stands_on_such_a_day_can_still_be_taken_back(store: Store, feed: FeedOf) -> None:
    feed.send(
        Membership(f"member-{IVANOV}", OFFICE, GROUP, IVANOV, BEGINS + timedelta(days=2), None),
        Mark(MarkId("old"), OFFICE, ALGEBRA, MONDAY, IVANOV, None, "5", ANNA),
    )
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))])
    assert values(store) == []


def test_nothing_of_a_day_is_asked_where_no_day_is_claimed(store: Store) -> None:
    put(store, "5", lesson=LESSONS[-1])
    put(store, "4", lesson=LESSONS[-1])
    assert values(store, LESSONS[-1]) == ["4"]
