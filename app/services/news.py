"""What others have written since one's last visit: read by journal and day, and put away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select, update

from app.changes import NOTHING, Changes
from app.domain.attendance import told_sign
from app.domain.attention import About
from app.domain.classroom import Debt, Remark
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
from app.domain.works import told_work
from app.ids import JournalId, LessonId, PupilId
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
    Told.ROOM: Lesson,
    Told.WORK: Work,
    Told.DEBT: Debt,
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
_OF_WORK: dict[str, type[Mark | Debt]] = {
    About.MARK: Mark,
    About.COMMENT: Mark,
    About.DEBT: Debt,
}
"""What a change is of that was written for a work, by its field."""

_OF_FIRSTS = (About.MARK.value, About.WORK.value, About.DEBT.value)
_CHANGED_VALUES = (
    select(revision.c.id, revision.c.entity, revision.c.before, revision.c.after)
    .where(revision.c.field.in_(_OF_FIRSTS), revision.c.entity.in_(bindparam("ids", expanding=True)))
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
        self._changed = Things(
            unit, ((_OF_WORK[each.field], each.entity) for each in changed if each.field in _OF_WORK)
        )
        of_works = [thing for _, thing in found if isinstance(thing, Mark | Debt)]
        of_works += [of for each in changed if (of := self._of_work(each)) is not None]
        self._around = Things(unit, _around([thing for _, thing in found], rows, of_works))
        works = [work for each in of_works if (work := self._around.of(Work, each.work))]
        self._kinds = Things(unit, ((WorkType, each.type) for each in works))
        ids = sorted({row.journal for row in rows})
        self._named = {row.id: row for row in unit.connection.execute(_NAMED, {"ids": ids})}
        self._pupils = Namesakes(unit)
        self._firsts = _first_values(unit, {thing.id: now for _, thing in found if (now := _now(thing)) is not None})

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

    def _said(self, told: Told, thing: Record) -> "_Said | None":  # noqa: C901, PLR0911, PLR0912 (a line for each kind)
        match told, thing:
            case Told.MARK, Mark():
                value = self._firsts[thing.id]
                return _Said(value, self._label(thing)) if value else None
            case Told.DEBT, Debt():
                until = self._firsts[thing.id]
                return _Said(until, self._label(thing)) if until else None
            case Told.WORK, Work():
                return _Said(self._firsts[thing.id])
            case Told.COMMENT, Mark():
                return _Said(thing.comment, self._label(thing)) if thing.comment else None
            case Told.ATTENDANCE, Attendance():
                return _Said(told_sign(thing.code, thing.minutes))
            case Told.FINAL_MARK, FinalMark():
                return _Said(thing.value, reason=thing.reason)
            case Told.REMARK, Remark():
                return None if thing.annulled else _Said("+" if thing.praise else "", thing.text)
            case Told.CHANGE, Revision():
                of = self._of_work(thing)
                if thing.field == About.ATTENDANCE:
                    # the reason of a sign is the name of a paper: close to health data
                    after = told_sign(thing.after, thing.after_minutes)
                    return _Said(after, before=told_sign(thing.before, thing.before_minutes))
                return _Said(thing.after, self._label(of) if of else "", thing.reason, thing.before)
            case _, Lesson():
                return _of_lesson(told, thing)
            case _:
                return None

    def _of_work(self, change: Revision) -> Mark | Debt | None:
        kind = _OF_WORK.get(change.field)
        return self._changed.of(kind, change.entity) if kind else None

    def _label(self, of: Mark | Debt) -> str:
        found = self._around.of(Work, of.work)
        kind = self._kinds.of(WorkType, found.type) if found else None
        return (found.title or (kind.name if kind else "")) if found else ""


@dataclass(frozen=True, slots=True)
class _Said:
    after: str
    label: str = ""
    reason: str = ""
    before: str | None = None


def _of_lesson(told: Told, lesson: Lesson) -> _Said:
    if told is Told.ROOM:
        return _Said(lesson.room, reason=lesson.reason)
    if told is Told.LESSON:
        return _Said("cancelled" if lesson.cancelled else "", reason=lesson.reason)
    return _Said(lesson.topic if told is Told.TOPIC else lesson.homework)


def _around(
    things: Iterable[Record], rows: Iterable[AnyRow], of_works: Iterable[Mark | Debt]
) -> Iterator[tuple[type[Record], str | None]]:
    for each in things:
        yield Lesson, _lesson_of(each)
        yield Pupil, getattr(each, "pupil", None)
        yield Term, getattr(each, "period", None)
    for row in rows:
        yield Teacher, row.author
    for each in of_works:
        yield Work, each.work


def _lesson_of(thing: Record) -> str | None:
    return thing.id if isinstance(thing, Lesson) else getattr(thing, "lesson", None)


def _now(thing: Record) -> str | None:
    """Return what stands of a thing as a Revision would tell it, None of one whose first value is not asked for."""
    match thing:
        case Mark():
            return "" if thing.annulled else thing.value
        case Debt():
            return thing.until.isoformat() if thing.until else ""
        case Work():
            return "" if thing.annulled else told_work(thing.type, thing.weight, thing.title)
        case _:
            return None


def _first_values(unit: Unit, now: Mapping[str, str]) -> Mapping[str, str]:
    """Return what things began with. now: what stands of them, by their ids."""
    steps: dict[str, list[Step]] = defaultdict(list)
    for row in unit.connection.execute(_CHANGED_VALUES, {"ids": list(now)}):
        steps[row.entity].append(Step(row.id, Standing.SENT, row.before, row.after))
    return {**now, **{key: in_order(found, now[key])[0].before or "" for key, found in steps.items()}}


def _order(item: NewsItem) -> tuple[object, ...]:
    latest = (item.day or date.min).toordinal()
    return russian_key(item.title), russian_key(item.subject), item.journal, -latest, -item.number, -item.n
