"""The pupil's card over a page: opened and left by keys, other pupils by keys, marks that are tried."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QTabBar, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from app.domain.records import NEVER, WorkType
from app.ids import WorkTypeId
from app.store.unit import Store
from tests.builders import FeedOf, a_store, unsent
from tests.class_school import whole_class
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import ALGEBRA, NOW
from ui.desk import Desk
from ui.desks import CLASS
from ui.explanation.sheet import ExplanationSheet
from ui.journal.marks_table import MarksTable
from ui.main_window import MainWindow
from ui.pupil_card.sheet import CardSheet
from ui.settings import Scheme, Settings
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch
from ui.widgets.trend import TrendPicture

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Open = Callable[[Desk], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[Open]:
    """What opens the window over a journal."""
    made: list[Synchroniser] = []

    def opened(desk: Desk) -> MainWindow:
        settings = Settings(tmp_path)
        settings.scheme, settings.hints_shown = Scheme.LIGHT, False
        made.append(Synchroniser(desk, quiet_round))
        window = MainWindow(desk, made[-1], ThemeSwitch(app, settings), settings, lambda: NOW)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield opened
    for each in made:
        each.close()


@pytest.fixture
def window(open_window: Open, desk: Desk) -> MainWindow:
    shown = open_window(desk)
    shown.workspace.open_journal(ALGEBRA)
    return shown


@pytest.fixture
def class_store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path / "class", rows=tuple(whole_class()))
    yield opened
    opened.close()


def table(window: MainWindow) -> MarksTable:
    found = window.findChild(MarksTable)
    assert found is not None
    return found


def card(window: MainWindow) -> CardSheet:
    found = window.findChild(CardSheet)
    assert found is not None
    return found


def text(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert found is not None
    return found.text()


def focused() -> QTableView | QLineEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QTableView | QLineEdit)
    return found


def open_card(window: MainWindow, row: int) -> None:
    place = table(window).caret
    assert place is not None
    table(window).go((row, place[1]))
    pressed(table(window), Key.Key_Return, modifiers=ALT)


def test_alt_enter_opens_the_card_of_the_row_and_escape_goes_back(window: MainWindow) -> None:
    open_card(window, 4)
    assert card(window).isVisible()
    assert text(window, "card_name") == "Воронова-Залесская Мария-София Ильинична"
    assert "7Б" in text(window, "card_whose")
    assert "05.01.2013" in text(window, "card_whose")
    assert "Воронова" not in window.windowTitle()
    pressed(focused(), Key.Key_Escape)
    assert not card(window).isVisible()
    assert table(window).hasFocus()


def test_a_double_click_on_the_name_opens_it(window: MainWindow) -> None:
    header = table(window).verticalHeader()
    place = QPoint(40, header.sectionViewportPosition(2) + 5)
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert text(window, "card_name") == "Белоусова Ксения Дмитриевна"


def test_the_menu_of_a_name_offers_the_card(window: MainWindow, qtbot: QtBot) -> None:
    header = table(window).verticalHeader()
    place = QPoint(40, header.sectionViewportPosition(2) + 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, header.viewport().mapToGlobal(place))
    QApplication.sendEvent(header.viewport(), event)
    menu = table(window).findChild(QMenu, "journal_row_menu")
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    menu.actions()[0].trigger()
    menu.close()
    assert text(window, "card_name") == "Белоусова Ксения Дмитриевна"
    place_of_caret = table(window).caret
    assert place_of_caret is not None
    assert place_of_caret[0] == 2


def test_keys_go_to_the_pupils_beside_and_stop_at_the_ends(window: MainWindow) -> None:
    open_card(window, 0)
    before = window.findChild(QToolButton, "card_previous")
    assert before is not None
    assert not before.isEnabled()
    pressed(focused(), Key.Key_Down, modifiers=ALT)
    assert text(window, "card_name") == "Алексеева Алёна Игоревна"
    pressed(focused(), Key.Key_Up, modifiers=ALT)
    assert text(window, "card_name") == "Абрамов Тимофей Ильич"


def test_the_picture_of_the_trend_says_the_same_in_words(window: MainWindow) -> None:
    open_card(window, 3)
    trend = window.findChild(TrendPicture)
    assert trend is not None
    assert len(trend.averages) > 2
    assert str(trend.averages[-1]).replace(".", ",") in trend.accessibleName()
    assert text(window, "card_average") == str(trend.averages[-1]).replace(".", ",")


def test_marks_can_be_tried_and_nothing_is_written(window: MainWindow, store: Store) -> None:
    open_card(window, 3)
    pressed(focused(), Key.Key_3, modifiers=ALT)
    controls = window.findChildren(QLineEdit, "card_try")
    control = next(each for each in controls if "Контрольная" in each.accessibleName())
    control.setFocus()
    typed(control, "5")
    assert text(window, "card_tried").startswith("3,00 → 3,73")
    typed(control, "9")
    wrong = window.findChild(QLabel, "card_tried_wrong")
    assert wrong is not None
    assert wrong.isVisible()
    assert unsent(store) == 0


def test_an_answer_is_tried_once_and_with_the_schools_weight(window: MainWindow, store: Store) -> None:
    FeedOf(store).send(WorkType(WorkTypeId("answer"), NEVER, "Ответ на уроке", "отв", 3, "#5b7a99", 0))
    open_card(window, 3)
    pressed(focused(), Key.Key_3, modifiers=ALT)
    tried = [each.accessibleName() for each in window.findChildren(QLineEdit, "card_try")]
    assert [each for each in tried if "Ответ" in each] == ["Ответ на уроке, вес 3"] == tried[:1]


def test_what_was_tried_goes_with_the_pupil(window: MainWindow) -> None:
    open_card(window, 3)
    pressed(focused(), Key.Key_3, modifiers=ALT)
    typed(focused(), "5")
    pressed(focused(), Key.Key_Down, modifiers=ALT)
    assert {each.text() for each in window.findChildren(QLineEdit, "card_try")} == {""}


def test_enter_in_the_list_of_marks_opens_the_lesson(window: MainWindow) -> None:
    open_card(window, 3)
    pressed(focused(), Key.Key_Return)
    assert not card(window).isVisible()
    place = table(window).caret
    assert place is not None
    assert place[0] == 3
    assert table(window).model().index(*place).data()


def test_an_entry_made_meanwhile_comes_into_the_card(window: MainWindow, qtbot: QtBot) -> None:
    open_card(window, 3)
    before = text(window, "card_average")
    typed(table(window), "5")
    qtbot.waitUntil(lambda: text(window, "card_average") != before)


def test_another_tab_takes_the_card_away(window: MainWindow) -> None:
    open_card(window, 3)
    window.workspace.go(0)
    assert not card(window).isVisible()


def test_the_parts_follow_the_term(window: MainWindow) -> None:
    open_card(window, 3)
    tabs, terms = window.findChild(QTabBar, "card_parts"), window.findChild(QComboBox, "card_term")
    assert tabs is not None
    assert terms is not None
    second = tabs.tabText(0)
    terms.setCurrentIndex(0)
    assert tabs.tabText(0) != second
    why = card(window).findChild(ExplanationSheet)
    assert why is not None
    assert "I четверть" in why.toPlainText()


@pytest.mark.may_take(
    110, why="the first card with fifteen subjects: every statement is compiled; a second one takes 45"
)
def test_the_class_desk_opens_the_card_with_all_subjects(open_window: Open, class_store: Store) -> None:
    window = open_window(Desk(class_store))
    window.workspace.open_desk(CLASS)
    for name, act in (("class_summary", "class_card"), ("class_risk", "risk_card")):
        window.findChild(QTabBar, "class_tabs").setCurrentIndex(0 if name == "class_summary" else 2)  # type: ignore[union-attr]  # it is there
        QApplication.processEvents()
        page = window.findChild(QTableView, name)
        assert page is not None
        page.setFocus()
        assert page.findChild(QAction, act) is not None
        pressed(page, Key.Key_Return, modifiers=ALT)
        subjects = window.findChild(QComboBox, "card_subject")
        assert subjects is not None
        assert subjects.count() == 15
        pressed(focused(), Key.Key_Escape)
        assert page.hasFocus()


def test_the_lessons_menu_changes_a_work(window: MainWindow, qtbot: QtBot) -> None:
    column = next(n for n, each in enumerate(table(window).marks.page.lessons) if each.works)
    table(window).go((0, column))
    pressed(table(window), Key.Key_W, modifiers=CTRL | SHIFT)
    menu = table(window).findChild(QMenu, "journal_lesson_menu")
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    change = next(each for each in menu.actions() if "вес" in each.text() or "weight" in each.text())
    change.trigger()
    menu.close()
    title = window.workspace.findChild(QLineEdit, "work_title")
    view = window.workspace.page
    assert view is not None
    title = view.findChild(QLineEdit, "work_title")
    assert title is not None
    qtbot.waitUntil(title.isVisible)
    title.setText("Одночлены")
    pressed(title, Key.Key_Return)
    assert table(window).marks.page.lessons[column].works[0].title == "Одночлены"
