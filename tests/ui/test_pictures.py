"""Pictures of a journal's page, each with the table behind it and the same in words; small ones beside the averages."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTableView
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shown
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import ALGEBRA, GEOMETRY, pupil_id
from ui.journal.marks_model import MOST_LESSONS
from ui.journal.pupil_header import TREND, PupilHeader
from ui.main_window import MainWindow
from ui.pictures.bars import BarsPicture
from ui.pictures.opening import Pictures
from ui.settings import Settings
from ui.theme import LIGHT
from ui.widgets.trend import TrendPicture

Key = Qt.Key
AREA = QRect(300, 40, 40, 60)


@pytest.fixture
def pictures(shown: Shown) -> Pictures:
    return Pictures(shown.view, LIGHT)


def table(shown: Shown, name: str) -> QTableView:
    found = shown.view.findChild(QTableView, name)
    assert found is not None
    return found


def texts(view: QTableView, column: int) -> list[str]:
    model = view.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


@pytest.mark.usefixtures("pictures")
def test_the_menu_of_a_lesson_shows_the_marks_of_its_work(shown: Shown, qtbot: QtBot) -> None:
    column = next(n for n, each in enumerate(shown.page.lessons) if each.works)
    shown.table.go((0, column))
    pressed(shown.table, Key.Key_W, modifiers=CTRL | SHIFT)
    menu = shown.table.findChild(QMenu, "journal_lesson_menu")
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    wanted = shown.page.lessons[column].works[0].type_name
    next(each for each in menu.actions() if each.text().endswith(f": {wanted}")).trigger()
    menu.close()
    picture = shown.view.findChild(BarsPicture)
    assert picture is not None
    assert [bar.name for bar in picture.bars] == texts(table(shown, "spread_table"), 0) == list("54321")
    assert [str(bar.number) for bar in picture.bars] == texts(table(shown, "spread_table"), 1)
    assert "5 — 11" in picture.accessibleName()
    pressed(table(shown, "spread_table"), Key.Key_Escape)
    assert shown.table.hasFocus()


@pytest.mark.usefixtures("pictures")
def test_the_class_over_the_term_leads_to_its_lessons(shown: Shown) -> None:
    shown.view.class_trend_wanted.emit(AREA)
    listed = table(shown, "class_trend_table")
    picture = shown.view.findChild(TrendPicture)
    assert picture is not None
    assert len(picture.averages) == listed.model().rowCount()
    assert texts(listed, 3)[0] == str(picture.averages[-1]).replace(".", ",")
    pressed(listed, Key.Key_Return)
    caret = shown.table.caret
    assert caret is not None
    assert shown.page.lessons[caret[1]].day.strftime("%d.%m") == texts(listed, 0)[0]


@pytest.mark.usefixtures("pictures")
def test_a_lesson_without_marks_says_so(shown: Shown) -> None:
    shown.view.spread_wanted.emit(shown.today, "", AREA)
    assert set(texts(table(shown, "spread_table"), 1)) == {"0"}
    said = shown.view.findChild(QLabel, "spread_said")
    assert said is not None
    assert "28" in said.text()


def test_the_trend_beside_an_average_follows_an_entry(shown: Shown) -> None:
    model = shown.table.marks
    before = model.trend(pupil_id(0))
    other = model.trend(pupil_id(1))
    typed(shown.table, "5")
    assert model.trend(pupil_id(0))[:-1] == before
    assert model.trend(pupil_id(1)) == other


def test_the_menu_has_a_switch_for_it_that_is_kept(window: MainWindow, tmp_path: Path) -> None:
    window.resize(1600, 700)
    window.workspace.open_journal(ALGEBRA)
    window.workspace.show_panel(shown=False)
    header = window.findChild(PupilHeader)
    action = window.findChild(QAction, "trends")
    assert header is not None
    assert action is not None
    QApplication.processEvents()
    wide = header.width()
    action.trigger()
    assert header.width() == wide - TREND
    assert not Settings(tmp_path).trends_shown
    window.workspace.open_journal(GEOMETRY)
    other = next(each for each in window.findChildren(PupilHeader) if each is not header)
    QApplication.processEvents()
    assert other.width() < wide, "a page that is opened later too"
    action.trigger()
    assert header.width() == wide
    assert Settings(tmp_path).trends_shown


def test_it_has_room_on_a_wide_page_only(shown: Shown) -> None:
    header = shown.table.verticalHeader()
    narrow = header.width()
    shown.view.resize(1400, 620)
    assert header.width() > narrow
    assert len(shown.page.lessons) < MOST_LESSONS
