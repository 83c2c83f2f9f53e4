"""When the next round is due: pure."""

PERIOD_S = 60.0
"""Between rounds while all is well."""

FIRST_RETRY_S = 5.0
"""After the first failure; doubled with each that follows."""

LONGEST_RETRY_S = 300.0
"""However many rounds have failed."""

LONGEST_WAIT_S = 3600.0
"""The longest that a portal's wish to wait is obeyed; more is taken for a mistake."""

SPREAD = 0.2
"""How far a delay is moved by chance, as a share of it: a school's PCs are switched on at one bell."""

_DOUBLINGS = 6


def next_delay_s(failures: int, retry_after_s: int, jitter: float) -> float:
    """Return the seconds until the next round.

    failures: rounds that ended early since the last good one. retry_after_s: the portal's wish, 0 for none; never
    undercut. jitter: 0..1, drawn by the caller; 0.5 moves nothing.
    """
    doublings = min(failures - 1, _DOUBLINGS)
    delay = min(FIRST_RETRY_S * 2**doublings, LONGEST_RETRY_S) if failures > 0 else PERIOD_S
    wished = min(retry_after_s * (1 + SPREAD * jitter), LONGEST_WAIT_S)
    return max(delay * (1 + SPREAD * (2 * jitter - 1)), wished)
