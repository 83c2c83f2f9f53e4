"""The pages of the program over two schools, what opens over them by one press, and how each is come to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QTabBar,
    QTabWidget,
    QWidget,
)

from app.clock import Clock
from app.domain.periods import YEAR, final_mark_id
from app.domain.plan_pages import PlanSource
from app.domain.plans import PlanEntry
from app.domain.records import NEVER, FinalMark, Lesson, Record
from app.ids import LessonId, OperationId
from app.store.spool import Spool
from app.store.unit import Store
from tests.access_requests import a_request
from tests.builders import PROFILE, FeedOf, a_store
from tests.excuse_proposals import a_proposal
from tests.small_school import BORIS, PUPILS, WHOLE_YEAR
from tests.timetable_school import GEOMETRY_B, PHYSICS_A, timetable_school
from tests.ui.attended_school import ask_removal, collide, hold_and_refuse, unusual
from tests.ui.keyboard import CTRL, PLAIN, SHIFT, pressed
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import ALGEBRA, GEOMETRY, access_requests, excuse_proposals
from tests.unit.app.test_requesting import HELD, MARK
from ui.class_desk.grid_table import GridTable
from ui.desk import Desk
from ui.desks import DESKS
from ui.finals.finals_table import FinalsTable
from ui.journal.marks_table import MarksTable
from ui.journal.view import JournalView
from ui.keyless_line import KeylessLine
from ui.login.change_pin import ChangePin
from ui.login.entering import Opened
from ui.login.portal_acts import SignInDialog
from ui.login.profile_acts import ProfileActs
from ui.login.removal import Removal
from ui.login.sign_in_page import SignInPage
from ui.main_window import MainWindow
from ui.plan.plan_bar import PlanBar
from ui.plan.view import PlanView
from ui.presentation.view import PresentationView
from ui.printing.preview import PrintPreview
from ui.settings import Scheme, Settings
from ui.stick import Stick
from ui.sync_panel.view import SyncIndicator, SyncPanel
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch
from ui.widgets.floating_box import FloatingBox
from ui.widgets.notice import Notice
from ui.widgets.work_line import WorkLine

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SCHOOL_MONDAY = datetime(2026, 9, 7, 9, 25, tzinfo=ZoneInfo("Europe/Moscow"))
CANCELLED = Lesson(
    LessonId("cancelled"), NEVER, PHYSICS_A, SCHOOL_MONDAY.date(), 1, "203", cancelled=True, reason="Экскурсия"
)
"""Of the deputy head's Monday; its class has another lesson at that time."""

ADDRESS = "https://school12.example.ru/device"
W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen. help_page: what F1 opens there. show: comes to it and returns the window that it is in."""

    name: str
    help_page: str
    show: Callable[..., QWidget]


def over(*screens: Screen) -> pytest.MarkDecorator:
    """Let a test be about each of the screens."""
    return pytest.mark.parametrize("screen", screens, ids=[screen.name for screen in screens])


def opened(app: QApplication, store: Store, folder: Path, now: datetime, *, text_percent: int = 100) -> MainWindow:
    """Open the main window over a journal; nothing is synchronised, and no hint stands in the way."""
    settings = Settings(folder)
    settings.scheme = Scheme.LIGHT
    settings.hints_shown = False
    settings.text_percent = text_percent
    desk = Desk(store)
    synchroniser = Synchroniser(desk, quiet_round)
    window = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: now)
    stick = Stick(store, Spool(folder), PROFILE, Clock(), synchroniser)
    acts = ProfileActs(folder, Opened(store, PROFILE, complete=True), settings, Clock(), synchroniser)
    window.offer_stick(stick)
    window.offer_profile(acts)
    window.destroyed.connect(lambda: _end(acts, stick, synchroniser))
    bring(window)
    return window


def _end(acts: ProfileActs, stick: Stick, synchroniser: Synchroniser) -> None:
    acts.abandon()()
    stick.close()
    synchroniser.close()


def teachers_store(folder: Path) -> Store:
    """Open the filled journal of the folder, and let in what waits for a teacher's decision."""
    store = a_store(folder)
    feed = FeedOf(store)
    collide(feed)
    hold_and_refuse(feed)
    feed.send(*access_requests(), *excuse_proposals(), *unusual())
    ask_removal(store)
    return store


def deputys_store(folder: Path, more: Iterable[Record] = ()) -> Store:
    """Open a new journal of a deputy head, with an entry to decide, and a year."""
    store = a_store(folder, rows=(*timetable_school(), *_year_to_decide(), CANCELLED, *more))
    FeedOf(store).send(MARK, HELD, a_request(doubts="surname_differs"), a_proposal())
    return store


def _year_to_decide() -> Iterator[Record]:
    for period, value in ((WHOLE_YEAR, "н/а"), (YEAR, "4")):
        key = final_mark_id(GEOMETRY_B, PUPILS[0], period)
        yield FinalMark(key, OperationId(period), GEOMETRY_B, PUPILS[0], period, value, "", "зачёт", BORIS)


def bring(window: QWidget) -> None:
    """Show a window and give it the keyboard."""
    window.show()
    # a menu that has closed is still given the keyboard, late, and on this platform gives it back to nobody
    QApplication.processEvents()
    window.activateWindow()
    QApplication.processEvents()
    QTest.qWaitForWindowActive(window)


def back(window: QWidget) -> None:
    """Close whatever a screen has opened over a window, and every page but the first two."""
    for dialog in window.findChildren(QDialog):
        dialog.close()
    for box in seen(window, FloatingBox):
        box.leave()
    for kind in (SyncPanel, WorkLine, Notice, KeylessLine):
        for panel in seen(window, kind):
            panel.hide()
    for view in seen(window, PresentationView):
        view.left.emit()
    if isinstance(window, MainWindow):
        _choose_nothing(window)
        while _tabs(window).count() > 2:
            window.workspace.close_tab(2)
            QApplication.processEvents()
        window.workspace.go(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    bring(window)


def _choose_nothing(window: MainWindow) -> None:
    for name in ("hints", "touch"):
        choice = window.findChild(QAction, name)
        if choice is not None and choice.isChecked():
            choice.trigger()


def seen(within: QWidget, kind: type[W]) -> list[W]:
    return [each for each in within.findChildren(kind) if each.isVisible()]


def part(within: QWidget, kind: type[W], name: str = "") -> W:
    """Return the part that is seen of a screen."""
    found = [each for each in seen(within, kind) if name in {"", each.objectName()}]
    assert found, f"{kind.__name__} {name} is not seen"
    return found[0]


def _tabs(window: MainWindow) -> QTabWidget:
    found = window.workspace.findChild(QTabWidget, "workspace_tabs")
    assert found is not None
    return found


def cells(window: MainWindow) -> MarksTable:
    window.workspace.open_journal(ALGEBRA)
    QApplication.processEvents()
    table = part(window, MarksTable)
    table.setFocus()
    return table


def by_keys(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> Callable[[MainWindow], QWidget]:
    def show(window: MainWindow) -> QWidget:
        pressed(cells(window), key, modifiers=modifiers)
        return window

    return show


def _today(window: MainWindow) -> QWidget:
    window.workspace.go(0)
    return window


def _journals(window: MainWindow) -> QWidget:
    window.workspace.go(1)
    return window


def _journal(window: MainWindow) -> QWidget:
    cells(window)
    return window


def _lesson(window: MainWindow) -> QWidget:
    cells(window)
    part(window, QLineEdit, "lesson_topic").setFocus()
    return window


def _work(window: MainWindow) -> QWidget:
    cells(window)
    part(window, QAbstractButton, "lesson_add_work").click()
    return window


def _comment(window: MainWindow) -> QWidget:
    table = cells(window)
    table.go((4, 0))
    pressed(table, Key.Key_5, Key.Key_F2)
    return window


def _spread(window: MainWindow) -> QWidget:
    cells(window)
    page = part(window, JournalView)
    column = next(n for n, each in enumerate(page.page.lessons) if each.works)
    page.spread_wanted.emit(column, page.page.lessons[column].works[0].id, page.at(0, column)[2])
    return window


def _arranging(window: MainWindow) -> QWidget:
    by_keys(Key.Key_M, CTRL | SHIFT)(window)
    part(window, QAbstractButton, "seating_arrange").click()
    return window


def finals(window: MainWindow) -> FinalsTable:
    window.workspace.open_finals_of(ALGEBRA)
    QApplication.processEvents()
    table = part(window, FinalsTable)
    table.go((4, 1))
    return table


def _results(window: MainWindow) -> QWidget:
    finals(window)
    return window


def _figures(window: MainWindow) -> QWidget:
    pressed(finals(window), Key.Key_F, modifiers=CTRL | SHIFT)
    return window


def _reason(window: MainWindow) -> QWidget:
    pressed(finals(window), Key.Key_5)
    return window


def _plan(window: MainWindow) -> QWidget:
    window.workspace.open_plan_of(ALGEBRA)
    return window


def _moving(window: MainWindow) -> QWidget:
    window.workspace.open_plan_of(ALGEBRA)
    QApplication.processEvents()
    part(window, PlanBar).move_rest.trigger()
    return window


def _attention(window: MainWindow) -> QWidget:
    window.workspace.open_attention()
    return window


def desk_page(name: str) -> Callable[[MainWindow], QWidget]:
    page = next(each for each in DESKS if each.name == name)

    def show(window: MainWindow) -> QWidget:
        window.workspace.open_desk(page)
        QApplication.processEvents()
        return window

    return show


def class_part(place: int) -> Callable[[MainWindow], QWidget]:
    def show(window: MainWindow) -> QWidget:
        desk_page("class_desk")(window)
        part(window, QTabBar, "class_tabs").setCurrentIndex(place)
        QApplication.processEvents()
        return window

    return show


def then(before: Callable[[MainWindow], QWidget], button: str) -> Callable[[MainWindow], QWidget]:
    """Come to a screen, and press a button there."""

    def show(window: MainWindow) -> QWidget:
        before(window)
        QApplication.processEvents()
        pressable = part(window, QAbstractButton, button)
        assert pressable.isEnabled(), f"{button} opens nothing"
        pressable.click()
        return window

    return show


def deputy_part(place: int) -> Callable[[MainWindow], QWidget]:
    def show(window: MainWindow) -> QWidget:
        desk_page("deputy_desk")(window)
        part(window, QTabWidget, "deputy_parts").setCurrentIndex(place)
        QApplication.processEvents()
        return window

    return show


def _absence_reason(window: MainWindow) -> QWidget:
    class_part(1)(window)
    table = part(window, GridTable)
    table.go((0, 0))
    pressed(table, Key.Key_F2)
    return window


def _plan_preview(window: MainWindow) -> QWidget:
    window.workspace.open_plan_of(ALGEBRA)
    QApplication.processEvents()
    items = tuple(PlanEntry(f"copied-{n}", "Углы и многоугольники", f"Тема {n}", n) for n in range(1, 40))
    part(window, PlanView).take_copy(PlanSource(GEOMETRY, "7Б", "Геометрия", items))
    return window


def _printing(window: MainWindow) -> QWidget:
    pressed(cells(window), Key.Key_P, modifiers=CTRL)
    preview = part(window, PrintPreview)
    bring(preview)
    return preview


def _plan_file(window: MainWindow) -> QWidget:
    window.workspace.open_plan_of(ALGEBRA)
    QApplication.processEvents()
    part(window, PlanBar).file.trigger()
    return files(window)


def _sheets_file(window: MainWindow) -> QWidget:
    preview = _printing(window)
    pressed(preview, Key.Key_S, modifiers=CTRL)
    return files(preview)


def files(over: QWidget) -> QWidget:
    QApplication.processEvents()
    dialog = part(over, QFileDialog)
    bring(dialog)
    return dialog


def _dialog(make: Callable[[QWidget], QDialog]) -> Callable[[QWidget], QWidget]:
    def show(window: QWidget) -> QWidget:
        dialog = make(window)
        dialog.open()
        bring(dialog)
        return dialog

    return show


def _sign_in_again(window: QWidget) -> SignInDialog:
    dialog = SignInDialog(window)
    wait_for_phone(dialog.page)
    return dialog


def by_action(name: str) -> Callable[[MainWindow], QWidget]:
    """Choose in a menu; what it opens is a window of its own, or lies over the main one."""

    def show(window: MainWindow) -> QWidget:
        before = {each for each in window.findChildren(QDialog) if each.isVisible()}
        window.findChild(QAction, name).trigger()  # type: ignore[union-attr]  # it is in the menu
        QApplication.processEvents()
        new = [each for each in window.findChildren(QDialog) if each.isVisible() and each not in before]
        for each in new:
            bring(each)
        return new[0] if new else window

    return show


def synchronisation(window: MainWindow) -> QWidget:
    part(window, SyncIndicator).open_panel()
    panel = window.findChild(SyncPanel)
    assert panel is not None
    bring(panel)
    panel.setFocus()
    return panel


def wait_for_phone(page: SignInPage) -> None:
    """Let a page of the sign-in wait for a phone."""
    page.show_phone(code="BDHK-LMNP", number="47", address=ADDRESS, whole=f"{ADDRESS}?user_code=BDHK-LMNP")


TEACHERS_PAGES = (
    Screen("today", "today", _today),
    Screen("journals", "journals", _journals),
    Screen("journal", "journal", _journal),
    Screen("lesson", "lesson", _lesson),
    Screen("work", "lesson", _work),
    Screen("comment", "journal", _comment),
    Screen("everybody", "journal", by_keys(Key.Key_E, CTRL)),
    Screen("debts", "journal", by_keys(Key.Key_D, CTRL | SHIFT)),
    Screen("spread", "journal", _spread),
    Screen("average", "average", by_keys(Key.Key_I, CTRL | SHIFT)),
    Screen("history", "history", by_keys(Key.Key_H, CTRL)),
    Screen("card", "card", by_keys(Key.Key_Return, ALT)),
    Screen("seating", "seating", by_keys(Key.Key_M, CTRL | SHIFT)),
    Screen("arranging", "seating", _arranging),
    Screen("board", "board", by_keys(Key.Key_B, CTRL | SHIFT)),
    Screen("presentation", "presentation", by_keys(Key.Key_F11, PLAIN)),
    Screen("results", "term", _results),
    Screen("figures", "term", _figures),
    Screen("reason", "term", _reason),
    Screen("plan", "plan", _plan),
    Screen("moving", "plan", _moving),
    Screen("plan_preview", "plan", _plan_preview),
    Screen("plan_file", "plan", _plan_file),
    Screen("printing", "printing", _printing),
    Screen("printing_file", "printing", _sheets_file),
    Screen("attention", "attention", _attention),
    Screen("news", "news", desk_page("news")),
    Screen("class_summary", "class_desk", class_part(0)),
    Screen("class_absences", "class_desk", class_part(1)),
    Screen("class_reason", "class_desk", _absence_reason),
    Screen("class_risk", "class_desk", class_part(2)),
    Screen("class_rules", "class_desk", then(class_part(2), "risk_change")),
    Screen("class_remarks", "class_desk", then(class_part(3), "remarks_new")),
    Screen("class_weeks", "class_desk", class_part(4)),
    Screen("class_access", "class_desk", class_part(5)),
    Screen("class_refusing", "class_desk", then(class_part(5), "access_close")),
    Screen("class_parents", "class_desk", class_part(6)),
    Screen("class_declining", "class_desk", then(class_part(6), "proposal_close")),
    Screen("palette", "finding", by_action("palette")),
    Screen("help", "finding", by_action("help")),
    Screen("keys", "finding", by_action("keys")),
    Screen("about", "today", by_action("about")),
    Screen("synchronisation", "synchronisation", synchronisation),
    Screen("change_pin", "unlock", _dialog(ChangePin)),
    Screen("removal", "unlock", _dialog(Removal)),
    Screen("sign_in_again", "sign_in", _dialog(_sign_in_again)),
)
"""Of a teacher who is a class teacher too, in the school that is shown."""

DEPUTYS_PAGES = (
    Screen("deputy_deciding", "deputy_desk", deputy_part(0)),
    Screen("deputy_keeping", "deputy_desk", deputy_part(1)),
    Screen("deputy_timetable", "deputy_desk", deputy_part(2)),
    Screen("deputy_adding", "deputy_desk", then(deputy_part(2), "timetable_add")),
    Screen("deputy_years", "deputy_desk", deputy_part(3)),
    Screen("deputy_access", "deputy_desk", deputy_part(4)),
    Screen("deputy_parents", "deputy_desk", deputy_part(5)),
    Screen("deputy_year", "deputy_desk", then(deputy_part(3), "year_decide")),
)
"""Of a deputy head, on a Monday in September."""
