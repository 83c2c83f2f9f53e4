"""Finds the entries that wait for a decision and all that is told of them, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import bindparam, select

from app.clock import claimed_at
from app.columns import record_of
from app.domain.attention import About, AttentionItem
from app.domain.disputes import Conflict
from app.domain.pages import Standing
from app.domain.records import (
    Attendance,
    Closing,
    FinalMark,
    Lesson,
    Mark,
    Pupil,
    Record,
    SchoolClass,
    Teacher,
    Term,
    Work,
)
from app.ids import JournalId, LessonId, OperationId, PupilId
from app.judging.verdicts import Outcome
from app.operations import (
    Args,
    AttendanceSet,
    ConflictResolve,
    FinalSet,
    HomeworkSet,
    MarkAdd,
    MarkComment,
    MarkSet,
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
    read_args,
    read_envelope,
    session_in,
)
from app.services.names import short_name
from app.services.reading import title_of
from app.store.outbox import ATTENTION
from app.store.rows import AnyRow
from app.store.tables import TABLES, conflict, group, identity, journal, outbox, school_class, sessions, subject
from app.store.unit import Unit

R = TypeVar("R", bound=Struct)

_ABOUT: dict[type[Args], About] = {
    MarkComment: About.COMMENT,
    AttendanceSet: About.ATTENDANCE,
    TopicSet: About.TOPIC,
    HomeworkSet: About.HOMEWORK,
    FinalSet: About.FINAL_MARK,
    WorkCreate: About.WORK,
    WorkSet: About.WORK,
    WorkAnnul: About.WORK,
    TermClose: About.CLOSING,
    ConflictResolve: About.DECISION,
}
"""What each kind of operation is about; the others are about a mark."""

_STANDS: dict[About, tuple[type[Record], str]] = {
    About.MARK: (Mark, "value"),
    About.COMMENT: (Mark, "comment"),
    About.ATTENDANCE: (Attendance, "code"),
    About.TOPIC: (Lesson, "topic"),
    About.HOMEWORK: (Lesson, "homework"),
    About.FINAL_MARK: (FinalMark, "value"),
    About.WORK: (Work, "title"),
    About.CLOSING: (Closing, ""),
    About.DECISION: (Conflict, ""),
}
"""In which field of which record the thing stands."""

_STANDINGS = {Outcome.HELD.value: Standing.HELD, Outcome.REJECTED.value: Standing.REFUSED}

_OPEN = select(conflict).where(conflict.c.resolved.is_(False))
_KEPT = (
    select(outbox.c.id, outbox.c.entity, outbox.c.outcome, outbox.c.reason, outbox.c.body, sessions.c.header)
    .join(sessions, sessions.c.boot == outbox.c.boot)
    .where(outbox.c.outcome.in_(ATTENTION), outbox.c.seen == 0)
)
_JOURNALS = (
    select(journal.c.id, school_class.c.grade, school_class.c.letter, group.c.name, subject.c.name.label("subject"))
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
    .where(journal.c.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of an entry before anything is looked up. other: what it wanted; the rest as in AttentionItem.

    school_class, period: of a term that was to be closed, or a mark's period; empty elsewhere.
    """

    id: OperationId
    standing: Standing
    about: About
    entity: str
    other: str
    wall: str
    author: str = ""
    is_mine: bool = True
    this_pc: bool = True
    reason: str = ""
    journal: JournalId | None = None
    lesson: LessonId | None = None
    pupil: PupilId | None = None
    period: str = ""
    school_class: str = ""


class Things:
    """Rows that were fetched together, a statement for each kind."""

    def __init__(self, unit: Unit, keys: Iterable[tuple[type[Record], str | None]]) -> None:
        wanted: dict[type[Record], set[str]] = defaultdict(set)
        for kind, key in keys:
            if key:
                wanted[kind].add(key)
        self._rows: dict[tuple[type[Any], str], Record] = {}
        for kind, ids in wanted.items():
            table = TABLES[kind]
            for row in unit.connection.execute(select(table).where(table.c.id.in_(ids))):
                self._rows[kind, row.id] = record_of(kind, row)

    def of(self, kind: type[R], key: str | None) -> R | None:
        """Return a row, None where there is none or nothing was asked for."""
        found = self._rows.get((kind, key or ""))
        return found if isinstance(found, kind) else None


def find(unit: Unit) -> list[Found]:
    """Return every collision that is not decided, and every own entry that is held or was refused and not put away."""
    return [*_collisions(unit), *map(_kept, unit.connection.execute(_KEPT))]


def told(unit: Unit, found: Iterable[Found]) -> Iterator[AttentionItem]:
    """Yield the entries with the names of what they are about and what stands there now."""
    listed = list(found)
    things = Things(unit, ((_STANDS[each.about][0], each.entity) for each in listed))
    placed = [_Placed(each, things) for each in listed]
    around = Things(unit, (key for each in placed for key in each.wanted()))
    lessons = Things(unit, ((Lesson, each.lesson) for each in placed))
    named = _journals(unit, {each.journal_in(lessons) for each in placed})
    return (each.item(around, lessons, named) for each in placed)


class _Placed:
    """An entry and the thing that it is about, from which its place follows."""

    def __init__(self, entry: Found, things: Things) -> None:
        kind, field = _STANDS[entry.about]
        thing = things.of(kind, entry.entity)
        self._entry = entry
        self._shown = "" if thing is None or getattr(thing, "annulled", False) else str(getattr(thing, field, ""))
        self._journal: JournalId | None = entry.journal or getattr(thing, "journal", None)
        self.lesson: LessonId | None = entry.lesson or _lesson_of(thing)
        self._pupil: PupilId | None = entry.pupil or getattr(thing, "pupil", None)
        self._period = entry.period or (thing.period if isinstance(thing, FinalMark) else "")

    def wanted(self) -> Iterator[tuple[type[Record], str | None]]:
        """Yield what else is to be fetched, but for the lesson."""
        yield Pupil, self._pupil
        yield Teacher, self._entry.author
        yield Term, self._period
        yield SchoolClass, self._entry.school_class

    def journal_in(self, lessons: Things) -> JournalId | None:
        """Return the journal; a lesson says it where the entry does not."""
        at = lessons.of(Lesson, self.lesson)
        return self._journal or (at.journal if at else None)

    def item(self, around: Things, lessons: Things, named: Mapping[str, AnyRow]) -> AttentionItem:
        """Return the entry as it is told."""
        entry, at = self._entry, lessons.of(Lesson, self.lesson)
        person, author = around.of(Pupil, self._pupil), around.of(Teacher, entry.author)
        term, of_class = around.of(Term, self._period), around.of(SchoolClass, entry.school_class)
        journal_id = self.journal_in(lessons)
        place = named.get(journal_id or "")
        return AttentionItem(
            id=entry.id,
            standing=entry.standing,
            about=entry.about,
            entity=entry.entity,
            journal=journal_id if place else None,
            title=title_of(place) if place else f"{of_class.grade}{of_class.letter}" if of_class else "",
            subject=place.subject if place else "",
            lesson=self.lesson,
            day=at.day if at else None,
            number=at.number if at else 0,
            pupil=self._pupil,
            pupil_name=f"{person.surname} {person.name}" if person else "",
            period=term.name if term else self._period,
            shown=self._shown,
            other=entry.other,
            author=short_name(author) if author else "",
            is_mine=entry.is_mine,
            this_pc=entry.this_pc,
            wall=entry.wall,
            reason=entry.reason,
        )


def _collisions(unit: Unit) -> Iterator[Found]:
    mine = unit.connection.execute(select(identity.c.teacher, identity.c.replica)).one_or_none()
    for row in unit.connection.execute(_OPEN).all():
        each = record_of(Conflict, row)
        yield Found(
            id=each.id,
            standing=Standing.CONFLICT,
            about=About(each.field),
            entity=each.entity,
            other=each.value,
            wall=each.wall,
            author=each.author,
            is_mine=mine is not None and each.author == mine.teacher,
            this_pc=mine is not None and each.replica == mine.replica,
            journal=each.journal,
            lesson=each.lesson or None,
            pupil=each.pupil,
        )


def _kept(row: AnyRow) -> Found:
    envelope = read_envelope(row.body)
    args = read_args(envelope)
    return Found(
        id=OperationId(row.id),
        standing=_STANDINGS[row.outcome],
        about=_ABOUT.get(type(args), About.MARK),
        entity=row.entity,
        other=_wanted(args),
        wall=claimed_at(session_in(row.header).wall, envelope.ms),
        reason=row.reason,
        journal=getattr(args, "journal", None),
        lesson=getattr(args, "lesson", None),
        pupil=getattr(args, "pupil", None),
        period=getattr(args, "period", "") or getattr(args, "term", ""),
        school_class=getattr(args, "school_class", ""),
    )


def _journals(unit: Unit, ids: set[JournalId | None]) -> dict[str, AnyRow]:
    wanted = sorted(each for each in ids if each)
    return {row.id: row for row in unit.connection.execute(_JOURNALS, {"ids": wanted})}


def _lesson_of(thing: Record | None) -> LessonId | None:
    if isinstance(thing, Lesson):
        return thing.id
    return getattr(thing, "lesson", None) or None


def _wanted(args: Args) -> str:
    match args:
        case MarkAdd(value=text) | MarkSet(value=text) | FinalSet(value=text):
            return text
        case MarkComment(comment=text) | TopicSet(topic=text) | HomeworkSet(homework=text):
            return text
        case AttendanceSet(code=text) | WorkCreate(title=text) | WorkSet(title=text):
            return text
        case _:
            return ""
