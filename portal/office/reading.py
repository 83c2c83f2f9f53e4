"""What the office's pages read of a school besides its rules and kinds of work."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, func, select

from app.domain.records import Closing, School, SchoolClass, Term
from app.ids import SchoolId
from portal.store.tables import TABLES

school, term, closing, school_class = TABLES[School], TABLES[Term], TABLES[Closing], TABLES[SchoolClass]

_SCHOOL = select(school.c.name, school.c.zone).where(
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
    """A school as its pages name it. zone: IANA name of its time zone."""

    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class ClosedTerm:
    """A term that is closed for some classes. classes: how many."""

    name: str
    classes: int


def read_school(connection: Connection, key: SchoolId) -> NamedSchool:
    """Return the school's name and time zone."""
    return NamedSchool(*connection.execute(_SCHOOL, {"school": key}).one())


def read_closed_terms(connection: Connection, key: SchoolId) -> tuple[ClosedTerm, ...]:
    """Return the terms that are closed for at least one class, the first one first."""
    return tuple(ClosedTerm(name, count) for name, count in connection.execute(_CLOSED, {"school": key}))
