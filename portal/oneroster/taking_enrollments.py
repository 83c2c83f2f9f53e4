"""Takes in who is in a file's classes and who teaches there, with the days of each."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from app.domain.movement import check_membership
from app.domain.records import NEVER, Assignment, Enrolment, Journal, Membership, Pupil, SchoolClass, Teacher
from app.files.headed import Line, shown
from app.files.refusals import Reason
from app.ids import GroupId, JournalId, PupilId, TeacherId, derived
from portal.admin.import_lists import is_elsewhere
from portal.oneroster.columns import ONE_DAY, Person
from portal.oneroster.taking import group_named
from portal.oneroster.taking_books import RosterBooks

T = TypeVar("T", Enrolment, Membership, Assignment)
Days = tuple[date, date | None]
"""The first day and the last one, None while it lasts."""


def in_order(books: RosterBooks, lines: Iterable[Line]) -> Sequence[Line]:
    """Return rows as they need each other: classes before groups, and who leaves a class before who comes."""

    def place(line: Line) -> tuple[bool, bool]:
        return shown(line.value("classSourcedId")) not in books.homerooms, line.value("endDate") is None

    return sorted(lines, key=place)


def take_enrollment(books: RosterBooks, line: Line) -> None:
    """Take in one row: a pupil's time in a class or a group, who leads a class, who teaches whom."""
    books.demand_ours(line, "schoolSourcedId")
    place, role = line.needed("classSourcedId"), line.needed("role").lower()
    if place not in books.homerooms and place not in books.taught:
        line.refuse("classSourcedId", Reason.UNKNOWN_CLASS)
    person = books.users.get(line.needed("userSourcedId"))
    match role, person:
        case Person.STUDENT, Pupil():
            _take_pupil(books, line, person)
        case Person.TEACHER, Teacher():
            _take_teacher(books, line, person)
        case Person.STUDENT, _:
            line.refuse("userSourcedId", Reason.UNKNOWN_PUPIL)
        case Person.TEACHER, _:
            line.refuse("userSourcedId", Reason.UNKNOWN_TEACHER)
        case _:
            line.refuse("role", Reason.NOT_TAKEN)


def _take_pupil(books: RosterBooks, line: Line, pupil: Pupil) -> None:
    place = line.needed("classSourcedId")
    if place in books.homerooms:
        _enrol(books, line, books.homerooms[place], pupil.id)
    else:
        journal = books.held[Journal][books.taught[place]]
        assert isinstance(journal, Journal)  # noqa: S101 (held by kind)
        _join(books, line, journal.group, pupil.id)


def _take_teacher(books: RosterBooks, line: Line, teacher: Teacher) -> None:
    place = line.needed("classSourcedId")
    if place in books.homerooms:
        _lead(books, line, place, teacher.id)
    else:
        _assign(books, line, books.taught[place], teacher.id)


def _enrol(books: RosterBooks, line: Line, school_class: SchoolClass, pupil: PupilId) -> None:
    known = books.find(Enrolment, line.needed("sourcedId"))
    mine = [each for each in books.enrolments[school_class.id].values() if each.pupil == pupil]
    was = known if known in mine else None
    first, last = _days(books, line, was)
    was = was or _same_time(mine, first)
    key = was.id if was else derived("enrolment", pupil, school_class.id, first.isoformat())
    order, end_order = (was.order, was.end_order if was.last == last else "") if was else ("", "")
    enrolment = Enrolment(key, NEVER, pupil, school_class.id, first, last, order, end_order)
    if books.has_added(enrolment):
        line.refuse("userSourcedId", Reason.TWICE)
    if is_elsewhere(books, enrolment):
        line.refuse("userSourcedId", Reason.ELSEWHERE)
    books.add(enrolment)
    books.add(_membership(books, group_named(books, school_class.id, "").id, pupil, (first, last)))


def _join(books: RosterBooks, line: Line, group: GroupId, pupil: PupilId) -> None:
    member = _membership(books, group, pupil, _days(books, line, None))
    said = books.added[Membership].get(member.id)
    if said is not None and said != member:
        line.refuse("userSourcedId", Reason.TWICE)
    if check_membership(member, books.times[pupil].values()) is not None:
        line.refuse("userSourcedId", Reason.NOT_ENROLLED)
    books.add(member)


def _lead(books: RosterBooks, line: Line, place: str, teacher: TeacherId) -> None:
    """Let a teacher lead a class: the one of several who is said to be the first."""
    is_first = line.text("primary").lower() == "true"
    if place in books.leaders:
        if is_first == books.leaders[place]:
            line.refuse("userSourcedId", Reason.TWICE)
        if not is_first:
            return
    books.leaders[place] = is_first
    books.add(replace(books.homerooms[place], teacher=teacher))


def _assign(books: RosterBooks, line: Line, journal: JournalId, teacher: TeacherId) -> None:
    known = books.find(Assignment, line.needed("sourcedId"))
    mine = [each for each in books.assignments[journal].values() if each.teacher == teacher]
    was = known if known in mine else None
    first, last = _days(books, line, was)
    was = was or _same_time(mine, first)
    key = was.id if was else derived("assignment", journal, teacher, first.isoformat())
    right = Assignment(key, NEVER, journal, teacher, first, last)
    if books.has_added(right):
        line.refuse("userSourcedId", Reason.TWICE)
    books.add(right)


def _membership(books: RosterBooks, group: GroupId, pupil: PupilId, days: Days) -> Membership:
    was = _same_time(books.memberships[group, pupil].values(), days[0])
    key = was.id if was else derived("membership", group, pupil, days[0].isoformat())
    return Membership(key, NEVER, group, pupil, *days)


def _days(books: RosterBooks, line: Line, was: Enrolment | Assignment | None) -> Days:
    """Return the days of a row. was: as it is kept, for what the row does not say."""
    first = line.day("beginDate", books.year) or (was.first if was else books.first_day())
    behind = line.day("endDate", books.year)
    if behind is not None and behind <= first:
        line.refuse("endDate", Reason.BAD_DATE)
    return first, behind - ONE_DAY if behind else None


def _same_time(times: Iterable[T], first: date) -> T | None:
    return next((each for each in times if each.first == first), None)
