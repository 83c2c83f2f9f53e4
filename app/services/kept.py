"""One's own entries that the portal holds or refused, and requests on their way to it; on any PC of their author."""

from dataclasses import dataclass

from sqlalchemy import CompoundSelect, bindparam, exists, func, or_, select, union_all

from app.columns import record_of
from app.domain.disputes import HeldEntry
from app.domain.pages import Standing
from app.domain.witnesses import MADE_TYPES, WITNESS
from app.ids import LessonId, OperationId, PupilId, WorkId
from app.judging.held import ACCEPTED, REFUSED, WITHDRAWN
from app.judging.verdicts import Outcome
from app.operations import (
    AttendanceSet,
    FinalSet,
    MarkAdd,
    MarkAnnul,
    MarkSet,
    read_args,
    read_envelope,
)
from app.store.outbox import ATTENTION
from app.store.rows import AnyRow
from app.store.tables import TABLES, held_entry, identity, outbox, put_away, sessions
from app.store.unit import Unit

TAKEN_BACK = "×"
"""Stands for a mark that somebody wanted to take back."""

FINAL_FIELD = "final_mark"
"""The field of a HeldEntry that is about a mark for a period."""

_SHOWN_BY_VALUE = {"value", "attendance"}
"""Fields whose other value a cell shows."""

_SEEN = exists().where(outbox.c.id == held_entry.c.id, outbox.c.seen == 1)
_PUT_AWAY = exists().where(put_away.c.id == held_entry.c.id)
_HELD = (
    select(held_entry)
    .join(identity, identity.c.teacher == held_entry.c.author)
    .where(held_entry.c.decision.not_in((ACCEPTED, WITHDRAWN)), ~_PUT_AWAY, ~_SEEN)
)


# a correction of a mark that a portal had lost is refused, and stands once the mark is put back as it was
_STANDS = or_(
    *(exists().where(TABLES[kind].c.id == outbox.c.entity, TABLES[kind].c.token == outbox.c.id) for kind in MADE_TYPES)
)
_COLUMNS = outbox.c.id, outbox.c.entity, outbox.c.outcome, outbox.c.reason, outbox.c.body, sessions.c.header
_SENT = select(*_COLUMNS).join(sessions, sessions.c.boot == outbox.c.boot)
_ROW = _SENT.where(outbox.c.id == bindparam("id"))


def _queued() -> CompoundSelect[tuple[str, str, str | None, str, bytes, bytes]]:
    told = exists().where(held_entry.c.id == outbox.c.id)
    return union_all(
        _SENT.where(outbox.c.outcome.in_(ATTENTION), outbox.c.seen == 0, ~told, ~_STANDS),
        _SENT.where(outbox.c.outcome.is_(None), outbox.c.asked == 1, outbox.c.seen == 0),
    )


_QUEUED = _queued()
_COUNTS = [select(func.count()).select_from(each.subquery()) for each in (_HELD, _QUEUED)]
_WITNESSED = (
    select(func.count()).select_from(held_entry).where(held_entry.c.ground == WITNESS, held_entry.c.decision == "")
)
_STANDINGS = {Outcome.HELD.value: Standing.HELD, Outcome.REJECTED.value: Standing.REFUSED, None: Standing.HELD}


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An own entry that is not in force. entity: what it is about. kind: of its operation, such as "mark.set".

    wanted: as a cell shows it, empty where no cell does. reason: the portal's word, empty for a request on its way.
    lesson, pupil, work: of a mark that would be new.
    """

    id: OperationId
    entity: str
    kind: str
    standing: Standing
    reason: str
    wanted: str
    lesson: LessonId | None = None
    pupil: PupilId | None = None
    work: WorkId | None = None


def own_held(unit: Unit) -> list[HeldEntry]:
    """Return one's entries that wait for a deputy head, and the refused ones that are not put away."""
    return [record_of(HeldEntry, row) for row in unit.connection.execute(_HELD)]


def own_queued(unit: Unit) -> list[AnyRow]:
    """Return the rows of this PC's outbox that are held or refused and no HeldEntry tells of, and requests to send.

    What was refused and stands nevertheless is not among them.

    A row has id, entity, outcome (None for a request that is not sent yet), reason, body and header.
    """
    return list(unit.connection.execute(_QUEUED))


def own_row(unit: Unit, key: OperationId) -> AnyRow | None:
    """Return such a row of this PC's outbox, whatever has become of it; None where it was written elsewhere."""
    return unit.connection.execute(_ROW, {"id": key}).one_or_none()


def count_kept(unit: Unit) -> int:
    """Return how many entries the two functions above return."""
    return sum(int(unit.connection.execute(each).scalar_one()) for each in _COUNTS)


def count_witnessed(unit: Unit) -> int:
    """Return how many entries in the journals here the portal has lost and the deputy head has not decided about."""
    return int(unit.connection.execute(_WITNESSED).scalar_one())


def standing_of(outcome: str | None) -> Standing:
    """Return how far a kept entry has come. outcome: None for a request that is not sent yet."""
    return _STANDINGS[outcome]


def read_kept(unit: Unit) -> list[KeptEntry]:
    """Return one's entries that are not in force, as the screens show them; each of them once."""
    return [*map(_of_entry, own_held(unit)), *map(_of_row, own_queued(unit))]


def _of_entry(entry: HeldEntry) -> KeptEntry:
    wanted = entry.value
    if entry.field in _SHOWN_BY_VALUE:
        wanted = entry.value or TAKEN_BACK
    elif entry.field != FINAL_FIELD:
        wanted = ""
    return KeptEntry(
        entry.id,
        entry.entity,
        entry.kind,
        Standing.REFUSED if entry.decision == REFUSED else Standing.HELD,
        entry.ground,
        wanted,
        entry.lesson or None,
        entry.pupil,
    )


def _of_row(row: AnyRow) -> KeptEntry:
    envelope = read_envelope(row.body)
    args = read_args(envelope)
    kept = OperationId(row.id), row.entity, envelope.kind, standing_of(row.outcome), row.reason
    match args:
        case MarkAdd(value=value):
            return KeptEntry(*kept, value, args.lesson, args.pupil, args.work)
        case MarkSet(value=value) | FinalSet(value=value):
            return KeptEntry(*kept, value)
        case AttendanceSet(code=code):
            return KeptEntry(*kept, code or TAKEN_BACK)
        case MarkAnnul():
            return KeptEntry(*kept, TAKEN_BACK)
        case _:
            return KeptEntry(*kept, "")
