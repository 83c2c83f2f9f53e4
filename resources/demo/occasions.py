"""What the demo school's year has besides its lists: a pupil released from sport, and a day of short lessons.

Run as `python -m resources.demo.occasions DATA`, on the folder of a portal that nobody serves meanwhile.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select

from app.domain.bells import shortened
from app.domain.classroom import Release
from app.domain.records import NEVER, Record, Subject
from app.ids import SchoolId, derived
from portal.admin.bells import Single, bell_rows, read_bell_book
from portal.auth.links import find_pupil
from portal.exchange.office import put_records
from portal.settings import find_folder
from portal.store.dialects import listing, writing
from portal.store.opening import open_engine
from portal.store.tables import TABLES, schools

RELEASED = ("7Б", "Гринберг Илья", "Физическая культура")
RELEASE_DAYS = (date(2026, 11, 23), date(2026, 12, 30))
PAPER = "справка № 214"
"""Who is released from what, from which day until which, and by which paper."""

SHORT_DAY, SHORT_SHIFT, SHORT_MINUTES = date(2026, 11, 27), 1, 30
SHORT_DAY_NAME = "День открытых дверей"
"""On which day the lessons of a shift's classes are so short; the other shift has its usual bells."""

subject = TABLES[Subject]


def put_occasions(data: Path) -> None:
    """Put them into the school as its office would. data: the portal's folder."""
    put(
        data,
        lambda connection, school: [
            release(connection, school, RELEASED, RELEASE_DAYS, PAPER),
            *_short_day(connection, school),
        ],
    )


def put(data: Path, rows: Callable[[Connection, SchoolId], Sequence[Record]]) -> None:
    """Put rows into a school as its office would. rows: made from what there is."""
    engine = open_engine(find_folder(data).url)
    try:
        with listing(engine).connect() as connection:
            school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        with writing(engine, school).begin() as connection:
            put_records(connection, school, rows(connection, school), received_ms=time.time_ns() // 1_000_000)
    finally:
        engine.dispose()


def release(
    connection: Connection, school: SchoolId, released: tuple[str, str, str], days: tuple[date, date], paper: str
) -> Record:
    """Return that somebody is released. released: class, pupil and subject by their names. days: both included."""
    school_class, pupil, name = released
    who = find_pupil(connection, school, school_class, pupil)
    found = select(subject.c.id).where(subject.c.school_id == school, subject.c.name == name)
    what = connection.execute(found).scalar_one()
    first, last = days
    return Release(derived("release", who, what, first.isoformat()), NEVER, who, what, first, last, paper)


def _short_day(connection: Connection, school: SchoolId) -> Sequence[Record]:
    book = read_bell_book(connection, school)
    times = shortened(book.times_on(SHORT_DAY, SHORT_SHIFT), SHORT_MINUTES)
    return bell_rows(book, school, Single(SHORT_DAY, SHORT_SHIFT), times, SHORT_DAY_NAME)


if __name__ == "__main__":
    put_occasions(Path(sys.argv[1]))
