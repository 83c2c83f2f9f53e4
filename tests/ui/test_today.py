"""The day: what is now, what is next, what is not filled in, and one key that opens the lesson."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QMenu, QPushButton, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.finals import AwaitedMarks
from app.domain.records import NEVER
from app.services.days import read_day
from app.services.finals import read_finals, set_proposed
from app.services.lessons import set_homework, set_topic
from app.services.reading import read_page
from tests.ui.keyboard import pressed
from tests.ui.shown_school import ALGEBRA, NOW, TODAY
from ui.desk import Desk
from ui.theme import LIGHT
from ui.today.awaited_line import AwaitedLine
from ui.today.lessons_model import LessonsModel, Role
from ui.today.view import TodayView

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def today(qtbot: QtBot, desk: Desk) -> TodayView:
    view = TodayView(desk, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    view.resize(700, 500)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


def listed(view: TodayView) -> QListView:
    found = view.findChild(QListView, "today_list")
    assert found is not None
    return found


def rows(view: TodayView) -> list[str]:
    model = listed(view).model()
    return [str(model.index(row, 0).data(SPOKEN)) for row in range(model.rowCount())]


def label(view: TodayView, name: str) -> str:
    found = view.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_the_model_is_well_formed(qtmodeltester: ModelTester, desk: Desk) -> None:
    model = LessonsModel()
    model.show_day(desk.page(read_day, TODAY), NOW)
    qtmodeltester.check(model, force_py=True)


def test_each_lesson_tells_time_room_and_what_is_missing(today: TodayView) -> None:
    assert rows(today) == [
        "Урок 1, 08:30–09:15, 7А Алгебра, каб.\u00a0214, нет переклички",
        "Урок 2, 09:25–10:10, 7Б Алгебра, каб.\u00a0214, сейчас, нет темы, нет задания, нет переклички",
        "Урок 3, 10:20–11:05, 7Б Геометрия, каб.\u00a0214, следующий, нет темы, нет задания, нет переклички",
        "Урок 4, 11:15–12:00, 9А Алгебра, каб.\u00a0214, отменён",
        "Урок 5, 12:10–12:55, 10Б Вероятность и статистика, каб.\u00a0214, нет переклички",
    ]


def test_the_lesson_that_goes_on_is_chosen(today: TodayView) -> None:
    assert listed(today).currentIndex().row() == 1
    assert label(today, "today_title") == "Вторник, 24 ноября"
    assert label(today, "today_summary") == "5 уроков · не заполнено: 4"


def test_enter_opens_the_lesson_in_its_journal(today: TodayView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(today.opened) as opened:
        pressed(listed(today), Qt.Key.Key_Return)
    assert opened.args == [ALGEBRA, listed(today).currentIndex().data(Role.LESSON).lesson]


def test_what_is_filled_in_is_no_longer_missing(today: TodayView, desk: Desk) -> None:
    lesson = next(each for each in desk.page(read_page, ALGEBRA).lessons if each.day == TODAY)
    desk.do(set_topic, lesson=lesson.id, topic="Степени", base=NEVER)
    desk.do(set_homework, lesson=lesson.id, homework="№ 5", base=NEVER)
    assert rows(today)[1].endswith("сейчас, нет переклички")


def test_a_day_that_nobody_looks_at_is_read_when_it_is_looked_at(today: TodayView, desk: Desk) -> None:
    lesson = next(each for each in desk.page(read_page, ALGEBRA).lessons if each.day == TODAY)
    today.hide()
    desk.do(set_topic, lesson=lesson.id, topic="Степени", base=NEVER)
    assert "нет темы" in rows(today)[1]
    today.show()
    assert "нет темы" not in rows(today)[1]


def test_another_day_and_back_to_today(today: TodayView) -> None:
    for name, text in (("today_next", "Среда, 25 ноября"), ("today_previous", "Вторник, 24 ноября")):
        button = today.findChild(QToolButton, name)
        assert button is not None
        button.click()
        assert label(today, "today_title") == text


@pytest.mark.parametrize(
    ("days", "why", "nearest"),
    [
        (1, "В этот день у вас нет уроков", "Ближайшие уроки: четверг, 26 ноября"),
        (5, "Выходной: уроков нет", "Ближайшие уроки: вторник, 1 декабря"),
        (-28, "Осенние каникулы", "Ближайшие уроки: вторник, 3 ноября"),
        (300, "Учебный год закончен: дальше уроков нет", ""),
    ],
)
def test_an_empty_day_says_why_and_leads_to_the_next_one(today: TodayView, days: int, why: str, nearest: str) -> None:
    today.show_day(TODAY + timedelta(days))
    button = today.findChild(QPushButton, "today_nearest")
    assert button is not None
    assert label(today, "today_why") == why
    assert button.isVisible() == bool(nearest)
    assert button.text() == nearest
    if nearest:
        button.click()
        assert listed(today).isVisible()


def test_after_the_last_bell_nothing_is_next(desk: Desk) -> None:
    model = LessonsModel()
    model.show_day(desk.page(read_day, TODAY), datetime(2026, 11, 24, 18).astimezone())
    assert model.row_of_interest() == 0


def awaited(view: TodayView) -> QPushButton:
    found = view.findChild(QPushButton, "today_awaited")
    assert found is not None
    return found


def test_marks_that_are_waited_for_are_told_and_lead_to_their_page(today: TodayView, desk: Desk, qtbot: QtBot) -> None:
    button = awaited(today)
    assert button.text() == "Итоги ждут: 7Б Алгебра — 28 отметок, срок 23 октября"
    with qtbot.waitSignal(today.finals_wanted) as wanted:
        pressed(button, Qt.Key.Key_Space)
    assert wanted.args == [ALGEBRA, "t1"]
    desk.do(set_proposed, page=desk.page(read_finals, ALGEBRA, today=TODAY), period="t1")
    assert not button.isVisible()


def test_before_the_day_it_is_said_until_when(desk: Desk, qtbot: QtBot) -> None:
    desk.do(set_proposed, page=desk.page(read_finals, ALGEBRA, today=TODAY), period="t1")
    view = TodayView(desk, LIGHT, now=lambda: NOW + timedelta(days=27))
    qtbot.addWidget(view)
    view.show()
    assert awaited(view).text() == "Итоги ждут: 7А Алгебра — 14 отметок до 28 декабря и ещё 3"


def test_of_several_journals_one_is_chosen_by_keys(desk: Desk, qtbot: QtBot) -> None:
    view = TodayView(desk, LIGHT, now=lambda: NOW + timedelta(days=27))
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    pressed(awaited(view), Qt.Key.Key_Space)
    menu = view.findChild(QMenu, "today_awaited_menu")
    assert menu is not None
    assert [each.text() for each in menu.actions()] == awaited(view).toolTip().split("\n")
    assert menu.actions()[0].text() == "7Б Алгебра, I четверть — 28 отметок, срок 23 октября"
    with qtbot.waitSignal(view.finals_wanted) as wanted:
        pressed(menu, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert wanted.args == ["algebra-7а", "t2"]


def test_a_long_line_of_what_is_waited_for_ends_where_its_room_does(qtbot: QtBot) -> None:
    line = AwaitedLine(LIGHT)
    qtbot.addWidget(line)
    line.resize(320, 40)
    awaited = AwaitedMarks(ALGEBRA, "10Б · подгруппа 2", "Вероятность и статистика", "t", "I полугодие", TODAY, 14)
    line.show_awaited((awaited,), TODAY)
    button = line.findChild(QPushButton)
    assert button is not None
    assert button.text().endswith("…")
    assert button.accessibleName().endswith("14 отметок, срок 24 ноября")
    assert line.width() == 320
