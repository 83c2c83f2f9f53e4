"""Reads rows of records from a message; rows of kinds that a later release has brought are passed over.

The portal sends no kind that a program has not said it reads. Should it do so all the same, a journal that goes on
synchronising without that row is better than one that stops; the next release fetches every part anew.
"""

import msgspec

from app.domain.records import RECORD_TYPES, Record, tag_of
from app.wire.messages import Entry

_TAGS = frozenset(map(tag_of, RECORD_TYPES))

_entries = msgspec.json.Decoder(tuple[Entry, ...])
_rows = msgspec.json.Decoder(tuple[Record, ...])
_loose_entries = msgspec.json.Decoder(list[tuple[msgspec.Raw, ...]])
_loose_rows = msgspec.json.Decoder(list[msgspec.Raw])
_loose_row = msgspec.json.Decoder(list[msgspec.Raw])
_tag = msgspec.json.Decoder(str)
_encode = msgspec.json.Encoder().encode

ROWS = 5
"""The place of an entry's rows."""


def read_rows(text: bytes) -> tuple[Record, ...]:
    """Return the rows of a page.

    Raises:
        msgspec.DecodeError, UnicodeDecodeError, RecursionError: it is no rows, or a known kind is of another shape.
    """
    try:
        return _rows.decode(text)
    except msgspec.ValidationError:
        return _rows.decode(_known(text))


def read_entries(text: bytes) -> tuple[Entry, ...]:
    """Return the entries of a feed.

    Raises:
        msgspec.DecodeError, UnicodeDecodeError, RecursionError: as `read_rows`.
    """
    try:
        return _entries.decode(text)
    except msgspec.ValidationError:
        loose = _loose_entries.decode(text)
        known = [(*entry[:ROWS], *(msgspec.Raw(_known(rows)) for rows in entry[ROWS : ROWS + 1])) for entry in loose]
        return _entries.decode(_encode(known))


def _known(text: bytes) -> bytes:
    return _encode([row for row in _loose_rows.decode(text) if not _is_newer(row)])


def _is_newer(row: msgspec.Raw) -> bool:
    tag = _loose_row.decode(row)[:1]
    return bool(tag) and _tag.decode(tag[0]) not in _TAGS
