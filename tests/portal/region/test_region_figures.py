"""What a region learns of its schools: the same figures as in each of them, added up, and nothing of a few pupils."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from app.domain.periods import final_mark_id
from app.domain.records import (
    NEVER,
    Enrolment,
    FinalMark,
    Group,
    Journal,
    Lesson,
    Membership,
    Pupil,
    Record,
    School,
    SchoolClass,
    Subject,
    Term,
)
from app.ids import ClassId, GroupId, JournalId, LessonId, PupilId, SchoolId, SubjectId, TeacherId
from portal.__main__ import main
from portal.commands import make_portal
from portal.store.rows import write_records
from portal.store.sign_in_tables import events
from portal.store.tables import schools
from tests.portal_database import new_database, owned

BEGINS, ENDS = date(2026, 9, 1), date(2026, 10, 25)
SUBJECTS = ("Алгебра", "Физика")
Marks = dict[int, str]
"""The marks of a grade's only class, a sign a pupil."""


def a_school(school: SchoolId, grades: Marks, name: str) -> Iterator[Record]:
    """Yield a school with a class in each grade, marked alike in every subject."""
    yield School(school, NEVER, name, name, 2026, "Europe/Moscow")
    yield Term("t1", NEVER, "I четверть", 1, 1, 11, BEGINS, ENDS)
    for subject in SUBJECTS:
        yield Subject(SubjectId(subject), NEVER, subject, subject[:3])
    for grade, marks in grades.items():
        yield from a_class(grade, marks)


def a_class(grade: int, marks: str) -> Iterator[Record]:
    key, group = ClassId(f"c{grade}"), GroupId(f"g{grade}")
    yield SchoolClass(key, NEVER, grade, "А", 1, None)
    yield Group(group, NEVER, key, "")
    pupils = [PupilId(f"p{grade}-{n}") for n in range(len(marks))]
    for who in pupils:
        yield Pupil(who, NEVER, who, "Имя", "", date(2013, 1, 1), "")
        yield Enrolment(f"e-{who}", NEVER, who, key, BEGINS, None, "1")
        yield Membership(f"m-{who}", NEVER, group, who, BEGINS, None)
    for subject in SUBJECTS:
        journal = JournalId(f"{subject}-{grade}")
        yield Journal(journal, NEVER, group, SubjectId(subject), 2026, 2)
        yield Lesson(LessonId(f"l-{journal}"), NEVER, journal, date(2026, 9, 7), 1, "1")
        for who, value in zip(pupils, marks, strict=True):
            yield FinalMark(final_mark_id(journal, who, "t1"), NEVER, journal, who, "t1", value, "", "", TeacherId("t"))


def a_region(data: Path, held: Sequence[Marks]) -> Path:
    """Make a portal of several schools."""
    make_portal(data, "Школа № 0", year=2026, zone="Europe/Moscow", server=new_database())
    engine = owned(data)
    with engine.begin() as connection:
        first = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        ids = [first, *(SchoolId(f"school-{n}") for n in range(1, len(held)))]
        for n, (school, grades) in enumerate(zip(ids, held, strict=True)):
            if n:
                row = {"school_id": school, "epoch": f"e{n}", "head": 0, "chain": "", "roster": 0}
                connection.execute(insert(schools), row)
            write_records(connection, school, tuple(a_school(school, grades, f"Школа № {n}")))
    engine.dispose()
    return data


def table_of(
    data: Path, capsys: pytest.CaptureFixture[str], period: str = str(ENDS)
) -> dict[tuple[str, str], list[str]]:
    """Return the rows of the file by subject and grades."""
    capsys.readouterr()
    assert main(["region", "figures", "--data", str(data), period, "--csv"]) == 0
    _, *rows = csv.reader(io.StringIO(capsys.readouterr().out.strip()), delimiter=";")
    return {(row[0], row[1]): row[2:] for row in rows}


def test_the_figures_of_schools_are_added_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    region = a_region(tmp_path / "data", [{7: "5554443332"}, {7: "5555544444" * 2}, {8: "4" * 12}])
    table = table_of(region, capsys)
    # 13 fives, 13 fours, 3 threes and a two: 1300 + 832 + 108 + 16 = 2256, by 30
    assert table["Алгебра", "7"] == ["2", "30", "86.67", "96.67", "75.20", "4.27", "", ""]
    assert table["все предметы", "7"] == ["2", "30", "86.67", "96.67", "", "", "0", "0"]
    assert table["Алгебра", "5-9"][:2] == ["3", "42"]
    assert table["Физика", "1-11"][:2] == ["3", "42"]


def test_a_small_grade_is_hidden_with_what_would_give_it_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held: list[Marks] = [{5: "5" * 12, 7: "4" * 20, 8: "23"}, {5: "4" * 12, 7: "3" * 20}]
    table = table_of(a_region(tmp_path / "data", held), capsys)
    assert ("Алгебра", "8") not in table
    assert ("Алгебра", "5") not in table
    assert table["Алгебра", "7"][:2] == ["2", "40"]
    assert table["Алгебра", "5-9"][:2] == ["2", "66"]


def test_no_school_is_named_and_each_is_told_that_it_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    region = a_region(tmp_path / "data", [{7: "5" * 12}, {7: "4" * 12}, {7: "3" * 12}])
    assert main(["region", "figures", "--data", str(region), str(ENDS)]) == 0
    text = capsys.readouterr().out
    assert "Школа №" not in text
    assert "Школ: 3; без такого периода: 0." in text
    engine = owned(region)
    with engine.connect() as connection:
        told = connection.execute(
            select(events.c.school_id, events.c.kind).where(events.c.subject == f"region/{ENDS}")
        ).all()
    engine.dispose()
    assert len({row.school_id for row in told}) == len(told) == 3
    assert {row.kind for row in told} == {"read"}


def test_schools_whose_terms_end_a_little_apart_come_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    region = a_region(tmp_path / "data", [{7: "5" * 12}, {7: "4" * 12}])
    assert table_of(region, capsys, "2026-11-05") == table_of(region, capsys)
    assert ("Алгебра", "7") not in table_of(region, capsys, "year")


@pytest.mark.parametrize(("period", "said"), [("зима", "не период"), ("2026-05-31", "нет ни у одной школы")])
def test_a_period_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], period: str, said: str
) -> None:
    region = a_region(tmp_path / "data", [{7: "5" * 12}])
    assert main(["region", "figures", "--data", str(region), period]) == 1
    assert said in capsys.readouterr().err
