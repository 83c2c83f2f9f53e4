"""«От родителей» by keys: the class teacher's part, the deputy head's, and what the day says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTabBar, QTabWidget, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.changes import Cell, Changes
from app.domain.attendance import attendance_id
from app.domain.attention import About
from app.domain.excuse_proposals import ACCEPTED, DECLINED, ExcuseProposal
from app.domain.records import NEVER, Attendance
from app.errors import ChangedSinceError
from app.ids import OFFICE, LessonId, OperationId, PupilId, TeacherId
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf, a_store, unsent
from tests.excuse_proposals import a_proposal
from tests.small_school import ALGEBRA, BORIS, LESSONS, PUPILS
from tests.timetable_school import ALGEBRA_1, CLASS_A, timetable_school
from tests.ui.every_screen import ALT, SCHOOL_MONDAY
from tests.ui.keyboard import pressed
from tests.ui.test_screens import CONTROLS, cut, name_of, visible
from ui.class_desk.view import ClassDeskView
from ui.deputy_desk.view import DeputyDesk
from ui.desk import Desk
from ui.desk_view import DeskView
from ui.proposals.model import DAYS, REASON, STATE, ProposalsModel
from ui.theme import LIGHT
from ui.today.view import TodayView
from ui.widgets.list_table import ListTable

Key = Qt.Key
W = TypeVar("W", bound=QWidget)
NOW: datetime = SCHOOL_MONDAY
TODAY = NOW.date()
TAB, DEPUTY_TAB = 6, 5
"""The part of the class teacher's page, and of the deputy head's."""

CHANGED = Changes(access=True)
"""What a round of synchronisation tells that has brought proposals."""

COMING = replace(
    a_proposal("coming", PUPILS[1]), first=date(2026, 9, 8), last=date(2026, 9, 9), sign="у", document="соревнования",
    document_day=None, proposer="Константинопольская-Преображенская Александра Всеволодовна, бабушка и опекун",
)  # fmt: skip
ILL = replace(a_proposal(), first=TODAY, last=TODAY)
WAITING = (ILL, COMING)
OF_OTHER = replace(a_proposal("other", PUPILS[3], CLASS_A), first=date(2026, 9, 10), last=date(2026, 9, 10))


@dataclass
class Page:
    """A page with the proposals. cards: pupils whose card was asked for. refusals: what it was refused."""

    view: DeskView
    store: Store
    cards: list[str] = field(default_factory=list)
    refusals: list[object] = field(default_factory=list)

    def part(self, kind: type[W], name: str) -> W:
        # another part of the page asks questions too
        within = self.part(QWidget, "proposal_box") if name.startswith("ask_") else self.view
        found = within.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def table(self) -> ListTable:
        return self.part(ListTable, "proposals")

    def column(self, column: int) -> list[str]:
        model = self.table.model()
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def label(self, name: str) -> str:
        return self.part(QLabel, name).text()

    def answer(self) -> None:
        pressed(self.part(QPushButton, "ask_answer"), Key.Key_Return)

    def write(self, text: str) -> None:
        """Write into the question and answer it."""
        field_ = self.part(QLineEdit, "ask_reason")
        assert field_.hasFocus()
        field_.setText(text)
        pressed(field_, Key.Key_Return)

    def decision(self, key: str) -> tuple[str, str]:
        with self.store.reading() as unit:
            found = read(unit.connection, ExcuseProposal, key)
        assert found is not None
        return found.decision, found.answer


def absent(pupil: PupilId, lesson: LessonId = ALGEBRA_1) -> Attendance:
    """Return a subject teacher's «н»."""
    return Attendance(attendance_id(lesson, pupil), NEVER, ALGEBRA, lesson, pupil, "н", 0, BORIS)


def excuse_of(store: Store, sign: Attendance) -> str:
    with store.reading() as unit:
        found = read(unit.connection, Attendance, sign.id)
    assert found is not None
    return found.excuse


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Anna's journal; she is the class teacher of 7Б and the deputy head. The ill child has an «н» already."""
    opened = a_store(tmp_path, rows=tuple(timetable_school()))
    FeedOf(opened).send(*WAITING, OF_OTHER, absent(PUPILS[0]))
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
    pressed(focused, Key.Key_7, modifiers=ALT)
    qtbot.waitUntil(page.table.hasFocus)
    return page


def test_the_model_is_well_formed(qtmodeltester: ModelTester, page: Page) -> None:
    assert isinstance(page.table.model(), ProposalsModel)
    qtmodeltester.check(page.table.model(), force_py=True)


def test_the_own_class_waits_with_the_first_days_first(page: Page) -> None:
    assert page.column(DAYS) == ["7 сентября", "8 сентября – 9 сентября"]
    assert page.column(REASON) == [
        "б — болезнь, справка № 5 от 14.09.2026",
        "у — другая уважительная причина, соревнования",
    ]
    assert page.column(STATE) == ["решить", "решить"]
    assert page.label("proposal_count") == "2 сообщения родителей ждут решения"
    assert page.part(QTabBar, "class_tabs").tabText(TAB) == "От родителей: 2"
    assert page.label("proposal_bare") == "«Н» без причины: 7 сентября, урок 1, Алгебра."
    assert page.label("proposal_told").startswith("Сообщает: Иванова Мария Петровна, мама, 21 сентября")


def test_plus_asks_and_enter_accepts_and_excuses(page: Page, qtbot: QtBot) -> None:
    pressed(page.table, Key.Key_Plus)
    qtbot.waitUntil(page.part(QPushButton, "ask_answer").hasFocus)
    assert not page.part(QLineEdit, "ask_reason").isVisible()
    assert page.label("ask_text").endswith("Причина встанет на 1 урок с «н».")
    page.answer()
    assert page.decision("proposal") == (ACCEPTED, "")
    assert excuse_of(page.store, absent(PUPILS[0])) == "б"
    assert (unsent(page.store), page.table.hasFocus()) == (2, True)
    assert page.part(QTabBar, "class_tabs").tabText(TAB) == "От родителей: 1"
    assert page.column(STATE) == ["решить", "принято, ожидается"]


def test_days_to_come_are_awaited_and_asked_about_once_an_absence_has_come(page: Page, desk: Desk) -> None:
    pressed(page.table, Key.Key_Down)
    assert page.label("proposal_bare").startswith("В эти дни «н» ещё нет.")
    pressed(page.table, Key.Key_Plus)
    page.answer()
    assert not page.part(QPushButton, "proposal_open").isVisible()
    sign = absent(PUPILS[1], LESSONS[7])
    FeedOf(page.store, seq=5).send(sign)
    desk.announce(Changes(shapes=frozenset({ALGEBRA})))
    assert page.part(QTabBar, "class_tabs").tabText(TAB) == "От родителей: 2"
    assert page.column(STATE)[page.table.currentIndex().row()] == "принято, появилось «н»"
    assert page.part(QPushButton, "proposal_open").text() == "Поставить причину (+)…"
    pressed(page.table, Key.Key_Plus)
    page.answer()
    assert excuse_of(page.store, sign) == "у"


def test_the_tab_tells_of_an_absence_that_has_come_while_another_part_is_looked_at(page: Page, desk: Desk) -> None:
    pressed(page.table, Key.Key_Down, Key.Key_Plus)
    page.answer()
    tabs = page.part(QTabBar, "class_tabs")
    tabs.setCurrentIndex(0)
    assert tabs.tabText(TAB) == "От родителей: 1"
    sign = absent(PUPILS[1], LESSONS[7])
    FeedOf(page.store, seq=5).send(sign)
    desk.announce(Changes(cells=frozenset({Cell(ALGEBRA, sign.pupil, sign.lesson)})))
    assert tabs.tabText(TAB) == "От родителей: 2"
    FeedOf(page.store, seq=6).send(replace(sign, code="", token=OperationId("there")))
    desk.announce(Changes(shapes=frozenset({ALGEBRA})))
    assert tabs.tabText(TAB) == "От родителей: 1"


def test_minus_declines_with_a_reason(page: Page) -> None:
    pressed(page.table, Key.Key_Minus)
    page.write("  ")
    assert page.decision("proposal") == ("", "")
    page.write("Был на уроках")
    assert page.decision("proposal") == (DECLINED, "Был на уроках")
    page.part(QPushButton, "proposal_decided_shown").click()
    assert page.column(STATE) == ["не принято · вы · ждёт отправки"]
    assert "Решение уйдёт на портал" in page.label("proposal_decided")


def test_what_was_accepted_is_declined_after_all_and_accepted_again(page: Page) -> None:
    sign = absent(PUPILS[0])
    pressed(page.table, Key.Key_Plus)
    page.answer()
    pressed(page.table, Key.Key_Minus)
    page.write("Справки нет")
    assert (page.decision("proposal"), excuse_of(page.store, sign)) == ((DECLINED, "Справки нет"), "")
    page.part(QPushButton, "proposal_decided_shown").click()
    page.table.setFocus()
    pressed(page.table, Key.Key_Minus)
    assert not page.part(QWidget, "proposal_box").isVisible()
    pressed(page.table, Key.Key_Plus)
    page.answer()
    assert (page.decision("proposal"), excuse_of(page.store, sign)) == ((ACCEPTED, ""), "б")


def test_escape_decides_nothing(page: Page) -> None:
    pressed(page.table, Key.Key_Plus)
    pressed(page.part(QPushButton, "ask_answer"), Key.Key_Escape)
    assert (page.decision("proposal"), unsent(page.store), page.table.hasFocus()) == (("", ""), 0, True)


def test_enter_goes_to_the_buttons_and_alt_enter_to_the_card(page: Page, qtbot: QtBot) -> None:
    pressed(page.table, Key.Key_Return)
    qtbot.waitUntil(page.part(QPushButton, "proposal_open").hasFocus)
    page.table.setFocus()
    pressed(page.table, Key.Key_Return, modifiers=ALT)
    assert page.cards == [PUPILS[0]]


def test_one_that_somebody_has_decided_meanwhile_is_refused_in_words_and_read_anew(page: Page) -> None:
    by_office = replace(ILL, token=OperationId("t2"), decision=DECLINED, decided_by=TeacherId(OFFICE), answer="нет")
    pressed(page.table, Key.Key_Plus)
    FeedOf(page.store, seq=5).send(by_office)
    page.answer()
    assert [type(each) for each in page.refusals] == [ChangedSinceError]
    assert (len(page.column(STATE)), unsent(page.store)) == (1, 0)
    assert not page.part(QWidget, "proposal_box").isVisible(), "the same answer would be refused again"
    page.part(QPushButton, "proposal_decided_shown").click()
    assert page.column(STATE) == ["не принято · канцелярия школы"]


def test_where_nothing_waits_it_says_who_tells_and_where(page: Page, desk: Desk) -> None:
    gone = (replace(each, decision="withdrawn", token=OperationId("t")) for each in WAITING)
    FeedOf(page.store, seq=5).send(*gone)
    desk.announce(CHANGED)
    assert page.label("proposal_empty").startswith("Новых сообщений нет. Родители сообщают о пропусках в дневнике")
    assert page.part(QTabBar, "class_tabs").tabText(TAB) == "От родителей"
    page.part(QPushButton, "proposal_decided_shown").click()
    assert page.column(STATE) == ["отозвано родителями"] * 2


def test_a_deputy_head_has_the_whole_schools(qtbot: QtBot, desk: Desk, store: Store) -> None:
    page = shown(qtbot, DeputyDesk(desk, LIGHT, lambda: NOW), store)
    parts = page.part(QTabWidget, "deputy_parts")
    qtbot.waitUntil(lambda: parts.tabText(DEPUTY_TAB) == "От родителей: 3")
    parts.setCurrentIndex(DEPUTY_TAB)
    qtbot.waitUntil(page.table.hasFocus)
    pressed(page.table, Key.Key_Down, Key.Key_Down, Key.Key_Plus)
    page.answer()
    assert page.decision("other") == (ACCEPTED, "")
    assert parts.tabText(DEPUTY_TAB) == "От родителей: 2"


def test_the_day_says_how_many_wait_and_leads_there(qtbot: QtBot, desk: Desk, store: Store) -> None:
    today = TodayView(desk, LIGHT, now=lambda: NOW)
    qtbot.addWidget(today)
    today.show()
    button = today.findChild(QPushButton, "today_proposals")
    assert button is not None
    assert button.text() == "От родителей: 2"
    with qtbot.waitSignal(today.asked_wanted) as asked:
        button.click()
    assert asked.args == [About.PROPOSAL.value]
    gone = (replace(each, decision="withdrawn", token=OperationId("t")) for each in WAITING)
    FeedOf(store, seq=5).send(*gone)
    desk.announce(CHANGED)
    assert not button.isVisible()


def test_the_page_of_the_class_goes_to_what_was_asked_for(page: Page) -> None:
    tabs = page.part(QTabBar, "class_tabs")
    for about, place in ((About.ACCESS, 5), (About.PROPOSAL, TAB)):
        page.view.show_asked(about.value)
        assert tabs.currentIndex() == place


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
