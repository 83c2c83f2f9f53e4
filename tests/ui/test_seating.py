"""The seating plan: marks by the journal's own keys and rules, arranging by dragging and by keys, a page of paper."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.domain.seating import Layout, Seat
from app.errors import ChangedSinceError
from app.ids import PupilId
from app.services.seating import read_seating, set_seating
from app.store.unit import Store
from tests.ui.conftest import Shown
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import ALGEBRA, NOW, TODAY, pupil_id
from ui.desk import Desk
from ui.journal.view import JournalView
from ui.printing.press import save_pdf
from ui.printing.sheet import MARGIN, SHEET
from ui.seating.opening import Seats
from ui.seating.plan import SeatingPlan
from ui.seating.printing import RoomSheet
from ui.seating.seat_table import SeatTable
from ui.step_names import step_name
from ui.theme import LIGHT

Key = Qt.Key
NOTHING_TO_REMOVE = False
"""The room is drawn anew as a whole: were the drop accepted, the view would empty the seat that was left."""

EMPTY = (4, 5)


@pytest.fixture
def plan(shown: Shown, qtbot: QtBot) -> SeatingPlan:
    Seats(shown.view, shown.desk, LIGHT, lambda: NOW)
    pressed(shown.table, Key.Key_M, modifiers=CTRL | SHIFT)
    found = shown.view.findChild(SeatingPlan)
    assert found is not None
    qtbot.waitUntil(found.table.hasFocus)
    return found


def button(plan: QWidget, name: str) -> QPushButton:
    found = plan.findChild(QPushButton, name)
    assert found is not None
    return found


def arrange(plan: SeatingPlan) -> None:
    button(plan, "seating_arrange").click()
    plan.table.setFocus()


def kept(shown: Shown, row: int) -> Seat | None:
    """Return where a pupil sits by what is written."""
    return shown.desk.page(read_seating, ALGEBRA).places.get(pupil_id(row))


def test_a_class_that_was_never_seated_sits_by_the_alphabet_and_the_caret_goes_along(
    plan: SeatingPlan, shown: Shown
) -> None:
    assert plan.table.seat == (0, 0)
    assert plan.model.name((0, 1)) == "Алексеева Алёна"
    pressed(plan.table, Key.Key_Right, Key.Key_Down)
    assert shown.table.caret == (7, shown.today)
    assert kept(shown, 0) is None, "looking writes nothing"


def test_marks_and_signs_are_typed_as_in_the_journal(plan: SeatingPlan, shown: Shown) -> None:
    typed(plan.table, "5")
    pressed(plan.table, Key.Key_Right)
    typed(plan.table, "н")
    pressed(plan.table, Key.Key_Right)
    typed(plan.table, "4/3")
    assert [shown.text(row) for row in range(3)] == ["5", "н", "4/3"]
    assert plan.table.hasFocus()


def test_enter_goes_to_the_next_pupil_of_the_journal(plan: SeatingPlan, shown: Shown) -> None:
    typed(plan.table, "5")
    pressed(plan.table, Key.Key_Return)
    assert shown.table.caret == (1, shown.today)
    assert plan.table.seat == (0, 1)


def test_what_is_unusual_is_asked_there_too(plan: SeatingPlan, shown: Shown) -> None:
    typed(plan.table, "н")
    typed(plan.table, "5")
    assert shown.text(0) == "н", "a mark beside an absence waits for a yes"
    pressed(plan.table, Key.Key_Return)
    assert shown.text(0) != "н"
    assert "5" in shown.text(0)


def test_an_empty_seat_takes_no_mark_for_whoever_was_before(plan: SeatingPlan, shown: Shown) -> None:
    plan.table.go((5, 5))
    typed(plan.table, "2")
    assert shown.texts(28) == [""] * 28


def test_escape_goes_back_to_the_same_cell(plan: SeatingPlan, shown: Shown) -> None:
    pressed(plan.table, Key.Key_Down, Key.Key_Escape)
    assert not plan.isVisible()
    assert shown.table.hasFocus()
    assert shown.table.caret == (6, shown.today)


def test_escape_forgets_what_is_asked_before_it_leaves(plan: SeatingPlan, shown: Shown) -> None:
    typed(plan.table, "н5")
    pressed(plan.table, Key.Key_Escape)
    assert plan.isVisible()
    assert shown.text(0) == "н"
    pressed(plan.table, Key.Key_Escape)
    assert not plan.isVisible()


def test_keys_move_a_pupil_and_whoever_sat_there_takes_the_other_seat(plan: SeatingPlan, shown: Shown) -> None:
    arrange(plan)
    pressed(plan.table, Key.Key_Right, modifiers=CTRL)
    assert (kept(shown, 0), kept(shown, 1)) == ((0, 1), (0, 0))
    assert plan.table.seat == (0, 1), "the caret goes along"
    pressed(plan.table, Key.Key_Up, modifiers=CTRL)
    assert kept(shown, 0) == (0, 1), "there is no row before the first one"


def test_no_mark_is_typed_while_the_room_is_arranged(plan: SeatingPlan, shown: Shown) -> None:
    arrange(plan)
    typed(plan.table, "2")
    pressed(plan.table, Key.Key_Delete)
    assert shown.texts(28) == [""] * 28
    assert kept(shown, 0) is None
    assert kept(shown, 1) == (0, 1)


def test_whoever_has_no_seat_is_listed_and_seated_from_the_list(plan: SeatingPlan, shown: Shown) -> None:
    arrange(plan)
    pressed(plan.table, Key.Key_Delete)
    free = plan.findChild(QListWidget, "seating_free")
    assert free is not None
    assert [free.item(n).text() for n in range(free.count())] == ["Абрамов Тимофей"]
    plan.table.go((5, 5))
    free.setCurrentRow(0)
    pressed(free, Key.Key_Return)
    assert kept(shown, 0) == (5, 5)
    assert not free.isVisible()


def middle(plan: SeatingPlan, seat: Seat) -> QPoint:
    return plan.table.visualRect(plan.model.index(*seat)).center()


def drop(plan: SeatingPlan, data: QMimeData, seat: Seat) -> list[bool]:
    """Bring something over a seat and let it go, as Qt tells a view; return what the view took of the three."""
    there, view = middle(plan, seat), plan.table.viewport()
    usual = Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    events: list[QDropEvent] = [
        QDragEnterEvent(there, *usual),
        QDragMoveEvent(there, *usual),
        QDropEvent(QPointF(there), *usual),
    ]
    for event in events:
        event.ignore()
        QApplication.sendEvent(view, event)
    return [event.isAccepted() for event in events]


def test_a_pupil_is_dragged_to_another_seat(plan: SeatingPlan, shown: Shown) -> None:
    arrange(plan)
    assert drop(plan, plan.model.mimeData([plan.model.index(0, 0)]), (3, 4)) == [True, True, NOTHING_TO_REMOVE]
    assert kept(shown, 0) == (3, 4)
    drop(plan, plan.model.mimeData([plan.model.index(3, 4)]), (0, 1))
    assert (kept(shown, 0), kept(shown, 1)) == ((0, 1), (3, 4)), "whoever sat there takes the other seat"


def test_the_mouse_begins_to_drag_a_pupil_only_while_the_room_is_arranged(
    plan: SeatingPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    monkeypatch.setattr(SeatTable, "startDrag", lambda table, _: taken.append(plan.model.name(table.seat)))
    for place in ((1, 0), EMPTY):
        drag_away(plan, place)
    assert taken == [], "nobody is moved by mistake while marks are typed"
    arrange(plan)
    for place in ((1, 0), EMPTY):
        drag_away(plan, place)
    assert taken == ["Дёмин Пётр"], "and an empty seat has nobody to drag"


def drag_away(plan: SeatingPlan, seat: Seat) -> None:
    view, begins = plan.table.viewport(), middle(plan, seat)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=begins)
    for steps in (10, 30):
        moved = begins + QPoint(steps, 0)
        QApplication.sendEvent(
            view,
            QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(moved),
                QPointF(view.mapToGlobal(moved)),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            ),
        )
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=begins + QPoint(30, 0))


def test_what_is_dragged_from_elsewhere_is_not_taken(plan: SeatingPlan, shown: Shown) -> None:
    arrange(plan)
    data = QMimeData()
    data.setText("Абрамов")
    assert drop(plan, data, (3, 4)) == [False] * 3
    assert kept(shown, 0) is None


def test_every_arrangement_is_one_step_of_undo_with_its_name(plan: SeatingPlan, shown: Shown) -> None:
    typed(plan.table, "5")
    arrange(plan)
    plan.table.go((0, 0))
    pressed(plan.table, Key.Key_Right, modifiers=CTRL)
    drop(plan, plan.model.mimeData([plan.model.index(0, 1)]), (3, 5))
    desk = shown.desk
    assert [step_name(step) for step in desk.done] == ["1 отметка", "Рассадка", "Рассадка"]
    assert kept(shown, 0) == (3, 5)
    desk.undo()
    assert plan.model.layout.places[pupil_id(0)] == kept(shown, 0) == (0, 1), "and the plan shows it"
    desk.undo()
    assert kept(shown, 0) is None, "as before it was ever arranged"
    assert plan.model.layout.places[pupil_id(0)] == (0, 0)
    desk.undo()
    assert shown.text(0) == ""
    for _ in range(3):
        desk.redo()
    assert (kept(shown, 0), shown.text(0)) == ((3, 5), "5")


def test_another_arrangement_made_since_is_not_undone(plan: SeatingPlan, shown: Shown, store: Store) -> None:
    arrange(plan)
    pressed(plan.table, Key.Key_Right, modifiers=CTRL)
    Desk(store).do(set_seating, journal=ALGEBRA, layout=Layout(places={PupilId(pupil_id(3)): (2, 2)}))
    with pytest.raises(ChangedSinceError):
        shown.desk.undo()
    assert kept(shown, 3) == (2, 2)


def test_a_smaller_room_leaves_some_without_a_seat_and_they_can_be_seated_at_once(
    plan: SeatingPlan, shown: Shown
) -> None:
    arrange(plan)
    rows = plan.findChild(QSpinBox, "seating_rows")
    assert rows is not None
    rows.setValue(4)
    assert len(shown.desk.page(read_seating, ALGEBRA).places) == 24
    rows.setValue(5)
    button(plan, "seating_fill").click()
    assert len(shown.desk.page(read_seating, ALGEBRA).places) == 28


def test_a_click_chooses_a_seat(plan: SeatingPlan, shown: Shown) -> None:
    area = plan.table.visualRect(plan.model.index(1, 0))
    QTest.mouseClick(plan.table.viewport(), Qt.MouseButton.LeftButton, pos=area.center() + QPoint(5, 5))
    assert shown.table.caret == (6, shown.today)


def test_a_mark_that_comes_from_elsewhere_is_seen_at_the_seat(plan: SeatingPlan, shown: Shown) -> None:
    typed(shown.table, "3")
    told = plan.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Абрамов Тимофей" in told
    assert ": 3" in told
    interface = QAccessible.queryAccessibleInterface(plan.table)
    assert interface.text(QAccessible.Text.Name)


def test_the_plan_is_there_in_another_window(plan: SeatingPlan, shown: Shown, desk: Desk, qtbot: QtBot) -> None:
    arrange(plan)
    pressed(plan.table, Key.Key_Right, modifiers=CTRL)
    other = JournalView(desk, ALGEBRA, LIGHT, now=lambda: NOW)
    qtbot.addWidget(other)
    Seats(other, desk, LIGHT, lambda: NOW)
    other.show()
    other.seating_wanted.emit()
    found = other.findChild(SeatingPlan)
    assert found is not None
    assert found.model.layout.places[PupilId(pupil_id(0))] == (0, 1)


def test_the_plan_is_printed_on_one_page_without_marks(plan: SeatingPlan, shown: Shown, tmp_path: Path) -> None:
    before = drawn(RoomSheet(shown.view.title(), TODAY, plan.model))
    typed(plan.table, "2")
    sheet = RoomSheet(shown.view.title(), TODAY, plan.model)
    assert drawn(sheet) == before
    assert save_pdf(sheet, tmp_path / "plan.pdf", lambda _: True)
    assert (tmp_path / "plan.pdf").read_bytes().count(b"/Type /Page\n") == 1


def drawn(sheet: RoomSheet) -> QImage:
    image = QImage(SHEET.toSize(), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    sheet.draw(painter, 0)
    painter.end()
    return image


def test_a_name_of_a_hundred_letters_stays_in_its_seat_on_paper(plan: SeatingPlan, shown: Shown) -> None:
    marks = shown.table.marks
    first = replace(marks.page.pupils[0], surname="Константинопольская-" * 5)
    marks.show_page(replace(marks.page, pupils=(first, *marks.page.pupils[1:])))
    image = drawn(RoomSheet(shown.view.title(), TODAY, plan.model))
    assert {image.pixelColor(int(MARGIN) - 8, y).value() for y in range(image.height())} == {255}


def test_the_hint_says_what_the_keys_do_now(plan: SeatingPlan) -> None:
    hint = plan.findChild(QLabel, "seating_hint")
    assert hint is not None
    before = hint.text()
    arrange(plan)
    assert hint.text() != before
