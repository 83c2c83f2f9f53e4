"""When letters go out: never at night, digests at their hour, and tries further apart each time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.notices.timing import AT_ONCE, HOURS, LONGEST_TRY, SETTLE, SLEEPS, WAKES, after, awake, first_due

ZONES = ("Europe/Kaliningrad", "Europe/Moscow", "Asia/Kamchatka", "Europe/Berlin")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis adds the zone)


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from([AT_ONCE, *HOURS]))
def test_a_letter_is_due_by_day_and_within_a_day(now: datetime, zone: str, hour: int) -> None:
    due = first_due(now, hour, zone)
    local = due.astimezone(ZoneInfo(zone))
    assert WAKES <= local.hour < SLEEPS
    assert now < due <= now + timedelta(hours=25)
    assert hour == AT_ONCE or (local.hour, local.minute) == (hour, 0)


@given(MOMENTS, st.sampled_from(ZONES))
def test_who_is_awake_is_not_woken(now: datetime, zone: str) -> None:
    assert awake(awake(now, zone), zone) == awake(now, zone) >= now


@pytest.mark.parametrize(
    ("said", "due"),
    [("21:56", "21:59"), ("21:57", "07:00"), ("22:30", "07:00"), ("03:00", "07:00"), ("06:59", "07:02")],
)
def test_the_bounds_of_the_night(said: str, due: str) -> None:
    now = datetime.fromisoformat(f"2026-09-21T{said}:00+03:00")
    assert f"{first_due(now, AT_ONCE, 'Europe/Moscow').astimezone(ZoneInfo('Europe/Moscow')):%H:%M}" == due


def test_tries_are_twice_as_far_apart_each_time_up_to_a_bound() -> None:
    waits = [after(tries) for tries in range(1, 30)]
    assert waits[:3] == [timedelta(minutes=2), timedelta(minutes=4), timedelta(minutes=8)]
    assert max(waits) == LONGEST_TRY
    assert timedelta(0) < SETTLE
