"""The palette: what a few letters find, what it says of what cannot be done, and where it leaves the teacher."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import CTRL, pressed, typed
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import ALGEBRA, NOW, TODAY
from ui.desk import Desk
from ui.help.window import HelpWindow
from ui.journal.marks_table import MarksTable
from ui.main_window import MainWindow
from ui.palette.box import PaletteBox
from ui.palette.days import written_day
from ui.palette.entry import Entry, chosen
from ui.palette.matching import rank, wanted, words_of
from ui.plan.view import PlanView
from ui.settings import Scheme, Settings
from ui.synchroniser import Synchroniser
from ui.theme import LIGHT, apply_theme
from ui.theme_switch import ThemeSwitch
from ui.widgets.lines_delegate import CHIP, SECOND

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, app: QApplication, desk: Desk, tmp_path: Path) -> Iterator[MainWindow]:
    settings = Settings(tmp_path)
    settings.scheme = Scheme.LIGHT
    settings.hints_shown = False
    synchroniser = Synchroniser(desk, quiet_round)
    shown = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.workspace.open_journal(ALGEBRA)
    yield shown
    synchroniser.close()
    apply_theme(app, LIGHT)


def field_of(window: MainWindow) -> QLineEdit:
    """Open the palette by its keys, where the focus is, and return its field."""
    pressed(QApplication.focusWidget() or window, Key.Key_K, modifiers=CTRL)
    box = next(each for each in window.findChildren(PaletteBox) if each.isVisible())
    field = box.findChild(QLineEdit)
    assert field is not None
    assert field.hasFocus()
    return field


def found(window: MainWindow, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    listed = next(each for each in window.findChildren(QListView, "palette_list") if each.isVisible())
    model = listed.model()
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def is_open(window: MainWindow) -> bool:
    return any(each.isVisible() for each in window.findChildren(PaletteBox))


def current(window: MainWindow) -> str:
    tabs = window.findChild(QTabWidget, "workspace_tabs")
    assert tabs is not None
    return tabs.tabText(tabs.currentIndex())


@pytest.mark.parametrize(
    ("text", "title", "is_met"),
    [
        ("истор", "История урока", True),
        ("bcnjh", "История урока", True),
        ("ис ур", "История урока", True),
        ("ур ис", "История урока", True),
        ("исур", "История урока", True),
        ("ИСТОРИЯ", "История урока", True),
        ("елк", "Ёлкина Варвара", True),
        ("тория", "История урока", False),
        ("исх", "История урока", False),
        ("7б алг", "7Б Алгебра", True),
        ("7,fku", "7Б Алгебра", True),
        ("руы", "Help", False),
        ("рудз", "Help", True),
        ("!?", "История урока", False),
    ],
)
def test_beginnings_of_words_are_enough_in_either_layout(text: str, title: str, *, is_met: bool) -> None:
    assert (rank(wanted(text), words_of(title)) is not None) is is_met


def test_a_title_that_begins_so_is_better_than_a_word_of_the_explanation() -> None:
    ranks = [
        rank(wanted("план"), words_of(title), words_of(also))
        for title, also in (("План", ""), ("Открыть план", ""), ("Тема", "из плана"))
    ]
    assert ranks == sorted(ranks, key=lambda each: -1 if each is None else each)
    assert len(set(ranks)) == 3


def test_what_was_used_last_is_first_among_equals() -> None:
    entries = [Entry(key, f"Отметка {key}", "", lambda: None) for key in ("a", "b", "c")]
    assert [each.key for each in chosen(entries, "отм", ["c", "b"])] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23.11", date(2026, 11, 23)),
        ("1.9", date(2026, 9, 1)),
        ("15.01", date(2027, 1, 15)),
        ("23/11", date(2026, 11, 23)),
        ("23ю11", date(2026, 11, 23)),
        ("05.02.2025", date(2025, 2, 5)),
        ("31.02", None),
        ("29.02", None),
        ("23", None),
    ],
)
def test_a_date_is_the_nearest_such_day(text: str, day: date | None) -> None:
    gone: list[date] = []
    if entry := written_day(text, TODAY, gone.append):
        entry.act()
    assert gone == ([day] if day else [])


def test_escape_leaves_the_focus_where_it_was(window: MainWindow) -> None:
    table = window.findChild(MarksTable)
    assert table is not None
    before = QApplication.focusWidget()
    pressed(field_of(window), Key.Key_Escape)
    assert not is_open(window)
    assert QApplication.focusWidget() is before
    assert before is table


def test_the_same_keys_close_it_again(window: MainWindow) -> None:
    pressed(field_of(window), Key.Key_K, modifiers=CTRL)
    assert not is_open(window)
    assert isinstance(QApplication.focusWidget(), MarksTable)


def test_it_opens_over_a_field_that_is_typed_in(window: MainWindow) -> None:
    topic = window.findChild(QLineEdit, "lesson_topic")
    assert topic is not None
    topic.setFocus()
    typed(topic, "Одночлены")
    pressed(field_of(window), Key.Key_Escape)
    assert QApplication.focusWidget() is topic
    assert topic.text() == "Одночлены"


def test_enter_does_an_action_of_the_page(window: MainWindow) -> None:
    table = window.findChild(MarksTable)
    assert table is not None
    field = field_of(window)
    typed(field, "итог")
    assert found(window)[0] == "Итоги"
    pressed(field, Key.Key_Return)
    assert not is_open(window)
    assert current(window) == "7Б Алгебра · итоги"


def test_arrows_choose_and_tab_stays(window: MainWindow) -> None:
    field = field_of(window)
    typed(field, "итог")
    pressed(field, Key.Key_Down, Key.Key_Tab)
    assert field.hasFocus()
    listed = next(each for each in window.findChildren(QListView, "palette_list") if each.isVisible())
    assert listed.currentIndex().row() == 1


def test_every_action_of_the_menus_and_of_the_page_is_there(window: MainWindow) -> None:
    field_of(window)
    page = window.workspace.page
    assert page is not None
    in_menus = window.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly)
    widgets = [page, *page.findChildren(QWidget)]
    on_page = [action for widget in widgets if widget.isVisible() for action in widget.actions()]
    titles = set()
    for text in ("", *"абвгдеёжзийклмнопрстуфхцчшщэюя1"):
        field = next(each for each in window.findChildren(QLineEdit, "palette_field") if each.isVisible())
        field.setText(text)
        titles |= set(found(window))
    plain = [each for each in (*in_menus, *on_page) if each.isVisible() and each.text() and not each.isSeparator()]
    wanted_titles = {each.text().replace("&", "").rstrip("…") for each in plain if each.parent() is not None}
    assert len(wanted_titles) > 25
    assert wanted_titles - titles == set()


def test_what_cannot_be_done_says_why_and_stays(window: MainWindow) -> None:
    field = field_of(window)
    typed(field, "отменить")
    assert found(window)[0] == "Отменить"
    assert found(window, SECOND)[0] == "С начала работы ещё ничего не написано."
    chip = found(window, CHIP)[0]
    assert chip[0] == "не сейчас"
    pressed(field, Key.Key_Return)
    assert is_open(window)


def test_keys_are_shown_as_people_read_them(window: MainWindow) -> None:
    field = field_of(window)
    typed(field, "столбцом")
    assert found(window, CHIP)[0][0] == "Ctrl+Enter"


def test_a_pupil_of_the_open_journal_is_gone_to(window: MainWindow) -> None:
    table = window.findChild(MarksTable)
    assert table is not None
    field = field_of(window)
    typed(field, "elkby")
    assert found(window) == []
    field.clear()
    typed(field, "`kr")
    assert found(window)[0].startswith("Ёлкина")
    pressed(field, Key.Key_Return)
    assert table.hasFocus()
    assert table.caret is not None
    assert table.caret[0] == 9


def test_a_journal_and_a_day_are_gone_to(window: MainWindow) -> None:
    field = field_of(window)
    typed(field, "7б геом")
    pressed(field, Key.Key_Return)
    assert current(window) == "7Б Геометрия"
    field = field_of(window)
    typed(field, "завтра")
    pressed(field, Key.Key_Return)
    assert current(window) == "Сегодня"
    assert window.workspace.place[1] == date(2026, 11, 25)
    field = field_of(window)
    typed(field, "20.11")
    pressed(field, Key.Key_Return)
    assert window.workspace.place[1] == date(2026, 11, 20)


def test_a_help_page_is_opened(window: MainWindow) -> None:
    field = field_of(window)
    typed(field, "записи на фл")
    pressed(field, Key.Key_Return)
    shown = window.findChild(HelpWindow)
    assert shown is not None
    assert shown.page == "stick"
    shown.close()


def test_what_was_used_stands_first_also_after_a_restart(window: MainWindow, tmp_path: Path) -> None:
    field = field_of(window)
    typed(field, "план")
    pressed(field, Key.Key_Return)
    assert window.findChild(PlanView) is not None
    window.workspace.open_journal(ALGEBRA)
    field_of(window)
    assert found(window)[0] == "План"
    assert Settings(tmp_path).recent == ["План"]


def test_a_pupil_is_not_remembered(window: MainWindow, tmp_path: Path) -> None:
    field = field_of(window)
    typed(field, "иванов")
    pressed(field, Key.Key_Return)
    assert Settings(tmp_path).recent == []


def test_nothing_found_is_said(window: MainWindow) -> None:
    field = field_of(window)
    typed(field, "щщщщ")
    assert found(window) == []
    assert "Ничего с таким названием нет." in {
        each.property("text") for each in window.findChildren(QWidget, "palette_nothing") if each.isVisible()
    }
