"""What the opening of a journal's page costs, in things that can be counted however busy the PC is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event
from typing_extensions import override

from app.changes import Cell
from app.domain.pages import PupilRow
from app.ids import PupilId
from app.services.reading import read_cells, read_page
from tests.ui.keyboard import CTRL, pressed
from tests.ui.shown_school import ALGEBRA, TODAY
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.journal.pupil_header import PupilHeader
from ui.lessons.panel import LessonPanel
from ui.main_window import MainWindow
from ui.theme import LIGHT
from ui.widgets.floating_box import FloatingBox

OPENING = 38
"""Statements of a page and of the lesson beside it, the beginnings of their transactions among them."""


@contextmanager
def statements() -> Iterator[list[str]]:
    """Yield the list to which each statement of the journal is added."""
    told: list[str] = []

    def tell(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        told.append(statement)

    event.listen(Engine, "before_cursor_execute", tell)
    try:
        yield told
    finally:
        event.remove(Engine, "before_cursor_execute", tell)


def shown_table(window: MainWindow) -> MarksTable:
    return next(each for each in window.findChildren(MarksTable) if each.isVisible())


def test_a_page_is_opened_at_a_lesson_by_few_statements(window: MainWindow, desk: Desk) -> None:
    lessons = desk.page(read_page, ALGEBRA).lessons
    other = next(each for each in lessons if each.day > TODAY)
    with statements() as told:
        window.workspace.open_journal(ALGEBRA, other.id)
    assert len(told) <= OPENING
    assert sum("FROM lesson_note" in each for each in told) == 1, "the lesson beside the page is read once"
    panel = window.findChild(LessonPanel)
    assert panel is not None
    when = panel.findChild(QLabel, "lesson_when")
    assert when is not None
    assert f"{other.day.day} " in when.text()


def test_a_page_that_is_opened_again_at_another_lesson_has_lessons_at_both_sides_of_it(
    window: MainWindow, desk: Desk
) -> None:
    lessons = desk.page(read_page, ALGEBRA).lessons
    for lesson in (lessons[0], lessons[len(lessons) // 2]):
        window.workspace.go(0)
        window.workspace.open_journal(ALGEBRA, lesson.id)
    table = shown_table(window)
    header = table.horizontalHeader()
    assert table.caret is not None
    assert table.marks.page.lessons[table.caret[1]].id == lesson.id
    area, width = table.visualRect(table.currentIndex()), table.viewport().width()
    assert width / 4 < area.center().x() < width * 3 / 4
    assert header.sectionViewportPosition(header.logicalIndexAt(0)) == 0, "no lesson is cut at the left"


def test_no_card_is_made_before_it_is_wanted(window: MainWindow) -> None:
    window.workspace.open_journal(ALGEBRA)
    page = window.workspace.page
    assert page is not None
    assert page.findChildren(FloatingBox) == []
    pressed(shown_table(window), Qt.Key.Key_H, modifiers=CTRL)
    assert len(page.findChildren(FloatingBox)) == 1


def test_cells_are_read_by_the_same_statements_however_many_they_are(desk: Desk) -> None:
    page = desk.page(read_page, ALGEBRA)
    one, many = (
        frozenset(Cell(ALGEBRA, who.id, page.lessons[0].id) for who in page.pupils[:count]) for count in (1, 20)
    )
    told = []
    for cells in (one, many):
        with statements() as each:
            assert len(desk.page(read_cells, ALGEBRA, cells=cells)) == len(cells)
        told.append(each)
    assert told[0] == told[1]


def test_names_are_measured_once_for_every_width_of_the_page(qtbot: QtBot) -> None:
    asked: list[str] = []

    def note(pupil: PupilRow) -> str:
        asked.append(pupil.id)
        return "осв"

    listed = [tuple(PupilRow(PupilId(f"p{n}"), name, "Анна", "") for n in range(5)) for name in ("Ким", "Голенищева")]
    header = PupilHeader(lambda: listed[0], LIGHT, note=note)
    qtbot.addWidget(header)
    widths = []
    for width in (900, 1100, 1300):
        header.fit(width)
        widths.append(header.width())
    assert asked == [each.id for each in listed[0]]
    del listed[0]
    header.fit(1300)
    assert header.width() > widths[-1], "other pupils are measured by themselves"


class Listening(FloatingBox):
    """Counts what it hears of its page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("listening_box", parent)
        self.heard = 0
        self.resize(80, 40)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.heard += 1
        return super().eventFilter(watched, event)


def test_a_card_listens_to_its_page_only_while_it_is_seen(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    box = Listening(page)
    page.resize(640, 400)
    assert box.heard == 0
    box.open_beside(QRect(500, 300, 20, 20))
    page.resize(300, 200)
    assert box.heard
    assert page.rect().contains(box.geometry()), "it stays on the page that became smaller"
    box.leave()
    heard = box.heard
    page.resize(600, 400)
    assert box.heard == heard
