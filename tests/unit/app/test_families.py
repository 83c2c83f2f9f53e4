"""Who has left a school, and who is of age, by the day."""

from datetime import date

import pytest

from app.domain.families import Stay, has_left, is_of_age
from app.domain.movement import taken_back

FIRST, LAST = date(2026, 9, 1), date(2026, 11, 20)
NEXT = date(2026, 11, 21)
NEVER_WAS = Stay(FIRST, taken_back(FIRST))


@pytest.mark.parametrize(
    ("stays", "day", "left"),
    [
        ([], NEXT, False),
        ([Stay(FIRST, None)], NEXT, False),
        ([Stay(FIRST, LAST)], LAST, False),
        ([Stay(FIRST, LAST)], NEXT, True),
        ([Stay(FIRST, LAST), Stay(NEXT, None)], NEXT, False),
        ([Stay(FIRST, LAST), Stay(date(2027, 1, 11), None)], NEXT, False),
        ([NEVER_WAS], NEXT, False),
        ([NEVER_WAS, Stay(FIRST, LAST)], NEXT, True),
    ],
)
def test_a_pupil_has_left_behind_the_last_day_of_the_last_stay(stays: list[Stay], day: date, left: bool) -> None:
    assert has_left(stays, day) is left


@pytest.mark.parametrize(
    ("born", "day", "grown"),
    [
        (date(2008, 11, 25), date(2026, 11, 24), False),
        (date(2008, 11, 25), date(2026, 11, 25), True),
        (date(2008, 2, 29), date(2026, 2, 28), False),
        (date(2008, 2, 29), date(2026, 3, 1), True),
        (date(2030, 1, 1), date(2026, 1, 1), False),
    ],
)
def test_of_age_is_who_is_eighteen_on_the_day(born: date, day: date, grown: bool) -> None:
    assert is_of_age(born, day) is grown
