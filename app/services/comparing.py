"""Compares the confirmed rows with what the portal says of its own, and puts single buckets right (I14)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec.structs import astuple
from sqlalchemy import Select, bindparam, func, select, update

from app.changes import NOTHING, Changes
from app.domain.parts import Part
from app.domain.records import Record, tag_of, types_of
from app.ids import JournalId
from app.services.receiving import BEFORE_ALL, scope_of
from app.services.removing import RIGHT, drop_questions, may_remove
from app.store.outbox import waiting
from app.store.overlay import forget, settle
from app.store.rows import KINDS, Key, unpacked
from app.store.tables import TABLES, parts, removals, underlay
from app.store.unit import Unit
from app.wire.buckets import Lines, line_of


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be done so that a bucket is as the portal has it: rows to write, and what to remove."""

    rows: tuple[Record, ...]
    gone: tuple[Key, ...]


def parts_to_check(unit: Unit, most: int) -> tuple[str, ...]:
    """Return the parts that were compared longest ago; none while something waits or the scope is not here as a whole.

    What a person has still to decide about is no mistake: a journal that left the scope, the lists that go with it.
    """
    if waiting(unit) or not scope_of(unit):
        return ()
    lost = set(unit.connection.execute(select(removals.c.part).where(removals.c.cause == RIGHT)).scalars())
    if lost:
        lost.add(Part.ROSTER.value)
    found = select(parts.c.part).where(parts.c.complete == 1).order_by(parts.c.checked, parts.c.part)
    return tuple([part for part in unit.connection.execute(found).scalars() if part not in lost][:most])


def confirmed(unit: Unit, part: str, fields: Mapping[str, int]) -> Lines:
    """Return the rows of a part as the portal has told them, without what is shown of own operations over them."""
    sort = part_of(part)
    lines, under = Lines(sort, fields), _under(unit, sort)
    for kind in types_of(sort):
        rows = unit.connection.execute(_rows(sort, kind), {"part": part}).all()
        hidden = under.get(kind)
        if hidden is None:
            lines.add(kind, rows)
            continue
        below = [astuple(row) for row in hidden.values() if row is not None and _is_of(row, part, sort)]
        lines.add(kind, [*(row for row in rows if row.id not in hidden), *below])
    return lines


def difference(lines: Lines, bucket: str, rows: Sequence[Record], brought: Collection[Key]) -> Difference:
    """Return what is wrong in a bucket. rows: the portal's. brought: what all wrong buckets of the part hold there."""
    known = {key: line for each in lines.buckets.values() for key, line in each.items()}
    wrong = []
    for row in rows:
        tag = tag_of(type(row))
        fields = astuple(row)[: lines.fields.get(tag, 0)]
        if known.get((type(row), row.id)) != line_of(tag, fields):
            wrong.append(row)
    gone = tuple(key for key in lines.buckets.get(bucket, {}) if key not in brought)
    return Difference(tuple(wrong), gone)


def put_right(unit: Unit, part: str, found: Difference) -> Changes:
    """Put a bucket right in one transaction; what waits stays over it, and much is removed after a question only.

    Returns nothing where there is only the question.
    """
    changes = settle(unit.connection, found.rows, upto=BEFORE_ALL)
    removes = bool(found.gone) and may_remove(unit, part, len(found.gone))
    if removes:
        changes |= forget(unit.connection, found.gone)
    if not (found.rows or removes):
        return NOTHING
    unit.connection.execute(update(parts).where(parts.c.part == part).values(repaired=parts.c.repaired + 1))
    sort = part_of(part)
    shapes = frozenset({JournalId(part)}) if sort is Part.JOURNAL else frozenset()
    return changes | Changes(shapes=shapes, school=sort is not Part.JOURNAL, outbox=True)


def note_checked(unit: Unit, checked: Collection[str], *, agree: Collection[str]) -> None:
    """Write down which parts were compared; about those that agree nothing is asked any more."""
    last = unit.connection.execute(select(func.max(parts.c.checked))).scalar() or 0
    unit.connection.execute(update(parts).where(parts.c.part.in_(checked)).values(checked=last + 1))
    drop_questions(unit, agree)


def count_repaired(unit: Unit) -> int:
    """Return how many buckets were put right on this PC."""
    return int(unit.connection.execute(select(func.sum(parts.c.repaired))).scalar() or 0)


def part_of(part: str) -> Part:
    """Return what sort of part an id names."""
    return Part(part) if part in set(Part) else Part.JOURNAL


def _under(unit: Unit, sort: Part) -> dict[type[Record], dict[str, Record | None]]:
    found: dict[type[Record], dict[str, Record | None]] = {}
    for kind, key, body in unit.connection.execute(_hidden(sort)):
        found.setdefault(KINDS[kind], {})[key] = unpacked(body)
    return found


@cache
def _rows(sort: Part, kind: type[Record]) -> Select[Any]:
    table = TABLES[kind]
    return select(table).where(table.c.journal == bindparam("part")) if sort is Part.JOURNAL else select(table)


@cache
def _hidden(sort: Part) -> Select[str, str, bytes | None]:
    tags = [tag_of(kind) for kind in types_of(sort)]
    return select(underlay.c.kind, underlay.c.id, underlay.c.body).where(underlay.c.kind.in_(tags))


def _is_of(row: Record, part: str, sort: Part) -> bool:
    return sort is not Part.JOURNAL or getattr(row, "journal", "") == part
