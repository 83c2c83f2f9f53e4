"""Appends operations to a school's log: the one door through which anything changes, the office's lists included."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, insert, update

from app.bulk import Bulk, Row
from app.domain.access import AccessRequest
from app.domain.classroom import CarriedMark, Debt, DiaryRead, LessonNote, Remark, Seating
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.parts import Part
from app.domain.records import Attendance, FinalMark, Lesson, Mark, PlanItem, Record, SchoolClass, Work
from app.ids import SchoolId
from app.judging.verdicts import Verdict
from app.operations import Operation
from app.wire.messages import Judged
from portal.exchange.adjudicating import adjudicate
from portal.exchange.copies import read_earlier
from portal.exchange.cursors import Head, chain_after
from portal.exchange.gathering import Gathered
from portal.exchange.late_entries import read_window
from portal.exchange.scopes import access_part, own_part
from portal.exchange.unpacking import Known, Opened, Prepared, Sender, Sent, numbers_needed, opened, prepared
from portal.store.rows import Key, write_records
from portal.store.tables import effects, operations, schools

_LOG = Bulk(insert(operations), [column.name for column in operations.c])
_KEEP_EFFECTS = Bulk(insert(effects), [column.name for column in effects.c])
_MOVE_HEAD = (
    update(schools)
    .where(schools.c.school_id == bindparam("school"))
    .values(head=bindparam("seq"), chain=bindparam("link"), roster=bindparam("touched"))
)

OF_JOURNAL = (
    Mark
    | Revision
    | Lesson
    | Attendance
    | Work
    | Debt
    | Remark
    | DiaryRead
    | FinalMark
    | CarriedMark
    | PlanItem
    | Conflict
    | HeldEntry
)
"""The records that belong to a journal's part, the frequent ones first."""

_encode = msgspec.json.Encoder().encode


class Appended(Struct, frozen=True):
    """An operation in its place, with its final outcome."""

    seq: int
    ready: Prepared
    verdict: Verdict

    @property
    def judged(self) -> Judged:
        """The outcome as its author hears it."""
        return Judged(self.ready.sent.n, self.verdict.outcome.value, self.verdict.reason, self.seq)


def append(
    connection: Connection, sender: Sender, head: Head, sent: Sequence[Sent], *, received_ms: int
) -> list[Appended]:
    """Judge operations in their order, apply them, and give each its seq and its outcome for ever.

    head: read with its lock in this transaction. sent: contiguous, from the replica's last number + 1 on.
    """
    read = opened(sent)
    batch = list(prepared(read, _earlier(connection, sender, read)))
    rows = Gathered()
    written = {each.sent.id: each.meant for each in batch if isinstance(each.meant, Operation)}
    rows.gather(connection, sender.school, written.values())
    rows.gather_witnessed(connection, sender.school, written)
    verdicts = adjudicate(sender, batch, rows, read_window(connection, sender.school, received_ms=received_ms))
    appended = [Appended(seq, *pair) for seq, pair in enumerate(zip(batch, verdicts, strict=True), head.seq + 1)]
    if appended:
        _write(connection, sender, head, appended, received_ms)
    return appended


def changed_by(appended: Iterable[Appended]) -> Iterator[Record]:
    """Yield the rows that operations have left behind."""
    return (row for each in appended for row in each.verdict.rows)


def _earlier(connection: Connection, sender: Sender, batch: Sequence[Opened]) -> dict[int, Known]:
    numbers = numbers_needed(batch)
    if not numbers:
        return {}
    return read_earlier(connection, sender.school, sender.replica, numbers)


def _write(connection: Connection, sender: Sender, head: Head, appended: Sequence[Appended], received_ms: int) -> None:
    links = list(_links(head, appended))
    _LOG.execute(connection, _log_rows(sender, zip(appended, links, strict=True), received_ms))
    _KEEP_EFFECTS.execute(connection, [row for each in appended for row in _effects(sender.school, each)])
    final: dict[Key, Record] = {(type(row), row.id): row for each in appended for row in each.verdict.rows}
    write_records(connection, sender.school, final.values())
    touched = (each.seq for each in appended for row in each.verdict.rows if _moves_scopes(row))
    connection.execute(
        _MOVE_HEAD,
        {
            "school": sender.school,
            "seq": appended[-1].seq,
            "link": links[-1],
            "touched": max(touched, default=head.roster),
        },
    )


def _links(head: Head, appended: Iterable[Appended]) -> Iterator[str]:
    chain = head.chain
    for each in appended:
        chain = chain_after(chain, each.ready.sent.id)
        yield chain


def _log_rows(sender: Sender, linked: Iterable[tuple[Appended, str]], received_ms: int) -> list[Row]:
    """Return the log's rows, their values in the order of its columns."""
    session, header = sender.session, sender.header
    return [
        (
            sender.school,
            each.seq,
            each.ready.sent.id,
            sender.replica,
            each.ready.sent.n,
            session.author,
            each.ready.kind,
            each.ready.entity,
            header,
            each.ready.sent.body,
            each.verdict.outcome.value,
            each.verdict.reason,
            received_ms,
            chain,
        )
        for each, chain in linked
    ]


def _moves_scopes(row: Record) -> bool:
    """Return whether a row may change what somebody reads: the roster, and who the class teachers are."""
    return row.PART is Part.ROSTER or isinstance(row, SchoolClass)


def _effects(school: SchoolId, each: Appended) -> Iterator[Row]:
    """Yield the rows by the part to which they belong; the roster does not travel in the feed."""
    parts: dict[str, list[Record]] = {}
    for row in each.verdict.rows:
        part = _part_of(row)
        if part is not None:
            parts.setdefault(part, []).append(row)
    for part, rows in parts.items():
        yield school, each.seq, part, _encode(rows)


def _part_of(row: Record) -> str | None:
    """Return where a row travels in the feed, None where it does not."""
    if isinstance(row, OF_JOURNAL):
        return row.journal
    if isinstance(row, LessonNote | Seating):
        return own_part(row.author)
    if isinstance(row, AccessRequest | ExcuseProposal):
        return access_part(row.school_class)
    return Part.SCHOOL.value if row.PART is Part.SCHOOL else None
