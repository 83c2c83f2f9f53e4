"""Turns a week's timetable into the lessons of the year, and plans into their items."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.records import NEVER, Journal, Lesson, PlanItem, SchoolClass
from app.files.headed import Line, Table
from app.files.plan_in import plan_entry
from app.files.refusals import Reason
from app.ids import derived
from app.judging.plans import MOST_ITEMS
from portal.admin.import_books import Books, class_title
from portal.admin.import_checks import demand_place, demand_year, row_of, week_in
from portal.admin.import_lists import LAST_NUMBER, class_of, journal_of, weekday_of
from portal.admin.timetable_ids import lesson_id

DAYS_A_WEEK = 7


def take_place(books: Books, line: Line) -> None:
    """Take in a lesson of the week: one for each such day of the year, or of the dates and weeks that the row names.

    A lesson that somebody has cancelled or moved one by one since stays as it was decided.
    """
    school_class = class_of(books, line)
    weekday, number = weekday_of(line), line.whole("урок", 0, LAST_NUMBER)
    journal = journal_of(books, line, school_class)
    room = line.text("кабинет")
    first = line.day("с", books.year) or books.first_day()
    last = line.day("по", books.year) or books.last_day()
    if last < first or (last - first).days > 366:  # noqa: PLR2004 (a year)
        line.refuse("по", Reason.BAD_DATE)
    demand_year(books, line, first, last)
    week = week_in(line)
    days = [day for day in _days(first, last, weekday) if books.is_taught(day, school_class.grade)]
    lessons = [_lesson(books, journal, day, number, room) for day in days if week in {0, books.week(day)}]
    if any(books.has_added(each) for each in lessons):
        line.refuse("урок", Reason.TWICE)
    demand_place(books, line, (school_class.id, weekday, number), row_of(books, journal, week, first, last))
    for each in lessons:
        if each.id not in books.decided:
            books.add(each)


def take_plan(books: Books, table: Table, line: Line) -> None:
    """Take in an item of a plan, for every journal of the classes that are named above the plan."""
    number, entry = line.whole("№", 1, MOST_ITEMS), plan_entry(line)
    for journal in _planned(books, table):
        key = derived("plan_item", journal.id, str(number))
        item = PlanItem(key, NEVER, journal.id, number, entry.section, entry.topic, entry.hours, entry.control)
        if books.has_added(item):
            line.refuse("№", Reason.TWICE)
        books.add(item)


def check_plan(books: Books, table: Table) -> None:
    """Refuse a plan whose subject or classes are not known."""
    if table.above.text("предмет").lower() not in books.subjects:
        table.above.refuse("предмет", Reason.UNKNOWN_SUBJECT)
    titles = [class_title(each.strip()) for each in table.above.text("классы").split(",")]
    if not all(title in books.classes for title in titles):
        table.above.refuse("классы", Reason.UNKNOWN_CLASS)
    if not any(_planned(books, table)):
        table.above.refuse("классы", Reason.NO_JOURNAL)


def _planned(books: Books, table: Table) -> Iterator[Journal]:
    subject = books.subjects[table.above.text("предмет").lower()]
    titles = [class_title(each.strip()) for each in table.above.text("классы").split(",")]
    classes = [books.classes[title] for title in titles if title in books.classes]
    return (journal for each in classes for journal in _journals(books, each, subject.id))


def _journals(books: Books, school_class: SchoolClass, subject: str) -> Iterator[Journal]:
    groups = [group.id for (owner, _), group in books.groups.items() if owner == school_class.id]
    return (each for (group, taught), each in books.journals.items() if taught == subject and group in groups)


def _days(first: date, last: date, weekday: int) -> Iterator[date]:
    day = first + timedelta((weekday - first.isoweekday()) % DAYS_A_WEEK)
    while day <= last:
        yield day
        day += timedelta(DAYS_A_WEEK)


def _lesson(books: Books, journal: Journal, day: date, number: int, room: str) -> Lesson:
    key = lesson_id(books.school, journal.group, journal.subject, day, number)
    return Lesson(key, NEVER, journal.id, day, number, room)
