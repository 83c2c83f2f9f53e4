"""What others have seen and the portal has lost: put back as a deputy head says, dropped where it comes back itself."""

from collections.abc import Iterable

from msgspec.structs import replace

from app.domain.disputes import HeldEntry, Revision
from app.domain.records import Mark
from app.domain.witnesses import WITNESS, put_back, share_of, text_of_share
from app.ids import OperationId
from app.judging.held import ACCEPTED, WITHDRAWN
from app.judging.verdicts import NOBODY, SAME, Outcome, Verdict, Where, Written, collision, rejected
from app.operations import Operation
from portal.exchange.gathering import Gathered
from portal.exchange.seen_rows import FIELDS, MADE, entry_id, is_sound, said_by, seen_in, unfit
from portal.exchange.unpacking import Prepared

RESTORED = "восстановлено: портал возвращали к резервной копии"
"""The reason in the history where the deputy head has written none."""

_CAME_BACK = {Outcome.APPLIED, Outcome.SAME, Outcome.CONFLICT, Outcome.HELD}
"""Outcomes by which an author's own operation makes what others have seen of it needless."""


def restored(entry: HeldEntry, decision: Verdict, written: Written, rows: Gathered) -> Verdict:
    """Return what an accepted entry of this ground does besides the decision; one that does not fit is not accepted.

    The share stands as its author had left it, under the token that it had; the history says who put it back.
    """
    row = seen_in(entry)
    if reason := unfit(row, rows):
        return rejected(reason)
    found = rows.of(type(row), row.id)
    share, now = share_of(row, entry.field), share_of(found, entry.field) if found else None
    if not is_sound(row, rows) or share is None:
        return rejected("malformed")
    if now == share:
        return decision
    back = put_back(row, entry.field, found)
    if back is None:
        return rejected("no_lesson")
    told = Revision(
        id=written.id,
        token=written.id,
        journal=entry.journal,
        entity=entry.entity,
        lesson=entry.lesson,
        pupil=entry.pupil,
        period=entry.period,
        field=entry.field,
        before=now.text if now else share.text,
        after=share.text,
        reason=_answer(decision) or RESTORED,
        author=written.author,
        replica=written.replica,
        wall=written.wall,
        before_author=getattr(found if now else row, "author", NOBODY),
        before_wall=getattr(found if now else row, "wall", ""),
        before_minutes=getattr(found if now else row, "minutes", 0),
        after_minutes=getattr(row, "minutes", 0),
    )
    return replace(decision, rows=(*decision.rows, back, told))


class Returning:
    """What a sender's batch brings back that others have seen: it is written once, whichever came first."""

    def __init__(self, batch: Iterable[Prepared], rows: Gathered) -> None:
        self._rows = rows
        self._coming: dict[tuple[str, str], OperationId] = {}
        for each in batch:
            entry = self._entry(each.meant, each.sent.id) if isinstance(each.meant, Operation) else None
            if entry is not None and entry.decision == ACCEPTED:
                self._coming[entry.field, entry.entity] = each.sent.id

    def settled(self, operation: Operation, written: Written) -> Verdict | None:
        """Return what becomes of an operation whose effect is there by the deputy head's word, None for every other.

        Such a one says what was put back, or comes before the one that says it, or has made what was put back.
        """
        place = FIELDS.get(type(operation.args), ""), operation.entity(written.id)
        coming, entry = self._coming.get(place), self._entry(operation, written.id)
        if coming is not None and coming != written.id:
            return SAME
        self._coming.pop(place, None)
        if entry is not None and entry.decision == ACCEPTED and said_by(operation) == entry.value:
            return SAME
        return self._already_made(operation, written)

    def told(self, verdict: Verdict, operation: Operation, written: Written) -> Verdict:
        """Return a verdict together with the end of the question to the deputy head, where there is one."""
        entry = self._entry(operation, written.id)
        if entry is None or entry.decision or verdict.outcome not in _CAME_BACK:
            return verdict
        return replace(verdict, rows=(*verdict.rows, replace(entry, token=written.id, decision=WITHDRAWN)))

    def _entry(self, operation: Operation, key: OperationId) -> HeldEntry | None:
        if not self._rows.is_witnessed or type(operation.args) not in FIELDS:
            return None
        found = self._rows.of(HeldEntry, entry_id(operation, key))
        return found if found is not None and found.ground == WITNESS else None

    def _already_made(self, operation: Operation, written: Written) -> Verdict | None:
        kind = MADE.get(type(operation.args))
        found = self._rows.of(kind, written.id) if kind else None
        if found is None:
            return None
        said = said_by(operation)
        if found.token != written.id or said == text_of_share(found, FIELDS[type(operation.args)]):
            return SAME
        if isinstance(found, Mark):
            return collision(written, Where(found.journal, found.id, "value", found.lesson, found.pupil), said or "")
        return None


def _answer(decision: Verdict) -> str:
    return next((row.answer for row in decision.rows if isinstance(row, HeldEntry)), "")
