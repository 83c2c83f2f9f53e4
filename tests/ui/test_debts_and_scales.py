"""Debts, minutes late, re-taken marks, comments for the teacher only, other scales: typed with real keys."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.records import Record, Subject
from app.domain.regulations import MarkScale, Setting
from app.domain.scales import PASS_FAIL, point_scale, scale_text
from app.errors import BadMinutesError, UnknownMarkError, UnknownPastedError, WorkMarkedError
from app.ids import OperationId, SubjectId
from app.services.finals import read_finals
from app.store.unit import Store
from tests.builders import FeedOf
from tests.ui.conftest import Shown
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import ALGEBRA, NOW, TODAY
from ui.finals.finals_table import FinalsTable
from ui.finals.view import FinalsView
from ui.journal.mark_delegate import OVERDUE, MarkDelegate
from ui.journal.view import JournalView
from ui.theme import LIGHT
from ui.widgets.elided_label import ElidedLabel

W = TypeVar("W", bound=QWidget)
Key = Qt.Key
OFFICE = OperationId("office")


def find(shown: Shown, kind: type[W], name: str) -> W:
    found = shown.view.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def line(shown: Shown) -> str:
    return str(find(shown, ElidedLabel, "journal_selection").text())


@pytest.fixture
def change(shown: Shown, store: Store) -> Callable[..., None]:
    """Let the office change its records."""

    def change(*rows: Record) -> None:
        FeedOf(store).send(*rows)
        shown.desk.announce(Changes(school=True))

    return change


# debts


@pytest.mark.parametrize("key", ["д", "l", "·"])
def test_a_debt_is_one_key_with_a_day_and_the_same_key_takes_it_back(shown: Shown, key: str) -> None:
    typed(shown.table, key)
    assert shown.text(0) == "·"
    assert "до 8 декабря" in line(shown)
    typed(shown.table, key)
    assert shown.text(0) == ""
    shown.desk.undo()
    assert shown.text(0) == "·"


def test_for_how_long_a_debt_may_stand_is_the_schools_rule(shown: Shown, change: Callable[..., None]) -> None:
    change(Setting("days_to_pay", OFFICE, "5"))
    typed(shown.table, "д")
    assert "до 29 ноября" in line(shown)


def test_a_mark_pays_the_debt_and_a_debt_for_a_marked_work_is_refused(shown: Shown) -> None:
    typed(shown.table, "д4")
    assert (shown.text(0), shown.stored(0)) == ("4", ["4"])
    typed(shown.table, "д")
    assert isinstance(shown.refusals[-1], WorkMarkedError)


def test_f2_gives_another_day_which_may_be_overdue_and_looks_so(shown: Shown) -> None:
    typed(shown.table, "д")
    pressed(shown.table, Key.Key_F2)
    until = find(shown, QDateEdit, "comment_until")
    assert until.hasFocus()
    until.setDate(QDate(2026, 11, 23))
    pressed(until, Key.Key_Return)
    assert shown.page.cell(0, shown.today).debts[0].until == date(2026, 11, 23)
    assert "просрочен" in line(shown)
    delegate = shown.table.itemDelegate()
    assert isinstance(delegate, MarkDelegate)
    pieces = delegate._pieces(shown.page.cell(0, shown.today), "")  # noqa: SLF001 (what is painted, not only its colour)
    assert [piece.text for piece, _ in pieces] == [OVERDUE]


def test_the_list_of_debts_leads_to_the_cell(shown: Shown) -> None:
    typed(shown.table, "д")
    shown.table.go((5, shown.today - 1))
    pressed(shown.table, Key.Key_D, modifiers=CTRL | SHIFT)
    table = find(shown, QTableView, "debts_table")
    assert table.hasFocus()
    assert [table.model().index(0, column).data() for column in range(4)] == [
        "Абрамов Тимофей",
        "24 ноября",
        "ответ на уроке",
        "до 8 декабря",
    ]
    pressed(table, Key.Key_Return)
    assert (shown.table.caret, shown.table.hasFocus()) == ((0, shown.today), True)


def test_without_debts_the_list_says_so(shown: Shown) -> None:
    pressed(shown.table, Key.Key_D, modifiers=CTRL | SHIFT)
    assert find(shown, QLabel, "debts_title").text() == "Долгов в этом журнале нет"


def test_debts_are_copied_pasted_and_not_filled_over(shown: Shown) -> None:
    QGuiApplication.clipboard().setText("·\n\n3 ·")
    pressed(shown.table, Key.Key_V, modifiers=CTRL)
    assert shown.texts(3) == ["·", "", "3"], "the 3 is for the answer, so nothing is owed there"
    pressed(shown.table, Key.Key_E, modifiers=CTRL)
    field = find(shown, QLineEdit, "everybody_text")
    typed(field, "5")
    pressed(field, Key.Key_Return)
    assert shown.texts(4) == ["·", "5", "3", "5"]


# minutes late


@pytest.mark.parametrize(("keys", "text"), [("о15", "о15"), ("j05", "о5"), ("о7\r", "о7"), ("о45", "о45")])
def test_two_digits_after_the_sign_are_minutes(shown: Shown, keys: str, text: str) -> None:
    for key in keys:
        if key == "\r":
            pressed(shown.table, Key.Key_Return)
        else:
            typed(shown.table, key)
    assert (shown.text(0), shown.stored(0)) == (text, [])


def test_one_digit_after_the_sign_is_a_mark_once_the_cell_is_left(shown: Shown) -> None:
    typed(shown.table, "о5")
    assert (shown.text(0), shown.stored(0)) == ("о", []), "it may still become minutes"
    pressed(shown.table, Key.Key_Return)
    assert shown.text(0) == "о 5"
    typed(shown.table, "о4")
    shown.table.go((7, shown.today - 1))
    assert shown.text(1) == "о 4"


def test_escape_and_backspace_forget_digits_that_wait(shown: Shown) -> None:
    typed(shown.table, "о1")
    pressed(shown.table, Key.Key_Backspace)
    typed(shown.table, "20")
    assert shown.text(0) == "о20"
    pressed(shown.table, Key.Key_Return)
    typed(shown.table, "о3")
    pressed(shown.table, Key.Key_Escape)
    pressed(shown.table, Key.Key_Return)
    assert shown.text(1) == "о"


def test_more_than_a_lesson_is_refused_and_the_sign_stays(shown: Shown) -> None:
    typed(shown.table, "о46")
    assert isinstance(shown.refusals[-1], BadMinutesError)
    assert (shown.text(0), shown.stored(0)) == ("о", [])


@pytest.mark.parametrize(
    ("rule", "typing", "shown_minutes"), [("60", "о46", "о46"), ("60", "о61", "о"), ("40", "о41", "о")]
)
def test_how_late_somebody_may_be_is_the_schools_rule(
    shown: Shown, change: Callable[..., None], rule: str, typing: str, shown_minutes: str
) -> None:
    change(Setting("lesson_minutes", OFFICE, rule))
    typed(shown.table, typing)
    assert shown.text(0) == shown_minutes
    assert [type(each) for each in shown.refusals] == ([] if shown_minutes == typing else [BadMinutesError])


def test_pasted_and_filled_lateness_follows_the_schools_rule(shown: Shown, change: Callable[..., None]) -> None:
    change(Setting("lesson_minutes", OFFICE, "60"))
    QGuiApplication.clipboard().setText("о50\nо60")
    pressed(shown.table, Key.Key_V, modifiers=CTRL)
    assert shown.texts(2) == ["о50", "о60"]
    QGuiApplication.clipboard().setText("о61")
    pressed(shown.table, Key.Key_V, modifiers=CTRL)
    assert isinstance(shown.refusals[-1], UnknownPastedError)
    shown.table.go((2, shown.today))
    pressed(shown.table, Key.Key_E, modifiers=CTRL)
    field = find(shown, QLineEdit, "everybody_text")
    typed(field, "о55")
    pressed(field, Key.Key_Return)
    assert shown.text(3) == "о55"


def test_the_box_lets_minutes_be_as_many_as_the_school_says(shown: Shown, change: Callable[..., None]) -> None:
    typed(shown.table, "о20")
    for rule, most in (("60", 60), ("15", 20)):
        change(Setting("lesson_minutes", OFFICE, rule))
        pressed(shown.table, Key.Key_F2)
        minutes = shown.view.findChild(QSpinBox, "comment_minutes")
        assert minutes is not None
        assert (minutes.maximum(), minutes.value()) == (most, 20)
        pressed(minutes, Key.Key_Escape)


def test_in_a_run_digits_are_the_next_pupils(shown: Shown) -> None:
    pressed(shown.table, Key.Key_Return, modifiers=CTRL)
    typed(shown.table, "о45")
    assert shown.texts(3) == ["о", "4", "5"]


def test_f2_says_the_minutes_too_and_the_sign_again_takes_both_away(shown: Shown) -> None:
    typed(shown.table, "о")
    pressed(shown.table, Key.Key_F2)
    minutes = find(shown, QSpinBox, "comment_minutes")
    assert minutes.hasFocus()
    typed(minutes.lineEdit(), "12")
    pressed(minutes, Key.Key_Return)
    assert shown.text(0) == "о12"
    assert "на 12 минут" in line(shown)
    typed(shown.table, "о")
    assert shown.text(0) == ""


# re-taken marks


def test_a_mark_is_given_instead_of_the_cells_last_one(shown: Shown) -> None:
    typed(shown.table, "2=")
    value = find(shown, QLineEdit, "retake_value")
    assert value.hasFocus()
    typed(value, "4")
    pressed(value, Key.Key_Return)
    assert [(mark.value, mark.retaken) for mark in shown.page.cell(0, shown.today).marks] == [("2", True), ("4", False)]
    assert shown.table.hasFocus()
    assert "пересдано" in str(shown.table.marks.index(0, shown.today).data(Qt.ItemDataRole.ToolTipRole))
    shown.desk.undo()
    assert [(mark.value, mark.retaken) for mark in shown.page.cell(0, shown.today).marks] == [("2", False)]


def test_a_mark_of_another_lesson_can_be_chosen_and_its_cell_changes(shown: Shown) -> None:
    earlier = next(n for n in range(shown.today) if shown.page.cell(0, n).marks)
    old = shown.page.cell(0, earlier).marks[-1]
    pressed(shown.table, Key.Key_Equal)
    which = find(shown, QComboBox, "retake_old")
    which.setCurrentIndex(which.count() - 1)
    first = next(n for n in range(len(shown.page.lessons)) if shown.page.cell(0, n).marks)
    value = find(shown, QLineEdit, "retake_value")
    typed(value, "5")
    pressed(value, Key.Key_Return)
    assert shown.page.cell(0, first).marks[0].retaken
    assert shown.text(0) == "5"
    shown.desk.undo()
    assert not any(mark.retaken for mark in shown.page.cell(0, first).marks)
    assert old.id


def test_an_unknown_value_is_refused_and_escape_leaves(shown: Shown) -> None:
    typed(shown.table, "2=")
    value = find(shown, QLineEdit, "retake_value")
    typed(value, "8")
    pressed(value, Key.Key_Return)
    assert isinstance(shown.refusals[-1], UnknownMarkError)
    typed(shown.table, "=")
    pressed(value, Key.Key_Escape)
    assert shown.stored(0) == ["2"]


# comments


def test_a_comment_may_be_for_the_teacher_only(shown: Shown) -> None:
    typed(shown.table, "5")
    pressed(shown.table, Key.Key_F2)
    typed(find(shown, QLineEdit, "comment_text"), "Списал")
    private = find(shown, QCheckBox, "comment_private")
    pressed(find(shown, QLineEdit, "comment_text"), Key.Key_Tab)
    assert private.hasFocus()
    pressed(private, Key.Key_Space)
    shown.table.setFocus()
    mark = shown.page.cell(0, shown.today).marks[-1]
    assert (mark.comment, mark.comment_private) == ("Списал", True)
    assert "только для учителя" in str(shown.table.marks.index(0, shown.today).data(Qt.ItemDataRole.ToolTipRole))


# scales


def with_scale(change: Callable[..., None], name: str, scheme: str = "") -> None:
    scales = [MarkScale(name, OFFICE, name, scheme)] if scheme else []
    change(*scales, Subject(SubjectId("algebra"), OFFICE, "Алгебра", "Алгебра", name))


def test_pass_and_fail_are_one_key_each_in_both_layouts(shown: Shown, change: Callable[..., None]) -> None:
    with_scale(change, PASS_FAIL.name)
    for key in "зp+-":
        typed(shown.table, key)
        pressed(shown.table, Key.Key_Return)
    assert shown.texts(4) == ["зач", "зач", "зач", "незач"]
    typed(shown.table, "5")
    assert isinstance(shown.refusals[-1], UnknownMarkError)


def ten(change: Callable[..., None]) -> None:
    with_scale(change, "ten", scale_text(point_scale("ten", 10, five=9, four=7, three=5)))


def test_points_that_may_become_longer_wait_for_the_next_key(shown: Shown, change: Callable[..., None]) -> None:
    ten(change)
    typed(shown.table, "7")
    assert shown.text(0) == "7", "no value of the scale begins with 7 and is longer"
    typed(shown.table, "1")
    assert (shown.text(0), shown.stored(0)) == ("7", ["7"])
    typed(shown.table, "0")
    assert shown.text(0) == "10"
    pressed(shown.table, Key.Key_Return)
    typed(shown.table, "1")
    pressed(shown.table, Key.Key_Tab)
    assert shown.text(1) == "1"


def test_points_are_forgotten_by_escape_and_written_when_the_page_is_left(
    shown: Shown, change: Callable[..., None]
) -> None:
    ten(change)
    typed(shown.table, "1")
    pressed(shown.table, Key.Key_Escape)
    pressed(shown.table, Key.Key_Down)
    assert shown.texts(2) == ["", ""]
    typed(shown.table, "1")
    find(shown, QLineEdit, "journal_find").setFocus()
    assert shown.text(1) == "1"


def test_a_number_beyond_the_scale_is_refused_and_the_old_one_stays(shown: Shown, change: Callable[..., None]) -> None:
    ten(change)
    typed(shown.table, "812")
    (refused,) = shown.refusals
    assert isinstance(refused, UnknownMarkError)
    assert (refused.text, refused.known, shown.stored(0)) == ("12", "10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0", ["8"])


def test_a_run_goes_on_with_points_and_enter_ends_one_that_waits(shown: Shown, change: Callable[..., None]) -> None:
    ten(change)
    pressed(shown.table, Key.Key_Return, modifiers=CTRL)
    typed(shown.table, "81")
    pressed(shown.table, Key.Key_Return)
    typed(shown.table, "109")
    assert shown.texts(5) == ["8", "1", "10", "9", ""]


def test_a_slash_gives_one_more_and_averages_go_by_the_scale(shown: Shown, change: Callable[..., None]) -> None:
    ten(change)
    typed(shown.table, "9/10")
    assert shown.stored(0) == ["9", "10"]
    pressed(shown.table, Key.Key_Down, modifiers=SHIFT)
    assert line(shown) == "2 отметки   ·   средний 5,00   ·   10 — 1,  9 — 1"


def test_pasting_and_everybody_go_by_the_scale(shown: Shown, change: Callable[..., None]) -> None:
    ten(change)
    QGuiApplication.clipboard().setText("10\n9/8\nн")
    pressed(shown.table, Key.Key_V, modifiers=CTRL)
    assert shown.texts(3) == ["10", "9/8", "н"]
    pressed(shown.table, Key.Key_E, modifiers=CTRL)
    field = find(shown, QLineEdit, "everybody_text")
    typed(field, "10")
    pressed(field, Key.Key_Return)
    assert shown.text(27) == "10"


def test_letters_that_are_signs_too_are_signs_first(shown: Shown, change: Callable[..., None]) -> None:
    with_scale(change, "words", "хор=4 плохо=2")
    typed(shown.table, "хор")
    assert shown.text(0) == "хор"
    pressed(shown.table, Key.Key_Return)
    typed(shown.table, "о")
    assert shown.text(1) == "о"


def test_a_class_without_marks_shows_no_averages_and_no_results(qtbot: QtBot, shown: Shown, store: Store) -> None:
    FeedOf(store).send(Setting("unmarked_grades", OFFICE, "7"))
    view = JournalView(shown.desk, ALGEBRA, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    corner = view.findChild(QWidget, "journal_corner")
    assert corner is not None
    assert [label.text() for label in corner.findChildren(QLabel)] == ["Ученик"]
    finals = view.findChild(QToolButton, "journal_finals")
    assert finals is not None
    assert finals.isHidden()


def test_results_of_a_subject_without_fives_are_passes(qtbot: QtBot, shown: Shown, change: Callable[..., None]) -> None:
    with_scale(change, PASS_FAIL.name)
    typed(shown.table, "з")
    view = FinalsView(shown.desk, ALGEBRA, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    table = view.findChild(FinalsTable)
    assert table is not None
    period = shown.desk.page(read_finals, ALGEBRA, today=TODAY).periods[1]
    table.go((0, 1))
    typed(table, "з")
    cell = shown.desk.page(read_finals, ALGEBRA, today=TODAY).cells[shown.page.pupils[0].id, period.id]
    assert (cell.proposed, cell.value) == ("зач", "зач")
