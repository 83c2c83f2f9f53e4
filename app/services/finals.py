"""Marks for a term, a year and a course: what is proposed and set, why, and setting them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, select

from app.changes import Changes, merged
from app.domain.attendance import Absence
from app.domain.counting import CountedMark
from app.domain.explaining import Explanation
from app.domain.final_marks import MeanMark, Proposal, needs_reason
from app.domain.finals import (
    Attended,
    FinalsPage,
    Period,
    PupilYear,
    ShownFinal,
    Subject,
    Term,
    average_text,
    explain_term,
    periods_after_terms,
    proposals,
)
from app.domain.marks import DEFAULT_WEIGHT
from app.domain.pages import PupilRow, Standing
from app.domain.rules import MarkingRules
from app.domain.settings import rules_of
from app.errors import NoSuchThingError, ReasonNeededError, TermClosedError
from app.ids import JournalId, OperationId, PupilId
from app.operations import FinalSet, Operation
from app.services.cells import read_kept
from app.services.reading import name_key, title_of
from app.store.rows import AnyRow
from app.store.tables import (
    attendance,
    closing,
    conflict,
    final_mark,
    group,
    journal,
    lesson,
    mark,
    membership,
    outbox,
    pupil,
    school_class,
    setting,
    subject,
    term,
    work,
    work_type,
)
from app.store.unit import Unit

_JOURNAL = (
    select(
        journal.c.group,
        journal.c.hours,
        group.c.name,
        group.c.school_class,
        school_class.c.grade,
        school_class.c.letter,
        subject.c.name.label("subject"),
    )
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
    .where(journal.c.id == bindparam("journal"))
)
_TERMS = (
    select(term.c.id, term.c.name, term.c.first, term.c.last, closing.c.closed)
    .outerjoin(closing, and_(closing.c.term == term.c.id, closing.c.school_class == bindparam("school_class")))
    .where(term.c.first_grade <= bindparam("grade"), term.c.last_grade >= bindparam("grade"))
    .order_by(term.c.first, term.c.id)
)
_MARKS = (
    select(mark.c.pupil, mark.c.value, work.c.weight, lesson.c.day, work.c.title, work_type.c.name)
    .join(lesson, lesson.c.id == mark.c.lesson)
    .outerjoin(work, work.c.id == mark.c.work)
    .outerjoin(work_type, work_type.c.id == work.c.type)
    .where(mark.c.journal == bindparam("journal"), mark.c.annulled.is_(False))
    .order_by(lesson.c.day, lesson.c.number)
)
_LESSONS = (
    select(lesson.c.id, lesson.c.day)
    .where(lesson.c.journal == bindparam("journal"), lesson.c.cancelled.is_(False), lesson.c.day <= bindparam("until"))
    .order_by(lesson.c.day, lesson.c.number)
)
_SIGNS = select(attendance.c.lesson, attendance.c.pupil, attendance.c.code).where(
    attendance.c.journal == bindparam("journal"), attendance.c.code != ""
)
_MEMBERS = (
    select(pupil.c.id, pupil.c.surname, pupil.c.name, pupil.c.patronymic, membership.c.first, membership.c.last)
    .join(membership, membership.c.pupil == pupil.c.id)
    .where(membership.c.group == bindparam("group"))
)
_SET = select(final_mark).where(final_mark.c.journal == bindparam("journal"))
_PENDING = select(outbox.c.entity).where(outbox.c.outcome.is_(None))
_CONFLICTS = select(conflict.c.entity, conflict.c.value).where(
    conflict.c.journal == bindparam("journal"), conflict.c.field == "final_mark", conflict.c.resolved.is_(False)
)


def read_rules(unit: Unit) -> MarkingRules:
    """Return the school's rules of marking."""
    return rules_of((row.id, row.value) for row in unit.connection.execute(select(setting)))


def read_finals(unit: Unit, journal_id: JournalId, *, today: date) -> FinalsPage:
    """Return everybody's marks for every period. today: lessons after it have not taken place yet."""
    facts = _read(unit, journal_id, today)
    standings = _standings(unit, journal_id)
    periods = (*facts.periods, *(Period(each) for each in periods_after_terms(facts.subject.grade)))
    cells = {}
    for who in facts.pupils:
        found = proposals(facts.years[who.id], facts.subject)
        for period in periods:
            row = facts.set.get((who.id, period.id))
            cells[who.id, period.id] = _shown(row, found.get(period.id), standings)
    named = facts.named
    return FinalsPage(journal_id, title_of(named), named.subject, periods, facts.pupils, cells)


def read_explanation(
    unit: Unit, journal_id: JournalId, *, who: PupilId, term_id: str, today: date
) -> Explanation | None:
    """Return why a pupil's average and proposal of a term are what they are; None for a period that is no term."""
    facts = _read(unit, journal_id, today)
    wanted = next((each for each in facts.subject.terms if each.id == term_id), None)
    return None if wanted is None else explain_term(facts.years.get(who, PupilYear()), facts.subject, wanted)


def set_final(  # noqa: PLR0913 (a cell, a value and why)
    unit: Unit, *, journal_id: JournalId, who: PupilId, period: str, value: str, seen: ShownFinal, reason: str = ""
) -> Changes:
    """Set a pupil's mark for a period; an empty value takes it back.

    Raises:
        ReasonNeededError: it is further from the proposal than the school's rule allows, and no reason was given.
        TermClosedError: the term is closed.
        UnknownMarkError: it is no mark for a period.
        ChangedSinceError: somebody set another one meanwhile.
    """
    _demand_open(unit, journal_id, period)
    if value and not reason.strip() and needs_reason(value, seen.proposed, read_rules(unit)):
        raise ReasonNeededError
    said = FinalSet(journal_id, who, period, value, average_text(seen.average) if value else "", reason.strip())
    return unit.record(Operation(said, base=seen.token))


def set_proposed(unit: Unit, *, page: FinalsPage, period: str) -> Changes:
    """Set what is proposed for a period where nothing is set yet; pupils without a proposal are left out.

    Raises:
        TermClosedError: the term is closed.
    """
    due = [(who.id, page.cells[who.id, period]) for who in page.pupils]
    return merged(
        set_final(unit, journal_id=page.journal, who=who, period=period, value=seen.proposed, seen=seen)
        for who, seen in due
        if seen.proposed is not None and not seen.value
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that a journal's marks for periods follow from."""

    named: AnyRow
    periods: tuple[Period, ...]
    subject: Subject
    pupils: tuple[PupilRow, ...]
    years: Mapping[PupilId, PupilYear]
    set: Mapping[tuple[PupilId, str], AnyRow]


def _read(unit: Unit, journal_id: JournalId, today: date) -> _Facts:
    named = unit.connection.execute(_JOURNAL, {"journal": journal_id}).one_or_none()
    if named is None:
        raise NoSuchThingError(kind="journal")
    bound = {"grade": named.grade, "school_class": named.school_class}
    terms = unit.connection.execute(_TERMS, bound).all()
    rules = read_rules(unit)
    about = Subject(named.grade, named.hours, tuple(Term(row.id, row.first, row.last) for row in terms), rules)
    members = unit.connection.execute(_MEMBERS, {"group": named.group}).all()
    pupils = {row.id: PupilRow(row.id, row.surname, row.name, row.patronymic) for row in members}
    rows = unit.connection.execute(_SET, {"journal": journal_id}).all()
    set_marks = {(PupilId(row.pupil), row.period): row for row in rows}
    return _Facts(
        named,
        tuple(Period(row.id, row.name, row.first, row.last, bool(row.closed)) for row in terms),
        about,
        tuple(sorted(pupils.values(), key=name_key)),
        _years(unit, journal_id, members, set_marks, today),
        set_marks,
    )


def _years(
    unit: Unit,
    journal_id: JournalId,
    members: Sequence[AnyRow],
    set_marks: Mapping[tuple[PupilId, str], AnyRow],
    today: date,
) -> dict[PupilId, PupilYear]:
    marks: dict[PupilId, list[CountedMark]] = defaultdict(list)
    for row in unit.connection.execute(_MARKS, {"journal": journal_id}):
        weight = DEFAULT_WEIGHT if row.weight is None else row.weight
        marks[row.pupil].append(CountedMark(row.value, weight, row.day, row.title or row.name or ""))
    lessons = unit.connection.execute(_LESSONS, {"journal": journal_id, "until": today}).all()
    found = unit.connection.execute(_SIGNS, {"journal": journal_id})
    signs = {(row.lesson, row.pupil): Absence(row.code) for row in found}
    decided: dict[PupilId, dict[str, str]] = defaultdict(dict)
    for (who, period), row in set_marks.items():
        if row.value:
            decided[who][period] = row.value
    attended: dict[PupilId, list[Attended]] = defaultdict(list)
    for member in members:
        attended[member.id] += [
            Attended(row.day, signs.get((row.id, member.id), Absence.PRESENT))
            for row in lessons
            if member.first <= row.day and (member.last is None or row.day <= member.last)
        ]
    return {
        who: PupilYear(tuple(marks[who]), tuple(attended[who]), decided[who])
        for who in {PupilId(member.id) for member in members}
    }


def _shown(
    row: AnyRow | None, proposal: Proposal | MeanMark | None, standings: Mapping[str, tuple[Standing, str]]
) -> ShownFinal:
    value, average, is_enough = None, None, True
    if isinstance(proposal, Proposal):
        value, average, is_enough = proposal.value, proposal.average, proposal.is_enough
    elif proposal is not None:
        value, average = proposal.value, proposal.mean
    if row is None:
        return ShownFinal(proposed=value, average=average, is_enough=is_enough)
    standing, other = standings.get(row.id, (Standing.SENT, ""))
    return ShownFinal(
        row.value, OperationId(row.token), value, average, row.average, row.reason, is_enough, standing, other
    )


def _standings(unit: Unit, journal_id: JournalId) -> dict[str, tuple[Standing, str]]:
    pending = unit.connection.execute(_PENDING).scalars()
    found = dict.fromkeys(pending, (Standing.WAITING, ""))
    kept = {each.entity: each for each in read_kept(unit) if isinstance(each.args, FinalSet)}
    found |= {entity: (each.standing, each.args.value) for entity, each in kept.items()}  # type: ignore[union-attr]  # filtered above
    conflicts = unit.connection.execute(_CONFLICTS, {"journal": journal_id})
    return found | {row.entity: (Standing.CONFLICT, row.value) for row in conflicts}


def _demand_open(unit: Unit, journal_id: JournalId, period: str) -> None:
    closed = (
        select(term.c.name)
        .join(closing, and_(closing.c.term == term.c.id, closing.c.closed.is_(True)))
        .join(group, group.c.school_class == closing.c.school_class)
        .join(journal, journal.c.group == group.c.id)
        .where(journal.c.id == journal_id, term.c.id == period)
    )
    found = unit.connection.execute(closed).scalar()
    if found is not None:
        raise TermClosedError(found)
