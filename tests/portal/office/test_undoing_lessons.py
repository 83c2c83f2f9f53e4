"""An action that made lessons is not taken back once somebody has written in one of them; before, it is, as a whole."""

from collections.abc import Callable
from datetime import date

import httpx
import pytest
from msgspec.structs import replace

from app.domain.classroom import Debt, LessonNote, Remark
from app.domain.records import NEVER, Attendance, Lesson, Mark, Record, Work
from app.ids import LessonId, MarkId, OperationId, WorkId
from tests.portal.conftest import Portal
from tests.portal.office.time_office import TimeOffice, days
from tests.portal.portal_school import CONTROL
from tests.small_school import ALGEBRA, ANNA, CLASS, PUPILS

PLACE = f"/timetable/{CLASS}/6/8"
SPAN = days(date(2026, 9, 26), date(2026, 10, 31))
PUPIL = PUPILS[0]

WRITTEN: dict[str, Callable[[LessonId], Record]] = {
    "1 отметка": lambda key: Mark(MarkId("m"), NEVER, ALGEBRA, key, PUPIL, None, "5", ANNA),
    "1 пропуск или опоздание": lambda key: Attendance("a", NEVER, ALGEBRA, key, PUPIL, "н", 0, ANNA),
    "1 работа": lambda key: Work(WorkId("w"), NEVER, ALGEBRA, key, CONTROL, "", 4),
    "1 долг": lambda key: Debt("d", NEVER, ALGEBRA, key, PUPIL, None, date(2026, 10, 20), ANNA),
    "1 замечание": lambda key: Remark("r", NEVER, ALGEBRA, key, PUPIL, False, "Шумел", ANNA),
    "1 заметка учителя": lambda key: LessonNote("n", NEVER, ALGEBRA, key, ANNA, "взять циркуль"),
}


@pytest.fixture
def office(portal: Portal) -> TimeOffice:
    """Somebody of the office, who has just put algebra on the Saturdays."""
    visitor = TimeOffice(portal)
    review = visitor.fill(PLACE, "check", {**SPAN, "journal-0": ALGEBRA})
    assert visitor.press(PLACE, review, "save").status_code == 303
    return visitor


def undo(office: TimeOffice) -> httpx.Response:
    page = office.get("/people/actions")
    step = page.partition('value="undo.')[2].partition('"')[0]
    token = page.partition('name="token" value="')[2].partition('"')[0]
    return office.send("/people/actions", {"token": token}, f"undo.{step}")


def saturday(office: TimeOffice) -> Lesson:
    return next(each for each in office.rows(Lesson) if each.number == 8)


@pytest.mark.parametrize("words", WRITTEN)
def test_what_was_written_in_a_new_lesson_stands_against_it(office: TimeOffice, words: str) -> None:
    office.portal.put(WRITTEN[words](saturday(office).id))
    answer = undo(office)
    assert answer.status_code == 409
    assert f"На это уже опирается: {words}." in answer.text
    assert not saturday(office).removed


def test_a_topic_stands_against_it_and_is_called_by_its_name(office: TimeOffice) -> None:
    key = saturday(office).id
    office.portal.put(replace(saturday(office), topic="Дроби", topic_token=OperationId("t")))
    answer = undo(office)
    assert answer.status_code == 409
    assert "На это уже опирается: 1 урок с темой или заданием." in answer.text
    assert {each.topic for each in office.rows(Lesson) if each.id == key} == {"Дроби"}


def test_what_was_taken_back_again_stands_against_nothing(office: TimeOffice) -> None:
    key = saturday(office).id
    office.portal.put(
        replace(WRITTEN["1 работа"](key), annulled=True),
        Debt("d", NEVER, ALGEBRA, key, PUPIL, None, None, ANNA),
        Attendance("a", NEVER, ALGEBRA, key, PUPIL, "", 0, ANNA),
    )
    assert undo(office).status_code == 303
    assert saturday(office).removed


def test_a_lesson_that_came_back_counts_as_a_new_one(office: TimeOffice) -> None:
    for journal in ("", ALGEBRA):
        review = office.fill(PLACE, "check", {**SPAN, "journal-0": journal})
        assert office.press(PLACE, review, "save").status_code == 303
    office.portal.put(WRITTEN["1 отметка"](saturday(office).id))
    assert undo(office).status_code == 409


def test_a_topic_does_not_stand_against_taking_back_a_move(office: TimeOffice) -> None:
    lesson = saturday(office)
    path = f"/day/{lesson.id}"
    review = office.fill(path, "save", {"number": "7"})
    assert office.press(path, review, "save").status_code == 303
    moved = next(each for each in office.rows(Lesson) if each.id == lesson.id)
    office.portal.put(replace(moved, topic="Дроби"))
    assert undo(office).status_code == 303
    back = next(each for each in office.rows(Lesson) if each.id == lesson.id)
    assert (back.number, back.reason, back.topic) == (8, "", "Дроби")
