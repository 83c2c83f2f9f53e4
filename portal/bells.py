"""Reads a school's bells from the portal's tables."""

from sqlalchemy import Connection, bindparam, select

from app.domain.bells import Bells
from app.domain.records import Bell
from app.domain.regulations import BellDay
from app.ids import SchoolId
from portal.store.tables import TABLES

bell, bell_day = TABLES[Bell], TABLES[BellDay]

_USUAL = select(bell).where(bell.c.school_id == bindparam("school"))
_SINGLE = select(bell_day).where(bell_day.c.school_id == bindparam("school"))


def read_bells(connection: Connection, school: SchoolId) -> Bells:
    """Return all the bells of a school."""
    usual, single = (connection.execute(statement, {"school": school}).all() for statement in (_USUAL, _SINGLE))
    return Bells(usual, single)
