"""What helps at the board: chance calls everybody once, the caret goes along; a timer by a clock nobody sets."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.ids import PupilId
from tests.ui.conftest import Shown
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import pupil_id
from ui.board.chance import ChancePart
from ui.board.opening import BoardTools
from ui.board.timer import TimerPart
from ui.board.tools import ToolsBox

Key = Qt.Key


def first(left: Sequence[PupilId]) -> PupilId:
    """Stand for chance: the first who is left."""
    return left[0]


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert found is not None
    return found


def text(widget: QWidget, name: str) -> str:
    found = widget.findChild(QLabel, name)
    assert found is not None
    return found.text()


@pytest.fixture
def chance(qtbot: QtBot, shown: Shown) -> ChancePart:
    part = ChancePart(shown.desk, first)
    qtbot.addWidget(part)
    names = {each.id: each.short_name for each in shown.page.pupils}
    part.show_lesson(shown.page, shown.lesson, names.__getitem__)
    part.show()
    return part


def test_everybody_who_is_there_is_called_once_and_then_the_second_round_begins(
    chance: ChancePart, shown: Shown
) -> None:
    typed(shown.table, "н")
    chance.show_lesson(shown.page, shown.lesson, str)
    called: list[str] = []
    chance.called.connect(called.append)
    for _ in range(28):
        pressed(button(chance, "chance_next"), Key.Key_Space)
    assert called[:27] == [pupil_id(row) for row in range(1, 28)]
    assert called[27] == pupil_id(1)
    assert "26" in text(chance, "chance_why")


def test_the_reason_says_how_many_are_left_and_how_many_are_away(chance: ChancePart, shown: Shown) -> None:
    typed(shown.table, "б")
    chance.show_lesson(shown.page, shown.lesson, str)
    assert "27" in text(chance, "chance_why")
    assert "1" in text(chance, "chance_why")


def test_it_begins_anew(chance: ChancePart) -> None:
    pressed(button(chance, "chance_next"), Key.Key_Space)
    assert text(chance, "chance_name") == "Абрамов Тимофей"
    pressed(button(chance, "chance_anew"), Key.Key_Space)
    assert text(chance, "chance_name") == ""
    pressed(button(chance, "chance_next"), Key.Key_Space)
    assert text(chance, "chance_name") == "Абрамов Тимофей"


def test_the_caret_goes_to_whoever_is_called_and_a_mark_follows(shown: Shown, qtbot: QtBot) -> None:
    BoardTools(shown.view, shown.desk)
    pressed(shown.table, Key.Key_B, modifiers=CTRL | SHIFT)
    box = shown.view.findChild(ToolsBox)
    assert box is not None
    qtbot.waitUntil(box.isVisible)
    pressed(button(box, "chance_next"), Key.Key_Space)
    name = text(box, "chance_name")
    pressed(button(box, "chance_next"), Key.Key_Escape)
    assert not box.isVisible()
    assert shown.table.hasFocus()
    caret = shown.table.caret
    assert caret is not None
    assert shown.page.pupils[caret[0]].short_name == name
    typed(shown.table, "5")
    assert shown.text(caret[0]) == "5"


class Clock:
    """Goes only when it is told to."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timer(qtbot: QtBot, clock: Clock) -> TimerPart:
    part = TimerPart(clock)
    qtbot.addWidget(part)
    part.show()
    minutes = part.findChild(QSpinBox)
    assert minutes is not None
    minutes.setValue(2)
    return part


def test_the_timer_runs_by_its_clock_pauses_and_goes_on(timer: TimerPart, clock: Clock, qtbot: QtBot) -> None:
    assert text(timer, "timer_digits") == "02:00"
    pressed(button(timer, "timer_run"), Key.Key_Space)
    clock.seconds += 61
    qtbot.waitUntil(lambda: text(timer, "timer_digits") == "00:59")
    pressed(button(timer, "timer_run"), Key.Key_Space)
    clock.seconds += 500
    assert not timer.is_running
    pressed(button(timer, "timer_run"), Key.Key_Space)
    clock.seconds += 9
    qtbot.waitUntil(lambda: text(timer, "timer_digits") == "00:50")


def test_the_end_is_said_and_the_timer_can_be_set_anew(timer: TimerPart, clock: Clock, qtbot: QtBot) -> None:
    sound = timer.findChild(QCheckBox, "timer_sound")
    assert sound is not None
    assert not sound.isChecked(), "it is quiet unless a teacher wants a sound"
    pressed(button(timer, "timer_run"), Key.Key_Space)
    with qtbot.waitSignal(timer.ended):
        clock.seconds += 121
    assert text(timer, "timer_digits") == "00:00"
    said = timer.findChild(QLabel, "timer_said")
    assert said is not None
    assert said.isVisible()
    pressed(button(timer, "timer_anew"), Key.Key_Space)
    assert text(timer, "timer_digits") == "02:00"
    assert not said.isVisible()
