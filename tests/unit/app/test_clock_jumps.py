"""A clock that jumps while the program runs begins another session: entries claim its time from then on (I9)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from typing_extensions import override

from app.clock import Clock
from app.operations import session_in
from app.services.marking import put_mark
from app.store.opening import open_store
from app.store.outbox import next_batch
from app.store.tables import mark, sessions
from app.store.unit import Store
from tests.builders import KEY, a_cell, a_store
from tests.small_school import LESSONS, PUPILS

BEGUN = datetime(2026, 9, 1, 8, tzinfo=UTC)
HOUR_MS = 60 * 60 * 1000


class Passing(Clock):
    """A clock of which a test says how far the wall and the count of the run are."""

    passed: timedelta = timedelta()
    counted_ms: int = 0

    @override
    def claimed_now(self) -> datetime:
        return self.wall + self.passed

    @override
    def elapsed_ms(self) -> int:
        return self.counted_ms


@pytest.fixture
def clock() -> Passing:
    return Passing("boot-1", BEGUN)


@pytest.fixture
def store(tmp_path: Path, clock: Passing) -> Store:
    a_store(tmp_path).close()
    return open_store(tmp_path / "journal.db", KEY, clock)


def move(clock: Passing, passed: timedelta, counted_ms: int) -> None:
    object.__setattr__(clock, "passed", passed)
    object.__setattr__(clock, "counted_ms", counted_ms)


def enter(store: Store, value: str) -> None:
    pupil = PUPILS["345".index(value)]
    with store.unit() as unit:
        put_mark(unit, pupil=pupil, lesson=LESSONS[0], value=value, seen=a_cell(store, pupil))


def claims(store: Store) -> list[str]:
    with store.reading() as unit:
        return list(unit.connection.execute(select(mark.c.wall).order_by(mark.c.value)).scalars())


def headers(store: Store) -> list[str]:
    with store.reading() as unit:
        return [session_in(header).wall for header in unit.connection.execute(select(sessions.c.header)).scalars()]


@pytest.mark.parametrize(
    ("passed", "counted_ms", "claimed"),
    [
        (timedelta(hours=14), HOUR_MS, "2026-09-01T22:00:00+00:00"),
        (timedelta(days=365 * 30), HOUR_MS, "2056-08-24T08:00:00+00:00"),
        (timedelta(days=-365 * 46), HOUR_MS, "1980-09-12T08:00:00+00:00"),
        (timedelta(hours=2), HOUR_MS, "2026-09-01T10:00:00+00:00"),
        (datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC) - BEGUN, HOUR_MS, "2038-01-19T03:14:08+00:00"),
        (datetime(2106, 2, 7, 6, 28, 16, tzinfo=UTC) - BEGUN, HOUR_MS, "2106-02-07T06:28:16+00:00"),
    ],
    ids=["slept", "ahead", "back", "summer-time-set-by-hand", "over-31-bits", "over-32-bits"],
)
def test_what_is_entered_after_a_jump_claims_the_new_time(
    store: Store, clock: Passing, passed: timedelta, counted_ms: int, claimed: str
) -> None:
    enter(store, "3")
    move(clock, passed, counted_ms)
    enter(store, "4")
    enter(store, "5")
    assert claims(store) == ["2026-09-01T08:00:00+00:00", claimed, claimed]
    assert len(headers(store)) == 2
    with store.reading() as unit:
        first = next_batch(unit, 10)
        assert first
        second = next_batch(unit, 10, after=first.first_n)
        assert second
    assert (first.first_n, len(first.ops), second.first_n, len(second.ops)) == (1, 1, 2, 2)
    assert second.prev == first.ids[0]


def test_a_clock_that_is_put_right_by_seconds_goes_on(store: Store, clock: Passing) -> None:
    enter(store, "3")
    move(clock, timedelta(hours=1, seconds=30), HOUR_MS)
    enter(store, "4")
    assert claims(store) == ["2026-09-01T08:00:00+00:00", "2026-09-01T09:00:00+00:00"]
    assert len(headers(store)) == 1


def test_a_clock_that_jumps_there_and_back_makes_no_session_twice(store: Store, clock: Passing) -> None:
    """Two runs of one header would be one; each jump has a header of its own."""
    for value, hours in (("3", 0), ("4", 9), ("5", 0)):
        move(clock, timedelta(hours=hours), 0)
        enter(store, value)
    assert len(headers(store)) == 3
