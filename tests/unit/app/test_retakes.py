"""A mark instead of another one: in one cell or two, counted by the school's rule, undone as one step; and comments."""

from decimal import Decimal

import pytest

from app.changes import Cell, Changes
from app.domain.counting import Counting
from app.domain.pages import ShownMark
from app.domain.records import Mark
from app.domain.regulations import Setting
from app.errors import NoSuchThingError
from app.ids import LessonId, MarkId, OperationId
from app.services.finals import read_explanation
from app.services.marking import clear_cells, comment_mark, put_mark, retake_mark
from app.services.reading import read_cells
from app.services.undoing import revert
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, a_page
from tests.small_school import ALGEBRA, ANNA, ENDS, LESSONS, PUPILS, WHOLE_YEAR

IVANOV, MONDAY, LATER = PUPILS[0], LESSONS[0], LESSONS[9]


def put(store: Store, value: str, lesson: LessonId = MONDAY) -> ShownMark:
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=lesson, value=value, seen=a_cell(store, lesson=lesson))
    return a_cell(store, lesson=lesson).marks[-1]


def retake(store: Store, old: MarkId, value: str, lesson: LessonId = MONDAY) -> Changes:
    with store.unit() as unit:
        return retake_mark(unit, pupil=IVANOV, lesson=lesson, value=value, old=old, seen=a_cell(store, lesson=lesson))


def shown(store: Store, lesson: LessonId = MONDAY) -> list[tuple[str, bool]]:
    return [(mark.value, mark.retaken) for mark in a_cell(store, lesson=lesson).marks]


def test_the_old_mark_stays_and_no_longer_counts(store: Store) -> None:
    old = put(store, "2")
    retake(store, old.id, "5")
    assert shown(store) == [("2", True), ("5", False)]
    assert a_page(store).averages[IVANOV] == Decimal("5.00")


def test_a_school_may_count_both(store: Store, feed: FeedOf) -> None:
    retake(store, put(store, "2").id, "5")
    feed.send(Setting("retaken_counts", OperationId("office"), "1"))
    assert a_page(store).averages[IVANOV] == Decimal("3.50")  # (2 + 5) / 2


def test_a_mark_of_another_lesson_can_be_re_taken_and_both_cells_look_otherwise(store: Store) -> None:
    old = put(store, "2")
    changes = retake(store, old.id, "4", LATER)
    assert (shown(store), shown(store, LATER)) == ([("2", True)], [("4", False)])
    assert {(cell.pupil, cell.lesson) for cell in changes.cells} == {(IVANOV, MONDAY), (IVANOV, LATER)}
    with store.unit() as unit:
        revert(unit, steps=changes.recorded)
    assert (shown(store), shown(store, LATER)) == ([("2", False)], [])


def test_whoever_reads_the_new_cell_reads_the_old_one_too(store: Store) -> None:
    retake(store, put(store, "2").id, "4", LATER)
    with store.reading() as unit:
        cells = read_cells(unit, ALGEBRA, cells=frozenset({Cell(ALGEBRA, IVANOV, LATER)}))
    assert {place: [mark.retaken for mark in cell.marks] for place, cell in cells.items()} == {
        (IVANOV, MONDAY): [True],
        (IVANOV, LATER): [False],
    }


def test_a_mark_that_was_taken_back_re_takes_nothing(store: Store) -> None:
    retake(store, put(store, "2").id, "4", LATER)
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, LATER, a_cell(store, lesson=LATER))])
    assert shown(store) == [("2", False)]
    assert a_page(store).averages[IVANOV] == Decimal("2.00")


def test_another_pupils_mark_cannot_be_re_taken(store: Store, feed: FeedOf) -> None:
    feed.send(Mark(MarkId("hers"), OperationId("x"), ALGEBRA, MONDAY, PUPILS[1], None, "2", ANNA))
    with pytest.raises(NoSuchThingError):
        retake(store, MarkId("hers"), "5")


def test_the_explanation_says_which_mark_was_re_taken(store: Store) -> None:
    retake(store, put(store, "2").id, "4")
    with store.reading() as unit:
        why = read_explanation(unit, ALGEBRA, who=IVANOV, term_id=WHOLE_YEAR, today=ENDS)
    assert why is not None
    assert [(line.mark.value, line.counting) for line in why.lines] == [
        ("2", Counting.RETAKEN),
        ("4", Counting.COUNTS),
    ]


def test_a_comment_for_the_teacher_only_is_kept_as_such_and_can_be_opened(store: Store) -> None:
    mark = put(store, "5")
    for private in (True, False):
        with store.unit() as unit:
            base = a_cell(store).marks[0].comment_token
            comment_mark(unit, mark=mark.id, comment="Списал", base=base, private=private)
        (found,) = a_cell(store).marks
        assert (found.comment, found.comment_private) == ("Списал", private)
