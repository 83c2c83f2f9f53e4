"""A class's absences by weeks: each number worked out by hand, and together what the sums of the year say."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.absences import LessonSums
from app.domain.class_weeks import level
from app.domain.classroom import Release
from app.domain.records import Enrolment, Lesson
from app.errors import NoSuchThingError
from app.ids import ClassId, LessonId, PupilId
from app.services.class_desk_absences import read_absence_sums
from app.services.class_desk_weeks import read_absence_weeks
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.small_class import (
    ABRAMOV,
    BEGINS,
    BELOVA,
    CLASS,
    E1_MON,
    ENGLISH_1,
    H_MON,
    H_OFF,
    H_WED,
    HISTORY,
    HISTORY_SUBJECT,
    MONDAY,
    SIGNED,
    VLASOV,
    WEDNESDAY,
    sign,
    small_class,
)

NEXT = MONDAY + timedelta(7)
H_NEXT = LessonId("h-next")
ROWS = (
    Lesson(H_NEXT, SIGNED, HISTORY, NEXT, 1, "1"),
    sign(HISTORY, H_MON, ABRAMOV, "н"),
    sign(ENGLISH_1, E1_MON, ABRAMOV, "б"),
    sign(HISTORY, H_WED, ABRAMOV, "о"),
    sign(HISTORY, H_OFF, BELOVA, "н"),
    sign(HISTORY, H_NEXT, BELOVA, "у"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=tuple(small_class(*ROWS)))
    yield opened
    opened.close()


def weeks(store: Store, *, last: date = NEXT) -> Mapping[tuple[PupilId, date], LessonSums]:
    with store.reading() as unit:
        return read_absence_weeks(unit, CLASS, first=BEGINS, last=last).cells


def test_each_week_says_how_many_lessons_there_were_and_how_many_were_missed(store: Store) -> None:
    found = weeks(store)
    assert found[ABRAMOV, MONDAY] == LessonSums(lessons=4, unexcused=1, ill=1, late=1)
    assert found[BELOVA, MONDAY] == LessonSums(lessons=4), "a cancelled lesson was missed by nobody"
    assert found[BELOVA, NEXT] == LessonSums(lessons=1, excused=1)
    assert found[VLASOV, NEXT] == LessonSums(lessons=1)


def test_a_week_that_is_to_come_is_not_there(store: Store) -> None:
    with store.reading() as unit:
        page = read_absence_weeks(unit, CLASS, first=BEGINS, last=WEDNESDAY)
    assert page.weeks == (MONDAY,)
    assert page.of_week(0) == LessonSums(lessons=12, unexcused=1, ill=1, late=1)
    assert page.of_pupil(0) == LessonSums(lessons=4, unexcused=1, ill=1, late=1)


def test_a_sign_after_a_pupil_has_left_the_class_is_not_counted(store: Store) -> None:
    left = Enrolment(f"enrolment-{BELOVA}", SIGNED, BELOVA, CLASS, BEGINS, MONDAY, "1")
    FeedOf(store).send(left, sign(HISTORY, H_WED, BELOVA, "н"))
    found = weeks(store)
    assert (BELOVA, NEXT) not in found
    assert found[BELOVA, MONDAY] == LessonSums(lessons=2)


def test_what_a_pupil_is_released_from_was_not_missed(store: Store) -> None:
    FeedOf(store).send(Release("release", SIGNED, ABRAMOV, HISTORY_SUBJECT, BEGINS, None, ""))
    assert weeks(store)[ABRAMOV, MONDAY] == LessonSums(lessons=1, ill=1, released=3)


def test_together_they_are_what_the_sums_say(store: Store) -> None:
    with store.reading() as unit:
        page = read_absence_weeks(unit, CLASS, first=BEGINS, last=NEXT)
        sums = read_absence_sums(unit, CLASS, first=BEGINS, last=NEXT)
    by_weeks = {who.id: page.of_pupil(row) for row, who in enumerate(page.pupils)}
    assert by_weeks == {who: replace(each, minutes=0) for who, each in sums.lessons.items()}


def test_a_class_that_is_not_ones_own_is_not_read(store: Store) -> None:
    with store.reading() as unit, pytest.raises(NoSuchThingError):
        read_absence_weeks(unit, ClassId("6a"), first=BEGINS, last=NEXT)


@pytest.mark.parametrize(
    ("missed", "strength"), [(0, 0), (1, 1), (3, 1), (4, 2), (7, 2), (8, 3), (15, 3), (16, 4), (30, 4)]
)
def test_a_level_is_a_share_of_the_weeks_lessons(missed: int, strength: int) -> None:
    assert level(missed, 30) == strength
