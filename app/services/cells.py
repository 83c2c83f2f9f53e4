"""What stands in the cells of a page: marks, attendance, and how far each entry has come."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Table, and_, bindparam, literal_column, select

from app.domain.attendance import Absence, attendance_id
from app.domain.marks import DEFAULT_WEIGHT
from app.domain.pages import ShownCell, ShownMark, Standing
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId
from app.judging.verdicts import Outcome
from app.operations import Args, AttendanceSet, MarkAdd, MarkAnnul, MarkSet, read_args, read_envelope
from app.store.outbox import ATTENTION
from app.store.rows import AnyRow
from app.store.tables import attendance, conflict, mark, outbox, work
from app.store.unit import Unit

Place = tuple[PupilId, LessonId]
"""Which cell of a journal's page."""

TAKEN_BACK = "×"
"""Stands for a mark that somebody wanted to take back."""


def _statements(where: Sequence[ColumnElement[bool]]) -> tuple[Select[Any], ...]:
    marks, absences, conflicts = where
    return (
        select(
            mark.c.id,
            mark.c.token,
            mark.c.lesson,
            mark.c.pupil,
            mark.c.work,
            mark.c.value,
            mark.c.comment,
            mark.c.comment_token,
            work.c.weight,
        )
        .outerjoin(work, work.c.id == mark.c.work)
        .where(marks, mark.c.annulled.is_(False))
        .order_by(literal_column("mark.rowid")),
        select(attendance).where(absences),
        select(conflict.c.entity, conflict.c.field, conflict.c.value).where(conflicts, conflict.c.resolved.is_(False)),
    )


def _in_cells(table: Table) -> ColumnElement[bool]:
    lessons: BindParameter[str] = bindparam("lessons", expanding=True)
    pupils: BindParameter[str] = bindparam("pupils", expanding=True)
    return and_(table.c.lesson.in_(lessons), table.c.pupil.in_(pupils))


_TABLES = (mark, attendance, conflict)
_OF_PAGE = _statements([table.c.journal == bindparam("journal") for table in _TABLES])
_OF_CELLS = _statements([_in_cells(table) for table in _TABLES])
_PENDING = select(outbox.c.entity).where(outbox.c.outcome.is_(None))
_PENDING_OF = _PENDING.where(outbox.c.entity.in_(bindparam("entities", expanding=True)))
_KEPT = select(outbox.c.id, outbox.c.entity, outbox.c.outcome, outbox.c.reason, outbox.c.body).where(
    outbox.c.outcome.in_(ATTENTION), outbox.c.seen == 0
)


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An own entry that the portal holds or refused. entity: what it is about. reason: the portal's word."""

    id: OperationId
    entity: str
    standing: Standing
    reason: str
    args: Args


def read_filled(unit: Unit, journal: JournalId) -> dict[Place, ShownCell]:
    """Return the cells of a journal that hold something."""
    found = [unit.connection.execute(each, {"journal": journal}).all() for each in _OF_PAGE]
    pending = set(unit.connection.execute(_PENDING).scalars())
    return _cells(found, pending, read_kept(unit))


def read_some(unit: Unit, places: Collection[Place]) -> dict[Place, ShownCell]:
    """Return those of the cells that hold something."""
    bound = {"lessons": sorted({lesson for _, lesson in places}), "pupils": sorted({pupil for pupil, _ in places})}
    found = [unit.connection.execute(each, bound).all() for each in _OF_CELLS]
    entities = [row.id for row in found[0]] + [attendance_id(lesson, pupil) for pupil, lesson in places]
    pending = set(unit.connection.execute(_PENDING_OF, {"entities": entities}).scalars())
    cells = _cells(found, pending, read_kept(unit))
    return {place: cell for place, cell in cells.items() if place in places}


def read_kept(unit: Unit) -> list[KeptEntry]:
    """Return the own entries that the portal holds or refused."""
    standings = {Outcome.HELD.value: Standing.HELD, Outcome.REJECTED.value: Standing.REFUSED}
    return [
        KeptEntry(
            OperationId(row.id), row.entity, standings[row.outcome], row.reason, read_args(read_envelope(row.body))
        )
        for row in unit.connection.execute(_KEPT)
    ]


def _cells(
    found: Sequence[Sequence[AnyRow]], pending: Collection[str], kept: Sequence[KeptEntry]
) -> dict[Place, ShownCell]:
    marks, absences, conflicts = found
    others = {row.entity: (Standing.CONFLICT, row.value or TAKEN_BACK) for row in conflicts if row.field != "comment"}
    others |= {each.entity: (each.standing, _wanted(each.args)) for each in kept}
    listed: dict[Place, list[ShownMark]] = defaultdict(list)
    for row in marks:
        listed[row.pupil, row.lesson].append(_mark(row, pending, others))
    for place, ghost in _ghosts(kept):
        listed[place].append(ghost)
    cells = {place: ShownCell(tuple(each)) for place, each in listed.items()}
    for row in absences:
        # also a sign that was taken away: who writes the next one must have seen its token
        standing, other = _standing(row.id, pending, others)
        shown = cells.get((row.pupil, row.lesson), ShownCell())
        sign = Absence(row.code)
        cells[row.pupil, row.lesson] = ShownCell(shown.marks, sign, row.minutes, row.token, standing, other)
    return cells


def _mark(row: AnyRow, pending: Collection[str], others: Mapping[str, tuple[Standing, str]]) -> ShownMark:
    standing, other = _standing(row.id, pending, others)
    weight = DEFAULT_WEIGHT if row.weight is None else row.weight
    return ShownMark(row.id, row.token, row.value, row.work, weight, row.comment, standing, other, row.comment_token)


def _standing(
    entity: str, pending: Collection[str], others: Mapping[str, tuple[Standing, str]]
) -> tuple[Standing, str]:
    if entity in others:
        return others[entity]
    return (Standing.WAITING if entity in pending else Standing.SENT), ""


def _ghosts(kept: Sequence[KeptEntry]) -> Iterator[tuple[Place, ShownMark]]:
    """Yield the marks that would have been new: they are in no table, but their author must see them."""
    for each in kept:
        if isinstance(each.args, MarkAdd):
            args, key = each.args, MarkId(each.id)
            yield (
                (args.pupil, args.lesson),
                ShownMark(key, each.id, args.value, args.work, 0, "", each.standing, counts=False),
            )


def _wanted(args: Args) -> str:
    match args:
        case MarkSet(value=value):
            return value
        case MarkAnnul():
            return TAKEN_BACK
        case AttendanceSet(code=code):
            return code or TAKEN_BACK
        case _:
            return ""
