"""Buckets by which both ends compare what they hold: the parts of the scope, a journal's by its lessons' quarters."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from app.domain.parts import Part
from app.domain.records import RECORD_TYPES, Lesson, Record, tag_of
from app.ids import ID_BYTES, text_of

REST = "rest"
"""The bucket of what hangs on no lesson of its journal, and the only one of every other part."""

FIELDS: dict[str, int] = {tag_of(kind): len(kind.__struct_fields__) for kind in RECORD_TYPES}
"""How many fields of each kind of record this version knows."""

DAYS = Lesson.__struct_fields__.index("day")
_LESSONS = {kind: kind.__struct_fields__.index("lesson") for kind in RECORD_TYPES if "lesson" in kind.__struct_fields__}
QUARTER_MONTHS, YEAR_MONTHS = 3, 12

Key = tuple[type[Record], str]
"""Which thing: its kind and its id."""

_encode = msgspec.json.Encoder().encode


def shared_fields(known: Mapping[str, int]) -> dict[str, int]:
    """Return of which kinds, and by how many of their first fields, two versions can compare rows.

    known: as FIELDS of the other version.
    """
    return {tag: min(known[tag], count) for tag, count in FIELDS.items() if known.get(tag, 0) > 0}


def quarter_of(day: date) -> str:
    """Return the bucket of a lesson's day: its quarter of the calendar, "2026-4" from October to December."""
    return f"{day.year}-{(day.month + QUARTER_MONTHS - 1) // QUARTER_MONTHS}"


def days_of(bucket: str) -> tuple[date, date] | None:
    """Return the first day of a quarter and of the next one, None for REST and for what is no bucket."""
    year, _, quarter = bucket.partition("-")
    if not (year.isdecimal() and 0 < int(year) < date.max.year and quarter in {"1", "2", "3", "4"}):
        return None
    first = date(int(year), (int(quarter) - 1) * QUARTER_MONTHS + 1, 1)
    months = first.month - 1 + QUARTER_MONTHS
    return first, date(first.year + months // YEAR_MONTHS, months % YEAR_MONTHS + 1, 1)


class Lines:
    """The rows of one part, each as a line of bytes, by bucket and by what they are about.

    A line is the row as it travels, without the fields that only one of the two ends knows.
    """

    def __init__(self, part: Part, fields: Mapping[str, int]) -> None:
        self._splits = part is Part.JOURNAL
        self.fields = fields
        self._quarters: dict[str, str] = {}
        self.buckets: dict[str, dict[Key, bytes]] = {REST: {}}

    def add(self, kind: type[Record], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows of one kind, with the record's fields in their order; of a journal, lessons come first."""
        tag = tag_of(kind)
        count = self.fields.get(tag, 0)
        if not count:
            return
        lesson = _LESSONS.get(kind) if self._splits else None
        for row in rows:
            if kind is Lesson and self._splits:
                self._quarters[row[0]] = quarter_of(row[DAYS])
            about = row[0] if kind is Lesson else row[lesson] if lesson is not None else ""
            bucket = self.buckets.setdefault(self._quarters.get(about, REST), {})
            bucket[kind, row[0]] = line_of(tag, row[:count])

    def digests(self) -> dict[str, str]:
        """Return the digest of each bucket that has rows, and of REST."""
        return {name: digest_of(rows.values()) for name, rows in self.buckets.items()}


def line_of(tag: str, fields: Sequence[Any]) -> bytes:
    """Return a row as it travels."""
    return _encode((tag, *fields))


def digest_of(lines: Iterable[bytes]) -> str:
    """Return the digest of a bucket: BLAKE2b-128 over its lines in the order of their bytes, each with a line feed."""
    digest = hashlib.blake2b(digest_size=ID_BYTES)
    for line in sorted(lines):
        digest.update(line + b"\n")
    return text_of(digest.digest())
