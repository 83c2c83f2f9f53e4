"""The page of a plan: typed into, moved by keys, taken from a file or another class, its rest moved; nothing unseen."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from app.domain.plans import PlanEntry
from app.domain.records import NEVER, Assignment, PlanItem
from app.errors import UnreadableFileError
from app.services.plans import put_plan, read_entries, read_plan_sources
from app.store.unit import Store
from tests.builders import FeedOf
from tests.ui.keyboard import pressed, typed
from tests.ui.shown_school import ALGEBRA, BEGINS, GEOMETRY, NOW, TOPICS
from tests.unit.files.workbooks import a_workbook
from ui.desk import Desk
from ui.plan.plan_model import HOURS, STATE, TOPIC
from ui.plan.plan_table import PlanTable
from ui.plan.view import PlanView
from ui.theme import LIGHT
from ui.widgets.share_bar import LENGTH, ShareBar

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> PlanView:
    shown = PlanView(desk, ALGEBRA, LIGHT, now=lambda: NOW)
    qtbot.addWidget(shown)
    shown.resize(1000, 520)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.setFocus()
    table(shown).go(33, TOPIC)
    return shown


def table(view: PlanView) -> PlanTable:
    found = view.findChild(PlanTable)
    assert found is not None
    return found


def said(view: PlanView, name: str) -> str:
    found = view.findChild(QLabel, name)
    assert found is not None
    return found.text()


def button(view: PlanView, name: str) -> QPushButton:
    found = view.findChild(QPushButton, name)
    assert found is not None
    return found


def text(view: PlanView, row: int, column: int) -> str:
    return str(table(view).model().index(row, column).data())


def stored(desk: Desk) -> tuple[PlanEntry, ...]:
    return desk.page(read_entries, ALGEBRA)


def editor(view: PlanView) -> QLineEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


def entered(view: PlanView) -> None:
    """Press Enter in a cell; Qt takes its text over a moment later."""
    pressed(editor(view), Key.Key_Return)
    QApplication.processEvents()


def test_it_shows_how_the_lessons_stand_against_the_plan(view: PlanView) -> None:
    assert said(view, "plan_fact") == "По плану к сегодняшнему дню 33 ч, пройдено 33 ч: вовремя"
    assert said(view, "plan_length") == "В плане 100 ч, уроков в году 112."
    assert [text(view, row, STATE) for row in (32, 33, 34)] == ["пройдена", "следующая", ""]


def test_plan_and_fact_are_a_picture_with_its_numbers_beside_it_and_the_same_in_words(view: PlanView) -> None:
    picture = view.findChild(ShareBar, "plan_picture")
    assert picture is not None
    assert picture.isVisible()
    assert picture.shares == (0.33, 0.33)
    assert picture.accessibleName() == said(view, "plan_fact")
    sections = view.findChildren(ShareBar, "plan_section_picture")
    assert [each.shares for each in sections[:2]] == [(1.0, 1.0), (8 / 26, 8 / 26)]
    assert sections[1].accessibleName() == (
        "Формулы сокращённого умножения: проведено 8 из 26 ч, к этому дню должно быть 8"
    )


def test_what_is_done_is_painted_to_its_share_and_what_is_due_has_a_stroke(app: QApplication) -> None:
    bar = ShareBar(LIGHT, "bar")
    bar.resize(bar.sizeHint())
    bar.show_share(50, 75, 100, "")
    painted = bar.grab().toImage()
    middle = painted.height() // 2
    found = [painted.pixelColor(LENGTH * share // 100, middle) for share in (20, 60)]
    assert found == [LIGHT.accent, LIGHT.accent_soft]
    assert LIGHT.text in [painted.pixelColor(LENGTH * 75 // 100 + each, middle) for each in range(-4, 3)]


def test_what_is_typed_is_written_when_the_row_is_left_and_is_one_step_of_undo(view: PlanView, desk: Desk) -> None:
    before = stored(desk)
    typed(table(view), "О")
    editor(view).setText("Одночлены и их вид")
    entered(view)
    pressed(table(view), Key.Key_Right)
    typed(table(view), "2")
    entered(view)
    assert stored(desk) == before, "the row has not been left"
    pressed(table(view), Key.Key_Down)
    assert (stored(desk)[33].topic, stored(desk)[33].hours) == ("Одночлены и их вид", 2)
    desk.undo()
    assert stored(desk) == before
    assert not desk.done


def test_hours_that_cannot_be_are_not_taken(view: PlanView, desk: Desk) -> None:
    table(view).go(33, HOURS)
    for wrong in ("0", "100", "много", "1,5"):
        pressed(table(view), Key.Key_F2)
        editor(view).setText(wrong)
        entered(view)
    assert text(view, 33, HOURS) == "1"


def test_a_row_is_added_by_insert_and_is_nothing_without_a_topic(view: PlanView, desk: Desk) -> None:
    pressed(table(view), Key.Key_Insert)
    pressed(editor(view), Key.Key_Escape)
    pressed(table(view), Key.Key_Down)
    assert len(stored(desk)) == 100
    table(view).go(33, TOPIC)
    pressed(table(view), Key.Key_Insert)
    editor(view).setText("Самостоятельная работа")
    view.keep()
    assert [each.topic for each in stored(desk)[33:36]] == [TOPICS[3], "Самостоятельная работа", TOPICS[4]]


def test_rows_are_moved_and_removed_by_keys_each_undone_by_itself(view: PlanView, desk: Desk) -> None:
    pressed(table(view), Key.Key_Down, modifiers=ALT)
    assert ([each.id for each in stored(desk)[33:35]], table(view).row) == (["p35", "p34"], 34)
    pressed(table(view), Key.Key_Up, modifiers=ALT)
    pressed(table(view), Key.Key_Delete)
    assert [each.id for each in stored(desk)[32:34]] == ["p33", "p35"]
    desk.undo()
    assert [each.id for each in stored(desk)[32:35]] == ["p33", "p34", "p35"]


def test_what_is_typed_survives_what_comes_from_elsewhere(view: PlanView, desk: Desk, store: Store) -> None:
    pressed(table(view), Key.Key_F2)
    editor(view).setText("Моя тема")
    entered(view)
    FeedOf(store).send(PlanItem("p1", NEVER, ALGEBRA, 1, "Степени и многочлены", "Чужая тема", 1, ""))
    view._reload()  # noqa: SLF001 (what the announcement of a round does a little later)
    assert (text(view, 0, TOPIC), text(view, 33, TOPIC)) == ("Чужая тема", "Моя тема")
    view.keep()
    assert (stored(desk)[0].topic, stored(desk)[33].topic) == ("Чужая тема", "Моя тема")


PLAN_ROWS: list[tuple[str | int, ...]] = [
    ("№", "Раздел", "Тема", "Часы"),
    *[(n, "Степени и многочлены", topic, 1) for n, topic in enumerate(TOPICS[:3], 1)],
    (4, "Степени и многочлены", "Одночлены", 2),
    (5, "Степени и многочлены", "Ошибка", "сколько-то"),
]


def take_file(view: PlanView, path: Path, qtbot: QtBot) -> None:
    view.take_file(path)
    qtbot.waitUntil(lambda: button(view, "plan_preview_apply").isVisible())


def test_a_file_shows_what_it_would_change_before_it_does(
    view: PlanView, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "КТП.xlsx"
    path.write_bytes(a_workbook(PLAN_ROWS))
    take_file(view, path, qtbot)
    assert said(view, "plan_preview_title") == "План из файла КТП.xlsx"
    assert said(view, "plan_preview_counts") == (
        "Тем: 4, часов: 5, изменится: 1, без изменений: 3, исчезнет: 96, строк не понято: 1"
    )
    # the lessons of the fourth item stay with it, the other 29 lose theirs
    assert said(view, "plan_preview_warning") == "Уроков, чья тема исчезнет из плана: 29. Их записи останутся."
    shown = view.findChild(QTableView, "plan_preview")
    assert shown is not None
    rows = [[str(shown.model().index(row, column).data()) for column in (0, 3, 5)] for row in (0, 1, 4, 5)]
    assert rows == [
        ["6", "сколько-то", "ячейка D6: часы — целое число от 1 до 99"],
        ["2", TOPICS[0], "без изменений"],
        ["5", "Одночлены", f"тема была «{TOPICS[3]}», часов было 1"],
        ["–", TOPICS[4], "исчезнет; по ней были уроки: 10.09"],
    ]
    assert len(stored(desk)) == 100
    button(view, "plan_preview_apply").click()
    assert [(each.id, each.hours) for each in stored(desk)] == [("p1", 1), ("p2", 1), ("p3", 1), ("p4", 2)]
    desk.undo()
    assert len(stored(desk)) == 100


def test_escape_leaves_the_preview_and_changes_nothing(
    view: PlanView, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "КТП.xlsx"
    path.write_bytes(a_workbook(PLAN_ROWS))
    take_file(view, path, qtbot)
    pressed(view, Key.Key_Escape)
    assert table(view).isVisible()
    assert len(stored(desk)) == 100


def test_a_file_that_cannot_be_read_is_told_and_a_cancelled_one_is_forgotten(
    view: PlanView, tmp_path: Path, qtbot: QtBot
) -> None:
    refused: list[BaseException] = []
    view.refused.connect(refused.append)
    path = tmp_path / "КТП.xlsx"
    path.write_bytes(b"%PDF-1.7")
    view.take_file(path)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], UnreadableFileError)
    assert table(view).isVisible()
    path.write_bytes(a_workbook(PLAN_ROWS))
    view.take_file(path)
    button(view, "plan_reading_cancel").click()
    qtbot.wait(300)
    assert table(view).isVisible()


def test_a_plan_is_copied_from_another_class_with_items_of_its_own(view: PlanView, desk: Desk) -> None:
    desk.do(put_plan, journal=GEOMETRY, items=[PlanEntry("g1", "", "Углы", 3)])
    (source,) = desk.page(read_plan_sources, ALGEBRA)
    view.take_copy(source)
    assert said(view, "plan_preview_title") == "План журнала 7Б Геометрия"
    button(view, "plan_preview_apply").click()
    assert [(each.topic, each.hours) for each in stored(desk)] == [("Углы", 3)]
    assert stored(desk)[0].id != "g1"
    assert desk.page(read_entries, GEOMETRY)[0].topic == "Углы"


def test_the_rest_is_moved_after_a_preview_of_lessons_and_items(view: PlanView, desk: Desk) -> None:
    view._bar.move_rest.trigger()  # noqa: SLF001 (the bar's button shows the same action)
    choice = view.findChild(QComboBox, "plan_moving_from")
    assert choice is not None
    assert choice.currentText() == "вт, 24 ноября"
    assert not button(view, "plan_moving_apply").isEnabled(), "the plan is like this already"
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    shown = view.findChild(QTableView, "plan_moving")
    assert shown is not None
    rows = [[str(shown.model().index(row, column).data()) for column in range(4)] for row in (0, 2)]
    assert rows == [
        ["вт, 24 ноября", "34", "Резерв", TOPICS[3]],
        ["пт, 27 ноября", "35", TOPICS[3], TOPICS[5]],
    ]
    assert len(stored(desk)) == 100
    button(view, "plan_moving_apply").click()
    assert [(each.topic, each.hours) for each in stored(desk)[33:35]] == [("Резерв", 2), (TOPICS[3], 1)]


def test_a_plan_longer_than_what_is_left_is_told_and_made_to_fit(qtbot: QtBot, desk: Desk) -> None:
    late = PlanView(desk, ALGEBRA, LIGHT, now=lambda: datetime(2027, 5, 20, 9, tzinfo=UTC))
    qtbot.addWidget(late)
    late.show()
    assert "отставание" in said(late, "plan_fact")
    # 20, 21 and 25 May are left
    assert said(late, "plan_length") == "Осталось пройти 67 ч, а уроков 3."


def test_who_only_reads_the_journal_cannot_change_its_plan(qtbot: QtBot, desk: Desk, store: Store) -> None:
    FeedOf(store).send(Assignment("a-algebra-7б", NEVER, ALGEBRA, "somebody", BEGINS, None))  # type: ignore[arg-type]
    shown = PlanView(desk, ALGEBRA, LIGHT, now=lambda: NOW)
    qtbot.addWidget(shown)
    shown.show()
    shown.setFocus()
    assert said(shown, "plan_rights") == "План ведёт учитель журнала, здесь его можно читать."
    assert not shown._bar.add.isVisible()  # noqa: SLF001 (an action has no name on the screen)
    table(shown).go(3, TOPIC)
    pressed(table(shown), Key.Key_F2, Key.Key_Insert, Key.Key_Delete)
    assert len(stored(desk)) == 100
    assert table(shown).state() == QTableView.State.NoState


def test_without_a_plan_it_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    shown = PlanView(desk, GEOMETRY, LIGHT, now=lambda: NOW)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    assert said(shown, "plan_empty").startswith("Плана пока нет.")
    shown.setFocus()
    pressed(table(shown), Key.Key_Insert)
    editor(shown).setText("Углы")
    shown.keep()
    assert [each.topic for each in desk.page(read_entries, GEOMETRY)] == ["Углы"]
