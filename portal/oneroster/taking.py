"""Takes in a file's periods, people, courses and classes."""

import re
from datetime import date

from app.domain.records import NEVER, Group, Journal, Pupil, SchoolClass, Subject, Teacher, Term
from app.files.headed import Line
from app.files.refusals import Reason
from app.ids import ClassId, GroupId, JournalId, PupilId, SubjectId, TeacherId, derived
from portal.admin.import_books import LAST_GRADE, class_title
from portal.admin.import_checks import demand_term
from portal.admin.import_defaults import SHORT_LENGTH, SUBJECT_SHORTS
from portal.admin.import_lists import MOST_HOURS, OLDEST, SHIFTS, YOUNGEST
from portal.oneroster.columns import GRADES, GROUP, HOMEROOM, HOURS, ONE_DAY, SHIFT, Kind, Person
from portal.oneroster.taking_books import RosterBooks

TERMS = frozenset({Kind.TERM, Kind.SEMESTER, Kind.GRADING_PERIOD})
SEXES = {"male": "m", "female": "f"}
"""Any other word leaves a pupil without one."""

FIRST_SHIFT, ONE_HOUR = 1, 1
"""Of a class and of a journal that are new and of which the file says nothing."""

_GRADES = re.compile(r"(\d{1,2})-(\d{1,2})")


def take_session(books: RosterBooks, line: Line) -> None:
    """Take in a term; the year itself was looked at before."""
    kind = line.needed("type")
    if line.needed("schoolYear") != str(books.year + 1):
        line.refuse("schoolYear", Reason.OUTSIDE_YEAR)
    if kind == Kind.SCHOOL_YEAR:
        return
    if kind not in TERMS:
        line.refuse("type", Reason.UNKNOWN_KIND)
    name, key = line.needed("title"), line.needed("sourcedId")
    first, behind = line.needed_day("startDate", books.year), line.needed_day("endDate", books.year)
    if behind <= first:
        line.refuse("endDate", Reason.BAD_DATE)
    was = books.find(Term, key)
    low, high = _grades(line) or ((was.first_grade, was.last_grade) if was else (1, LAST_GRADE))
    key = was.id if was else derived("term", books.school, str(books.year), name, str(low), str(high))
    term = Term(key, NEVER, name, was.ordinal if was else 0, low, high, first, behind - ONE_DAY)
    if books.has_added(term):
        line.refuse("title", Reason.TWICE)
    demand_term(books, line, term)
    books.add(term)


def take_user(books: RosterBooks, line: Line) -> None:
    """Take in a teacher or a pupil; whoever is nothing else to the school is told and left out."""
    key = line.needed("sourcedId")
    roles = books.roles[key] or {line.text("role").lower()}
    if key in books.users:
        line.refuse("sourcedId", Reason.TWICE)
    if Person.TEACHER in roles:
        person: Teacher | Pupil = _teacher(books, line, key)
    elif Person.STUDENT in roles:
        person = _pupil(books, line, key)
    else:
        line.refuse("role" if line.text("role") else "sourcedId", Reason.NOT_TAKEN)
    if books.has_added(person):
        line.refuse("username" if isinstance(person, Teacher) else "familyName", Reason.TWICE)
    books.users[key] = person
    books.add(person)


def take_course(books: RosterBooks, line: Line) -> None:
    """Take in a subject; a course of no scheduled class is none, such as the one that stands for classes as such."""
    key, name = line.needed("sourcedId"), line.needed("title")
    books.demand_ours(line, "orgSourcedId")
    if key not in books.used:
        return
    was = books.find(Subject, key) or books.subjects.get(name.lower())
    short = was.short if was else SUBJECT_SHORTS.get(name, name[:SHORT_LENGTH])
    made = was.id if was else SubjectId(derived("subject", books.school, name.lower()))
    subject = Subject(made, NEVER, name, short, was.scale if was else "")
    if books.has_added(subject):
        line.refuse("title", Reason.TWICE)
    books.courses[key] = subject
    books.add(subject)


def take_homeroom(books: RosterBooks, line: Line) -> None:
    """Take in a class, with the group of all its pupils."""
    key = line.needed("sourcedId")
    books.demand_ours(line, "schoolSourcedId")
    title = class_title(line.needed("title")) or class_title(line.text("classCode"))
    if title is None:
        line.refuse("title", Reason.BAD_CLASS)
    was = books.find(SchoolClass, key) or books.classes.get(title)
    made = was.id if was else ClassId(derived("class", books.school, str(books.year), title))
    shift = line.whole(SHIFT, 1, SHIFTS) if line.text(SHIFT) else (was.shift if was else FIRST_SHIFT)
    school_class = SchoolClass(made, NEVER, int(title[:-1]), title[-1], shift, was.teacher if was else None)
    if books.has_added(school_class):
        line.refuse("title", Reason.TWICE)
    books.homerooms[key] = school_class
    books.add(school_class)
    books.add(group_named(books, made, ""))


def take_scheduled(books: RosterBooks, line: Line) -> None:
    """Take in a journal: a subject for a class or for a group."""
    key = line.needed("sourcedId")
    books.demand_ours(line, "schoolSourcedId")
    if line.needed("classType") != Kind.SCHEDULED:
        line.refuse("classType", Reason.UNKNOWN_KIND)
    subject = books.courses.get(line.needed("courseSourcedId"))
    if subject is None:
        line.refuse("courseSourcedId", Reason.UNKNOWN_SUBJECT)
    group = _group(books, line, key)
    was = books.find(Journal, key) or books.journals.get((group.id, subject.id))
    made = was.id if was else JournalId(derived("journal", group.id, subject.id, str(books.year)))
    hours = line.whole(HOURS, 1, MOST_HOURS) if line.text(HOURS) else (was.hours if was else ONE_HOUR)
    journal = Journal(made, NEVER, group.id, subject.id, books.year, hours)
    if books.has_added(journal):
        line.refuse("title", Reason.TWICE)
    books.taught[key] = journal.id
    books.add(group)
    books.add(journal)


def group_named(books: RosterBooks, school_class: ClassId, name: str) -> Group:
    """Return a group of a class, a new one where there is none of this name."""
    known = books.groups.get((school_class, name))
    return known or Group(GroupId(derived("group", school_class, name)), NEVER, school_class, name)


def _grades(line: Line) -> tuple[int, int] | None:
    text = line.text(GRADES)
    if not text:
        return None
    found = _GRADES.fullmatch(text)
    if found is None:
        line.refuse(GRADES, Reason.BAD_NUMBER)
    return int(found[1]), int(found[2])


def _teacher(books: RosterBooks, line: Line, key: str) -> Teacher:
    login = line.needed("username").lower()
    was = books.find(Teacher, key) or books.teacher_with(login)
    other = books.teacher_with(login)
    if was and other and was.id != other.id:
        line.refuse("username", Reason.TWICE)
    made = was.id if was else TeacherId(derived("teacher", books.school, login))
    return Teacher(made, NEVER, *_names(line), login)


def _pupil(books: RosterBooks, line: Line, key: str) -> Pupil:
    """Return a pupil, known by the file's id, or by names and birth date; by names alone nobody is."""
    names, was = _names(line), books.find(Pupil, key)
    if key in books.births:
        born, sex = _born(books, books.births[key]), SEXES.get(books.births[key].text("sex").lower(), "")
    elif was:
        born, sex = was.born, was.sex
    else:
        line.refuse("familyName", Reason.NO_BIRTH)
    alike = books.born[(*names, born)]
    if was is None and len(alike) > 1:
        line.refuse("familyName", Reason.NAMESAKES)
    made = was.id if was else next(iter(alike), PupilId(books.own_id(key)))
    return Pupil(made, NEVER, *names, born, sex)


def _born(books: RosterBooks, line: Line) -> date:
    born = line.needed_day("birthDate", books.year)
    if not books.year - OLDEST <= born.year <= books.year - YOUNGEST:
        line.refuse("birthDate", Reason.BAD_DATE)
    return born


def _names(line: Line) -> tuple[str, str, str]:
    return line.needed("familyName"), line.needed("givenName"), line.text("middleName")


def _group(books: RosterBooks, line: Line, key: str) -> Group:
    """Return whom a scheduled class is for: as the file says, else as the pupils whom it puts there are."""
    if home := line.text(HOMEROOM):
        if home not in books.homerooms:
            line.refuse(HOMEROOM, Reason.UNKNOWN_CLASS)
        return group_named(books, books.homerooms[home].id, line.text(GROUP))
    owners = books.owners_of(key)
    if not owners:
        line.refuse("title", Reason.UNKNOWN_CLASS)
    name = "" if books.is_whole(key, owners) else line.text("classCode") or line.needed("title")
    return group_named(books, owners[0].id, name)
