"""Confirmed rows, and the pending operations replayed over them: one step for every page that comes in."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from app.changes import Changes, merged
from app.domain.records import Record, tag_of
from app.judging.judge import judge
from app.judging.verdicts import Outcome
from app.store.applying import change_of, lay_over
from app.store.outbox import leaving, operation_of, retire, shown_over, written_of
from app.store.rows import KINDS, Key, StoredRows, remove, unpacked, write
from app.store.tables import TABLES, outbox, strays, underlay

CHUNK = 500
"""Ids in one statement."""

_UNDER = select(underlay.c.kind, underlay.c.id, underlay.c.body).where(
    underlay.c.id.in_(bindparam("ids", expanding=True))
)
_STRAYS = (
    select(outbox.c.entity, strays.c.id)
    .join(outbox, outbox.c.id == strays.c.op)
    .where(
        or_(outbox.c.entity.in_(bindparam("ids", expanding=True)), strays.c.id.in_(bindparam("ids", expanding=True)))
    )
)
_FORGET_STRAYS = delete(strays).where(strays.c.op.in_(bindparam("ops", expanding=True)))
_LIFT = delete(underlay).where(underlay.c.id == bindparam("key"))
_FORGET = (
    update(underlay).where(underlay.c.kind == bindparam("of"), underlay.c.id == bindparam("key")).values(body=None)
)


def settle(connection: Connection, rows: Sequence[Record], *, upto: int) -> Changes:
    """Take in confirmed rows: lift the overlay, write them, drop what is answered up to a seq, replay the rest.

    rows: in the portal's order; of one thing the last one counts. upto: the seq that the cursor moves to.
    """
    confirmed: dict[Key, Record] = {(type(row), row.id): row for row in rows}
    answered = leaving(connection, upto)
    left = set(answered.values())
    touched = _with_strays(connection, left.union(answered, (key for _, key in confirmed)))
    under = _under(connection, touched)
    before = _existing(connection, [*confirmed, *under])
    retire(connection, upto)
    for chunk in _chunks(list(answered)):
        connection.execute(_FORGET_STRAYS, {"ops": chunk})
    _restore(connection, confirmed, under)
    shown = replay(connection, list(touched))
    # what nobody's entry is laid over stands as it was confirmed: only the rest is read again
    other = [key for key in before if key not in confirmed or key in under or key[1] in shown]
    after = {**confirmed, **_existing(connection, other)}
    settled = (change_of(None, row) for (_, key), row in after.items() if row is not None and key in left)
    return merged([*_changes(before, after), *settled])


def forget(connection: Connection, keys: Collection[Key]) -> Changes:
    """Remove confirmed rows that the portal no longer has; what is pending over them stays pending."""
    under = _under(connection, {key for _, key in keys})
    before = _existing(connection, keys)
    for kind, key in under:
        connection.execute(_FORGET, {"of": tag_of(kind), "key": key})
    remove(connection, keys)
    replay(connection, [key for _, key in keys])
    return merged(_changes(before, _existing(connection, keys)))


def replay(connection: Connection, entities: Sequence[str]) -> set[str]:
    """Show the pending operations on these things again; one that no longer fits stays pending and is not shown.

    Returns those of the things that have pending operations.
    """
    rows = StoredRows(connection)
    shown: set[str] = set()
    for chunk in _chunks(entities):
        for key, entity, base, body, header in shown_over(connection, chunk):
            shown.add(entity)
            verdict = judge(operation_of(entity, base, body), written_of(key, header), rows)
            if verdict.outcome is Outcome.APPLIED:
                lay_over(connection, rows, verdict, key, entity)
    return shown


def _with_strays(connection: Connection, ids: set[str]) -> set[str]:
    """Return these things with every other that an own operation on one of them has changed too, or is about."""
    touched, fresh = set(ids), ids
    while fresh:
        found: set[str] = set()
        for chunk in _chunks(list(fresh)):
            for about, row in connection.execute(_STRAYS, {"ids": chunk}):
                found |= {about, row}
        fresh = found - touched
        touched |= fresh
    return touched


def _under(connection: Connection, ids: Collection[str]) -> dict[Key, Record | None]:
    found: dict[Key, Record | None] = {}
    for chunk in _chunks(list(ids)):
        for kind, key, body in connection.execute(_UNDER, {"ids": chunk}):
            found[KINDS[kind], key] = unpacked(body)
    return found


def _restore(connection: Connection, confirmed: Mapping[Key, Record], under: Mapping[Key, Record | None]) -> None:
    bare = {key: row for key, row in under.items() if key not in confirmed}
    remove(connection, [key for key, row in bare.items() if row is None])
    write(connection, [*confirmed.values(), *(row for row in bare.values() if row is not None)])
    if under:
        connection.execute(_LIFT, [{"key": key} for _, key in under])


def _existing(connection: Connection, keys: Collection[Key]) -> dict[Key, Record | None]:
    found: dict[Key, Record | None] = dict.fromkeys(keys)
    for kind in {kind for kind, _ in keys}:
        table = TABLES[kind]
        for chunk in _chunks([key for each, key in keys if each is kind]):
            for row in connection.execute(select(table).where(table.c.id.in_(chunk))):
                found[kind, row.id] = kind(*row)
    return found


def _changes(before: Mapping[Key, Record | None], after: Mapping[Key, Record | None]) -> Iterator[Changes]:
    for key, was in before.items():
        now = after[key]
        if now is not None:
            yield change_of(was, now)
        elif was is not None:
            yield change_of(None, was)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
