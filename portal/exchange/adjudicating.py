"""Judges a batch in its order: rights first, then closed terms, then what the operation does to the rows."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from app.clock import claimed_at
from app.domain.disputes import Conflict, HeldEntry
from app.domain.periods import FINAL, YEAR
from app.domain.records import Lesson, Mark, Record, Work
from app.domain.rules import HELD, MARKED
from app.domain.witnesses import WITNESS
from app.ids import PupilId
from app.judging.judge import judge
from app.judging.verdicts import Outcome, Verdict, Written, rejected
from app.operations import (
    ConflictResolve,
    FinalSet,
    HeldDecide,
    HeldWithdraw,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    NoteSet,
    Operation,
    RecordsPut,
    RemarkAnnul,
    TermClose,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from app.planning import AccessDecide, DiarySeen, LessonCreate, PlanPut, ProposalDecide, SeatingSet
from portal.exchange.gathering import Gathered
from portal.exchange.holding import held_entry
from portal.exchange.late_entries import Window
from portal.exchange.places import Place, lacks_term, place_of
from portal.exchange.restoring import Returning, restored
from portal.exchange.unpacking import Prepared, Sender
from portal.rights import ACTIONS, ALLOWED, About, Action, NotYoursError, RightEndedError, Role, authorize

NOT_ALLOWED = rejected("not_allowed")
RIGHT_ENDED, TERM_CLOSED, YEAR_OVER, WINDOW_CLOSED, UNKNOWN_TERM = (
    Verdict(Outcome.HELD, reason=reason)
    for reason in ("right_ended", "term_closed", "year_over", "window_closed", "no_term")
)
NO_LESSON, NO_MARK, NO_WORK, NO_PUPIL, NO_CONFLICT, NO_HELD, NO_JOURNAL, NO_REMARK, NO_REQUEST, NO_PROPOSAL, NO_TERM = (
    rejected(reason)
    for reason in (
        "no_lesson",
        "no_mark",
        "no_work",
        "no_pupil",
        "no_conflict",
        "no_held",
        "no_journal",
        "no_remark",
        "no_request",
        "no_proposal",
        "no_term",
    )
)

OUTSIDE_JOURNALS = (HeldDecide, HeldWithdraw, NoteSet, SeatingSet, DiarySeen)
"""What may still be said about a journal of a past year: it changes nothing that stands in it."""

_UNKNOWN: tuple[tuple[tuple[type, ...], Verdict], ...] = (
    ((RecordsPut, TermClose), NOT_ALLOWED),
    ((MarkSet, MarkAnnul, MarkComment), NO_MARK),
    ((WorkSet, WorkAnnul), NO_WORK),
    ((RemarkAnnul,), NO_REMARK),
    ((FinalSet, DiarySeen), NO_PUPIL),
    ((ConflictResolve,), NO_CONFLICT),
    ((HeldDecide, HeldWithdraw), NO_HELD),
    ((LessonCreate, PlanPut, SeatingSet), NO_JOURNAL),
    ((AccessDecide,), NO_REQUEST),
    ((ProposalDecide,), NO_PROPOSAL),
)
"""What is said of a thing that does not exist, so that nobody learns what another journal holds."""


def adjudicate(sender: Sender, batch: Sequence[Prepared], rows: Gathered, window: Window) -> Iterator[Verdict]:
    """Yield the verdict on each operation; each one sees what those before it have left behind."""
    session, bench, returning = sender.session, _Bench(sender, rows, window), Returning(batch, rows)
    for each in batch:
        verdict = each.meant
        if isinstance(verdict, Operation):
            written = Written(each.sent.id, session.author, session.replica, claimed_at(session.wall, each.ms))
            settled = returning.settled(verdict, written)
            verdict = settled or returning.told(bench.verdict(verdict, written), verdict, written)
        rows.take(each.entity, verdict)
        yield verdict


class _Bench:
    """Where the operations of one sender are judged; what its rights say of a place is asked once."""

    def __init__(self, sender: Sender, rows: Gathered, window: Window) -> None:
        self._sender, self._rows, self._window = sender, rows, window
        self._refusals: dict[tuple[Action, Place, PupilId | None], type[Exception] | None] = {}
        self._parted = any(right.pupils is not None for right in sender.rights)

    def verdict(self, operation: Operation, written: Written) -> Verdict:
        """Return what becomes of an operation."""
        place = place_of(operation, self._rows)
        forbidden = self._forbidden(operation, place)
        if forbidden is not None:
            return _with_entry(forbidden, operation, written, self._rows)
        verdict = judge(operation, written, self._rows)
        if verdict.outcome is not Outcome.APPLIED:
            return verdict
        if isinstance(operation.args, HeldDecide) and operation.args.accept:
            return _accepted(operation, verdict, written, self._rows)
        if self._sender.role is Role.TEACHER and self._lateness(operation, place) == MARKED:
            return replace(verdict, rows=tuple(_marked_late(row) for row in verdict.rows))
        return verdict

    def _forbidden(self, operation: Operation, place: Place | None) -> Verdict | None:
        """Return why the sender may not do this now, None where it may or where there is no place to judge it by."""
        action = _action(operation, self._rows)
        if self._sender.role is Role.OFFICE:
            return None if action in ALLOWED[Role.OFFICE] else NOT_ALLOWED
        if place is None:
            return _held_with(operation, self._rows)
        whose = getattr(operation.args, "pupil", None) if self._parted else None
        refusal = self._refusal(action, place, whose)
        if refusal is not None:
            # nobody could take up a decision of what a family asks that is held: others decide meanwhile
            is_held = refusal is RightEndedError and place.school_class is None
            return RIGHT_ENDED if is_held else _as_unknown(operation)
        return self._frozen(operation, place) or _foreign_work(operation, self._rows)

    def _refusal(self, action: Action, place: Place, whose: PupilId | None) -> type[Exception] | None:
        """Return what stands against an action, None where the sender's rights allow it."""
        asked = (action, place, whose)
        if asked not in self._refusals:
            self._refusals[asked] = _refusal(self._sender, self._window.arrived, *asked)
        return self._refusals[asked]

    def _frozen(self, operation: Operation, place: Place) -> Verdict | None:
        """Return why the journal cannot be changed any more without the deputy head, None where it can."""
        if _is_closed(operation, place, self._rows):
            return TERM_CLOSED
        if self._rows.is_past(place.journal) and not isinstance(operation.args, OUTSIDE_JOURNALS):
            return YEAR_OVER
        if lacks_term(operation, self._rows):
            return UNKNOWN_TERM
        return WINDOW_CLOSED if self._lateness(operation, place) == HELD else None

    def _lateness(self, operation: Operation, place: Place | None) -> str | None:
        """Return what becomes of a mark that comes after the window of correction, None where it is in time."""
        match operation.args:
            case MarkAdd() | MarkSet() | MarkAnnul():
                return self._window.late(place.day) if place and place.day else None
            case _:
                return None


def _refusal(
    sender: Sender, arrived: date, action: Action, place: Place, whose: PupilId | None
) -> type[Exception] | None:
    try:
        authorize(sender.rights, action, About(place.journal, place.day, arrived, whose, place.school_class))
    except (RightEndedError, NotYoursError) as error:
        return type(error)
    return None


def _action(operation: Operation, rows: Gathered) -> Action:
    """Return what an operation does; who may give a reason may decide between two of them."""
    if isinstance(operation.args, FinalSet) and operation.args.period in {YEAR, FINAL}:
        return Action.DECIDE_YEAR
    if isinstance(operation.args, ConflictResolve):
        collision = rows.of(Conflict, operation.ent or "")
        if collision is not None and collision.field == "excuse":
            return Action.EXCUSE
    return ACTIONS[type(operation.args)]


def _is_closed(operation: Operation, place: Place, rows: Gathered) -> bool:
    """Return whether the operation changes marks of a term that is closed: they are frozen until it is opened."""
    match operation.args:
        case FinalSet(journal=journal, pupil=pupil, period=period):
            return rows.is_period_closed(journal, period, pupil)
        case MarkAdd(pupil=pupil):
            whose: PupilId | None = pupil
        case MarkSet() | MarkAnnul():
            given = rows.of(Mark, operation.ent or "")
            whose = given.pupil if given else None
        case WorkCreate() | WorkSet() | WorkAnnul():
            whose = None
        case _:
            return False
    return place.journal is not None and place.day is not None and rows.is_closed(place.journal, place.day, whose)


def _marked_late(row: Record) -> Record:
    return replace(row, late=True) if isinstance(row, Mark) else row


def _with_entry(verdict: Verdict, operation: Operation, written: Written, rows: Gathered) -> Verdict:
    """Return a verdict that holds an operation together with what others may read of it."""
    if verdict.outcome is not Outcome.HELD:
        return verdict
    place, maker = place_of(operation, rows), rows.of(HeldEntry, operation.ent or "")
    journal = place.journal if place else maker.journal if maker else None
    if journal is None:
        return verdict
    entry = held_entry(operation, written, rows, journal=journal, ground=verdict.reason)
    if maker is not None:
        # what would have made the thing is held itself: it says where the thing belongs
        entry = replace(entry, lesson=maker.lesson, pupil=maker.pupil, before=maker.value)
    return replace(verdict, rows=(entry,))


def _accepted(decision: Operation, verdict: Verdict, written: Written, rows: Gathered) -> Verdict:
    """Return what an accepted entry does besides the decision; one that no longer fits is not accepted."""
    entry = rows.of(HeldEntry, decision.ent or "")
    if entry is not None and entry.ground == WITNESS:
        return restored(entry, verdict, written, rows)
    original = rows.original(decision.ent or "")
    if original is None:
        return NO_HELD
    if lacks_term(original.operation, rows):
        return NO_TERM
    meant = judge(original.operation, original.written, rows)
    if meant.outcome is Outcome.REJECTED:
        return meant
    return replace(verdict, rows=(*verdict.rows, *meant.rows))


def _held_with(operation: Operation, rows: Gathered) -> Verdict | None:
    """Hold what is about a thing that a held operation would have made."""
    reason = rows.held(operation.ent or "")
    return Verdict(Outcome.HELD, reason=reason) if reason else None


def _as_unknown(operation: Operation) -> Verdict:
    return next((said for kinds, said in _UNKNOWN if isinstance(operation.args, kinds)), NO_LESSON)


def _foreign_work(operation: Operation, rows: Gathered) -> Verdict | None:
    if not isinstance(operation.args, MarkAdd) or operation.args.work is None:
        return None
    work = rows.of(Work, operation.args.work)
    lesson = rows.of(Lesson, operation.args.lesson)
    fits = work is not None and lesson is not None and work.lesson == lesson.id and not work.annulled
    return None if fits else NO_WORK
