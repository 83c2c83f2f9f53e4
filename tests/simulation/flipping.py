"""Disks that change a confirmed row without a word, and the digests by which that is found."""

import random

from msgspec.structs import replace
from sqlalchemy import select, update

from app.domain.records import Attendance, Lesson, Mark, Record, tag_of
from app.services.comparing import confirmed
from app.services.receiving import cursor_of
from app.services.removing import allow_removal, read_removals
from app.store.rows import packed, read, remove, unpacked, write
from app.store.tables import TABLES, parts, underlay
from app.wire.buckets import FIELDS
from app.wire.messages import DigestsAsk
from tests.simulation.network import Link
from tests.simulation.pcs import SimulatedPc

KINDS = (Mark, Lesson, Attendance)


def flip(pc: SimulatedPc, chance: random.Random) -> None:
    """Change or lose one confirmed row of a PC, whatever is shown over it."""
    kind = chance.choice(KINDS)
    with pc.store.unit() as unit:
        keys = sorted(unit.connection.execute(select(TABLES[kind].c.id)).scalars())
        if not keys:
            return
        key = chance.choice(keys)
        below = underlay.c.kind == tag_of(kind), underlay.c.id == key
        hidden = unit.connection.execute(select(underlay.c.body).where(*below)).one_or_none()
        row = unpacked(hidden.body) if hidden is not None else read(unit.connection, kind, key)
        if not isinstance(row, KINDS):
            return
        pc.network.flipped = True
        if hidden is not None:
            unit.connection.execute(update(underlay).where(*below).values(body=packed(_flipped(row))))
        elif chance.random() < 0.3:
            remove(unit.connection, [(kind, key)])
        else:
            write(unit.connection, [_flipped(row)])


def let_go(pc: SimulatedPc) -> None:
    """Answer every question before a removal with yes."""
    with pc.store.unit() as unit:
        for each in read_removals(unit):
            allow_removal(unit, part=each.part)


def differing(pc: SimulatedPc) -> list[str]:
    """Return the parts of which a PC and the portal have other digests; a network is not in between."""
    link = Link(pc.network, pc.profile, pc.clock)
    with pc.store.reading() as unit:
        held = tuple(unit.connection.execute(select(parts.c.part)).scalars())
        answer = link.digests(DigestsAsk(held, FIELDS))
        assert answer.as_of == cursor_of(unit)
        return [part for part in held if confirmed(unit, part, answer.fields).digests() != answer.buckets[part]]


def _flipped(row: Mark | Lesson | Attendance) -> Record:
    match row:
        case Mark():
            return replace(row, value="1")
        case Lesson():
            return replace(row, room="?")
        case Attendance():
            return replace(row, minutes=row.minutes + 1)
