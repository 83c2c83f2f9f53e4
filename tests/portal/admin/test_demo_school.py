"""The whole demo school goes in without one refused row."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.domain.records import Attendance, Enrolment, Lesson, Mark, Pupil, SchoolClass, Teacher
from portal.admin.import_report import ImportReport
from portal.admin.importing import import_files
from portal.oneroster.importing import import_roster
from portal.oneroster.writing import write_file
from resources.demo.school import FILES
from tests.portal.admin.school_files import SCHOOL, found_school, stored
from tests.portal.oneroster.roster_files import named
from tests.portal_database import new_engine

pytestmark = pytest.mark.timeout(300)
"""A hundred thousand rows: a server takes each of them by itself."""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = new_engine(tmp_path_factory.mktemp("demo"))
    found_school(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def report(portal: Engine) -> ImportReport:
    return import_files(portal, SCHOOL, [Path(FILES)])


def test_nothing_is_refused(report: ImportReport) -> None:
    assert report.refused == ()
    assert report.unchanged == 0


def test_it_is_a_whole_school(portal: Engine, report: ImportReport) -> None:
    counts = {kind: len(stored(portal, kind)) for kind in (SchoolClass, Pupil, Teacher, Lesson)}
    assert counts == {SchoolClass: 24, Pupil: 600, Teacher: 45, Lesson: 25_089}


def test_marks_and_absences_reach_to_the_twentieth_of_november(portal: Engine, report: ImportReport) -> None:
    days = {row.id: row.day for row in stored(portal, Lesson)}
    marks, absences = stored(portal, Mark), stored(portal, Attendance)
    assert (len(marks), len(absences)) == (report.records["mark"], report.records["attendance"]) == (71_081, 8_957)
    assert max(days[row.lesson] for row in marks).isoformat() == "2026-11-20"
    assert max(days[row.lesson] for row in absences).isoformat() == "2026-11-20"


def test_no_first_class_has_a_mark(portal: Engine, report: ImportReport) -> None:
    first_classes = {row.id for row in stored(portal, SchoolClass) if row.grade == 1}
    youngest = {row.pupil for row in stored(portal, Enrolment) if row.school_class in first_classes}
    assert len(youngest) > 40
    assert not youngest & {row.pupil for row in stored(portal, Mark)}
    assert youngest & {row.pupil for row in stored(portal, Attendance)}


def test_it_comes_out_and_in_by_oneroster_as_the_same_school(
    portal: Engine, report: ImportReport, tmp_path: Path
) -> None:
    path, empty = tmp_path / "school.zip", new_engine(tmp_path)
    with portal.connect() as connection:
        write_file(connection, SCHOOL, path, births=True)
    found_school(empty)
    assert import_roster(empty, SCHOOL, path).refused == ()
    assert named(empty, SCHOOL) == named(portal, SCHOOL)
    assert import_roster(empty, SCHOOL, path).written == 0
    empty.dispose()
