"""From bytes to operations: what was sent, what it means, and which earlier operations it builds on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.errors import MalformedOperationError, UnknownKindError
from app.ids import OperationId, SchoolId
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
    """Who writes: a teacher's PC, or the school office. header: of the session, as it enters the ids."""

    school: SchoolId
    role: Role
    session: Session
    rights: tuple[Right, ...] = ()

    @property
    def header(self) -> bytes:
        """The bytes that the ids of the session's operations depend on."""
        return header_of(self.session)


@dataclass(frozen=True, slots=True)
class Sent:
    """An operation as it came. id: computed from its content, never taken from anybody."""

    n: int
    id: OperationId
    body: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """An operation that others may build on: its id and what it is about."""

    id: OperationId
    entity: str


@dataclass(frozen=True, slots=True)
class Prepared:
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


def numbers_needed(sent: Sequence[Sent]) -> set[int]:
    """Return the numbers of earlier operations, not among these, that these build on."""
    first = sent[0].n if sent else 0
    bases = (envelope.base for each in sent if (envelope := _envelope(each.body)) is not None)
    return {base for base in bases if isinstance(base, int) and 0 < base < first}


def prepared(sent: Sequence[Sent], earlier: Mapping[int, Known]) -> Iterator[Prepared]:
    """Yield the operations with their bases resolved. earlier: those of `numbers_needed`, where they exist."""
    known = dict(earlier)
    for each in sent:
        ready = _prepared(each, known)
        known[each.n] = Known(each.id, ready.entity)
        yield ready


def _prepared(sent: Sent, known: Mapping[int, Known]) -> Prepared:
    envelope = _envelope(sent.body)
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
