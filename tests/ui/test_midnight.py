"""A PC that stays on over night: the next morning every open page tells the new day from the others."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QTableView, QTabWidget
from pytestqt.qtbot import QtBot

from tests.ui.shown_school import ALGEBRA, NOW, TODAY
from ui.deputy_desk.keeping_model import KeepingModel
from ui.deputy_desk.view import DeputyDesk
from ui.desk import Desk
from ui.journal.view import JournalView
from ui.theme import LIGHT
from ui.today.view import TodayView

NIGHTS = 3
"""Until the next lesson of algebra, a Friday."""


class Clock:
    """Tells a moment that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def today(qtbot: QtBot, desk: Desk, clock: Clock) -> TodayView:
    view = TodayView(desk, LIGHT, now=clock)
    qtbot.addWidget(view)
    return view


def tick(view: TodayView) -> None:
    timer = view.findChild(QTimer)
    assert timer is not None
    timer.timeout.emit()


def test_the_day_that_was_today_gives_way_to_the_new_one(today: TodayView, clock: Clock) -> None:
    clock.now += timedelta(days=1)
    tick(today)
    assert today.day == TODAY + timedelta(days=1)


def test_another_day_that_somebody_looks_at_stays(today: TodayView, clock: Clock) -> None:
    looked_at = TODAY - timedelta(days=4)
    today.show_day(looked_at)
    clock.now += timedelta(days=1)
    tick(today)
    assert today.day == looked_at


def test_an_open_journal_tints_the_new_day(qtbot: QtBot, desk: Desk, today: TodayView, clock: Clock) -> None:
    journal = JournalView(desk, ALGEBRA, LIGHT, now=clock)
    qtbot.addWidget(journal)
    journal.resize(1200, 600)
    with qtbot.waitExposed(journal):
        journal.show()
    assert tinted_days(journal) == [TODAY.day]
    clock.now += timedelta(days=NIGHTS)
    tick(today)
    assert tinted_days(journal) == [(TODAY + timedelta(days=NIGHTS)).day]


def tinted_days(journal: JournalView) -> list[int]:
    table = journal.findChild(QTableView, "journal_table")
    assert table is not None
    image = table.viewport().grab().toImage()
    below = table.rowViewportPosition(table.model().rowCount() - 1) + 3
    lessons = table.model().page.lessons  # type: ignore[attr-defined]  # the model of marks has it
    columns = [column for column in range(len(lessons)) if 0 <= table.columnViewportPosition(column) < image.width()]
    return [
        lessons[column].day.day
        for column in columns
        if image.pixelColor(table.columnViewportPosition(column) + 4, min(below, image.height() - 3)) == LIGHT.today
    ]


@pytest.fixture
def deputy(qtbot: QtBot, desk: Desk, clock: Clock) -> DeputyDesk:
    view = DeputyDesk(desk, LIGHT, clock)
    qtbot.addWidget(view)
    view.resize(1000, 620)
    parts = view.findChild(QTabWidget, "deputy_parts")
    assert parts is not None
    parts.setCurrentIndex(2)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_the_deputy_heads_timetable_turns_to_the_new_day(deputy: DeputyDesk, today: TodayView, clock: Clock) -> None:
    title = deputy.findChild(QLabel, "today_title")
    assert title is not None
    assert title.text() == "Вторник, 24 ноября"
    clock.now += timedelta(days=1)
    tick(today)
    assert title.text() == "Среда, 25 ноября"


def test_the_deputy_heads_keeping_counts_the_lessons_until_the_new_day(
    deputy: DeputyDesk, today: TodayView, clock: Clock, qtbot: QtBot
) -> None:
    parts, table = deputy.findChild(QTabWidget, "deputy_parts"), deputy.findChild(QTableView, "keeping_table")
    assert parts is not None
    assert table is not None
    parts.setCurrentIndex(1)
    model = table.model()
    assert isinstance(model, KeepingModel)
    qtbot.waitUntil(lambda: bool(model.rows))
    before = model.rows
    clock.now += timedelta(days=7)
    tick(today)
    assert {each.id for each in model.rows} == {each.id for each in before}
    assert model.rows != before
