"""Holidays that are put where lessons stand: the lessons go with them, what was written stays, undone they are back."""

from datetime import date, timedelta

import pytest

from app.domain.records import NEVER, Holiday, Lesson, Mark
from app.ids import LessonId, MarkId
from tests.portal.conftest import Portal
from tests.portal.office.test_undoing_lessons import undo
from tests.portal.office.time_office import TimeOffice
from tests.small_school import ALGEBRA, ANNA, PUPILS

NEW = "/year/holiday/new"
MONDAY = date(2026, 10, 26)
WEEK = {"name": "Осенние каникулы", "first": "2026-10-26", "last": "2026-11-01"}
STANDING = [LessonId(f"on-{n}") for n in range(4)]


@pytest.fixture
def office(portal: Portal) -> TimeOffice:
    """Lessons stand from Monday to Thursday; the second is cancelled, at the third somebody was given a mark."""
    portal.put(
        *(
            Lesson(
                key, NEVER, ALGEBRA, MONDAY + timedelta(n), 8, "1", cancelled=n == 1, reason="Ремонт" if n == 1 else ""
            )
            for n, key in enumerate(STANDING)
        ),
        Mark(MarkId("on-mark"), NEVER, ALGEBRA, STANDING[2], PUPILS[0], None, "5", ANNA),
    )
    return TimeOffice(portal)


def standing(office: TimeOffice) -> set[LessonId]:
    """Return which of the lessons are not out of the timetable."""
    return {each.id for each in office.rows(Lesson) if each.id in STANDING and not each.removed}


def test_the_lessons_of_new_holidays_go_with_them_and_what_was_written_or_decided_stays(office: TimeOffice) -> None:
    """Whatever else the small school has on these days goes too."""
    others = [each for each in office.rows(Lesson) if MONDAY <= each.day <= MONDAY + timedelta(6)]
    review = office.fill(NEW, "check", WEEK)
    assert f"уйдёт: {len(others) - 2} урок" in review.text
    assert "уже есть записи: 1 урок." in review.text
    assert standing(office) == set(STANDING)
    assert office.press(NEW, review, "save").status_code == 303
    assert standing(office) == {STANDING[1], STANDING[2]}
    cancelled = next(each for each in office.rows(Lesson) if each.id == STANDING[1])
    assert cancelled.reason == "Ремонт"


def test_taken_back_they_stand_again(office: TimeOffice) -> None:
    office.press(NEW, office.fill(NEW, "check", WEEK), "save")
    assert undo(office).status_code == 303
    assert standing(office) == set(STANDING)


def test_another_name_takes_no_lesson_and_longer_holidays_only_those_of_the_days_that_are_new(
    office: TimeOffice,
) -> None:
    office.press(NEW, office.fill(NEW, "check", {**WEEK, "last": "2026-10-26"}), "save")
    (kept,) = office.rows(Holiday)
    office.portal.put(Lesson(LessonId("meant"), NEVER, ALGEBRA, MONDAY, 7, "1"))
    path = f"/year/holiday/{kept.id}"
    review = office.fill(path, "check", {"name": "Каникулы"})
    assert "уйдёт" not in review.text
    office.press(path, review, "save")
    office.press(path, office.fill(path, "check", {"last": WEEK["last"]}), "save")
    assert standing(office) == {STANDING[1], STANDING[2]}
    assert not next(each for each in office.rows(Lesson) if each.id == "meant").removed


def test_holidays_that_are_taken_away_touch_no_lesson(office: TimeOffice) -> None:
    office.portal.put(Holiday("on", NEVER, "Каникулы", MONDAY, MONDAY))
    path = "/year/holiday/on"
    review = office.fill(path, "remove", {})
    assert "уйдёт" not in review.text
    office.press(path, review, "remove.save")
    assert standing(office) == set(STANDING)
