"""Puts aside what others had written before a portal that was put back lost it, until the portal has heard of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.records import Record
from app.domain.witnesses import MADE_TYPES, Seen, share_of, shares_of
from app.store.overlay import confirmed_rows
from app.store.rows import Key, among, listed
from app.store.tables import outbox, parts, witnessed
from app.store.unit import Unit
from app.wire.witnesses import FINAL, LATER, MAX_TOLD, Told

_WAITING = (
    select(witnessed.c.token, witnessed.c.field, witnessed.c.body)
    .where(witnessed.c.state == "")
    .order_by(witnessed.c.id, witnessed.c.field, witnessed.c.token)
    .limit(MAX_TOLD)
)
_OWN = select(outbox.c.id).where(among(outbox.c.id))

MAX_TOLD_BYTES = 1024 * 1024
"""Of rows in one question: long homeworks must fit into a message too."""

_decoder: msgspec.json.Decoder[Seen] = msgspec.json.Decoder(Seen)
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Aside:
    """A share that was put aside. token: who wrote it."""

    token: str
    told: Told


def is_lost(unit: Unit, part: str) -> bool:
    """Return whether a part is read anew because the portal's history ended, not because a right did."""
    found = select(parts.c.part).where(parts.c.part == part, parts.c.lost == 1)
    return unit.connection.execute(found).first() is not None


def put_aside(unit: Unit, keys: Collection[Key], brought: Iterable[Record] = ()) -> None:
    """Put aside what others wrote in these rows and the portal does not tell any more.

    brought: the rows that it tells. Own entries come back by themselves, what lies under them does not, nor a change of
    a row that somebody else had made and that is gone.
    """
    told: Mapping[Key, Record] = {(type(row), row.id): row for row in brought}
    rows = [row for row in confirmed_rows(unit.connection, keys).values() if isinstance(row, Seen)]
    lost = [
        (each.field, each.token, row)
        for row in rows
        for each in shares_of(row)
        if _is_lost(row, each.field, told.get((type(row), row.id)))
    ]
    names = {name for _, token, row in lost for name in (token, row.id)}
    own = set(unit.connection.execute(_OWN, listed(names)).scalars()) if lost else set()
    values = [
        {"id": row.id, "field": field, "token": token, "body": _encode(row), "state": ""}
        for field, token, row in lost
        if token not in own or _is_unmade(row, told, own)
    ]
    if values:
        unit.connection.execute(upsert(witnessed).on_conflict_do_nothing(), values)


def next_told(unit: Unit) -> list[Aside]:
    """Return some of what the portal has not heard of yet; whether it is there again the portal knows better."""
    found: list[Aside] = []
    size = 0
    for row in unit.connection.execute(_WAITING):
        if size < MAX_TOLD_BYTES:
            found.append(Aside(row.token, Told(row.field, _decoder.decode(row.body))))
            size += len(row.body)
    return found


def keep_words(unit: Unit, *, told: Sequence[Aside], words: Sequence[str]) -> None:
    """Write down what the portal said of each; what it cannot place yet is told again another time."""
    for each, word in zip(told, words, strict=True):
        key = witnessed.c.id == each.told.row.id, witnessed.c.field == each.told.field, witnessed.c.token == each.token
        state = word if word in FINAL else LATER
        unit.connection.execute(update(witnessed).where(*key).values(state=state))


def tell_again(unit: Unit) -> None:
    """Tell again what the portal could not place; it may have its journal by now."""
    unit.connection.execute(update(witnessed).where(witnessed.c.state == LATER).values(state=""))


def forget_words(unit: Unit) -> None:
    """Believe nothing of what the portal said of witnesses: its history has ended."""
    unit.connection.execute(update(witnessed).values(state=""))


def _is_unmade(row: Seen, told: Mapping[Key, Record], own: Collection[str]) -> bool:
    """Return whether there is nothing an own change of a row could be written in, once it comes back."""
    return isinstance(row, MADE_TYPES) and row.id not in own and (type(row), row.id) not in told


def _is_lost(row: Seen, field: str, told: Record | None) -> bool:
    share, now = share_of(row, field), share_of(told, field) if told else None
    if share is None or (told is None and not share.text):
        return False
    return now is None or now.token != share.token
