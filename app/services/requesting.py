"""What a teacher asks of the deputy head «завуч»: a correction in a closed term, its reason, and taking it back."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app.changes import Asked, Cell, Changes, merged
from app.domain.disputes import HeldEntry
from app.domain.finals import ShownFinal, average_text
from app.domain.pages import ShownCell
from app.domain.records import Lesson
from app.errors import NoSuchThingError, ReasonNeededError
from app.ids import JournalId, LessonId, OperationId, PupilId
from app.operations import (
    FinalSet,
    HeldWithdraw,
    MarkAdd,
    MarkAnnul,
    MarkSet,
    Operation,
    read_args,
    read_envelope,
)
from app.services.attention import read_attention, touched_by
from app.services.marking import work_for
from app.store.rows import read
from app.store.tables import outbox
from app.store.unit import Unit

_ASKED = select(outbox.c.body, outbox.c.base).where(outbox.c.id == bindparam("request"))


@dataclass(frozen=True, slots=True)
class MarkRequest:
    """What a cell of a closed term shall hold. seen: the cell as it was shown when it was typed.

    value: the mark, empty where every mark is to be taken back. more: whether it is one more mark.
    """

    pupil: PupilId
    lesson: LessonId
    seen: ShownCell
    value: str
    more: bool = False


def ask_mark(unit: Unit, *, request: MarkRequest, reason: str) -> Changes:
    """Ask for a correction of a cell; its marks stay as they are until a deputy head has accepted it.

    Raises:
        ReasonNeededError: no reason was given.
        UnknownMarkError: it is no value of the scale.
        ChangedSinceError: somebody changed a mark that was shown.
        NoSuchThingError: the lesson is not there any more.
    """
    found = read(unit.connection, Lesson, request.lesson)
    if found is None:
        raise NoSuchThingError(kind="lesson")
    said = _demanded(reason)
    asked = merged(unit.ask(each) for each in _wanted(unit, request, said))
    cell = Cell(found.journal, request.pupil, request.lesson)
    return asked | Changes(cells=frozenset({cell})) if asked else asked


def ask_final(  # noqa: PLR0913 (a cell, a value and why)
    unit: Unit, *, journal_id: JournalId, who: PupilId, period: str, value: str, seen: ShownFinal, reason: str
) -> Changes:
    """Ask for another mark for a closed period; an empty value asks that it be taken back.

    Raises:
        ReasonNeededError: no reason was given.
        UnknownMarkError: it is no mark for a period.
        ChangedSinceError: somebody set another one meanwhile.
    """
    said = _demanded(reason)
    average = average_text(seen.average) if value else ""
    asked = unit.ask(Operation(FinalSet(journal_id, who, period, value, average, said), base=seen.token))
    return asked | Changes(finals=frozenset({journal_id})) if asked else asked


def withdraw(unit: Unit, *, request: OperationId) -> Changes:
    """Take a request, or another own entry that waits for the deputy head, back before anybody has decided on it.

    Raises:
        NoSuchThingError: it does not wait any more.
    """
    found = next((each for each in read_attention(unit) if each.id == request), None)
    if found is None or not found.can_withdraw:
        raise NoSuchThingError(kind="request")
    is_there = read(unit.connection, HeldEntry, request) is not None
    taken = unit.record(Operation(HeldWithdraw(), ent=request)) if is_there else unit.withdraw(request)
    return taken | touched_by(found) | Changes(asked=(Asked(request, is_withdrawn=True),))


def ask_again(unit: Unit, *, request: OperationId) -> Changes:
    """Ask once more for what a request of this PC that was taken back had asked for.

    Raises:
        ChangedSinceError: what it was about has changed meanwhile.
        RuleError: the school's rules refuse it by now.
    """
    row = unit.connection.execute(_ASKED, {"request": request}).one()
    envelope = read_envelope(row.body)
    asked = unit.ask(Operation(read_args(envelope), ent=envelope.ent, base=row.base))
    new = {each.request for each in asked.asked}
    return merged([asked, *(touched_by(each) for each in read_attention(unit) if each.id in new)])


def _wanted(unit: Unit, request: MarkRequest, reason: str) -> list[Operation]:
    standing = [mark for mark in request.seen.marks if mark.counts]
    if not request.value:
        return [Operation(MarkAnnul(reason), ent=mark.id, base=mark.token) for mark in standing]
    value = request.value.strip()
    if standing and not request.more:
        return [Operation(MarkSet(value, reason), ent=standing[-1].id, base=standing[-1].token)]
    work = work_for(unit, request.lesson, [mark.work for mark in standing])
    return [Operation(MarkAdd(request.lesson, request.pupil, work, value, reason))]


def _demanded(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeededError
    return reason.strip()
