"""Marks for a term, a year and a course: what is proposed and set, why, and setting them."""

from dataclasses import replace
from datetime import date

from sqlalchemy import and_, bindparam, select

from app.changes import Changes, merged
from app.domain.absences import LessonSums
from app.domain.explaining import Explanation
from app.domain.final_marks import Ground, MeanMark, Proposal, needs_reason
from app.domain.finals import (
    FinalsPage,
    MeanExplanation,
    PupilYear,
    ShownFinal,
    attended_in,
    average_text,
    explain_mean,
    explain_term,
    proposals,
)
from app.domain.pages import Standing
from app.domain.periods import final_mark_id
from app.errors import ReasonNeededError, TermClosedError
from app.ids import JournalId, OperationId, PupilId
from app.operations import FinalSet, Operation
from app.services.group_classes import is_class_on
from app.services.kept import read_kept
from app.services.pupil_years import read_facts
from app.services.reading import title_of
from app.services.rights import demand_my_journal
from app.services.school_rules import read_rules
from app.store.rows import AnyRow
from app.store.tables import (
    closing,
    conflict,
    group,
    journal,
    outbox,
    term,
)
from app.store.unit import Unit

_PENDING = select(outbox.c.entity).where(outbox.c.outcome.is_(None), outbox.c.asked == 0)
_CLOSED = (
    select(term.c.name)
    .join(closing, and_(closing.c.term == term.c.id, closing.c.closed.is_(True)))
    .join(journal, journal.c.id == bindparam("journal"))
    .join(group, group.c.id == journal.c.group)
    .where(term.c.id == bindparam("period"), is_class_on(closing.c.school_class, term.c.last, bindparam("pupil")))
)
_CONFLICTS = select(conflict.c.entity, conflict.c.value).where(
    conflict.c.journal == bindparam("journal"), conflict.c.field == "final_mark", conflict.c.resolved.is_(False)
)


def read_finals(unit: Unit, journal_id: JournalId, *, today: date) -> FinalsPage:
    """Return everybody's marks for every period. today: lessons after it have not taken place yet."""
    facts = read_facts(unit, journal_id, today=today)
    standings = _standings(unit, journal_id)
    cells: dict[tuple[PupilId, str], ShownFinal] = {}
    attended: dict[tuple[PupilId, str], LessonSums] = {}
    for who in facts.pupils:
        year = facts.years[who.id]
        found = proposals(year, facts.subject)
        attended |= {(who.id, period): sums for period, sums in attended_in(year, facts.subject).items()}
        for period in facts.periods:
            row = facts.set.get((who.id, period.id))
            entry = standings.get(final_mark_id(journal_id, who.id, period.id), (Standing.SENT, ""))
            cells[who.id, period.id] = _shown(row, found.get(period.id), entry)
    named = facts.named
    return FinalsPage(
        journal_id,
        title_of(named),
        named.subject,
        facts.periods,
        facts.pupils,
        cells,
        facts.classes,
        facts.expected,
        attended,
        facts.subject.rules.is_unmarked(named.grade),
        facts.subject.scale,
        facts.frozen,
    )


def read_explanation(
    unit: Unit, journal_id: JournalId, *, who: PupilId, term_id: str, today: date
) -> Explanation | None:
    """Return why a pupil's average and proposal of a term are what they are; None for a period that is no term."""
    facts = read_facts(unit, journal_id, today=today, who=who)
    wanted = next((each for each in facts.subject.terms if each.id == term_id), None)
    return None if wanted is None else explain_term(facts.years.get(who, PupilYear()), facts.subject, wanted)


def read_mean(unit: Unit, journal_id: JournalId, *, who: PupilId, period: str, today: date) -> MeanExplanation | None:
    """Return what a pupil's proposal for the year or the final mark is the mean of; None for any other period."""
    facts = read_facts(unit, journal_id, today=today, who=who)
    return explain_mean(facts.years.get(who, PupilYear()), facts.subject, facts.periods, period)


def set_final(  # noqa: PLR0913 (a cell, a value and why)
    unit: Unit, *, journal_id: JournalId, who: PupilId, period: str, value: str, seen: ShownFinal, reason: str = ""
) -> Changes:
    """Set a pupil's mark for a period; an empty value takes it back.

    Raises:
        ReasonNeededError: it is further from the proposal than the school's rule allows, and no reason was given.
        TermClosedError: the term is closed.
        UnknownMarkError: it is no mark for a period.
        ChangedSinceError: somebody set another one meanwhile.
        NotYoursToWriteError: one was never a teacher of the journal.
    """
    demand_my_journal(unit, journal_id)
    demand_open_period(unit, journal_id, period, who)
    explained = bool(reason.strip()) or seen.is_by_hand
    if value and not explained and needs_reason(value, seen.proposed, period, read_rules(unit)):
        raise ReasonNeededError
    said = FinalSet(journal_id, who, period, value, average_text(seen.average) if value else "", reason.strip())
    return unit.record(Operation(said, base=seen.token))


def set_proposed(unit: Unit, *, page: FinalsPage, period: str) -> Changes:
    """Set what is proposed for a period where nothing is set yet; pupils without a proposal are left out.

    Raises:
        TermClosedError: the term is closed; where it is for some classes of the group only, their pupils are left out.
    """
    due = [(who.id, page.cells[who.id, period]) for who in page.pupils if (who.id, period) not in page.frozen]
    if page.pupils and not due:
        demand_open_period(unit, page.journal, period, page.pupils[0].id)
    demand_my_journal(unit, page.journal)
    chosen = [(who, seen, seen.proposed) for who, seen in due if seen.proposed is not None and not seen.value]
    for who, *_ in chosen:
        demand_open_period(unit, page.journal, period, who)
    said = [
        (FinalSet(page.journal, who, period, value, average_text(seen.average), ""), seen)
        for who, seen, value in chosen
    ]
    return merged(unit.record(Operation(each, base=seen.token)) for each, seen in said)


def _shown(row: AnyRow | None, proposal: Proposal | MeanMark | None, entry: tuple[Standing, str]) -> ShownFinal:
    standing, other = entry
    shown = ShownFinal(standing=standing, other=other)
    if isinstance(proposal, Proposal):
        shown = replace(shown, proposed=proposal.value, average=proposal.average, is_enough=proposal.is_enough)
    elif proposal is not None:
        is_by_hand = proposal.ground is Ground.TENTH
        shown = replace(shown, proposed=proposal.value, average=proposal.mean, is_by_hand=is_by_hand)
    if row is None:
        return shown
    return replace(shown, value=row.value, token=OperationId(row.token), then=row.average, reason=row.reason)


def _standings(unit: Unit, journal_id: JournalId) -> dict[str, tuple[Standing, str]]:
    pending = unit.connection.execute(_PENDING).scalars()
    found = dict.fromkeys(pending, (Standing.WAITING, ""))
    kept = (each for each in read_kept(unit) if each.kind == FinalSet.KIND[0])
    found |= {each.entity: (each.standing, each.wanted) for each in kept}
    conflicts = unit.connection.execute(_CONFLICTS, {"journal": journal_id})
    return found | {row.entity: (Standing.CONFLICT, row.value) for row in conflicts}


def demand_open_period(unit: Unit, journal_id: JournalId, period: str, who: PupilId) -> None:
    """Check that a pupil's mark for a period may be changed.

    Raises:
        TermClosedError: it is a term that is closed for the pupil's class.
    """
    asked = {"journal": journal_id, "period": period, "pupil": who}
    found = unit.connection.execute(_CLOSED, asked).scalar()
    if found is not None:
        raise TermClosedError(found)
