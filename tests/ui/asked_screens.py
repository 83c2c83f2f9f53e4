"""What comes over a page by itself or is asked there: questions, hints, progress; and every screen together."""

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMessageBox, QTableView, QWidget

from tests.small_school import ALGEBRA as SMALL_ALGEBRA
from tests.ui.every_screen import (
    ALT,
    CANCELLED,
    DEPUTYS_PAGES,
    TEACHERS_PAGES,
    Screen,
    bring,
    by_keys,
    cells,
    class_part,
    deputy_part,
    files,
    finals,
    part,
    seen,
    synchronisation,
    then,
)
from tests.ui.keyboard import pressed
from tests.ui.shown_school import ALGEBRA
from tests.waiting import until
from ui.deputy_desk.timetable_model import DayModel
from ui.finals.finals_table import FinalsTable
from ui.keyless_line import KeylessLine
from ui.main_window import MainWindow
from ui.plan.reading_page import ReadingPage
from ui.plan.view import PlanView
from ui.widgets.work_line import WorkLine

Key = Qt.Key


def _trigger(window: QWidget, name: str) -> None:
    action = next(each for each in window.findChildren(QAction, name) if each.isVisible())
    assert action.isEnabled(), f"{name} opens nothing"
    action.trigger()
    QApplication.processEvents()


def _today(window: MainWindow) -> QWidget:
    window.workspace.go(0)
    return window


def _hint(window: MainWindow) -> QWidget:
    window.workspace.go(0)
    _trigger(window, "hints")
    return window


def _hint_of_lesson(window: MainWindow) -> QWidget:
    _hint(window)
    part(window, QAbstractButton, "hint_read").click()
    cells(window)
    part(window, QAbstractButton, "hint_read").click()
    window.workspace.go(0)
    cells(window)
    return window


def _fingers(window: MainWindow) -> QWidget:
    cells(window)
    _trigger(window, "touch")
    cells(window)
    return window


def _notice(window: MainWindow) -> QWidget:
    window.workspace.go(0)
    window.workspace.show_text("Запрос ждёт решения завуча. Он виден в разделе «Требует внимания». " * 3)
    return window


def _keyless(window: MainWindow) -> QWidget:
    window.workspace.go(0)
    if window.findChild(KeylessLine) is None:
        window.offer_keyless(lambda: True)
    for line in window.findChildren(KeylessLine):
        line.show()
    window.tell_keyless_end()
    return window


def _retake(window: MainWindow) -> QWidget:
    table = cells(window)
    table.go((4, 0))
    pressed(table, Key.Key_5, Key.Key_Equal)
    return window


def _request(window: MainWindow) -> QWidget:
    cells(window)
    terms = part(window, QComboBox, "journal_term")
    terms.setCurrentIndex(0)
    terms.activated.emit(0)
    QApplication.processEvents()
    table = cells(window)
    table.go((4, 0))
    pressed(table, Key.Key_5)
    return window


def _final_of_closed_term(window: MainWindow) -> QWidget:
    table = finals(window)
    table.go((4, 0))
    pressed(table, Key.Key_5)
    return window


def _holding(window: MainWindow) -> QWidget:
    deputy_part(2)(window)
    table = next(each for each in seen(window, QTableView) if isinstance(each.model(), DayModel))
    days = table.model()
    assert isinstance(days, DayModel)
    place = days.index([each.id for each in days.rows].index(CANCELLED.id), 0)
    flag = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(place, flag.ClearAndSelect | flag.Rows)
    part(window, QAbstractButton, "timetable_hold").click()
    return window


def _closing_term(window: MainWindow) -> QWidget:
    window.workspace.open_finals_of(SMALL_ALGEBRA)
    QApplication.processEvents()
    part(window, FinalsTable).go((0, 0))
    _trigger(window, "finals_term")
    return window


def _reading_plan(window: MainWindow) -> QWidget:
    window.workspace.open_plan_of(ALGEBRA)
    QApplication.processEvents()
    part(window, PlanView).take_file(Path("Планирование 7 класс, углублённый уровень.xlsx"))
    reading = part(window, ReadingPage)
    # what is read is thrown away, as it is when the page is left; the page stays
    reading.blockSignals(True)
    reading.leave()
    reading.blockSignals(False)
    return window


def _working(window: MainWindow) -> QWidget:
    window.workspace.go(0)
    line = window.findChild(WorkLine)
    assert line is not None
    line.begin("Передаём записи с носителя…")
    line.show_progress(12, 40)
    return window


def _stick(window: MainWindow) -> QWidget:
    _trigger(window, "read_stick")
    return files(window)


def _signing_out(window: MainWindow) -> QWidget:
    _trigger(window, "sign_out")

    def shown() -> list[QMessageBox]:
        QApplication.processEvents()
        return [each for each in window.findChildren(QMessageBox) if each.isVisible()]

    until(shown)
    bring(shown()[0])
    return shown()[0]


def _card(number: int) -> Screen:
    def show(window: MainWindow) -> QWidget:
        by_keys(Key.Key_Return, ALT)(window)
        _trigger(window, f"card_part_{number}")
        return window

    return Screen(f"card_{number}", "card", show)


TEACHERS = (
    *TEACHERS_PAGES,
    Screen("hint", "today", _hint),
    Screen("hint_of_lesson", "journal", _hint_of_lesson),
    Screen("fingers", "journal", _fingers),
    Screen("notice", "today", _notice),
    Screen("keyless", "today", _keyless),
    Screen("off_timetable", "today", then(_today, "today_off")),
    Screen("retake", "journal", _retake),
    Screen("request", "journal", _request),
    *(_card(number) for number in range(2, 7)),
    Screen("final_request", "term", _final_of_closed_term),
    Screen("as_proposed", "term", then(finals, "finals_set_proposed")),
    Screen("plan_reading", "plan", _reading_plan),
    Screen("class_names", "class_desk", then(class_part(0), "class_who")),
    Screen("class_opening", "class_desk", then(class_part(5), "access_open")),
    Screen("working", "today", _working),
    Screen("stick", "stick", _stick),
    Screen("signing_out", "unlock", _signing_out),
)
"""Every screen of a teacher who is a class teacher too, in the school that is shown."""

DEPUTYS = (
    *DEPUTYS_PAGES,
    Screen("deputy_refusing", "deputy_desk", then(deputy_part(0), "held_refuse")),
    Screen("deputy_cancelling", "deputy_desk", then(deputy_part(2), "timetable_cancel")),
    Screen("deputy_holding", "deputy_desk", _holding),
    Screen("deputy_moving", "deputy_desk", then(deputy_part(2), "timetable_move")),
    Screen("deputy_opening", "deputy_desk", then(deputy_part(4), "access_open")),
    Screen("deputy_closing", "deputy_desk", then(deputy_part(4), "access_close")),
    Screen("deputy_closing_term", "term", _closing_term),
    Screen("deputy_synchronisation", "synchronisation", synchronisation),
)
"""Every screen of a deputy head, on a Monday in September."""
