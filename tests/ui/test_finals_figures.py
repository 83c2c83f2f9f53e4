"""«Итоги»: the figures of the caret's period follow every key, explain themselves, and marks that are waited for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.attendance import Absence, attendance_id
from app.domain.figures import group_figures
from app.domain.periods import closing_id
from app.domain.records import NEVER, Attendance, Closing
from app.domain.regulations import Setting
from app.ids import ClassId, LessonId, OperationId
from app.services.finals import read_finals, set_proposed
from app.store.unit import Store
from tests.builders import FeedOf
from tests.small_school import ANNA
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import ALGEBRA, NOW, TODAY, pupil_id
from ui.desk import Desk
from ui.explanation.sheet import ExplanationSheet
from ui.explanation.text_sheet import TextSheet
from ui.finals.distribution_bar import DistributionBar
from ui.finals.figures_box import FiguresBox
from ui.finals.figures_wording import ways_text
from ui.finals.finals_table import FinalsTable
from ui.finals.view import FinalsView
from ui.theme import LIGHT
from ui.widgets.elided_label import ElidedLabel

Key = Qt.Key
FIRST, SECOND, YEAR = 0, 1, 4
SPACE = "\N{NO-BREAK SPACE}"


@dataclass
class Page:
    """The page on the screen, with what it says of the caret's period."""

    view: FinalsView
    desk: Desk

    @property
    def table(self) -> FinalsTable:
        found = self.view.findChild(FinalsTable)
        assert found is not None
        return found

    @property
    def bar(self) -> DistributionBar:
        found = self.view.findChild(DistributionBar)
        assert found is not None
        return found

    @property
    def figures(self) -> str:
        found = self.view.findChild(ElidedLabel, "finals_figures")
        assert found is not None
        return found.text()

    @property
    def box(self) -> TextSheet:
        found = self.view.findChild(TextSheet, "figures_sheet")
        assert found is not None
        return found

    @property
    def stands_inside(self) -> bool:
        """Whether the whole box is on the page."""
        found = self.view.findChild(FiguresBox)
        assert found is not None
        return self.view.rect().contains(found.geometry())

    @property
    def why(self) -> str:
        found = self.view.findChild(ExplanationSheet)
        assert found is not None
        return found.toPlainText()

    @property
    def due(self) -> tuple[str, bool]:
        """What is said of the day for the marks, and whether the sign stands beside it."""
        text, sign = (self.view.findChild(QLabel, name) for name in ("finals_due", "finals_overdue"))
        assert text is not None
        assert sign is not None
        return (text.text() if text.isVisible() else ""), sign.isVisible()


Opened = Callable[[datetime], Page]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Opened:
    def opened(now: datetime) -> Page:
        view = FinalsView(desk, ALGEBRA, LIGHT, now=lambda: now)
        qtbot.addWidget(view)
        view.resize(1000, 560)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.setFocus()
        page = Page(view, desk)
        qtbot.waitUntil(page.table.hasFocus)
        return page

    return opened


@pytest.fixture
def page(opened: Opened) -> Page:
    shown = opened(NOW)
    shown.table.go((0, SECOND))
    return shown


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)


def test_where_nobody_is_assessed_it_is_said_in_words(page: Page) -> None:
    assert page.figures == "Пока никто не аттестован"
    assert not page.bar.isVisible()
    assert "0" not in page.figures


def test_the_figures_follow_every_key(page: Page) -> None:
    proposed = [page.desk.page(read_finals, ALGEBRA, today=TODAY).cells[pupil_id(row), "t2"].proposed for row in (0, 1)]
    assert proposed == ["3", "5"]
    typed(page.table, "3")
    assert page.figures == (
        f"Качество знаний 0{SPACE}% · Успеваемость 100{SPACE}% · Средний балл 3,00 · СОУ 36{SPACE}%"
    )
    page.table.go((1, SECOND))
    typed(page.table, "5")
    # 1 of 2; 2 of 2; (5 + 3) / 2; (100 + 36) / 2
    assert page.figures == (
        f"Качество знаний 50{SPACE}% · Успеваемость 100{SPACE}% · Средний балл 4,00 · СОУ 68{SPACE}%"
    )
    assert page.bar.accessibleDescription() == "5 — 1, 3 — 1, не выставлено — 26"
    pressed(page.table, Key.Key_Delete)
    assert page.bar.accessibleDescription() == "3 — 1, не выставлено — 27"
    page.desk.undo()
    assert page.bar.accessibleDescription() == "5 — 1, 3 — 1, не выставлено — 26"


def test_words_enter_the_bar_and_only_not_assessed_enters_a_figure(page: Page) -> None:
    for row, key in enumerate("нс5"):
        page.table.go((row, YEAR))
        typed(page.table, key)
    # nothing is proposed for the year yet, so the number asks why
    reason = page.view.findChild(QLineEdit, "ask_reason")
    assert reason is not None
    typed(reason, "Экстерн")
    pressed(reason, Key.Key_Return)
    assert page.bar.accessibleDescription() == "5 — 1, н/а — 1, осв, зач — 1, не выставлено — 25"
    assert page.figures.endswith(f"Средний балл 5,00 · СОУ 53,5{SPACE}%")  # (100 + 7) / 2


def test_the_figures_are_of_the_carets_period(page: Page) -> None:
    page.table.go((1, SECOND))
    typed(page.table, "5")
    page.table.go((1, FIRST))
    assert page.figures == "Пока никто не аттестован"
    pressed(page.table, Key.Key_Right)
    assert page.bar.isVisible()


def test_every_figure_tells_how_it_is_worked_out() -> None:
    figures = group_figures([*"5" * 5, *"4" * 12, *"3" * 7, "2"])
    assert ways_text(figures).split("\n") == [
        f"Качество знаний: (5 + 12) из 25 = 68{SPACE}%",
        f"Успеваемость: (5 + 12 + 7) из 25 = 96{SPACE}%",
        "Средний балл: (5 × 5 + 12 × 4 + 7 × 3 + 1 × 2) ÷ 25 = 3,84",
        f"СОУ: (5 × 100 + 12 × 64 + 7 × 36 + 1 × 16) ÷ 25 = 61,44{SPACE}%",
    ]
    assert ways_text(group_figures(["5", "4", "3"])).split("\n")[0].endswith(f"(1 + 1) из 3 ≈ 66,67{SPACE}%")
    assert ways_text(group_figures([None])) == ""


def test_one_key_explains_the_figures_and_escape_goes_back(page: Page) -> None:
    page.desk.do(set_proposed, page=page.desk.page(read_finals, ALGEBRA, today=TODAY), period="t2")
    pressed(page.table, Key.Key_F, modifiers=CTRL | SHIFT)
    assert page.box.hasFocus()
    text = page.box.toPlainText()
    assert text.startswith("7Б Алгебра\nII четверть\nАттестовано: 28 из 28")
    assert "доля «5» и «4» среди аттестованных: (" in text
    assert "Уроки всех учеников вместе\nПропущено уроков: " in text
    assert page.stands_inside
    pressed(page.box, Key.Key_Escape)
    assert page.table.hasFocus()
    assert not page.box.isVisible()


def test_the_open_box_follows_what_comes_in_and_the_windows_size(page: Page) -> None:
    pressed(page.table, Key.Key_F, modifiers=CTRL | SHIFT)
    assert "Пока никто не аттестован" in page.box.toPlainText()
    page.desk.do(set_proposed, page=page.desk.page(read_finals, ALGEBRA, today=TODAY), period="t2")
    assert "Аттестовано: 28 из 28" in page.box.toPlainText()
    page.view.resize(700, 420)
    assert page.box.isVisible()
    assert page.stands_inside


def test_a_pupils_missed_lessons_stand_in_the_explanation(page: Page, feed: FeedOf, qtbot: QtBot) -> None:
    wanted = {0: Absence.ILL, 1: Absence.ILL, 2: Absence.ABSENT, 3: Absence.LATE}
    lessons = [LessonId(f"lesson-{n:03}") for n in wanted]
    feed.send(
        *(
            Attendance(attendance_id(at, pupil_id(0)), OperationId("a"), ALGEBRA, at, pupil_id(0), code, 7, ANNA)
            for at, code in zip(lessons, wanted.values(), strict=True)
        )
    )
    page.desk.announce(Changes(shapes=frozenset({ALGEBRA})))
    page.table.go((0, FIRST))
    qtbot.waitUntil(lambda: "I четверть" in page.why.split("\n"))
    sums = page.desk.page(read_finals, ALGEBRA, today=TODAY).attended[pupil_id(0), "t1"]
    assert (sums.ill, sums.unexcused, sums.minutes) >= (2, 1, 7)
    assert f"Пропущено уроков: {sums.missed} из {sums.lessons} (по болезни {sums.ill}, " in page.why
    assert f"Опозданий: {sums.late}, всего {sums.minutes} мин" in page.why


def test_before_the_day_it_is_said_until_when_and_from_it_on_how_many(opened: Opened) -> None:
    # the quarter ends on 30 December, the marks are expected two days before
    day = NOW + timedelta(days=33)
    page = opened(day)
    assert page.due == ("отметки ждут до 28 декабря", False)
    page = opened(day + timedelta(days=1))
    assert page.due == ("срок 28 декабря, не выставлено: 28", True)
    typed(page.table, "3")
    assert page.due == ("срок 28 декабря, не выставлено: 27", True)


def test_marks_that_are_all_set_or_a_closed_term_have_no_day(page: Page, feed: FeedOf) -> None:
    page.table.go((0, FIRST))
    assert page.due == ("срок 23 октября, не выставлено: 28", True)
    page.desk.do(set_proposed, page=page.desk.page(read_finals, ALGEBRA, today=TODAY), period="t1")
    assert page.due == ("", False)
    page.table.go((0, SECOND))
    assert page.due == ("отметки ждут до 28 декабря", False)
    feed.send(Closing(closing_id("t2", ClassId("7Б")), OperationId("c"), "t2", ClassId("7Б"), True, "", ANNA))
    page.desk.announce(Changes(school=True))
    assert page.due == ("", False)


def test_a_class_without_marks_says_so(page: Page, feed: FeedOf) -> None:
    feed.send(Setting("unmarked_grades", NEVER, "7"))
    page.desk.announce(Changes(school=True))
    assert page.figures == "В этом классе отметок не ставят"
    assert page.due == ("", False)
