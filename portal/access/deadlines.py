"""By which day an application is to be decided: one working day, by the school's own calendar."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, select

from app.columns import record_of
from app.domain.calendar_rules import in_force, is_school_day
from app.domain.records import Holiday
from app.ids import SchoolId
from portal.store.rows import fields_of
from portal.store.tables import TABLES

SATURDAY = 6
"""By ISO; some schools have lessons on it, the office works on none."""

ONE_DAY = timedelta(1)
LONGEST = 400
"""Days that are looked through: holidays that nobody ends put nothing off for ever."""

_HOLIDAYS = select(*fields_of(Holiday)).where(TABLES[Holiday].c.school_id == bindparam("school"))


def read_due(connection: Connection, school: SchoolId, filed: date) -> date:
    """Return the day by which what is filed on a day is to be decided."""
    rows = connection.execute(_HOLIDAYS, {"school": school})
    return working_day_after(filed, in_force(record_of(Holiday, row) for row in rows))


def working_day_after(filed: date, holidays: Iterable[Holiday]) -> date:
    """Return the first working day after a day: neither of a weekend nor of holidays."""
    off = tuple(holidays)
    days = (filed + ONE_DAY * n for n in range(1, LONGEST))
    return next(
        (day for day in days if day.isoweekday() < SATURDAY and is_school_day(day, off)), filed + ONE_DAY * LONGEST
    )
