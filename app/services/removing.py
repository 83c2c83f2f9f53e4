"""Asks a person before much that was synchronised is removed from this PC; what waits to be sent never is."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.changes import NOTHING, Changes
from app.domain.parts import Part
from app.domain.records import RECORD_TYPES, Record, types_of
from app.ids import JournalId
from app.services.reading import read_title
from app.services.witnessing import is_lost, put_aside
from app.store.overlay import forget
from app.store.rows import Key
from app.store.tables import (
    TABLES,
    assignment,
    enrolment,
    group,
    journal,
    membership,
    parts,
    pupil,
    reading_point,
    release,
    removals,
    substitution,
)
from app.store.unit import Unit
from app.wire.messages import HelloAnswer

MOST_ROWS = 500
"""So many go without a question, unless they are a large share of what is here."""

SHARE = 0.3
"""Of all rows of this PC; more go after a question only."""

FEW_ROWS = 50
"""So many go without a question, whatever their share."""

ROWS_AT_ONCE = 500
"""Removed in one transaction, so that an entry never waits for it."""

RIGHT, FEWER = "right", "fewer"
"""Why a part would be removed: it left the scope, or the portal holds less of it than is here."""

_ASKED = select(removals.c.part, removals.c.title, removals.c.rows, removals.c.cause, removals.c.kept).where(
    removals.c.allowed == 0
)


@dataclass(frozen=True, slots=True)
class Removal:
    """What would be removed. title: of the journal, empty for the school's lists. rows: how many.

    cause: RIGHT or FEWER. kept: whether the person has said to keep it for now.
    """

    part: str
    title: str
    rows: int
    cause: str
    kept: bool


def read_removals(unit: Unit) -> tuple[Removal, ...]:
    """Return what a person has to decide about, by title."""
    found = unit.connection.execute(_ASKED.order_by(removals.c.title, removals.c.part))
    return tuple(Removal(row.part, row.title, row.rows, row.cause, bool(row.kept)) for row in found)


def keep_for_now(unit: Unit, *, part: str) -> Changes:
    """Leave a part where it is until its question is put again."""
    unit.connection.execute(update(removals).where(removals.c.part == part).values(kept=1))
    return Changes(outbox=True)


def ask_again(unit: Unit) -> Changes:
    """Put the questions again that were put off."""
    put = unit.connection.execute(update(removals).where(removals.c.kept == 1).values(kept=0))
    return Changes(outbox=True) if put.rowcount else NOTHING


def allow_removal(unit: Unit, *, part: str) -> Changes:
    """Let a part go with the next round, as far as the portal still does not have it then."""
    cause = unit.connection.execute(select(removals.c.cause).where(removals.c.part == part)).scalar()
    if cause is None:
        return NOTHING
    unit.connection.execute(update(removals).where(removals.c.part == part).values(allowed=1))
    due = part
    if cause == RIGHT:
        # with a journal go the pupils whom no other journal has
        due = Part.ROSTER.value
        lists = upsert(removals).values(part=due, title="", rows=0, cause=FEWER, allowed=1)
        unit.connection.execute(lists.on_conflict_do_update(index_elements=["part"], set_={"allowed": 1}))
    unit.connection.execute(update(parts).where(parts.c.part == due).values(version="", complete=0))
    unit.connection.execute(update(reading_point).values(scope=""))
    return Changes(outbox=True)


def may_remove(unit: Unit, part: str, count: int) -> bool:
    """Return whether so many rows of a part may go now; where they may not, a person is asked."""
    if _is_allowed(unit, part) or not _is_much(unit, count):
        drop_questions(unit, (part,))
        return True
    _ask(unit, part, count, FEWER)
    return False


def drop_questions(unit: Unit, about: Collection[str]) -> None:
    """Ask no longer about parts: they have gone, or there is nothing to remove."""
    unit.connection.execute(delete(removals).where(removals.c.part.in_(about)))


def leave_scope(unit: Unit, *, hello: HelloAnswer) -> tuple[str, ...]:
    """Return the journals that left the scope and may go; about the others a person is asked (I18)."""
    wanted = {info.id for info in hello.parts}
    regained = removals.c.part.in_(wanted) & (removals.c.cause == RIGHT)
    unit.connection.execute(delete(removals).where(regained))
    lost = set(unit.connection.execute(select(parts.c.part)).scalars()) - wanted - {each.value for each in Part}
    allowed = {part for part in lost if _is_allowed(unit, part)}
    counts = {part: _count(unit, part) for part in sorted(lost - allowed)}
    others = set(unit.connection.execute(select(journal.c.id)).scalars()) - lost
    lists = _lists_of(unit, lost - allowed) - _lists_of(unit, others)
    if not _is_much(unit, sum(counts.values()) + len(lists)):
        return tuple(sorted(lost))
    for part, count in counts.items():
        _ask(unit, part, count, RIGHT)
    return tuple(sorted(allowed))


def remove_some(unit: Unit, *, part: str) -> Changes:
    """Remove some rows of a journal that left the scope; nothing once all are gone."""
    keys: list[Key] = []
    for kind in types_of(Part.JOURNAL):
        table = TABLES[kind]
        found = select(table.c.id).where(table.c.journal == part).limit(ROWS_AT_ONCE - len(keys))
        keys += [(kind, key) for key in unit.connection.execute(found).scalars()]
        if len(keys) == ROWS_AT_ONCE:
            break
    before = _count(unit, part)
    if is_lost(unit, part):
        put_aside(unit, keys)
    forget(unit.connection, keys)
    if keys and _count(unit, part) < before:
        return Changes(shapes=frozenset({JournalId(part)}))
    # what is left is shown for own entries that still wait: it goes with their outcome
    unit.connection.execute(delete(parts).where(parts.c.part == part))
    drop_questions(unit, (part,))
    return NOTHING


def protected(unit: Unit) -> frozenset[Key]:
    """Return the rows of the lists that belong to journals about whose removal a person has not decided yet."""
    kept = select(removals.c.part).where(removals.c.cause == RIGHT, removals.c.allowed == 0)
    return _lists_of(unit, set(unit.connection.execute(kept).scalars()))


def _lists_of(unit: Unit, kept: Collection[str]) -> frozenset[Key]:
    if not kept:
        return frozenset()
    groups = select(journal.c.group).where(journal.c.id.in_(kept))
    members = select(membership.c.pupil).where(membership.c.group.in_(groups))
    conditions = {
        journal: journal.c.id.in_(kept),
        group: group.c.id.in_(groups),
        membership: membership.c.group.in_(groups),
        pupil: pupil.c.id.in_(members),
        enrolment: enrolment.c.pupil.in_(members),
        release: release.c.pupil.in_(members),
        assignment: assignment.c.journal.in_(kept),
        substitution: substitution.c.journal.in_(kept),
    }
    kinds = {TABLES[kind]: kind for kind in types_of(Part.ROSTER)}
    return frozenset(
        (kinds[table], key)
        for table, condition in conditions.items()
        for key in unit.connection.execute(select(table.c.id).where(condition)).scalars()
    )


def _ask(unit: Unit, part: str, count: int, cause: str) -> None:
    title = " · ".join(each for each in _title(unit, part) if each)
    asked = upsert(removals).values(part=part, title=title, rows=count, cause=cause)
    again = {"rows": count, "cause": cause} | ({"title": title} if title else {})
    unit.connection.execute(asked.on_conflict_do_update(index_elements=["part"], set_=again))


def _title(unit: Unit, part: str) -> tuple[str, ...]:
    is_here = unit.connection.execute(select(journal.c.id).where(journal.c.id == part)).first()
    return read_title(unit, JournalId(part)) if is_here else ()


def _is_allowed(unit: Unit, part: str) -> bool:
    found = select(removals.c.part).where(removals.c.part == part, removals.c.allowed == 1)
    return unit.connection.execute(found).first() is not None


def _is_much(unit: Unit, count: int) -> bool:
    if count < FEW_ROWS:
        return False
    return count > MOST_ROWS or count > SHARE * sum(_rows_in(unit, kind) for kind in RECORD_TYPES)


def _count(unit: Unit, part: str) -> int:
    return sum(_rows_in(unit, kind, part) for kind in types_of(Part.JOURNAL))


def _rows_in(unit: Unit, kind: type[Record], part: str = "") -> int:
    counted = select(func.count()).select_from(TABLES[kind])
    found = counted.where(TABLES[kind].c.journal == part) if part else counted
    return int(unit.connection.execute(found).scalar_one())
