"""A release «освобождение» in the diary: its lessons say so, and are not missed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.absences import LessonSums
from app.domain.attendance import Absence
from app.domain.classroom import Release
from app.domain.records import NEVER
from app.ids import PupilId
from portal.diary.pages import drawn, week_page
from portal.store.dialects import reading
from tests.portal.diary.diary_school import MARIA, MONDAY, PETR, an_absence, lesson_id
from tests.portal.diary.term_school import a_year
from tests.portal.diary.test_term_reading import Diaries, open_diaries

RELEASE = Release("r", NEVER, MARIA, "geometry", date(2026, 9, 1), date(2026, 12, 31), "Справка № 5")


@pytest.fixture
def diaries(tmp_path: Path) -> Iterator[Diaries]:
    """Maria has geometry twice: she is ill at the one and excused from the other."""
    opened = open_diaries(tmp_path, a_year())
    yield opened
    opened.engine.dispose()


def attended(diaries: Diaries, pupil: PupilId = MARIA) -> LessonSums:
    (geometry,) = [each for each in diaries.term(pupil).subjects if each.name == "Геометрия"]
    return geometry.attended


def week(diaries: Diaries, pupil: PupilId = MARIA) -> str:
    page = drawn(reading(diaries.engine), diaries.codes[pupil], lambda visit: week_page(visit, MONDAY))
    assert page is not None
    return page


def test_the_lessons_of_a_release_are_neither_missed_nor_to_be_attended(diaries: Diaries) -> None:
    missed = diaries.term().attended.missed
    assert attended(diaries) == LessonSums(lessons=2, ill=1, excused=1)
    diaries.put(RELEASE)
    assert attended(diaries) == LessonSums(lessons=0, released=2)
    assert diaries.term().attended.missed == missed - 2
    assert attended(diaries, PETR).released == 0


def test_the_term_page_says_when_the_pupil_is_released(diaries: Diaries) -> None:
    assert "Освобождена с" not in diaries.html()
    diaries.put(RELEASE)
    assert "Освобождена с 1 сентября по 13 сентября: эти уроки не считаются пропущенными" in diaries.html()
    assert "Освобождена с" not in diaries.html(PETR)


def test_the_week_says_so_at_the_lesson_whatever_its_sign_is(diaries: Diaries) -> None:
    diaries.put(an_absence(MARIA, lesson_id(MONDAY, 3, 5), Absence.ABSENT))
    assert (week(diaries).count("Освобождена"), week(diaries).count("Болела")) == (1, 1)
    diaries.put(RELEASE)
    assert (week(diaries).count("Освобождена"), week(diaries).count("Болела")) == (3, 0)


def test_a_release_that_was_taken_back_says_nothing(diaries: Diaries) -> None:
    diaries.put(Release("r", NEVER, MARIA, "", date(2026, 9, 2), date(2026, 9, 1), ""))
    assert attended(diaries) == LessonSums(lessons=2, ill=1, excused=1)
    assert "Освобождена с" not in diaries.html()
