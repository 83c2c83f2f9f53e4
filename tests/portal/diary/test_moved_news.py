"""«Что нового» of a lesson that got another time or room and nobody said why."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from app.domain.classroom import Duty
from app.domain.records import NEVER, Lesson
from app.ids import LessonId
from app.operations import Operation, TopicSet
from app.planning import LessonCreate, LessonMove, LessonSubstitute
from portal.diary.looking import VISIT_MS
from tests.portal.conftest import Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.portal.pcs import Pc
from tests.portal.portal_school import GALINA, PHYSICS
from tests.small_school import ALGEBRA, BEGINS, BORIS, LESSONS, PUPILS

TUESDAY = date(2026, 9, 22)
"""The day after the portal's; its lesson is the fourth, in room 201."""

COMING = LESSONS[(TUESDAY - BEGINS).days]
WEEK = timedelta(7)
STANDING = Lesson(COMING, NEVER, ALGEBRA, TUESDAY, 4, "201")
LATER = tuple(Lesson(LessonId(f"later-{n}"), NEVER, ALGEBRA, TUESDAY + n * WEEK, 4, "201") for n in range(1, 4))
NOTHING = "С прошлого посещения ничего нового."


@pytest.fixture
def reader(portal: Portal) -> Reader:
    """Somebody who has just looked."""
    found = a_reader(portal, PUPILS[0])
    portal.put(*LATER)
    found.get("/new")
    portal.clock.ms += VISIT_MS + 1
    return found


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    return portal.pc("boris")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("201", "12", "4-й урок 22 сентября: кабинет 12 вместо 201"),
        ("201", "", "4-й урок 22 сентября: кабинет не указан, был 201"),
        ("", "12", "4-й урок 22 сентября: кабинет 12"),
    ],
)
def test_another_room_by_the_timetable_is_told(
    portal: Portal, reader: Reader, before: str, after: str, said: str
) -> None:
    portal.put(replace(STANDING, room=before))
    reader.get("/new")
    portal.clock.ms += VISIT_MS + 1
    portal.put(replace(STANDING, room=after))
    told = reader.text("/new")
    assert f"{said} " in told
    assert told.count("кабинет") == 1


def test_another_room_of_each_week_is_one_line(portal: Portal, reader: Reader) -> None:
    portal.put(*(replace(each, room="12") for each in (STANDING, *LATER)))
    told = reader.text("/new")
    assert "4-й урок по вторникам с 22 сентября: кабинет 12 вместо 201" in told
    assert told.count("кабинет") == 1


def test_other_rooms_of_each_week_are_lines_of_their_own(portal: Portal, reader: Reader) -> None:
    portal.put(*(replace(each, room=str(n)) for n, each in enumerate((STANDING, *LATER), 11)))
    told = reader.text("/new")
    assert [f"кабинет {n} вместо 201" in told for n in range(11, 15)] == [True] * 4


def test_a_deputy_heads_move_without_a_reason_is_told(reader: Reader, deputy: Pc) -> None:
    deputy.push(Operation(LessonMove(TUESDAY, 4, "12"), ent=COMING))
    assert "4-й урок 22 сентября: кабинет 12 вместо 201" in reader.text("/new")
    deputy.push(Operation(LessonMove(TUESDAY + timedelta(1), 2, "12"), ent=COMING))
    assert "2-й урок 23 сентября: перенос, был 4-м уроком 22 сентября" in reader.text("/new")


def test_a_lesson_that_the_office_never_had_says_that_it_was_moved(reader: Reader, deputy: Pc) -> None:
    deputy.push(Operation(LessonCreate(ALGEBRA, TUESDAY, 8, "201")))
    created = LessonId(deputy.ids[-1])
    assert NOTHING in reader.text("/new")
    deputy.push(Operation(LessonMove(TUESDAY, 8, "12"), ent=created))
    assert "8-й урок 22 сентября: изменение в расписании" in reader.text("/new")


def test_who_stands_in_and_a_reason_are_told_once_as_ever(portal: Portal, reader: Reader, deputy: Pc) -> None:
    deputy.push(Operation(LessonSubstitute(COMING, GALINA)))
    portal.put(replace(STANDING, room="12"), replace(LATER[0], room="12", reason="кабинет 12 вместо 201"))
    told = reader.text("/new")
    assert told.count("4-й урок 22 сентября") == told.count("4-й урок 29 сентября") == 1
    assert "замена, Ушедшая Г." in told
    assert "изменение в расписании кабинет 12 вместо 201" in told


def test_lessons_that_are_new_or_only_got_a_topic_are_no_news(portal: Portal, reader: Reader, anna: Pc) -> None:
    portal.put(Lesson(LessonId("new"), NEVER, ALGEBRA, TUESDAY, 7, "12"))
    anna.push(Operation(TopicSet("Степени"), ent=COMING, base=NEVER))
    assert NOTHING in reader.text("/new")


def test_a_room_that_is_as_it_was_again_is_no_news(reader: Reader, deputy: Pc) -> None:
    for room in ("12", "201"):
        deputy.push(Operation(LessonMove(TUESDAY, 4, room), ent=COMING))
    assert NOTHING in reader.text("/new")


def test_another_room_of_a_lesson_that_is_over_is_no_news(portal: Portal, reader: Reader) -> None:
    portal.put(Lesson(LESSONS[0], NEVER, ALGEBRA, BEGINS, 1, "12"))
    assert NOTHING in reader.text("/new")


def test_another_room_is_new_until_the_visit_is_over(portal: Portal, reader: Reader) -> None:
    portal.put(replace(STANDING, room="12"))
    assert "кабинет 12 вместо 201" in reader.text("/new")
    portal.clock.ms += VISIT_MS + 1
    assert NOTHING in reader.text("/new")


def test_rooms_of_lessons_of_others_are_no_news(portal: Portal, reader: Reader) -> None:
    """Galina's physics, which the pupil is not taught."""
    portal.put(Lesson(LessonId("physics"), NEVER, PHYSICS, TUESDAY, 1, "305"))
    portal.put(Lesson(LessonId("physics"), NEVER, PHYSICS, TUESDAY, 1, "12"))
    assert NOTHING in reader.text("/new")


def test_rooms_that_were_changed_one_after_another_are_all_told(portal: Portal, reader: Reader) -> None:
    portal.put(replace(STANDING, room="12"))
    portal.put(replace(LATER[0], room="14"))
    told = reader.text("/new")
    assert "4-й урок 22 сентября: кабинет 12 вместо 201" in told
    assert "4-й урок 29 сентября: кабинет 14 вместо 201" in told
