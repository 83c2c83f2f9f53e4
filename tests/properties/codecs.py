"""Feeds every reader of foreign bytes with what nobody honest writes, and says what it did instead of refusing.

Inputs are good messages that were cut, spliced, overwritten, packed once more or nested, and plain noise; from a seed.
"""

import gzip
import hashlib
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
from nacl.public import SealedBox
from nacl.signing import SigningKey, VerifyKey

from app.domain.records import NEVER, Mark
from app.errors import MalformedOperationError, NotThePortalError, SyncError, TooLargeError, UnknownKindError
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, ReplicaId, SchoolId, TeacherId
from app.operations import MarkAdd, Operation, Session, header_of, read_args, read_envelope, session_in, to_bytes
from app.wire.framing import UnreadableFrameError, from_base64, packed, signed, unpacked, verified
from app.wire.messages import MAX_BYTES, PROTOCOL, Answer, Cursor, Device, Entry, ExchangeAnswer, ExchangeAsk, Request
from app.wire.sealing import BrokenSealError, Sealed, opened, sealed
from app.wire.spool_frames import DIGEST_BYTES, LENGTH_BYTES, Waiting, framed, read_framed
from app.wire.spool_frames import MARK as MARK_OF_RECORD
from portal.questions import read_question
from portal.refusals import RefusedError
from sync.answers import Reply, read_answer
from sync.pulling import entries_of

KEY = SigningKey(bytes(range(32)))
MOST_S = 2.0
"""For one input."""

REPLICA = ReplicaId("replica")
OP = to_bytes(Operation(MarkAdd(LessonId("l"), PupilId("p"), None, "5")), base=None, ms=7)
HEADER = header_of(Session(REPLICA, TeacherId("t"), "boot", "2026-09-01T08:00:00+00:00"))
RECORD = sealed(HEADER, 1, OP, author=KEY, portal=KEY.verify_key)
SEALED = msgspec.msgpack.encode(Sealed(HEADER, 1, OP, bytes(64)))
NEWER_SEALED = msgspec.msgpack.encode([*msgspec.msgpack.decode(SEALED), []])
WAITING = msgspec.msgpack.encode(Waiting(REPLICA, 1, RECORD))
NEWER_WAITING = msgspec.msgpack.encode([*msgspec.msgpack.decode(WAITING), []])
"""With one field more than is known."""

MARK = Mark(MarkId("m"), NEVER, JournalId("j"), LessonId("l"), PupilId("p"), None, "5", TeacherId("t"))
FEED = msgspec.json.encode((Entry(1, OperationId("o"), TeacherId("t"), REPLICA, 0, (MARK,)),))
ANSWERED = msgspec.json.encode(Answer("req", "e", "", 1, 0, "", 0, ExchangeAnswer(msgspec.Raw(FEED), "s")))
ASKED = msgspec.json.encode(Request(PROTOCOL, "req", SchoolId("s"), Device(REPLICA), "", "", 0, ExchangeAsk(Cursor())))


@dataclass(frozen=True, slots=True)
class Reader:
    """Something that reads foreign bytes. good: what it takes. refuses: what it may raise, and nothing else."""

    name: str
    read: Callable[[bytes], object]
    good: tuple[bytes, ...]
    refuses: tuple[type[Exception], ...] = ()


def _answer(data: bytes) -> object:
    return read_answer(Reply(200, 0, data), req="req", key=KEY.verify_key, kind=ExchangeAnswer)


def _operation(data: bytes) -> object:
    return read_args(read_envelope(data))


def _signed_answer(data: bytes) -> object:
    """Read what the portal's own key has signed, as a newer or broken portal might say it."""
    answer = read_answer(Reply(200, 0, signed(data, KEY)), req="req", key=KEY.verify_key, kind=ExchangeAnswer)
    return entries_of(answer.feed)


def _sealed_content(data: bytes) -> object:
    """Open what anybody can seal: the portal's key is public."""
    return opened(SealedBox(KEY.verify_key.to_curve25519_public_key()).encrypt(data), KEY).id


def _framed_content(data: bytes) -> object:
    """Read a record whose mark, length and digest are right."""
    digest = hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()
    return list(read_framed(MARK_OF_RECORD + len(data).to_bytes(LENGTH_BYTES, "big") + digest + data))


READERS = (
    Reader("frame", lambda data: unpacked(data, limit=MAX_BYTES), (packed(ASKED), gzip.compress(ASKED)),
           (UnreadableFrameError, TooLargeError)),
    Reader("signature", lambda data: verified(data, KEY.verify_key), (signed(ANSWERED, KEY),), (NotThePortalError,)),
    Reader("base64", lambda data: from_base64(data.decode("latin-1")), (b"AAECAwQ",), (ValueError,)),
    Reader("question", lambda data: read_question(data).decoded(Request[ExchangeAsk]), (packed(ASKED), ASKED),
           (RefusedError,)),
    Reader("answer", _answer, (packed(signed(ANSWERED, KEY)), signed(ANSWERED, KEY)), (SyncError,)),
    Reader("signed answer", _signed_answer, (ANSWERED,), (SyncError,)),
    Reader("feed", lambda data: entries_of(msgspec.Raw(data)), (FEED,), (SyncError,)),
    Reader("operation", _operation, (OP,), (MalformedOperationError, UnknownKindError)),
    Reader("seal", lambda data: opened(data, KEY), (RECORD,), (BrokenSealError,)),
    Reader("sealed content", _sealed_content, (SEALED, NEWER_SEALED),
           (BrokenSealError,)),
    Reader("header", session_in, (HEADER,), (ValueError,)),
    Reader("spool content", _framed_content, (WAITING, NEWER_WAITING)),
    Reader("spool", lambda data: list(read_framed(data)), (framed([Waiting(REPLICA, n, RECORD) for n in (1, 2, 3)]),)),
    Reader("key", lambda data: VerifyKey(from_base64(data.decode("latin-1"))), (b"A" * 43,), (ValueError, TypeError)),
)  # fmt: skip
"""Every reader of bytes that come from outside."""


def wrong_reads(reader: Reader, count: int, seed: int) -> Iterator[str]:
    """Feed a reader so many inputs and yield what it did wrong, with what repeats it."""
    chance = random.Random(seed)  # noqa: S311 (wants to be repeated)
    for number in range(count):
        data = spoilt(chance.choice(reader.good), chance)
        begun = time.monotonic()
        try:
            reader.read(data)
        except reader.refuses:
            pass
        except Exception as error:  # noqa: BLE001 (what is looked for)
            yield f"{reader.name}, seed {seed}, input {number}: {type(error).__name__}: {error}"
        if time.monotonic() - begun > MOST_S:
            yield f"{reader.name}, seed {seed}, input {number}: took too long"


def spoilt(good: bytes, chance: random.Random) -> bytes:
    """Return a good message after one to four accidents."""
    data = good
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(ACCIDENTS)(data, chance)
    return data


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _overwritten(data: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(data))
    noise = chance.randbytes(chance.randint(1, 8))
    return data[:place] + noise + data[place + len(noise) :]


def _spliced(data: bytes, chance: random.Random) -> bytes:
    one, other = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
    return data[:other] + data[one:]


def _another_value(data: bytes, chance: random.Random) -> bytes:
    """Put JSON where other JSON stands."""
    values = (b"null", b"NaN", b"1e999", b"-1", b"9" * 30, b'"\\ud800"', b"[]", b"{}", b"[" * 2_000, b'{"a":' * 2_000)
    marks = [place for place, sign in enumerate(data) if sign in b",:["]
    place = chance.choice(marks) + 1 if marks else 0
    ends = [end for end, sign in enumerate(data[place:], place) if sign in b",]}"]
    return data[:place] + chance.choice(values) + data[ends[0] if ends else len(data) :]


def _packed_again(data: bytes, chance: random.Random) -> bytes:
    return chance.choice((packed, gzip.compress))(data)


def _deep(data: bytes, chance: random.Random) -> bytes:
    """Nest arrays of msgpack where a value stands: a fixed array of one element is the byte 0x91."""
    place = chance.choice((max(0, len(data) - 1), chance.randint(0, len(data))))
    return data[:place] + b"\x91" * 3_000 + data[place:]


def _noise(_data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(0, 200))


ACCIDENTS = (_cut, _overwritten, _overwritten, _spliced, _another_value, _another_value, _packed_again, _deep, _noise)
