"""Confirmed rows, and the pending operations replayed over them: one step for every page that comes in."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, select, update

from app.changes import Cell, Changes, merged
from app.domain.records import Record, tag_of
from app.judging.judge import judge
from app.judging.verdicts import Outcome
from app.store.applying import OfCell, change_of, lay_over
from app.store.outbox import leaving, meant_by, retire, shown_over
from app.store.rows import KINDS, Key, StoredRows, among, existing, listed, remove, unpacked, write
from app.store.tables import outbox, strays, underlay

_UNDER = select(underlay.c.kind, underlay.c.id, underlay.c.body).where(among(underlay.c.id))
_STRAYS = (
    select(outbox.c.entity, strays.c.id)
    .join(strays, strays.c.op == outbox.c.id)
    .where(among(outbox.c.entity))
    .union_all(select(outbox.c.entity, strays.c.id).join(strays, strays.c.op == outbox.c.id).where(among(strays.c.id)))
)
_FORGET_STRAYS = delete(strays).where(among(strays.c.op))
_LIFT = delete(underlay).where(among(underlay.c.id))
_FORGET = (
    update(underlay).where(underlay.c.kind == bindparam("of"), underlay.c.id == bindparam("key")).values(body=None)
)

Rows = Mapping[Key, Record | None]
"""Rows by what they are about, None where there is none."""


def settle(connection: Connection, rows: Sequence[Record], *, upto: int) -> Changes:
    """Take in confirmed rows: lift the overlay, write them, drop what is answered up to a seq, replay the rest.

    rows: in the portal's order; of one thing the last one counts. upto: the seq that the cursor moves to.
    """
    confirmed: dict[Key, Record] = {(type(row), row.id): row for row in rows}
    answered = leaving(connection, upto)
    left = set(answered.values())
    touched = _with_strays(connection, left.union(answered, (key for _, key in confirmed)))
    under = _under(connection, touched)
    standing: Rows = {**under, **confirmed}
    before = existing(connection, standing)
    retire(connection, upto)
    connection.execute(_FORGET_STRAYS, listed(answered))
    _restore(connection, before, standing)
    if under:
        connection.execute(_LIFT, listed({key for _, key in under}))
    after = {**standing, **replay(connection, touched)}
    return _changes(before, after, left)


def forget(connection: Connection, keys: Collection[Key]) -> Changes:
    """Remove confirmed rows that the portal no longer has; what is pending over them stays pending."""
    gone = set(keys)
    before = existing(connection, keys)
    # a held entry has the id of the thing that it would have made: only what is gone itself is no more confirmed
    for kind, key in gone.intersection(_under(connection, {key for _, key in keys})):
        connection.execute(_FORGET, {"of": tag_of(kind), "key": key})
    remove(connection, keys)
    shown = replay(connection, [key for _, key in keys])
    return _changes(before, {**dict.fromkeys(before), **shown})


def confirmed_rows(connection: Connection, keys: Collection[Key]) -> Rows:
    """Return rows as the portal has confirmed them, without what is pending over them."""
    under = _under(connection, {key for _, key in keys})
    return {key: under.get(key, shown) for key, shown in existing(connection, keys).items()}


def replay(connection: Connection, entities: Collection[str]) -> dict[Key, Record]:
    """Show the pending operations on these things again; one that no longer fits stays pending and is not shown.

    Returns the rows that they have left behind.
    """
    rows = StoredRows(connection)
    shown: dict[Key, Record] = {}
    for row in shown_over(connection, entities):
        operation, written = meant_by(row)
        verdict = judge(operation, written, rows)
        if verdict.outcome is Outcome.APPLIED:
            lay_over(connection, rows, verdict, written.id, operation.entity(written.id))
            shown.update(((type(after), after.id), after) for after in verdict.rows)
    return shown


def _with_strays(connection: Connection, ids: set[str]) -> set[str]:
    """Return these things with every other that an own operation on one of them has changed too, or is about."""
    touched, fresh = set(ids), ids
    while fresh:
        found = {key for pair in connection.execute(_STRAYS, listed(fresh)).all() for key in pair}
        fresh = found - touched
        touched |= fresh
    return touched


def _under(connection: Connection, ids: Collection[str]) -> dict[Key, Record | None]:
    found = connection.execute(_UNDER, listed(ids)).all()
    return {(KINDS[kind], key): unpacked(body) for kind, key, body in found}


def _restore(connection: Connection, before: Rows, standing: Rows) -> None:
    """Make the rows stand as they are confirmed; those that already do, as most of one's own, are not written again."""
    differing = {key: row for key, row in standing.items() if row != before[key]}
    remove(connection, [key for key, row in differing.items() if row is None])
    write(connection, [row for row in differing.values() if row is not None])


def _changes(before: Rows, after: Rows, left: Collection[str] = frozenset()) -> Changes:
    """Return what the views read again. left: things of which an own operation waits no more."""
    cells: set[Cell] = set()
    others: list[Changes] = []
    for key, was in before.items():
        now = after[key]
        shown = now if now is not None else was
        is_settled = key[1] in left and now is not None
        if isinstance(shown, OfCell):
            if is_settled or now != was:
                cells.add(Cell(shown.journal, shown.pupil, shown.lesson))
        elif shown is not None:
            others.append(change_of(was if now is not None else None, shown))
            if is_settled:
                others.append(change_of(None, shown))
    return merged([Changes(cells=frozenset(cells)), *others])
