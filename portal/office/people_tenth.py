"""Marks of the tenth class «Отметки за 10 класс» of an eleventh class's pupil: shown, entered, corrected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from app.domain.calendar_rules import is_past, year_span
from app.domain.earlier_marks import (
    EARLIER_GRADE,
    LAST_GRADE,
    EarlierMark,
    earlier_mark_id,
    earlier_periods,
    listed,
)
from app.domain.periods import YEAR
from app.domain.records import NEVER, FinalMark, Group, Journal, Pupil, Term
from app.domain.tenth_marks import places_of
from app.domain.year_turn import title_of
from app.ids import PupilId, SubjectId
from portal.admin.tenth_cells import NOT_KNOWN, marks_text, read_marks
from portal.office.people_deeds import DeedPage, Drawn, Field, Planned, Typed, known, read_name
from portal.office.people_reading import People, full_name
from portal.office.refusing import UNKNOWN, PageRefusedError
from portal.office.rule_form import Change

HELP = "Отметки за полугодия и за год через пробел, например «4 5 5»."

Known = Mapping[str, Mapping[str, EarlierMark]]
"""Marks in force by subject and period."""


def tenth_table(people: People, pupil: PupilId) -> dict[str, Any] | None:
    """Return the marks of the tenth class by subject, None where the pupil is in no eleventh class."""
    if not _is_finishing(people, pupil):
        return None
    terms, found = _terms(people), _known(people, pupil)
    marks = {
        key: {period: each.value for period, each in found.get(key, {}).items()} for key in _subjects(people, pupil)
    }
    periods = earlier_periods(len(terms), {period for of in marks.values() for period in of})
    needed = {key: earlier_periods(len(terms), of) for key, of in marks.items()}
    rows = [
        {
            "name": people.subjects[key].name,
            "marks": [of.get(each) or (NOT_KNOWN if each in needed[key] else "") for each in periods],
            "source": ", ".join(sorted({each.source for each in found.get(key, {}).values()})) or "–",
        }
        for key, of in marks.items()
    ]
    is_whole = all(value for of in marks.values() for _, value in listed(of, len(terms)))
    return {"rows": rows, "periods": [_title(each, terms) for each in periods], "is_whole": is_whole}


def _form(people: People, key: str, _typed: Typed) -> Drawn:
    pupil = _pupil(people, key)
    before = _Before(people, pupil.id)
    titles = ", ".join(each.name for each in before.terms)
    facts = [
        f"В каждой строке — {titles} и год через пробел, например «4 5 5».",
        "«–» — отметки не было: предмета тогда не изучали; одно «–» — не изучали весь 10 класс.",
        "Ещё можно «н/а», «осв», «зач», «незач»; «?» — пока не известна. Пустая строка — не внесено.",
    ]
    facts += [
        f"В журнале 10 класса сейчас другое: {people.subjects[subject].name} {before.text(there)}."
        for subject, there in before.there.items()
        if subject in before.subjects and before.known.get(subject) and before.texts[subject] != before.text(there)
    ]
    where = "Откуда эти отметки, например «Школа № 3»."
    source = Field("source", "Класс или школа", where, "wide", value=before.source)
    fields = (
        Field(f"s.{subject}", people.subjects[subject].name, kind="wide", value=before.texts[subject])
        for subject in before.subjects
    )
    return Drawn(f"Отметки за 10 класс: {full_name(pupil)}", f"pupil/{key}", (source, *fields), tuple(facts))


def _enter(people: People, key: str, typed: Typed) -> Planned:
    pupil = _pupil(people, key)
    before = _Before(people, pupil.id)
    errors: dict[str, str] = {}
    source = read_name(typed, "source", errors, may_lack=not any(typed.get(f"s.{each}") for each in before.subjects))
    rows: list[EarlierMark] = []
    changes: list[Change] = []
    for subject in before.subjects:
        values = read_marks(typed.get(f"s.{subject}", ""), len(before.terms))
        if values is None:
            errors[f"s.{subject}"] = HELP
            continue
        changed = list(before.changed(subject, values, source))
        rows += changed
        if changed:
            was, now = (before.text(each) or "не внесены" for each in (before.of(subject), values))
            changes.append(Change(people.subjects[subject].name, was, now))
    if errors:
        return Planned(errors=errors)
    title = f"Отметки за 10 класс: {full_name(pupil)}"
    note = "По ним и по отметкам 11 класса учителю предлагается итоговая. Поставленные итоговые остаются."
    return Planned(title, f"pupil/{key}", tuple(rows), tuple(changes), (note,))


@dataclass
class _Before:
    """What is known of a pupil's tenth class.

    there: what the journals of the school say by now, by subject and period. texts: what stands in the fields at first:
    what is known, else what the journals say.
    """

    people: People
    pupil: PupilId

    def __post_init__(self) -> None:
        self.terms = _terms(self.people)
        self.known = _known(self.people, self.pupil)
        self.there, came_from = _of_journals(self.people, self.pupil)
        self.subjects = _subjects(self.people, self.pupil)
        self.texts = {each: self.text(self.of(each) or self.there.get(each, {})) for each in self.subjects}
        sources = sorted({row.source for rows in self.known.values() for row in rows.values()})
        self.source = sources[0] if sources else came_from

    def of(self, subject: str) -> dict[str, str]:
        """Return the marks of a subject that are known, by period."""
        return {period: each.value for period, each in self.known.get(subject, {}).items()}

    def text(self, marks: Mapping[str, str]) -> str:
        """Return marks by period as they are typed."""
        return marks_text(dict(listed(marks, len(self.terms))))

    def changed(self, subject: str, values: Mapping[str, str], source: str) -> Iterator[EarlierMark]:
        """Yield the rows that become different. source: given anew to all of them where it is another one."""
        had = self.known.get(subject, {})
        for period in dict.fromkeys((*had, *values)):
            old, value = had.get(period), values.get(period, "")
            if old is None and value:
                key = SubjectId(subject)
                row = earlier_mark_id(self.pupil, key, period)
                yield EarlierMark(row, NEVER, self.pupil, key, self.people.facts.year - 1, period, value, source)
            elif old is not None:
                is_other = value != old.value or source != self.source
                wanted = replace(old, value=value, source=source if value and is_other else old.source)
                if wanted != old:
                    yield wanted


def _pupil(people: People, key: str) -> Pupil:
    pupil: Pupil = known(people.pupils, key)
    if not _is_finishing(people, pupil.id):
        raise PageRefusedError(UNKNOWN)
    return pupil


def _is_finishing(people: People, pupil: PupilId) -> bool:
    """Return whether a pupil is in an eleventh class, or will be this year."""
    return any(
        people.classes[each.school_class].grade == LAST_GRADE
        for each in people.enrolments.get(pupil, ())
        if each.school_class in people.classes and (each.last is None or each.last >= people.today)
    )


def _terms(people: People) -> list[Term]:
    """Return the terms of the eleventh class, the first one first."""
    own = [each for each in people.all(Term) if each.first_grade <= LAST_GRADE <= each.last_grade]
    return sorted((each for each in own if not is_past(each.last, people.facts.year)), key=lambda each: each.first)


def _title(period: str, terms: list[Term]) -> str:
    if period == YEAR:
        return "Год"
    return terms[int(period) - 1].name if int(period) <= len(terms) else f"{period}-й период"


def _subjects(people: People, pupil: PupilId) -> list[str]:
    """Return the subjects that a pupil is taught, or of which marks are known, by name."""
    groups = {each.group for each in people.whereabouts(pupil).memberships if each.group in people.groups}
    wanted = {each.subject for each in people.journals.values() if each.group in groups} | set(_known(people, pupil))
    return [key for key in people.subjects if key in wanted]


def _known(people: People, pupil: PupilId) -> Known:
    found: dict[str, dict[str, EarlierMark]] = {}
    for each in people.of_pupil(EarlierMark, pupil):
        if each.value:
            found.setdefault(each.subject, {})[each.period] = each
    return found


def _of_journals(people: People, pupil: PupilId) -> tuple[dict[str, dict[str, str]], str]:
    """Return what the school's journals say of a pupil's last tenth class by now, and what that class was called."""
    groups = {each.id: each.school_class for each in people.all(Group)}
    tenth = {
        each.id: each
        for each in people.all(Journal)
        if (found := people.every_class.get(groups[each.group])) and found.year and found.grade == EARLIER_GRADE
    }
    marks = [each for each in people.of_pupil(FinalMark, pupil) if each.journal in tenth and each.value]
    year = max((tenth[each.journal].year for each in marks), default=0)
    first, last = year_span(year) if year else (people.today, people.today)
    places = places_of(each for each in people.all(Term) if first <= each.first and each.last <= last)
    there: dict[str, dict[str, str]] = {}
    title = ""
    for each in marks:
        journal = tenth[each.journal]
        if journal.year == year and each.period in places:
            there.setdefault(journal.subject, {})[places[each.period]] = each.value
            title = title_of(people.every_class[groups[journal.group]])
    return there, title


TENTH_DEEDS = {"tenth": DeedPage(_form, _enter)}
"""By the word in the address."""
