"""The map of the class's absences over the year: a number and a sentence in every cell, by keyboard, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import QApplication, QComboBox, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.absences import LessonSums
from app.domain.class_page import OwnClass
from app.domain.class_weeks import WeeksPage
from app.domain.pages import PupilRow
from app.store.unit import Store
from tests.builders import a_store
from tests.small_class import ABRAMOV, BELOVA, CLASS, H_MON, HISTORY, MONDAY, sign, small_class
from tests.ui.keyboard import pressed, typed
from tests.ui.test_class_desk import NOW, Page, shown
from tests.ui.test_theme import contrast
from ui.class_desk.absences_grid import Sum
from ui.class_desk.grid_model import GridModel
from ui.class_desk.grid_table import GridTable
from ui.class_desk.view import ClassDeskView
from ui.class_desk.weeks_delegate import Heat, WeeksDelegate
from ui.class_desk.weeks_grid import WeeksGrid
from ui.desk import Desk
from ui.theme import DARK, LIGHT, Theme

Key = Qt.Key
BELOVA_ROW = PupilRow(BELOVA, "Белова", "И", "")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=tuple(small_class(sign(HISTORY, H_MON, ABRAMOV, "о"))))
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> Page:
    desk = Desk(store)
    view = ClassDeskView(desk, LIGHT, lambda: NOW)
    qtbot.addWidget(view)
    view.resize(1000, 560)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    found = Page(view, desk)
    qtbot.waitUntil(found.table("class_summary").hasFocus)
    return found


@pytest.fixture
def weeks(page: Page, qtbot: QtBot) -> GridTable:
    """The map of the year with the caret on the first pupil's first week."""
    page.go(5)
    table = page.table("class_weeks")
    qtbot.waitUntil(table.hasFocus)
    table.go((0, 0))
    return table


def test_the_map_of_the_year_has_a_number_and_a_sentence_for_every_week(
    page: Page, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    page.go(2)
    absences = page.table("class_absences")
    qtbot.waitUntil(absences.hasFocus)
    absences.go((1, 0))
    typed(absences, "н")
    page.go(5)
    table = page.table("class_weeks")
    qtbot.waitUntil(table.hasFocus)
    assert [[shown(table, row, column) for column in range(2)] for row in range(3)] == [["", ""], ["2", "2"], ["", ""]]
    spoken = table.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Белова И, 7 – 13 сентября: пропущено уроков: 2 из 4; н — 2"
    assert page.label("class_weeks_told") == (
        "5А, с начала года: пропущено уроков — 2 из 12; больше всего на неделе 7 – 13 сентября: 2;"
        " больше всех — Белова И: 2"
    )
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.text(QAccessible.Text.Description) == page.label("class_weeks_told")
    qtmodeltester.check(table.model())


def test_the_map_counts_what_is_chosen(page: Page, weeks: GridTable) -> None:
    assert shown(weeks, 0, 0) == ""
    counted = page.find(QComboBox, "class_weeks_counted")
    assert isinstance(counted, QComboBox)
    counted.setFocus()
    pressed(counted, Key.Key_End)
    assert counted.currentText() == "Опоздание"
    assert shown(weeks, 0, 0) == "1"
    assert weeks.model().headerData(1, Qt.Orientation.Horizontal) == "опоздание"


def test_enter_on_a_week_goes_to_its_days(page: Page, weeks: GridTable, qtbot: QtBot) -> None:
    weeks.go((2, 0))
    pressed(weeks, Key.Key_Return)
    table = page.table("class_absences")
    qtbot.waitUntil(table.hasFocus)
    assert table.caret == (2, 0)
    assert page.label("class_days") == "7 – 13 сентября"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_number_on_the_map_can_be_read(theme: Theme) -> None:
    heat = Heat(theme)
    assert [contrast(heat.ink(each), heat.ground(each)) >= 4.5 for each in range(5)] == [True] * 5
    assert len({heat.ground(each).name() for each in range(5)}) == 5, "and the levels differ"


def test_a_stronger_week_is_painted_stronger_and_one_without_a_reason_has_a_line(app: QApplication) -> None:
    def cell(missed: LessonSums) -> QImage:
        grid = WeeksGrid(
            WeeksPage(OwnClass(CLASS, "5А", 5), (MONDAY,), (BELOVA_ROW,), {(BELOVA, MONDAY): missed}), Sum.MISSED
        )
        model = GridModel(grid)
        picture = QImage(40, 26, QImage.Format.Format_RGB32)
        option = QStyleOptionViewItem()
        option.rect = picture.rect()
        painter = QPainter(picture)
        WeeksDelegate(lambda: grid, LIGHT).paint(painter, option, model.index(0, 0))
        painter.end()
        return picture

    few, many = cell(LessonSums(30, ill=2)), cell(LessonSums(30, ill=20))
    assert few.pixelColor(2, 2).lightness() > many.pixelColor(2, 2).lightness()
    assert cell(LessonSums(30, unexcused=2)).pixelColor(20, 22) != few.pixelColor(20, 22)
    assert cell(LessonSums(30)).pixelColor(2, 2) == LIGHT.surface
    assert cell(LessonSums()).pixelColor(2, 2) == LIGHT.month_band


def test_the_picture_of_the_map_follows_what_is_counted_and_how_wide_it_is(page: Page, weeks: GridTable) -> None:
    counted = page.find(QComboBox, "class_weeks_counted")
    assert isinstance(counted, QComboBox)
    missed = weeks.viewport().grab().toImage()
    counted.setCurrentIndex(counted.findData(Sum.LATE))
    late = weeks.viewport().grab().toImage()
    assert late != missed
    counted.setCurrentIndex(counted.findData(Sum.MISSED))
    assert weeks.viewport().grab().toImage() == missed
    header = weeks.horizontalHeader()
    usual = header.sectionSize(0)
    header.resizeSection(0, 2 * usual)
    second = weeks.visualRect(weeks.model().index(1, 1))
    wide = weeks.viewport().grab(second).toImage()
    header.resizeSection(0, usual)
    assert weeks.viewport().grab().toImage() == missed
    assert weeks.viewport().grab(second.translated(-usual, 0)).toImage() == wide, "a cell stays where its column is"


def test_the_focus_and_what_is_chosen_are_drawn_over_the_map(page: Page, weeks: GridTable) -> None:
    one = weeks.viewport().grab().toImage()
    pressed(weeks, Key.Key_Down, modifiers=Qt.KeyboardModifier.ShiftModifier)
    two = weeks.viewport().grab().toImage()
    assert two != one
    page.find(QComboBox, "class_weeks_counted").setFocus()
    unfocused = weeks.viewport().grab().toImage()
    weeks.clearSelection()
    assert two != unfocused != weeks.viewport().grab().toImage()
