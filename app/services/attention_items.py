"""All that is told of entries that wait for a decision, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import bindparam, select

from app.columns import record_of
from app.domain.attendance import told_sign
from app.domain.attention import About, AttentionItem
from app.domain.records import (
    Attendance,
    FinalMark,
    Lesson,
    Pupil,
    Record,
    SchoolClass,
    Teacher,
    Term,
)
from app.ids import JournalId, LessonId, PupilId
from app.judging.about import STANDS
from app.services.attention_found import Found
from app.services.group_classes import CLASSES
from app.services.names import short_name
from app.services.pupil_rows import Namesakes
from app.services.reading import title_of
from app.store.rows import AnyRow
from app.store.tables import TABLES, group, journal, school_class, subject
from app.store.unit import Unit

R = TypeVar("R", bound=Struct)

_JOURNALS = (
    select(
        journal.c.id,
        school_class.c.grade,
        school_class.c.letter,
        group.c.name,
        CLASSES,
        subject.c.name.label("subject"),
    )
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
    .where(journal.c.id.in_(bindparam("ids", expanding=True)))
)


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


def told(unit: Unit, found: Iterable[Found]) -> Iterator[AttentionItem]:
    """Yield the entries with the names of what they are about and what stands there now."""
    listed = list(found)
    things = Things(unit, ((STANDS[each.about][0], each.entity) for each in listed))
    placed = [_Placed(each, things) for each in listed]
    around = Things(unit, (key for each in placed for key in each.wanted()))
    lessons = Things(unit, ((Lesson, each.lesson) for each in placed))
    named = _journals(unit, {each.journal_in(lessons) for each in placed})
    pupils = Namesakes(unit)
    return (each.item(around, lessons, named, pupils) for each in placed)


class _Placed:
    """An entry and the thing that it is about, from which its place follows."""

    def __init__(self, entry: Found, things: Things) -> None:
        kind, field = STANDS[entry.about]
        thing = things.of(kind, entry.entity)
        self._entry = entry
        self._shown = "" if thing is None or getattr(thing, "annulled", False) else str(getattr(thing, field, ""))
        if isinstance(thing, Attendance) and entry.about is About.ATTENDANCE:
            self._shown = told_sign(thing.code, thing.minutes)
        self._journal: JournalId | None = entry.journal or getattr(thing, "journal", None)
        self.lesson: LessonId | None = entry.lesson or _lesson_of(thing)
        self._pupil: PupilId | None = entry.pupil or getattr(thing, "pupil", None)
        self._class: str = entry.school_class or getattr(thing, "school_class", "")
        self._period = entry.period or (thing.period if isinstance(thing, FinalMark) else "")

    def wanted(self) -> Iterator[tuple[type[Record], str | None]]:
        """Yield what else is to be fetched, but for the lesson."""
        yield Pupil, self._pupil
        yield Teacher, self._entry.author
        yield Teacher, self._entry.decided_by
        yield from ((Teacher, each) for each in self._entry.seen_by)
        yield Term, self._period
        yield SchoolClass, self._class

    def journal_in(self, lessons: Things) -> JournalId | None:
        """Return the journal; a lesson says it where the entry does not."""
        at = lessons.of(Lesson, self.lesson)
        return self._journal or (at.journal if at else None)

    def item(self, around: Things, lessons: Things, named: Mapping[str, AnyRow], pupils: Namesakes) -> AttentionItem:
        """Return the entry as it is told."""
        entry, at = self._entry, lessons.of(Lesson, self.lesson)
        person, author = around.of(Pupil, self._pupil), around.of(Teacher, entry.author)
        judge = around.of(Teacher, entry.decided_by)
        term, of_class = around.of(Term, self._period), around.of(SchoolClass, self._class)
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
            pupil_name=pupils.name(journal_id, person) if person else "",
            period=term.name if term else self._period,
            shown=self._shown,
            other=entry.other,
            author=short_name(author) if author else "",
            is_mine=entry.is_mine,
            this_pc=entry.this_pc,
            wall=entry.wall,
            reason=entry.reason,
            was=entry.was,
            said=entry.said,
            decision=entry.decision,
            decided_by=short_name(judge) if judge else "",
            answer=entry.answer,
            can_withdraw=entry.can_withdraw,
            seen_by=tuple(short_name(seer) for each in entry.seen_by if (seer := around.of(Teacher, each))),
        )


def _journals(unit: Unit, ids: set[JournalId | None]) -> dict[str, AnyRow]:
    wanted = sorted(each for each in ids if each)
    return {row.id: row for row in unit.connection.execute(_JOURNALS, {"ids": wanted})}


def _lesson_of(thing: Record | None) -> LessonId | None:
    if isinstance(thing, Lesson):
        return thing.id
    return getattr(thing, "lesson", None) or None
