"""Which kinds of records a PC's program can read; others are left out of whatever it is sent.

A desktop refuses what it cannot read, so a kind that came with a later release would keep it from synchronising.
"""

import re

import msgspec
from sqlalchemy import Connection, and_, bindparam, select, update

from app.domain.records import RECORD_TYPES, tag_of
from portal.exchange.pushing import Caller
from portal.exchange.scopes import Reader, read_reader
from portal.refusals import Code, RefusedError
from portal.store.tables import replicas

EVERY_KIND = frozenset(map(tag_of, RECORD_TYPES))
"""What a program of this version reads."""

UNSAID = frozenset(
    (
        *("school", "term", "holiday", "bell", "work_type", "setting", "subject", "mark_scale"),
        *("teacher", "school_class", "closing", "pupil", "enrolment", "group", "membership", "journal"),
        *("assignment", "duty", "substitution", "plan_item", "lesson", "work", "mark", "final_mark"),
        *("attendance", "debt", "remark", "lesson_note", "conflict", "held_entry", "revision"),
    )
)
"""What programs read that do not say it: the kinds of the second schema. Never to be changed."""

MOST_KINDS = 200
"""That a program may name; three times as many as there are."""

_TAG = re.compile("[a-z_]{1,40}")
_OF_REPLICA = and_(replicas.c.school_id == bindparam("school"), replicas.c.id == bindparam("replica"))
_READS = select(replicas.c.reads).where(_OF_REPLICA)
_KEEP = update(replicas).where(_OF_REPLICA).values(reads=bindparam("said"))

_rows = msgspec.json.Decoder(list[msgspec.Raw])
_encode = msgspec.json.Encoder().encode


def read_reads(connection: Connection, caller: Caller) -> frozenset[str]:
    """Return the kinds of records that a PC's program reads, by their tags."""
    said = _said(connection, caller)
    return frozenset(said.split()) if said else UNSAID


def reader_of(connection: Connection, caller: Caller, *, now_ms: int) -> Reader:
    """Return what the caller's teacher may read now and the caller's program can."""
    reads = read_reads(connection, caller)
    return read_reader(connection, caller.school, caller.teacher, reads=reads, now_ms=now_ms)


def has_news_of_reads(connection: Connection, caller: Caller, records: tuple[str, ...]) -> bool:
    """Return whether a PC says now that it reads something else than it has said before.

    Raises:
        RefusedError: malformed, where these are no names of kinds.
    """
    return _said(connection, caller) != _text(records)


def keep_reads(connection: Connection, caller: Caller, records: tuple[str, ...]) -> None:
    """Keep what a PC says that it reads; nothing, as earlier programs do, stands for UNSAID."""
    named = {"school": caller.school, "replica": caller.replica, "said": _text(records)}
    connection.execute(_KEEP, named)


def readable_rows(rows: bytes, reads: frozenset[str]) -> bytes:
    """Return those of encoded rows, each an array that begins with its tag, that are of a kind that is read."""
    if reads >= EVERY_KIND:
        return rows
    return _encode([row for row in _rows.decode(rows) if bytes(row).split(b'"', 2)[1].decode() in reads])


def _said(connection: Connection, caller: Caller) -> str:
    named = {"school": caller.school, "replica": caller.replica}
    return connection.execute(_READS, named).scalar() or ""


def _text(records: tuple[str, ...]) -> str:
    """Return what is kept; kinds that only a newer portal will send are kept too."""
    if len(records) > MOST_KINDS or not all(map(_TAG.fullmatch, records)):
        raise RefusedError(Code.MALFORMED, "body.records")
    return " ".join(sorted(set(records)))
