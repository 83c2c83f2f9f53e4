"""Reads a school's bells from the portal's tables."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from app.columns import record_of
from app.domain.bells import Bells
from app.domain.records import Bell, Record
from app.domain.regulations import BellDay
from app.ids import SchoolId
from portal.store.rows import fields_of
from portal.store.tables import TABLES

bell, bell_day = TABLES[Bell], TABLES[BellDay]

_USUAL = select(*fields_of(Bell)).where(bell.c.school_id == bindparam("school"))
_SINGLE = select(*fields_of(BellDay)).where(bell_day.c.school_id == bindparam("school"))


def read_bells(connection: Connection, school: SchoolId) -> Bells:
    """Return all the bells of a school."""
    return rung(*read_rung(connection, school))


def read_rung(connection: Connection, school: SchoolId) -> tuple[list[Bell], list[BellDay]]:
    """Return a school's bells as they are kept: the usual ones, and those of single days."""
    usual, single = (connection.execute(statement, {"school": school}) for statement in (_USUAL, _SINGLE))
    return [record_of(Bell, row) for row in usual], [record_of(BellDay, row) for row in single]


def rung(usual: Iterable[Bell], single: Iterable[BellDay], instead: Iterable[Record] = ()) -> Bells:
    """Return bells to be asked. instead: usual ones that stand in place of those of the same id."""
    own = {each.id: each for each in usual} | {each.id: each for each in instead if isinstance(each, Bell)}
    return Bells(own.values(), single)
