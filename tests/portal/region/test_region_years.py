"""What schools came to together in a year that is over: those that have turned it and those that have not."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import insert, select

from app.domain.records import Enrolment, FinalMark, Journal, Lesson, Membership, Record, School, SchoolClass, Term
from app.ids import SchoolId
from portal.__main__ import main
from portal.store.rows import write_records
from portal.store.sign_in_tables import events
from portal.store.tables import TABLES, destructions, schools
from tests.portal.region.test_region_figures import ENDS, a_region, a_school
from tests.portal_database import owned

FIVES, FOURS, NEW = "5" * 12, "4" * 12, "3" * 12
PAST_ENDS = date(2025, 10, 26)


def of_past(school: SchoolId, marks: str, *, is_turned: bool) -> Iterator[Record]:
    """Yield the rows of the year 2025 with a seventh class. is_turned: the school is in the next year by now."""
    stay: dict[str, object] = {"first": date(2025, 9, 1), "last": date(2026, 8, 31) if is_turned else None}
    changed: dict[type[Record], dict[str, object]] = {
        School: {"year": 2025},
        SchoolClass: {"year": 2025 if is_turned else 0},
        Enrolment: stay,
        Membership: stay,
        Term: {"id": "past", "first": date(2025, 9, 1), "last": PAST_ENDS},
        Journal: {"year": 2025},
        Lesson: {"day": date(2025, 9, 8)},
    }
    for row in a_school(school, {7: marks}, "Школа"):
        if isinstance(row, FinalMark):
            yield replace(row, id=f"past-{row.id}", period="past")
        elif not (is_turned and isinstance(row, School)):
            yield replace(row, **changed.get(type(row), {}))


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """One school in 2026 with an eighth class and a year behind it, and one that is in 2025 still."""
    data = a_region(tmp_path / "data", [{8: NEW}])
    engine = owned(data)
    with engine.begin() as connection:
        turned, slow = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one()), SchoolId("slow")
        connection.execute(insert(schools), {"school_id": slow, "epoch": "e", "head": 0, "chain": "", "roster": 0})
        write_records(connection, turned, tuple(of_past(turned, FOURS, is_turned=True)))
        write_records(connection, slow, tuple(of_past(slow, FIVES, is_turned=False)))
    engine.dispose()
    return data


def table(data: Path, capsys: pytest.CaptureFixture[str], period: str) -> dict[tuple[str, str], list[str]]:
    """Return schools, pupils, quality and mean of the rows of the file, by subject and grades."""
    capsys.readouterr()
    assert main(["region", "figures", "--data", str(data), period, "--csv"]) == 0
    _, *rows = csv.reader(io.StringIO(capsys.readouterr().out.strip()), delimiter=";")
    return {(row[0], row[1]): [row[2], row[3], row[4], row[7]] for row in rows}


def asked(data: Path, period: str) -> int:
    return main(["region", "figures", "--data", str(data), period])


def test_a_day_of_a_past_year_takes_it_from_whoever_had_it(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """12 fives of the one school and 12 fours that the other gave before it turned the year: mean 108 : 24."""
    rows = table(region, capsys, str(PAST_ENDS))
    assert rows["Алгебра", "7"] == ["2", "24", "100.00", "4.50"]
    assert ("Алгебра", "8") not in rows


def test_a_day_of_the_new_year_takes_only_who_has_begun_it(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = table(region, capsys, str(ENDS))
    assert rows["Алгебра", "8"] == ["1", "12", "0.00", "3.00"]
    assert ("Алгебра", "7") not in rows
    assert asked(region, str(ENDS)) == 0
    assert "Школ: 1; без такого периода: 1." in capsys.readouterr().out


def test_a_whole_year_is_asked_for_by_its_name(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a name each school's own: 12 in the seventh class of the slow one, 12 in the eighth of the other."""
    past, present, usual = (table(region, capsys, period) for period in ("2025/26", "2026/27", "year"))
    everything = "все предметы"
    assert past[everything, "7"][:2] == ["2", "24"]
    assert (everything, "8") not in past
    assert present[everything, "8"][:2] == ["1", "12"]
    assert (everything, "7") not in present
    assert [usual[everything, grade][:2] for grade in ("7", "8")] == [["1", "12"]] * 2


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2024/25", "нет ни у одной школы"),
        ("2024-10-26", "нет ни у одной школы"),
        ("2028/29", "нет ни у одной школы"),
        ("2026/28", "не период"),
        ("2026/2027", "не период"),
        ("26/27", "не период"),
        ("٢٠٢٦/27", "не период"),
        ("9999-12-31", "нет ни у одной школы"),
        ("0001-01-01", "нет ни у одной школы"),
    ],
)
def test_a_year_that_nobody_has_is_said(
    region: Path, capsys: pytest.CaptureFixture[str], period: str, said: str
) -> None:
    assert asked(region, period) == 1
    assert said in capsys.readouterr().err


def test_a_year_of_which_nothing_is_left_is_not_taken(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    engine = owned(region)
    with engine.begin() as connection:
        turned = connection.execute(select(schools.c.school_id).where(schools.c.school_id != "slow")).scalar_one()
        row = {"school_id": turned, "id": "act", "year": 2025, "content": "journals", "ground": "срок"}
        by = {"prepared": 1, "prepared_by": "a", "confirmed": 2, "confirmed_by": "b", "done": 3, "erased": 4}
        connection.execute(insert(destructions), {**row, **by})
    engine.dispose()
    assert table(region, capsys, str(PAST_ENDS))["Алгебра", "7"] == ["1", "12", "100.00", "5.00"]


@pytest.mark.parametrize(
    ("period", "subject"),
    [("2025/26", "region/2025-26"), ("year", "region/year"), (str(PAST_ENDS), f"region/{PAST_ENDS}")],
)
def test_each_school_is_told_which_year_was_read(region: Path, period: str, subject: str) -> None:
    assert asked(region, period) == 0
    engine = owned(region)
    with engine.connect() as connection:
        told = connection.execute(select(events.c.school_id).where(events.c.subject == subject)).scalars().all()
        assert len(set(told)) == len(told) == 2
        names = connection.execute(select(TABLES[School].c.school_id)).scalars().all()
    engine.dispose()
    assert set(told) == set(names)
