"""Acts on the school's pages: a class teacher's whole day with a reason, a correction that is asked for and decided."""

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QTableView, QTabWidget, QToolButton

from tests.tour.hands import NotSeenError, choose, expect, part, press, press_letter, until, window, write
from tests.year.pages import close_pages, open_page
from tests.year.roster import Book, Lesson, read_books
from tests.year.sitting import Sitting
from ui.class_desk.grid_model import GridModel

SHIFT_CTRL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def stay_home(at: Sitting, *, title: str, row: int, document: str, reckoned: Collection[str]) -> str:
    """Say that a pupil is away the whole day, and then why, with a document; signs of subject teachers stay.

    reckoned: logins of the teachers whose journals are reckoned again.
    """
    QTest.keyClick(window("main_window"), Qt.Key.Key_K, SHIFT_CTRL)
    part(QTableView, "class_summary")
    QTest.keyClick(window("main_window"), Qt.Key.Key_2, ALT)
    table = part(QTableView, "class_absences")
    model = table.model()
    if not isinstance(model, GridModel):
        raise NotSeenError(title)
    pupil = model.pupils[row].id
    headings = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())]
    column = next(n for n, text in enumerate(headings) if str(at.today.day) in text.split())
    choose(table, model.index(row, column))
    press_letter(table, "н")
    press(Qt.Key.Key_F2, on=table)
    write(part(QLineEdit, "absence_reason_document"), document)
    press(Qt.Key.Key_Return, on=part(QLineEdit, "absence_reason_document"))
    until(table.hasFocus, "the reason to be taken")
    filled = [lesson for book, lesson in _lessons_of(at, pupil, at.today) if book.teachers & set(reckoned)]
    for lesson in filled:
        if not at.notebook.absence(lesson.id, pupil):
            at.notebook.sign(lesson.id, pupil, "б")
    close_pages(1)
    return f"{title}, {model.pupils[row].name}: away on {at.today}, {document}"


def ask_deputy_head(at: Sitting, *, title: str, subject: str, reason: str) -> str:
    """Correct a mark of a closed term: the program says why it cannot, and passes the wish on with its reason."""
    (book,) = at.own(title, subject=subject)
    page = open_page(at, book)
    lesson, pupil = _lonely_mark(at, book)
    (mark,) = at.notebook.standing(lesson.id, pupil)
    wanted = "4" if mark.value == "5" else "5"
    page.go(lesson, pupil)
    press_letter(page.table, wanted)
    box = part(QFrame, "request_box")
    field = part(QLineEdit, "ask_reason", box)
    write(field, reason)
    press(Qt.Key.Key_Return, on=field)
    until(box.isHidden, "the question to go")
    expect(page.place(lesson, pupil).data(), at.notebook.shown(lesson.id, pupil), "the mark as it was")
    indicator = part(QToolButton, "sync_indicator")
    until(lambda: "отправлено" not in indicator.text().lower(), "the request to wait for the portal")
    at.notebook.asked = [lesson.id, pupil, wanted]
    close_pages(1)
    return f"{title} {subject}: asks for {wanted} instead of {mark.value}"


def accept(at: Sitting) -> str:
    """Accept what was asked for, by one key."""
    QTest.keyClick(window("main_window"), Qt.Key.Key_Y, SHIFT_CTRL)
    desk = part(QTabWidget, "deputy_parts")
    listed = desk.findChild(QListView, "held_list")
    if listed is None:
        raise NotSeenError(desk.objectName())
    # where nothing waits yet when it opens, the page begins with how journals are kept
    press(Qt.Key.Key_Left, on=desk.tabBar())
    until(lambda: listed.isVisible() and listed.model().rowCount() == 1, "the entry that was asked for")
    choose(listed, listed.model().index(0, 0))
    QTest.keyClick(listed, Qt.Key.Key_Plus)
    until(lambda: not listed.model().rowCount(), "the entry to be decided")
    lesson, pupil, value = at.notebook.asked
    at.notebook.change(lesson, pupil, value)
    close_pages(1)
    return f"accepted: {value}"


def _lessons_of(at: Sitting, pupil: str, day: date) -> list[tuple[Book, Lesson]]:
    books = read_books(at.folder / "portal").values()
    here = (book for book in books if book.is_here(pupil, day))
    return [(book, lesson) for book in here for lesson in book.lessons if lesson.day == day]


def _lonely_mark(at: Sitting, book: Book) -> tuple[Lesson, str]:
    """Return a cell of this term with exactly one mark and no sign."""
    term = book.term_on(at.today)
    for lesson in book.lessons_of(term, at.today) if term else ():
        for member in book.members:
            cell = lesson.id, member.pupil
            if len(at.notebook.standing(*cell)) == 1 and not at.notebook.absence(*cell):
                return lesson, member.pupil
    raise NotSeenError(book.title)
