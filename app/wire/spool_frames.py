"""Sealed operations one after another in a file: damage to one never hides the next."""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from app.ids import ReplicaId
from app.wire.sealing import Number

MARK = b"\x89PRM\r\n\x1a\n"
"""Begins each record; a reader that is lost looks for the next one. It shows a file changed by text tools."""

LENGTH_BYTES, DIGEST_BYTES = 4, 8
LONGEST = 1024 * 1024
"""Bytes of one record; an operation has some hundred."""


class Waiting(Struct, frozen=True, array_like=True):
    """A sealed operation on its way. replica, n: whose and which, so that it can be told what the portal has.

    id: of the operation, empty in records of older programs.
    """

    replica: ReplicaId
    n: Number
    sealed: bytes
    id: str = ""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Waiting)


def framed(records: Iterable[Waiting]) -> bytes:
    """Return records as they stand in a file: mark, length, digest, content."""
    return b"".join(_framed(_encoder.encode(record)) for record in records)


def read_framed(data: bytes) -> Iterator[Waiting]:
    """Yield the records that are whole, in their order; what is damaged or cut is passed over."""
    place = data.find(MARK)
    while place >= 0:
        content = _content(data, place + len(MARK))
        record = _read(content) if content is not None else None
        if record is not None and content is not None:
            yield record
            place += len(MARK) + LENGTH_BYTES + DIGEST_BYTES + len(content)
        else:
            place += 1
        place = data.find(MARK, place)


def _framed(content: bytes) -> bytes:
    return MARK + len(content).to_bytes(LENGTH_BYTES, "big") + _digest(content) + content


def _content(data: bytes, begin: int) -> bytes | None:
    head = begin + LENGTH_BYTES
    length = int.from_bytes(data[begin:head], "big")
    content = data[head + DIGEST_BYTES : head + DIGEST_BYTES + length]
    is_whole = 0 < length <= LONGEST and len(content) == length
    return content if is_whole and _digest(content) == data[head : head + DIGEST_BYTES] else None


def _read(content: bytes) -> Waiting | None:
    try:
        return _decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest()
