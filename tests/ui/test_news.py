"""The page «Что изменилось» and its count on the day's page."""

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.classroom import Debt, Remark
from app.domain.disputes import Revision
from app.domain.periods import final_mark_id
from app.domain.records import NEVER, Attendance, FinalMark, Lesson, Mark, Teacher, Work
from app.ids import LessonId, MarkId, OperationId, PupilId, ReplicaId, TeacherId, WorkId, WorkTypeId
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf
from tests.small_school import ANNA
from tests.ui.keyboard import pressed
from tests.ui.shown_school import ALGEBRA, NOW, pupil_id
from ui.desk import Desk
from ui.news.view import NewsView
from ui.theme import LIGHT
from ui.today.view import TodayView

BORIS = TeacherId("boris")
LESSON = LessonId("lesson-033")
WALL = "2026-11-24T07:10:00+00:00"
TOKEN = OperationId("t")


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)


def given(key: str, pupil: PupilId, value: str, work: WorkId | None = None) -> Mark:
    return Mark(MarkId(key), TOKEN, ALGEBRA, LESSON, pupil, work, value, BORIS, wall=WALL)


def let_in(feed: FeedOf) -> None:
    """Let in a mark for a work, a correction, a topic, praise and a final mark, all by Boris."""
    with feed.store.reading() as unit:
        lesson = read(unit.connection, Lesson, LESSON)
    assert lesson is not None
    change = OperationId("r")
    where = BORIS, ReplicaId("x"), WALL
    work = Work(WorkId("w"), TOKEN, ALGEBRA, LESSON, WorkTypeId("control"), "Степени", 4)
    feed.send(Teacher(BORIS, NEVER, "Седов", "Борис", "Андреевич", "sedov"), work, author=ANNA)
    feed.send(given("m1", pupil_id(1), "4", work.id), author=BORIS)
    corrected = Revision(
        change, change, ALGEBRA, "m2", LESSON, pupil_id(2), "", "value", "3", "5", "описка", *where, ANNA, WALL
    )
    feed.send(given("m2", pupil_id(2), "5"), corrected, author=BORIS)
    feed.send(replace(lesson, topic="Разность квадратов", topic_token=TOKEN), author=BORIS)
    feed.send(Remark("rm", TOKEN, ALGEBRA, LESSON, pupil_id(3), praise=True, text="Помог", author=BORIS), author=BORIS)
    final = final_mark_id(ALGEBRA, pupil_id(4), "t1")
    feed.send(FinalMark(final, TOKEN, ALGEBRA, pupil_id(4), "t1", "5", "4.60", "", BORIS), author=BORIS)


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, feed: FeedOf) -> NewsView:
    let_in(feed)
    page = NewsView(desk, LIGHT, lambda: NOW)
    qtbot.addWidget(page)
    page.resize(900, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    return page


def listed(view: NewsView) -> QListView:
    found = view.findChild(QListView, "news_list")
    assert found is not None
    return found


def lines(view: NewsView) -> list[str]:
    model = listed(view).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def button(view: QWidget, name: str) -> QPushButton:
    found = view.findChild(QPushButton, name)
    assert found is not None
    return found


def test_what_others_wrote_stands_under_its_journal_and_day(view: NewsView) -> None:
    said = lines(view)
    assert said.pop(2).endswith(": Разность квадратов")
    assert said == [
        "7Б Алгебра · 24 ноября",
        "Борисов Егор: Помог",
        "Белоусова Ксения: 3 → 5",
        "Алексеева Алёна: 4, Степени",
        "7Б Алгебра · I четверть",
        "Воронова-Залесская Мария-София: 5",
    ]


def test_a_work_a_debt_and_a_room_are_told_in_words(view: NewsView, feed: FeedOf, desk: Desk) -> None:
    pressed(button(view, "news_look_all"), Qt.Key.Key_Space)
    with feed.store.reading() as unit:
        lesson = read(unit.connection, Lesson, LESSON)
    assert lesson is not None
    work = Work(WorkId("w2"), TOKEN, ALGEBRA, LESSON, WorkTypeId("control"), "Дроби", 4)
    feed.send(replace(lesson, room="12"), work, author=BORIS)
    owed = Debt("d", TOKEN, ALGEBRA, LESSON, pupil_id(1), work.id, date(2026, 12, 1), BORIS)
    feed.send(owed, author=BORIS)
    change = OperationId("r2")
    later = Revision(
        *(change, change, ALGEBRA, "d", LESSON, pupil_id(1), "", "debt", "2026-12-01", "2026-12-08"),
        *("", BORIS, ReplicaId("x"), WALL),
    )
    feed.send(replace(owed, until=date(2026, 12, 8)), later, author=BORIS)
    sign = Attendance("s", TOKEN, ALGEBRA, LESSON, pupil_id(1), "о", 15, BORIS)
    minutes = replace(later, id="r3", entity="s", field="attendance", before="о", after="о")
    feed.send(sign, replace(minutes, before_minutes=5, after_minutes=15), author=BORIS)
    desk.announce(Changes(news=True))
    assert lines(view)[1:] == [
        "Алексеева Алёна: о — опоздание на 5 минут → на 15 минут",
        "Алексеева Алёна: долг до 1 декабря → до 8 декабря, Дроби",
        "Алексеева Алёна: долг до 1 декабря, Дроби",
        "Работа: Контрольная работа, вес 4, «Дроби»",
        "Урок: кабинет 12",
    ]


def test_the_caret_never_rests_on_a_heading(view: NewsView) -> None:
    rows = []
    for _ in range(6):
        rows.append(listed(view).currentIndex().row())
        pressed(listed(view), Qt.Key.Key_Down)
    assert rows == [1, 2, 3, 4, 6, 6]


def test_enter_leads_to_the_cell_and_to_the_final_mark(view: NewsView, qtbot: QtBot) -> None:
    pressed(listed(view), Qt.Key.Key_Down, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.journal_wanted) as wanted:
        pressed(listed(view), Qt.Key.Key_Return)
    assert wanted.args == [ALGEBRA, LESSON, pupil_id(2)]
    pressed(listed(view), Qt.Key.Key_End)
    with qtbot.waitSignal(view.finals_wanted) as final:
        pressed(listed(view), Qt.Key.Key_Return)
    assert final.args == [ALGEBRA, "t1"]


def test_everything_is_put_away_by_keys_and_can_be_seen_again(view: NewsView) -> None:
    everything = button(view, "news_look_all")
    pressed(everything, Qt.Key.Key_Space)
    empty, again = view.findChild(QLabel, "news_empty"), view.findChild(QCheckBox, "news_seen_too")
    assert empty is not None
    assert empty.isVisible()
    assert not everything.isEnabled()
    assert again is not None
    pressed(again, Qt.Key.Key_Space)
    assert len(lines(view)) == 7
    assert not button(view, "news_look_journal").isVisible()


def test_one_journal_is_put_away_alone(view: NewsView) -> None:
    pressed(button(view, "news_look_journal"), Qt.Key.Key_Space)
    assert lines(view) == []


def test_what_comes_in_is_shown_and_what_was_not_shown_stays(view: NewsView, feed: FeedOf, desk: Desk) -> None:
    feed.send(given("late", pupil_id(5), "2"), author=BORIS)
    pressed(button(view, "news_look_all"), Qt.Key.Key_Space)
    assert [line for line in lines(view) if line.endswith(": 2")] == lines(view)[1:]
    assert len(lines(view)) == 2
    feed.send(given("later", pupil_id(6), "3"), author=BORIS)
    desk.announce(Changes(news=True))
    assert len(lines(view)) == 3


def test_the_days_page_counts_and_leads_to_the_news(qtbot: QtBot, desk: Desk, feed: FeedOf) -> None:
    day = TodayView(desk, LIGHT, now=lambda: NOW)
    qtbot.addWidget(day)
    day.show()
    news = button(day, "today_news")
    assert not news.isVisible()
    let_in(feed)
    desk.announce(Changes(news=True))
    assert news.isVisible()
    assert news.text().endswith(" 5")
    with qtbot.waitSignal(day.news_wanted):
        pressed(news, Qt.Key.Key_Space)
