"""The closing school after its turn of the year: last year's figures as the pages gave them, and a new year begun."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.attendance import attendance_id
from app.domain.classroom import Release
from app.domain.periods import YEAR, closing_id
from app.domain.records import (
    NEVER,
    Assignment,
    Attendance,
    Closing,
    Enrolment,
    FinalMark,
    Group,
    Journal,
    Lesson,
    Membership,
    Pupil,
    Record,
    School,
    SchoolClass,
    Subject,
    Teacher,
    Term,
)
from app.domain.regulations import MarkScale
from app.ids import JournalId, LessonId, PupilId
from tests.closing_school import (
    ABRAMOV,
    ALGEBRA,
    BEFORE,
    BELOVA,
    ENGLISH_2,
    KOTOV,
    MISHIN,
    OTHERS,
    PE,
    QUARTER_ENDS,
    SECOND,
    SEVENTH,
    SIGNED,
    TENTH,
    VLASOV,
    YEAR_ENDS,
    closing_school,
    final,
    lesson_id,
    sign,
)
from tests.portal.office.closing_office import ClosingOffice
from tests.portal.office.people_office import words
from tests.portal.office.turn_office import MAY, SEPTEMBER, TurnOffice, on
from tests.small_school import ANNA, BORIS

PAST, PRESENT = 2026, 2027
OCTOBER = date(2027, 10, 26)
KEYS = (QUARTER_ENDS.isoformat(), YEAR_ENDS.isoformat(), YEAR)
"""The periods of the past year."""

PATHS = ("", "/journals", "/missed")
KINDS: tuple[type[Record], ...] = (
    *(School, Term, Teacher, MarkScale, Subject, SchoolClass, Group, Pupil, Enrolment, Membership, Journal),
    *(Assignment, Lesson, FinalMark, Attendance, Closing, Release),
)


def whole_year() -> Iterator[Record]:
    """Yield the closing school with marks of its second term and of the year, and a lesson missed in December."""
    december = Lesson(lesson_id(ENGLISH_2, 12, 7), NEVER, ENGLISH_2, date(2026, 12, 7), 2, "1")
    yield from closing_school(december, sign(ENGLISH_2, VLASOV, 12, 7, "б"))
    for period in (SECOND, YEAR):
        yield final(ALGEBRA, ABRAMOV, period, "5")
        yield final(ALGEBRA, BELOVA, period, "3")
        yield final(PE, VLASOV, period, "2")
        yield final(OTHERS[BEFORE], KOTOV, period, "4")
    yield final(OTHERS[TENTH], MISHIN, YEAR, "5")


@dataclass(frozen=True)
class Said:
    """What the pages of a period say: the tables, what waits, and the file."""

    tables: tuple[tuple[str, ...], ...]
    waits: str
    file: str


def read_said(office: ClosingOffice, key: str, year: int | None = None) -> Said:
    """Return what the pages of a period say. year: None where the address names none."""
    asked = f"?period={key}" if year is None else f"?year={year}&period={key}"
    pages = [office.get(f"/figures{path}{asked}") for path in PATHS]
    waits = re.findall(r"<summary>.*?</summary>|<li>\s*<p>.*?</p>", pages[0], re.DOTALL)
    return Said(tuple(map(_tables, pages)), _text(" ".join(waits)), office.get(f"/figures/table{asked}"))


def _tables(page: str) -> tuple[str, ...]:
    return tuple(map(_text, re.findall(r"<table.*?</table>", page, re.DOTALL)))


def _text(part: str) -> str:
    return words(f"<body>{part}")


def turn(office: ClosingOffice) -> TurnOffice:
    """Turn the year on the office's pages: 7Б becomes 8А, 7А 8Б, Kotov stays in a new 7А, Abramov leaves."""
    turning = on(office.portal, MAY)
    turning.decide("", fresh="1А, 7А, 10А", order="77-у", last="2027-05-31")
    turning.decide(f"/class/{SEVENTH}", to="8А", **{f"p__{ABRAMOV}": "-"})
    turning.decide(f"/class/{BEFORE}", to="8Б", **{f"p__{KOTOV}": "7А"})
    turning.turn()
    return turning


def begin_new_year(turning: TurnOffice) -> tuple[Record, ...]:
    """Return a new year's autumn: everybody misses a lesson of each journal and has a mark of the term and the year."""
    terms = {each.first_grade: each.id for each in turning.rows(Term) if each.first == SEPTEMBER}
    grades = {each.id: each.grade for each in turning.rows(SchoolClass, year=0)}
    classes = {each.id: each.school_class for each in turning.rows(Group) if each.school_class in grades}
    members: Mapping[str, list[PupilId]] = {
        key: [each.pupil for each in turning.rows(Membership, group=key)] for key in classes
    }
    written: list[Record] = [
        Closing(closing_id(terms[1], key), NEVER, terms[1], key, True, "", ANNA) for key in grades if grades[key] < 10
    ]
    for each in turning.rows(Journal, year=PRESENT):
        term = terms[10 if grades[classes[each.group]] > 9 else 1]
        written += _of_journal(each.id, members[each.group], term)
    written.append(Release("new-release", NEVER, BELOVA, "", date(2027, 9, 20), None, "справка 18"))
    return tuple(written)


def _of_journal(journal: JournalId, pupils: list[PupilId], term: str) -> Iterator[Record]:
    lesson = LessonId(f"new-{journal}")
    yield Lesson(lesson, NEVER, journal, date(2027, 9, 6), 1, "1")
    for who in pupils:
        yield Attendance(attendance_id(lesson, who), SIGNED, journal, lesson, who, "н", 0, BORIS)
        yield from (final(journal, who, period, "2") for period in (term, YEAR))


def of_present(office: ClosingOffice) -> tuple[Record, ...]:
    """Return the rows without those of the past year: what a school has that began with the present one."""
    rows: list[Any] = [row for kind in KINDS for row in office.rows(kind)]
    past: set[str] = {each.id for each in rows if isinstance(each, SchoolClass) and each.year}
    past |= {each.id for each in rows if isinstance(each, Group) and each.school_class in past}
    past |= {each.id for each in rows if isinstance(each, Journal) and each.group in past}
    past |= {each.id for each in rows if isinstance(each, Term) and each.last < SEPTEMBER}
    return tuple(row for row in rows if past.isdisjoint(_named(row)))


def _named(row: Any) -> set[str]:
    """Return the ids of classes, groups, journals and terms of which a row speaks, its own among them."""
    fields = ("id", "school_class", "group", "journal", "term")
    return {found for name in fields if (found := getattr(row, name, ""))}


def options(page: str, name: str) -> list[str]:
    """Return what a list of a page offers, the chosen one first."""
    found = re.search(rf'<select name="{name}">(.*?)</select>', page, re.DOTALL)
    each = re.findall(r"<option value=\"[^\"]*\"( selected)?>([^<]*)<", found[1]) if found else []
    return [html.unescape(text) for is_chosen, text in sorted(each, key=lambda pair: not pair[0])]
