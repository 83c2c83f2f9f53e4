"""Confirmed rows and what is pending over them: nothing pending is lost, nothing confirmed is overwritten."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import select

from app.clock import Clock
from app.domain.attendance import Absence, attendance_id
from app.domain.disputes import Conflict, HeldEntry
from app.domain.pages import ShownCell, Standing
from app.domain.records import Attendance, Lesson, Mark
from app.ids import MarkId, OperationId, ReplicaId
from app.services.attending import all_present, set_absence
from app.services.days import read_day
from app.services.lesson_page import read_lesson
from app.services.lessons import set_homework, set_topic
from app.services.marking import clear_cells, put_mark
from app.services.reading import read_sync
from app.services.receiving import cursor_of, take_exchange
from app.store.opening import open_store
from app.store.overlay import forget
from app.store.rows import read, unpacked
from app.store.tables import mark, outbox, underlay
from app.store.unit import Store
from app.wire.messages import Cursor, Entry, Judged
from tests.builders import KEY, FeedOf, a_cell, a_page, a_store, unsent
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, LESSONS, PUPILS

IVANOV, MONDAY = PUPILS[0], LESSONS[0]


def put(store: Store, value: str) -> None:
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=MONDAY, value=value, seen=a_cell(store))


def theirs(key: str, value: str, written: str = "") -> Mark:
    return Mark(MarkId(key), OperationId(written or key), ALGEBRA, MONDAY, IVANOV, None, value, BORIS)


def shown(store: Store) -> list[tuple[str, Standing]]:
    return [(mark.value, mark.standing) for mark in a_cell(store).marks]


def test_an_applied_mark_is_sent_and_leaves_no_trace_of_waiting(store: Store, feed: FeedOf) -> None:
    put(store, "5")
    feed.apply_all()
    assert shown(store) == [("5", Standing.SENT)]
    assert unsent(store) == 0
    with store.reading() as unit:
        assert unit.connection.execute(select(underlay)).all() == []


def test_a_pending_change_stays_over_a_row_that_comes_in(store: Store, feed: FeedOf) -> None:
    put(store, "5")
    feed.send(theirs("other", "3"))
    assert shown(store) == [("5", Standing.WAITING), ("3", Standing.SENT)]


def test_a_pending_change_of_a_mark_that_another_changed_is_not_shown_and_still_waits(
    store: Store, feed: FeedOf
) -> None:
    feed.send(theirs("m", "3"))
    put(store, "5")
    feed.send(theirs("m", "4", written="newer"))
    assert shown(store) == [("4", Standing.WAITING)]
    assert unsent(store) == 1


def test_a_collision_shows_both_values(store: Store, feed: FeedOf) -> None:
    feed.send(theirs("m", "3"))
    put(store, "5")
    with store.reading() as unit:
        mine = OperationId(unit.connection.execute(select(outbox.c.id)).scalar_one())
    collision = Conflict(mine, mine, ALGEBRA, "m", MONDAY, IVANOV, "value", "5", ANNA, ReplicaId("r"), "")
    feed.answer_all("conflict", theirs("m", "4", written="newer"), collision)
    (mark,) = a_cell(store).marks
    assert (mark.value, mark.other, mark.standing) == ("4", "5", Standing.CONFLICT)
    with store.reading() as unit:
        assert read_sync(unit).attention == 1


@pytest.mark.parametrize(("outcome", "standing"), [("held", Standing.HELD), ("rejected", Standing.REFUSED)])
def test_a_mark_that_is_not_taken_stays_readable_and_counts_for_nothing(
    store: Store, feed: FeedOf, outcome: str, standing: Standing
) -> None:
    put(store, "2")
    feed.answer_all(outcome, reason="right_ended")
    (mark,) = a_cell(store).marks
    assert (mark.value, mark.standing, mark.counts) == ("2", standing, False)
    assert a_page(store).averages[IVANOV] is None
    put(store, "5")
    assert [each.value for each in a_cell(store).marks if each.counts] == ["5"]
    with store.reading() as unit:
        assert (read_sync(unit).attention, read_sync(unit).waiting) == (1, 1)


def test_a_row_that_is_confirmed_as_it_is_shown_is_not_written_again(store: Store, feed: FeedOf) -> None:
    put(store, "5")
    with store.unit() as unit:
        unit.connection.exec_driver_sql(
            "CREATE TRIGGER watched BEFORE UPDATE ON mark BEGIN SELECT RAISE(ABORT, 'written again'); END"
        )
    feed.apply_all()
    assert shown(store) == [("5", Standing.SENT)]


def test_an_own_mark_says_when_it_was_given_and_not_when_the_program_was_started(tmp_path: Path) -> None:
    begun = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
    a_store(tmp_path).close()
    late = open_store(tmp_path / "journal.db", KEY, Clock("boot", begun, time.monotonic_ns() - 3_600_000_000_000))
    put(late, "5")
    with late.reading() as unit:
        (wall,) = unit.connection.execute(select(mark.c.wall)).scalars()
    late.close()
    assert datetime.fromisoformat(wall) - begun >= timedelta(hours=1)


def test_a_held_entry_that_goes_leaves_the_mark_of_the_same_id_below_what_waits(store: Store, feed: FeedOf) -> None:
    """I14: a portal restored from a backup may hold a mark whose request it no longer knows; both have one id."""
    feed.send(theirs("m", "3"))
    put(store, "5")
    with store.unit() as unit:
        forget(unit.connection, [(HeldEntry, "m")])
    with store.reading() as unit:
        (below,) = unit.connection.execute(select(underlay.c.body).where(underlay.c.id == "m")).scalars()
        assert unpacked(below) == theirs("m", "3")


def test_effects_of_an_answer_may_come_later_than_the_answer(store: Store, feed: FeedOf) -> None:
    put(store, "5")
    with store.unit() as unit:
        n, key = unit.connection.execute(select(outbox.c.n, outbox.c.id)).one()
        take_exchange(unit, outcomes=(Judged(n, "applied", "", 9),), feed=(), next_cursor=Cursor("epoch", 5, "c"))
    assert [value for value, _ in shown(store)] == ["5"]
    row = Mark(MarkId(key), OperationId(key), ALGEBRA, MONDAY, IVANOV, None, "5", ANNA)
    feed.seq = 8
    feed.send(row)
    assert shown(store) == [("5", Standing.SENT)]


def test_an_attendance_and_a_topic_are_overlaid_too(store: Store, feed: FeedOf) -> None:
    with store.unit() as unit:
        set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=Absence.ABSENT, seen=ShownCell())
        set_topic(unit, lesson=MONDAY, topic="Степени", base=OperationId(""))
        set_homework(unit, lesson=MONDAY, homework="№ 5", base=OperationId(""))
    feed.apply_all()
    with store.reading() as unit:
        page = read_lesson(unit, MONDAY)
        assert page is not None
        assert (page.topic, page.homework, page.absent, page.present) == ("Степени", "№ 5", 1, len(PUPILS) - 1)
        assert (page.topic_standing, page.homework_standing) == (Standing.SENT, Standing.SENT)
        assert read_day(unit, BEGINS).lessons[0].missing == ()
    assert a_cell(store).absence is Absence.ABSENT
    with store.unit() as unit:
        all_present(unit, lesson=MONDAY)
    assert (a_cell(store).absence, a_cell(store).attendance_standing) == (Absence.PRESENT, Standing.WAITING)


def test_a_room_that_changes_keeps_the_topic_that_waits(store: Store, feed: FeedOf) -> None:
    with store.unit() as unit:
        set_topic(unit, lesson=MONDAY, topic="Степени", base=OperationId(""))
        before = read(unit.connection, Lesson, MONDAY)
    assert before
    feed.send(replace(before, topic="", topic_token=OperationId(""), room="305", token=OperationId("office-2")))
    with store.reading() as unit:
        after = read(unit.connection, Lesson, MONDAY)
    assert after
    assert (after.room, after.topic) == ("305", "Степени")


VALUES = st.sampled_from(["5", "4", "3", "2"])
ENTRIES = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), VALUES, st.booleans()), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES, cut=st.integers(0, 8), again=st.integers(0, 8))
def test_overlapping_pages_give_the_same_state(
    entries: list[tuple[str, str, bool]], cut: int, again: int, store: Store
) -> None:
    """I4."""
    feed = [
        Entry(
            10 + n,
            OperationId(f"e{n}"),
            BORIS,
            ReplicaId("r"),
            0,
            (replace(theirs(key, value, f"e{n}"), annulled=annulled),),
        )
        for n, (key, value, annulled) in enumerate(entries)
    ]
    states = []
    for pages in ([feed], [feed[:cut], feed[min(cut, again) :]], [feed, feed]):
        with store.unit() as unit:
            for page in pages:
                take_exchange(unit, outcomes=(), feed=page, next_cursor=Cursor("epoch", 99, "c"))
            states.append([read(unit.connection, Mark, key) for key in "abc"])
    assert states[0] == states[1] == states[2]


def test_cursor_and_effects_move_together(store: Store) -> None:
    """I6."""
    entry = Entry(7, OperationId("e"), BORIS, ReplicaId("r"), 0, (theirs("m", "3"),))

    def cut() -> None:
        with store.unit() as unit:
            take_exchange(unit, outcomes=(), feed=(entry,), next_cursor=Cursor("epoch", 7, "c"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cut()
    with store.reading() as unit:
        assert cursor_of(unit).seq == 1
    assert shown(store) == []


def test_clearing_a_cell_with_a_pending_and_a_confirmed_mark(store: Store, feed: FeedOf) -> None:
    feed.send(theirs("m", "3"))
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))])
    assert shown(store) == []
    feed.apply_all()
    assert shown(store) == []
    with store.reading() as unit:
        assert read(unit.connection, Attendance, attendance_id(MONDAY, IVANOV)) is None


def test_a_day_without_lessons_names_the_nearest(store: Store) -> None:
    with store.reading() as unit:
        page = read_day(unit, date(2026, 8, 1))
    assert (page.lessons, page.nearest) == ((), BEGINS)
