"""What a teacher does with marks: one digit over a cell, one more mark, a whole column, taking back, a comment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy import bindparam, select

from app.changes import Changes, merged
from app.domain.attendance import Absence
from app.domain.entries import Typed
from app.domain.marks import parse_mark
from app.domain.pages import ShownCell, ShownMark
from app.ids import LessonId, MarkId, OperationId, PupilId, WorkId
from app.operations import MarkAdd, MarkAnnul, MarkComment, MarkSet, Operation
from app.services.attending import set_absence
from app.services.terms import demand_open
from app.store.tables import work, work_type
from app.store.unit import Unit

_WORKS = (
    select(work.c.id)
    .join(work_type, work_type.c.id == work.c.type)
    .where(work.c.lesson == bindparam("lesson"), work.c.annulled.is_(False))
    .order_by(work_type.c.ordinal, work.c.id)
)


@dataclass(frozen=True, slots=True)
class CellEntry:
    """What one cell shall hold. seen: the cell as it was shown when it was typed."""

    pupil: PupilId
    lesson: LessonId
    seen: ShownCell
    typed: Typed


def put_mark(unit: Unit, *, pupil: PupilId, lesson: LessonId, value: str, seen: ShownCell) -> Changes:
    """Give the first mark of a cell, or change its last one.

    value: of the scale, as typed.

    Raises:
        UnknownMarkError: it is no value of the scale.
        ChangedSinceError: somebody changed the mark that was shown.
        TermClosedError: the lesson's term is closed.
    """
    standing = _counting(seen)
    demand_open(unit, lesson)
    if not standing:
        return add_mark(unit, pupil=pupil, lesson=lesson, value=value, seen=seen)
    return unit.record(_set(standing[-1], parse_mark(value)))


def add_mark(unit: Unit, *, pupil: PupilId, lesson: LessonId, value: str, seen: ShownCell) -> Changes:
    """Give one more mark in a cell, for the first of the lesson's works that has none yet.

    Raises:
        UnknownMarkError: it is no value of the scale.
        TermClosedError: the lesson's term is closed.
    """
    demand_open(unit, lesson)
    given = [mark.work for mark in _counting(seen)]
    return unit.record(Operation(MarkAdd(lesson, pupil, _work_for(unit, lesson, given), parse_mark(value))))


def clear_cell(unit: Unit, *, pupil: PupilId, lesson: LessonId, seen: ShownCell) -> Changes:
    """Take back every mark of a cell and its sign of absence.

    Raises:
        ChangedSinceError: somebody changed what was shown; nothing was taken back.
        TermClosedError: the lesson's term is closed.
    """
    demand_open(unit, lesson)
    taken = [unit.record(_annul(mark)) for mark in _counting(seen)]
    return merged([*taken, set_absence(unit, pupil=pupil, lesson=lesson, absence=Absence.PRESENT, seen=seen)])


def comment_mark(unit: Unit, *, mark: MarkId, comment: str, base: OperationId) -> Changes:
    """Write, change or clear what the parent reads beside a mark. base: token of the comment that was shown.

    Raises:
        TooLongError: the text is longer than a page.
        ChangedSinceError: somebody wrote a comment meanwhile.
    """
    return unit.record(Operation(MarkComment(comment.strip()), ent=mark, base=base))


def enter_cells(unit: Unit, *, entries: Sequence[CellEntry]) -> Changes:
    """Make cells hold what was typed or pasted, all of them or none; an empty text leaves its cell as it is.

    Raises:
        ChangedSinceError: somebody changed a cell that was shown; nothing was written.
        TermClosedError: the term of one of the lessons is closed; nothing was written.
    """
    for lesson in {entry.lesson for entry in entries if entry.typed}:
        demand_open(unit, lesson)
    return merged(change for entry in entries if entry.typed for change in _enter(unit, entry))


def _enter(unit: Unit, entry: CellEntry) -> Iterator[Changes]:
    absence = entry.typed.absence or Absence.PRESENT
    yield set_absence(unit, pupil=entry.pupil, lesson=entry.lesson, absence=absence, seen=entry.seen)
    given: list[WorkId | None] = []
    for mark, value in zip_longest(_counting(entry.seen), entry.typed.marks):
        if mark is None:
            place = _work_for(unit, entry.lesson, given)
            given.append(place)
            yield unit.record(Operation(MarkAdd(entry.lesson, entry.pupil, place, value)))
        else:
            given.append(mark.work)
            yield unit.record(_annul(mark) if value is None else _set(mark, value))


def _counting(seen: ShownCell) -> tuple[ShownMark, ...]:
    return tuple(mark for mark in seen.marks if mark.counts)


def _set(mark: ShownMark, value: str) -> Operation:
    return Operation(MarkSet(value), ent=mark.id, base=mark.token)


def _annul(mark: ShownMark) -> Operation:
    return Operation(MarkAnnul(""), ent=mark.id, base=mark.token)


def _work_for(unit: Unit, lesson: LessonId, given: Sequence[WorkId | None]) -> WorkId | None:
    """Return the work that the next mark is for: the first without one, else the last; None where there is none."""
    works = list(unit.connection.execute(_WORKS, {"lesson": lesson}).scalars())
    return next((each for each in works if each not in given), works[-1] if works else None)
