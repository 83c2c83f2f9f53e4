"""The school's kinds of work: read, checked, added, changed and put in order by the office."""

import os
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace
from sqlalchemy import Connection, and_, bindparam, func, select

from app.columns import record_of
from app.domain.records import NEVER, Work, WorkType
from app.ids import ID_BYTES, SchoolId, WorkTypeId, text_of
from portal.exchange.office import put_records
from portal.store.rows import fields_of
from portal.store.tables import TABLES

WEIGHTS = range(11)
"""Weights of a work; 0 informs only."""

LONGEST_NAME, LONGEST_SHORT = 60, 3
"""Letters. The short name stands in the head of a narrow column."""

GREY = "#5b7a99"
"""The colour that a new kind has before somebody chooses another."""

work_type, work = TABLES[WorkType], TABLES[Work]

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ALL = (
    select(*fields_of(WorkType))
    .where(work_type.c.school_id == bindparam("school"))
    .order_by(work_type.c.ordinal, work_type.c.id)
)
_USES = (
    select(work.c.type, func.count())
    .where(and_(work.c.school_id == bindparam("school"), work.c.annulled.is_(False)))
    .group_by(work.c.type)
)


class Wrong(StrEnum):
    """What can be wrong with a kind of work."""

    EMPTY = "empty"
    LONG = "long"
    TAKEN = "taken"
    """Another kind is called so."""
    SIGNS = "signs"
    """It holds what is neither a letter nor a digit, or what cannot be seen."""
    RANGE = "range"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one field of a kind."""

    field: str
    wrong: Wrong


def read_work_types(connection: Connection, school: SchoolId) -> tuple[WorkType, ...]:
    """Return the kinds of work in their order."""
    return tuple(record_of(WorkType, row) for row in connection.execute(_ALL, {"school": school}))


def read_uses(connection: Connection, school: SchoolId) -> dict[WorkTypeId, int]:
    """Return how many works there are of each kind that has any."""
    return {WorkTypeId(kind): count for kind, count in connection.execute(_USES, {"school": school})}


def check_work_type(kind: WorkType, others: Collection[WorkType]) -> tuple[Flaw, ...]:
    """Return what is wrong with a kind, at most one thing for each field. others: all the other kinds."""
    found = (
        ("name", _wrong_name(kind.name, {_plain(each.name) for each in others}, LONGEST_NAME)),
        ("short", _wrong_short(kind.short, {_plain(each.short) for each in others})),
        ("weight", None if kind.weight in WEIGHTS else Wrong.RANGE),
        ("colour", None if is_colour(kind.colour) else Wrong.COLOUR),
    )
    return tuple(Flaw(field, wrong) for field, wrong in found if wrong is not None)


def is_colour(text: str) -> bool:
    """Whether a text is a colour such as "#5b7a99"."""
    return _COLOUR.fullmatch(text) is not None


def put_work_type(
    connection: Connection, school: SchoolId, kind: WorkType, *, place: int | None, received_ms: int
) -> int:
    """Put a kind at a place among the others; return how many kinds were changed by that.

    place: 1 for the first; None keeps the order, or puts a new kind at the end.
    """
    kinds = [each for each in read_work_types(connection, school) if each.id != kind.id]
    if place is None:
        wanted = [kind]
    else:
        kinds.insert(place - 1, kind)
        wanted = [replace(each, ordinal=n) for n, each in enumerate(kinds, 1)]
    return put_records(connection, school, [replace(each, token=NEVER) for each in wanted], received_ms=received_ms)


def new_work_type(kinds: Sequence[WorkType]) -> WorkType:
    """Return a kind without a name, to be filled in, behind those that the school has."""
    ordinal = max((each.ordinal for each in kinds), default=0) + 1
    return WorkType(WorkTypeId(text_of(os.urandom(ID_BYTES))), NEVER, "", "", 1, GREY, ordinal)


def _wrong_name(name: str, others: Collection[str], longest: int) -> Wrong | None:
    if not name.strip():
        return Wrong.EMPTY
    if len(name) > longest:
        return Wrong.LONG
    if not name.isprintable():
        return Wrong.SIGNS
    return Wrong.TAKEN if _plain(name) in others else None


def _wrong_short(short: str, others: Collection[str]) -> Wrong | None:
    wrong = _wrong_name(short, others, LONGEST_SHORT)
    return Wrong.SIGNS if wrong is None and not short.isalnum() else wrong


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().replace("ё", "е")
