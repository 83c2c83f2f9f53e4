"""What a teacher does with marks: one digit over a cell, one more mark, a whole column, taking back, a comment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from msgspec.structs import replace

from app.changes import Cell, Changes, merged
from app.domain.attendance import Absence
from app.domain.entries import Typed
from app.domain.pages import ShownCell, ShownMark
from app.domain.records import Mark
from app.ids import LessonId, MarkId, OperationId, PupilId, WorkId
from app.operations import MarkAdd, MarkAnnul, MarkComment, MarkSet, Operation
from app.services.attending import write_sign
from app.services.debts import owe, take_debts_back
from app.services.entry_checks import UNSAID, EntryChecks, Said
from app.services.rights import demand_my_mark
from app.services.works import work_ids
from app.store.rows import read
from app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class CellEntry:
    """What one cell shall hold. seen: the cell as it was shown when it was typed.

    until: the last day for what it says is owed, None where it says nothing of the kind.
    """

    pupil: PupilId
    lesson: LessonId
    seen: ShownCell
    typed: Typed
    until: date | None = None


def put_mark(  # noqa: PLR0913 (a cell, a value and what is said along with it)
    unit: Unit, *, pupil: PupilId, lesson: LessonId, value: str, seen: ShownCell, said: Said = UNSAID
) -> Changes:
    """Give the first mark of a cell, or change its last one.

    value: of the subject's scale.

    Raises:
        UnknownMarkError: it is no value of the scale.
        ChangedSinceError: somebody changed the mark that was shown.
        TermClosedError: the lesson's term is closed.
        RuleError: as EntryChecks.demand_mark and demand_change.
    """
    checks = EntryChecks(unit, said)
    checks.demand_mark(pupil, lesson, seen)
    if not seen.counting:
        return unit.record(Operation(_one_more(unit, pupil, lesson, value, seen)))
    last = seen.counting[-1]
    if last.value != value:
        checks.demand_change(pupil, lesson)
    return unit.record(_set(last, value, said))


def add_mark(  # noqa: PLR0913 (a cell, a value and what is said along with it)
    unit: Unit, *, pupil: PupilId, lesson: LessonId, value: str, seen: ShownCell, said: Said = UNSAID
) -> Changes:
    """Give one more mark in a cell, for a work that is owed there, else for the first that has none yet.

    Raises:
        UnknownMarkError: it is no value of the scale.
        TermClosedError: the lesson's term is closed.
        RuleError: as EntryChecks.demand_mark.
    """
    EntryChecks(unit, said).demand_mark(pupil, lesson, seen)
    return unit.record(Operation(_one_more(unit, pupil, lesson, value, seen)))


def retake_mark(  # noqa: PLR0913 (a cell, a value, the mark that it replaces and what is said along with it)
    unit: Unit, *, pupil: PupilId, lesson: LessonId, value: str, old: MarkId, seen: ShownCell, said: Said = UNSAID
) -> Changes:
    """Give a mark in a cell instead of another one of the pupil in this journal, which stays and is shown as re-taken.

    Raises:
        UnknownMarkError: it is no value of the scale.
        NoSuchThingError: the old mark is none of the pupil's in this journal.
        TermClosedError: the lesson's term is closed.
        RuleError: as EntryChecks.demand_mark.
    """
    EntryChecks(unit, said).demand_mark(pupil, lesson, seen)
    here = [mark.work for mark in seen.counting if mark.id == old]
    given = MarkAdd(lesson, pupil, here[0], value) if here else _one_more(unit, pupil, lesson, value, seen)
    changes = unit.record(Operation(replace(given, retakes=old)))
    replaced = read(unit.connection, Mark, old)
    cells = frozenset({Cell(replaced.journal, replaced.pupil, replaced.lesson)}) if replaced else frozenset()
    return changes | Changes(cells=cells)


def clear_cells(unit: Unit, *, cells: Sequence[tuple[PupilId, LessonId, ShownCell]], said: Said = UNSAID) -> Changes:
    """Take back every mark of cells, their signs of absence, and what is owed there: of all of them or of none.

    Raises:
        ChangedSinceError: somebody changed what was shown; nothing was taken back.
        TermClosedError: the term of a lesson with marks or debts is closed.
        NotYoursToWriteError: another teacher has one of the lessons.
        ReasonNeededError: marks are taken back so late that the school asks for a reason.
    """
    checks = EntryChecks(unit, said)
    for pupil, lesson, seen in cells:
        if seen.counting:
            checks.demand_change(pupil, lesson)
        else:
            checks.demand_unmarked(pupil, lesson, seen)
    return merged(change for cell in cells for change in _clear(unit, *cell, said))


def comment_mark(unit: Unit, *, mark: MarkId, comment: str, base: OperationId, private: bool = False) -> Changes:
    """Write, change or clear what is said beside a mark. base: token of the comment that was shown.

    private: for the teacher only, else the parent reads it.

    Raises:
        TooLongError: the text is longer than a page.
        ChangedSinceError: somebody wrote a comment meanwhile.
        NotYoursToWriteError: another teacher has the lesson.
    """
    demand_my_mark(unit, mark)
    return unit.record(Operation(MarkComment(comment.strip(), private), ent=mark, base=base))


def enter_cells(unit: Unit, *, entries: Sequence[CellEntry], said: Said = UNSAID) -> Changes:
    """Make cells hold what was typed or pasted, all of them or none; an empty text leaves its cell as it is.

    Raises:
        ChangedSinceError: somebody changed a cell that was shown; nothing was written.
        TermClosedError: a mark or a debt is of a term that is closed; nothing was written.
        RuleError: as EntryChecks of any of the cells; nothing was written.
    """
    checks = EntryChecks(unit, said)
    told = [entry for entry in entries if entry.typed]
    for entry in told:
        _check(checks, entry)
    return merged(change for entry in told for change in _enter(unit, entry, said))


def work_for(
    unit: Unit, lesson: LessonId, given: Sequence[WorkId | None], owed: Sequence[WorkId | None] = ()
) -> WorkId | None:
    """Return the work that the next mark is for: one that is owed, else the first without one, else the last.

    None where the lesson has no work, or an answer is owed.
    """
    if owed:
        return owed[0]
    works = work_ids(unit, lesson)
    return next((each for each in works if each not in given), works[-1] if works else None)


def _check(checks: EntryChecks, entry: CellEntry) -> None:
    """Check what an entry gives, and what of the cell it changes."""
    typed, seen = entry.typed, entry.seen
    if typed.marks:
        checks.demand_mark(entry.pupil, entry.lesson, seen, typed.absence or Absence.PRESENT)
    elif typed.absence:
        checks.demand_sign(entry.pupil, entry.lesson, seen, Absence.PRESENT)
    checks.demand_to_attend(entry.pupil, entry.lesson, seen, typed.absence or Absence.PRESENT)
    if typed.owes:
        checks.demand_debt(entry.pupil, entry.lesson)
    if any(old.value != new for old, new in zip_longest(seen.counting, typed.marks) if old is not None):
        checks.demand_change(entry.pupil, entry.lesson)
    else:
        checks.demand_unmarked(entry.pupil, entry.lesson, seen)


def _enter(unit: Unit, entry: CellEntry, said: Said) -> Iterator[Changes]:
    typed, seen = entry.typed, entry.seen
    absence = typed.absence or Absence.PRESENT
    yield write_sign(unit, entry.pupil, entry.lesson, seen, (absence, typed.minutes))
    given: list[WorkId | None] = []
    owing = [debt.work for debt in seen.debts]
    for mark, value in zip_longest(seen.counting, typed.marks):
        if mark is None:
            place = work_for(unit, entry.lesson, given, owing)
            owing = owing[1:]
            given.append(place)
            yield unit.record(Operation(MarkAdd(entry.lesson, entry.pupil, place, value)))
        else:
            given.append(mark.work)
            yield unit.record(_annul(mark, said) if value is None else _set(mark, value, said))
    if typed.owes and entry.until:
        yield owe(unit, entry.pupil, entry.lesson, work_for(unit, entry.lesson, given, owing), entry.until)
    elif not typed.marks:
        yield take_debts_back(unit, entry.pupil, entry.lesson, seen)


def _clear(unit: Unit, pupil: PupilId, lesson: LessonId, seen: ShownCell, said: Said) -> Iterator[Changes]:
    for mark in seen.counting:
        yield unit.record(_annul(mark, said))
    yield write_sign(unit, pupil, lesson, seen, (Absence.PRESENT, 0))
    yield take_debts_back(unit, pupil, lesson, seen)


def _one_more(unit: Unit, pupil: PupilId, lesson: LessonId, value: str, seen: ShownCell) -> MarkAdd:
    given, owing = [mark.work for mark in seen.counting], [debt.work for debt in seen.debts]
    return MarkAdd(lesson, pupil, work_for(unit, lesson, given, owing), value)


def _set(mark: ShownMark, value: str, said: Said) -> Operation:
    return Operation(MarkSet(value, said.reason), ent=mark.id, base=mark.token)


def _annul(mark: ShownMark, said: Said) -> Operation:
    return Operation(MarkAnnul(said.reason), ent=mark.id, base=mark.token)
