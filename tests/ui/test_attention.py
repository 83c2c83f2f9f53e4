"""What needs attention: told in words, reached by keys, decided by a person, and never in the way of the lesson."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListView, QPushButton, QTabWidget, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.attention import About, AttentionItem
from app.domain.disputes import Conflict
from app.domain.pages import Standing
from app.domain.records import Mark
from app.ids import ClassId, OperationId
from app.services.attention import read_attention
from app.services.terms import close_term
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf
from tests.ui.attended_school import HOMEWORK, collide, collisions, hold_and_refuse
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import NOW
from tests.ui.test_screens import CONTROLS, cut, name_of, visible
from ui.attention.model import ITEM, AttentionModel
from ui.attention.view import AttentionView
from ui.attention.wording import origin, standing_text, summary, title
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.main_window import MainWindow
from ui.settings import Scheme, Settings
from ui.synchroniser import Synchroniser
from ui.theme import LIGHT, apply_theme
from ui.theme_switch import ThemeSwitch

Key = Qt.Key
SMALL, WIDE = QSize(1024, 600), QSize(1280, 800)


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)


@pytest.fixture(params=[Scheme.LIGHT])
def window(
    request: pytest.FixtureRequest, qtbot: QtBot, app: QApplication, desk: Desk, tmp_path: Path
) -> Iterator[MainWindow]:
    settings = Settings(tmp_path)
    settings.scheme = request.param
    synchroniser = Synchroniser(desk, quiet_round)
    shown = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(shown)
    shown.resize(SMALL)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    synchroniser.close()
    apply_theme(app, LIGHT)


@pytest.fixture
def listed(window: MainWindow, feed: FeedOf, desk: Desk, qtbot: QtBot) -> QListView:
    """The list, with six collisions, a held entry and a refused one, opened by its keys."""
    collide(feed)
    hold_and_refuse(feed)
    arrived(desk)
    return opened(window, qtbot)


def arrived(desk: Desk) -> None:
    desk.announce(Changes(school=True, outbox=True))


def opened(window: MainWindow, qtbot: QtBot) -> QListView:
    pressed(window, Key.Key_A, modifiers=CTRL | SHIFT)
    found = window.findChild(QListView, "attention_list")
    assert found is not None
    qtbot.waitUntil(lambda: window.focusWidget() is found)
    return found


def rows(listed: QListView) -> list[AttentionItem]:
    model = listed.model()
    return [model.index(row, 0).data(ITEM) for row in range(model.rowCount())]


def choose(listed: QListView, about: About, standing: Standing = Standing.CONFLICT) -> AttentionItem:
    """Go to an entry by the arrows."""
    pressed(listed, Key.Key_Home)
    wanted = next(row for row, each in enumerate(rows(listed)) if (each.about, each.standing) == (about, standing))
    pressed(listed, *[Key.Key_Down] * wanted)
    found = listed.currentIndex().data(ITEM)
    assert isinstance(found, AttentionItem)
    assert found.about is about
    return found


def label(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert found is not None
    return found.text()


def button(window: MainWindow, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert found is not None
    return found


def click(window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)


def current(window: MainWindow) -> str:
    tabs = window.findChild(QTabWidget, "workspace_tabs")
    assert tabs is not None
    return tabs.tabText(tabs.currentIndex())


def value(store: Store) -> str:
    with store.reading() as unit:
        mark = read(unit.connection, Mark, "m")
    assert mark is not None
    return mark.value


def test_the_model_is_well_formed(qtmodeltester: ModelTester, feed: FeedOf, desk: Desk) -> None:
    collide(feed)
    model = AttentionModel()
    model.show(desk.page(read_attention))
    qtmodeltester.check(model, force_py=True)


def test_every_entry_says_what_where_and_both_sides(listed: QListView) -> None:
    at, maria = "24 ноября, урок 2", "7Б Алгебра · Воронова-Залесская Мария-София"
    assert [(title(item), summary(item), standing_text(item)) for item in rows(listed)] == [
        (maria, f"Отметка · {at} · сейчас: 4, другая: 5", "две записи"),
        (maria, f"Комментарий к отметке · {at} · сейчас: У доски, другая: Решал с места", "две записи"),
        (
            "7Б Алгебра · Белоусова Ксения",
            f"Посещаемость · {at} · сейчас: н — отсутствует, другая: б — болеет",
            "две записи",
        ),
        ("7Б Алгебра", f"Тема урока · {at} · сейчас: Одночлены, другая: Одночлен и его стандартный…", "две записи"),
        ("7Б Алгебра", f"Домашнее задание · {at} · сейчас: пусто, другая: § 16, № 331, 334 (а, в). По…", "две записи"),
        ("7Б Алгебра · Борисов Егор", "Итоговая отметка · I четверть · сейчас: 4, другая: 5", "две записи"),
        ("7Б Алгебра · Гаврилов Артём", f"Отметка · {at} · сейчас: без отметки, ваша: 3", "у завуча"),
        (
            "7Б Алгебра · Дёмин Пётр",
            f"Посещаемость · {at} · сейчас: присутствует, ваша: у — уважительная причина",
            "не принято",
        ),
    ]


def test_a_reader_of_the_screen_hears_a_row_as_one_sentence(listed: QListView) -> None:
    spoken = listed.model().index(5, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "7Б Алгебра · Борисов Егор, Итоговая отметка · I четверть · сейчас: 4, другая: 5, две записи"


def test_the_card_shows_both_sides_who_when_and_what_happens_meanwhile(window: MainWindow, listed: QListView) -> None:
    choose(listed, About.MARK)
    assert [label(window, name) for name in ("attention_title", "attention_place")] == [
        "7Б Алгебра · Воронова-Залесская Мария-София",
        "Отметка · 24 ноября, урок 2",
    ]
    sides = ("attention_shown_caption", "attention_shown", "attention_other_caption", "attention_other")
    assert [label(window, name) for name in sides] == ["Сейчас в журнале", "4", "Другая запись", "5"]
    told = label(window, "attention_origin")
    assert told.startswith("Другая запись: Седов Б. А., с другого компьютера, 24 ноября, ")
    assert told.endswith(" по его часам.")
    assert label(window, "attention_meanwhile") == "Родители видят: 4. Ничего не изменится, пока вы не решите."
    assert (button(window, "attention_keep").text(), button(window, "attention_take").text()) == (
        "Оставить: 4",
        "Взять: 5",
    )


def test_an_own_other_side_tells_from_which_computer_it_came(listed: QListView) -> None:
    mine = next(item for item in rows(listed) if item.about is About.HOMEWORK)
    assert origin(mine).startswith("Другая запись — ваша, с этого компьютера, 24 ноября, ")


def test_keeping_by_the_mouse_settles_it_and_the_next_one_is_chosen(
    window: MainWindow, listed: QListView, store: Store
) -> None:
    choose(listed, About.MARK)
    click(window, "attention_keep")
    assert [item.about for item in rows(listed)][:2] == [About.COMMENT, About.ATTENDANCE]
    assert (value(store), listed.currentIndex().data(ITEM).about) == ("4", About.COMMENT)
    assert label(window, "attention_shown") == "У доски"
    assert window.focusWidget() is listed


def test_taking_by_the_keyboard_changes_the_journal_and_can_be_undone(
    window: MainWindow, listed: QListView, store: Store
) -> None:
    choose(listed, About.MARK)
    pressed(listed, Key.Key_Tab)
    assert window.focusWidget() is button(window, "attention_keep")
    pressed(button(window, "attention_keep"), Key.Key_Tab)
    pressed(button(window, "attention_take"), Key.Key_Space)
    assert value(store) == "5"
    assert len(rows(listed)) == 7
    pressed(window, Key.Key_Z, modifiers=CTRL)
    assert (value(store), len(rows(listed))) == ("4", 7)


def test_enter_opens_the_cell_in_the_journal(window: MainWindow, listed: QListView, qtbot: QtBot) -> None:
    choose(listed, About.MARK)
    pressed(listed, Key.Key_Return)
    assert current(window) == "7Б Алгебра"
    table = window.findChild(MarksTable)
    assert table is not None
    qtbot.waitUntil(table.hasFocus)
    assert table.caret is not None
    assert table.caret[0] == 4
    header = table.model().headerData(table.caret[1], Qt.Orientation.Horizontal)
    assert "24 ноября" in str(header)


def test_a_final_mark_opens_the_page_of_final_marks(window: MainWindow, listed: QListView) -> None:
    item = choose(listed, About.FINAL_MARK)
    click(window, "attention_open")
    assert window.workspace.open_finals == (item.journal,)


def test_what_is_held_tells_why_and_leaves_nothing_to_press_but_opening(window: MainWindow, listed: QListView) -> None:
    choose(listed, About.MARK, Standing.HELD)
    told = label(window, "attention_meanwhile")
    assert told.startswith("Период закрыли раньше, чем запись дошла до портала. Решает завуч.")
    shown = [each for each in visible(window.workspace, QPushButton) if each.objectName().startswith("attention_")]
    assert [each.objectName() for each in shown] == ["attention_open"]


def test_what_was_refused_tells_why_and_can_be_taken_off_the_list(window: MainWindow, listed: QListView) -> None:
    choose(listed, About.ATTENDANCE, Standing.REFUSED)
    assert label(window, "attention_meanwhile").startswith("Ученика нет в классе или группе этого журнала.")
    assert label(window, "attention_other_caption") == "Ваша запись"
    click(window, "attention_dismiss")
    assert Standing.REFUSED not in {item.standing for item in rows(listed)}


def test_a_closed_term_is_said_and_changes_nothing(
    window: MainWindow, listed: QListView, desk: Desk, store: Store
) -> None:
    desk.do(close_term, term_id="t2", school_class=ClassId("7Б"))
    choose(listed, About.MARK)
    click(window, "attention_take")
    notice = window.findChild(QLabel, "notice_text")
    assert notice is not None
    assert notice.isVisible()
    assert "«II четверть»" in notice.text()
    assert (value(store), len(rows(listed))) == ("4", 8)


def test_what_is_decided_elsewhere_leaves_the_list_and_the_caret_stays(
    listed: QListView, feed: FeedOf, desk: Desk
) -> None:
    chosen = choose(listed, About.TOPIC)
    first = next(row for row in collisions(feed.store) if isinstance(row, Conflict) and row.id == "c1")
    feed.send(replace(first, resolved=True, token=OperationId("decided")))
    arrived(desk)
    assert listed.currentIndex().data(ITEM).id == chosen.id
    assert About.MARK not in {item.about for item in rows(listed) if item.standing is Standing.CONFLICT}


def test_a_page_that_nobody_sees_is_read_when_it_is_looked_at(qtbot: QtBot, feed: FeedOf, desk: Desk) -> None:
    view = AttentionView(desk, LIGHT)
    qtbot.addWidget(view)
    found = view.findChild(QListView, "attention_list")
    assert found is not None
    collide(feed)
    arrived(desk)
    assert rows(found) == []
    view.show()
    assert len(rows(found)) == 6


def test_where_nothing_waits_the_page_says_so(window: MainWindow, qtbot: QtBot) -> None:
    pressed(window, Key.Key_A, modifiers=CTRL | SHIFT)
    assert current(window) == "Требует внимания"
    empty = window.findChild(QLabel, "attention_empty")
    assert empty is not None
    assert empty.isVisible()
    assert empty.text() == "Всё в порядке: ничего не требует решения"


def test_the_last_one_leaves_the_empty_page(window: MainWindow, feed: FeedOf, desk: Desk, qtbot: QtBot) -> None:
    feed.send(*(row for row in collisions(feed.store) if not isinstance(row, Conflict) or row.field == "value"))
    arrived(desk)
    opened(window, qtbot)
    click(window, "attention_take")
    empty = window.findChild(QLabel, "attention_empty")
    assert empty is not None
    assert empty.isVisible()


def test_the_day_and_the_indicators_panel_lead_to_the_list(
    window: MainWindow, feed: FeedOf, desk: Desk, qtbot: QtBot
) -> None:
    today, panel = button(window, "today_attention"), button(window, "sync_attention")
    assert (today.isHidden(), panel.isHidden()) == (True, True)
    collide(feed)
    arrived(desk)
    qtbot.waitUntil(today.isVisible)
    assert today.text() == panel.text() == "Требует внимания: 6"
    click(window, "today_attention")
    assert current(window) == "Требует внимания"
    pressed(window, Key.Key_W, modifiers=CTRL)
    assert not window.workspace.is_attention_open
    indicator = window.findChild(QToolButton, "sync_indicator")
    assert indicator is not None
    indicator.click()
    click(window, "sync_attention")
    assert (current(window), panel.isVisible()) == ("Требует внимания", False)


def test_the_list_is_never_in_the_way(window: MainWindow, listed: QListView, store: Store) -> None:
    assert QApplication.activeModalWidget() is None
    choose(listed, About.MARK)
    pressed(listed, Key.Key_Return)
    table = window.findChild(MarksTable)
    assert table is not None
    typed(table, "3")
    assert value(store) == "3"


def test_another_theme_keeps_the_list_open(window: MainWindow, listed: QListView) -> None:
    window.workspace.go(0)
    action = window.findChild(QAction, "theme_dark")
    assert action is not None
    action.trigger()
    assert window.workspace.is_attention_open
    assert current(window) == "Сегодня"


def test_a_long_text_stays_whole_in_the_card_and_short_on_the_button(window: MainWindow, listed: QListView) -> None:
    choose(listed, About.HOMEWORK)
    take = button(window, "attention_take")
    assert label(window, "attention_other") == HOMEWORK
    assert (take.text(), button(window, "attention_keep").text()) == ("Взять другую запись", "Оставить как сейчас")
    assert name_of(take) == take.toolTip() == f"Взять: {HOMEWORK}"


@pytest.mark.parametrize("window", [Scheme.LIGHT, Scheme.DARK], indirect=True)
@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_every_entry_is_named_and_uncut(window: MainWindow, size: QSize, listed: QListView) -> None:
    window.resize(size)
    for _ in rows(listed):
        QApplication.processEvents()
        page = window.workspace
        texts = [each for kind in (QLabel, QAbstractButton) for each in visible(page, kind) if each.property("text")]
        assert [(each.objectName(), each.property("text")) for each in texts if cut(each)] == []
        controls = [each for kind in CONTROLS for each in visible(page, kind)]
        assert [each.objectName() for each in controls if not name_of(each)] == []
        pressed(listed, Key.Key_Down)
    assert window.size() == size
