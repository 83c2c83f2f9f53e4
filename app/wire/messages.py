"""What both ends say: strict, frozen messages of the protocol «peremena/1», one definition for client and portal."""

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
    """The PC that asks. n_acked: the highest number of its operations whose outcome it has applied."""

    id: ReplicaId
    n_acked: int = 0


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
    """Enrol this PC by a one-time code.

    author_key: Ed25519 public key of teacher x PC, base64url. name: of the PC.
    """

    code: str
    author_key: str
    name: str


class ReplicaAnswer(Struct, frozen=True):
    """The PC is enrolled. token: its bearer token, given once. portal_key: to be pinned."""

    token: str
    school: SchoolId
    teacher: TeacherId
    portal_key: str


class HelloAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """kinds: the operations that this client can write, name -> version."""

    kinds: dict[str, int]


class PartInfo(Struct, frozen=True):
    """A part of the reader's scope.

    id: "school", "roster" or a journal's id. version: another one than before asks for the part anew.
    """

    id: str
    version: str
    rows: int


class HelloAnswer(Struct, frozen=True):
    """kinds: the operations that the portal can apply. scope: changes whenever `parts` may have changed.

    last_n: the highest number of this PC's operations that the portal holds; a restored portal holds fewer.
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


class SnapshotAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """A page of a part. after: what the page before gave as `next`, empty for the first."""

    part: str
    after: str
    limit: int


class SnapshotAnswer(Struct, frozen=True):
    """as_of: reading the feed from here on completes the page. next: empty on the last page.

    digest: BLAKE2b-128 over the rows' JSON as it stands in the message, base64url.
    """

    rows: msgspec.Raw
    next: str
    as_of: Cursor
    version: str
    digest: str


class ExchangeAsk(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Push operations first_n, first_n + 1, … of one session, and pull the feed behind the cursor.

    sig: Ed25519 by the author's key over the ids of the batch, joined; base64url, empty where ops is empty.
    want: most feed entries in the answer. seen: a later point of the same order that a snapshot's page has told.
    """

    cursor: Cursor
    session: Session | None = None
    first_n: int = 0
    ops: tuple[msgspec.Raw, ...] = ()
    sig: str = ""
    want: int = 0
    seen: Cursor = Cursor()


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
    next: Cursor = Cursor()
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


REFUSALS: dict[str, int] = {
    "malformed": 422,
    "wrong_code": 403,
    "expired_code": 403,
    "signed_out": 401,
    "not_found": 404,
    "too_large": 413,
    "throttled": 429,
    "unknown_cursor": 409,
    "bad_signature": 422,
    "too_old": 426,
    "broken": 500,
}
"""Every reason for a refusal and its HTTP status."""
