"""What the screens show: a fixed number of statements for each, plain values out."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from app.changes import Cell
from app.domain.collation import russian_key
from app.domain.pages import (
    EMPTY_CELL,
    JournalInfo,
    JournalPage,
    LessonColumn,
    ShownCell,
    ShownWork,
    Span,
    SyncPage,
    TermSpan,
    averages_of,
)
from app.ids import JournalId, LessonId, PupilId
from app.services.carried_marks import read_carried
from app.services.cells import Place, read_filled, read_some, replaced_from
from app.services.group_classes import CLASSES, read_pupil_titles, titles_of
from app.services.kept import count_kept, count_witnessed
from app.services.pupil_rows import COLUMNS, pupil_rows
from app.services.releases import read_releases
from app.services.rights import CONCERNS_ME
from app.services.school_rules import read_rules
from app.services.shown_lessons import IS_SHOWN
from app.store.outbox import waiting
from app.store.rows import AnyRow, StoredRows
from app.store.tables import (
    assignment,
    conflict,
    group,
    identity,
    journal,
    lesson,
    membership,
    pupil,
    school,
    school_class,
    subject,
    substitution,
    teacher,
    term,
    work,
    work_type,
)
from app.store.unit import Unit

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
)
_MINE = (
    _NAMED.join(assignment, assignment.c.journal == journal.c.id)
    .join(identity, identity.c.teacher == assignment.c.teacher)
    .distinct()
)
_STANDS_IN = (
    select(substitution.c.journal, substitution.c.day)
    .join(identity, identity.c.teacher == substitution.c.teacher)
    .order_by(substitution.c.day)
    .distinct()
)
_ONE = _NAMED.add_columns(journal.c.group, journal.c.subject.label("subject_id")).where(
    journal.c.id == bindparam("journal")
)
_TERMS = (
    select(term.c.name, term.c.first, term.c.last, term.c.id)
    .where(term.c.first_grade <= bindparam("grade"), term.c.last_grade >= bindparam("grade"))
    .order_by(term.c.first, term.c.id)
)
_MEMBERS = (
    select(*COLUMNS, membership.c.first, membership.c.last)
    .join(membership, membership.c.pupil == pupil.c.id)
    .where(
        membership.c.group == bindparam("group"),
        membership.c.first <= bindparam("last"),
        or_(membership.c.last.is_(None), membership.c.last >= bindparam("first")),
    )
    .distinct()
)
_LESSONS = (
    select(lesson.c.id, lesson.c.day, lesson.c.number, lesson.c.cancelled, lesson.c.topic, lesson.c.homework)
    .where(lesson.c.journal == bindparam("journal"), lesson.c.day.between(bindparam("first"), bindparam("last")))
    .where(IS_SHOWN)
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)
_SHOWN_WORK = (
    work.c.lesson,
    work.c.id,
    work.c.token,
    work.c.type,
    work.c.title,
    work_type.c.name,
    work_type.c.short,
    work.c.weight,
    work_type.c.colour,
)
_CONFLICTS = select(func.count()).select_from(conflict).where(conflict.c.resolved.is_(False), CONCERNS_ME)


def read_journals(unit: Unit) -> tuple[JournalInfo, ...]:
    """Return the teacher's journals by class, group and subject, those too where the teacher stands in."""
    own = unit.connection.execute(_MINE).all()
    days: dict[str, list[date]] = defaultdict(list)
    for key, day in unit.connection.execute(_STANDS_IN):
        days[key].append(day)
    for each in own:
        days.pop(each.id, None)
    others = unit.connection.execute(_NAMED.where(journal.c.id.in_(days))).all()
    rows = sorted(
        [*own, *others],
        key=lambda row: (row.grade, row.letter, russian_key(row.name), russian_key(row.subject), row.id),
    )
    return tuple(JournalInfo(JournalId(row.id), title_of(row), row.subject, tuple(days[row.id])) for row in rows)


def read_title(unit: Unit, journal: JournalId) -> tuple[str, str]:
    """Return a journal's title such as "7Б · англ. 1" and its subject.

    Raises:
        NoResultFound: there is no such journal.
    """
    named = unit.connection.execute(_ONE, {"journal": journal}).one()
    return title_of(named), named.subject


def read_page(unit: Unit, journal: JournalId, *, first: date | None = None, last: date | None = None) -> JournalPage:
    """Return a journal's page: pupils by name, lessons from the first to the last day, both included.

    first, last: None for the beginning and the end of the year; averages are over the lessons that are returned.

    Raises:
        NoResultFound: there is no such journal.
    """
    named = unit.connection.execute(_ONE, {"journal": journal}).one()
    return _page(unit, named, _terms(unit, named.grade), (first or date.min, last or date.max))


def read_opening(
    unit: Unit, journal: JournalId, choose: Callable[[Sequence[TermSpan]], TermSpan | None]
) -> tuple[JournalPage, TermSpan | None]:
    """Return a journal's page over one of its class's terms, and which it is. choose: None for the whole year.

    Raises:
        NoResultFound: there is no such journal.
    """
    named = unit.connection.execute(_ONE, {"journal": journal}).one()
    terms = _terms(unit, named.grade)
    term = choose(terms)
    return _page(unit, named, terms, (term.first, term.last) if term else (date.min, date.max)), term


def _page(unit: Unit, named: AnyRow, terms: tuple[TermSpan, ...], days: tuple[date, date]) -> JournalPage:
    journal, span = JournalId(named.id), dict(zip(("first", "last"), days, strict=True))
    members = unit.connection.execute(_MEMBERS, {"group": named.group, **span}).all()
    pupils = pupil_rows(members, pupil_titles(unit, named))
    spans: dict[PupilId, list[Span]] = defaultdict(list)
    for row in members:
        spans[row.id].append((row.first, row.last))
    columns = _columns(unit, journal, span)
    shown = {column.id for column in columns}
    cells = {place: cell for place, cell in read_filled(unit, journal).items() if place[1] in shown}
    carried = {who: tuple(found) for (_, who), found in read_carried(unit, [journal], **span).items()}
    rules, scale, releases = read_rules(unit), StoredRows(unit.connection).scale(journal), read_releases(unit)
    return JournalPage(
        journal,
        title_of(named),
        named.subject,
        pupils,
        columns,
        cells,
        averages_of([each.id for each in pupils], cells, carried, (scale, rules)),
        terms,
        rules,
        scale,
        rules.is_unmarked(named.grade),
        {who: tuple(found) for who, found in spans.items()},
        {who.id: found for who in pupils if (found := releases.of(who.id, named.subject_id))},
        carried,
    )


def read_cells(unit: Unit, journal: JournalId, *, cells: frozenset[Cell]) -> dict[Place, ShownCell]:
    """Return what stands in these cells of a journal now, an empty cell where nothing does.

    Where one of their marks stands instead of another, the other's cell comes too.
    """
    places = {(cell.pupil, cell.lesson) for cell in cells if cell.journal == journal}
    places |= replaced_from(unit, places)
    return {**dict.fromkeys(places, EMPTY_CELL), **read_some(unit, places)}


def read_sync(unit: Unit) -> SyncPage:
    """Return what the indicator counts, and whose journal this is."""
    attention = int(unit.connection.execute(_CONFLICTS).scalar_one()) + count_kept(unit)
    whose = unit.connection.execute(
        select(teacher.c.surname, teacher.c.name, teacher.c.patronymic).join(
            identity, identity.c.teacher == teacher.c.id
        )
    ).one_or_none()
    named = unit.connection.execute(select(school.c.name)).scalar() or ""
    return SyncPage(
        waiting(unit), attention, named, " ".join(filter(None, whose or ())), witnessed=count_witnessed(unit)
    )


def read_works(unit: Unit, where: ColumnElement[bool]) -> Mapping[LessonId, Sequence[ShownWork]]:
    """Return the works of lessons, in the order of their kinds. where: on the table of works."""
    rows = unit.connection.execute(
        select(*_SHOWN_WORK)
        .join(work_type, work_type.c.id == work.c.type)
        .where(where, work.c.annulled.is_(False))
        .order_by(work_type.c.ordinal, work.c.id)
    )
    found: dict[LessonId, list[ShownWork]] = defaultdict(list)
    for at, *facts in rows:
        found[at].append(ShownWork(*facts))
    return found


def title_of(row: AnyRow) -> str:
    """Return a group's title such as "7Б", "7Б · англ. 1" or "10А, 10Б · Право".

    row: with grade, letter and name, and with CLASSES.
    """
    school_class = ", ".join(titles_of(row.classes)) or f"{row.grade}{row.letter}"
    return f"{school_class} · {row.name}" if row.name else school_class


def pupil_titles(unit: Unit, row: AnyRow) -> Mapping[PupilId, str]:
    """Return of which class each pupil of a group is, where they are of several. row: with group, and with CLASSES."""
    return read_pupil_titles(unit, row.group) if len(titles_of(row.classes)) > 1 else {}


def _terms(unit: Unit, grade: int) -> tuple[TermSpan, ...]:
    return tuple(TermSpan(*row) for row in unit.connection.execute(_TERMS, {"grade": grade}))


def _columns(unit: Unit, journal: JournalId, span: Mapping[str, date]) -> tuple[LessonColumn, ...]:
    works = read_works(unit, and_(work.c.journal == journal))
    rows = unit.connection.execute(_LESSONS, {"journal": journal, **span})
    return tuple(LessonColumn(*row, works=tuple(works.get(row.id, ()))) for row in rows)
