"""A pupil moves to another class while both teachers work: two desktops and a real portal."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.domain.counting import CountedMark
from app.domain.pages import JournalPage
from app.domain.records import NEVER, Assignment, Enrolment, Group, Journal, Lesson, Membership, Record, SchoolClass
from app.ids import ClassId, GroupId, JournalId, LessonId
from app.services.finals import read_explanation
from app.services.marking import clear_cells, put_mark
from app.services.reading import read_page
from portal.exchange.office import put_records
from portal.store.tables import schools
from tests.portal_database import owned
from tests.portal_process import PortalProcess
from tests.small_school import BEGINS, BORIS, CLASS, ENDS, GROUP, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR
from tests.sync.desktops import Desktop, NewDesktop

MOVED = PUPILS[3]
CLASS_7A, GROUP_7A, ALGEBRA_7A = ClassId("7a"), GroupId("7a-all"), JournalId("algebra-7a")
LESSON_7A = LessonId("lesson-7a")
MOVES = date(2026, 9, 20)


def put(portal: PortalProcess, rows: Iterable[Record]) -> None:
    """Let the office put rows."""
    engine = owned(portal.data)
    with engine.begin() as connection:
        school = connection.execute(select(schools.c.school_id)).scalar_one()
        put_records(connection, school, tuple(rows), received_ms=0)
    engine.dispose()


@pytest.fixture
def boris(new_desktop: NewDesktop, portal_process: PortalProcess) -> Desktop:
    """Boris' PC; he alone teaches 7А, and no more 7Б."""
    put(
        portal_process,
        (
            SchoolClass(CLASS_7A, NEVER, 7, "А", 1, BORIS),
            Group(GROUP_7A, NEVER, CLASS_7A, ""),
            Journal(ALGEBRA_7A, NEVER, GROUP_7A, SUBJECT, BEGINS.year, 5),
            Assignment("assignment-7a", NEVER, ALGEBRA_7A, BORIS, BEGINS, None),
            Assignment("assignment-boris", NEVER, JournalId("algebra-7b"), BORIS, BEGINS, date(2000, 1, 1)),
            Lesson(LESSON_7A, NEVER, ALGEBRA_7A, date(2026, 9, 22), 1, "202"),
        ),
    )
    desktop = new_desktop("boris")
    desktop.round()
    return desktop


def move(portal: PortalProcess) -> None:
    put(
        portal,
        (
            Enrolment(f"enrolment-{MOVED}", NEVER, MOVED, CLASS, BEGINS, MOVES - timedelta(1), "1", "97-у"),
            Enrolment("enrolment-7a", NEVER, MOVED, CLASS_7A, MOVES, None, "97-у"),
            Membership(f"member-{MOVED}", NEVER, GROUP, MOVED, BEGINS, MOVES - timedelta(1)),
            Membership("member-7a", NEVER, GROUP_7A, MOVED, MOVES, None),
        ),
    )


def page(desktop: Desktop) -> JournalPage:
    with desktop.store.reading() as unit:
        return read_page(unit, ALGEBRA_7A)


def test_the_new_teacher_counts_the_old_marks_and_hears_of_their_corrections(
    anna: Desktop, boris: Desktop, portal_process: PortalProcess
) -> None:
    anna.put("2", MOVED)
    anna.put("5", MOVED, LESSONS[1])
    anna.round()
    move(portal_process)
    boris.round()
    assert page(boris).averages[MOVED] == Decimal("3.50")
    with boris.store.unit() as unit:
        put_mark(unit, pupil=MOVED, lesson=LESSON_7A, value="5", seen=page(boris).cell(0, 0))
    assert page(boris).averages[MOVED] == Decimal("4.00")  # (2 + 5 + 5) / 3, before anything is sent
    boris.round()
    # Anna, who was away, corrects one mark, takes back another, and sends one that she gave before the move
    anna.put("3", MOVED)
    with anna.store.unit() as unit:
        clear_cells(unit, cells=[(MOVED, LESSONS[1], anna.cell(MOVED, LESSONS[1]))])
    anna.put("4", MOVED, LESSONS[2])
    anna.round()
    boris.round()
    assert page(boris).averages[MOVED] == Decimal("4.00")  # (3 + 4 + 5) / 3
    assert page(boris).carried == {
        MOVED: (CountedMark("3", 1, BEGINS, "", source="7Б"), CountedMark("4", 1, BEGINS + timedelta(2), source="7Б"))
    }


def test_the_explanation_on_the_new_teachers_pc_names_the_class_they_came_from(
    anna: Desktop, boris: Desktop, portal_process: PortalProcess
) -> None:
    anna.put("4", MOVED)
    anna.round()
    move(portal_process)
    boris.round()
    with boris.store.reading() as unit:
        why = read_explanation(unit, ALGEBRA_7A, who=MOVED, term_id=WHOLE_YEAR, today=ENDS)
    assert why is not None
    assert [(line.mark.value, line.mark.source) for line in why.lines] == [("4", "7Б")]
