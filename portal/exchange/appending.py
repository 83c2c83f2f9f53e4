"""Appends operations to a school's log: the one door through which anything changes, the office's lists included."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, select, update

from app.domain.classroom import Debt, LessonNote, Remark
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.parts import Part
from app.domain.records import Attendance, FinalMark, Lesson, Mark, PlanItem, Record, SchoolClass, Work
from app.ids import OperationId, ReplicaId, SchoolId
from app.judging.verdicts import Verdict
from app.operations import Operation
from app.wire.messages import Judged
from portal.exchange.adjudicating import adjudicate
from portal.exchange.cursors import Head, chain_after
from portal.exchange.gathering import Gathered
from portal.exchange.late_entries import read_window
from portal.exchange.scopes import own_part
from portal.exchange.unpacking import Known, Prepared, Sender, Sent, numbers_needed, prepared
from portal.store.rows import Key, write_records
from portal.store.tables import effects, operations, schools

_LAST_N = select(func.max(operations.c.n)).where(
    operations.c.school_id == bindparam("school"), operations.c.replica == bindparam("replica")
)
_EARLIER = select(operations.c.n, operations.c.id, operations.c.entity).where(
    operations.c.school_id == bindparam("school"),
    operations.c.replica == bindparam("replica"),
    operations.c.n.in_(bindparam("numbers", expanding=True)),
)
_LOG = insert(operations)
_KEEP_EFFECTS = insert(effects)
_MOVE_HEAD = (
    update(schools)
    .where(schools.c.school_id == bindparam("school"))
    .values(head=bindparam("seq"), chain=bindparam("link"), roster=bindparam("touched"))
)

OF_JOURNAL = PlanItem | Lesson | Work | Mark | FinalMark | Attendance | Debt | Remark | Conflict | HeldEntry | Revision
"""The records that belong to a journal's part."""

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Appended:
    """An operation in its place, with its final outcome."""

    seq: int
    ready: Prepared
    verdict: Verdict

    @property
    def judged(self) -> Judged:
        """The outcome as its author hears it."""
        return Judged(self.ready.sent.n, self.verdict.outcome.value, self.verdict.reason, self.seq)


def last_number(connection: Connection, school: SchoolId, replica: ReplicaId) -> int:
    """Return the highest number that the log holds of this replica, 0 where it holds none."""
    return int(connection.execute(_LAST_N, {"school": school, "replica": replica}).scalar() or 0)


def append(
    connection: Connection, sender: Sender, head: Head, sent: Sequence[Sent], *, received_ms: int
) -> list[Appended]:
    """Judge operations in their order, apply them, and give each its seq and its outcome for ever.

    head: read with its lock in this transaction. sent: contiguous, from the replica's last number + 1 on.
    """
    batch = list(prepared(sent, _earlier(connection, sender, sent)))
    rows = Gathered()
    rows.gather(connection, sender.school, [each.meant for each in batch if isinstance(each.meant, Operation)])
    verdicts = adjudicate(sender, batch, rows, read_window(connection, sender.school, received_ms=received_ms))
    appended = [Appended(seq, *pair) for seq, pair in enumerate(zip(batch, verdicts, strict=True), head.seq + 1)]
    if appended:
        _write(connection, sender, head, appended, received_ms)
    return appended


def _earlier(connection: Connection, sender: Sender, sent: Sequence[Sent]) -> dict[int, Known]:
    numbers = numbers_needed(sent)
    if not numbers:
        return {}
    named = {"school": sender.school, "replica": sender.session.replica, "numbers": sorted(numbers)}
    return {n: Known(OperationId(key), entity) for n, key, entity in connection.execute(_EARLIER, named)}


def _write(connection: Connection, sender: Sender, head: Head, appended: Sequence[Appended], received_ms: int) -> None:
    links = list(_links(head, appended))
    connection.execute(
        _LOG,
        [_log_row(sender, each, chain, received_ms) for each, chain in zip(appended, links, strict=True)],
    )
    if kept := [row for each in appended for row in _effects(sender.school, each)]:
        connection.execute(_KEEP_EFFECTS, kept)
    final: dict[Key, Record] = {(type(row), row.id): row for each in appended for row in each.verdict.rows}
    write_records(connection, sender.school, final.values())
    touched = (each.seq for each in appended if any(_moves_scopes(row) for row in each.verdict.rows))
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


def _log_row(sender: Sender, each: Appended, chain: str, received_ms: int) -> dict[str, Any]:
    sent = each.ready.sent
    return {
        "school_id": sender.school,
        "seq": each.seq,
        "id": sent.id,
        "replica": sender.session.replica,
        "n": sent.n,
        "author": sender.session.author,
        "kind": each.ready.kind,
        "entity": each.ready.entity,
        "header": sender.header,
        "body": sent.body,
        "outcome": each.verdict.outcome.value,
        "reason": each.verdict.reason,
        "received": received_ms,
        "chain": chain,
    }


def _moves_scopes(row: Record) -> bool:
    """Return whether a row may change what somebody reads: the roster, and who the class teachers are."""
    return row.PART is Part.ROSTER or isinstance(row, SchoolClass)


def _effects(school: SchoolId, each: Appended) -> Iterator[dict[str, Any]]:
    """Yield the rows by the part to which they belong; the roster does not travel in the feed."""
    parts: dict[str, list[Record]] = defaultdict(list)
    for row in each.verdict.rows:
        if isinstance(row, LessonNote):
            parts[own_part(row.author)].append(row)
        elif isinstance(row, OF_JOURNAL):
            parts[row.journal].append(row)
        elif row.PART is Part.SCHOOL:
            parts[Part.SCHOOL].append(row)
    for part, rows in parts.items():
        yield {"school_id": school, "seq": each.seq, "part": part, "rows": _encode(rows)}
