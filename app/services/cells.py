"""What stands in the cells of a page: marks, attendance, and how far each entry has come."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    exists,
    literal_column,
    select,
)

from app.domain.attendance import Absence, attendance_id
from app.domain.debts import owed
from app.domain.pages import ShownCell, ShownDebt, ShownMark, Standing
from app.ids import JournalId, LessonId, MarkId, PupilId
from app.operations import MarkAdd
from app.services.answers import MARK_WEIGHT
from app.services.kept import TAKEN_BACK, KeptEntry, read_kept
from app.store.rows import AnyRow, among, listed
from app.store.tables import attendance, conflict, debt, mark, outbox, work
from app.store.unit import Unit

Place = tuple[PupilId, LessonId]
"""Which cell of a journal's page."""

_WAITING, _SENT = (Standing.WAITING, ""), (Standing.SENT, "")

_newer = mark.alias("newer")
_RETAKES = _newer.c.retakes != literal_column("''")
"""Spelt out, so that the index of the few marks that stand instead of another serves."""


def is_retaken() -> ColumnElement[bool]:
    """Return whether another mark stands instead of a mark of the statement."""
    return exists().where(_newer.c.retakes == mark.c.id, _RETAKES, _newer.c.annulled.is_(False))


def _statements(where: Sequence[ColumnElement[bool]]) -> tuple[Select[Any], ...]:
    marks, absences, conflicts, debts = where
    return (
        select(
            mark.c.pupil,
            mark.c.lesson,
            mark.c.id,
            mark.c.token,
            mark.c.value,
            mark.c.work,
            MARK_WEIGHT,
            mark.c.comment,
            mark.c.comment_token,
            mark.c.comment_private,
            mark.c.retakes,
            is_retaken(),
            mark.c.late,
        )
        .outerjoin(work, work.c.id == mark.c.work)
        .where(marks, mark.c.annulled.is_(False))
        .order_by(literal_column("mark.rowid")),
        select(attendance).where(absences),
        select(conflict.c.entity, conflict.c.field, conflict.c.value).where(conflicts, conflict.c.resolved.is_(False)),
        select(debt.c.id, debt.c.lesson, debt.c.pupil, debt.c.work, debt.c.until)
        .where(debts, debt.c.until.is_not(None))
        .order_by(debt.c.until, debt.c.id),
    )


def _in_cells(table: FromClause) -> ColumnElement[bool]:
    return and_(among(table.c.lesson, "lessons"), among(table.c.pupil, "pupils"))


_TABLES = (mark, attendance, conflict, debt)
_OF_PAGE = _statements([table.c.journal == bindparam("journal") for table in _TABLES])
_OF_CELLS = _statements([_in_cells(table) for table in _TABLES])
_REPLACED = (
    select(mark.c.pupil, mark.c.lesson).join(_newer, _newer.c.retakes == mark.c.id).where(_in_cells(_newer), _RETAKES)
)
_PENDING = select(outbox.c.entity).where(outbox.c.outcome.is_(None), outbox.c.asked == 0)
_PENDING_OF = _PENDING.where(among(outbox.c.entity))


def read_filled(unit: Unit, journal: JournalId) -> dict[Place, ShownCell]:
    """Return the cells of a journal that hold something."""
    found = [unit.connection.execute(each, {"journal": journal}).all() for each in _OF_PAGE]
    pending = set(unit.connection.execute(_PENDING).scalars())
    return _cells(found, pending, read_kept(unit))


def read_some(unit: Unit, places: Collection[Place]) -> dict[Place, ShownCell]:
    """Return those of the cells that hold something."""
    bound = _bound(places)
    found = [unit.connection.execute(each, bound).all() for each in _OF_CELLS]
    entities = [row.id for rows in (found[0], found[3]) for row in rows] + [
        attendance_id(lesson, pupil) for pupil, lesson in places
    ]
    pending = set(unit.connection.execute(_PENDING_OF, listed(entities)).scalars())
    cells = _cells(found, pending, read_kept(unit))
    return {place: cell for place, cell in cells.items() if place in places}


def replaced_from(unit: Unit, places: Collection[Place]) -> set[Place]:
    """Return the cells of the marks that were re-taken in these cells, or once were: they look otherwise now."""
    return {(row.pupil, row.lesson) for row in unit.connection.execute(_REPLACED, _bound(places))}


def _bound(places: Collection[Place]) -> dict[str, str]:
    lessons, pupils = {lesson for _, lesson in places}, {pupil for pupil, _ in places}
    return listed(lessons, "lessons") | listed(pupils, "pupils")


def _cells(
    found: Sequence[Sequence[AnyRow]], pending: Collection[str], kept: Sequence[KeptEntry]
) -> dict[Place, ShownCell]:
    marks, absences, conflicts, debts = found
    others = {row.entity: (Standing.CONFLICT, row.value or TAKEN_BACK) for row in conflicts if row.field != "comment"}
    others |= {each.entity: (each.standing, each.wanted) for each in kept}
    listed: dict[Place, list[ShownMark]] = defaultdict(list)
    for row in marks:
        listed[row[0], row[1]].append(_mark(row, pending, others))
    for place, ghost in _ghosts(kept):
        listed[place].append(ghost)
    cells = {place: ShownCell(tuple(each)) for place, each in listed.items()}
    for row in absences:
        # also a sign that was taken away: who writes the next one must have seen its token
        standing, other = _standing(row.id, pending, others)
        shown = cells.get((row.pupil, row.lesson), ShownCell())
        sign = Absence(row.code)
        cells[row.pupil, row.lesson] = ShownCell(shown.marks, sign, row.minutes, row.token, standing, other)
    for row in owed(debts, marks):
        shown = cells.get((row.pupil, row.lesson), ShownCell())
        one = ShownDebt(row.work, row.until, _standing(row.id, pending, others)[0])
        cells[row.pupil, row.lesson] = replace(shown, debts=(*shown.debts, one))
    return cells


def _mark(row: AnyRow, pending: Collection[str], others: Mapping[str, tuple[Standing, str]]) -> ShownMark:
    # by place, not by name: a page has thousands of them
    _, _, key, token, value, work_id, weight, comment, said, private, retakes, retaken, late = row
    standing, other = others.get(key) or (_WAITING if key in pending else _SENT)
    return ShownMark(
        key,
        token,
        value,
        work_id,
        weight,
        comment,
        standing,
        other,
        said,
        comment_private=private,
        retakes=retakes,
        retaken=bool(retaken),
        late=late,
    )


def _standing(
    entity: str, pending: Collection[str], others: Mapping[str, tuple[Standing, str]]
) -> tuple[Standing, str]:
    return others.get(entity) or (_WAITING if entity in pending else _SENT)


def _ghosts(kept: Sequence[KeptEntry]) -> Iterator[tuple[Place, ShownMark]]:
    """Yield the marks that would have been new: they are in no table, but their author must see them."""
    for each in kept:
        if each.kind == MarkAdd.KIND[0] and each.pupil and each.lesson:
            ghost = ShownMark(MarkId(each.id), each.id, each.wanted, each.work, 0, "", each.standing, counts=False)
            yield (each.pupil, each.lesson), ghost
