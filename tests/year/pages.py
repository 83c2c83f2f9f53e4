"""What a teacher does with the pages of a journal: open, choose a lesson, type, announce a work, «Итоги»."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QSpinBox,
    QTableView,
    QToolButton,
    QWidget,
)

from app.domain.finals import ShownFinal
from benchmarks.waiting import Painting
from tests.tour.hands import (
    NotSeenError,
    choose,
    click,
    expect,
    part,
    press,
    press_letter,
    until,
    window,
    write,
    write_anew,
)
from tests.year.notebook import WEIGHTS, Work
from tests.year.roster import Book, Lesson
from tests.year.rules import RULES
from tests.year.sitting import Sitting
from ui.finals.finals_model import FinalsModel
from ui.journal.marks_model import MarksModel
from ui.journal_list.model import JOURNAL


class Page:
    """A journal's page on the screen."""

    def __init__(self, at: Sitting, book: Book) -> None:
        self.at = at
        self.book = book
        self.table = part(QTableView, "journal_table")
        model = self.table.model()
        if not isinstance(model, MarksModel) or model.page.journal != book.id:
            raise NotSeenError(book.id)
        self.model = model
        self._painting = Painting(self.table.viewport())

    @property
    def pupils(self) -> list[str]:
        """The rows' pupils."""
        return [pupil.id for pupil in self.model.page.pupils]

    def place(self, lesson: Lesson, pupil: str | None = None) -> QModelIndex:
        """Return a cell, the first of its column where no pupil is named."""
        column = next(n for n, each in enumerate(self.model.page.lessons) if each.id == lesson.id)
        return self.model.index(self.pupils.index(pupil) if pupil else 0, column)

    def go(self, lesson: Lesson, pupil: str | None = None) -> None:
        """Click into a cell."""
        choose(self.table, self.place(lesson, pupil))

    def show_term(self, name: str) -> None:
        """Choose a term, or the whole year, above the page."""
        choose_by_keys(part(QComboBox, "journal_term"), name)

    def show_year(self) -> None:
        """Go from the last term to the whole year above the page."""
        terms = part(QComboBox, "journal_term")
        choose_by_keys(terms, self.book.terms[-1].name)
        self._painting.expect()
        with self.at.timed("page of the whole year"):
            press(Qt.Key.Key_Down, on=terms)
            self._painting.wait()
        expect(len(self.model.page.lessons), len(self.book.lessons), "the lessons of the year")

    def type(self, letter: str, operation: str = "entry") -> None:
        """Press a key in the caret's cell and wait until the entry is on the screen."""
        self._painting.expect()
        with self.at.timed(operation):
            press_letter(self.table, letter)
            self._painting.wait()
        self.at.typed += letter.isdecimal()

    def give_reason(self, lesson: Lesson) -> None:
        """Write why a mark is changed, where its lesson is so long ago that the school asks for a reason."""
        if (self.at.today - lesson.day).days > RULES["reason_after_days"]:
            box = part(QFrame, "reason_box")
            (field,) = box.findChildren(QLineEdit)
            for letter in "Перепроверена":
                press_letter(field, letter)
            press(Qt.Key.Key_Return, on=field)
            until(box.isHidden, "the reason to be taken")

    def run(self, lesson: Lesson, entries: Sequence[str]) -> None:
        """Fill a lesson's column in one run: what each pupil gets from the first down, empty for nothing."""
        self.go(lesson)
        press(Qt.Key.Key_Return, control=True, on=self.table)
        for entry in entries:
            if not entry:
                press(Qt.Key.Key_Return, on=self.table)
            for letter in "/".join(entry) if entry.isdecimal() else entry:
                self.type(letter)
        press(Qt.Key.Key_Escape, on=self.table)

    def check(self, lesson: Lesson) -> None:
        """Compare a column on the screen with the notebook.

        Raises:
            NotSeenError: it shows something else.
        """
        column = self.place(lesson).column()
        shown = [str(self.model.index(row, column).data()) for row in range(len(self.pupils))]
        wanted = [self.at.notebook.shown(lesson.id, pupil) for pupil in self.pupils]
        expect(shown, wanted, f"{self.book.title} {self.book.subject}, {lesson.day}")

    def averages(self) -> dict[str, int | None]:
        """Return what stands beside the pupils' names, in hundredths."""
        found: dict[str, int | None] = {}
        for row, pupil in enumerate(self.pupils):
            text = str(self.model.headerData(row, Qt.Orientation.Vertical))
            digits = re.search(r"(\d),(\d\d)$", text)
            found[pupil] = int(digits[1] + digits[2]) if digits else None
        return found

    def announce(self, lesson: Lesson, work: Work) -> None:
        """Add a work to a lesson from the panel beside the page."""
        self.go(lesson)
        click(part(QPushButton, "lesson_add_work"))
        self._fill_work(work)
        let_go()

    def reweigh(self, lesson: Lesson, name: str, weight: int) -> None:
        """Give a work of a lesson another weight from the panel beside the page."""
        self.go(lesson)
        let_go()
        panel = part(QWidget, "lesson_works")
        until(lambda: bool(buttons_of(panel, name)), f"the work {name}")
        click(buttons_of(panel, name)[0])
        write_anew(part(QSpinBox, "work_weight"), str(weight))
        keep_work()

    def _fill_work(self, work: Work) -> None:
        choose_by_keys(part(QComboBox, "work_kind"), work.name)
        expect(part(QSpinBox, "work_weight").value(), WEIGHTS[work.name], f"the weight offered for {work.name}")
        if work.title:
            write(part(QLineEdit, "work_title"), work.title)
        if work.weight != WEIGHTS[work.name]:
            write_anew(part(QSpinBox, "work_weight"), str(work.weight))
        keep_work()


class Finals:
    """«Итоги» of a journal on the screen."""

    def __init__(self, at: Sitting, book: Book) -> None:
        self.at = at
        self.book = book
        self.table = part(QTableView, "finals_table")
        model = self.table.model()
        if not isinstance(model, FinalsModel) or model.page.journal != book.id:
            raise NotSeenError(book.id)
        self.model = model

    @property
    def pupils(self) -> list[str]:
        """The rows' pupils."""
        return [pupil.id for pupil in self.model.page.pupils]

    def cell(self, pupil: str, period: str) -> ShownFinal:
        """Return what a cell shows."""
        place = self.place(pupil, period)
        return self.model.cell(place.row(), place.column())

    def place(self, pupil: str, period: str) -> QModelIndex:
        """Return a cell's place."""
        column = [each.id for each in self.model.page.periods].index(period)
        return self.model.index(self.pupils.index(pupil), column)

    def go(self, pupil: str, period: str) -> None:
        """Click into a cell."""
        choose(self.table, self.place(pupil, period))

    def accept_all(self, period: str) -> None:
        """Set what is proposed wherever nothing is set yet."""
        self.go(self.pupils[0], period)
        press(Qt.Key.Key_D, control=True, on=self.table)
        answer()

    def set(self, pupil: str, period: str, key: str, reason: str = "") -> None:
        """Press the key of a mark in a cell, and write why where the program asks."""
        self.go(pupil, period)
        press_letter(self.table, key)
        if reason:
            answer(reason)

    def choose_from_menu(self, pupil: str, period: str, name: str) -> None:
        """Double-click a cell and click an entry of the menu that opens."""
        index = self.place(pupil, period)
        self.table.scrollTo(index)
        middle = self.table.visualRect(index).center()
        QTest.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseDClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        menu = window("finals_menu")
        if not isinstance(menu, QMenu):
            raise NotSeenError(name)
        action = next(each for each in menu.actions() if each.objectName() == name)
        expect(action.isVisible(), wanted=True, what=f"{name} in the menu")
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        # the offscreen platform activates no window when a menu closes, as a desktop does
        window("main_window").activateWindow()


def open_page(at: Sitting, book: Book) -> Page:
    """Choose a journal in the list of journals and open it by Enter."""
    press(Qt.Key.Key_J, control=True)
    listed = part(QListView, "journals_list")
    model = listed.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    found = next(row for row in rows if (journal := row.data(JOURNAL)) and journal.id == book.id)
    choose(listed, found)
    with at.timed("page of a term"):
        press(Qt.Key.Key_Return, on=listed)
        table = part(QTableView, "journal_table")
        painting = Painting(table.viewport())
        painting.wait()
    until(table.hasFocus, "the caret in the table")
    return Page(at, book)


def open_finals(at: Sitting, book: Book) -> Finals:
    """Go from a journal's page to its «Итоги»."""
    open_page(at, book)
    with at.timed("«Итоги»"):
        press(Qt.Key.Key_I, control=True)
        Painting(part(QTableView, "finals_table").viewport()).wait()
    return Finals(at, book)


def close_pages(count: int) -> None:
    """Close the pages on the screen, the last one first."""
    for _ in range(count):
        press(Qt.Key.Key_W, control=True)
    let_go()


def let_go() -> None:
    """Let what the program has done with be deleted now, as it would be for a person between two keys.

    An act runs within one event of the program's loop, which deletes only after it.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def answer(reason: str = "") -> None:
    """Answer the question over the page with yes, and a reason where one is asked."""
    box = part(QFrame, "ask_box")
    if reason:
        write(part(QLineEdit, "ask_reason"), reason)
    press(Qt.Key.Key_Return, on=part(QLineEdit, "ask_reason") if reason else part(QPushButton, "ask_answer"))
    until(box.isHidden, "the answer to be taken")


def buttons_of(panel: QWidget, name: str) -> list[QToolButton]:
    """Return the buttons that change a work."""
    found = panel.findChildren(QToolButton, "lesson_change_work")
    return [each for each in found if each.isVisible() and each.accessibleName().endswith(name)]


def keep_work() -> None:
    """Press the button that keeps a work."""
    box = part(QFrame, "work_box")
    click(part(QPushButton, "work_keep"))
    until(box.isHidden, "the work to be kept")


def choose_by_keys(combo: QComboBox, text: str) -> None:
    """Go through a list of choices by the arrow keys."""
    combo.setFocus()
    press(Qt.Key.Key_Home, on=combo)
    for _ in range(combo.count()):
        if combo.currentText() == text:
            break
        press(Qt.Key.Key_Down, on=combo)
    expect(combo.currentText(), text, combo.objectName())
