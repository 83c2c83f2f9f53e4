"""What watches the windows in every test here: whatever holds them up is found, whatever else is slow is not."""

import gc
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.watchdog import LIMIT_MS, Watchdog

LONG_S = 8 * LIMIT_MS / 1000
"""Long enough even where others have most of the PC."""


def busy() -> None:
    ends = time.thread_time() + LONG_S
    while time.thread_time() < ends:
        pass


@pytest.fixture
def button(qtbot: QtBot) -> QPushButton:
    shown = QPushButton("Отметить")
    qtbot.addWidget(shown)
    shown.show()
    return shown


def by_a_key(button: QPushButton) -> None:
    button.clicked.connect(busy)
    QTest.keyClick(button, Qt.Key.Key_Space)


def by_the_mouse(button: QPushButton) -> None:
    button.clicked.connect(busy)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def by_a_click(button: QPushButton) -> None:
    button.clicked.connect(busy)
    button.click()


def by_an_action(button: QPushButton) -> None:
    action = QAction(button)
    action.triggered.connect(busy)
    action.trigger()


def by_a_timer(button: QPushButton) -> None:
    QTimer.singleShot(0, button, busy)
    QTest.qWait(1)


@pytest.mark.parametrize("way", [by_a_key, by_the_mouse, by_a_click, by_an_action, by_a_timer])
def test_whatever_holds_the_windows_up_is_found(
    way: Callable[[QPushButton], None], button: QPushButton, watchdog: Watchdog
) -> None:
    way(button)
    assert len(watchdog.slow()) == 1
    assert watchdog.slow() == [], "what was told is forgotten"


def test_each_return_to_the_event_loop_begins_a_new_stretch(
    button: QPushButton, watchdog: Watchdog, qtbot: QtBot
) -> None:
    before, ticks = watchdog.stretches, QTimer(button, interval=1)
    told: list[int] = []
    ticks.timeout.connect(lambda: told.append(1))
    ticks.start()
    qtbot.waitUntil(lambda: len(told) > 5)
    assert watchdog.stretches - before > 5


def test_what_a_test_itself_does_is_not_the_windows(button: QPushButton, watchdog: Watchdog) -> None:
    busy()
    button.click()
    assert watchdog.slow() == []


def test_the_collector_of_garbage_is_not_the_windows(button: QPushButton, watchdog: Watchdog) -> None:
    told: list[str] = []

    def while_collecting(phase: str, _: dict[str, int]) -> None:
        told.append(phase)
        if phase == "start":
            busy()

    button.clicked.connect(lambda: gc.collect(2))
    gc.callbacks.append(while_collecting)
    try:
        button.click()
    finally:
        gc.callbacks.remove(while_collecting)
    assert told
    assert watchdog.slow() == []


def test_another_theme_may_take_its_time(app: QApplication, button: QPushButton, watchdog: Watchdog) -> None:
    def dress() -> None:
        app.setStyleSheet(app.styleSheet())
        busy()

    button.clicked.connect(dress)
    button.click()
    assert watchdog.slow() == []
