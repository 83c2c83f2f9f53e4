"""The timetable of a day: who is free, what a change would meet, and that every change can be taken back."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.changes import Changes
from app.domain.classroom import Substitution, substitution_id
from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing, Lesson, Record, Term
from app.domain.timetable import Clash, ClashKind, Slot, StandIn, TimetableLesson
from app.errors import ChangedSinceError, OutsideYearError, ReasonNeededError, TermClosedError
from app.ids import LessonId, OperationId, TeacherId
from app.operations import MarkAdd, Operation
from app.services.timetable import (
    add_lesson,
    cancel_lessons,
    hold_after_all,
    move_lesson,
    read_addable,
    read_clashes,
    read_people,
    read_stand_ins,
    read_timetable,
    substitute,
)
from app.services.undoing import revert
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.small_school import ANNA, BORIS, CLASS, ENDS, PUPILS
from tests.timetable_school import (
    ALGEBRA_1,
    ALGEBRA_A_1,
    GEOMETRY_2,
    GLEB,
    MONDAY,
    PHYSICS_A,
    PHYSICS_A_2,
    VERA,
    timetable_school,
)

NOBODY = TeacherId("")
TUESDAY = MONDAY + timedelta(1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=tuple(timetable_school()))
    yield opened
    opened.close()


def day(store: Store, on: date = MONDAY) -> dict[LessonId, TimetableLesson]:
    with store.reading() as unit:
        return {each.id: each for each in read_timetable(unit, on)}


def stand_ins(store: Store, lesson: LessonId) -> list[StandIn]:
    lessons = day(store)
    with store.reading() as unit:
        return list(read_stand_ins(unit, at=lessons[lesson], others=tuple(lessons.values())))


def do(store: Store, command: Callable[..., Changes], **facts: object) -> Changes:
    with store.unit() as unit:
        return command(unit, **facts)


def undo(store: Store, changes: Changes) -> None:
    with store.unit() as unit:
        revert(unit, steps=changes.recorded)


def clashes(store: Store, lesson: LessonId, on: date, number: int, room: str = "") -> list[Clash]:
    moved = day(store)[lesson]
    with store.reading() as unit:
        return list(read_clashes(unit, moved=moved, day=on, number=number, room=room))


def test_a_day_holds_the_lessons_of_all_classes_by_number(store: Store) -> None:
    lessons = day(store)
    assert list(lessons) == [ALGEBRA_A_1, ALGEBRA_1, PHYSICS_A_2, GEOMETRY_2]
    first = lessons[ALGEBRA_1]
    assert (first.title, first.subject, first.room, first.slot) == (
        "7Б",
        "Алгебра",
        "201",
        Slot(1, 1, "09:00", "09:45"),
    )
    assert [each.name for each in first.teachers] == ["Громова А. И."]
    with store.reading() as unit:
        names = [each.name for each in read_people(unit, MONDAY)]
    assert names == ["Громова А. И.", "Ершов Г.", "Орлова В. П.", "Седов Б."]


def test_who_might_stand_in_is_told_with_what_else_that_one_has(store: Store) -> None:
    """Boris is free at the first lesson and teaches 7Б, Gleb is free, Vera has 7А then although algebra is hers."""
    found = [(each.person.id, each.busy, each.same_subject, each.same_class) for each in stand_ins(store, ALGEBRA_1)]
    assert found == [(BORIS, "", False, True), (GLEB, "", False, False), (VERA, "7А Алгебра", True, False)]


def test_who_stands_in_elsewhere_is_busy_and_who_is_replaced_is_free(store: Store) -> None:
    do(store, substitute, lessons=[ALGEBRA_A_1], teacher_id=BORIS)
    busy = {each.person.id: each.busy for each in stand_ins(store, ALGEBRA_1)}
    assert busy == {BORIS: "7А Алгебра", GLEB: "", VERA: ""}


def test_a_substitution_is_set_ended_and_taken_back(store: Store) -> None:
    changes = do(store, substitute, lessons=[ALGEBRA_1], teacher_id=BORIS)
    found = day(store)[ALGEBRA_1]
    assert found.substitute is not None
    assert found.substitute.name == "Седов Б."
    assert found.is_held_by(BORIS)
    assert not found.is_held_by(ANNA)
    assert found.is_of(ANNA)
    undo(store, changes)
    assert day(store)[ALGEBRA_1].substitute is None
    do(store, substitute, lessons=[ALGEBRA_1], teacher_id=BORIS)
    ended = do(store, substitute, lessons=[ALGEBRA_1], teacher_id=NOBODY)
    assert day(store)[ALGEBRA_1].substitute is None
    undo(store, ended)
    assert day(store)[ALGEBRA_1].is_held_by(BORIS)


def test_two_classes_with_one_substitute_are_together(store: Store) -> None:
    do(store, substitute, lessons=[ALGEBRA_1, ALGEBRA_A_1], teacher_id=GLEB)
    lessons = day(store)
    assert lessons[ALGEBRA_1].joined == ("7А Алгебра",)
    assert lessons[ALGEBRA_A_1].joined == ("7Б Алгебра",)
    assert lessons[PHYSICS_A_2].joined == ()


def test_a_lesson_is_cancelled_with_a_reason_and_held_after_all(store: Store) -> None:
    with pytest.raises(ReasonNeededError):
        do(store, cancel_lessons, lessons=[ALGEBRA_1], reason=" ")
    cancelled = do(store, cancel_lessons, lessons=[ALGEBRA_1, GEOMETRY_2], reason="Экскурсия")
    found = day(store)
    assert [(found[key].cancelled, found[key].reason) for key in (ALGEBRA_1, GEOMETRY_2)] == [(True, "Экскурсия")] * 2
    assert not found[ALGEBRA_1].is_held_by(ANNA)
    undo(store, cancelled)
    assert not day(store)[ALGEBRA_1].cancelled
    do(store, cancel_lessons, lessons=[ALGEBRA_1], reason="Экскурсия")
    do(store, hold_after_all, lessons=[ALGEBRA_1])
    assert (day(store)[ALGEBRA_1].cancelled, day(store)[ALGEBRA_1].reason) == (False, "")


def test_what_a_lesson_would_meet_is_told_before_it_is_moved(store: Store) -> None:
    assert clashes(store, ALGEBRA_1, TUESDAY, 3) == []
    assert clashes(store, ALGEBRA_1, MONDAY, 2, "204") == [
        Clash(ClashKind.CLASS, other="7Б Геометрия"),
        Clash(ClashKind.ROOM, "204", "7А Физика"),
    ]
    assert clashes(store, PHYSICS_A_2, MONDAY, 1) == [Clash(ClashKind.CLASS, other="7А Алгебра")]
    holiday = Clash(ClashKind.HOLIDAY, "Осенние каникулы")
    assert clashes(store, GEOMETRY_2, date(2026, 10, 28), 1) == [holiday]
    assert clashes(store, GEOMETRY_2, ENDS + timedelta(1), 1) == [Clash(ClashKind.OUTSIDE)]


def test_a_teacher_who_is_busy_then_is_named(store: Store) -> None:
    do(store, substitute, lessons=[PHYSICS_A_2], teacher_id=ANNA)
    found = clashes(store, ALGEBRA_1, MONDAY, 2)
    assert Clash(ClashKind.TEACHER, "Громова А. И.", "7А Физика") in found
    # and the substitute's time counts, not that of who is replaced
    assert Clash(ClashKind.TEACHER, "Громова А. И.", "7Б Алгебра") in clashes(store, PHYSICS_A_2, MONDAY, 1)


def test_a_cancelled_lesson_is_in_nobodys_way(store: Store) -> None:
    do(store, cancel_lessons, lessons=[GEOMETRY_2], reason="Экскурсия")
    assert clashes(store, ALGEBRA_1, MONDAY, 2) == []


def test_a_moved_lesson_takes_its_substitute_along_and_comes_back_as_it_was(store: Store) -> None:
    do(store, substitute, lessons=[ALGEBRA_1], teacher_id=BORIS)
    moved = day(store)[ALGEBRA_1]
    changes = do(store, move_lesson, moved=moved, day=TUESDAY, number=3, room="101", reason="Медосмотр")
    found = day(store, TUESDAY)[ALGEBRA_1]
    assert (found.slot.number, found.room, found.reason, found.is_held_by(BORIS)) == (3, "101", "Медосмотр", True)
    assert days_of(store) == (TUESDAY, TUESDAY)
    undo(store, changes)
    assert day(store)[ALGEBRA_1].is_held_by(BORIS)
    assert days_of(store) == (MONDAY, MONDAY)


def days_of(store: Store) -> tuple[date, date]:
    """Return the days of the lesson and of its substitution: the right to write is by the latter."""
    with store.reading() as unit:
        lesson = read(unit.connection, Lesson, ALGEBRA_1)
        row = read(unit.connection, Substitution, substitution_id(ALGEBRA_1))
    assert lesson is not None
    assert row is not None
    return lesson.day, row.day


def test_no_lesson_is_moved_out_of_the_school_year(store: Store) -> None:
    with pytest.raises(OutsideYearError):
        do(store, move_lesson, moved=day(store)[ALGEBRA_1], day=ENDS + timedelta(1), number=1, room="")
    assert ALGEBRA_1 in day(store)


def two_terms(closed: str) -> Iterator[Record]:
    """Yield a term of Monday alone and one of Tuesday alone for 7Б, of which one is closed."""
    yield Term("old", NEVER, "1 четверть", 2, 7, 7, MONDAY, MONDAY)
    yield Term("new", NEVER, "2 четверть", 3, 7, 7, TUESDAY, TUESDAY)
    yield Closing(closing_id(closed, CLASS), OperationId("c"), closed, CLASS, True, "", BORIS)


def test_a_closed_term_holds_only_the_lessons_of_its_own_days(store: Store) -> None:
    FeedOf(store).send(*two_terms("new"))
    with store.unit() as unit:
        unit.record(Operation(MarkAdd(ALGEBRA_1, PUPILS[0], None, "2")))
    wednesday = TUESDAY + timedelta(1)
    do(store, move_lesson, moved=day(store)[ALGEBRA_1], day=wednesday, number=3, room="")
    assert ALGEBRA_1 in day(store, wednesday)


@pytest.mark.parametrize("closed", ["old", "new"])
def test_what_is_written_in_a_closed_term_stays_in_it_and_nothing_is_moved_there(store: Store, closed: str) -> None:
    FeedOf(store).send(*two_terms(closed))
    empty = day(store)[ALGEBRA_1]
    undo(store, do(store, move_lesson, moved=empty, day=TUESDAY, number=3, room=""))
    with store.unit() as unit:
        unit.record(Operation(MarkAdd(ALGEBRA_1, PUPILS[0], None, "2")))
    with pytest.raises(TermClosedError):
        do(store, move_lesson, moved=empty, day=TUESDAY, number=3, room="")
    assert ALGEBRA_1 in day(store)
    do(store, move_lesson, moved=empty, day=MONDAY, number=3, room="")
    assert day(store)[ALGEBRA_1].slot.number == 3


def test_a_lesson_is_added_and_taken_back(store: Store) -> None:
    with store.reading() as unit:
        wanted = next(each for each in read_addable(unit, MONDAY) if each.journal == PHYSICS_A)
    assert [each.name for each in wanted.teachers] == ["Ершов Г."]
    changes = do(store, add_lesson, added=wanted, day=MONDAY, number=5, room=" 12 ")
    (new,) = (each for each in day(store).values() if each.slot.number == 5)
    assert (new.subject, new.room) == ("Физика", "12")
    undo(store, changes)
    assert day(store)[new.id].cancelled


def test_a_substitution_that_changed_meanwhile_is_no_step_to_take_back(store: Store) -> None:
    changes = do(store, substitute, lessons=[ALGEBRA_1], teacher_id=BORIS)
    do(store, substitute, lessons=[ALGEBRA_1], teacher_id=GLEB)
    with pytest.raises(ChangedSinceError):
        undo(store, changes)


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (Slot(1, 1, "09:00", "09:45"), Slot(1, 1, "09:00", "09:45"), True),
        (Slot(1, 1), Slot(1, 2), False),
        (Slot(1, 6, "14:00", "14:45"), Slot(2, 1, "14:00", "14:45"), True),
        (Slot(1, 1, "09:00", "09:45"), Slot(2, 1, "14:00", "14:45"), False),
        (Slot(1, 5, "13:00", "13:45"), Slot(2, 0, "13:45", "14:30"), False),
        (Slot(1, 1), Slot(2, 1, "14:00", "14:45"), True),
    ],
)
def test_lessons_meet_by_their_times_and_in_one_shift_by_their_numbers(first: Slot, second: Slot, meet: bool) -> None:
    assert first.meets(second) is meet
    assert second.meets(first) is meet
