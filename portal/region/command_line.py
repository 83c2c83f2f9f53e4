"""The command by which a region learns what its schools come to together: never a school's name, never a few pupils."""

import csv
import io
import re
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, select

from app.domain.calendar_rules import school_year_of
from app.domain.records import School
from app.ids import SchoolId
from portal.archive.keeping_terms import year_text
from portal.auth.auditing import Event, Happened, note
from portal.errors import BadPeriodError, NoFiguresError
from portal.office.figures_reading import ClosingSchool
from portal.office.past_years import read_past_years
from portal.region.summing import Region, Row
from portal.settings import find_folder, server_url
from portal.store.dialects import listing, reading, writing
from portal.store.opening import open_engine
from portal.store.tables import TABLES, schools

COMMANDS = frozenset({"region figures"})
WHOLE_YEAR = "year"
_YEAR = re.compile("[0-9]{4}/[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every school. day: about the last of a period, None for a whole year.

    year: in which the school year begins, None for the one that each school has now.
    """

    day: date | None = None
    year: int | None = None

    @property
    def words(self) -> str:
        """Return how the journals of events call it."""
        if self.day:
            return str(self.day)
        return WHOLE_YEAR if self.year is None else year_text(self.year).replace("/", "-")


Add = Callable[[Any, str, str], ArgumentParser]
"""Adds a command to what commands are added to, by its name and words."""

HEADINGS = (
    *("Предмет", "Классы", "Школ", "Учеников", "Качество, %", "Успеваемость, %", "СОУ, %", "Средняя"),
    *("Пропущено уроков", "из них без причины"),
)


def add_region(commands: Any, add: Add) -> None:
    """Add the command. commands: what argparse adds commands to, a type without a public name."""
    region = commands.add_parser("region", help="сводные данные всех школ портала")
    figures = add(
        region.add_subparsers(required=True, metavar="ДЕЙСТВИЕ"), "figures", "итоги всех школ вместе, без малых групп"
    )
    figures.add_argument(
        "period",
        metavar="ПЕРИОД",
        help="year, учебный год, например 2025/26, или последний день периода, например 2026-10-25",
    )
    figures.add_argument("--csv", action="store_true", help="как файл для электронной таблицы")
    figures.add_argument("--read-from", default="", metavar="АДРЕС", help="копия базы PostgreSQL (replica)")
    figures.set_defaults(command="region figures")


def region_figures(options: Namespace) -> str:
    """Return what the schools come to together; that it was asked is written down at each of them.

    Raises:
        OfficeError: there is no portal, no such period, or no school has it.
    """
    wanted = _wanted(options.period)
    with ExitStack() as closing:
        engine = open_engine(find_folder(options.data).url)
        closing.callback(engine.dispose)
        held = open_engine(server_url(options.read_from)) if options.read_from else engine
        closing.callback(held.dispose)
        region = read_region(held, engine, wanted)
    if not region.schools:
        raise NoFiguresError(options.period)
    return _file(region) if options.csv else _text(region)


def read_region(held: Engine, engine: Engine, wanted: Wanted) -> Region:
    """Return the sums of all schools, one school after another. held: the database or a copy; engine: the database."""
    region = Region()
    with listing(engine).connect() as connection:
        found = [SchoolId(each) for each in connection.execute(select(schools.c.school_id)).scalars()]
    for school in sorted(found):
        with reading(held, school).connect() as connection:
            region.take(_closing(connection, school, wanted.year), wanted.day)
        told = Event(Happened.READ, subject=f"region/{wanted.words}")
        with writing(engine, school).begin() as connection:
            note(connection, school, told, now_ms=time.time_ns() // 1_000_000)
    return region


def _closing(connection: Connection, school: SchoolId, year: int | None) -> ClosingSchool | None:
    """Return a school's journals of a year, of its present one for None; None where it has no such year."""
    table = TABLES[School]
    zone, present = connection.execute(select(table.c.zone, table.c.year).where(table.c.school_id == school)).one()
    today = datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
    if year in {None, present}:
        return ClosingSchool(connection, school, today)
    past = next((each for each in read_past_years(connection, school, present) if each == year), 0)
    return ClosingSchool(connection, school, today, past) if past else None


def _wanted(period: str) -> Wanted:
    """Return what is asked for.

    Raises:
        BadPeriodError: the text says none of it.
    """
    if period == WHOLE_YEAR:
        return Wanted()
    if _YEAR.fullmatch(period) and year_text(int(period[:4])) == period:
        return Wanted(year=int(period[:4]))
    try:
        day = date.fromisoformat(period)
    except ValueError as error:
        raise BadPeriodError(period) from error
    return Wanted(day, school_year_of(day))


def _text(region: Region) -> str:
    lines = ["\t".join(HEADINGS), *("\t".join(_cells(row)) for row in region.rows())]
    return "\n".join([*lines, "", *_words(region)])


def _file(region: Region) -> str:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([_safe(text) for text in _cells(row)] for row in region.rows())
    return written.getvalue()


def _cells(row: Row) -> Iterator[str]:
    first, last = row.grades
    yield row.subject or "все предметы"
    yield str(first) if first == last else f"{first}-{last}"
    yield from (str(row.schools), str(row.pupils))
    for value in (row.quality, row.success, row.sou, row.mean):
        yield "" if value is None else str(value)
    yield from ("", "") if row.subject else (str(row.sum.missed.missed), str(row.sum.missed.unexcused))


def _words(region: Region) -> Iterator[str]:
    yield f"Школ: {region.schools}; без такого периода: {region.without}."
    yield f"Не показано строк: {region.hidden()}. В них или в их разнице меньше 10 учеников."


def _safe(text: str) -> str:
    """Return a text as a spreadsheet shows it and does not reckon with it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
