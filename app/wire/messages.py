"""What both ends say: strict, frozen messages of the protocol «peremena/1», one definition for client and portal."""

import hashlib
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from app.domain.records import Record
from app.ids import OperationId, ReplicaId, SchoolId, TeacherId
from app.operations import Session

PROTOCOL = "peremena/1"
"""Name of the protocol's version, in every request."""

BASE_PATH = "/peremena/1"
"""Every endpoint is POST BASE_PATH/<name>."""

MAX_OPERATIONS = 2_000
"""Most operations in one exchange."""

MAX_BYTES = 4 * 1024 * 1024
"""Largest message in bytes, after decompression too; four times what 2,000 ordinary operations need."""

T = TypeVar("T")


class Device(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The PC that asks. n_acked: the highest number of its operations whose outcome it has applied.

    lease: what the portal knows this copy of the PC by, empty from programs without one. next_lease: what it shall be
    known by from now on, empty to leave it.
    """

    id: ReplicaId
    n_acked: int = 0
    lease: str = ""
    next_lease: str = ""


class Request(Struct, Generic[T], frozen=True, forbid_unknown_fields=True):
    """Around every request. req: random, echoed. device_now: ISO 8601, claimed; mono_ms since boot_id began."""

    p: str
    req: str
    school: SchoolId
    replica: Device
    device_now: str
    boot_id: str
    mono_ms: int
    body: T


class Answer(Struct, Generic[T], frozen=True):
    """Around every answer.

    head: the school's last seq. server_now: ISO 8601. retry_after: seconds, 0 for any time.
    """

    req: str
    epoch: str
    server_now: str
    head: int
    backed_up_seq: int
    min_client: str
    retry_after: int
    body: T


class Refusal(Struct, frozen=True):
    """Instead of a body where the portal refuses.

    code: a word of REFUSALS. field: where in the request, if known.
    """

    code: str
    field: str = ""


class PingAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """Is this the portal? nonce: random, echoed."""

    nonce: str


class PingAnswer(Struct, frozen=True):
    """It is. portal_key: the Ed25519 key that signs the answers, base64url."""

    nonce: str
    portal_key: str


class ReplicaAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """Enrol this PC by a one-time code, or, where the code is empty, by the access token of a sign-in.

    author_key: Ed25519 public key of teacher x PC, base64url. name: of the PC. sig: by the author's key over
    `register_text`, base64url; only with an access token.
    """

    code: str
    author_key: str
    name: str
    sig: str = ""


class ReplicaAnswer(Struct, frozen=True):
    """The PC is enrolled. token: its bearer token, given once. portal_key: to be pinned."""

    token: str
    school: SchoolId
    teacher: TeacherId
    portal_key: str


class RecoverAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """Give back the key of this PC's journal. slot: as it was entrusted. asker: X25519 key; both base64url."""

    code: str
    slot: str
    asker: str


class RecoverAnswer(Struct, frozen=True):
    """answer: the key, sealed to the asker, base64url."""

    answer: str


class HelloAsk(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """kinds: the operations that this client can write, name -> version.

    records: the tags of the records that it can read; without them it is sent those of the second schema only.
    """

    kinds: dict[str, int]
    records: tuple[str, ...] = ()


class PartInfo(Struct, frozen=True):
    """A part of the reader's scope.

    id: "school", "roster" or a journal's id. version: another one than before asks for the part anew.
    """

    id: str
    version: str
    rows: int


class HelloAnswer(Struct, frozen=True):
    """kinds: the operations that the portal can apply. scope: changes whenever `parts` may have changed.

    last_n: the highest number under this PC's name; another copy may have written it, so `known` tells what is here.
    """

    kinds: dict[str, int]
    max_operations: int
    max_bytes: int
    teacher: TeacherId
    scope: str
    parts: tuple[PartInfo, ...]
    last_n: int


class Cursor(Struct, frozen=True):
    """A point of the feed. chain: the hash of everything up to seq."""

    epoch: str = ""
    seq: int = 0
    chain: str = ""


NOWHERE = Cursor()
"""Before everything, and what is said where nothing is to be said: a message leaves out this very object."""


class SnapshotAsk(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A page of a part. after: what the page before gave as `next`, empty for the first.

    bucket: only this one of the part's buckets, empty for the whole part.
    """

    part: str
    after: str
    limit: int
    bucket: str = ""


class SnapshotAnswer(Struct, frozen=True):
    """as_of: reading the feed from here on completes the page. next: empty on the last page.

    digest: BLAKE2b-128 over the rows' JSON as it stands in the message, base64url.
    """

    rows: msgspec.Raw
    next: str
    as_of: Cursor
    version: str
    digest: str


class DigestsAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """What does the portal hold of these parts? fields: how many of each kind's fields the client knows, by tag."""

    parts: tuple[str, ...]
    fields: dict[str, int]


class DigestsAnswer(Struct, frozen=True):
    """fields: by how many of each kind's first fields the digests were made. buckets: by part, by bucket."""

    as_of: Cursor
    fields: dict[str, int]
    buckets: dict[str, dict[str, str]]


class ExchangeAsk(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Push operations first_n, first_n + 1, … of one session, and pull the feed behind the cursor.

    sig: Ed25519 by the author's key over the ids of the batch, joined; base64url, empty where ops is empty.
    want: most feed entries in the answer. seen: a later point of the same order that a snapshot's page has told.
    prev: the operation that this PC numbered first_n - 1, empty where it is not known; another one there is a copy's.
    """

    cursor: Cursor
    session: Session | None = None
    first_n: int = 0
    ops: tuple[msgspec.Raw, ...] = ()
    sig: str = ""
    want: int = 0
    seen: Cursor = NOWHERE
    prev: OperationId = OperationId("")


class Judged(Struct, frozen=True, array_like=True):
    """The outcome of operation n. seq: its place in the school's order, 0 where it has none yet."""

    n: int
    outcome: str
    reason: str
    seq: int


class Entry(Struct, frozen=True, array_like=True):
    """One operation's effects in the reader's scope. received: when the portal took it, Unix milliseconds."""

    seq: int
    op: OperationId
    author: TeacherId
    replica: ReplicaId
    received: int
    rows: tuple[Record, ...]


class ExchangeAnswer(Struct, frozen=True, omit_defaults=True):
    """feed: behind the cursor, by seq. scope: see HelloAnswer; another value than before asks for a new hello.

    outcomes: of the pushed operations. next: the cursor after the feed, empty where it is the one that was asked with.
    more: whether the feed goes on.
    """

    feed: msgspec.Raw
    scope: str
    outcomes: tuple[Judged, ...] = ()
    next: Cursor = NOWHERE
    more: bool = False


class CourierAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """Sealed operations of any author, carried by anybody. records: each as sealed, base64url."""

    records: tuple[str, ...]


class Receipt(Struct, frozen=True, array_like=True):
    """Up to which number the portal has a replica's operations, without a gap."""

    replica: ReplicaId
    upto: int


class CourierAnswer(Struct, frozen=True):
    """receipts: of the replicas whose records could be opened and proved. refused: how many records could not."""

    receipts: tuple[Receipt, ...]
    refused: int


class KnownAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """Which of these operations does the portal hold? At most MAX_OPERATIONS."""

    ids: tuple[OperationId, ...]


class Found(Struct, frozen=True, array_like=True):
    """An operation that the portal holds: under which name and number, and its stored outcome."""

    id: OperationId
    replica: ReplicaId
    n: int
    outcome: str
    reason: str
    seq: int


class KnownAnswer(Struct, frozen=True):
    """found: those that are held, of the caller's own; the others are missing."""

    found: tuple[Found, ...]


class ForkAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """Give this PC, a copy of another, a name of its own.

    id: the new name. of, first_n: whose operations up to first_n - 1 are its own too. lease: as it was presented.
    sig: Ed25519 by the author's key over `fork_text`.
    """

    id: ReplicaId
    of: ReplicaId
    first_n: int
    lease: str
    nonce: str
    sig: str


class ForkAnswer(Struct, frozen=True):
    """token: of the new name. forks: how many copies of the same state have asked for a name so far, this one too."""

    token: str
    forks: int


def register_text(replica: ReplicaId, author_key: str, access_token: str) -> bytes:
    """Return what the author's key signs of a PC that is enrolled by an access token."""
    return "\n".join(("register", replica, author_key, hashlib.sha256(access_token.encode()).hexdigest())).encode()


def fork_text(old: ReplicaId, ask: ForkAsk) -> bytes:
    """Return what the author's key signs of a fork. old: the name under which it is asked."""
    return "\n".join(("fork", old, ask.id, ask.of, str(ask.first_n), ask.lease, ask.nonce)).encode()


class ParkRequest(Struct, frozen=True):
    """Around `ParkAsk`, of a program of any version: what else it says is passed over. Frozen for ever."""

    req: str
    school: SchoolId
    body: "ParkAsk"


class ParkAsk(Struct, frozen=True):
    """Sealed operations that the portal shall keep whatever it can do with them. Frozen for ever.

    records: each as sealed, base64url.
    """

    records: tuple[str, ...]


class Kept(Struct, frozen=True, array_like=True):
    """An operation that the portal has, in its log or in its attic. Frozen for ever."""

    replica: ReplicaId
    n: int
    id: OperationId


class ParkAnswer(Struct, frozen=True):
    """kept: those of the records that could be opened and proved; what is not named is not here. Frozen for ever."""

    kept: tuple[Kept, ...]


REFUSALS: dict[str, int] = {
    "malformed": 422,
    "wrong_code": 403,
    "expired_code": 403,
    "signed_out": 401,
    "not_found": 404,
    "too_large": 413,
    "throttled": 429,
    "unknown_cursor": 409,
    "forked": 409,
    "bad_signature": 422,
    "too_old": 426,
    "broken": 500,
}
"""Every reason for a refusal and its HTTP status."""
