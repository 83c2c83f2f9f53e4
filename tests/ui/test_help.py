"""Help: a page for each place, keys that exist, links that lead somewhere; hints that come once and go for good."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resources.paths import HELP
from tests.ui.keyboard import CTRL, PLAIN, SHIFT, pressed, typed
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import ALGEBRA, NOW
from tests.ui.told_keys import keys_of as shortcuts_of
from tests.ui.told_keys import told_keys
from ui.desk import Desk
from ui.desks import DESKS
from ui.help.hints import HintBar, hints
from ui.help.pages import ENGLISH, PAGES, RUSSIAN, page_text, page_title
from ui.help.where import page_at
from ui.help.window import HelpWindow
from ui.journal.keys import Act, read_press
from ui.journal.marks_table import MarksTable
from ui.keys_help import KeysHelp
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.main_window import MainWindow
from ui.palette.box import PaletteBox
from ui.settings import Scheme, Settings
from ui.synchroniser import Synchroniser
from ui.theme import LIGHT, apply_theme
from ui.theme_switch import ThemeSwitch

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
LANGUAGES = (RUSSIAN, ENGLISH)
KEY = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)]*)\)")
IN_TABLES = {"Enter", "Tab", "Shift+Tab", "Esc", "Delete", "Insert", "Alt+Up", "Alt+Down", "F2"}
IN_TABLES |= {"Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"}
"""Keys that tables and boxes read themselves."""

ELSEWHERE = {"+", "-", "Shift+F2", "Ctrl+Shift+L", "Ctrl+S", "Ctrl++", "Ctrl+-", "PageUp", "PageDown"}
"""Keys of class teachers' and deputy heads' pages, of a profile's lock, of what is printed; own tests press them."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings(tmp_path)
    found.scheme = Scheme.LIGHT
    return found


@pytest.fixture
def window(qtbot: QtBot, app: QApplication, desk: Desk, settings: Settings) -> Iterator[MainWindow]:
    synchroniser = Synchroniser(desk, quiet_round)
    shown = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    synchroniser.close()
    apply_theme(app, LIGHT)


def help_of(window: QWidget) -> HelpWindow:
    found = window.findChild(HelpWindow)
    assert found is not None
    return found


def test_each_page_is_in_both_languages() -> None:
    for language in LANGUAGES:
        assert {path.stem for path in (HELP / language).iterdir()} == set(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_heading_and_its_links_lead_to_pages(name: str, language: str) -> None:
    text = page_text(name, language)
    assert text.startswith("# ")
    assert page_title(name, language)
    assert [link for link in LINK.findall(text) if link.removesuffix(".md") not in PAGES] == []


def test_both_languages_name_the_same_keys_and_pages() -> None:
    for name in PAGES:
        russian, english = page_text(name, RUSSIAN), page_text(name, ENGLISH)
        assert KEY.findall(russian) == KEY.findall(english), name
        assert LINK.findall(russian) == LINK.findall(english), name


def keys_of(window: MainWindow) -> set[str]:
    """Return every shortcut of every page that a class teacher's program has."""
    workspace = window.workspace
    by_journal = (workspace.open_journal, workspace.open_finals_of, workspace.open_plan_of)
    opening = [
        *(partial(each, ALGEBRA) for each in by_journal),
        *(partial(workspace.open_desk, page) for page in DESKS),
    ]
    for open_page in (*opening, opening[0]):
        open_page()
        # nobody opens two before the window has come back to its loop
        QApplication.processEvents()
    pressed(window.findChild(MarksTable), Key.Key_Return, modifiers=ALT)  # type: ignore[arg-type]  # it is there
    return {each.replace("Return", "Enter") for each in shortcuts_of(window)}


def is_typed_in_a_cell(key: str) -> bool:
    """Return whether a key of one letter means something in the journal's table."""
    press = read_press(QKeyEvent(QKeyEvent.Type.KeyPress, ord(key.upper()), PLAIN, key)) if len(key) == 1 else None
    return press is not None and press.act is not Act.UNKNOWN


def test_every_key_that_help_names_is_one(window: MainWindow) -> None:
    named = {key for name in PAGES for key in KEY.findall(page_text(name, RUSSIAN))}
    assert len(named) > 30
    real = keys_of(window) | IN_TABLES | ELSEWHERE
    assert sorted(key for key in named if key not in real and not is_typed_in_a_cell(key)) == []


def test_every_key_of_the_overview_is_one(window: MainWindow, qtbot: QtBot) -> None:
    real = {QKeySequence(each).toString() for each in keys_of(window) | IN_TABLES | ELSEWHERE}
    overview = KeysHelp(window)
    qtbot.addWidget(overview)
    long = [part for part in told_keys(overview) if "+" in part or re.fullmatch(r"F\d+", part)]
    assert len(long) > 20
    assert [part for part in long if QKeySequence(part).toString() not in real] == []


def test_f1_opens_the_page_for_where_the_focus_is(window: MainWindow) -> None:
    pressed(window, Key.Key_F1)
    assert help_of(window).page == "today"
    help_of(window).close()
    window.workspace.open_journal(ALGEBRA)
    table = window.findChild(MarksTable)
    assert table is not None
    table.setFocus()
    pressed(table, Key.Key_F1)
    assert help_of(window).page == "journal"
    help_of(window).close()
    topic = window.findChild(QLineEdit, "lesson_topic")
    assert topic is not None
    window.activateWindow()
    topic.setFocus()
    pressed(topic, Key.Key_F1)
    assert help_of(window).page == "lesson"
    pressed(help_of(window), Key.Key_Escape)
    assert not help_of(window).isVisible()


def test_a_place_without_a_page_leads_to_the_first_one(qtbot: QtBot) -> None:
    nowhere = QWidget()
    qtbot.addWidget(nowhere)
    assert page_at(nowhere, None) == "today"


def test_before_the_journal_f1_helps_to_sign_in(qtbot: QtBot) -> None:
    entrance = Entrance(FirstStart())
    qtbot.addWidget(entrance)
    with qtbot.waitActive(entrance):
        entrance.show()
        entrance.activateWindow()
    entrance.show_first_start()
    pressed(entrance, Key.Key_F1)
    assert help_of(entrance).page == "first_start"
    assert "QR-код" in help_of(entrance).findChild(QTextBrowser).toPlainText()  # type: ignore[union-attr]  # it has one
    help_of(entrance).close()


@pytest.mark.parametrize("modifiers", [PLAIN, SHIFT], ids=["plain", "shift"])
def test_a_question_mark_shows_the_keys(window: MainWindow, modifiers: Qt.KeyboardModifier) -> None:
    window.workspace.open_journal(ALGEBRA)
    table = window.findChild(MarksTable)
    assert table is not None
    pressed(table, Key.Key_Question, modifiers=modifiers)
    overview = window.findChild(KeysHelp)
    assert overview is not None
    assert overview.isVisible()
    overview.close()


def test_a_question_mark_can_be_typed_into_a_topic(window: MainWindow) -> None:
    window.workspace.open_journal(ALGEBRA)
    topic = window.findChild(QLineEdit, "lesson_topic")
    assert topic is not None
    topic.setFocus()
    pressed(topic, Key.Key_Question, modifiers=SHIFT)
    assert topic.text() == "?"
    assert not any(each.isVisible() for each in window.findChildren(KeysHelp))


def test_help_is_searched_and_a_link_is_followed(window: MainWindow, qtbot: QtBot) -> None:
    pressed(window, Key.Key_F1)
    shown = help_of(window)
    search, contents = shown.findChild(QLineEdit, "help_search"), shown.findChild(QListWidget)
    page = shown.findChild(QTextBrowser)
    assert search is not None
    assert contents is not None
    assert page is not None
    typed(search, "флешк")
    seen = [contents.item(row).text() for row in range(contents.count()) if not contents.item(row).isHidden()]
    assert seen == ["Синхронизация", "Записи на флешке"]
    assert page.textCursor().selectedText().lower() == "флешк"
    search.setText("щщщщ")
    nothing = shown.findChild(QLabel, "help_nothing")
    assert nothing is not None
    assert nothing.isVisible()
    shown.open_page("synchronisation")
    assert all(not contents.item(row).isHidden() for row in range(contents.count()))
    page.anchorClicked.emit("stick.md")
    assert shown.page == "stick"
    page.anchorClicked.emit("https://example.org/stick")
    assert shown.page == "stick", "help never leaves the program"
    shown.close()


def shown_hints(window: MainWindow) -> list[HintBar]:
    return [each for each in window.findChildren(HintBar) if each.isVisible()]


def button_of(bar: HintBar, name: str) -> QPushButton:
    found = bar.findChild(QPushButton, name)
    assert found is not None
    return found


def test_one_hint_at_a_time_each_once_beside_what_it_speaks_of(window: MainWindow, settings: Settings) -> None:
    places = []
    window.workspace.open_journal(ALGEBRA)
    for turn in range(len(hints()) + 1):
        window.workspace.go(turn % 2)
        window.workspace.go(0 if turn == 0 else 2)
        bars = shown_hints(window)
        assert len(bars) == (1 if turn < len(hints()) else 0)
        if bars:
            places.append(type(bars[0].parentWidget()).__name__)
            button_of(bars[0], "hint_read").click()
            assert not shown_hints(window), "the next one waits for another page"
    assert places == ["TodayView", "JournalView", "LessonPanel", "Workspace"]
    assert settings.hints_read == ["today", "marks", "lesson", "synchronisation"]


def test_a_hint_takes_no_focus_and_covers_no_cell(window: MainWindow, settings: Settings) -> None:
    settings.hints_read = ["today"]
    window.workspace.open_journal(ALGEBRA)
    table = window.findChild(MarksTable)
    assert table is not None
    assert table.hasFocus()
    (bar,) = shown_hints(window)
    assert bar.parentWidget() is table.parentWidget()
    QApplication.processEvents()
    assert not bar.geometry().intersects(table.geometry())


def test_a_page_that_is_closed_takes_its_hint_with_it(window: MainWindow, settings: Settings) -> None:
    settings.hints_read = ["today"]
    for _ in range(2):
        window.workspace.open_journal(ALGEBRA)
        assert len(shown_hints(window)) == 1
        window.workspace.close_tab(window.workspace.place[0])
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_hints_are_turned_off_for_good_and_on_again(window: MainWindow, settings: Settings) -> None:
    (bar,) = shown_hints(window)
    button_of(bar, "hint_unwanted").click()
    window.workspace.open_journal(ALGEBRA)
    assert not shown_hints(window)
    action = window.findChild(QAction, "hints")
    assert action is not None
    assert not action.isChecked()
    settings.hints_read = [each.name for each in hints()]
    action.trigger()
    assert len(shown_hints(window)) == 1


def test_hints_outlive_another_theme(window: MainWindow) -> None:
    action = window.findChild(QAction, "theme_dark")
    assert action is not None
    action.trigger()
    QApplication.processEvents()
    assert len(shown_hints(window)) == 1


def test_help_for_the_palette_tells_how_to_find(window: MainWindow) -> None:
    pressed(window, Key.Key_K, modifiers=CTRL)
    assert len([each for each in window.findChildren(PaletteBox) if each.isVisible()]) == 1
    pressed(QApplication.focusWidget() or window, Key.Key_F1)
    assert help_of(window).page == "finding"
    help_of(window).close()
