"""A journal's calendar-thematic plan: reading it beside the lessons, and putting it as a whole."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import bindparam, select

from app.changes import Changes
from app.domain.plan_facts import plan_fact
from app.domain.plan_pages import PlanPage, PlanSource, plan_rows
from app.domain.plans import PlanEntry, PlanLesson
from app.errors import BadPlanError, TooLongError
from app.ids import ID_BYTES, JournalId, LessonId, text_of
from app.judging.plans import MOST_HOURS, MOST_ITEMS
from app.judging.verdicts import TEXT_LIMIT
from app.operations import Operation
from app.planning import PlanLine, PlanPut
from app.services.reading import read_journals, read_title
from app.services.rights import demand_my_journal, is_my_journal
from app.services.shown_lessons import IS_SHOWN
from app.store.rows import AnyRow
from app.store.tables import lesson, plan_item
from app.store.unit import Unit

_ITEMS = (
    select(plan_item)
    .where(plan_item.c.journal == bindparam("journal"), plan_item.c.removed.is_(False))
    .order_by(plan_item.c.number, plan_item.c.id)
)
_LESSONS = (
    select(lesson.c.id, lesson.c.day, lesson.c.number, lesson.c.cancelled, lesson.c.topic, lesson.c.plan_item)
    .where(lesson.c.journal == bindparam("journal"), IS_SHOWN)
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)


def read_entries(unit: Unit, journal: JournalId) -> tuple[PlanEntry, ...]:
    """Return the items of a journal's plan in order."""
    rows = unit.connection.execute(_ITEMS, {"journal": journal})
    return tuple(PlanEntry(row.id, row.section, row.topic, row.hours, row.control) for row in rows)


def plan_lessons(rows: Iterable[AnyRow]) -> tuple[PlanLesson, ...]:
    """Return rows of lessons as a plan sees them."""
    return tuple(
        PlanLesson(LessonId(row.id), row.day, row.number, row.cancelled, row.topic, row.plan_item) for row in rows
    )


def read_plan(unit: Unit, journal: JournalId, *, today: date) -> PlanPage:
    """Return a journal's plan against its lessons.

    Raises:
        NoResultFound: there is no such journal.
    """
    title, subject = read_title(unit, journal)
    items = read_entries(unit, journal)
    lessons = plan_lessons(unit.connection.execute(_LESSONS, {"journal": journal}))
    return PlanPage(
        journal=journal,
        title=title,
        subject=subject,
        rows=plan_rows(items, lessons, today),
        lessons=lessons,
        fact=plan_fact(items, lessons, today),
        today=today,
        is_mine=is_my_journal(unit, journal),
    )


def read_plan_sources(unit: Unit, journal: JournalId) -> tuple[PlanSource, ...]:
    """Return one's other journals that have a plan, those of the same subject first."""
    _, subject = read_title(unit, journal)
    found = [
        PlanSource(each.id, each.title, each.subject, read_entries(unit, each.id))
        for each in read_journals(unit)
        if each.id != journal
    ]
    return tuple(sorted((each for each in found if each.items), key=lambda each: each.subject != subject))


def put_plan(unit: Unit, *, journal: JournalId, items: Sequence[PlanEntry]) -> Changes:
    """Write a journal's whole plan, its items numbered from 1; items that are not named are removed.

    Raises:
        NotYoursToWriteError: another teacher's journal.
        BadPlanError: too many items, an item without a topic, or hours outside of 1..99.
        TooLongError: a text is longer than a page.
    """
    demand_my_journal(unit, journal)
    _check(items)
    lines = tuple(
        PlanLine(each.id, number, each.section.strip(), each.topic.strip(), each.hours, each.control.strip())
        for number, each in enumerate(items, 1)
    )
    return unit.record(Operation(PlanPut(journal, lines)))


def new_item_id() -> str:
    """Return the id of an item that is not there yet."""
    return text_of(secrets.token_bytes(ID_BYTES))


def _check(items: Sequence[PlanEntry]) -> None:
    if len(items) > MOST_ITEMS:
        raise BadPlanError(MOST_ITEMS + 1)
    for number, each in enumerate(items, 1):
        if not each.topic.strip() or not 1 <= each.hours <= MOST_HOURS:
            raise BadPlanError(number)
        if max(map(len, (each.section, each.topic, each.control))) > TEXT_LIMIT:
            raise TooLongError(TEXT_LIMIT)
