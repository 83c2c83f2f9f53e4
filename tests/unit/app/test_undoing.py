"""Undo and redo are operations: they travel, and never take back what somebody else has written."""

import pytest
from msgspec.structs import replace

from app.changes import Changes, Recorded
from app.domain.attendance import Absence
from app.domain.entries import parse_entry
from app.domain.records import Mark
from app.errors import ChangedSinceError
from app.ids import OperationId
from app.services.attending import set_absence
from app.services.lessons import set_homework, set_topic
from app.services.marking import CellEntry, clear_cells, comment_mark, enter_cells, put_mark
from app.services.undoing import revert
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, a_page, unsent
from tests.small_school import BORIS, LESSONS, PUPILS

IVANOV, MONDAY = PUPILS[0], LESSONS[0]
Steps = tuple[Recorded, ...]


def put(store: Store, value: str) -> Steps:
    with store.unit() as unit:
        return put_mark(unit, pupil=IVANOV, lesson=MONDAY, value=value, seen=a_cell(store)).recorded


def back(store: Store, steps: Steps) -> Steps:
    with store.unit() as unit:
        return revert(unit, steps=steps).recorded


def values(store: Store) -> list[str]:
    return [mark.value for mark in a_cell(store).marks]


def test_steps_are_undone_and_done_again_in_turn(store: Store) -> None:
    done = [put(store, "5"), put(store, "4"), put(store, "3")]
    undone = []
    for wanted in (["4"], ["5"], []):
        undone.append(back(store, done.pop()))
        assert values(store) == wanted
    for wanted in (["5"], ["4"], ["3"]):
        back(store, undone.pop())
        assert values(store) == wanted
    assert unsent(store) == 9


def test_clearing_a_whole_cell_is_one_step(store: Store) -> None:
    put(store, "5")
    with store.unit() as unit:
        set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=Absence.LATE, minutes=7, seen=a_cell(store))
    with store.unit() as unit:
        cleared = clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))]).recorded
    redo = back(store, cleared)
    shown = a_cell(store)
    assert (values(store), shown.absence, shown.minutes) == (["5"], Absence.LATE, 7)
    back(store, redo)
    assert (values(store), a_cell(store).absence) == ([], Absence.PRESENT)


def test_a_pasted_column_is_one_step(store: Store) -> None:
    entries = [CellEntry(pupil, MONDAY, a_cell(store, pupil), parse_entry("5")) for pupil in PUPILS]
    with store.unit() as unit:
        pasted = enter_cells(unit, entries=entries).recorded
    assert len(pasted) == len(PUPILS)
    back(store, pasted)
    assert all(not cell.marks for cell in a_page(store).cells.values())


def test_topic_homework_and_comment_are_taken_back(store: Store) -> None:
    put(store, "5")
    (mark,) = a_cell(store).marks
    with store.unit() as unit:
        steps = (
            *set_topic(unit, lesson=MONDAY, topic="Степени", base=OperationId("")).recorded,
            *set_homework(unit, lesson=MONDAY, homework="№ 5", base=OperationId("")).recorded,
            *comment_mark(unit, mark=mark.id, comment="Молодец", base=mark.comment_token).recorded,
        )
    back(store, steps)
    column = a_page(store).lessons[0]
    assert (column.topic, column.homework, a_cell(store).marks[0].comment) == ("", "", "")


def test_what_somebody_changed_since_is_not_undone(store: Store, feed: FeedOf) -> None:
    done = put(store, "5")
    feed.apply_all()
    with store.reading() as unit:
        mark = read(unit.connection, Mark, done[0].after.id)
    assert mark
    feed.send(replace(mark, value="3", token=OperationId("boris"), author=BORIS))
    with pytest.raises(ChangedSinceError):
        back(store, done)
    assert values(store) == ["3"]
    assert unsent(store) == 0


def test_nothing_done_is_no_step(store: Store) -> None:
    put(store, "5")
    assert put(store, "5") == Changes().recorded == ()
