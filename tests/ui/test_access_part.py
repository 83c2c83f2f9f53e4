"""«Доступ к дневнику» by keys: the class teacher's part, the deputy head's, and what the day says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTabBar, QTabWidget, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.access import ENDED, GRANTED, REFUSED, AccessRequest
from app.errors import ChangedSinceError
from app.ids import OFFICE, OperationId, PupilId, TeacherId
from app.store.rows import read
from app.store.unit import Store
from portal.office.applications_wording import DOUBTS as PORTAL_DOUBTS
from tests.access_requests import a_request
from tests.builders import FeedOf, a_store, unsent
from tests.small_school import BORIS, PUPILS
from tests.timetable_school import CLASS_A, timetable_school
from tests.ui.every_screen import ALT, SCHOOL_MONDAY
from tests.ui.keyboard import pressed
from tests.ui.test_screens import CONTROLS, cut, name_of, visible
from ui.access.requests_model import APPLICANT, STATE, RequestsModel
from ui.access.wording import DOUBTS
from ui.class_desk.view import ClassDeskView
from ui.deputy_desk.view import DeputyDesk
from ui.desk import Desk
from ui.desk_view import DeskView
from ui.theme import LIGHT
from ui.today.view import TodayView
from ui.widgets.ask_box import AskBox, Question
from ui.widgets.list_table import ListTable

Key = Qt.Key
W = TypeVar("W", bound=QWidget)
NOW = SCHOOL_MONDAY.replace(day=23)
"""The day after the first one was due."""

ACCESS = 4
"""The part of the deputy head's page."""

CHANGED = Changes(access=True)
"""What a round of synchronisation tells that has brought applications."""

DOUBTFUL = a_request("doubtful", PUPILS[1], doubts="surname_differs name_stated")
LATER = replace(a_request("later", PUPILS[2]), due=date(2026, 9, 24), applicant="Краснова Ольга", ground="guardian")
OF_OTHER = replace(a_request("other", PUPILS[3], CLASS_A), due=date(2026, 9, 25))
WAITING = (a_request(), replace(DOUBTFUL, due=date(2026, 9, 23)), LATER)


@dataclass
class Page:
    """A page with the applications. cards: pupils whose card was asked for. refusals: what it was refused."""

    view: DeskView
    store: Store
    cards: list[str] = field(default_factory=list)
    refusals: list[object] = field(default_factory=list)

    def part(self, kind: type[W], name: str) -> W:
        # another part of the page asks questions too
        within = self.part(QWidget, "access_box") if name.startswith("ask_") else self.view
        found = within.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def table(self) -> ListTable:
        return self.part(ListTable, "access_requests")

    def column(self, column: int) -> list[str]:
        model = self.table.model()
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def label(self, name: str) -> str:
        return self.part(QLabel, name).text()

    def write(self, text: str) -> None:
        """Write into the question and answer it."""
        field_ = self.part(QLineEdit, "ask_reason")
        assert field_.hasFocus()
        field_.setText(text)
        pressed(field_, Key.Key_Return)

    def decision(self, key: str) -> tuple[str, str]:
        with self.store.reading() as unit:
            found = read(unit.connection, AccessRequest, key)
        assert found is not None
        return found.decision, found.answer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Anna's journal; she is the class teacher of 7Б and the deputy head."""
    opened = a_store(tmp_path, rows=tuple(timetable_school()))
    FeedOf(opened).send(*WAITING, OF_OTHER)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def shown(qtbot: QtBot, view: DeskView, store: Store) -> Page:
    qtbot.addWidget(view)
    page = Page(view, store)
    view.card_wanted.connect(lambda who, *_: page.cards.append(who))
    view.refused.connect(page.refusals.append)
    view.resize(1000, 560)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, store: Store) -> Page:
    """The class teacher's part, gone to by its key."""
    view = ClassDeskView(desk, LIGHT, lambda: NOW)
    page = shown(qtbot, view, store)
    view.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    pressed(focused, Key.Key_6, modifiers=ALT)
    qtbot.waitUntil(page.table.hasFocus)
    return page


def test_the_model_is_well_formed(qtmodeltester: ModelTester, page: Page) -> None:
    assert isinstance(page.table.model(), RequestsModel)
    qtmodeltester.check(page.table.model(), force_py=True)


def test_the_own_class_waits_with_the_first_due_first(page: Page) -> None:
    assert page.column(APPLICANT) == ["Иванова Мария Петровна", "Иванова Мария Петровна", "Краснова Ольга"]
    assert page.column(STATE) == ["просрочено: до 22 сентября", "решить до 23 сентября", "решить до 24 сентября"]
    assert page.label("access_count") == "Ждут решения 3 заявления, просрочено: 1"
    assert page.part(QTabBar, "class_tabs").tabText(5) == "Доступ к дневнику: 3"


def test_what_is_overdue_or_doubtful_is_told_by_more_than_colour(page: Page) -> None:
    model = page.table.model()
    spoken = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(2)]
    assert "просрочено" in spoken[0]
    assert "Фамилии заявителя и ученика разные" in spoken[1]
    pictures = [model.index(row, APPLICANT).data(Qt.ItemDataRole.DecorationRole) for row in range(2)]
    assert (pictures[0], pictures[1] is None) == (None, False)


def test_plus_asks_and_enter_opens_the_access(page: Page, qtbot: QtBot) -> None:
    pressed(page.table, Key.Key_Plus)
    answer = page.part(QPushButton, "ask_answer")
    qtbot.waitUntil(answer.hasFocus)
    assert not page.part(QLineEdit, "ask_reason").isVisible()
    pressed(answer, Key.Key_Return)
    assert page.decision("request") == (GRANTED, "")
    assert (unsent(page.store), len(page.column(APPLICANT)), page.table.hasFocus()) == (1, 2, True)
    assert page.part(QTabBar, "class_tabs").tabText(5) == "Доступ к дневнику: 2"


def test_a_question_shows_what_somebody_wrote_as_it_was_written(page: Page) -> None:
    box = AskBox(page.view, "question")
    box.ask(Question("<h1>Директор</h1>", "<b>Иванова</b>", "Да"), page.view.rect())
    labels = [box.findChild(QLabel, name) for name in ("ask_title", "ask_text")]
    pictures = [(each.height(), each.heightForWidth(each.width())) for each in labels if each is not None]
    assert [each.textFormat() for each in labels if each is not None] == [Qt.TextFormat.PlainText] * 2
    assert all(height >= needed for height, needed in pictures)


def test_after_the_last_one_the_keyboard_is_on_the_page(page: Page) -> None:
    for _ in WAITING:
        pressed(page.table, Key.Key_Minus)
        page.write("Не представитель ученика")
    assert not page.table.isVisible()
    assert page.part(QPushButton, "access_decided_shown").hasFocus()


def test_escape_decides_nothing(page: Page) -> None:
    pressed(page.table, Key.Key_Plus)
    pressed(page.part(QPushButton, "ask_answer"), Key.Key_Escape)
    assert (page.decision("request"), unsent(page.store), page.table.hasFocus()) == (("", ""), 0, True)


def test_a_doubtful_one_is_opened_once_it_is_said_how_it_was_checked(page: Page) -> None:
    pressed(page.table, Key.Key_Down)
    assert "Имя заявитель написал сам" in page.label("access_doubts")
    pressed(page.table, Key.Key_Plus)
    assert not page.part(QPushButton, "ask_answer").isEnabled()
    page.write("Паспорт показан 23 сентября")
    assert page.decision("doubtful") == (GRANTED, "Паспорт показан 23 сентября")


def test_minus_refuses_with_a_reason(page: Page) -> None:
    pressed(page.table, Key.Key_Minus)
    page.write("  ")
    assert page.decision("request") == ("", "")
    page.write("Не представитель ученика")
    assert page.decision("request") == (REFUSED, "Не представитель ученика")


def test_what_was_granted_is_ended_and_restored_among_the_decided_ones(page: Page) -> None:
    pressed(page.table, Key.Key_Plus)
    pressed(page.part(QPushButton, "ask_answer"), Key.Key_Return)
    page.part(QPushButton, "access_decided_shown").click()
    assert page.column(STATE) == ["доступ открыт · вы · ждёт отправки"]
    page.table.setFocus()
    pressed(page.table, Key.Key_Plus)
    assert not page.part(QWidget, "access_box").isVisible()
    pressed(page.table, Key.Key_Minus)
    page.write("Решение суда № 2-114/2026")
    assert page.decision("request") == (ENDED, "Решение суда № 2-114/2026")
    assert "Решение уйдёт на портал" in page.label("access_decided")
    pressed(page.table, Key.Key_Minus)
    assert not page.part(QWidget, "access_box").isVisible()
    pressed(page.table, Key.Key_Plus)
    page.write("Паспорт показан")
    assert page.decision("request") == (GRANTED, "Паспорт показан")


def test_enter_goes_to_the_buttons_and_alt_enter_to_the_card(page: Page, qtbot: QtBot) -> None:
    pressed(page.table, Key.Key_Return)
    qtbot.waitUntil(page.part(QPushButton, "access_open").hasFocus)
    page.table.setFocus()
    pressed(page.table, Key.Key_Return, modifiers=ALT)
    assert page.cards == [PUPILS[0]]


def test_a_pupil_who_is_not_in_the_lists_has_no_card_and_a_reason_for_it(page: Page, desk: Desk) -> None:
    FeedOf(page.store, seq=5).send(replace(a_request("new", PupilId("new")), due=date(2026, 9, 20)))
    desk.announce(CHANGED)
    pressed(page.table, Key.Key_Home, Key.Key_Up, Key.Key_Up)
    card = page.part(QPushButton, "access_card")
    assert (card.isEnabled(), card.toolTip()) == (False, "Ученика нет в списках на этом компьютере.")
    assert page.label("access_pupil") == "Ученик не из ваших списков, 7Б"


def test_one_that_somebody_has_decided_meanwhile_is_refused_in_words_and_read_anew(page: Page) -> None:
    by_office = replace(a_request(), token=OperationId("t2"), decision=REFUSED, decided_by=TeacherId(OFFICE))
    pressed(page.table, Key.Key_Plus)
    FeedOf(page.store, seq=5).send(by_office)
    pressed(page.part(QPushButton, "ask_answer"), Key.Key_Return)
    assert [type(each) for each in page.refusals] == [ChangedSinceError]
    assert (len(page.column(APPLICANT)), unsent(page.store)) == (2, 0)
    assert not page.part(QWidget, "access_box").isVisible(), "the same answer would be refused again"
    assert page.table.hasFocus()
    page.part(QPushButton, "access_decided_shown").click()
    assert page.column(STATE) == ["отказано · канцелярия школы"]


def test_where_nothing_waits_it_says_who_applies_and_where(page: Page, desk: Desk) -> None:
    decided = (replace(each, decision=GRANTED, decided_by=BORIS, token=OperationId("t")) for each in WAITING)
    FeedOf(page.store, seq=5).send(*decided)
    desk.announce(CHANGED)
    assert page.label("access_empty").startswith("Заявлений нет. Родители и ученики с 14 лет")
    assert not page.table.isVisible()
    assert page.part(QTabBar, "class_tabs").tabText(5) == "Доступ к дневнику"


def test_the_tab_tells_of_a_new_one_while_another_part_is_looked_at(page: Page, desk: Desk) -> None:
    tabs = page.part(QTabBar, "class_tabs")
    tabs.setCurrentIndex(0)
    FeedOf(page.store, seq=5).send(a_request("new", PUPILS[4]))
    desk.announce(CHANGED)
    assert tabs.tabText(5) == "Доступ к дневнику: 4"


def test_whatever_the_portal_leaves_to_a_person_is_said_in_words() -> None:
    assert set(DOUBTS) == set(PORTAL_DOUBTS)


def test_a_deputy_head_has_the_whole_schools(qtbot: QtBot, desk: Desk, store: Store) -> None:
    page = shown(qtbot, DeputyDesk(desk, LIGHT, lambda: NOW), store)
    parts = page.part(QTabWidget, "deputy_parts")
    qtbot.waitUntil(lambda: parts.tabText(ACCESS) == "Доступ: 4")
    parts.setCurrentIndex(ACCESS)
    qtbot.waitUntil(page.table.hasFocus)
    pressed(page.table, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Plus)
    pressed(page.part(QPushButton, "ask_answer"), Key.Key_Return)
    assert page.decision("other") == (GRANTED, "")
    assert parts.tabText(ACCESS) == "Доступ: 3"


def test_the_day_says_how_many_wait_and_leads_there(qtbot: QtBot, desk: Desk, store: Store) -> None:
    today = TodayView(desk, LIGHT, now=lambda: NOW)
    qtbot.addWidget(today)
    today.show()
    button = today.findChild(QPushButton, "today_access")
    assert button is not None
    assert (button.text(), button.toolTip()) == (
        "Доступ к дневнику: 3",
        "Заявления вашего класса ждут решения, просрочено: 1",
    )
    with qtbot.waitSignal(today.asked_wanted):
        button.click()
    done = (replace(each, decision=GRANTED, decided_by=BORIS, token=OperationId("t")) for each in WAITING)
    FeedOf(store, seq=5).send(*done)
    desk.announce(CHANGED)
    assert not button.isVisible()


@pytest.mark.parametrize("size", [QSize(1024, 600), QSize(1280, 800)], ids=["small", "wide"])
def test_everything_is_named_and_uncut(qtbot: QtBot, page: Page, size: QSize) -> None:
    page.view.resize(size)
    for _ in WAITING:
        QApplication.processEvents()
        controls = [each for kind in CONTROLS for each in visible(page.view, kind)]
        assert [each.objectName() for each in controls if not name_of(each)] == []
        texts = [each for kind in (QLabel, QPushButton) for each in visible(page.view, kind)]
        assert [each.objectName() for each in texts if cut(each)] == []
        pressed(page.table, Key.Key_Down)
