"""Takes in the school's lists: terms, bells, teachers, classes, pupils, load."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from app.domain.movement import check_membership
from app.domain.records import (
    NEVER,
    Assignment,
    Bell,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Membership,
    Pupil,
    SchoolClass,
    Subject,
    Teacher,
    Term,
    WorkType,
)
from app.files.headed import Line, Said, Table
from app.files.refusals import Reason
from app.ids import ClassId, GroupId, JournalId, PupilId, SubjectId, TeacherId, WorkTypeId, derived
from portal.admin.import_books import LAST_GRADE, Books, class_title, covers
from portal.admin.import_checks import demand_holiday, demand_term, demand_year
from portal.admin.import_defaults import SHORT_LENGTH, SUBJECT_SHORTS, WORK_TYPES

HOLIDAYS = {"каникулы", "праздник", "выходной"}
TERMS = {"четверть", "полугодие", "триместр", "модуль"}
MOST_HOURS = 12
"""Lessons a week of one subject."""

LAST_NUMBER = 10
SHIFTS = 3
OLDEST, YOUNGEST = 25, 4
"""Years before the school year in which a pupil can be born."""

_GRADES = re.compile(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?")
_SEXES = {"м": "m", "муж": "m", "мужской": "m", "ж": "f", "жен": "f", "женский": "f", "": ""}
_HALF = re.compile(r"подгруппа \((.+)\)")


def add_work_types(books: Books) -> None:
    """Add the usual kinds of work, unless the school has kinds of its own."""
    if books.work_types:
        return
    for ordinal, (name, short, weight, colour) in enumerate(WORK_TYPES, 1):
        key = WorkTypeId(derived("work_type", books.school, name.lower()))
        books.add(WorkType(key, NEVER, name, short, weight, colour, ordinal))


def take_term(books: Books, line: Line) -> None:
    """Take in a term or holidays."""
    kind, name = line.needed("вид").lower(), line.needed("название")
    first, last = line.needed_day("начало", books.year), line.needed_day("конец", books.year)
    if last < first:
        line.refuse("конец", Reason.BAD_DATE)
    if kind in HOLIDAYS:
        key = derived("holiday", books.school, name, first.isoformat())
        holiday = Holiday(key, NEVER, name, first, last)
        demand_holiday(books, line, holiday)
        _add_once(books, line, "название", holiday)
        return
    if kind not in TERMS:
        line.refuse("вид", Reason.UNKNOWN_KIND)
    grades = _GRADES.fullmatch(line.text("классы") or f"1-{LAST_GRADE}")
    if grades is None:
        line.refuse("классы", Reason.BAD_NUMBER)
    low, high = int(grades[1]), int(grades[2] or grades[1])
    key = derived("term", books.school, str(books.year), name, str(low), str(high))
    term = Term(key, NEVER, name, 0, low, high, first, last)
    if not books.has_added(term):
        demand_term(books, line, term)
    _add_once(books, line, "название", term)


def number_terms(books: Books) -> None:
    """Give each term of the files its place among those of the same grades, whatever the order of the rows."""
    for term in [each for each in books.terms.values() if books.has_added(each)]:
        before = (each for each in books.terms.values() if each.first_grade == term.first_grade)
        books.add(replace(term, ordinal=1 + sum(each.first < term.first for each in before)))


def take_bell(books: Books, line: Line) -> None:
    """Take in a bell; without a weekday it rings on all of them."""
    shift, number = line.whole("смена", 1, SHIFTS), line.whole("урок", 0, LAST_NUMBER)
    weekday = weekday_of(line) if line.text("день недели") else 0
    key = derived("bell", books.school, str(shift), str(weekday), str(number))
    starts, ends = line.time("начало"), line.time("конец")
    if ends <= starts:
        line.refuse("конец", Reason.BAD_TIME)
    _add_once(books, line, "урок", Bell(key, NEVER, shift, weekday, number, starts, ends))


def take_teacher(books: Books, line: Line) -> None:
    """Take in a teacher, known by the login."""
    login = line.needed("логин").lower()
    key = TeacherId(derived("teacher", books.school, login))
    names = line.needed("фамилия"), line.needed("имя"), line.text("отчество")
    _add_once(books, line, "логин", Teacher(key, NEVER, *names, login))


def take_class(books: Books, line: Line) -> None:
    """Take in a class with the group of all its pupils."""
    title = class_title(line.needed("класс"))
    if title is None:
        line.refuse("класс", Reason.BAD_CLASS)
    key = ClassId(derived("class", books.school, str(books.year), title))
    shift = line.whole("смена", 1, SHIFTS)
    leader = _teacher(books, line, "классный руководитель") if line.text("классный руководитель") else None
    _add_once(books, line, "класс", SchoolClass(key, NEVER, int(title[:-1]), title[-1], shift, leader))
    books.add(_group(books, key, ""))


def pupil_lines(table: Table) -> list[Line]:
    """Return the rows with those who have left first: who goes from one class to another leaves before coming."""
    return sorted(table.lines(), key=lambda line: line.value("выбыл") is None)


def take_pupil(books: Books, line: Line) -> None:
    """Take in a pupil's time in a class and in the halves of it that the row names."""
    school_class = class_of(books, line)
    pupil = _pupil(books, line)
    known = books.added[Pupil].get(pupil.id)
    first = line.day("зачислен", books.year) or books.first_day()
    last = line.day("выбыл", books.year)
    if last is not None and last < first:
        line.refuse("выбыл", Reason.BAD_DATE)
    key = derived("enrolment", pupil.id, school_class.id, first.isoformat())
    was = books.times[pupil.id].get(key)
    end_order = was.end_order if was and was.last == last else ""
    enrolment = Enrolment(key, NEVER, pupil.id, school_class.id, first, last, line.text("приказ"), end_order)
    if known not in {None, pupil} or books.has_added(enrolment):
        line.refuse("фамилия", Reason.TWICE)
    if is_elsewhere(books, enrolment):
        line.refuse("фамилия", Reason.ELSEWHERE)
    halves = _halves(line)
    books.add(pupil)
    books.add(enrolment)
    for half in ("", *halves):
        group = _group(books, school_class.id, half)
        books.add(group)
        key = derived("membership", group.id, pupil.id, first.isoformat())
        books.add(Membership(key, NEVER, group.id, pupil.id, first, last))


def take_group(books: Books, line: Line) -> None:
    """Take in a pupil's time in a group of pupils of the classes that the row names, such as «10А, 10Б».

    The group stands under the first of them.
    """
    classes = classes_of(books, line, "классы")
    name = line.needed("группа")
    pupil = member_of(books, line, classes)
    first = line.day("с", books.year) or books.first_day()
    last = line.day("по", books.year)
    if last is not None and last < first:
        line.refuse("по", Reason.BAD_DATE)
    group = _group(books, classes[0].id, name)
    row = Membership(derived("membership", group.id, pupil, first.isoformat()), NEVER, group.id, pupil, first, last)
    if books.has_added(row):
        line.refuse("фамилия", Reason.TWICE)
    if check_membership(row, books.times[pupil].values()) is not None:
        line.refuse("фамилия", Reason.NOT_ENROLLED)
    books.add(group)
    books.add(row)


def take_load(books: Books, line: Line) -> None:
    """Take in what a teacher teaches to a class or a half of it: a journal and the right to it."""
    school_class = class_of(books, line)
    group = group_of(books, line, school_class)
    hours = line.whole("часов в неделю", 1, MOST_HOURS)
    teacher = _teacher(books, line, "учитель")
    subject = _subject(books, line)
    first, last = line.day("с", books.year) or books.first_day(), line.day("по", books.year)
    demand_year(books, line, first, last)
    key = JournalId(derived("journal", group.id, subject.id, str(books.year)))
    right = derived("assignment", key, teacher, first.isoformat())
    assignment = Assignment(right, NEVER, key, teacher, first, last)
    _add_once(books, line, "предмет", assignment)
    books.add(subject)
    books.add(Journal(key, NEVER, group.id, subject.id, books.year, hours))


def class_of(books: Books, said: Said) -> SchoolClass:
    """Return the class that is named; the first one, where a group of pupils of several classes is meant."""
    found = classes_of(books, said, "класс")
    if len(found) > 1 and not said.text("группа"):
        said.refuse("класс", Reason.UNKNOWN_CLASS)
    return found[0]


def classes_of(books: Books, said: Said, heading: str) -> list[SchoolClass]:
    """Return the classes that are named, such as «10А, 10Б», by grade and letter."""
    titles = [class_title(each.strip()) for each in said.needed(heading).split(",")]
    found = [books.classes[title] for title in titles if title in books.classes]
    if len(found) < len(titles):
        said.refuse(heading, Reason.UNKNOWN_CLASS)
    return sorted(found, key=lambda each: (each.grade, each.letter))


def group_of(books: Books, said: Said, school_class: SchoolClass) -> Group:
    """Return the group that is named, the whole class where none is."""
    found = books.groups.get((school_class.id, said.text("группа")))
    if found is None:
        said.refuse("группа", Reason.UNKNOWN_GROUP)
    return found


def journal_of(books: Books, said: Said, school_class: SchoolClass) -> Journal:
    """Return the journal of the group and the subject that are named."""
    group = group_of(books, said, school_class)
    subject = books.subjects.get(said.needed("предмет").lower())
    if subject is None:
        said.refuse("предмет", Reason.UNKNOWN_SUBJECT)
    journal = books.journals.get((group.id, subject.id))
    if journal is None:
        said.refuse("предмет", Reason.NO_JOURNAL)
    return journal


WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
SHORT_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
NUMBERED_WEEKDAYS = tuple("1234567")


def weekday_of(line: Line) -> int:
    """Return the weekday that a row names: 1 Monday to 7."""
    text = line.needed("день недели").lower()
    names = next((names for names in (WEEKDAYS, SHORT_WEEKDAYS, NUMBERED_WEEKDAYS) if text in names), None)
    if names is None:
        line.refuse("день недели", Reason.UNKNOWN_WEEKDAY)
    return names.index(text) + 1


Once = Term | Holiday | Bell | Teacher | SchoolClass | Assignment


def _add_once(books: Books, line: Line, heading: str, record: Once) -> None:
    if books.has_added(record):
        line.refuse(heading, Reason.TWICE)
    books.add(record)


def _group(books: Books, school_class: ClassId, name: str) -> Group:
    known = books.groups.get((school_class, name))
    return known or Group(GroupId(derived("group", school_class, name)), NEVER, school_class, name)


def _teacher(books: Books, line: Line, heading: str) -> TeacherId:
    found = books.teachers.get(line.needed(heading).lower(), set())
    if not found:
        line.refuse(heading, Reason.UNKNOWN_TEACHER)
    if len(found) > 1:
        line.refuse(heading, Reason.NAMESAKES)
    return next(iter(found))


def _subject(books: Books, line: Line) -> Subject:
    name = line.needed("предмет")
    known = books.subjects.get(name.lower())
    short = SUBJECT_SHORTS.get(name, name[:SHORT_LENGTH])
    return known or Subject(SubjectId(derived("subject", books.school, name.lower())), NEVER, name, short)


def _pupil(books: Books, line: Line) -> Pupil:
    names = line.needed("фамилия"), line.needed("имя"), line.text("отчество")
    born = line.needed_day("дата рождения", books.year)
    if not books.year - OLDEST <= born.year <= books.year - YOUNGEST:
        line.refuse("дата рождения", Reason.BAD_DATE)
    sex = _SEXES.get(line.text("пол").lower())
    if sex is None:
        line.refuse("пол", Reason.UNKNOWN_KIND)
    file = line.text("личное дело")
    parts = ("file", file) if file else (*names, born.isoformat())
    key = PupilId(derived("pupil", books.school, *parts))
    alike = books.born[(*names, born)]
    if not file and key not in books.pupils and len(alike) == 1:
        key = next(iter(alike))  # who came by another program has an id of that one's
    return Pupil(key, NEVER, *names, born, sex)


def member_of(books: Books, line: Line, classes: Sequence[SchoolClass]) -> PupilId:
    """Return the pupil of these classes whom a row names; namesakes are told apart by the birth date."""
    names = (line.needed("фамилия"), line.needed("имя"), line.text("отчество"))
    born = line.day("дата рождения", books.year)
    inside = {time.pupil for each in classes for time in books.enrolments[each.id].values()}
    found = [
        each
        for each in (books.pupils[key] for key in inside)
        if (each.surname, each.name) == names[:2]
        and (not names[2] or each.patronymic == names[2])
        and born in {None, each.born}
    ]
    if not found:
        line.refuse("фамилия", Reason.UNKNOWN_PUPIL)
    if len(found) > 1:
        line.refuse("фамилия", Reason.NAMESAKES)
    return found[0].id


def is_elsewhere(books: Books, wanted: Enrolment) -> bool:
    """Return whether a pupil is in a class on one of the days already, by another entry."""
    others = (one for one in books.times[wanted.pupil].values() if one.id != wanted.id)
    return any(
        covers(one.first, one.last, wanted.first) or covers(wanted.first, wanted.last, one.first) for one in others
    )


def _halves(line: Line) -> list[str]:
    named = [(heading, found[1]) for heading in line.table.columns if (found := _HALF.fullmatch(heading))]
    return [f"{half} {number}" for heading, half in named if (number := line.text(heading))]
