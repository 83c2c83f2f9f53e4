"""What stands around lessons: debts, remarks, notes, who stands in, is released, decides; marks from elsewhere."""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from app.domain.parts import Part
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, TeacherId, WorkId, derived


class Debt(Struct, frozen=True, array_like=True, tag="debt", tag_field="tag"):
    """A work that a pupil owes «долг», shown as a point; no mark, and never one by itself.

    work: None for an answer at the lesson. until: the last day for handing it in, None once it is taken back.
    A mark for the same work in the same cell pays it, see domain/debts.py.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: str
    token: OperationId
    journal: JournalId
    lesson: LessonId
    pupil: PupilId
    work: WorkId | None
    until: date | None
    author: TeacherId


class Remark(Struct, frozen=True, array_like=True, tag="remark", tag_field="tag"):
    """A remark «замечание» or praise «похвала» for the diary, about a pupil at a lesson. annulled: taken back."""

    PART: ClassVar[Part] = Part.JOURNAL
    id: str
    token: OperationId
    journal: JournalId
    lesson: LessonId
    pupil: PupilId
    praise: bool
    text: str
    author: TeacherId
    annulled: bool = False


class CarriedMark(Struct, frozen=True, array_like=True, tag="carried_mark", tag_field="tag"):
    """A mark from elsewhere that counts in this journal too «перенесённая отметка»; the portal keeps it up to date.

    day: of its lesson. weight: 0..10, of its work. title: of its work, empty for an answer. source: the class, such as
    "7А", or the other school. original: the mark there, or the extract's mark in the journal in which it was entered;
    empty for a mark entered from another school's extract. retaken: another mark stands instead of it.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: str
    token: OperationId
    journal: JournalId
    pupil: PupilId
    day: date
    value: str
    weight: int
    title: str
    source: str
    original: MarkId
    retaken: bool = False
    annulled: bool = False


class LessonNote(Struct, frozen=True, array_like=True, tag="lesson_note", tag_field="tag"):
    """A teacher's note for oneself about a lesson; nobody else is sent it."""

    PART: ClassVar[Part] = Part.OWN
    id: str
    token: OperationId
    journal: JournalId
    lesson: LessonId
    author: TeacherId
    text: str


class Seating(Struct, frozen=True, array_like=True, tag="seating", tag_field="tag"):
    """How a teacher has seated a journal's pupils; nobody else is sent it. layout: see domain/seating.py."""

    PART: ClassVar[Part] = Part.OWN
    id: str
    token: OperationId
    journal: JournalId
    author: TeacherId
    layout: str


class Substitution(Struct, frozen=True, array_like=True, tag="substitution", tag_field="tag"):
    """Who takes a lesson instead of its teacher «замена»; it gives the right to that lesson's day of the journal.

    teacher: empty once it is taken back. day: the lesson's.
    """

    PART: ClassVar[Part] = Part.ROSTER
    id: str
    token: OperationId
    journal: JournalId
    lesson: LessonId
    day: date
    teacher: TeacherId
    author: TeacherId


class Release(Struct, frozen=True, array_like=True, tag="release", tag_field="tag"):
    """A pupil's time of release «освобождение» from a subject; both days included, last is None while it lasts.

    subject: empty for every subject. document: number of the order or certificate. A lesson of such a day is no missed
    one, whether the pupil is there or not. Taken back: first is later than last.
    """

    PART: ClassVar[Part] = Part.ROSTER
    id: str
    token: OperationId
    pupil: PupilId
    subject: str
    first: date
    last: date | None
    document: str


class Duty(Struct, frozen=True, array_like=True, tag="duty", tag_field="tag"):
    """A teacher's office in the school. role: "deputy_head". Both days included, last is None while it lasts."""

    PART: ClassVar[Part] = Part.ROSTER
    id: str
    token: OperationId
    teacher: TeacherId
    role: str
    first: date
    last: date | None


class DiaryRead(Struct, frozen=True, array_like=True, tag="diary_read", tag_field="tag"):
    """That somebody of a pupil's family has read something of the diary «прочитано»; the first time counts.

    what: "remark", "week", "term". key: the remark's id, the week's Monday, the term's id. journal: the remark's; of a
    week and a term, one of the pupil's own class. wall: when, by the portal's clock.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: str
    token: OperationId
    journal: JournalId
    pupil: PupilId
    what: str
    key: str
    wall: str


def diary_read_id(pupil: PupilId, what: str, key: str) -> str:
    """Return the id under which it stands that something of a pupil's diary was read."""
    return derived("diary_read", pupil, what, key)


def debt_id(lesson: LessonId, pupil: PupilId, work: WorkId | None) -> str:
    """Return the id of what a pupil owes of a work: there is one, whoever says so."""
    return derived("debt", lesson, pupil, work or "")


def carried_mark_id(journal: JournalId, original: str) -> str:
    """Return the id under which a mark from elsewhere counts in a journal."""
    return derived("carried_mark", journal, original)


def extract_mark_id(journal: JournalId, pupil: PupilId, day: date, title: str, place: int) -> str:
    """Return the id of a mark of another school's extract. place: among those of the day with this title, from 0."""
    return derived("carried_mark", journal, pupil, day.isoformat(), title, str(place))


def note_id(lesson: LessonId, teacher: TeacherId) -> str:
    """Return the id of a teacher's note about a lesson."""
    return derived("lesson_note", lesson, teacher)


def seating_id(journal: JournalId, teacher: TeacherId) -> str:
    """Return the id of how a teacher has seated a journal's pupils."""
    return derived("seating", journal, teacher)


def substitution_id(lesson: LessonId) -> str:
    """Return the id of who stands in at a lesson."""
    return derived("substitution", lesson)
