"""When a lesson of a day is: by the usual bells, by a weekday's own, by those of a single day."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.domain.bells import SILENT, Amiss, Bells, check_bells, shortened
from app.domain.records import NEVER, Bell
from app.domain.regulations import BellDay

MONDAY, SATURDAY = date(2026, 12, 28), date(2026, 12, 26)
USUAL = {1: ("08:30", "09:15"), 2: ("09:25", "10:10"), 3: ("10:30", "11:15")}


@dataclass(frozen=True)
class Rings:
    """Bells to be put together."""

    usual: tuple[Bell, ...] = tuple(Bell(str(n), NEVER, 1, 0, n, *times) for n, times in USUAL.items())
    single: tuple[BellDay, ...] = ()

    @property
    def bells(self) -> Bells:
        return Bells(self.usual, self.single)


def short(number: int, starts: str, ends: str, shift: int = 1) -> BellDay:
    return BellDay(f"{shift}-{number}", NEVER, MONDAY, shift, number, starts, ends, "Короткий")


def test_a_weekdays_own_bell_comes_before_the_one_of_every_day() -> None:
    bells = Rings((*Rings().usual, Bell("sat", NEVER, 1, 6, 1, "09:00", "09:40"))).bells
    assert bells.times(SATURDAY, 1, 1) == ("09:00", "09:40")
    assert bells.times(SATURDAY, 1, 2) == ("09:25", "10:10")
    assert bells.times(MONDAY, 1, 1) == ("08:30", "09:15")


def test_a_bell_that_was_taken_back_leaves_the_usual_one() -> None:
    bells = Rings((*Rings().usual, Bell("sat", NEVER, 1, 6, 1, "", ""))).bells
    assert bells.times(SATURDAY, 1, 1) == ("08:30", "09:15")


def test_a_shortened_day_stands_in_place_of_all_usual_bells_of_its_shift() -> None:
    bells = Rings(single=(short(1, "08:30", "09:00"), short(2, "09:10", "09:40"))).bells
    assert bells.times(MONDAY, 1, 1) == ("08:30", "09:00")
    assert bells.times(MONDAY, 1, 3) == SILENT
    assert bells.times(SATURDAY, 1, 1) == ("08:30", "09:15")


def test_bells_of_all_shifts_give_way_to_those_of_one() -> None:
    bells = Rings(single=(short(1, "08:30", "09:00", shift=0), short(1, "14:00", "14:30", shift=2))).bells
    assert bells.times(MONDAY, 1, 1) == ("08:30", "09:00")
    assert bells.times(MONDAY, 2, 1) == ("14:00", "14:30")


def test_a_shortened_day_that_was_taken_back_is_an_ordinary_one() -> None:
    assert Rings(single=(short(1, "", ""),)).bells.times(MONDAY, 1, 1) == ("08:30", "09:15")


def test_shortening_keeps_the_first_bell_and_the_breaks() -> None:
    # breaks of 10 and 20 minutes: 8:30-9:00, 9:10-9:40, 10:00-10:30
    assert shortened(USUAL, 30) == {1: ("08:30", "09:00"), 2: ("09:10", "09:40"), 3: ("10:00", "10:30")}


def test_a_lesson_that_would_end_after_midnight_is_left_out() -> None:
    late = {1: ("22:00", "22:40"), 2: ("22:50", "23:30")}
    assert shortened(late, 75) == {1: ("22:00", "23:15")}


@pytest.mark.parametrize(
    ("times", "amiss"),
    [
        (USUAL, {}),
        ({1: ("", ""), 2: ("09:25", "10:10")}, {}),
        ({1: ("08:30", "")}, {1: Amiss.NO_TIME}),
        ({1: ("8:30", "09:15")}, {1: Amiss.NO_TIME}),
        ({1: ("24:00", "24:45")}, {1: Amiss.NO_TIME}),
        ({1: ("09:15", "09:15")}, {1: Amiss.BACKWARDS}),
        ({1: ("08:30", "09:15"), 2: ("09:10", "10:00")}, {2: Amiss.EARLY}),
        ({1: ("08:30", "09:15"), 2: ("09:15", "10:00")}, {}),
    ],
)
def test_bells_that_cannot_be_say_why(times: dict[int, tuple[str, str]], amiss: dict[int, Amiss]) -> None:
    assert check_bells(times) == amiss
