"""The lesson beside the page: topic, homework, who is there; two texts that collide are both offered."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.attendance import Absence
from app.domain.pages import EMPTY_CELL
from app.domain.records import NEVER
from app.errors import PupilNotChosenError, WorkHasMarksError
from app.ids import LessonId
from app.services.attending import set_absence
from app.services.lesson_page import read_lesson
from app.services.lessons import set_homework, set_topic
from app.services.marking import put_mark
from app.services.reading import read_page
from tests.ui.keyboard import CTRL, pressed, typed
from tests.ui.shown_school import ALGEBRA, TODAY, pupil_id
from ui.desk import Desk
from ui.lessons.draft import Drafts
from ui.lessons.links import LinkButton
from ui.lessons.panel import LessonPanel
from ui.lessons.work_box import WorkBox
from ui.theme import LIGHT

Key = Qt.Key


@pytest.fixture
def lesson(desk: Desk) -> LessonId:
    return next(each.id for each in desk.page(read_page, ALGEBRA).lessons if each.day == TODAY)


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, lesson: LessonId) -> LessonPanel:
    shown = LessonPanel(desk, LIGHT)
    qtbot.addWidget(shown)
    shown.resize(320, 600)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.show_lesson(lesson)
    return shown


def part(panel: LessonPanel, name: str) -> QWidget:
    found = panel.findChild(QWidget, name)
    assert found is not None
    return found


def topic(panel: LessonPanel) -> QLineEdit:
    found = panel.findChild(QLineEdit, "lesson_topic")
    assert found is not None
    return found


def homework(panel: LessonPanel) -> QPlainTextEdit:
    found = panel.findChild(QPlainTextEdit, "lesson_homework")
    assert found is not None
    return found


def said(panel: LessonPanel, name: str) -> str:
    found = panel.findChild(QLabel, name)
    assert found is not None
    return found.text()


def button(panel: LessonPanel, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, name)
    assert found is not None
    return found


def stored(desk: Desk, lesson: LessonId) -> tuple[str, str]:
    page = desk.page(read_lesson, lesson)
    assert page is not None
    return page.topic, page.homework


def test_it_tells_which_lesson_and_what_was_set_for_it(panel: LessonPanel) -> None:
    assert said(panel, "lesson_title") == "7Б  Алгебра"
    assert said(panel, "lesson_when") == "вт, 24 ноября, урок 2, 09:25–10:10, каб.\u00a0214"
    assert said(panel, "lesson_asked").startswith("К этому уроку задано: § ")


def test_the_topic_is_taken_from_the_plan_by_one_key(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    offered = button(panel, "lesson_take_topic")
    text = offered.text()
    assert offered.isVisible()
    pressed(panel, Key.Key_T, modifiers=CTRL)
    assert stored(desk, lesson)[0] == topic(panel).text() == text == "Одночлен и его стандартный вид"
    assert said(panel, "lesson_topic_standing") == "ждёт отправки"
    assert not offered.isVisible()


def test_enter_keeps_the_topic_and_leaving_keeps_the_homework(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    topic(panel).setFocus()
    typed(topic(panel), "Одночлены")
    pressed(topic(panel), Key.Key_Return)
    homework(panel).setFocus()
    typed(homework(panel), "№ 214")
    assert said(panel, "lesson_homework_standing") == ""
    topic(panel).setFocus()
    assert stored(desk, lesson) == ("Одночлены", "№ 214")


def test_nothing_set_is_said_explicitly_and_looks_otherwise_than_not_filled_in(
    panel: LessonPanel, desk: Desk, lesson: LessonId
) -> None:
    nothing = button(panel, "lesson_no_homework")
    assert (nothing.isChecked(), homework(panel).placeholderText()) == (False, "Что сделать к следующему уроку")
    typed(homework(panel), "№ 214")
    nothing.click()
    assert stored(desk, lesson)[1] == ""
    page = desk.page(read_lesson, lesson)
    assert page is not None
    assert page.no_homework
    assert (nothing.isChecked(), homework(panel).placeholderText()) == (True, "Не задано")
    homework(panel).setFocus()
    typed(homework(panel), "№ 214")
    topic(panel).setFocus()
    assert not nothing.isChecked()


def test_another_lesson_keeps_what_was_typed(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    typed(topic(panel), "Одночлены")
    panel.show_lesson(LessonId("lesson-001"))
    assert stored(desk, lesson)[0] == "Одночлены"


def collide(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    """Type a topic while somebody else writes one."""
    topic(panel).setFocus()
    typed(topic(panel), "Моя тема")
    desk.do(set_topic, lesson=lesson, topic="Чужая тема", base=NEVER)
    pressed(topic(panel), Key.Key_Return)


def test_two_texts_that_collide_are_both_shown_and_none_is_lost(
    panel: LessonPanel, desk: Desk, lesson: LessonId
) -> None:
    collide(panel, desk, lesson)
    assert stored(desk, lesson)[0] == "Чужая тема"
    assert topic(panel).text() == "Моя тема"
    assert said(panel, "lesson_topic_why") == "Тем временем записано: «Чужая тема»"


def test_mine_can_be_kept(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    collide(panel, desk, lesson)
    button(panel, "lesson_topic_mine").click()
    assert stored(desk, lesson)[0] == "Моя тема"
    assert not part(panel, "lesson_topic_refusal").isVisible()


def test_the_other_can_be_taken(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    collide(panel, desk, lesson)
    button(panel, "lesson_topic_other").click()
    assert (stored(desk, lesson)[0], topic(panel).text()) == ("Чужая тема", "Чужая тема")


def test_a_refused_text_waits_for_its_lesson(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    collide(panel, desk, lesson)
    panel.show_lesson(LessonId("lesson-001"))
    assert topic(panel).text() != "Моя тема"
    panel.show_lesson(lesson)
    assert topic(panel).text() == "Моя тема"
    assert said(panel, "lesson_topic_standing") == "ещё не записано"


def test_drafts_outlive_the_panel(qtbot: QtBot, desk: Desk, lesson: LessonId) -> None:
    drafts = Drafts()
    first, second = LessonPanel(desk, LIGHT, drafts=drafts), LessonPanel(desk, LIGHT, drafts=drafts)
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.show_lesson(lesson)
    typed(topic(first), "Моя тема")
    second.show_lesson(lesson)
    assert topic(second).text() == "Моя тема"


def test_everybody_present_takes_the_absences_away_in_one_step(
    panel: LessonPanel, desk: Desk, lesson: LessonId, qtbot: QtBot
) -> None:
    page = desk.page(read_page, ALGEBRA)
    for row, sign in enumerate((Absence.ABSENT, Absence.ILL, Absence.LATE)):
        seen = page.cell(row, [each.id for each in page.lessons].index(lesson))
        desk.do(set_absence, pupil=page.pupils[row].id, lesson=lesson, absence=sign, seen=seen)
    qtbot.waitUntil(lambda: said(panel, "lesson_presence") == "присутствуют: 26, отсутствуют: 2")
    button(panel, "lesson_all_present").click()
    qtbot.waitUntil(lambda: said(panel, "lesson_presence") == "присутствуют: 28, отсутствуют: 0")
    desk.undo()
    qtbot.waitUntil(lambda: said(panel, "lesson_presence") == "присутствуют: 26, отсутствуют: 2")


def test_a_text_from_elsewhere_appears_by_itself(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    desk.do(set_homework, lesson=lesson, homework="§ 7", base=NEVER)
    assert homework(panel).toPlainText() == "§ 7"


def test_a_lesson_that_is_gone_says_what_to_do(panel: LessonPanel) -> None:
    panel.show_lesson(LessonId("gone"))
    assert part(panel, "lesson_nothing").isVisible()


def work_box(panel: LessonPanel) -> WorkBox:
    found = panel.findChild(WorkBox)
    assert found is not None
    return found


def choose_kind(panel: LessonPanel, name: str) -> QComboBox:
    found = panel.findChild(QComboBox, "work_kind")
    assert found is not None
    found.setCurrentIndex(found.findText(name))
    return found


def weight(panel: LessonPanel) -> QSpinBox:
    found = panel.findChild(QSpinBox, "work_weight")
    assert found is not None
    return found


def works(desk: Desk, lesson: LessonId) -> list[tuple[str, str, int]]:
    page = desk.page(read_lesson, lesson)
    assert page is not None
    return [(work.type_name, work.title, work.weight) for work in page.works]


def add_work(panel: LessonPanel, title: str) -> None:
    button(panel, "lesson_add_work").click()
    kind = choose_kind(panel, "Контрольная работа")
    assert kind.hasFocus()
    field = panel.findChild(QLineEdit, "work_title")
    assert field is not None
    field.setFocus()
    typed(field, title)
    pressed(field, Key.Key_Return)


def change_work(panel: LessonPanel) -> None:
    newest = panel.findChildren(QToolButton, "lesson_change_work")[-1]
    assert newest.accessibleName() == "Изменить: Степени"
    newest.click()


def test_a_work_is_added_with_the_weight_of_its_kind(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    button(panel, "lesson_add_work").click()
    choose_kind(panel, "Самостоятельная работа")
    assert weight(panel).value() == 2
    pressed(work_box(panel), Key.Key_Escape)
    assert works(desk, lesson) == []
    add_work(panel, "Степени")
    assert works(desk, lesson) == [("Контрольная работа", "Степени", 4)]
    assert not work_box(panel).isVisible()
    desk.undo()
    assert works(desk, lesson) == []


def test_a_work_is_changed(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    add_work(panel, "Степени")
    change_work(panel)
    assert weight(panel).value() == 4
    weight(panel).setFocus()
    weight(panel).setValue(0)
    pressed(weight(panel), Key.Key_Return)
    assert works(desk, lesson) == [("Контрольная работа", "Степени", 0)]


def test_a_work_is_taken_back_but_not_while_marks_stand_for_it(
    panel: LessonPanel, desk: Desk, lesson: LessonId, qtbot: QtBot
) -> None:
    refused: list[BaseException] = []
    panel.refused.connect(refused.append)
    add_work(panel, "Степени")
    desk.do(put_mark, pupil=pupil_id(0), lesson=lesson, value="5", seen=EMPTY_CELL)
    change_work(panel)
    button(panel, "work_remove").click()
    assert [type(each) for each in refused] == [WorkHasMarksError]
    assert work_box(panel).isVisible(), "it can be decided otherwise"
    desk.undo()
    button(panel, "work_remove").click()
    assert works(desk, lesson) == []
    assert not work_box(panel).isVisible()


def test_another_lesson_closes_the_form(panel: LessonPanel) -> None:
    button(panel, "lesson_add_work").click()
    panel.show_lesson(LessonId("lesson-001"))
    assert not work_box(panel).isVisible()


def links(panel: LessonPanel) -> QPlainTextEdit:
    tool_button(panel, "lesson_links_fold").setChecked(True)
    found = panel.findChild(QPlainTextEdit, "lesson_links")
    assert found is not None
    return found


def tool_button(panel: LessonPanel, name: str) -> QToolButton:
    found = panel.findChild(QToolButton, name)
    assert found is not None
    return found


def keep_links(panel: LessonPanel, text: str) -> None:
    field = links(panel)
    field.setFocus()
    field.setPlainText(text)
    pressed(field, Key.Key_Return, modifiers=CTRL)


def test_links_are_kept_with_the_homework_and_only_pages_of_the_web_are(
    panel: LessonPanel, desk: Desk, lesson: LessonId
) -> None:
    typed(homework(panel), "§ 7")
    keep_links(panel, "file:///etc/passwd")
    assert (
        said(panel, "lesson_links_why")
        == "«file:///etc/passwd» — не адрес страницы: он начинается с https:// или http://."
    )
    assert [each.text() for each in panel.findChildren(LinkButton)] == []
    keep_links(panel, "https://example.ru/a?b=1")
    panel.keep()
    page = desk.page(read_lesson, lesson)
    assert page is not None
    assert (page.homework, page.links) == ("§ 7", "https://example.ru/a?b=1")
    assert [each.text() for each in panel.findChildren(LinkButton)] == ["example.ru/a?b=1"]


def test_text_and_links_typed_together_do_not_collide(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    homework(panel).setPlainText("§ 7")
    links(panel).setPlainText("https://example.ru")
    panel.keep()
    page = desk.page(read_lesson, lesson)
    assert page is not None
    assert (page.homework, page.links) == ("§ 7", "https://example.ru")
    assert not part(panel, "lesson_links_refusal").isVisible()


class Browser(QObject):
    """Takes what would be opened in the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    found = Browser()
    QDesktopServices.setUrlHandler("https", found, "take")  # type: ignore[arg-type]  # the stubs ask for bytes, it takes text
    yield found
    QDesktopServices.unsetUrlHandler("https")


def test_a_link_opens_by_enter_or_ctrl_and_a_click_never_by_a_click(panel: LessonPanel, browser: Browser) -> None:
    keep_links(panel, "https://example.ru")
    (link,) = panel.findChildren(LinkButton)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    pressed(link, Key.Key_Space)
    assert browser.opened == []
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, CTRL)
    link.setFocus()
    pressed(link, Key.Key_Return)
    assert browser.opened == ["https://example.ru"] * 2


def test_homework_can_be_for_another_lesson_and_shows_there(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    typed(homework(panel), "Доклад")
    topic(panel).setFocus()
    due = panel.findChild(QComboBox, "lesson_due")
    assert due is not None
    assert due.currentText() == "к следующему уроку"
    due.setCurrentIndex(3)
    due.activated.emit(3)
    page = desk.page(read_lesson, lesson)
    assert page is not None
    assert (page.due, page.homework) == (page.coming[2].id, "Доклад")
    panel.show_lesson(page.coming[0].id)
    assert not part(panel, "lesson_asked").isVisible()
    panel.show_lesson(page.coming[2].id)
    assert said(panel, "lesson_asked") == "К этому уроку задано: Доклад"


def test_a_topic_of_the_plan_is_linked_with_its_item_and_an_own_one_is_not(
    panel: LessonPanel, desk: Desk, lesson: LessonId
) -> None:
    def linked() -> str:
        page = desk.page(read_lesson, lesson)
        assert page is not None
        return page.topic_item

    pressed(panel, Key.Key_T, modifiers=CTRL)
    assert linked() == "p34"
    topic(panel).setFocus()
    topic(panel).end(False)
    typed(topic(panel), ". Повторение")
    pressed(topic(panel), Key.Key_Return)
    assert linked() == "p34", "a word behind the topic leaves the link"
    topic(panel).selectAll()
    typed(topic(panel), "Своё")
    pressed(topic(panel), Key.Key_Return)
    assert linked() == ""


def test_any_item_of_the_plan_is_found_by_its_letters(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    field = topic(panel)
    field.setFocus()
    typed(field, "график")
    completer = field.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    pressed(popup, Key.Key_Down, Key.Key_Return)
    page = desk.page(read_lesson, lesson)
    assert page is not None
    assert (page.topic, page.topic_item) == ("Функция y = x² и её график", "p36")


def test_a_note_is_kept_on_leaving_and_says_that_it_is_there(panel: LessonPanel, desk: Desk, lesson: LessonId) -> None:
    fold = tool_button(panel, "lesson_note_fold")
    assert fold.text() == "Заметка для себя"
    fold.click()
    note = panel.findChild(QPlainTextEdit, "lesson_note")
    assert note is not None
    note.setFocus()
    typed(note, "Спросить Иванова")
    panel.show_lesson(LessonId("lesson-001"))
    assert note.toPlainText() == ""
    panel.show_lesson(lesson)
    assert (note.toPlainText(), fold.text()) == ("Спросить Иванова", "Заметка для себя: есть")


def remark_fields(panel: LessonPanel) -> tuple[QLineEdit, QLineEdit]:
    tool_button(panel, "lesson_remarks_fold").setChecked(True)
    pupil, text = panel.findChild(QLineEdit, "remark_pupil"), panel.findChild(QLineEdit, "remark_text")
    assert pupil is not None
    assert text is not None
    return pupil, text


def test_praise_is_written_for_a_pupil_of_the_first_letters_and_taken_back(panel: LessonPanel, desk: Desk) -> None:
    pupil, text = remark_fields(panel)
    typed(pupil, "абр")
    kind = panel.findChild(QComboBox, "remark_kind")
    assert kind is not None
    kind.setCurrentIndex(1)
    text.setFocus()
    typed(text, "Помог товарищу")
    pressed(text, Key.Key_Return)
    assert said(panel, "lesson_remark") == "Абрамов Тимофей. Похвала: Помог товарищу"
    assert (pupil.text(), text.text()) == ("", "")
    completer = text.completer()
    assert completer is not None
    tool_button(panel, "lesson_take_back_remark").click()
    assert tool_button(panel, "lesson_remarks_fold").text() == "Замечания и похвала"


def test_a_remark_of_nobody_or_of_two_is_asked_again_and_keeps_its_text(panel: LessonPanel) -> None:
    refused: list[BaseException] = []
    panel.refused.connect(refused.append)
    pupil, text = remark_fields(panel)
    typed(text, "Без тетради")
    for letters in ("", "Иванов", "Яя"):
        pupil.setText(letters)
        pressed(text, Key.Key_Return)
    assert [type(each) for each in refused] == [PupilNotChosenError] * 3
    assert text.text() == "Без тетради"
