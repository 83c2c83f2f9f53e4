"""Remarks and praise: written at a lesson or for a day, taken back, and read by lesson and by class."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.classroom import DiaryRead
from app.domain.pages import Standing
from app.domain.remarks import ShownRemark
from app.errors import EmptyTextError, NoLessonsError, TooLongError
from app.ids import OperationId
from app.services.remarks import (
    add_remark,
    add_remark_of_day,
    read_remarks_of_class,
    read_remarks_of_lesson,
    take_back_remark,
)
from app.services.undoing import revert
from app.store.applying import change_of
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.small_class import ABRAMOV, BELOVA, CLASS, E2_MON, H_MON, H_TUE, HISTORY, MONDAY, TUESDAY, small_class


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=tuple(small_class()))
    yield opened
    opened.close()


def write(store: Store, text: str, day: date = MONDAY, *, praise: bool = False) -> None:
    with store.unit() as unit:
        add_remark_of_day(unit, school_class=CLASS, pupil=BELOVA, day=day, praise=praise, text=text)


def of_class(store: Store) -> tuple[ShownRemark, ...]:
    with store.reading() as unit:
        return read_remarks_of_class(unit, CLASS)


def test_a_remark_of_a_day_stands_at_its_first_lesson(store: Store) -> None:
    write(store, "  Без формы ")
    (found,) = of_class(store)
    assert (found.text, found.lesson, found.subject, found.praise) == ("Без формы", H_MON, "История", False)
    assert (found.pupil_name, found.is_mine, found.standing) == ("Белова И", True, Standing.WAITING)
    FeedOf(store).apply_all()
    assert of_class(store)[0].standing is Standing.SENT


def test_the_class_is_told_the_latest_first_and_a_lesson_only_its_own(store: Store) -> None:
    write(store, "первое")
    write(store, "второе", TUESDAY, praise=True)
    with store.unit() as unit:
        add_remark(unit, lesson=E2_MON, pupil=BELOVA, praise=False, text="третье")
    assert [each.text for each in of_class(store)] == ["второе", "третье", "первое"]
    with store.reading() as unit:
        assert [each.text for each in read_remarks_of_lesson(unit, H_TUE)] == ["второе"]


def test_what_was_taken_back_is_gone_until_undo(store: Store) -> None:
    write(store, "зря")
    with store.unit() as unit:
        changes = take_back_remark(unit, remark=of_class(store)[0].id)
    assert of_class(store) == ()
    with store.unit() as unit:
        revert(unit, steps=changes.recorded)
    assert [each.text for each in of_class(store)] == ["зря"]


def test_a_remark_says_something_and_has_a_lesson(store: Store) -> None:
    with pytest.raises(EmptyTextError):
        write(store, "  ")
    with pytest.raises(NoLessonsError):
        write(store, "в субботу", date(2026, 9, 12))
    with pytest.raises(TooLongError):
        write(store, "я" * 5_000)
    assert of_class(store) == ()


def test_a_remark_touches_the_pupils_cell(store: Store) -> None:
    with store.unit() as unit:
        changes = add_remark(unit, lesson=H_MON, pupil=ABRAMOV, praise=True, text="Молодец")
    assert [(cell.journal, cell.pupil, cell.lesson) for cell in changes.cells] == [(HISTORY, ABRAMOV, H_MON)]


def test_a_remark_that_the_family_has_read_says_when(store: Store) -> None:
    write(store, "Без формы")
    write(store, "второе", TUESDAY)
    feed = FeedOf(store)
    feed.apply_all()
    remark = of_class(store)[1]
    assert remark.read == ""
    when = "2026-11-24T10:00:00+00:00"
    rows = (
        DiaryRead("r1", OperationId("r1"), HISTORY, BELOVA, "remark", remark.id, when),
        DiaryRead("r2", OperationId("r2"), HISTORY, ABRAMOV, "remark", of_class(store)[0].id, when),
        DiaryRead("r3", OperationId("r3"), HISTORY, BELOVA, "week", of_class(store)[0].id, when),
    )
    feed.send(*rows)
    assert change_of(None, rows[0]), "the class desk draws its list anew"
    assert [each.read for each in of_class(store)] == ["", when]
