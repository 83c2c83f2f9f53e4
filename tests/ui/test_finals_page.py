"""«Итоги»: marks for periods by keyboard alone, reasons asked beside the page, closed terms, and why a mark is so."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.changes import Cell, Changes
from app.domain.classroom import Duty
from app.domain.finals import ShownFinal
from app.domain.pages import EMPTY_CELL, Standing
from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing, Mark
from app.ids import ClassId, LessonId, MarkId, OperationId
from app.services.finals import read_finals
from app.services.marking import put_mark
from app.store.unit import Store
from tests.builders import FeedOf, unsent
from tests.small_school import ANNA
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import ALGEBRA, NOW, TODAY, pupil_id
from ui.desk import Desk
from ui.explanation.sheet import ExplanationSheet
from ui.finals.finals_model import FinalsModel
from ui.finals.finals_table import FinalsTable
from ui.finals.view import FinalsView
from ui.theme import LIGHT
from ui.widgets.elided_label import ElidedLabel

Key = Qt.Key
FIRST, SECOND, YEAR = 0, 1, 4
"""Columns: the autumn's quarter, the running one, the year."""

CLASS = ClassId("7Б")


@dataclass
class Page:
    """The page on the screen, with what a test asks of it."""

    view: FinalsView
    desk: Desk
    refusals: list[BaseException] = field(default_factory=list)

    @property
    def table(self) -> FinalsTable:
        found = self.view.findChild(FinalsTable)
        assert found is not None
        return found

    def cell(self, row: int, column: int = FIRST) -> ShownFinal:
        """Return a cell as it stands in the journal."""
        page = self.desk.page(read_finals, ALGEBRA, today=TODAY)
        return page.cells[page.pupils[row].id, page.periods[column].id]

    def texts(self, rows: int, column: int = FIRST) -> list[str]:
        """Return what the first cells of a column show."""
        return [str(self.table.model().index(row, column).data()) for row in range(rows)]

    def proposed(self, rows: int, column: int = FIRST) -> list[str | None]:
        return [self.cell(row, column).proposed for row in range(rows)]

    def part(
        self, kind: type[QLineEdit | QPushButton | QToolButton], name: str
    ) -> QLineEdit | QPushButton | QToolButton:
        found = self.view.findChild(kind, name)
        assert found is not None
        return found

    def label(self, name: str) -> str:
        found = self.view.findChild(QLabel, name)
        assert found is not None
        return found.text()

    @property
    def reason(self) -> QLineEdit:
        found = self.view.findChild(QLineEdit, "ask_reason")
        assert found is not None
        return found

    @property
    def why(self) -> str:
        found = self.view.findChild(ExplanationSheet)
        assert found is not None
        return found.toPlainText()


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)


def opened(qtbot: QtBot, desk: Desk, column: int) -> Page:
    """Return the page with its caret in the first pupil's cell of a column."""
    view = FinalsView(desk, ALGEBRA, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    shown = Page(view, desk)
    view.refused.connect(shown.refusals.append)
    view.resize(1000, 620)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(shown.table.hasFocus)
    shown.table.go((0, column))
    return shown


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    return opened(qtbot, desk, FIRST)


def test_it_opens_at_the_running_term(qtbot: QtBot, desk: Desk) -> None:
    view = FinalsView(desk, ALGEBRA, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    table = view.findChild(FinalsTable)
    assert table is not None
    assert table.caret == (0, SECOND)
    assert view.title() == "7Б Алгебра · итоги"


def test_the_model_is_well_formed(qtmodeltester: ModelTester, desk: Desk) -> None:
    qtmodeltester.check(FinalsModel(desk.page(read_finals, ALGEBRA, today=TODAY), TODAY), force_py=True)


def test_a_digit_sets_the_mark_and_only_enter_goes_down(page: Page) -> None:
    typed(page.table, "32")
    assert page.table.caret == (0, FIRST)
    assert page.texts(1) == ["2"]
    pressed(page.table, Key.Key_Return)
    assert page.table.caret == (1, FIRST)
    assert page.texts(2) == ["2", ""]


def test_enter_accepts_the_proposal_of_an_empty_cell(page: Page) -> None:
    wanted = page.proposed(4)
    pressed(page.table, *[Key.Key_Return] * 3)
    assert page.texts(4) == [*wanted[:3], ""]
    assert page.table.caret == (3, FIRST)


def test_enter_sets_nothing_where_nothing_is_proposed(page: Page) -> None:
    page.table.go((0, YEAR))
    pressed(page.table, Key.Key_Return)
    assert page.table.caret == (1, YEAR)
    assert page.texts(1, YEAR) == [""]
    assert not page.desk.done


@pytest.mark.parametrize(("russian", "latin", "value"), [("н", "y", "н/а"), ("с", "c", "осв")])
def test_the_letters_set_words_in_both_layouts(page: Page, russian: str, latin: str, value: str) -> None:
    page.table.go((0, YEAR))
    typed(page.table, russian)
    page.table.go((1, YEAR))
    typed(page.table, latin)
    assert page.texts(2, YEAR) == [value, value]


def test_delete_takes_back_what_is_selected_in_one_step(page: Page) -> None:
    pressed(page.table, Key.Key_Return, Key.Key_Return)
    before = page.texts(2)
    page.table.go((0, FIRST))
    pressed(page.table, Key.Key_Down, modifiers=SHIFT)
    pressed(page.table, Key.Key_Delete)
    assert page.texts(2) == ["", ""]
    page.desk.undo()
    assert page.texts(2) == before


def test_undo_and_redo_go_through_the_desk(page: Page) -> None:
    typed(page.table, "2")
    page.desk.undo()
    assert page.texts(1) == [""]
    page.desk.redo()
    assert page.texts(1) == ["2"]


def far(page: Page) -> str:
    """Return a digit that is more than one mark away from the first proposal."""
    return "5" if page.cell(0).proposed in {"2", "3"} else "2"


def test_a_decision_far_from_the_proposal_asks_for_a_reason_beside_the_page(page: Page) -> None:
    value = far(page)
    typed(page.table, value)
    assert page.reason.hasFocus()
    assert page.texts(1) == [""]
    assert page.label("ask_title") == f"Абрамов Тимофей, I четверть: {value}"
    typed(page.reason, "Педсовет")
    pressed(page.reason, Key.Key_Return)
    assert (page.cell(0).value, page.cell(0).reason) == (value, "Педсовет")
    assert page.table.hasFocus()
    assert page.refusals == []


def test_without_a_reason_nothing_is_set_and_escape_leaves_all_as_it_was(page: Page) -> None:
    typed(page.table, far(page))
    pressed(page.reason, Key.Key_Return)
    assert page.reason.isVisible()
    pressed(page.reason, Key.Key_Escape)
    assert page.texts(1) == [""]
    assert not page.desk.done
    assert page.table.hasFocus()


def test_a_reason_is_for_the_pupil_it_was_asked_about(page: Page) -> None:
    value = far(page)
    typed(page.table, value)
    page.table.go((2, SECOND))
    typed(page.reason, "Педсовет")
    pressed(page.reason, Key.Key_Return)
    assert page.cell(0).value == value
    assert page.cell(2, SECOND).value == ""


def test_all_proposals_are_set_in_one_step_that_says_beforehand_how_many(page: Page) -> None:
    typed(page.table, page.proposed(1)[0] or "")
    count = sum(value is not None for value in page.proposed(28)) - 1
    pressed(page.table, Key.Key_D, modifiers=CTRL)
    assert str(count) in page.label("ask_text")
    assert page.texts(28).count("") == 27, "nothing is written before the answer"
    pressed(page.part(QPushButton, "ask_answer"), Key.Key_Space)
    assert page.texts(28) == page.proposed(28)
    page.desk.undo()
    assert page.texts(28).count("") == 27


def test_a_key_that_means_nothing_tells_the_keys_and_writes_nothing(page: Page) -> None:
    typed(page.table, "6")
    typed(page.table, "б")
    assert page.label("journal_hint").startswith("5–1 — отметка")
    assert page.texts(1) == [""]
    assert not page.desk.done


def test_a_closed_term_lets_ask_the_deputy_head_and_enter_only_walks(page: Page, feed: FeedOf) -> None:
    feed.send(Closing(closing_id("t1", CLASS), OperationId("c"), "t1", CLASS, True, "", ANNA))
    page.desk.announce(Changes(school=True))
    pressed(page.table, Key.Key_Return)
    assert page.table.caret == (1, FIRST)
    assert page.refusals == []
    typed(page.table, "5")
    assert page.reason.isVisible()
    pressed(page.reason, Key.Key_Escape)
    assert page.texts(2) == ["", ""]
    assert "закрыта" in str(page.table.model().headerData(FIRST, Qt.Orientation.Horizontal))


def test_a_correction_is_asked_for_with_a_reason_and_waits_in_the_cell(page: Page, feed: FeedOf, store: Store) -> None:
    feed.send(Closing(closing_id("t1", CLASS), OperationId("c"), "t1", CLASS, True, "", ANNA))
    page.desk.announce(Changes(school=True))
    typed(page.table, "5")
    pressed(page.reason, Key.Key_Return)
    assert unsent(store) == 0
    typed(page.reason, "Ошибка при вводе")
    pressed(page.reason, Key.Key_Return)
    assert not page.reason.isVisible()
    assert page.cell(0).value == ""
    assert (page.cell(0).standing, page.cell(0).other) == (Standing.HELD, "5")
    spoken = page.table.model().index(0, FIRST).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "завуч" in spoken


def test_a_cell_reads_as_a_sentence(page: Page) -> None:
    value = page.proposed(1)[0]
    pressed(page.table, Key.Key_Return)
    spoken = page.table.model().index(0, FIRST).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(f"Абрамов Тимофей, I четверть: {value}, средний ")
    assert spoken.endswith("ждёт отправки")


def test_marks_that_came_later_are_told_beside_the_mark(page: Page, feed: FeedOf, qtbot: QtBot) -> None:
    pressed(page.table, Key.Key_Return)
    then = page.cell(0).average
    lesson = LessonId("lesson-000")
    feed.send(Mark(MarkId("late"), OperationId("late"), ALGEBRA, lesson, pupil_id(0), None, "5", ANNA))
    page.desk.announce(Changes(cells=frozenset({Cell(ALGEBRA, pupil_id(0), lesson)})))
    assert page.cell(0).has_changed
    page.table.go((0, FIRST))
    line = page.view.findChild(ElidedLabel, "journal_selection")
    assert line is not None
    assert f"отметки изменились: при выставлении средний был {str(then).replace('.', ',')}" in line.text()
    qtbot.waitUntil(lambda: "Отметки изменились" in page.why)


def test_a_mark_typed_in_the_journal_is_read_when_the_page_is_seen_again(page: Page, desk: Desk) -> None:
    def shown() -> ShownFinal:
        found = page.table.model().page.cells[pupil_id(0), "t1"]  # type: ignore[attr-defined]  # a FinalsModel
        assert isinstance(found, ShownFinal)
        return found

    before = shown().average
    page.view.hide()
    desk.do(put_mark, pupil=pupil_id(0), lesson=LessonId("lesson-001"), value="5", seen=EMPTY_CELL)
    assert shown().average == before, "typing does not wait for a page that nobody sees"
    page.view.show()
    assert shown().average == page.cell(0).average != before


def test_the_explanation_follows_the_caret(page: Page, qtbot: QtBot) -> None:
    cell = page.cell(4)
    assert cell.average is not None
    page.table.go((4, FIRST))
    qtbot.waitUntil(lambda: page.why.startswith("Воронова-Залесская Мария-София Ильинична"))
    shown = str(cell.average).replace(".", ",")
    assert f"на экране {shown}" in page.why
    assert "«5» — от 4,50 · «4» — от 3,50 · «3» — от 2,50 (обычные пороги)" in page.why
    assert "Если поставить ещё одну отметку" in page.why
    page.table.go((4, YEAR))
    qtbot.waitUntil(lambda: "Из каких отметок" in page.why)
    assert "Ещё не все нужные отметки выставлены." in page.why


def test_the_explanation_is_reached_and_left_by_keyboard(page: Page) -> None:
    pressed(page.table, Key.Key_I, modifiers=CTRL | SHIFT)
    sheet = page.view.findChild(ExplanationSheet)
    assert sheet is not None
    assert sheet.hasFocus()
    pressed(sheet, Key.Key_Escape)
    assert page.table.hasFocus()


def term_action(page: Page) -> QAction:
    found = page.view.findChild(QAction, "finals_term")
    assert found is not None
    return found


def test_only_the_deputy_head_is_offered_to_close_a_term(page: Page, feed: FeedOf) -> None:
    assert not term_action(page).isVisible()
    feed.send(Duty("d", NEVER, ANNA, "deputy_head", date(2026, 9, 1), None))
    page.desk.announce(Changes(school=True))
    assert term_action(page).isVisible()
    assert term_action(page).text() == "Закрыть: I четверть, 7Б…"
    page.table.go((0, YEAR))
    assert not term_action(page).isVisible(), "the year is no term"


def test_the_deputy_head_closes_a_term_and_opens_it_with_a_reason(page: Page, feed: FeedOf) -> None:
    feed.send(Duty("d", NEVER, ANNA, "deputy_head", date(2026, 9, 1), None))
    page.desk.announce(Changes(school=True))
    term_action(page).trigger()
    assert page.label("ask_text").endswith("Без отметки 28 учеников.")
    pressed(page.part(QPushButton, "ask_answer"), Key.Key_Space)
    assert term_action(page).text() == "Открыть: I четверть, 7Б…"
    term_action(page).trigger()
    typed(page.reason, "Ошибка")
    pressed(page.reason, Key.Key_Return)
    pressed(page.table, Key.Key_Return)
    assert page.cell(0).value
    assert page.cell(0).standing is Standing.WAITING
