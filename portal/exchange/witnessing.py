"""Hears what PCs have seen of others before the portal was put back, and lays it before the deputy head."""

import logging

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, func, select

from app.domain.attention import About
from app.domain.disputes import HeldEntry
from app.domain.records import NEVER, Attendance, FinalMark, Lesson, Teacher
from app.domain.witnesses import WITNESS, Seen, share_of, text_of_share, witness_id
from app.ids import OperationId
from app.judging.verdicts import NO_LESSON, NOBODY, Outcome
from app.wire.witnesses import KEPT, KNOWN, LATER, MAX_TOLD, REFUSED, Told, WitnessAnswer, WitnessAsk
from portal.exchange.copies import find_operations
from portal.exchange.cursors import read_head
from portal.exchange.gathering import Gathered
from portal.exchange.office import put_records
from portal.exchange.pushing import Caller
from portal.exchange.scopes import Reader
from portal.exchange.seen_rows import is_sound, unfit
from portal.refusals import Code, RefusedError
from portal.store.rows import read_records
from portal.store.tables import TABLES

MOST_OPEN = 20_000
"""Entries of this ground that may wait in a school: all that a large one writes in several days."""

MOST_OF_A_PC = 10_000
"""Those of them that one PC may tell: a deputy head's has seen the whole school, and none takes the room of all."""

KINDS = {
    "value": "mark.add",
    "comment": "mark.comment",
    "attendance": "attendance.set",
    "excuse": "absence.excuse",
    "topic": "lesson.topic",
    "homework": "lesson.homework",
    "work": "work.create",
    "final_mark": "final.set",
    "debt": "debt.set",
    "remark": "remark.add",
}
"""The kind of operation that writes a share where there is none yet, by the share's field."""

CHANGES = {"value": "mark.set", "work": "work.set"}
"""The same where there is one."""

_TO_COME = {"no_lesson", "no_pupil", "no_term", "bad_value"}
"""Why a row does not fit where the office may have to enter something again; a work comes by a question of its own."""

_entry = TABLES[HeldEntry]
_OPEN = select(func.count(), func.count().filter(_entry.c.replica == bindparam("pc"))).where(
    _entry.c.school_id == bindparam("school"), _entry.c.ground == WITNESS, _entry.c.decision == ""
)

_encode = msgspec.json.Encoder().encode
_logger = logging.getLogger("portal.exchange")


def hear(connection: Connection, reader: Reader, caller: Caller, ask: WitnessAsk, *, received_ms: int) -> WitnessAnswer:
    """Lay what a PC has seen before the deputy head, each share once, whoever has seen it; return a word for each.

    Nothing of it is in force before the deputy head says so. received_ms: now, Unix milliseconds.

    Raises:
        RefusedError: too_large.
    """
    if len(ask.rows) > MAX_TOLD:
        raise RefusedError(Code.TOO_LARGE, "body.rows")
    read_head(connection, caller.school, lock=True)
    desk = _Desk(connection, reader, caller, ask)
    words = tuple(desk.word(each) for each in ask.rows)
    if desk.fresh:
        put_records(connection, caller.school, list(desk.fresh.values()), received_ms=received_ms)
    if count := words.count(REFUSED):
        _logger.warning("school %s, PC %s: %d rows that nobody can have seen", caller.school, caller.replica, count)
    return WitnessAnswer(words)


class _Desk:
    """Where one question is looked at. fresh: entries as they shall be, by their ids."""

    def __init__(self, connection: Connection, reader: Reader, caller: Caller, ask: WitnessAsk) -> None:
        self._reader, self._caller = reader, caller
        self._rows = Gathered()
        self._rows.gather_seen(connection, caller.school, [each.row for each in ask.rows])
        keys = {(HeldEntry, str(key)) for each in ask.rows if (key := _id_of(each))}
        authors = {(Teacher, str(getattr(each.row, "author", NOBODY))) for each in ask.rows}
        self._rows.add(read_records(connection, caller.school, keys | authors))
        tokens = {share.token for each in ask.rows if (share := share_of(each.row, each.field))}
        found = find_operations(connection, caller.school, tokens)
        self._known = {key for key, each in found.items() if each.outcome != Outcome.REJECTED}
        waiting, of_this_pc = connection.execute(_OPEN, {"school": caller.school, "pc": caller.replica}).one()
        self._room = min(MOST_OPEN - waiting, MOST_OF_A_PC - of_this_pc)
        self.fresh: dict[str, HeldEntry] = {}

    def word(self, told: Told) -> str:
        """Return what becomes of a row."""
        row, key = told.row, _id_of(told)
        if row.journal not in self._reader.journals:
            return LATER
        if key is None or not is_sound(row, self._rows):
            return REFUSED
        if self._is_here(told):
            return KNOWN
        if unfit(row, self._rows) in _TO_COME or not self._has_author(row):
            return LATER
        return self._keep(told, key)

    def _is_here(self, told: Told) -> bool:
        share = share_of(told.row, told.field)
        found = self._rows.of(type(told.row), told.row.id)
        now = share_of(found, told.field) if found else None
        return share is not None and (share.token in self._known or (now is not None and now.token == share.token))

    def _has_author(self, row: Seen) -> bool:
        author = getattr(row, "author", NOBODY)
        return not author or self._rows.of(Teacher, author) is not None

    def _keep(self, told: Told, key: str) -> str:
        found = self.fresh.get(key) or self._rows.of(HeldEntry, key)
        if found is None:
            if self._room <= 0:
                return LATER
            self._room -= 1
            self.fresh[key] = self._entry(told, key)
        elif not found.decision and self._caller.teacher not in found.seen_by.split():
            self.fresh[key] = replace(found, seen_by=f"{found.seen_by} {self._caller.teacher}")
        return KEPT

    def _entry(self, told: Told, key: str) -> HeldEntry:
        row, found = told.row, self._rows.of(type(told.row), told.row.id)
        now = share_of(found, told.field) if found else None
        kind = CHANGES.get(told.field) if found else None
        return HeldEntry(
            id=OperationId(key),
            token=NEVER,
            journal=row.journal,
            entity=row.id,
            lesson=row.id if isinstance(row, Lesson) else getattr(row, "lesson", NO_LESSON),
            pupil=getattr(row, "pupil", None),
            period=row.period if isinstance(row, FinalMark) else "",
            kind=kind or KINDS[told.field],
            field=told.field,
            before=now.text if now else "",
            value=text_of_share(row, told.field),
            ground=WITNESS,
            reason="",
            author=getattr(row, "author", NOBODY),
            replica=self._caller.replica,
            wall=getattr(row, "wall", ""),
            seen_by=self._caller.teacher,
            witnessed=_encode(row).decode(),
            before_minutes=_late_by(found, told.field),
            value_minutes=_late_by(row, told.field),
        )


def _late_by(row: Seen | None, field: str) -> int:
    return row.minutes if isinstance(row, Attendance) and field == About.ATTENDANCE else 0


def _id_of(told: Told) -> OperationId | None:
    """Return the id of the entry about a share, None where nobody has written such a one."""
    share = share_of(told.row, told.field)
    return witness_id(told.field, told.row.id, share.token) if share else None
