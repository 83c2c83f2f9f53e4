"""Puts a pupil's term together: all subjects, each from every journal in which the pupil was taught it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from app.domain.absences import Attended, day_sums, lesson_sums
from app.domain.attendance import Absence
from app.domain.averages import explain_average
from app.domain.collation import russian_key
from app.domain.counting import CountedMark, sums_of
from app.domain.earlier_marks import LAST_GRADE
from app.domain.finals import MeanExplanation, Period, PupilYear, Subject, Term, explain_mean, periods_after_terms
from app.domain.periods import FINAL
from app.domain.releases import Releases
from app.domain.rules import MarkingRules
from app.ids import JournalId, SubjectId
from portal.admin.assessment import read_rules
from portal.diary.reading import class_title
from portal.diary.released import read_releases
from portal.diary.taught import TaughtJournal, taught_journals
from portal.diary.term_rows import (
    AnyRow,
    extract_rows,
    journal_rows,
    lesson_rows,
    mark_rows,
    set_rows,
    sign_rows,
    tenth_rows,
    term_rows,
)
from portal.diary.term_wording import PERIODS
from portal.diary.terms import DiaryPart, DiarySubject, DiaryTerm, NamedTerm, SetMark, TermMark, chosen_term
from portal.diary.weeks import DiaryOwner, DiaryWork
from portal.diary.wording import work_words


def read_term(connection: Connection, owner: DiaryOwner, today: date, wanted: str | None = None) -> DiaryTerm | None:
    """Return a pupil's term, None where it is none of the pupil's; ten statements, whatever the term.

    An eleventh class's takes one more. wanted: the term's id, None for the one that opens by itself. today: lessons
    after it have not taken place yet.
    """
    every_term = [NamedTerm(*row) for row in term_rows(connection, owner)]
    journals = taught_journals(journal_rows(connection, owner), every_term)
    terms = tuple(term for term in every_term if any(term in each.terms for each in journals))
    chosen = chosen_term(terms, today) if wanted is None else next((each for each in terms if each.id == wanted), None)
    if chosen is None:
        return DiaryTerm(owner, class_title(connection, owner, today, today), terms, None) if wanted is None else None
    own = {each.id: each for each in journals if chosen in each.terms}
    releases = read_releases(connection, owner)
    marks = _marks(mark_rows(connection, owner, chosen.first, chosen.last), own, chosen)
    _add_extract(extract_rows(connection, owner, chosen.first, chosen.last), own, chosen, marks)
    facts = _Facts(
        terms,
        chosen,
        read_rules(connection, owner.school_id),
        marks,
        _as_counted(_attended(connection, owner, own, chosen, today), own, releases),
        _decided(set_rows(connection, owner)),
        _released(releases, owner, chosen, own.values()),
        _tenth(connection, owner) if any(each.grade == LAST_GRADE for each in own.values()) else {},
    )
    title = class_title(connection, owner, chosen.first, chosen.last)
    return DiaryTerm(
        owner,
        title,
        terms,
        chosen,
        _subjects(list(own.values()), facts),
        facts.rules.weights_count,
        day_sums(lesson for lessons in facts.attended.values() for lesson in lessons),
        {each.subject: each.name for each in journals},
    )


Journals = Mapping[JournalId, TaughtJournal]
"""The pupil's journals that have the chosen term, those in which the pupil was taught last at the end."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What each journal says of the chosen term. decided: by journal, then by period; of the whole year.

    released: by subject, when the pupil is released from it in the term. tenth: by subject, the tenth class's marks.
    """

    terms: tuple[NamedTerm, ...]
    chosen: NamedTerm
    rules: MarkingRules
    marks: Mapping[JournalId, Sequence[CountedMark]]
    attended: Mapping[JournalId, Sequence[Attended]]
    decided: Mapping[JournalId, Mapping[str, str]]
    released: Mapping[SubjectId, Sequence[tuple[date, date]]]
    tenth: Mapping[str, Mapping[str, str]]

    def has(self, journal: TaughtJournal) -> bool:
        """Whether the journal says something of the chosen term."""
        decided = self.decided.get(journal.id, {})
        return journal.meets(self.chosen) or journal.id in self.marks or self.chosen.id in decided

    def subject(self, journals: Sequence[TaughtJournal]) -> DiarySubject:
        """Return a subject from its journals; where two of them have a mark for a period, the later one's counts."""
        decided: dict[str, str] = {}
        for each in journals:
            decided |= self.decided.get(each.id, {})
        marked = [each for each in journals if each.id in self.marks]
        last = journals[-1]
        return DiarySubject(
            name=last.name,
            why=explain_average([mark for each in marked for mark in self.marks[each.id]], last.scale, self.rules),
            term_mark=decided.get(self.chosen.id, ""),
            others=self._others(decided, last.grade),
            attended=lesson_sums(lesson for each in journals for lesson in self.attended.get(each.id, ())),
            parts=tuple(map(self._part, marked)) if len(marked) > 1 else (),
            is_unmarked=self.rules.is_unmarked(last.grade),
            released=tuple(self.released[last.subject]),
            id=last.subject,
            journals=tuple(each.id for each in journals),
            course=self._course(decided, last),
        )

    def _course(self, decided: Mapping[str, str], last: TaughtJournal) -> MeanExplanation | None:
        if last.grade != LAST_GRADE or FINAL not in decided:
            return None
        periods = [Period(each.id, each.name, each.first, each.last) for each in last.terms]
        terms = tuple(Term(each.id, each.first, each.last) for each in last.terms)
        year = PupilYear(decided=decided, tenth=self.tenth.get(last.subject))
        return explain_mean(year, Subject(last.grade, 0, terms, self.rules, last.scale), periods, FINAL)

    def _part(self, journal: TaughtJournal) -> DiaryPart:
        return DiaryPart(journal.title, sums_of(self.marks[journal.id], journal.scale, self.rules).average)

    def _others(self, decided: Mapping[str, str], grade: int) -> tuple[SetMark, ...]:
        names = {term.id: term.name for term in self.terms if term is not self.chosen}
        names |= {period: PERIODS[period] for period in periods_after_terms(grade)}
        return tuple(SetMark(name, decided[period]) for period, name in names.items() if period in decided)


def _subjects(journals: Sequence[TaughtJournal], facts: _Facts) -> tuple[DiarySubject, ...]:
    by_subject: dict[str, list[TaughtJournal]] = defaultdict(list)
    for each in journals:
        by_subject[each.subject].append(each)
    shown = (facts.subject(each) for each in by_subject.values() if any(map(facts.has, each)))
    return tuple(sorted(shown, key=lambda subject: russian_key(subject.name)))


def _marks(rows: Sequence[AnyRow], journals: Journals, term: NamedTerm) -> dict[JournalId, list[CountedMark]]:
    marks: dict[JournalId, list[CountedMark]] = defaultdict(list)
    for row in rows:
        journal = journals.get(row.journal)
        if journal is not None and journal.is_in(term, row.day):
            work = None if row.weight is None else DiaryWork(row.name or "", row.title, row.weight)
            label, retaken = work_words(work), bool(row.retaken)
            one = TermMark(row.value, row.counted, row.day, label, retaken=retaken, comment=row.comment)
            marks[journal.id].append(one)
    return marks


def _add_extract(
    rows: Sequence[AnyRow], journals: Journals, term: NamedTerm, marks: dict[JournalId, list[CountedMark]]
) -> None:
    for row in rows:
        journal = journals.get(row.journal)
        if journal is not None and journal.is_in(term, row.day):
            label = row.title or work_words(None)
            marks[journal.id].append(CountedMark(row.value, row.weight, row.day, label, source=row.source))


def _attended(
    connection: Connection, owner: DiaryOwner, journals: Journals, term: NamedTerm, today: date
) -> dict[JournalId, list[Attended]]:
    rows = [
        (journals[row.journal], row)
        for row in lesson_rows(connection, owner, journals, term.first, min(term.last, today))
    ]
    lessons = [(journal, row) for journal, row in rows if journal.had(row.day) and journal.is_in(term, row.day)]
    signs = sign_rows(connection, owner, [row.id for _, row in lessons])
    attended: dict[JournalId, list[Attended]] = defaultdict(list)
    for journal, row in lessons:
        sign = signs.get(row.id)
        absence, minutes = (Absence.PRESENT, 0) if sign is None else (Absence(sign.code), sign.minutes)
        attended[journal.id].append(Attended(owner.pupil, row.id, row.day, absence, minutes))
    return attended


def _as_counted(
    attended: Mapping[JournalId, Sequence[Attended]], journals: Journals, releases: Releases
) -> dict[JournalId, list[Attended]]:
    """Return how lessons were attended where a release stands over every sign."""
    return {
        key: [
            replace(each, absence=Absence.RELEASED, minutes=0)
            if releases.covers(each.pupil, journals[key].subject, each.day)
            else each
            for each in lessons
        ]
        for key, lessons in attended.items()
    }


def _released(
    releases: Releases, owner: DiaryOwner, term: NamedTerm, journals: Iterable[TaughtJournal]
) -> dict[SubjectId, list[tuple[date, date]]]:
    """Return when the pupil is released from each subject in a term, by the term's own days."""
    return {
        each.subject: [
            (max(first, term.first), min(last or term.last, term.last))
            for first, last in releases.of(owner.pupil, each.subject)
            if first <= term.last and (last is None or term.first <= last)
        ]
        for each in journals
    }


def _tenth(connection: Connection, owner: DiaryOwner) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in tenth_rows(connection, owner):
        found[row.subject][row.period] = row.value
    return found


def _decided(rows: Sequence[AnyRow]) -> dict[JournalId, dict[str, str]]:
    decided: dict[JournalId, dict[str, str]] = defaultdict(dict)
    for row in rows:
        decided[row.journal][row.period] = row.value
    return decided
