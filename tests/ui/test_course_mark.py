"""«Итоги» of an eleventh class by keys: the final mark from both years, its reason, what is missing of the tenth."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.earlier_marks import NOT_GIVEN, EarlierMark, earlier_mark_id
from app.domain.periods import YEAR, final_mark_id
from app.domain.records import NEVER, FinalMark, Journal, SchoolClass, Term
from app.ids import SubjectId
from app.services.finals import read_finals
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf
from tests.small_school import ANNA
from tests.ui.keyboard import CTRL, pressed, typed
from tests.ui.shown_school import ALGEBRA, BEGINS, ENDS, TODAY
from tests.ui.test_finals_page import CLASS, Page, opened
from ui.desk import Desk

Key = Qt.Key
FINAL_COLUMN = 4
"""Behind two half-years, the year and the exam."""


def subject_of(store: Store) -> SubjectId:
    """Return the journal's subject."""
    with store.reading() as unit:
        found = read(unit.connection, Journal, ALGEBRA)
    assert found is not None
    return found.subject


def both_years(store: Store) -> Iterator[object]:
    """Yield two half-years and marks of three pupils.

    The first: tenth 3, 3, 3, eleventh 3, 4, 4: 20 / 6 = 3.33, a «3». The second: tenth 4, 4, 4, eleventh 4, 5, 5:
    26 / 6 = 4.33, a «4». Of the third's tenth class only the year is known.
    """
    with store.reading() as unit:
        pupils = [each.id for each in read_finals(unit, ALGEBRA, today=TODAY).pupils]
    middle = TODAY.replace(month=12, day=30)
    yield SchoolClass(CLASS, NEVER, 11, "Б", 1, ANNA)
    for n in range(1, 5):
        yield Term(f"t{n}", NEVER, "Четверть", n, 1, 9, BEGINS, ENDS)
    yield Term("h1", NEVER, "I полугодие", 1, 10, 11, BEGINS, middle)
    yield Term("h2", NEVER, "II полугодие", 2, 10, 11, middle.replace(year=2027, month=1, day=11), ENDS)
    subject = subject_of(store)
    for who, tenth, eleventh in zip(pupils, ("333", "444", "  5"), ("344", "455", "555"), strict=False):
        for period, value in zip(("1", "2", YEAR), tenth, strict=True):
            if value.strip():
                yield EarlierMark(
                    earlier_mark_id(who, subject, period), NEVER, who, subject, 2025, period, value, "10Б"
                )
        for period, value in zip(("h1", "h2", YEAR), eleventh, strict=True):
            yield FinalMark(final_mark_id(ALGEBRA, who, period), NEVER, ALGEBRA, who, period, value, "", "", ANNA)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, store: Store) -> Page:
    FeedOf(store).send(*both_years(store))  # type: ignore[arg-type]  # records
    return opened(qtbot, desk, FINAL_COLUMN)


def test_enter_sets_what_both_years_propose(page: Page) -> None:
    assert page.proposed(3, FINAL_COLUMN) == ["3", "4", None]
    pressed(page.table, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert page.texts(3, FINAL_COLUMN) == ["3", "4", ""]
    assert page.refusals == []


def test_a_mark_far_from_both_years_asks_for_its_reason_and_a_near_one_does_not(page: Page) -> None:
    typed(page.table, "4")
    assert page.texts(1, FINAL_COLUMN) == ["4"]
    typed(page.table, "5")
    assert page.reason.hasFocus()
    assert page.label("ask_title").endswith("Итоговая: 5")
    typed(page.reason, "Педсовет")
    pressed(page.reason, Key.Key_Return)
    assert (page.cell(0, FINAL_COLUMN).value, page.cell(0, FINAL_COLUMN).reason) == ("5", "Педсовет")


def test_where_marks_of_the_tenth_are_missing_it_is_typed_without_a_reason(page: Page) -> None:
    page.table.go((2, FINAL_COLUMN))
    typed(page.table, "4")
    assert page.texts(3, FINAL_COLUMN)[2] == "4"
    assert not page.reason.isVisible()


def test_why_shows_all_six_marks_with_the_arithmetic(page: Page, qtbot: QtBot) -> None:
    pressed(page.table, Key.Key_F1, modifiers=CTRL)
    qtbot.waitUntil(lambda: "Из каких отметок" in page.why)
    lines = page.why.splitlines()
    begin = lines.index("10 класс")
    shown = [line for line in lines[begin:] if line]
    assert shown[:14] == [
        *("10 класс", "I полугодие", "3", "II полугодие", "3", "Год", "3"),
        *("11 класс", "I полугодие", "3", "II полугодие", "4", "Год", "4"),
    ]
    assert shown[14] == "(3 + 3 + 3 + 3 + 4 + 4) : 6 = 3,333333… ≈ 3,33"
    assert "3,33" in lines[2]
    assert "предложено: 3" in page.why


def test_why_says_which_marks_of_the_tenth_are_missing_and_who_can_enter_them(page: Page, qtbot: QtBot) -> None:
    pressed(page.table, Key.Key_F1, modifiers=CTRL)
    page.table.go((2, FINAL_COLUMN))
    qtbot.waitUntil(lambda: "Не внесены за 10 класс" in page.why)
    assert "Не внесены за 10 класс: I полугодие, II полугодие. Их может внести канцелярия школы." in page.why
    assert "Пока известны не все, итоговая не предлагается, и причина не нужна." in page.why
    assert "≈" not in page.why


def test_what_was_not_taught_is_said_and_not_counted(page: Page, store: Store, qtbot: QtBot) -> None:
    who, subject = page.desk.page(read_finals, ALGEBRA, today=TODAY).pupils[0].id, subject_of(store)
    key = earlier_mark_id(who, subject, "1")
    FeedOf(store).send(EarlierMark(key, NEVER, who, subject, 2025, "1", NOT_GIVEN, "10Б"))
    page.desk.announce(Changes(school=True))
    pressed(page.table, Key.Key_F1, modifiers=CTRL)
    qtbot.waitUntil(lambda: "не изучался" in page.why)
    assert "(3 + 3 + 3 + 4 + 4) : 5 = 3,4\n" in page.why
    assert "предложено: 3" in page.why


def test_marks_of_the_tenth_that_arrive_propose_at_once(page: Page, store: Store) -> None:
    page.table.go((2, FINAL_COLUMN))
    who, subject = page.desk.page(read_finals, ALGEBRA, today=TODAY).pupils[2].id, subject_of(store)
    FeedOf(store).send(
        *(EarlierMark(earlier_mark_id(who, subject, each), NEVER, who, subject, 2025, each, "4", "x") for each in "12")
    )
    page.desk.announce(Changes(school=True))
    pressed(page.table, Key.Key_Return)
    assert page.texts(3, FINAL_COLUMN)[2] == "5"  # (4 + 4 + 5 + 5 + 5 + 5) / 6 = 28 / 6 = 4.67
