"""The demo school's year has a pupil who is released and a day of short lessons, as its office would put them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from resources.demo.occasions import PAPER, RELEASED, SHORT_DAY, put_occasions
from resources.demo.school import FILES
from resources.demo.school_year import is_free
from resources.demo.serving import make_school

LISTS = ("Учителя.xlsx", "Список учащихся.xlsx", "Нагрузка 2026-2027.csv", "Звонки.csv", "Четверти и каникулы.csv")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "portal"
    make_school(folder, "Школа", [FILES / name for name in LISTS])
    put_occasions(folder)
    return folder


def rows(data: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "portal.db")) as base:
        return base.execute(statement).fetchall()


def test_a_pupil_of_the_shown_class_is_released_from_sport(data: Path) -> None:
    found = rows(
        data,
        "select p.surname || ' ' || p.name, s.name, r.first, r.last, r.document from release r"
        " join pupil p on p.id = r.pupil join subject s on s.id = r.subject",
    )
    assert found == [(*RELEASED[1:], "2026-11-23", "2026-12-30", PAPER)]


def test_the_lessons_of_a_school_day_are_short_and_come_one_after_another(data: Path) -> None:
    found = rows(data, "select day, shift, starts, ends from bell_day order by number")
    assert [each[2:] for each in found[:3]] == [("08:30", "09:00"), ("09:10", "09:40"), ("10:00", "10:30")]
    assert {each[:2] for each in found} == {(SHORT_DAY.isoformat(), 1)}
    assert SHORT_DAY.isoweekday() <= 5
    assert not is_free(SHORT_DAY)
    ends_and_starts = list(zip([each[3] for each in found], [each[2] for each in found[1:]], strict=False))
    assert all(str(ends) < str(starts) for ends, starts in ends_and_starts)


def test_putting_them_once_more_changes_nothing(data: Path) -> None:
    stand = "select id, token from release union select id, token from bell_day"
    before = rows(data, stand)
    put_occasions(data)
    assert rows(data, stand) == before
