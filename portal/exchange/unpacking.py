"""From bytes to operations: what was sent, what it means, and which earlier operations it builds on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct

from app.errors import MalformedOperationError, UnknownKindError
from app.ids import OperationId, ReplicaId, SchoolId
from app.judging.verdicts import Outcome, Verdict, rejected
from app.operations import (
    Args,
    Envelope,
    MarkAdd,
    Operation,
    RecordsPut,
    RemarkAdd,
    Session,
    WorkCreate,
    header_of,
    id_of,
    read_args,
    read_envelope,
)
from app.planning import LessonCreate
from portal.rights import Right, Role

UNKNOWN_KIND = Verdict(Outcome.HELD, reason="unknown_kind")
MALFORMED = rejected("malformed")
BAD_BASE = rejected("bad_base")

MAKING = MarkAdd | WorkCreate | RemarkAdd | LessonCreate | RecordsPut
"""What makes a thing, or says itself what it is about: no other name that it gives counts."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: a teacher's PC, or the school office. header: of the session, as it enters the ids.

    copy: the PC's name, None where it is that of the header.
    """

    school: SchoolId
    role: Role
    session: Session
    rights: tuple[Right, ...] = ()
    copy: ReplicaId | None = None

    @property
    def replica(self) -> ReplicaId:
        """The name under which the operations are numbered: that of the header, unless its PC has another by now."""
        return self.copy or self.session.replica

    @property
    def header(self) -> bytes:
        """The bytes that the ids of the session's operations depend on."""
        return header_of(self.session)


class Sent(Struct, frozen=True):
    """An operation as it came. id: computed from its content, never taken from anybody."""

    n: int
    id: OperationId
    body: bytes


class Known(Struct, frozen=True):
    """An operation that others may build on: its id and what it is about."""

    id: OperationId
    entity: str


class Opened(Struct, frozen=True):
    """An operation whose array has been read. envelope: None where the bytes are none."""

    sent: Sent
    envelope: Envelope | None


class Prepared(Struct, frozen=True):
    """An operation ready to be judged. meant: the verdict where it cannot be.

    kind, entity: as far as they can be read, else empty. ms: since its session began, as its PC claims.
    """

    sent: Sent
    kind: str
    entity: str
    meant: Operation | Verdict
    ms: int = 0


def sent_by(session: Session, first_n: int, bodies: Iterable[bytes]) -> list[Sent]:
    """Return operations with their numbers and ids, from first_n on."""
    header = header_of(session)
    return [Sent(n, id_of(header, n, body), body) for n, body in enumerate(bodies, first_n)]


def opened(sent: Iterable[Sent]) -> list[Opened]:
    """Return the operations with their arrays read."""
    return [Opened(each, _envelope(each.body)) for each in sent]


def numbers_needed(batch: Sequence[Opened]) -> set[int]:
    """Return the numbers of earlier operations, not among these, that these build on."""
    first = batch[0].sent.n if batch else 0
    bases = (each.envelope.base for each in batch if each.envelope is not None)
    return {base for base in bases if isinstance(base, int) and 0 < base < first}


def prepared(batch: Iterable[Opened], earlier: Mapping[int, Known]) -> Iterator[Prepared]:
    """Yield the operations with their bases resolved. earlier: those of `numbers_needed`, where they exist."""
    known = dict(earlier)
    for each in batch:
        ready = _prepared(each.sent, each.envelope, known)
        known[each.sent.n] = Known(each.sent.id, ready.entity)
        yield ready


def _prepared(sent: Sent, envelope: Envelope | None, known: Mapping[int, Known]) -> Prepared:
    if envelope is None:
        return Prepared(sent, "", "", MALFORMED)
    base = known.get(envelope.base) if isinstance(envelope.base, int) else None
    entity = envelope.ent or (base.entity if base else sent.id)
    try:
        args = read_args(envelope)
    except UnknownKindError:
        return Prepared(sent, envelope.kind, entity, UNKNOWN_KIND)
    except MalformedOperationError:
        return Prepared(sent, envelope.kind, entity, MALFORMED)
    if isinstance(envelope.base, int) and not (base and base.entity):
        return Prepared(sent, envelope.kind, entity, BAD_BASE)
    operation = _operation(envelope, args, base)
    return Prepared(sent, envelope.kind, operation.entity(sent.id), operation, envelope.ms)


def _operation(envelope: Envelope, args: Args, base: Known | None) -> Operation:
    if isinstance(args, MAKING):
        return Operation(args)
    if base is not None:
        return Operation(args, envelope.ent or base.entity, base.id)
    return Operation(args, envelope.ent, None if isinstance(envelope.base, int) else envelope.base)


def _envelope(body: bytes) -> Envelope | None:
    try:
        return read_envelope(body)
    except MalformedOperationError:
        return None
