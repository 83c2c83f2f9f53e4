"""Another teacher's lesson in the panel: everything can be read, and nothing is typed only to be refused."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Assignment
from app.domain.works import WorkFacts
from app.ids import LessonId, OperationId
from app.services.reading import read_page
from app.services.works import create_work, read_work_types
from app.store.unit import Store
from tests.builders import FeedOf
from tests.small_school import ANNA
from tests.ui.shown_school import ALGEBRA, BEGINS, TODAY
from tests.ui.test_screens import cut
from ui.desk import Desk
from ui.lessons.panel import LessonPanel
from ui.theme import LIGHT

WRITTEN = ("lesson_add_work", "lesson_all_present", "lesson_take_topic", "remark_add")
"""Buttons that write."""


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, store: Store) -> LessonPanel:
    """The lesson of a journal that another teacher has by now; it has a work."""
    lesson = next(each.id for each in desk.page(read_page, ALGEBRA).lessons if each.day == TODAY)
    kind = desk.page(read_work_types)[0]
    desk.do(create_work, lesson=LessonId(lesson), facts=WorkFacts(kind.id, "Тест", kind.weight))
    FeedOf(store).send(Assignment(f"a-{ALGEBRA}", OperationId("office"), ALGEBRA, ANNA, BEGINS, BEGINS))
    shown = LessonPanel(desk, LIGHT)
    qtbot.addWidget(shown)
    shown.resize(QSize(320, 600))
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_lesson(lesson)
    return shown


def test_it_says_whose_lesson_it_is_not_and_offers_nothing_that_writes(panel: LessonPanel) -> None:
    told = panel.findChild(QLabel, "lesson_foreign")
    assert told is not None
    assert (told.isVisible(), told.text()) == (
        True,
        "Урок ведёт другой учитель: здесь его можно прочитать, но не заполнить.",
    )
    offered = [each.objectName() for each in panel.findChildren(QPushButton) if each.isVisible()]
    assert not set(offered) & set(WRITTEN)
    assert panel.findChildren(QToolButton, "lesson_change_work") == []
    assert any("Тест" in each.text() for each in panel.findChildren(QLabel) if each.isVisible())
    assert not cut(told)


def test_its_texts_cannot_be_typed_over_but_a_note_for_oneself_can(panel: LessonPanel) -> None:
    editors: list[QLineEdit | QPlainTextEdit] = [*panel.findChildren(QLineEdit), *panel.findChildren(QPlainTextEdit)]
    writable = {each.objectName() for each in editors if not each.isReadOnly() and _is_reached(panel, each)}
    assert writable == {"lesson_note"}


def _is_reached(panel: LessonPanel, field: QWidget) -> bool:
    return field.isVisibleTo(panel) or field.objectName() == "lesson_note"
