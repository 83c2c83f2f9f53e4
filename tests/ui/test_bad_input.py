"""Bad input at the journal's page and the panel beside it, line by line: the rule is named, the old value stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.periods import closing_id
from app.domain.records import Assignment, Closing, Holiday, Membership, Record
from app.ids import ClassId, GroupId, OperationId, TeacherId
from app.services.reading import read_page
from app.store.unit import Store
from tests.builders import FeedOf
from tests.small_school import ANNA
from tests.ui.keyboard import pressed, typed
from tests.ui.shown_school import ALGEBRA, BEGINS, TODAY, pupil_id
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.main_window import MainWindow

Key = Qt.Key
OFFICE = OperationId("office")
SOMEBODY = TeacherId("somebody")
PLACES = ("notice_text", "journal_question", "ask_text")
"""Where the window says what is wrong with an entry: a refusal, a question, and the offer to ask the deputy head."""


@dataclass(frozen=True)
class Line:
    """A line of the list. rows: of the office. before: what is typed into the cell first. later: of how many lessons.

    words: that name the rule.
    """

    words: str
    rows: Sequence[Record] = ()
    before: str = "4"
    key: str = "5"
    later: int = 0


CAME_TOMORROW = Membership(f"m-{pupil_id(0)}", OFFICE, GroupId("7Б"), pupil_id(0), TODAY + timedelta(days=1), None)
HANDED_OVER = Assignment(f"a-{ALGEBRA}", OFFICE, ALGEBRA, SOMEBODY, BEGINS, None)
CLOSED = Closing(closing_id("t2", ClassId("7Б")), OFFICE, "t2", ClassId("7Б"), True, "", ANNA)

LINES = {
    "outside the scale": Line("«9» — не отметка", key="9"),
    "without enrolment": Line("не числился в группе", [CAME_TOMORROW]),
    "in a closed term": Line("«II четверть» — период закрыт", [CLOSED]),
    "in the future": Line("По дате этого компьютера", before="", later=1),
    "on a holiday": Line("Карантин", [Holiday("extra", OFFICE, "Карантин", TODAY, TODAY)], before=""),
    "in another teacher's journal": Line("вы только читаете", [HANDED_OVER]),
    "beside an absence": Line("Отметка и пропуск урока", before="н"),
}


@pytest.fixture
def table(window: MainWindow, qtbot: QtBot) -> MarksTable:
    """Today's lesson of 7Б, opened by Enter, with the caret on the first pupil."""
    listed = window.findChild(QListView, "today_list")
    assert listed is not None
    pressed(listed, Key.Key_Return)
    found = window.findChild(MarksTable)
    assert found is not None
    qtbot.waitUntil(found.hasFocus)
    return found


def said(window: MainWindow) -> str:
    """Return what the window says of the last entry."""
    labels = [label for name in PLACES for label in window.findChildren(QLabel, name) if label.isVisible()]
    return " ".join(label.text() for label in labels)


def stored(desk: Desk, table: MarksTable) -> str:
    """Return the cell of the caret as it stands in the journal."""
    shown, place = table.marks.page, table.caret
    assert place is not None
    row, column = place
    cell = desk.page(read_page, ALGEBRA).cells.get((shown.pupils[row].id, shown.lessons[column].id))
    return "".join([cell.absence, *(mark.value for mark in cell.marks)]) if cell else ""


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_mark_that_may_not_be_is_refused_or_asked_about(
    window: MainWindow, table: MarksTable, desk: Desk, store: Store, line: Line
) -> None:
    typed(table, line.before)
    FeedOf(store).send(*line.rows)
    desk.announce(Changes(school=True))
    pressed(table, *[Key.Key_Right] * line.later)
    assert said(window) == ""
    typed(table, line.key)
    assert line.words in said(window)
    assert stored(desk, table) == line.before
    assert str(table.currentIndex().data()) == line.before


@pytest.fixture
def weight(window: MainWindow, table: MarksTable) -> QSpinBox:
    """The weight of a new work, in the panel's form."""
    for button in window.findChildren(QPushButton, "lesson_add_work"):
        button.click()
    found = window.findChild(QSpinBox, "work_weight")
    assert found is not None
    assert found.isVisible()
    found.setFocus()
    found.selectAll()
    return found


@pytest.mark.parametrize(("text", "kept"), [("11", 1), ("-1", 1), ("10", 10), ("0", 0)])
def test_no_weight_outside_0_to_10_can_be_typed(weight: QSpinBox, text: str, kept: int) -> None:
    typed(weight, text)
    assert weight.value() == kept
