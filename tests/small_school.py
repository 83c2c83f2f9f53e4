"""One class, one journal, two teachers of it: what the tests of synchronisation need; put into a portal's folder.

Run as a module with the folder, so that the portal's own pipeline takes it in.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from app.domain.records import (
    NEVER,
    Assignment,
    Enrolment,
    Group,
    Journal,
    Lesson,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Teacher,
    Term,
)
from app.ids import ClassId, GroupId, JournalId, LessonId, PupilId, SubjectId, TeacherId

ANNA, BORIS = TeacherId("anna"), TeacherId("boris")
LOGINS = {ANNA: "anna", BORIS: "boris"}
ALGEBRA = JournalId("algebra-7b")
WHOLE_YEAR = "whole-year"
CLASS, GROUP, SUBJECT = ClassId("7b"), GroupId("7b-all"), SubjectId("algebra")
PUPILS = tuple(PupilId(f"pupil-{n:02}") for n in range(30))
LESSONS = tuple(LessonId(f"lesson-{n:02}") for n in range(40))
BEGINS, ENDS = date(2026, 9, 1), date(2027, 5, 31)


def records() -> Iterator[Record]:
    """Yield the school's records in an order in which none refers to a later one."""
    yield Term(WHOLE_YEAR, NEVER, "Учебный год", 1, 1, 11, BEGINS, ENDS)
    yield Subject(SUBJECT, NEVER, "Алгебра", "Алгебра")
    yield Teacher(ANNA, NEVER, "Громова", "Анна", "Игоревна", LOGINS[ANNA])
    yield Teacher(BORIS, NEVER, "Седов", "Борис", "", LOGINS[BORIS])
    yield SchoolClass(CLASS, NEVER, 7, "Б", 1, ANNA)
    for n, pupil in enumerate(PUPILS):
        yield Pupil(pupil, NEVER, f"Фамилия{n:02}", "Имя", "", date(2013, 1, 1) + timedelta(n), "")
        yield Enrolment(f"enrolment-{pupil}", NEVER, pupil, CLASS, BEGINS, None, "1")
    yield Group(GROUP, NEVER, CLASS, "")
    for pupil in PUPILS:
        yield Membership(f"member-{pupil}", NEVER, GROUP, pupil, BEGINS, None)
    yield Journal(ALGEBRA, NEVER, GROUP, SUBJECT, BEGINS.year, 5)
    for teacher in (ANNA, BORIS):
        yield Assignment(f"assignment-{teacher}", NEVER, ALGEBRA, teacher, BEGINS, None)
    for n, lesson in enumerate(LESSONS):
        yield Lesson(lesson, NEVER, ALGEBRA, BEGINS + timedelta(n), 1 + n % 6, "201")


def fill(data: Path) -> None:
    """Put the school into a portal's folder."""
    from portal.exchange.office import put_records  # noqa: PLC0415 (the tests of the desktop never need the portal)
    from portal.store.tables import schools  # noqa: PLC0415
    from tests.portal_database import owned  # noqa: PLC0415

    engine = owned(data)
    with engine.begin() as connection:
        school = connection.execute(select(schools.c.school_id)).scalar_one()
        put_records(connection, school, tuple(records()), received_ms=0)
    engine.dispose()


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
