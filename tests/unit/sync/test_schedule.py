import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.schedule import FIRST_RETRY_S, LONGEST_RETRY_S, LONGEST_WAIT_S, PERIOD_S, SPREAD, next_delay_s


def test_after_a_good_round_the_next_is_due_in_a_minute() -> None:
    assert next_delay_s(0, 0, 0.5) == PERIOD_S


@pytest.mark.parametrize(("failures", "delay"), [(1, 5), (2, 10), (3, 20), (6, 160), (7, 300), (8, 300), (10**6, 300)])
def test_each_failure_doubles_the_delay_up_to_five_minutes(failures: int, delay: int) -> None:
    assert next_delay_s(failures, 0, 0.5) == delay


def test_the_portals_wish_is_never_undercut() -> None:
    assert next_delay_s(1, 120, 0) == 120
    assert next_delay_s(0, 30, 0.5) == PERIOD_S


def test_an_absurd_wish_is_clamped_to_an_hour() -> None:
    assert next_delay_s(1, 10**9, 1) == LONGEST_WAIT_S
    assert next_delay_s(1, -7, 0.5) == FIRST_RETRY_S


@given(st.integers(0, 10**6), st.integers(-(10**9), 10**12), st.floats(0, 1))
def test_the_delay_is_always_sensible(failures: int, retry_after_s: int, jitter: float) -> None:
    assert FIRST_RETRY_S * (1 - SPREAD) <= next_delay_s(failures, retry_after_s, jitter) <= LONGEST_WAIT_S


def test_chance_spreads_the_pcs_of_a_school() -> None:
    assert next_delay_s(9, 0, 0) == LONGEST_RETRY_S * (1 - SPREAD)
    assert next_delay_s(9, 0, 1) == LONGEST_RETRY_S * (1 + SPREAD)
    assert next_delay_s(1, 100, 1) == pytest.approx(100 * (1 + SPREAD))
