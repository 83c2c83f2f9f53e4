"""Takes in what was taught and set: topics and homework of lessons."""

from msgspec.structs import replace

from app.domain.records import Lesson
from app.files.headed import Line
from app.files.refusals import Reason
from portal.admin.import_books import Books
from portal.admin.import_lists import LAST_NUMBER, class_of, journal_of


def take_topic(books: Books, line: Line) -> None:
    """Take in a lesson's topic and homework; the class stands in the row or above the table.

    A row that has neither is a lesson that nobody has filled in: nothing is taken.
    """
    topic, homework = line.text("тема"), line.text("домашнее задание")
    if not topic and not homework:
        return
    school_class = class_of(books, line if "класс" in line.table.columns else line.table.above)
    journal = journal_of(books, line, school_class)
    number = line.whole("урок", 0, LAST_NUMBER) if line.text("урок") else None
    lesson = books.lesson_on(journal.id, line.needed_day("дата", books.year), number)
    if lesson is None:
        line.refuse("дата", Reason.NO_LESSON)
    if _is_filled(books.added[Lesson].get(lesson.id)):
        line.refuse("тема", Reason.TWICE)
    books.add(replace(lesson, topic=topic, homework=homework))


def _is_filled(added: object) -> bool:
    return isinstance(added, Lesson) and bool(added.topic or added.homework)
