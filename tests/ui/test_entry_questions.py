"""What the page asks about an entry, by the keyboard: nothing is modal, nothing is written before the answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from sqlalchemy import select

from app.domain.records import Holiday, Membership
from app.domain.regulations import Setting
from app.errors import NotMemberError, UnmarkedClassError
from app.ids import GroupId, OperationId
from app.store.tables import mark
from app.store.unit import Store
from tests.builders import FeedOf
from tests.ui.conftest import Shown
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import BEGINS, TODAY, pupil_id
from ui.journal.reason_box import ReasonBox
from ui.widgets.elided_label import ElidedLabel

Key = Qt.Key
OFFICE = OperationId("office")
OLD = 6
"""Columns back: more than a week."""


def question(shown: Shown) -> str:
    found = shown.view.findChild(QLabel, "journal_question")
    assert found is not None
    return found.text() if found.isVisible() else ""


def reason_field(shown: Shown) -> QLineEdit:
    found = shown.view.findChild(QComboBox, "reason_text")
    assert found is not None
    edit = found.lineEdit()
    assert edit is not None
    return edit


def reason_box(shown: Shown) -> ReasonBox:
    found = shown.view.findChild(ReasonBox)
    assert found is not None
    return found


def old_mark(shown: Shown) -> tuple[int, int]:
    """Return the first cell of an old lesson that has one mark and no sign."""
    column = shown.today - OLD
    rows = range(len(shown.page.pupils))
    cells = ((row, shown.page.cell(row, column)) for row in rows)
    return next(row for row, cell in cells if len(cell.marks) == 1 and not cell.absence), column


def other_value(shown: Shown, place: tuple[int, int]) -> str:
    return "4" if shown.text(*place) != "4" else "3"


@pytest.fixture
def change(shown: Shown, store: Store) -> Callable[..., None]:
    """Let the office change its records."""

    def change(*rows: object) -> None:
        FeedOf(store).send(*rows)  # type: ignore[arg-type]  # records
        from app.changes import Changes  # noqa: PLC0415 (only this fixture announces)

        shown.desk.announce(Changes(school=True))

    return change


def test_a_late_correction_waits_in_the_box_until_the_reason_is_given(shown: Shown, store: Store) -> None:
    place = old_mark(shown)
    before, value = shown.text(*place), other_value(shown, place)
    shown.table.go(place)
    typed(shown.table, value)
    assert shown.text(*place) == before, "nothing is written yet"
    assert reason_field(shown).hasFocus()
    typed(reason_field(shown), "Ошибка при вводе")
    pressed(reason_field(shown), Key.Key_Return)
    assert shown.text(*place) == value
    assert shown.table.hasFocus()
    with store.reading() as unit:
        reasons = unit.connection.execute(select(mark.c.reason).where(mark.c.reason != "")).scalars().all()
    assert list(reasons) == ["Ошибка при вводе"]
    shown.desk.undo()
    assert shown.text(*place) == before


def test_escape_forgets_it_and_a_reason_of_spaces_is_none(shown: Shown) -> None:
    place = old_mark(shown)
    before = shown.text(*place)
    shown.table.go(place)
    typed(shown.table, other_value(shown, place))
    typed(reason_field(shown), "  ")
    pressed(reason_field(shown), Key.Key_Return)
    assert (shown.text(*place), reason_box(shown).isVisible()) == (before, True)
    pressed(reason_field(shown), Key.Key_Escape)
    assert not reason_box(shown).isVisible()
    assert (shown.text(*place), shown.table.hasFocus()) == (before, True)


def test_typing_goes_on_and_several_corrections_take_one_reason_and_one_step(shown: Shown) -> None:
    first = old_mark(shown)
    second = (first[0] + 1, first[1])
    shown.table.go(first)
    typed(shown.table, "5" if shown.text(*first) != "5" else "4")
    shown.table.setFocus()
    shown.table.go((0, shown.today))
    typed(shown.table, "5")
    assert shown.text(0) == "5", "the page is alive while the box waits"
    before = shown.text(*first), shown.text(*second)
    shown.table.go(first)
    typed(shown.table, "3" if shown.text(*first) != "3" else "2")
    typed(reason_field(shown), "Пересчёт")
    pressed(reason_field(shown), Key.Key_Return)
    assert shown.text(*first) in {"2", "3"}, "the later value counts"
    shown.desk.undo()
    assert (shown.text(*first), shown.text(*second)) == before


def test_the_last_reasons_are_offered(shown: Shown) -> None:
    place = old_mark(shown)
    shown.table.go(place)
    typed(shown.table, other_value(shown, place))
    typed(reason_field(shown), "Апелляция")
    pressed(reason_field(shown), Key.Key_Return)
    typed(shown.table, "2" if shown.text(*place) != "2" else "5")
    pressed(reason_field(shown), Key.Key_Down)
    assert reason_field(shown).text() == "Апелляция"


def test_a_new_mark_for_an_old_lesson_asks_for_nothing(shown: Shown) -> None:
    column = shown.today - OLD
    row = next(row for row in range(28) if not shown.text(row, column))
    shown.table.go((row, column))
    typed(shown.table, "5")
    asked = [box for box in shown.view.findChildren(ReasonBox) if box.isVisible()]
    assert (shown.text(row, column), asked) == ("5", [])


def test_a_mark_beside_an_absence_is_written_by_the_same_key_again(shown: Shown) -> None:
    typed(shown.table, "н5")
    assert (shown.text(0), shown.stored(0)) == ("н", [])
    assert question(shown).startswith("Отметка и пропуск урока")
    typed(shown.table, "5")
    assert (shown.text(0), question(shown)) == ("н 5", "")
    typed(shown.table, "4")
    assert (shown.text(0), question(shown)) == ("н 4", ""), "nobody is asked again"


def test_enter_confirms_and_the_caret_stays_and_another_key_goes_on_without_it(shown: Shown) -> None:
    typed(shown.table, "н5")
    pressed(shown.table, Key.Key_Return)
    assert (shown.text(0), shown.table.caret) == ("н 5", (0, shown.today))
    pressed(shown.table, Key.Key_Return)
    typed(shown.table, "б5")
    pressed(shown.table, Key.Key_Escape)
    assert (shown.text(1), question(shown)) == ("б", "")
    typed(shown.table, "5")
    pressed(shown.table, Key.Key_Down)
    assert (shown.text(1), question(shown)) == ("б", "")


def test_another_digit_asks_about_itself(shown: Shown) -> None:
    typed(shown.table, "н54")
    assert shown.text(0) == "н"
    typed(shown.table, "4")
    assert shown.text(0) == "н 4"


def test_a_sign_over_a_mark_asks_too_and_a_late_pupil_does_not(shown: Shown) -> None:
    typed(shown.table, "5н")
    assert (shown.text(0), bool(question(shown))) == ("5", True)
    typed(shown.table, "н")
    assert shown.text(0) == "н 5"
    pressed(shown.table, Key.Key_Return)
    typed(shown.table, "5о")
    assert (shown.text(1), question(shown)) == ("о 5", "")


def test_in_a_run_the_confirmation_leads_on(shown: Shown) -> None:
    typed(shown.table, "н")
    pressed(shown.table, Key.Key_Return, modifiers=CTRL)
    typed(shown.table, "5")
    assert shown.table.caret == (0, shown.today)
    typed(shown.table, "54")
    assert shown.texts(3) == ["н 5", "4", ""]


def test_a_pasted_block_with_both_is_asked_about_once(shown: Shown) -> None:
    QGuiApplication.clipboard().setText("н 5\n4\nб 3")
    pressed(shown.table, Key.Key_V, modifiers=CTRL)
    assert shown.texts(3) == ["", "", ""]
    pressed(shown.table, Key.Key_Return)
    assert shown.texts(3) == ["н 5", "4", "б 3"]
    shown.desk.undo()
    assert shown.texts(3) == ["", "", ""]


def test_a_lesson_to_come_is_asked_about_once_for_the_lesson(shown: Shown) -> None:
    column = shown.today + 1
    shown.table.go((0, column))
    typed(shown.table, "5")
    assert (shown.text(0, column), question(shown)[:12]) == ("", "По дате этог")
    typed(shown.table, "5")
    pressed(shown.table, Key.Key_Return)
    typed(shown.table, "4")
    assert [shown.text(row, column) for row in (0, 1)] == ["5", "4"]


def test_everybody_on_a_holiday_is_asked_about_once(shown: Shown, change: Callable[..., None]) -> None:
    change(Holiday("extra", OFFICE, "Карантин", TODAY, TODAY))
    pressed(shown.table, Key.Key_E, modifiers=CTRL)
    field = shown.view.findChild(QLineEdit, "everybody_text")
    assert field is not None
    typed(field, "5")
    pressed(field, Key.Key_Return)
    assert "Карантин" in question(shown)
    pressed(shown.table, Key.Key_Return)
    assert shown.texts(28) == ["5"] * 28


def test_a_cell_of_a_day_without_membership_is_shown_and_refused(shown: Shown, change: Callable[..., None]) -> None:
    came = TODAY + timedelta(days=1)
    change(Membership(f"m-{pupil_id(2)}", OFFICE, GroupId("7Б"), pupil_id(2), came, None))
    model = shown.table.marks
    assert [model.is_outside(2, column) for column in (shown.today, shown.today + 1)] == [True, False]
    assert not model.is_outside(1, shown.today)
    shown.table.go((2, shown.today))
    typed(shown.table, "5")
    assert isinstance(shown.refusals[-1], NotMemberError)
    assert shown.text(2) == ""


def test_everybody_leaves_out_who_was_not_in_the_group(shown: Shown, change: Callable[..., None]) -> None:
    change(Membership(f"m-{pupil_id(2)}", OFFICE, GroupId("7Б"), pupil_id(2), BEGINS, TODAY - timedelta(days=1)))
    pressed(shown.table, Key.Key_E, modifiers=CTRL)
    field = shown.view.findChild(QLineEdit, "everybody_text")
    assert field is not None
    typed(field, "5")
    pressed(field, Key.Key_Return)
    assert shown.texts(4) == ["5", "5", "", "5"]
    assert shown.refusals == []


def test_a_class_without_marks_takes_signs_and_refuses_digits(shown: Shown, change: Callable[..., None]) -> None:
    change(Setting("unmarked_grades", OFFICE, "7"))
    typed(shown.table, "5")
    assert isinstance(shown.refusals[-1], UnmarkedClassError)
    typed(shown.table, "н")
    assert shown.text(0) == "н"


def line(shown: Shown) -> str:
    found = shown.view.findChild(ElidedLabel, "journal_selection")
    assert found is not None
    return found.text()


@pytest.mark.parametrize(
    ("late", "words"),
    [("held", "эту решит завуч"), ("marked", "будет отмечена как поздняя")],
)
def test_the_page_says_beforehand_what_becomes_of_a_late_entry(
    shown: Shown, change: Callable[..., None], late: str, words: str
) -> None:
    change(Setting("correction_days", OFFICE, "3"), Setting("late_entry", OFFICE, late))
    assert "срок записей" not in line(shown)
    shown.table.go((0, shown.today - OLD))
    assert words in line(shown)
    column = shown.today - OLD
    row = next(row for row in range(28) if not shown.text(row, column))
    shown.table.go((row, column))
    typed(shown.table, "5")
    assert shown.text(row, column) == "5", "typing always works"


def test_shift_selection_then_delete_of_old_marks_asks_once(shown: Shown) -> None:
    place = old_mark(shown)
    shown.table.go(place)
    pressed(shown.table, Key.Key_Down, modifiers=SHIFT)
    pressed(shown.table, Key.Key_Delete)
    assert reason_box(shown).isVisible()
    typed(reason_field(shown), "Не тот класс")
    pressed(reason_field(shown), Key.Key_Return)
    assert shown.text(*place) == ""
