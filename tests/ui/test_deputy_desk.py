"""The deputy head's page by keys: entries are decided, journals found, lessons given, cancelled, moved and added."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QDate, QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.keeping import Lack
from app.domain.records import NEVER
from app.domain.regulations import Setting
from app.domain.timetable import TimetableLesson
from app.errors import NoSuchThingError
from app.ids import LessonId, OperationId
from app.services.attention import read_attention
from app.services.deciding import read_held
from app.services.deputy_desk import read_keeping
from app.services.timetable import cancel_lessons, move_lesson, read_stand_ins, read_timetable
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.small_school import BORIS, LESSONS, PUPILS
from tests.timetable_school import ALGEBRA_1, ALGEBRA_A_1, GEOMETRY_2, MONDAY, timetable_school
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.screenshots import quiet_round
from tests.ui.test_screens import CONTROLS, cut, name_of, visible
from tests.unit.app.test_requesting import HELD, MARK
from ui.attention.model import AttentionModel
from ui.deputy_desk.keeping_model import KeepingModel, Wanted
from ui.deputy_desk.timetable_model import DayModel, StandInsModel
from ui.deputy_desk.view import DeputyDesk
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.synchroniser import Synchroniser
from ui.theme import LIGHT
from ui.theme_switch import ThemeSwitch

Key = Qt.Key
W = TypeVar("W", bound=QWidget)
NOW = datetime(2026, 9, 7, 9, 25, tzinfo=ZoneInfo("Europe/Moscow"))
LATER = replace(HELD, id=OperationId("later"), lesson=LESSONS[1], author=BORIS, reason="")
TO_DECIDE, KEEPING, TIMETABLE, YEARS = range(4)
SMALL, WIDE = QSize(1024, 600), QSize(1280, 800)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Anna's journal; she is the deputy head too."""
    opened = a_store(tmp_path, rows=tuple(timetable_school()))
    yield opened
    opened.close()


class Page:
    """The page on the screen. wanted: the cells of journals that it asked for; refusals: what it was refused."""

    def __init__(self, view: DeputyDesk, desk: Desk) -> None:
        self.view = view
        self.desk = desk
        self.wanted: list[tuple[str, str, str]] = []
        self.refusals: list[object] = []
        view.journal_wanted.connect(lambda *place: self.wanted.append(place))
        view.refused.connect(self.refusals.append)

    def part(self, kind: type[W], name: str, box: str = "") -> W:
        within: QWidget = self.view
        if box:
            within = self.part(QWidget, box)
        found = within.findChild(kind, name)
        assert found is not None
        return found

    def go(self, part: int) -> None:
        self.part(QTabWidget, "deputy_parts").setCurrentIndex(part)

    @property
    def held(self) -> QListView:
        return self.part(QListView, "held_list")

    @property
    def waiting(self) -> list[OperationId]:
        return [item.id for item in self.desk.page(read_held)]

    @property
    def lessons(self) -> dict[LessonId, TimetableLesson]:
        return {each.id: each for each in self.desk.page(read_timetable, MONDAY)}

    @property
    def table(self) -> QTableView:
        return self.part(QTableView, "timetable_table")

    def shown(self, name: str, column: int) -> list[str]:
        """Return a column of a table."""
        model = self.part(QTableView, name).model()
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, store: Store) -> Page:
    FeedOf(store).send(MARK, HELD, LATER)
    view = DeputyDesk(desk, LIGHT, lambda: NOW)
    qtbot.addWidget(view)
    view.resize(1000, 620)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return Page(view, desk)


@pytest.mark.may_take(90, why="the first page of the process: its parts, icons and styles are all new")
def test_the_page_is_a_deputy_heads_and_has_a_key(
    qtbot: QtBot, app: QApplication, desk: Desk, store: Store, tmp_path: Path
) -> None:
    settings = Settings(tmp_path)
    synchroniser = Synchroniser(desk, quiet_round)
    window = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    pressed(window, Key.Key_Y, modifiers=CTRL | SHIFT)
    assert window.workspace.open_desks == ("deputy_desk",)
    action = window.findChild(QAction, "deputy_desk")
    assert action is not None
    assert action.isVisible()
    synchroniser.close()


def test_a_teacher_has_no_such_page(qtbot: QtBot, app: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "his"
    folder.mkdir()
    store = a_store(folder, rows=tuple(timetable_school(deputy=BORIS)))
    desk = Desk(store)
    synchroniser = Synchroniser(desk, quiet_round)
    settings = Settings(tmp_path)
    window = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(window)
    action = window.findChild(QAction, "deputy_desk")
    assert action is not None
    assert not action.isVisible()
    assert not action.isEnabled()
    synchroniser.close()
    window.close()
    store.close()


def test_plus_accepts_every_chosen_entry(page: Page) -> None:
    page.go(TO_DECIDE)
    pressed(page.held, Key.Key_Down, modifiers=SHIFT)
    pressed(page.held, Key.Key_Plus)
    assert page.waiting == []
    assert not page.held.isVisible()
    assert [item.decision for item in page.desk.page(read_held, decided=True)] == ["accepted", "accepted"]


def test_plus_accepts_the_current_entry_only(page: Page) -> None:
    page.go(TO_DECIDE)
    pressed(page.held, Key.Key_Plus)
    assert page.waiting == [LATER.id]
    assert page.held.currentIndex().row() == 0


def test_where_nothing_is_chosen_nothing_is_offered(page: Page) -> None:
    page.go(TO_DECIDE)
    pressed(page.held, Key.Key_Space, modifiers=CTRL)
    assert not page.part(QPushButton, "held_accept").isVisible()
    pressed(page.held, Key.Key_Plus)
    assert len(page.waiting) == 2
    pressed(page.held, Key.Key_Down)
    assert page.part(QPushButton, "held_accept").isVisible()


def test_after_the_last_decision_the_keyboard_is_on_the_page(page: Page) -> None:
    page.go(TO_DECIDE)
    pressed(page.held, Key.Key_Down, modifiers=SHIFT)
    pressed(page.held, Key.Key_Plus)
    assert page.part(QPushButton, "held_decided").hasFocus()


def test_minus_refuses_with_a_reason_and_never_without(page: Page) -> None:
    page.go(TO_DECIDE)
    pressed(page.held, Key.Key_Minus)
    reason = page.part(QLineEdit, "ask_reason", "refuse_box")
    assert reason.hasFocus()
    pressed(reason, Key.Key_Return)
    assert len(page.waiting) == 2
    typed(reason, "Нет работы")
    pressed(reason, Key.Key_Return)
    assert page.waiting == [LATER.id]
    (item,) = page.desk.page(read_held, decided=True)
    assert (item.decision, item.answer) == ("refused", "Нет работы")
    assert page.held.hasFocus()


def test_escape_leaves_an_entry_undecided(page: Page) -> None:
    page.go(TO_DECIDE)
    pressed(page.held, Key.Key_Minus)
    pressed(page.part(QLineEdit, "ask_reason", "refuse_box"), Key.Key_Escape)
    assert len(page.waiting) == 2
    assert page.held.hasFocus()


def test_one_that_is_decided_meanwhile_is_refused_in_words_and_asked_no_more(page: Page, store: Store) -> None:
    page.go(TO_DECIDE)
    pressed(page.held, Key.Key_Minus)
    FeedOf(store, seq=5).send(replace(HELD, token=OperationId("newer"), decision="accepted", decided_by=BORIS))
    reason = page.part(QLineEdit, "ask_reason", "refuse_box")
    typed(reason, "Нет работы")
    pressed(reason, Key.Key_Return)
    assert [type(each) for each in page.refusals] == [NoSuchThingError]
    assert not page.part(QWidget, "refuse_box").isVisible(), "the same answer would be refused again"
    assert page.waiting == [LATER.id]
    assert page.held.hasFocus()


def test_enter_opens_the_entry_in_its_journal(page: Page) -> None:
    page.go(TO_DECIDE)
    pressed(page.held, Key.Key_Return)
    assert page.wanted == [("algebra-7b", LESSONS[0], PUPILS[0])]


def test_the_card_says_from_what_to_what_and_why(page: Page, store: Store) -> None:
    FeedOf(store, seq=5).send(replace(MARK, token=OperationId("newer"), value="4"))
    page.go(TO_DECIDE)
    page.desk.announce(Changes(outbox=True))
    assert [page.part(QLabel, name).text() for name in ("held_was", "held_wanted", "held_now")] == ["3", "5", "4"]
    assert "Громова А. И." in page.part(QLabel, "held_author").text()
    assert "ошибка при вводе" in page.part(QLabel, "held_author").text()


def test_decided_entries_are_shown_on_request(page: Page) -> None:
    page.go(TO_DECIDE)
    pressed(page.held, Key.Key_Plus)
    pressed(page.part(QPushButton, "held_decided"), Key.Key_Space)
    assert page.held.model().rowCount() == 1
    assert not page.part(QPushButton, "held_accept").isVisible()


def test_a_decision_that_came_from_elsewhere_is_seen_at_once(page: Page, store: Store, desk: Desk) -> None:
    page.go(TO_DECIDE)
    with store.reading() as unit:
        assert len(read_attention(unit)) == 1
    FeedOf(store, seq=5).send(replace(HELD, token=OperationId("d"), decision="refused", decided_by=BORIS))
    desk.announce(Changes(outbox=True))
    assert page.held.model().rowCount() == 1


def test_the_tab_counts_what_waits_also_while_another_part_is_looked_at(page: Page, store: Store, qtbot: QtBot) -> None:
    page.go(KEEPING)
    tabs = page.part(QTabWidget, "deputy_parts")
    qtbot.waitUntil(lambda: tabs.tabText(TO_DECIDE).endswith("2"))
    FeedOf(store, seq=5).send(replace(HELD, id=OperationId("third")))
    page.desk.announce(Changes(outbox=True))
    assert tabs.tabText(TO_DECIDE).endswith("3")


def test_journals_are_looked_for_and_opened_by_keys(page: Page) -> None:
    page.go(KEEPING)
    pressed(page.view, Key.Key_F, modifiers=CTRL)
    search = page.part(QLineEdit, "keeping_search")
    assert search.hasFocus()
    typed(search, "орлова алг")
    assert page.shown("keeping_table", 0) == ["7А"]
    pressed(search, Key.Key_Return)
    table = page.part(QTableView, "keeping_table")
    assert table.hasFocus()
    pressed(table, Key.Key_Return)
    assert page.wanted == [("algebra-7a", "", "")]


def test_journals_are_filtered_by_class_teacher_and_lack(desk: Desk) -> None:
    model = KeepingModel(LIGHT)
    model.show(desk.page(read_keeping, today=date(2026, 9, 30)))
    assert len(model.rows) == 4
    model.want(Wanted(school_class="7А"))
    assert {each.class_name for each in model.rows} == {"7А"}
    model.want(Wanted(teacher="Ершов Г."))
    assert [each.subject for each in model.rows] == ["Физика"]
    model.want(Wanted(lack=Lack.NO_TOPIC))
    counts = [each.lacking[Lack.NO_TOPIC] for each in model.rows]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    model.want(Wanted(lacking=True))
    assert all(each.lacking for each in model.rows)


def test_the_rules_are_said_on_request(page: Page) -> None:
    page.go(KEEPING)
    rules = page.part(QPushButton, "keeping_rules")
    told = page.part(QLabel, "keeping_told")
    assert not told.isVisible()
    pressed(rules, Key.Key_Space)
    assert told.isVisible()
    header = page.part(QTableView, "keeping_table").model()
    for column, lack in enumerate(Lack, 3):
        rule = header.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        assert rule in told.text(), lack


def test_the_rules_are_those_of_the_school(page: Page, store: Store) -> None:
    told = page.part(QLabel, "keeping_told")
    page.go(KEEPING)
    pressed(page.part(QPushButton, "keeping_rules"), Key.Key_Space)
    assert "не меньше 7." in told.text()
    assert "показывается, если больше 2 ч." in told.text()
    FeedOf(store).send(Setting("empty_days", NEVER, "21"), Setting("plan_tolerance", NEVER, "0"))
    page.desk.changed.emit(Changes(school=True))
    assert "не меньше 21." in told.text()
    assert "показывается, если больше 0 ч." in told.text()


def choose(page: Page, *lessons: LessonId) -> None:
    """Choose lessons of the table by keys, from the first one down."""
    model = page.table.model()
    rows = [each.id for each in model.rows]  # type: ignore[attr-defined]  # the table's model is a DayModel
    page.table.setFocus()
    # selectRow adds or takes away where an earlier test's last key had Ctrl or Shift
    flag = QItemSelectionModel.SelectionFlag
    first = page.table.model().index(rows.index(lessons[0]), 0)
    page.table.selectionModel().setCurrentIndex(first, flag.ClearAndSelect | flag.Rows)
    for _ in range(rows.index(lessons[-1]) - rows.index(lessons[0])):
        pressed(page.table, Key.Key_Down, modifiers=SHIFT)


def test_a_teacher_who_is_away_is_replaced_by_keys_and_that_is_taken_back(page: Page) -> None:
    page.go(TIMETABLE)
    who = page.part(QComboBox, "timetable_teacher")
    who.setFocus()
    typed(who, "Гром")
    assert page.shown("timetable_table", 3) == ["Алгебра"]
    people = page.part(QListView, "stand_ins")
    assert str(people.model().index(0, 0).data()) == "Седов Б."
    people.setFocus()
    pressed(people, Key.Key_Return)
    assert page.lessons[ALGEBRA_1].is_held_by(BORIS)
    page.desk.undo()
    assert page.lessons[ALGEBRA_1].substitute is None


def test_two_chosen_lessons_are_given_to_one_teacher_together(page: Page) -> None:
    page.go(TIMETABLE)
    choose(page, ALGEBRA_A_1, ALGEBRA_1)
    people = page.part(QListView, "stand_ins")
    people.setFocus()
    pressed(people, Key.Key_Down, Key.Key_Return)
    lessons = page.lessons
    assert lessons[ALGEBRA_1].substitute == lessons[ALGEBRA_A_1].substitute is not None
    assert lessons[ALGEBRA_1].joined == ("7А Алгебра",)


def test_a_substitution_is_ended_by_its_button(page: Page) -> None:
    page.go(TIMETABLE)
    choose(page, ALGEBRA_1)
    people = page.part(QListView, "stand_ins")
    pressed(people, Key.Key_Return)
    pressed(page.part(QPushButton, "timetable_end"), Key.Key_Space)
    assert page.lessons[ALGEBRA_1].substitute is None


def test_a_lesson_is_cancelled_with_a_reason_and_held_after_all(page: Page) -> None:
    page.go(TIMETABLE)
    choose(page, GEOMETRY_2)
    pressed(page.part(QPushButton, "timetable_cancel"), Key.Key_Space)
    reason = page.part(QLineEdit, "ask_reason", "cancel_box")
    pressed(reason, Key.Key_Return)
    assert not page.lessons[GEOMETRY_2].cancelled
    typed(reason, "Медосмотр")
    pressed(reason, Key.Key_Return)
    assert (page.lessons[GEOMETRY_2].cancelled, page.lessons[GEOMETRY_2].reason) == (True, "Медосмотр")
    pressed(page.part(QPushButton, "timetable_hold"), Key.Key_Space)
    assert not page.lessons[GEOMETRY_2].cancelled


def test_a_lesson_that_comes_back_says_whom_it_meets(page: Page) -> None:
    page.desk.do(cancel_lessons, lessons=[ALGEBRA_1], reason="Экскурсия")
    page.desk.do(move_lesson, moved=page.lessons[GEOMETRY_2], day=MONDAY, number=1, room="305")
    page.go(TIMETABLE)
    for answer in (Key.Key_Escape, Key.Key_Return):
        choose(page, ALGEBRA_1)
        pressed(page.part(QPushButton, "timetable_hold"), Key.Key_Space)
        assert "7Б Геометрия" in page.part(QLabel, "ask_text", "hold_box").text()
        assert page.lessons[ALGEBRA_1].cancelled
        pressed(page.part(QPushButton, "ask_answer", "hold_box"), answer)
    assert not page.lessons[ALGEBRA_1].cancelled
    assert not page.part(QPushButton, "ask_answer", "hold_box").isVisible()


def test_what_a_move_would_meet_is_said_before(page: Page) -> None:
    page.go(TIMETABLE)
    choose(page, ALGEBRA_1)
    pressed(page.part(QPushButton, "timetable_move"), Key.Key_Space)
    told = page.part(QLabel, "place_clashes", "move_box")
    assert told.property("role") == "good"
    page.part(QComboBox, "place_number", "move_box").setCurrentIndex(2)
    assert told.property("role") == "warning"
    assert "7Б Геометрия" in told.text()
    answer = page.part(QPushButton, "place_answer", "move_box")
    page.part(QDateEdit, "place_day", "move_box").setDate(QDate(2028, 9, 1))
    assert (told.property("role"), answer.isEnabled()) == ("error", False)
    page.part(QDateEdit, "place_day", "move_box").setDate(QDate(2026, 9, 7))
    pressed(answer, Key.Key_Space)
    assert page.lessons[ALGEBRA_1].slot.number == 2
    page.desk.undo()
    assert page.lessons[ALGEBRA_1].slot.number == 1


def test_a_lesson_is_added(page: Page) -> None:
    page.go(TIMETABLE)
    pressed(page.part(QPushButton, "timetable_add"), Key.Key_Space)
    page.part(QComboBox, "place_number", "add_box").setCurrentIndex(5)
    room = page.part(QLineEdit, "place_room", "add_box")
    typed(room, "12")
    pressed(room, Key.Key_Return)
    (new,) = (each for each in page.lessons.values() if each.slot.number == 5)
    assert new.room == "12"


def test_another_day_is_shown_and_one_without_lessons_says_so(page: Page) -> None:
    page.go(TIMETABLE)
    back = page.part(QToolButton, "today_previous")
    pressed(back, Key.Key_Space)
    assert page.table.model().rowCount() == 1
    for _ in range(6):
        pressed(back, Key.Key_Space)
    assert page.part(QLabel, "timetable_empty").isVisible()
    assert not page.table.isVisible()


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
@pytest.mark.parametrize("part", [TO_DECIDE, KEEPING, TIMETABLE, YEARS])
def test_every_part_is_named_and_uncut(page: Page, size: QSize, part: int) -> None:
    page.view.resize(size)
    page.go(part)
    QApplication.processEvents()
    texts = [each for kind in (QLabel, QAbstractButton) for each in visible(page.view, kind) if each.property("text")]
    assert [(each.objectName(), each.property("text")) for each in texts if cut(each)] == []
    controls = [each for kind in CONTROLS for each in visible(page.view, kind)]
    assert controls
    assert [each.objectName() or repr(each) for each in controls if not name_of(each)] == []


def test_the_models_are_well_formed(qtmodeltester: ModelTester, desk: Desk) -> None:
    keeping, day, people, held = KeepingModel(LIGHT), DayModel(LIGHT), StandInsModel(), AttentionModel()
    keeping.show(desk.page(read_keeping, today=MONDAY))
    lessons = desk.page(read_timetable, MONDAY)
    day.show(lessons)
    people.show(desk.page(read_stand_ins, at=lessons[0], others=lessons))
    held.show(desk.page(read_held))
    for model in (keeping, day, people, held):
        qtmodeltester.check(model, force_py=True)
