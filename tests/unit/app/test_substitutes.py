"""What substitutions do to a teacher's day and list of journals, and where marks of a cancelled lesson go."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app.changes import Changes
from app.domain.classroom import Substitution, substitution_id
from app.domain.pages import DayLesson, JournalInfo, ShownCell
from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing, Lesson, Mark, Term, WorkType
from app.errors import NoSuchThingError, NotYoursToWriteError, TermClosedError
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, TeacherId, WorkId, WorkTypeId
from app.operations import DebtSet, MarkAdd, MarkComment, Operation, WorkCreate
from app.services.days import read_day
from app.services.off_timetable import move_marks, read_off_timetable, read_targets
from app.services.reading import read_journals, read_page
from app.services.timetable import cancel_lessons, substitute
from app.services.undoing import revert
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.small_school import ALGEBRA, ANNA, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR
from tests.timetable_school import ALGEBRA_1, ALGEBRA_A, ALGEBRA_A_1, MONDAY, VERA, timetable_school

IVANOV, PETROV = PUPILS[:2]
TUESDAY_LESSON, LATER = LESSONS[7], LESSONS[9]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Anna's journal."""
    opened = a_store(tmp_path, rows=tuple(timetable_school()))
    yield opened
    opened.close()


def stands_in(teacher: TeacherId, lesson: LessonId, journal: JournalId) -> Substitution:
    return Substitution(substitution_id(lesson), OperationId("s"), journal, lesson, MONDAY, teacher, BORIS)


def lessons(store: Store) -> dict[LessonId, DayLesson]:
    with store.reading() as unit:
        return {each.lesson: each for each in read_day(unit, MONDAY).lessons}


def journals(store: Store) -> list[JournalInfo]:
    with store.reading() as unit:
        return list(read_journals(unit))


def do(store: Store, command: Callable[..., Changes], **facts: object) -> Changes:
    with store.unit() as unit:
        return command(unit, **facts)


def test_a_substitute_sees_the_lesson_and_whose_it_is(store: Store, feed: FeedOf) -> None:
    assert list(lessons(store)) == [ALGEBRA_1]
    feed.send(stands_in(ANNA, ALGEBRA_A_1, ALGEBRA_A))
    found = lessons(store)[ALGEBRA_A_1]
    assert (found.instead_of, found.substitute, found.is_mine) == ("Орлова В. П.", "", True)
    assert found.missing == ("topic", "homework", "attendance")
    assert lessons(store)[ALGEBRA_1].instead_of == ""


def test_who_is_replaced_sees_by_whom_and_has_nothing_to_fill_in(store: Store, feed: FeedOf) -> None:
    feed.send(stands_in(VERA, ALGEBRA_1, ALGEBRA))
    found = lessons(store)[ALGEBRA_1]
    assert (found.substitute, found.missing, found.is_mine) == ("Орлова В. П.", (), False)


def test_a_substitution_that_was_ended_changes_nothing(store: Store, feed: FeedOf) -> None:
    feed.send(stands_in(TeacherId(""), ALGEBRA_1, ALGEBRA), stands_in(TeacherId(""), ALGEBRA_A_1, ALGEBRA_A))
    assert list(lessons(store)) == [ALGEBRA_1]
    assert lessons(store)[ALGEBRA_1].is_mine
    assert [each.id for each in journals(store)] == [ALGEBRA]


def test_a_cancelled_lesson_tells_why(store: Store) -> None:
    do(store, cancel_lessons, lessons=[ALGEBRA_1], reason="Экскурсия")
    found = lessons(store)[ALGEBRA_1]
    assert (found.cancelled, found.reason, found.is_mine) == (True, "Экскурсия", False)


def test_a_journal_where_one_stands_in_is_listed_with_the_days(store: Store, feed: FeedOf) -> None:
    feed.send(stands_in(ANNA, ALGEBRA_A_1, ALGEBRA_A), stands_in(ANNA, ALGEBRA_1, ALGEBRA))
    assert [(each.title, each.subject, each.stands_in) for each in journals(store)] == [
        ("7А", "Алгебра", (MONDAY,)),
        ("7Б", "Алгебра", ()),
    ]


def fill(store: Store) -> None:
    """Give two marks at Monday's lesson, one of them for a work and with a comment, and cancel it."""
    with store.unit() as unit:
        made = unit.record(Operation(WorkCreate(ALGEBRA_1, WorkTypeId("control"), "Степени", 4)))
        work = WorkId(made.recorded[0].after.id)
        given = unit.record(Operation(MarkAdd(ALGEBRA_1, IVANOV, work, "5")))
        unit.record(Operation(MarkComment("Отлично", private=True), ent=given.recorded[0].after.id))
        unit.record(Operation(MarkAdd(ALGEBRA_1, PETROV, None, "3")))
        cancel_lessons(unit, lessons=[ALGEBRA_1], reason="Экскурсия")


@pytest.fixture
def _filled(store: Store, feed: FeedOf) -> None:
    feed.send(WorkType(WorkTypeId("control"), NEVER, "Контрольная работа", "К", 4, "#b3261e", 1))
    fill(store)


def marks(store: Store, lesson: LessonId) -> dict[str, list[tuple[str, int, str, bool]]]:
    """Return by pupil value, weight, comment and whether it is private of what counts at a lesson."""
    with store.reading() as unit:
        page = read_page(unit, ALGEBRA)
    cells = {who: page.cells.get((who, lesson), ShownCell()) for who in (IVANOV, PETROV)}
    return {
        who: [(mark.value, mark.weight, mark.comment, mark.comment_private) for mark in cell.marks]
        for who, cell in cells.items()
        if cell.marks
    }


def cell(store: Store, who: PupilId, lesson: LessonId) -> ShownCell:
    with store.reading() as unit:
        return read_page(unit, ALGEBRA).cells.get((who, lesson), ShownCell())


def average(store: Store) -> Decimal | None:
    with store.reading() as unit:
        return read_page(unit, ALGEBRA).averages[IVANOV]


HELD_MARKS = {IVANOV: [("5", 4, "Отлично", True)], PETROV: [("3", 1, "", False)]}


@pytest.mark.usefixtures("_filled")
def test_marks_of_a_cancelled_lesson_are_off_the_timetable(store: Store) -> None:
    with store.reading() as unit:
        (found,) = read_off_timetable(unit)
        targets = read_targets(unit, found=found)
    assert (found.title, found.subject, found.day, found.marks) == ("7Б", "Алгебра", MONDAY, 2)
    assert found.reason == "Экскурсия"
    assert TUESDAY_LESSON in [each.lesson for each in targets]
    assert ALGEBRA_1 not in [each.lesson for each in targets]


@pytest.mark.usefixtures("_filled")
def test_marks_are_moved_with_works_and_comments_as_one_step(store: Store) -> None:
    changes = do(store, move_marks, source=ALGEBRA_1, target=TUESDAY_LESSON)
    assert marks(store, TUESDAY_LESSON) == HELD_MARKS
    assert marks(store, ALGEBRA_1) == {}
    with store.reading() as unit:
        assert read_off_timetable(unit) == ()
        works = {each.id: each.works for each in read_page(unit, ALGEBRA).lessons}
    assert [work.title for work in works[TUESDAY_LESSON]] == ["Степени"]
    assert works[ALGEBRA_1] == ()
    do(store, revert, steps=changes.recorded)
    assert marks(store, ALGEBRA_1) == HELD_MARKS
    assert marks(store, TUESDAY_LESSON) == {}


@pytest.mark.parametrize("elsewhere", [ALGEBRA_1, LATER], ids=["in the cell", "at another lesson"])
def test_a_re_taken_mark_goes_on_being_re_taken_where_it_is_moved(store: Store, elsewhere: LessonId) -> None:
    with store.unit() as unit:
        old = MarkId(unit.record(Operation(MarkAdd(ALGEBRA_1, IVANOV, None, "2"))).recorded[0].after.id)
        unit.record(Operation(MarkAdd(elsewhere, IVANOV, None, "5", retakes=old)))
        cancel_lessons(unit, lessons=[ALGEBRA_1], reason="Экскурсия")
    changes = do(store, move_marks, source=ALGEBRA_1, target=TUESDAY_LESSON)
    assert cell(store, IVANOV, TUESDAY_LESSON).marks[0].retaken
    assert average(store) == Decimal("5.00")
    do(store, revert, steps=changes.recorded)
    assert cell(store, IVANOV, ALGEBRA_1).marks[0].retaken
    assert average(store) == Decimal("5.00")


def test_a_mark_in_a_closed_term_instead_of_one_that_would_be_moved_forbids_it(store: Store, feed: FeedOf) -> None:
    with store.unit() as unit:
        old = MarkId(unit.record(Operation(MarkAdd(ALGEBRA_1, IVANOV, None, "2"))).recorded[0].after.id)
        unit.record(Operation(MarkAdd(LATER, IVANOV, None, "5", retakes=old)))
        cancel_lessons(unit, lessons=[ALGEBRA_1], reason="Экскурсия")
    with store.reading() as unit:
        day = read(unit.connection, Lesson, LATER)
    assert day is not None
    feed.send(
        Term("later", NEVER, "2 четверть", 2, 1, 11, day.day, day.day),
        Closing(closing_id("later", CLASS), OperationId("c"), "later", CLASS, True, "", BORIS),
    )
    with pytest.raises(TermClosedError):
        do(store, move_marks, source=ALGEBRA_1, target=TUESDAY_LESSON)
    assert cell(store, IVANOV, ALGEBRA_1).marks[0].retaken


def test_several_marks_of_a_cell_keep_their_order_where_they_are_moved(store: Store) -> None:
    given = [("5", "4"), ("4", "3"), ("5", "2"), ("3", "5"), ("2", "4"), ("4", "5"), ("3", "4"), ("2", "3")]
    with store.unit() as unit:
        for who, values in zip(PUPILS, given, strict=False):
            for value in values:
                unit.record(Operation(MarkAdd(ALGEBRA_1, who, None, value)))
        cancel_lessons(unit, lessons=[ALGEBRA_1], reason="Экскурсия")
    do(store, move_marks, source=ALGEBRA_1, target=TUESDAY_LESSON)
    moved = [tuple(mark.value for mark in cell(store, who, TUESDAY_LESSON).marks) for who in PUPILS[: len(given)]]
    assert moved == given


@pytest.mark.usefixtures("_filled")
def test_what_is_owed_of_a_work_goes_with_the_work(store: Store) -> None:
    with store.unit() as unit:
        control = cell(store, IVANOV, ALGEBRA_1).marks[0].work
        unit.record(Operation(DebtSet(ALGEBRA_1, PETROV, control, MONDAY)))
    changes = do(store, move_marks, source=ALGEBRA_1, target=TUESDAY_LESSON)
    assert cell(store, PETROV, ALGEBRA_1).debts == ()
    (debt,) = cell(store, PETROV, TUESDAY_LESSON).debts
    assert (debt.work, debt.until) == (cell(store, IVANOV, TUESDAY_LESSON).marks[0].work, MONDAY)
    do(store, revert, steps=changes.recorded)
    assert cell(store, PETROV, TUESDAY_LESSON).debts == ()
    assert [(each.work, each.until) for each in cell(store, PETROV, ALGEBRA_1).debts] == [(control, MONDAY)]


@pytest.mark.usefixtures("_filled")
def test_marks_are_not_moved_to_another_journal_or_a_cancelled_lesson(store: Store) -> None:
    for target in (ALGEBRA_1, LessonId("gone")):
        with pytest.raises(NoSuchThingError):
            do(store, move_marks, source=ALGEBRA_1, target=target)
    with pytest.raises(NotYoursToWriteError):
        do(store, move_marks, source=ALGEBRA_1, target=ALGEBRA_A_1)
    assert marks(store, ALGEBRA_1) == HELD_MARKS


@pytest.mark.usefixtures("_filled")
def test_marks_of_a_closed_term_stay_where_they_are(store: Store, feed: FeedOf) -> None:
    feed.send(Closing(closing_id(WHOLE_YEAR, CLASS), OperationId("c"), WHOLE_YEAR, CLASS, True, "", BORIS))
    with pytest.raises(TermClosedError):
        do(store, move_marks, source=ALGEBRA_1, target=TUESDAY_LESSON)


def test_only_own_journals_marks_are_off_the_timetable(store: Store, feed: FeedOf) -> None:
    other = Lesson(ALGEBRA_A_1, OperationId("x"), ALGEBRA_A, MONDAY, 1, "203", cancelled=True)
    feed.send(other, Mark(MarkId("m"), NEVER, ALGEBRA_A, ALGEBRA_A_1, IVANOV, None, "5", VERA))
    with store.reading() as unit:
        assert read_off_timetable(unit) == ()


def test_a_lesson_one_gives_away_and_gets_back_is_ones_own(store: Store) -> None:
    do(store, substitute, lessons=[ALGEBRA_1], teacher_id=VERA)
    assert not lessons(store)[ALGEBRA_1].is_mine
    do(store, substitute, lessons=[ALGEBRA_1], teacher_id=TeacherId(""))
    assert lessons(store)[ALGEBRA_1].is_mine
