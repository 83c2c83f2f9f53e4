"""The operations that travel: what a person meant, as immutable values, and the bytes they are kept in for ever.

An operation is the compact JSON array ``[kind, kv, ent, base, args, ms]``; its id follows from the header of the
run of the program that wrote it, its number, and these bytes (protocol.md, section 1).
"""

import hashlib
from datetime import date
from typing import ClassVar, get_args

import msgspec
from msgspec import Struct

from app.domain.attendance import attendance_id
from app.domain.classroom import debt_id, diary_read_id, note_id, seating_id, substitution_id
from app.domain.periods import closing_id, final_mark_id
from app.domain.records import Record
from app.errors import MalformedOperationError, UnknownKindError
from app.ids import (
    ID_BYTES,
    ClassId,
    JournalId,
    LessonId,
    MarkId,
    OperationId,
    ProposalId,
    PupilId,
    ReplicaId,
    TeacherId,
    WorkId,
    WorkTypeId,
    text_of,
)
from app.planning import AroundLessons, DiarySeen, LessonSubstitute, SeatingSet


class MarkAdd(Struct, frozen=True, array_like=True):
    """Give one more mark. work: None for an answer at the lesson. reason: where the school asks one.

    retakes: the mark instead of which it is given, empty for none.
    """

    KIND: ClassVar[tuple[str, int]] = ("mark.add", 1)
    lesson: LessonId
    pupil: PupilId
    work: WorkId | None
    value: str
    reason: str = ""
    retakes: MarkId = MarkId("")


class MarkSet(Struct, frozen=True, array_like=True):
    """Change a mark's value; an annulled mark counts again. reason: where the school asks one."""

    KIND: ClassVar[tuple[str, int]] = ("mark.set", 1)
    value: str
    reason: str = ""


class MarkAnnul(Struct, frozen=True, array_like=True):
    """Take a mark back. reason: may be empty where the school asks none."""

    KIND: ClassVar[tuple[str, int]] = ("mark.annul", 1)
    reason: str


class MarkComment(Struct, frozen=True, array_like=True):
    """Write, change or clear a mark's comment; base is the comment's own token. private: not for the parent."""

    KIND: ClassVar[tuple[str, int]] = ("mark.comment", 1)
    comment: str
    private: bool = False


class DebtSet(Struct, frozen=True, array_like=True):
    """Say that a pupil owes a work, until when, or with None that it owes it no longer."""

    KIND: ClassVar[tuple[str, int]] = ("debt.set", 1)
    lesson: LessonId
    pupil: PupilId
    work: WorkId | None
    until: date | None


class WorkCreate(Struct, frozen=True, array_like=True):
    """Announce a work of a lesson. weight: 0..10."""

    KIND: ClassVar[tuple[str, int]] = ("work.create", 1)
    lesson: LessonId
    type: WorkTypeId
    title: str
    weight: int


class WorkSet(Struct, frozen=True, array_like=True):
    """Change a work as a whole."""

    KIND: ClassVar[tuple[str, int]] = ("work.set", 1)
    type: WorkTypeId
    title: str
    weight: int


class WorkAnnul(Struct, frozen=True, array_like=True):
    """Take back a work for which no mark stands."""

    KIND: ClassVar[tuple[str, int]] = ("work.annul", 1)


class FinalSet(Struct, frozen=True, array_like=True):
    """Set a pupil's mark for a period; an empty value takes it back. average: as it was shown, empty for none."""

    KIND: ClassVar[tuple[str, int]] = ("final.set", 1)
    journal: JournalId
    pupil: PupilId
    period: str
    value: str
    average: str
    reason: str = ""


class TermClose(Struct, frozen=True, array_like=True):
    """Close a term for a class, or open it again; reason: why it is opened."""

    KIND: ClassVar[tuple[str, int]] = ("term.close", 1)
    term: str
    school_class: ClassId
    closed: bool
    reason: str = ""


class ConflictResolve(Struct, frozen=True, array_like=True):
    """Say that a collision has been decided; what is to stand was written by an operation of its own before."""

    KIND: ClassVar[tuple[str, int]] = ("conflict.resolve", 1)


class AttendanceSet(Struct, frozen=True, array_like=True):
    """Say whether a pupil was at a lesson. code: a value of Absence. minutes: late by, 0 where not said."""

    KIND: ClassVar[tuple[str, int]] = ("attendance.set", 1)
    lesson: LessonId
    pupil: PupilId
    code: str
    minutes: int = 0


class AttendanceFill(Struct, frozen=True, array_like=True):
    """Say for a lesson of a pupil's day that the pupil is away; a subject teacher's own sign is never changed by it.

    code: a value of Absence that is missed, or empty to take the own filling back.
    """

    KIND: ClassVar[tuple[str, int]] = ("attendance.fill", 1)
    lesson: LessonId
    pupil: PupilId
    code: str


class AbsenceExcuse(Struct, frozen=True, array_like=True):
    """Give a reason for an absence; base is the excuse's own token.

    code: Absence.ILL or EXCUSED, or empty to take the reason back. document: as the paper is called, day: its date.
    proposal: the parent's proposal from whose decision it follows, empty for none; it changes nothing where the
    proposal is decided otherwise.
    """

    KIND: ClassVar[tuple[str, int]] = ("absence.excuse", 1)
    lesson: LessonId
    pupil: PupilId
    code: str
    document: str = ""
    day: date | None = None
    proposal: ProposalId = ProposalId("")


class TopicSet(Struct, frozen=True, array_like=True):
    """Write a lesson's topic; base is the topic's own token. plan_item: the item of the plan it is, empty for none."""

    KIND: ClassVar[tuple[str, int]] = ("lesson.topic", 1)
    topic: str
    plan_item: str = ""


class HomeworkSet(Struct, frozen=True, array_like=True):
    """Write the homework given at a lesson; base is the homework's own token. All empty says «не задано».

    links: web addresses, one a line. due: the lesson it is for, empty for the next one.
    """

    KIND: ClassVar[tuple[str, int]] = ("lesson.homework", 1)
    homework: str
    links: str = ""
    due: str = ""


class NoteSet(Struct, frozen=True, array_like=True):
    """Write a note for oneself about a lesson. teacher: the author."""

    KIND: ClassVar[tuple[str, int]] = ("note.set", 1)
    lesson: LessonId
    teacher: TeacherId
    text: str


class RemarkAdd(Struct, frozen=True, array_like=True):
    """Write a remark or praise to a pupil's diary."""

    KIND: ClassVar[tuple[str, int]] = ("remark.add", 1)
    lesson: LessonId
    pupil: PupilId
    praise: bool
    text: str


class RemarkAnnul(Struct, frozen=True, array_like=True):
    """Take a remark back, or let it stand after all."""

    KIND: ClassVar[tuple[str, int]] = ("remark.annul", 1)
    annulled: bool = True


class HeldDecide(Struct, frozen=True, array_like=True):
    """Accept or refuse an entry that the portal holds; an accepted one is applied as it was meant."""

    KIND: ClassVar[tuple[str, int]] = ("held.decide", 1)
    accept: bool
    answer: str = ""


class HeldWithdraw(Struct, frozen=True, array_like=True):
    """Take an own entry back before anybody has decided on it; it may still be on its way to the portal."""

    KIND: ClassVar[tuple[str, int]] = ("held.withdraw", 1)


class RecordsPut(Struct, frozen=True, array_like=True):
    """The school office's lists: records as they shall be. The office decides, so it needs no base."""

    KIND: ClassVar[tuple[str, int]] = ("records.put", 1)
    rows: tuple[Record, ...]


Args = (
    MarkAdd
    | MarkSet
    | MarkAnnul
    | MarkComment
    | DebtSet
    | WorkCreate
    | WorkSet
    | WorkAnnul
    | FinalSet
    | TermClose
    | ConflictResolve
    | HeldDecide
    | HeldWithdraw
    | AttendanceSet
    | AttendanceFill
    | AbsenceExcuse
    | TopicSet
    | HomeworkSet
    | NoteSet
    | RemarkAdd
    | RemarkAnnul
    | AroundLessons
    | RecordsPut
)

ARGS: dict[tuple[str, int], type[Args]] = {kind.KIND: kind for kind in get_args(Args)}
"""Every kind and version that can be applied; one that was ever released stays readable."""


class Operation(Struct, frozen=True):
    """One operation as meant. ent: what it changes, None where its args or its own id say so.

    base: the token of what its author saw, None where there was nothing.
    """

    args: Args
    ent: str | None = None
    base: OperationId | None = None

    def entity(self, written_as: OperationId) -> str:  # noqa: C901, PLR0911, PLR0912 (a line for each kind)
        """Return the id of the thing that this operation, written under the given id, is about."""
        match self.args:
            case AttendanceSet() | AttendanceFill() | AbsenceExcuse():
                return attendance_id(self.args.lesson, self.args.pupil)
            case DebtSet(lesson=lesson, pupil=pupil, work=work):
                return debt_id(lesson, pupil, work)
            case NoteSet(lesson=lesson, teacher=teacher):
                return note_id(lesson, teacher)
            case SeatingSet(journal=journal, teacher=teacher):
                return seating_id(journal, teacher)
            case LessonSubstitute(lesson=lesson):
                return substitution_id(lesson)
            case DiarySeen(pupil=pupil, what=what, key=key):
                return diary_read_id(pupil, what, key)
            case FinalSet(journal=journal, pupil=pupil, period=period):
                return final_mark_id(journal, pupil, period)
            case TermClose(term=term, school_class=school_class):
                return closing_id(term, school_class)
            case _:
                return self.ent or written_as


class Session(Struct, frozen=True, array_like=True):
    """The header shared by all operations of one run of the program. wall: its clock at the start, ISO 8601."""

    replica: ReplicaId
    author: TeacherId
    boot: str
    wall: str


class Envelope(Struct, frozen=True, array_like=True):
    """An operation's array as it stands in its bytes. base: a token, or the number of an own earlier operation."""

    kind: str
    kv: int
    ent: str | None
    base: OperationId | int | None
    args: msgspec.Raw
    ms: int


_ENVELOPE = msgspec.json.Decoder(Envelope)
_ARGS = {kind: msgspec.json.Decoder(args) for kind, args in ARGS.items()}
_ENCODER = msgspec.json.Encoder()


def to_bytes(operation: Operation, *, base: OperationId | int | None, ms: int) -> bytes:
    """Return the bytes in which an operation is kept for ever.

    base: the operation's base, or the number of the own operation that the base is. ms: since the session began.
    """
    kind, kv = operation.args.KIND
    ent = None if isinstance(base, int) else operation.ent
    return _ENCODER.encode(Envelope(kind, kv, ent, base, msgspec.Raw(_ENCODER.encode(operation.args)), ms))


def read_envelope(body: bytes) -> Envelope:
    """Read an operation's array without its args.

    Raises:
        MalformedOperationError: the bytes are no operation.
    """
    try:
        return _ENVELOPE.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedOperationError from error


def read_args(envelope: Envelope) -> Args:
    """Read what an operation's author meant.

    Raises:
        UnknownKindError: this kind and version are not known here.
        MalformedOperationError: the args are not of the kind's shape.
    """
    decoder = _ARGS.get((envelope.kind, envelope.kv))
    if decoder is None:
        raise UnknownKindError(envelope.kind, envelope.kv)
    try:
        return decoder.decode(envelope.args)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedOperationError from error


def header_of(session: Session) -> bytes:
    """Return the bytes of a session header that enter each of its operations' ids."""
    return _ENCODER.encode(session)


def session_in(header: bytes) -> Session:
    """Return the session whose header this is.

    Raises:
        ValueError: the bytes are no header.
    """
    try:
        return msgspec.json.decode(header, type=Session)
    except RecursionError as error:
        raise ValueError from error


def id_of(header: bytes, n: int, body: bytes) -> OperationId:
    """Return the id that follows from an operation's content; nothing else may claim it.

    header: of its session. n: its number on its replica, from 1.
    """
    digest = hashlib.blake2b(digest_size=ID_BYTES)
    digest.update(len(header).to_bytes(4, "big") + header + n.to_bytes(8, "big") + body)
    return OperationId(text_of(digest.digest()))
