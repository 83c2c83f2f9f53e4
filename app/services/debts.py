"""What pupils owe «долги»: writing it, taking it back, another day for it, and all of a journal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import bindparam, select

from app.changes import NOTHING, Changes, merged
from app.domain.classroom import Debt
from app.domain.debts import owed
from app.domain.pages import JournalDebt, ShownCell
from app.errors import ChangedSinceError, NoSuchThingError, WorkMarkedError
from app.ids import JournalId, LessonId, OperationId, PupilId, WorkId
from app.operations import DebtSet, Operation
from app.services.entry_checks import UNSAID, EntryChecks, Said
from app.services.pupil_rows import Namesakes
from app.services.works import work_ids
from app.store.rows import AnyRow, read
from app.store.tables import debt, lesson, mark, pupil, work, work_type
from app.store.unit import Unit

_OWED = (
    select(
        debt.c.journal,
        debt.c.lesson,
        debt.c.pupil,
        debt.c.work,
        debt.c.until,
        pupil.c.id,
        pupil.c.surname,
        pupil.c.name,
        lesson.c.day,
        lesson.c.number,
        work.c.title,
        work_type.c.name.label("kind"),
    )
    .join(pupil, pupil.c.id == debt.c.pupil)
    .join(lesson, lesson.c.id == debt.c.lesson)
    .outerjoin(work, work.c.id == debt.c.work)
    .outerjoin(work_type, work_type.c.id == work.c.type)
    .where(debt.c.until.is_not(None))
    .order_by(debt.c.until, lesson.c.day, lesson.c.number, pupil.c.surname, pupil.c.name, pupil.c.id)
)
_HANDED_IN = (
    select(mark.c.lesson, mark.c.pupil, mark.c.work)
    .join(debt, (debt.c.lesson == mark.c.lesson) & (debt.c.pupil == mark.c.pupil))
    .where(mark.c.annulled.is_(False))
)
_OF_JOURNAL = debt.c.journal == bindparam("journal")
_OF_PUPIL = debt.c.pupil == bindparam("pupil")
_DEBTS, _GIVEN = _OWED.where(_OF_JOURNAL), _HANDED_IN.where(_OF_JOURNAL)
_PUPILS_DEBTS, _PUPILS_GIVEN = _OWED.where(_OF_PUPIL), _HANDED_IN.where(_OF_PUPIL)


def set_debt(  # noqa: PLR0913 (a cell, a day and what is said along with it)
    unit: Unit, *, pupil: PupilId, lesson: LessonId, until: date, seen: ShownCell, said: Said = UNSAID
) -> Changes:
    """Say that a pupil owes the first of the lesson's works without a mark, or give another day for what is owed there.

    until: the last day for handing it in.

    Raises:
        WorkMarkedError: a mark stands for each of the works, or for the answer where there are none.
        RuleError: as EntryChecks.demand_debt.
    """
    EntryChecks(unit, said).demand_debt(pupil, lesson)
    if seen.debts:
        return merged(owe(unit, pupil, lesson, each.work, until) for each in seen.debts)
    works: list[WorkId | None] = [*work_ids(unit, lesson)] or [None]
    given = {each.work for each in seen.counting}
    free = [each for each in works if each not in given]
    if not free:
        raise WorkMarkedError
    return owe(unit, pupil, lesson, free[0], until)


def forgive_debts(unit: Unit, *, pupil: PupilId, lesson: LessonId, seen: ShownCell, said: Said = UNSAID) -> Changes:
    """Take back all that is owed in a cell.

    Raises:
        RuleError: as EntryChecks.demand_debt.
    """
    EntryChecks(unit, said).demand_debt(pupil, lesson)
    return take_debts_back(unit, pupil, lesson, seen)


def owe(unit: Unit, pupil: PupilId, lesson: LessonId, work_id: WorkId | None, until: date) -> Changes:
    """Write that a work is owed; the caller has checked the cell."""
    return unit.record(Operation(DebtSet(lesson, pupil, work_id, until)))


def take_debts_back(unit: Unit, pupil: PupilId, lesson: LessonId, seen: ShownCell) -> Changes:
    """Write that nothing is owed in a cell; the caller has checked it."""
    if not seen.debts:
        return NOTHING
    return merged(unit.record(Operation(DebtSet(lesson, pupil, each.work, None))) for each in seen.debts)


def owe_again(unit: Unit, *, debt: str, until: date | None, base: OperationId | None, said: Said = UNSAID) -> Changes:
    """Give a debt a day that it had before; None: it is owed no longer. base: token of what was seen.

    Raises:
        ChangedSinceError: somebody has changed it since.
        NoSuchThingError: there is no such debt.
        RuleError: as EntryChecks.demand_debt.
    """
    found = read(unit.connection, Debt, debt)
    if found is None:
        raise NoSuchThingError(kind="debt")
    if found.token != base:
        raise ChangedSinceError
    EntryChecks(unit, said).demand_debt(found.pupil, found.lesson)
    return unit.record(Operation(DebtSet(found.lesson, found.pupil, found.work, until)))


def read_debts(unit: Unit, journal: JournalId) -> tuple[JournalDebt, ...]:
    """Return what is owed in a journal, what is due first at the beginning."""
    given = unit.connection.execute(_GIVEN, {"journal": journal}).all()
    return _shown(unit, owed(unit.connection.execute(_DEBTS, {"journal": journal}).all(), given))


def read_debts_of_pupil(unit: Unit, who: PupilId) -> Mapping[JournalId, tuple[JournalDebt, ...]]:
    """Return what a pupil owes in each journal, what is due first at the beginning."""
    given = unit.connection.execute(_PUPILS_GIVEN, {"pupil": who}).all()
    found: dict[JournalId, list[AnyRow]] = defaultdict(list)
    for row in owed(unit.connection.execute(_PUPILS_DEBTS, {"pupil": who}).all(), given):
        found[row.journal].append(row)
    return {journal: _shown(unit, rows) for journal, rows in found.items()}


def _shown(unit: Unit, rows: Iterable[AnyRow]) -> tuple[JournalDebt, ...]:
    pupils = Namesakes(unit)
    return tuple(
        JournalDebt(
            row.pupil,
            row.lesson,
            pupils.name(row.journal, row),
            row.day,
            row.number,
            row.title or row.kind or "",
            row.until,
        )
        for row in rows
    )
