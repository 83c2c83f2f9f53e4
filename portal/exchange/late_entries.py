"""The school's window of correction: what becomes of marks that reach the portal after it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from app.domain.corrections import late_entry
from app.domain.records import School
from app.domain.regulations import Setting
from app.domain.rules import MarkingRules
from app.domain.settings import rules_of
from app.ids import SchoolId
from portal.store.tables import TABLES

school, setting = TABLES[School], TABLES[Setting]

_ZONE = select(school.c.zone).where(school.c.school_id == bindparam("school"))
_SETTINGS = select(setting.c.id, setting.c.value).where(setting.c.school_id == bindparam("school"))


@dataclass(frozen=True, slots=True)
class Window:
    """When entries came, in the school's days, and the school's rules. Only the portal's clock decides (I9)."""

    arrived: date
    rules: MarkingRules

    def late(self, lesson: date) -> str | None:
        """Return HELD or MARKED of the rules for an entry about a lesson of this day, None where it is in time."""
        return late_entry(lesson, self.arrived, self.rules)


def read_window(connection: Connection, of: SchoolId, *, received_ms: int) -> Window:
    """Return the window as it stands now. received_ms: now, Unix milliseconds."""
    found = connection.execute(_SETTINGS, {"school": of})
    return Window(day_at(connection, of, received_ms), rules_of((row.id, row.value) for row in found))


def day_at(connection: Connection, of: SchoolId, at_ms: int) -> date:
    """Return which day it is in a school. at_ms: Unix milliseconds."""
    zone = connection.execute(_ZONE, {"school": of}).scalar() or "UTC"
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(zone)).date()
