"""The journal's page beside typing: where it opens, terms, search, everybody, comments, what came from elsewhere."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.records import Lesson
from app.domain.works import WorkFacts
from app.ids import LessonId, WorkTypeId
from app.services.works import create_work
from app.store.rows import read, write
from app.store.unit import Store
from tests.ui.conftest import Shown
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import ALGEBRA, TODAY
from ui.explanation.sheet import ExplanationSheet
from ui.widgets.elided_label import ElidedLabel

Key = Qt.Key


def combo(shown: Shown) -> QComboBox:
    found = shown.view.findChild(QComboBox, "journal_term")
    assert found is not None
    return found


def choose_term(shown: Shown, name: str) -> None:
    place = combo(shown).findText(name)
    combo(shown).setCurrentIndex(place)
    combo(shown).activated.emit(place)


def line(shown: Shown) -> str:
    found = shown.view.findChild(ElidedLabel, "journal_selection")
    assert found is not None
    return found.text()


def hint(shown: Shown) -> str:
    found = shown.view.findChild(QLabel, "journal_hint")
    assert found is not None
    return found.text()


def field(shown: Shown, name: str) -> QLineEdit:
    found = shown.view.findChild(QLineEdit, name)
    assert found is not None
    return found


def test_it_opens_in_the_term_and_at_the_lesson_of_today(shown: Shown) -> None:
    assert combo(shown).currentText() == "II четверть"
    assert shown.table.caret == (0, shown.today)
    assert shown.view.title() == "7Б Алгебра"
    area = shown.table.visualRect(shown.table.currentIndex())
    assert shown.table.viewport().rect().contains(area)


def test_another_term_and_the_whole_year_can_be_chosen(shown: Shown) -> None:
    choose_term(shown, "I четверть")
    assert {lesson.day.month for lesson in shown.page.lessons} == {9, 10}
    choose_term(shown, "Весь год")
    assert {lesson.day.month for lesson in shown.page.lessons} == {9, 10, 11, 12, 1, 2, 3, 4, 5}
    assert [combo(shown).itemText(n) for n in range(combo(shown).count())][-1] == "Весь год"


def test_a_lesson_of_another_term_is_found(shown: Shown) -> None:
    choose_term(shown, "I четверть")
    shown.view.show_lesson(LessonId("lesson-090"))
    caret = shown.table.caret
    assert caret is not None
    assert shown.page.lessons[caret[1]].id == "lesson-090"


def test_the_lesson_under_the_caret_is_told(shown: Shown, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.view.lesson_chosen) as told:
        pressed(shown.table, Key.Key_Right)
    assert told.args == [shown.page.lessons[shown.today + 1].id]


def test_moving_down_tells_no_other_lesson(shown: Shown, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(shown.view.lesson_chosen):
        pressed(shown.table, Key.Key_Down)


def test_a_pupil_is_found_by_first_letters_and_enter_goes_back(shown: Shown) -> None:
    pressed(shown.table, Key.Key_F, modifiers=CTRL)
    find = field(shown, "journal_find")
    assert find.hasFocus()
    typed(find, "елк")
    assert shown.table.caret == (9, shown.today)
    pressed(find, Key.Key_Return)
    assert shown.table.hasFocus()
    assert find.text() == ""


def test_everybody_gets_a_mark_where_the_cell_is_empty(shown: Shown) -> None:
    typed(shown.table, "н")
    pressed(shown.table, Key.Key_E, modifiers=CTRL)
    text = field(shown, "everybody_text")
    assert text.hasFocus()
    typed(text, "5")
    pressed(text, Key.Key_Return)
    assert shown.texts(28) == ["н", *["5"] * 27]
    assert shown.table.hasFocus()
    shown.desk.undo()
    assert shown.texts(3) == ["н", "", ""], "it is one step of undo"


def test_only_the_selected_pupils_get_it(shown: Shown) -> None:
    pressed(shown.table, Key.Key_Down, modifiers=SHIFT)
    button = shown.view.findChild(QToolButton, "journal_everybody")
    assert button is not None
    button.click()
    typed(field(shown, "everybody_text"), "4/5")
    put = shown.view.findChild(QPushButton, "everybody_put")
    assert put is not None
    put.click()
    assert shown.texts(3) == ["4/5", "4/5", ""]


def test_an_unknown_text_for_everybody_writes_nothing_and_can_be_corrected(shown: Shown) -> None:
    pressed(shown.table, Key.Key_E, modifiers=CTRL)
    text = field(shown, "everybody_text")
    typed(text, "55")
    pressed(text, Key.Key_Return)
    assert shown.texts(28) == [""] * 28
    assert len(shown.refusals) == 1
    assert text.isVisible()


def test_escape_leaves_everybody_alone(shown: Shown) -> None:
    pressed(shown.table, Key.Key_E, modifiers=CTRL)
    typed(field(shown, "everybody_text"), "5")
    pressed(field(shown, "everybody_text"), Key.Key_Escape)
    assert shown.texts(2) == ["", ""]
    assert shown.table.hasFocus()


def comment_of(shown: Shown, row: int = 0) -> str:
    return shown.page.cell(row, shown.today).marks[-1].comment


def test_f2_writes_a_comment_again_and_again(shown: Shown) -> None:
    typed(shown.table, "5")
    for text in ("Молодец", "Очень хорошо"):
        pressed(shown.table, Key.Key_F2)
        field(shown, "comment_text").clear()
        typed(field(shown, "comment_text"), text)
        pressed(field(shown, "comment_text"), Key.Key_Return)
        assert comment_of(shown) == text
    assert shown.table.hasFocus()
    assert shown.refusals == []


def test_escape_forgets_the_comment(shown: Shown) -> None:
    typed(shown.table, "5")
    pressed(shown.table, Key.Key_F2)
    typed(field(shown, "comment_text"), "Молодец")
    pressed(field(shown, "comment_text"), Key.Key_Escape)
    assert comment_of(shown) == ""


def test_a_double_click_opens_the_comment_and_leaving_it_keeps_it(shown: Shown) -> None:
    typed(shown.table, "5")
    middle: QPoint = shown.table.visualRect(shown.table.currentIndex()).center()
    QTest.mouseDClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    typed(field(shown, "comment_text"), "Молодец")
    field(shown, "journal_find").setFocus()
    assert comment_of(shown) == "Молодец"


def test_a_cell_without_a_mark_says_that_there_is_nothing_to_comment_on(shown: Shown) -> None:
    pressed(shown.table, Key.Key_F2)
    assert hint(shown).startswith("Здесь нет отметки")
    assert not field(shown, "comment_text").isVisible()


def test_the_line_below_tells_the_cell_and_then_the_selection(shown: Shown) -> None:
    typed(shown.table, "5")
    assert line(shown) == "Абрамов Тимофей, 24 ноября, урок 2: 5, ждёт отправки"
    pressed(shown.table, Key.Key_Down, modifiers=SHIFT)
    assert line(shown) == "1 отметка   ·   средний 5,00   ·   5 — 1"


def test_the_hint_tells_what_the_keys_do_now(shown: Shown) -> None:
    typed(shown.table, "5/")
    assert hint(shown).startswith("Ещё одна отметка")
    pressed(shown.table, Key.Key_Escape)
    pressed(shown.table, Key.Key_Return, modifiers=CTRL)
    assert hint(shown).startswith("Enter — пропустить")
    pressed(shown.table, Key.Key_Escape)
    assert hint(shown).startswith("1–5 — отметка")


@pytest.fixture
def change_lesson(store: Store) -> Callable[[LessonId], Lesson]:
    def change(lesson: LessonId) -> Lesson:
        with store.unit() as unit:
            found = read(unit.connection, Lesson, lesson)
            assert found is not None
            write(unit.connection, [replace(found, number=7)])
            write(unit.connection, [replace(found, id=LessonId("new"), number=0)])
        return found

    return change


def test_a_new_lesson_keeps_the_caret_with_its_pupil_and_lesson(
    shown: Shown, change_lesson: Callable[[LessonId], Lesson]
) -> None:
    shown.table.go((4, shown.today))
    lesson, columns = shown.lesson, len(shown.page.lessons)
    change_lesson(lesson)
    shown.desk.announce(Changes(shapes=frozenset({ALGEBRA})))
    assert len(shown.page.lessons) == columns + 1
    row, column = shown.table.caret or (-1, -1)
    assert (row, shown.page.lessons[column].id, shown.page.lessons[column].day) == (4, lesson, TODAY)


def test_a_cell_with_three_marks_widens_its_column(shown: Shown) -> None:
    before = shown.table.columnWidth(shown.today)
    typed(shown.table, "5/4/3/2")
    assert shown.text(0) == "5/4/3/2"
    assert shown.table.columnWidth(shown.today) > before


def explanation(shown: Shown) -> ExplanationSheet:
    found = shown.view.findChild(ExplanationSheet)
    assert found is not None
    return found


def is_explained(shown: Shown) -> bool:
    return any(each.isVisible() for each in shown.view.findChildren(ExplanationSheet))


def test_the_average_of_the_carets_pupil_explains_itself(shown: Shown) -> None:
    shown.table.go((4, shown.today))
    average = shown.page.averages[shown.page.pupils[4].id]
    pressed(shown.table, Key.Key_I, modifiers=CTRL | SHIFT)
    assert explanation(shown).hasFocus()
    text = explanation(shown).toPlainText()
    assert text.startswith("Воронова-Залесская Мария-София\nII четверть")
    assert f"на экране {str(average).replace('.', ',')}" in text
    pressed(explanation(shown), Key.Key_Escape)
    assert not explanation(shown).isVisible()
    assert shown.table.hasFocus()


def test_the_explanation_goes_out_of_the_way_of_who_works_on(shown: Shown) -> None:
    pressed(shown.table, Key.Key_I, modifiers=CTRL | SHIFT)
    field(shown, "journal_find").setFocus()
    assert not explanation(shown).isVisible()
    assert field(shown, "journal_find").hasFocus()


def test_a_click_on_an_average_explains_it(shown: Shown) -> None:
    header = shown.table.verticalHeader()
    middle = header.sectionViewportPosition(2) + header.sectionSize(2) // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, middle))
    assert not is_explained(shown), "the name explains nothing"
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.width() - 10, middle))
    assert explanation(shown).toPlainText().startswith("Белоусова Ксения")


def test_an_average_of_the_whole_year_says_to_choose_a_term(shown: Shown) -> None:
    choose_term(shown, "Весь год")
    pressed(shown.table, Key.Key_I, modifiers=CTRL | SHIFT)
    assert hint(shown).startswith("Выберите вверху четверть")
    assert not is_explained(shown)


def test_a_new_work_appears_above_its_lesson(shown: Shown) -> None:
    lesson = shown.lesson
    shown.desk.do(create_work, lesson=lesson, facts=WorkFacts(WorkTypeId("control"), "Степени", 4))
    assert [work.title for work in shown.page.lessons[shown.today].works] == ["Степени"]
