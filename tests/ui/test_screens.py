"""Every screen, light and dark, on a small and on a wide display: named, uncut, without a person's name in a title."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.errors import GradebookError, UnsafeKeyringError
from tests.ui.keyboard import CTRL, SHIFT, pressed
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import ALGEBRA, GEOMETRY, NAMES, NOW
from tests.ui.test_error_texts import LEAVES, an
from ui.desk import Desk
from ui.error_texts import sentence
from ui.explanation.box import ExplanationBox
from ui.explanation.sheet import ExplanationSheet
from ui.finals.finals_table import FinalsTable
from ui.finals.view import FinalsView
from ui.history.box import HistoryBox
from ui.journal.comment_box import CommentBox
from ui.journal.everybody_box import EverybodyBox
from ui.journal.marks_table import MarksTable
from ui.keys_help import KeysHelp
from ui.lessons.work_box import WorkBox
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.main_window import MainWindow
from ui.news.view import NewsView
from ui.settings import Scheme, Settings
from ui.sync_panel.view import SyncPanel
from ui.synchroniser import Synchroniser
from ui.theme import LIGHT, apply_theme
from ui.theme_switch import ThemeSwitch
from ui.widgets.ask_box import AskBox

SMALL, WIDE = QSize(1024, 600), QSize(1280, 800)
TASKBAR = 40
"""Pixels of the smallest display that are not the program's."""

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSpinBox,
    QTabBar,
    QTextEdit,
)

Screen = Callable[[QtBot, MainWindow], QWidget]


def today(_: QtBot, window: MainWindow) -> QWidget:
    window.workspace.go(0)
    return window


def journals(_: QtBot, window: MainWindow) -> QWidget:
    window.workspace.go(1)
    return window


def journal(_: QtBot, window: MainWindow) -> QWidget:
    window.workspace.open_journal(ALGEBRA)
    return window


def journal_with_a_notice(_: QtBot, window: MainWindow) -> QWidget:
    window.workspace.open_journal(ALGEBRA)
    window.show_error(UnsafeKeyringError("keyrings.alt.file.PlaintextKeyring"))
    return window


def comment(qtbot: QtBot, window: MainWindow) -> QWidget:
    window.workspace.open_journal(ALGEBRA)
    table = window.findChild(MarksTable)
    assert table is not None
    table.go((4, 0))
    pressed(table, Qt.Key.Key_5, Qt.Key.Key_F2)
    box = window.findChild(CommentBox)
    assert box is not None
    qtbot.waitUntil(box.isVisible)
    return window


def everybody(_: QtBot, window: MainWindow) -> QWidget:
    window.workspace.open_journal(ALGEBRA)
    table = window.findChild(MarksTable)
    assert table is not None
    pressed(table, Qt.Key.Key_E, modifiers=CTRL)
    box = window.findChild(EverybodyBox)
    assert box is not None
    assert box.isVisible()
    return window


def results(qtbot: QtBot, window: MainWindow) -> QWidget:
    window.workspace.open_finals_of(ALGEBRA)
    table = window.findChild(FinalsTable)
    assert table is not None
    table.go((4, 1))
    view = window.findChild(FinalsView)
    assert view is not None
    sheet = view.findChild(ExplanationSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: "Воронова" in sheet.toPlainText())
    return window


def reason(qtbot: QtBot, window: MainWindow) -> QWidget:
    results(qtbot, window)
    table = window.findChild(FinalsTable)
    assert table is not None
    pressed(table, Qt.Key.Key_5)
    assert any(box.isVisible() for box in window.findChildren(AskBox))
    return window


def average(qtbot: QtBot, window: MainWindow) -> QWidget:
    window.workspace.open_journal(ALGEBRA)
    table = window.findChild(MarksTable)
    assert table is not None
    table.go((4, 0))
    pressed(table, Qt.Key.Key_I, modifiers=CTRL | SHIFT)
    box = window.findChild(ExplanationBox)
    assert box is not None
    assert box.isVisible()
    return window


def history(_: QtBot, window: MainWindow) -> QWidget:
    window.workspace.open_journal(ALGEBRA)
    table = window.findChild(MarksTable)
    assert table is not None
    table.go((0, 0))
    pressed(table, Qt.Key.Key_H, modifiers=CTRL)
    assert any(box.isVisible() for box in window.findChildren(HistoryBox))
    return window


def news(_: QtBot, window: MainWindow) -> QWidget:
    pressed(window, Qt.Key.Key_H, modifiers=CTRL | SHIFT)
    page = window.findChild(NewsView)
    assert page is not None
    assert page.isVisible()
    return window


def work(qtbot: QtBot, window: MainWindow) -> QWidget:
    window.workspace.open_journal(ALGEBRA)
    add = window.findChild(QAbstractButton, "lesson_add_work")
    assert add is not None
    add.click()
    box = window.findChild(WorkBox)
    assert box is not None
    assert box.isVisible()
    return window


def keys(qtbot: QtBot, window: MainWindow) -> QWidget:
    page = KeysHelp(window)
    qtbot.addWidget(page)
    page.show()
    return page


def synchronisation(qtbot: QtBot, window: MainWindow) -> QWidget:
    panel = window.findChild(SyncPanel)
    assert panel is not None
    panel.show()
    return panel


SCREENS: tuple[Screen, ...] = (
    today,
    journals,
    journal,
    journal_with_a_notice,
    comment,
    everybody,
    results,
    reason,
    average,
    history,
    news,
    work,
    keys,
    synchronisation,
)


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def window(
    request: pytest.FixtureRequest, qtbot: QtBot, app: QApplication, desk: Desk, tmp_path: Path
) -> Iterator[MainWindow]:
    settings = Settings(tmp_path)
    settings.scheme = request.param
    synchroniser = Synchroniser(desk, quiet_round)
    shown = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(shown)
    shown.resize(SMALL)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    synchroniser.close()
    apply_theme(app, LIGHT)


def visible(screen: QWidget, kind: type[QWidget]) -> list[QWidget]:
    inside = [each for each in screen.findChildren(kind) if each.isVisible()]
    return [each for each in inside if not each.objectName().startswith("qt_") and each.window() is screen.window()]


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def cut(label: QWidget) -> bool:
    """Return whether a label or a button has less room than its text needs."""
    if isinstance(label, QLabel) and label.wordWrap():
        return label.heightForWidth(label.width()) > label.height()
    wanted = label.sizeHint()
    return wanted.width() > label.width() or wanted.height() > label.height()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_every_control_has_a_name(screen: Screen, window: MainWindow, qtbot: QtBot) -> None:
    shown = screen(qtbot, window)
    controls = [each for kind in CONTROLS for each in visible(shown, kind)]
    assert controls
    assert [each.objectName() or repr(each) for each in controls if not name_of(each)] == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_no_text_is_cut(screen: Screen, size: QSize, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(size)
    shown = screen(qtbot, window)
    QApplication.processEvents()
    assert window.size() == size, "nothing forces the window to be larger"
    texts = [each for kind in (QLabel, QAbstractButton) for each in visible(shown, kind) if each.property("text")]
    assert texts
    assert [(each.objectName(), each.property("text")) for each in texts if cut(each)] == []


def test_many_tabs_stay_in_the_window(window: MainWindow) -> None:
    for each in (ALGEBRA, GEOMETRY):
        window.workspace.open_journal(each)
    QApplication.processEvents()
    tabs = window.findChild(QTabWidget, "workspace_tabs")
    assert tabs is not None
    bar = tabs.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= bar.width()


def test_no_title_names_a_pupil_or_a_teacher(window: MainWindow, qtbot: QtBot) -> None:
    for screen in SCREENS:
        screen(qtbot, window)
    titles = " ".join(each.windowTitle() for each in QApplication.topLevelWidgets())
    assert "Перемена" in titles
    surnames = {name.split()[0] for name in NAMES} | {"Морозова"}
    assert [surname for surname in surnames if surname in titles] == []
    assert "Алгебра" not in titles


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: str(kind.__name__))
def test_every_error_fits_the_first_start(kind: type[GradebookError], qtbot: QtBot) -> None:
    form = FirstStart(address="https://school12.example.ru")
    entrance = Entrance(form)
    qtbot.addWidget(entrance)
    entrance.resize(640, 480)
    entrance.show_first_start()
    entrance.show()
    form.show_error(sentence(an(kind)))
    QApplication.processEvents()
    texts = [each for part in (QLabel, QAbstractButton) for each in visible(entrance, part) if each.property("text")]
    assert [each.property("text") for each in texts if cut(each)] == []
    assert entrance.height() <= SMALL.height() - TASKBAR


def test_the_theme_can_be_changed_while_a_journal_is_open(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.open_journal(ALGEBRA)
    action = window.findChild(QAction, "theme_dark")
    assert action is not None
    action.trigger()
    assert window.workspace.open_journals == (ALGEBRA,)
    assert window.findChild(MarksTable) is not None
