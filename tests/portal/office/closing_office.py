"""The closing figures of a portal with the closing school alone: read as values, and asked for as pages."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from litestar.testing import TestClient
from nacl.signing import SigningKey
from sqlalchemy import select

from app.domain.closing_figures import ClassClosing, ClassMissed, ClosingPeriod
from app.domain.records import Record
from app.ids import ClassId, SchoolId
from portal.api import create_api
from portal.commands import make_portal
from portal.endpoints import Dependencies
from portal.limits import Tries
from portal.office.figures_missed import read_missed
from portal.office.figures_reading import ClosingSchool, read_closing
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.rows import write_records
from portal.store.tables import schools
from tests.portal.conftest import NOW_MS, Clock, Portal
from tests.portal.office.time_office import TimeOffice
from tests.portal_database import copied, new_database, owned

DAY_MS = 24 * 60 * 60 * 1000
NOW = date(2026, 9, 21)
"""The day of the tests' clock."""


@dataclass
class ClosingOffice(TimeOffice):
    """Somebody of the office, on a day."""

    @property
    def table(self) -> list[list[str]]:
        """Return the file's rows."""
        return rows_of(self.get("/figures/table"))

    def at(self, day: date) -> "ClosingOffice":
        """Return the office on another day; it comes with a new link."""
        self.portal.clock.ms = NOW_MS + (day - NOW).days * DAY_MS
        return ClosingOffice(self.portal)

    def write(self, *records: Record) -> None:
        """Let these rows stand, whoever wrote them."""
        with self.portal.engine.begin() as connection:
            write_records(connection, self.portal.school, records)

    def classes(self, today: date, key: str = "", year: int = 0) -> dict[ClassId, ClassClosing]:
        """Return the figures of a period, of the one that opens by itself without a key. year: a past one, or 0."""
        with self._found(today, key, year) as (found, period):
            return {each.id: each for each in read_closing(found, period)}

    def missed(self, today: date, key: str = "", year: int = 0) -> dict[ClassId, ClassMissed]:
        """Return what the classes missed in a period."""
        with self._found(today, key, year) as (found, period):
            return {each.id: each for each in read_missed(found, period)}

    @contextmanager
    def _found(self, today: date, key: str, year: int) -> Iterator[tuple[ClosingSchool, ClosingPeriod]]:
        with self.portal.engine.connect() as connection:
            found = ClosingSchool(connection, self.portal.school, today, year)
            period = found.chosen(key)
            assert period is not None
            yield found, period


def rows_of(text: str) -> list[list[str]]:
    """Return the rows of a file."""
    return list(csv.reader(io.StringIO(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")), delimiter=";"))


def new_school(folder: Path) -> Path:
    """Make a portal with nothing in it; return its folder."""
    data = folder / "portal"
    make_portal(data, "Школа № 7", year=2026, zone="Europe/Moscow", server=new_database())
    return data


@contextmanager
def closing_portal(template: Path, folder: Path, *records: Record) -> Iterator[ClosingOffice]:
    """Yield the office of a portal with these records alone. template: of a portal with nothing in it."""
    data = DataFolder(copied(template, folder / "portal"))
    clock, key, serving, engine = Clock(), SigningKey.generate(), open_engine(data.url), owned(data.path)
    with engine.connect() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
    api = create_api(Dependencies(serving, key, Tries(clock.seconds), clock.now_ms))
    with TestClient(api) as client:
        office = ClosingOffice(Portal(data, engine, serving, key, client, clock, school))
        office.write(*records)
        yield office
    engine.dispose()
    serving.dispose()
