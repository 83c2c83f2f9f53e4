"""What others have written since one's last visit: read by journal and day, and put away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select, update

from app.changes import NOTHING, Changes
from app.domain.attention import About
from app.domain.classroom import Remark
from app.domain.collation import russian_key
from app.domain.disputes import Revision
from app.domain.history import Step, in_order
from app.domain.news import NewsItem, NewsPage, Told
from app.domain.pages import Standing
from app.domain.records import (
    Attendance,
    FinalMark,
    Lesson,
    Mark,
    Pupil,
    Record,
    Teacher,
    Term,
    Work,
    WorkType,
)
from app.ids import JournalId, LessonId, MarkId, PupilId
from app.services.attention_items import Things
from app.services.group_classes import CLASSES
from app.services.names import short_name
from app.services.noting import KEPT
from app.services.pupil_rows import Namesakes
from app.services.reading import title_of
from app.store.rows import AnyRow
from app.store.tables import group, journal, news, revision, school_class, subject, work_type
from app.store.unit import Unit

_KINDS: dict[Told, type[Record]] = {
    Told.MARK: Mark,
    Told.COMMENT: Mark,
    Told.ATTENDANCE: Attendance,
    Told.TOPIC: Lesson,
    Told.HOMEWORK: Lesson,
    Told.LESSON: Lesson,
    Told.FINAL_MARK: FinalMark,
    Told.REMARK: Remark,
    Told.CHANGE: Revision,
}
_NEWEST = select(news).order_by(news.c.n.desc()).limit(bindparam("most"))
_UNSEEN = _NEWEST.where(news.c.seen == 0)
_COUNT = select(func.count()).select_from(news).where(news.c.seen == 0)
_LOOK = update(news).where(news.c.seen == 0, news.c.n <= bindparam("upto")).values(seen=1)
_LOOK_AT = _LOOK.where(news.c.journal == bindparam("of"))
_NAMED = (
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
_CHANGED_VALUES = (
    select(revision.c.id, revision.c.entity, revision.c.before, revision.c.after)
    .where(revision.c.field == About.MARK.value, revision.c.entity.in_(bindparam("ids", expanding=True)))
    .order_by(revision.c.entity)
)
_WORK_KINDS = select(work_type.c.id, work_type.c.name)


def count_news(unit: Unit) -> int:
    """Return how many lines nobody has looked at."""
    return int(unit.connection.execute(_COUNT).scalar_one())


def read_news(unit: Unit, *, seen_too: bool = False) -> NewsPage:
    """Return the newest lines, at most KEPT, of what still exists. seen_too: those that were looked at as well."""
    rows = unit.connection.execute(_NEWEST if seen_too else _UNSEEN, {"most": KEPT}).all()
    told = _Told(unit, rows)
    items = sorted(filter(None, map(told.item, rows)), key=_order)
    kinds = {row.id: row.name for row in unit.connection.execute(_WORK_KINDS)}
    return NewsPage(tuple(items), kinds, count_news(unit))


def look_at_news(unit: Unit, *, upto: int, of: JournalId | None = None) -> Changes:
    """Put away what was looked at. upto: the newest line that was shown. of: only a journal's, None for all."""
    bound = {"upto": upto}
    looked = unit.connection.execute(*((_LOOK, bound) if of is None else (_LOOK_AT, {**bound, "of": of})))
    return Changes(news=True) if looked.rowcount else NOTHING


class _Told:
    """All rows that lines of news are told from."""

    def __init__(self, unit: Unit, rows: Sequence[AnyRow]) -> None:
        self._written = Things(unit, ((_KINDS[Told(row.kind)], row.id) for row in rows))
        found = [(row, thing) for row in rows if (thing := self._thing(row)) is not None]
        changed = [thing for _, thing in found if isinstance(thing, Revision)]
        self._marks = Things(unit, ((Mark, each.entity) for each in changed))
        marks = [thing for _, thing in found if isinstance(thing, Mark)]
        marks += [mark for each in changed if (mark := self._marks.of(Mark, each.entity)) is not None]
        self._around = Things(unit, _around([thing for _, thing in found], rows, marks))
        self._kinds = Things(unit, ((WorkType, each.type) for m in marks if (each := self._around.of(Work, m.work))))
        ids = sorted({row.journal for row in rows})
        self._named = {row.id: row for row in unit.connection.execute(_NAMED, {"ids": ids})}
        self._pupils = Namesakes(unit)
        self._firsts = _first_values(unit, marks)

    def item(self, row: AnyRow) -> NewsItem | None:
        """Return the line that a row of news tells, None where there is nothing to tell any more."""
        thing, named = self._thing(row), self._named.get(row.journal)
        said = None if thing is None else self._said(Told(row.kind), thing)
        if thing is None or named is None or said is None:
            return None
        lesson = self._around.of(Lesson, _lesson_of(thing))
        who = self._around.of(Pupil, getattr(thing, "pupil", None))
        term = self._around.of(Term, getattr(thing, "period", None))
        author = self._around.of(Teacher, row.author)
        return NewsItem(
            n=row.n,
            told=Told(row.kind),
            field=getattr(thing, "field", ""),
            journal=JournalId(row.journal),
            title=title_of(named),
            subject=named.subject,
            lesson=LessonId(lesson.id) if lesson else None,
            day=lesson.day if lesson else None,
            number=lesson.number if lesson else 0,
            pupil=PupilId(who.id) if who else None,
            pupil_name=self._pupils.name(JournalId(row.journal), who) if who else "",
            period=getattr(thing, "period", ""),
            period_name=term.name if term else "",
            before=said.before,
            after=said.after,
            label=said.label,
            reason=said.reason,
            author=short_name(author) if author else "",
            is_seen=bool(row.seen),
        )

    def _thing(self, row: AnyRow) -> Record | None:
        found: Record | None = self._written.of(_KINDS[Told(row.kind)], row.id)
        return found

    def _said(self, told: Told, thing: Record) -> "_Said | None":  # noqa: PLR0911 (a line for each kind)
        match told, thing:
            case Told.MARK, Mark():
                value = self._firsts.get(thing.id, "" if thing.annulled else thing.value)
                return _Said(value, self._label(thing)) if value else None
            case Told.COMMENT, Mark():
                return _Said(thing.comment, self._label(thing)) if thing.comment else None
            case Told.ATTENDANCE, Attendance():
                return _Said(thing.code)
            case Told.FINAL_MARK, FinalMark():
                return _Said(thing.value, reason=thing.reason)
            case Told.REMARK, Remark():
                return None if thing.annulled else _Said("+" if thing.praise else "", thing.text)
            case Told.CHANGE, Revision():
                mark = self._marks.of(Mark, thing.entity)
                # the reason of a sign is the name of a paper: close to health data
                reason = "" if thing.field == About.ATTENDANCE else thing.reason
                return _Said(thing.after, self._label(mark) if mark else "", reason, thing.before)
            case _, Lesson():
                return _of_lesson(told, thing)
            case _:
                return None

    def _label(self, mark: Mark) -> str:
        found = self._around.of(Work, mark.work)
        kind = self._kinds.of(WorkType, found.type) if found else None
        return (found.title or (kind.name if kind else "")) if found else ""


@dataclass(frozen=True, slots=True)
class _Said:
    after: str
    label: str = ""
    reason: str = ""
    before: str | None = None


def _of_lesson(told: Told, lesson: Lesson) -> _Said:
    if told is Told.LESSON:
        return _Said("cancelled" if lesson.cancelled else "", reason=lesson.reason)
    return _Said(lesson.topic if told is Told.TOPIC else lesson.homework)


def _around(
    things: Iterable[Record], rows: Iterable[AnyRow], marks: Iterable[Mark]
) -> Iterator[tuple[type[Record], str | None]]:
    for each in things:
        yield Lesson, _lesson_of(each)
        yield Pupil, getattr(each, "pupil", None)
        yield Term, getattr(each, "period", None)
    for row in rows:
        yield Teacher, row.author
    for mark in marks:
        yield Work, mark.work


def _lesson_of(thing: Record) -> str | None:
    return thing.id if isinstance(thing, Lesson) else getattr(thing, "lesson", None)


def _first_values(unit: Unit, marks: Sequence[Mark]) -> Mapping[str, str]:
    """Return the first values of those marks that were changed since."""
    now = {each.id: "" if each.annulled else each.value for each in marks}
    steps: dict[str, list[Step]] = defaultdict(list)
    for row in unit.connection.execute(_CHANGED_VALUES, {"ids": list(now)}):
        steps[row.entity].append(Step(row.id, Standing.SENT, row.before, row.after))
    return {key: in_order(found, now[MarkId(key)])[0].before or "" for key, found in steps.items()}


def _order(item: NewsItem) -> tuple[object, ...]:
    latest = (item.day or date.min).toordinal()
    return russian_key(item.title), russian_key(item.subject), item.journal, -latest, -item.number, -item.n
