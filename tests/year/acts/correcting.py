"""What a subject teacher puts right: another value, taken back, one more, re-taken, a comment, undone."""

from collections.abc import Sequence
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit

from tests.tour.hands import expect, part, press, press_letter, until, write
from tests.year.acts.marking import value_of
from tests.year.pages import Page, close_pages, open_page
from tests.year.roster import Lesson
from tests.year.sitting import Sitting


def put_right(at: Sitting, *, classes: Sequence[str] = (), each: int = 2) -> str:
    """Correct marks in the columns of this term: another value, taken back, one more, re-taken, a comment, undone."""
    acts = 0
    for book in at.own(*classes):
        page = open_page(at, book)
        chance = at.random(f"right {book.title} {book.subject}")
        cells = single_marks(at, page)
        chance.shuffle(cells)
        for act in (change, take_back, one_more, retake, comment, undo_and_redo) * each:
            if cells:
                act(at, page, cells.pop(), chance)
                acts += 1
        close_pages(1)
    return f"{acts} corrections: another value, taken back, one more, re-taken, a comment, undone"


def single_marks(at: Sitting, page: Page) -> list[tuple[Lesson, str]]:
    """Return the cells of this term that hold exactly one mark and nothing else."""
    term = page.book.term_on(at.today)
    lessons = page.book.lessons_of(term, at.today) if term else ()
    return [
        (lesson, pupil)
        for lesson in lessons
        for pupil in page.pupils
        if at.notebook.shown(lesson.id, pupil) in {"5", "4", "3", "2", "1"}
    ]


def change(at: Sitting, page: Page, cell: tuple[Lesson, str], chance: Random) -> None:
    """Type another mark over one."""
    lesson, pupil = cell
    value = chance.choice([each for each in "54321" if each != at.notebook.shown(lesson.id, pupil)])
    page.go(lesson, pupil)
    press_letter(page.table, value)
    page.give_reason(lesson)
    at.notebook.change(lesson.id, pupil, value)
    page.check(lesson)


def take_back(at: Sitting, page: Page, cell: tuple[Lesson, str], chance: Random) -> None:
    """Take a mark back."""
    lesson, pupil = cell
    page.go(lesson, pupil)
    press(Qt.Key.Key_Delete, on=page.table)
    page.give_reason(lesson)
    at.notebook.clear(lesson.id, pupil)
    page.check(lesson)


def one_more(at: Sitting, page: Page, cell: tuple[Lesson, str], chance: Random) -> None:
    """Give a second mark in the same cell."""
    lesson, pupil = cell
    value = value_of(page.book.labels[pupil], chance)
    page.go(lesson, pupil)
    press_letter(page.table, "/")
    page.type(value)
    at.notebook.give(page.book.id, lesson.id, pupil, value)
    page.check(lesson)


def retake(at: Sitting, page: Page, cell: tuple[Lesson, str], chance: Random) -> None:
    """Give a mark instead of the one in the cell; the old one stays and does not count any more."""
    lesson, pupil = cell
    value = value_of(page.book.labels[pupil], chance)
    page.go(lesson, pupil)
    press_letter(page.table, "=")
    box, text = part(QFrame, "retake_box"), part(QLineEdit, "retake_value")
    write(text, value)
    press(Qt.Key.Key_Return, on=text)
    until(box.isHidden, "the mark to be given")
    at.notebook.retake(lesson.id, pupil, value)
    page.check(lesson)


def comment(at: Sitting, page: Page, cell: tuple[Lesson, str], chance: Random) -> None:
    """Write a comment, which changes no mark."""
    lesson, pupil = cell
    page.go(lesson, pupil)
    press(Qt.Key.Key_F2, on=page.table)
    text = part(QLineEdit, "comment_text")
    write(text, "Аккуратнее со знаками")
    press(Qt.Key.Key_Return, on=text)
    until(page.table.hasFocus, "the caret in the table")
    page.check(lesson)


def undo_and_redo(at: Sitting, page: Page, cell: tuple[Lesson, str], chance: Random) -> None:
    """Type another mark, undo, redo, and undo again: everything is as before."""
    lesson, pupil = cell
    before = at.notebook.shown(lesson.id, pupil)
    value = "5" if before != "5" else "2"
    page.go(lesson, pupil)
    press_letter(page.table, value)
    page.give_reason(lesson)
    for key, shown in ((Qt.Key.Key_Z, before), (Qt.Key.Key_Y, value), (Qt.Key.Key_Z, before)):
        press(key, control=True, on=page.table)
        expect(page.place(lesson, pupil).data(), shown, "the mark after undo or redo")
    page.check(lesson)


def look_at_the_year(at: Sitting) -> str:
    """Show the whole year on each journal's page and type an entry there, which is undone."""
    for book in at.own():
        page = open_page(at, book)
        page.show_year()
        lesson, pupil = single_marks(at, page)[0]
        page.go(lesson, pupil)
        press_letter(page.table, "/")
        page.type("1", operation="entry, whole year")
        press(Qt.Key.Key_Z, control=True, on=page.table)
        at.notebook.give(book.id, lesson.id, pupil, "1")
        at.notebook.standing(lesson.id, pupil)[-1].annulled = True
        page.check(lesson)
        close_pages(1)
    return f"{len(at.own())} journals"
