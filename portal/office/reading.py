"""What the office's pages read of a school besides its rules and kinds of work."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, func, select

from app.domain.records import Closing, School, SchoolClass, Term
from app.ids import SchoolId
from portal.store.tables import TABLES

school, term, closing, school_class = TABLES[School], TABLES[Term], TABLES[Closing], TABLES[SchoolClass]

_SCHOOL = select(school.c.name, school.c.zone, school.c.year).where(
    school.c.school_id == bindparam("school"), school.c.id == bindparam("school")
)
_CLOSED = (
    select(term.c.name, func.count())
    .join(closing, and_(closing.c.school_id == term.c.school_id, closing.c.term == term.c.id))
    .join(
        school_class, and_(school_class.c.school_id == closing.c.school_id, school_class.c.id == closing.c.school_class)
    )
    .where(term.c.school_id == bindparam("school"), closing.c.closed.is_(True), school_class.c.year == 0)
    .group_by(term.c.id, term.c.name, term.c.first)
    .order_by(term.c.first, term.c.id)
)


@dataclass(frozen=True, slots=True)
class NamedSchool:
    """A school as its pages name it. zone: IANA name of its time zone. year: in which its school year begins."""

    name: str
    zone: str
    year: int

    def today(self, now_ms: int) -> date:
        """Return the day by the school's clocks. now_ms: Unix milliseconds."""
        return datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class ClosedTerm:
    """A term that is closed for some classes. classes: how many."""

    name: str
    classes: int


def read_school(connection: Connection, key: SchoolId) -> NamedSchool:
    """Return the school's name, time zone and year."""
    return NamedSchool(*connection.execute(_SCHOOL, {"school": key}).one())


def read_closed_terms(connection: Connection, key: SchoolId) -> tuple[ClosedTerm, ...]:
    """Return the terms that are closed for at least one class, the first one first."""
    return tuple(ClosedTerm(name, count) for name, count in connection.execute(_CLOSED, {"school": key}))
