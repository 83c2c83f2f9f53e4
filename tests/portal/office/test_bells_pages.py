"""The pages of the bells: the week's, those of a single day, and what a teacher's and a parent's day make of them."""

from datetime import date

import pytest

from app.domain.records import Bell
from app.domain.regulations import BellDay
from portal.bells import read_bells
from tests.portal.conftest import Portal
from tests.portal.office.time_office import TimeOffice

WEEK, NEW = "/bells/week/1-0", "/bells/days/new"
SHORT_DAY = date(2026, 12, 30)


@pytest.fixture
def office(portal: Portal) -> TimeOffice:
    return TimeOffice(portal)


def times(office: TimeOffice, day: date, number: int) -> tuple[str, str]:
    with office.portal.engine.connect() as connection:
        return read_bells(connection, office.portal.school).times(day, 1, number)


def test_bells_are_changed_and_taken_away_without_a_second_row(office: TimeOffice) -> None:
    typed = {"starts-1": "8:00", "ends-1": "08:45", "starts-2": "08:55", "ends-2": "09:40"}
    assert office.fill(WEEK, "save", typed).status_code == 303
    assert times(office, SHORT_DAY, 1) == ("08:00", "08:45")
    assert len(office.rows(Bell)) == 2
    office.fill(WEEK, "save", {"starts-2": "", "ends-2": ""})
    assert times(office, SHORT_DAY, 2) == ("", "")
    assert times(office, SHORT_DAY, 1) == ("08:00", "08:45")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"starts-2": "09:00", "ends-2": "09:40"}, "раньше, чем кончился предыдущий"),
        ({"starts-2": "09:30", "ends-2": ""}, "Нужны начало и конец"),
        ({"starts-1": "09:30"}, "Конец не позже начала"),
    ],
)
def test_bells_that_cannot_be_are_said_at_entry(office: TimeOffice, typed: dict[str, str], words: str) -> None:
    answer = office.fill(WEEK, "save", typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert times(office, SHORT_DAY, 1) == ("08:30", "09:15")


def test_a_shortened_day_is_filled_in_from_the_usual_one(office: TimeOffice) -> None:
    office.fill(WEEK, "save", {"starts-2": "09:25", "ends-2": "10:10"})
    page = office.fill(NEW, "fill", {"day": "2026-12-30", "name": "Перед праздником", "minutes": "30"})
    assert office.press(NEW, page, "save").status_code == 303
    assert times(office, SHORT_DAY, 1) == ("08:30", "09:00")
    assert times(office, SHORT_DAY, 2) == ("09:10", "09:40")
    assert times(office, date(2026, 12, 29), 2) == ("09:25", "10:10")
    assert {each.name for each in office.rows(BellDay)} == {"Перед праздником"}
    assert "Перед праздником" in office.get("/bells")


def test_a_shortened_day_that_is_taken_away_or_moved_leaves_the_usual_bells(office: TimeOffice) -> None:
    typed = {"day": "2026-12-30", "starts-1": "10:00", "ends-1": "10:30"}
    assert office.fill(NEW, "save", typed).status_code == 303
    office.fill("/bells/days/2026-12-30-0", "save", {"day": "2026-12-29"})
    assert times(office, SHORT_DAY, 1) == ("08:30", "09:15")
    assert times(office, date(2026, 12, 29), 1) == ("10:00", "10:30")
    office.fill("/bells/days/2026-12-29-0", "remove", {})
    assert times(office, date(2026, 12, 29), 1) == ("08:30", "09:15")


def test_a_day_has_its_own_bells_once_only(office: TimeOffice) -> None:
    typed = {"day": "2026-12-30", "starts-1": "10:00", "ends-1": "10:30"}
    office.fill(NEW, "save", typed)
    answer = office.fill(NEW, "save", typed)
    assert answer.status_code == 422
    assert "уже есть свои звонки" in answer.text
