"""Marks: what a key press writes, what it refuses, and that it waits for the portal in the same transaction (I1)."""

from decimal import Decimal

import pytest

from app.domain.attendance import Absence
from app.domain.entries import parse_entry
from app.domain.pages import ShownCell, Standing
from app.domain.records import NEVER, Work, WorkType
from app.errors import ChangedSinceError, UnknownMarkError
from app.ids import LessonId, OperationId, WorkId, WorkTypeId
from app.services.attending import set_absence
from app.services.marking import CellEntry, add_mark, clear_cells, comment_mark, enter_cells, put_mark
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, a_page, unsent
from tests.small_school import ALGEBRA, LESSONS, PUPILS

IVANOV, MONDAY = PUPILS[0], LESSONS[0]


def put(store: Store, value: str, lesson: LessonId = MONDAY) -> None:
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=lesson, value=value, seen=a_cell(store, IVANOV, lesson))


def values(store: Store) -> list[str]:
    return [mark.value for mark in a_cell(store).marks]


def test_a_digit_gives_a_mark_that_waits_for_the_portal(store: Store) -> None:
    put(store, "5")
    (mark,) = a_cell(store).marks
    assert (mark.value, mark.standing, mark.weight) == ("5", Standing.WAITING, 1)
    assert unsent(store) == 1


def test_a_digit_over_a_mark_changes_it(store: Store) -> None:
    put(store, "5")
    put(store, "4")
    assert values(store) == ["4"]
    assert unsent(store) == 2


def test_the_same_digit_again_writes_nothing(store: Store) -> None:
    put(store, "5")
    put(store, "5")
    assert unsent(store) == 1


def test_one_more_mark_stands_beside_the_first(store: Store) -> None:
    put(store, "5")
    with store.unit() as unit:
        add_mark(unit, pupil=IVANOV, lesson=MONDAY, value="3", seen=a_cell(store))
    assert values(store) == ["5", "3"]


@pytest.mark.parametrize("typed", ["6", "0", "x", "", "5-", "٥"])
def test_what_is_no_mark_is_refused_and_nothing_is_written(store: Store, typed: str) -> None:
    put(store, "4")
    with pytest.raises(UnknownMarkError):
        put(store, typed)
    assert (values(store), unsent(store)) == (["4"], 1)


def test_clearing_takes_back_marks_and_the_sign(store: Store) -> None:
    put(store, "5")
    with store.unit() as unit:
        add_mark(unit, pupil=IVANOV, lesson=MONDAY, value="3", seen=a_cell(store))
        set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=Absence.LATE, seen=ShownCell())
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))])
    shown = a_cell(store)
    assert (shown.marks, shown.absence) == ((), Absence.PRESENT)


def test_a_mark_that_somebody_changed_meanwhile_is_not_overwritten(store: Store, feed: FeedOf) -> None:
    put(store, "5")
    feed.apply_all()
    seen = a_cell(store)
    put(store, "4")
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=MONDAY, value="2", seen=seen)
    assert values(store) == ["4"]


def test_a_column_is_entered_as_a_whole_or_not_at_all(store: Store) -> None:
    put(store, "5")
    stale = a_cell(store)
    put(store, "4")
    entries = [
        CellEntry(PUPILS[1], MONDAY, ShownCell(), parse_entry("5")),
        CellEntry(IVANOV, MONDAY, stale, parse_entry("2")),
    ]
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        enter_cells(unit, entries=entries)
    assert a_cell(store, PUPILS[1]).marks == ()
    assert unsent(store) == 2


def test_an_entered_cell_holds_what_was_typed_and_no_more(store: Store) -> None:
    put(store, "5")
    for text, marks, absence in (
        ("О 4/3", ["4", "3"], Absence.LATE),
        ("2", ["2"], Absence.PRESENT),
        ("", ["2"], Absence.PRESENT),
        ("н", [], Absence.ABSENT),
    ):
        with store.unit() as unit:
            enter_cells(unit, entries=[CellEntry(IVANOV, MONDAY, a_cell(store), parse_entry(text))])
        assert (values(store), a_cell(store).absence) == (marks, absence)


def test_marks_are_for_the_lessons_works_in_turn(store: Store, feed: FeedOf) -> None:
    control = WorkTypeId("control")
    feed.send(
        WorkType(control, NEVER, "Контрольная", "к", 4, "#c0503f", 1),
        Work(WorkId("one"), NEVER, ALGEBRA, MONDAY, control, "", 4),
        Work(WorkId("two"), NEVER, ALGEBRA, MONDAY, control, "", 2),
    )
    put(store, "5")
    for value in ("4", "3"):
        with store.unit() as unit:
            add_mark(unit, pupil=IVANOV, lesson=MONDAY, value=value, seen=a_cell(store))
    assert [(mark.work, mark.weight) for mark in a_cell(store).marks] == [("one", 4), ("two", 2), ("two", 2)]
    assert a_page(store).averages[IVANOV] == Decimal("4.25")


def test_a_comment_is_kept_beside_its_mark(store: Store) -> None:
    put(store, "5")
    (mark,) = a_cell(store).marks
    with store.unit() as unit:
        comment_mark(unit, mark=mark.id, comment=" Молодец! ", base=mark.comment_token)
    assert a_cell(store).marks[0].comment == "Молодец!"
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        comment_mark(unit, mark=mark.id, comment="Иначе", base=OperationId(""))
