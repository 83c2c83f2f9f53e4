"""A group with pupils of several classes: its title, whose class is told, and which class closes a term."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.absences import LessonSums
from app.domain.attendance import Absence, attendance_id
from app.domain.classroom import Duty
from app.domain.finals import FinalsPage
from app.domain.pages import EMPTY_CELL
from app.domain.periods import closing_id
from app.domain.records import Attendance, Closing, Enrolment, Journal, Lesson, Membership
from app.domain.timetable import ClashKind
from app.errors import TermClosedError
from app.ids import ClassId, JournalId, LessonId, OperationId, PupilId, TeacherId
from app.services.awaited_marks import read_awaited
from app.services.class_desk_absences import read_absence_sums
from app.services.class_desk_summary import read_summary
from app.services.deputy_desk import read_keeping
from app.services.excusing import fill_days
from app.services.finals import read_finals, set_final, set_proposed
from app.services.group_classes import titles_of
from app.services.marking import put_mark
from app.services.reading import read_journals, read_page
from app.services.terms import close_terms, demand_open, open_terms
from app.services.timetable import read_clashes, read_timetable
from app.store.unit import Store
from tests.builders import PROFILE, FeedOf, a_store
from tests.mixed_group import (
    AUTUMN,
    AUTUMN_ENDS,
    CLASS_8A,
    GROUP_8A,
    LAW,
    LAW_GROUP,
    LAW_LESSONS,
    OF_7B,
    OF_8A,
    VERA,
    mixed_group,
    other_class,
)
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, CLASS, LESSONS, SUBJECT, records

OFFICE = OperationId("office")
TITLE = "7Б, 8А · Право"


def a_pc(folder: Path, teacher: TeacherId) -> Store:
    """Return the journal of a teacher; everything is on every PC here."""
    folder.mkdir()
    rows = (*records(), *other_class(), *mixed_group())
    return a_store(folder, rows=rows, profile=replace(PROFILE, teacher=teacher))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Boris teaches the elective."""
    opened = a_pc(tmp_path / "boris", BORIS)
    yield opened
    opened.close()


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)


@pytest.fixture
def vera(tmp_path: Path) -> Iterator[Store]:
    """Vera is the class teacher of 8А."""
    opened = a_pc(tmp_path / "vera", VERA)
    yield opened
    opened.close()


def close(feed: FeedOf, school_class: ClassId) -> None:
    feed.send(Closing(closing_id(AUTUMN, school_class), OFFICE, AUTUMN, school_class, True, "", ANNA))


def mark(store: Store, who: PupilId, value: str = "5", lesson: LessonId = LAW_LESSONS[0]) -> None:
    with store.unit() as unit:
        seen = read_page(unit, LAW).cells.get((who, lesson), EMPTY_CELL)
        put_mark(unit, pupil=who, lesson=lesson, value=value, seen=seen)


def finals(store: Store) -> FinalsPage:
    with store.reading() as unit:
        return read_finals(unit, LAW, today=AUTUMN_ENDS)


def decide(store: Store, who: PupilId) -> None:
    page = finals(store)
    with store.unit() as unit:
        set_final(
            unit, journal_id=LAW, who=who, period=AUTUMN, value="5", seen=page.cells[who, AUTUMN], reason="решение"
        )


@pytest.mark.parametrize(
    ("listed", "titles"), [("", ()), ("10Б,9А,10А", ("9А", "10А", "10Б")), ("11А,2Б", ("2Б", "11А")), ("7Б", ("7Б",))]
)
def test_classes_are_told_by_grade_and_letter(listed: str, titles: tuple[str, ...]) -> None:
    assert titles_of(listed) == titles


def test_the_title_names_the_classes_of_the_pupils(store: Store, feed: FeedOf) -> None:
    with store.reading() as unit:
        assert {each.id: each.title for each in read_journals(unit)} == {ALGEBRA: "7Б", LAW: TITLE}
        assert read_page(unit, LAW).title == TITLE
        assert {each.title for each in read_keeping(unit, today=AUTUMN_ENDS)} == {"7Б", TITLE}
        assert [each.title for each in read_timetable(unit, BEGINS)] == ["7Б", TITLE]
    assert finals(store).title == TITLE
    feed.send(Membership("law-7b", OFFICE, LAW_GROUP, OF_7B, date(2026, 8, 1), date(2026, 8, 2)))
    assert finals(store).title == "8А · Право", "7Б has no pupil in it any more"


def test_a_row_tells_the_class_where_there_are_several(store: Store) -> None:
    with store.reading() as unit:
        law, algebra = read_page(unit, LAW), read_page(unit, ALGEBRA)
    assert {each.id: each.of_class for each in law.pupils} == {OF_7B: "7Б", OF_8A: "8А"}
    assert {each.of_class for each in algebra.pupils} == {""}
    assert {each.id: each.of_class for each in finals(store).pupils} == {OF_7B: "7Б", OF_8A: "8А"}


def test_the_own_class_decides_whether_a_mark_is_frozen(store: Store, feed: FeedOf) -> None:
    close(feed, CLASS_8A)
    mark(store, OF_7B)
    with pytest.raises(TermClosedError):
        mark(store, OF_8A)
    close(feed, CLASS)
    with pytest.raises(TermClosedError):
        mark(store, OF_7B, "4")


def test_a_work_is_frozen_as_soon_as_one_class_is(store: Store, feed: FeedOf) -> None:
    with store.reading() as unit:
        demand_open(unit, LAW_LESSONS[0])
    close(feed, CLASS_8A)
    with pytest.raises(TermClosedError), store.reading() as unit:
        demand_open(unit, LAW_LESSONS[0])
    with store.reading() as unit:
        demand_open(unit, LESSONS[0])


def test_the_own_class_decides_whether_a_period_is_frozen(store: Store, feed: FeedOf) -> None:
    close(feed, CLASS_8A)
    page = finals(store)
    assert (page.periods[0].closed, page.frozen) == (False, frozenset({(OF_8A, AUTUMN)}))
    assert page.awaited(page.periods[0], AUTUMN_ENDS) == 1
    decide(store, OF_7B)
    with pytest.raises(TermClosedError):
        decide(store, OF_8A)
    close(feed, CLASS)
    assert finals(store).periods[0].closed


def test_what_is_proposed_is_set_for_the_classes_that_are_open(store: Store, feed: FeedOf) -> None:
    for who in (OF_7B, OF_8A):
        mark(store, who)
    close(feed, CLASS_8A)
    with store.unit() as unit:
        set_proposed(unit, page=finals(store), period=AUTUMN)
    assert [finals(store).cells[who, AUTUMN].value for who in (OF_7B, OF_8A)] == ["5", ""]


def test_marks_are_awaited_of_the_classes_that_are_open(store: Store, feed: FeedOf) -> None:
    def awaited() -> dict[str, int]:
        with store.reading() as unit:
            return {each.title: each.count for each in read_awaited(unit, today=AUTUMN_ENDS) if each.period == AUTUMN}

    def not_set() -> int:
        with store.reading() as unit:
            return next(each for each in read_keeping(unit, today=AUTUMN_ENDS) if each.id == LAW).facts.no_final

    assert (awaited()[TITLE], not_set()) == (2, 2)
    close(feed, CLASS_8A)
    assert (awaited()[TITLE], not_set()) == (1, 1)
    close(feed, CLASS)
    assert (TITLE in awaited(), not_set()) == (False, 0)


def test_the_class_teacher_sees_the_own_pupils_of_a_group_listed_elsewhere(vera: Store) -> None:
    missed = Attendance(
        attendance_id(LAW_LESSONS[0], OF_8A), OFFICE, LAW, LAW_LESSONS[0], OF_8A, Absence.ABSENT, 0, BORIS
    )
    FeedOf(vera).send(missed)
    with vera.reading() as unit:
        summary = read_summary(unit, CLASS_8A, period=AUTUMN, today=AUTUMN_ENDS)
        sums = read_absence_sums(unit, CLASS_8A, first=BEGINS, last=AUTUMN_ENDS)
    assert [each.id for each in summary.pupils] == [OF_8A]
    assert [each.name for each in summary.subjects] == ["Основы права"]
    assert sums.lessons == {OF_8A: LessonSums(lessons=3, unexcused=1)}
    with vera.unit() as unit:
        fill_days(unit, school_class=CLASS_8A, days=[(OF_8A, BEGINS + timedelta(7))], absence=Absence.ILL)
    with vera.reading() as unit:
        assert read_page(unit, LAW).cells[OF_8A, LAW_LESSONS[1]].absence is Absence.ILL


def test_who_comes_into_the_class_later_brings_no_group_of_before(store: Store, feed: FeedOf) -> None:
    ends = BEGINS + timedelta(9)
    feed.send(
        Membership("law-8a", OFFICE, LAW_GROUP, OF_8A, BEGINS, ends),
        Enrolment("enrolment-8a", OFFICE, OF_8A, CLASS_8A, BEGINS, ends, "2"),
        Enrolment("enrolment-9", OFFICE, OF_8A, ClassId("9a"), ends + timedelta(1), None, "3"),
    )
    assert finals(store).title == TITLE


def test_a_lesson_meets_those_of_every_class_of_its_pupils(store: Store, feed: FeedOf) -> None:
    feed.send(Duty("d", OFFICE, BORIS, "deputy_head", BEGINS, None))
    physics = JournalId("physics-8a")
    feed.send(Journal(physics, OFFICE, GROUP_8A, SUBJECT, BEGINS.year, 2))
    feed.send(Lesson(LessonId("physics"), OFFICE, physics, BEGINS, 5, ""))
    with store.reading() as unit:
        law = next(each for each in read_timetable(unit, BEGINS) if each.journal == LAW)
        found = read_clashes(unit, moved=law, day=BEGINS, number=5, room="")
    assert law.taught == {CLASS, CLASS_8A}
    assert [(each.kind, each.other) for each in found if each.kind is ClashKind.CLASS] == [
        (ClashKind.CLASS, "8А Алгебра")
    ]


def test_the_class_of_the_lessons_day_decides(store: Store, feed: FeedOf) -> None:
    moved = BEGINS + timedelta(10)
    feed.send(
        Enrolment("enrolment-8a", OFFICE, OF_8A, CLASS_8A, BEGINS, moved - timedelta(1), "2"),
        Enrolment("enrolment-9", OFFICE, OF_8A, ClassId("9a"), moved, None, "3"),
    )
    close(feed, CLASS_8A)
    mark(store, OF_8A, lesson=LAW_LESSONS[2])
    with pytest.raises(TermClosedError):
        mark(store, OF_8A, lesson=LAW_LESSONS[1])


def test_a_term_is_closed_and_opened_for_each_class_of_the_group(store: Store) -> None:
    page = finals(store)
    assert (page.classes[AUTUMN], page.class_titles(AUTUMN)) == (((CLASS, "7Б"), (CLASS_8A, "8А")), "7Б, 8А")
    both = [key for key, _ in page.classes[AUTUMN]]
    with store.unit() as unit:
        close_terms(unit, term_id=AUTUMN, classes=both)
    assert finals(store).frozen == frozenset({(OF_7B, AUTUMN), (OF_8A, AUTUMN)})
    with store.unit() as unit:
        open_terms(unit, term_id=AUTUMN, classes=both, reason="Ошибка")
    assert finals(store).frozen == frozenset()


def test_a_whole_classes_page_is_of_one_class(store: Store) -> None:
    with store.reading() as unit:
        assert read_finals(unit, ALGEBRA, today=AUTUMN_ENDS).class_titles(AUTUMN) == "7Б"
