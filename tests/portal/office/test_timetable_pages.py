"""The timetable's pages: lessons come, go, alternate and stay; clashes are shown before; a day and its changes."""

from datetime import date, timedelta

import pytest

from app.domain.classroom import Substitution
from app.domain.records import NEVER, Assignment, Bell, Holiday, Journal, Lesson, Mark, SchoolClass, Subject
from app.ids import JournalId, LessonId, MarkId, SubjectId
from tests.portal.conftest import Portal
from tests.portal.office.time_office import TimeOffice, days
from tests.portal.portal_school import CLASS_8A, PHYSICS, PHYSICS_LESSONS, VERA
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, GROUP, LESSONS, PUPILS

GEOMETRY = JournalId("geometry-7b")
PLACE = f"/timetable/{CLASS}/6/8"
"""Saturday, the eighth lesson: nothing stands there."""

FROM, UNTIL = date(2026, 9, 26), date(2026, 10, 31)
SATURDAYS = [FROM + timedelta(7 * n) for n in range(6)]
SPAN = days(FROM, UNTIL)


@pytest.fixture
def office(portal: Portal) -> TimeOffice:
    subject = SubjectId("geometry")
    portal.put(
        Subject(subject, NEVER, "Геометрия", "Геометрия"),
        Journal(GEOMETRY, NEVER, GROUP, subject, BEGINS.year, 2),
        Assignment("assignment-geometry", NEVER, GEOMETRY, VERA, BEGINS, None),
    )
    return TimeOffice(portal)


def put(office: TimeOffice, **typed: str) -> None:
    review = office.fill(PLACE, "check", {**SPAN, **typed})
    assert review.status_code == 200
    assert office.press(PLACE, review, "save").status_code == 303


def held(office: TimeOffice, journal: JournalId = ALGEBRA, number: int = 8) -> list[date]:
    return sorted(
        each.day
        for each in office.rows(Lesson)
        if each.journal == journal and each.number == number and not each.cancelled
    )


def lesson_on(office: TimeOffice, day: date) -> Lesson:
    (found,) = [each for each in office.rows(Lesson) if each.day == day and each.number == 8]
    return found


def test_a_lesson_of_the_week_becomes_lessons_of_its_days(office: TimeOffice) -> None:
    review = office.fill(PLACE, "check", {**SPAN, "journal-0": ALGEBRA, "room-0": "305"})
    assert "Появятся: 6 уроков" in review.text
    assert "Накладок нет" in review.text
    assert held(office) == []
    office.press(PLACE, review, "save")
    assert held(office) == SATURDAYS
    assert {each.room for each in office.rows(Lesson) if each.number == 8} == {"305"}
    assert "Алгебра, каб. 305" in office.get(f"/timetable/{CLASS}?from=2026-09-26")


def test_holidays_and_days_that_are_over_get_no_lessons(office: TimeOffice) -> None:
    office.portal.put(Holiday("h", NEVER, "Осенние", date(2026, 10, 3), date(2026, 10, 11)))
    put(office, **{"journal-0": ALGEBRA})
    assert held(office) == [each for each in SATURDAYS if not date(2026, 10, 3) <= each <= date(2026, 10, 11)]
    answer = office.fill(PLACE, "check", {"first": "2026-09-20", "journal-0": ALGEBRA})
    assert answer.status_code == 422
    assert "прошедшие уроки не меняются" in answer.text


def test_weeks_alternate(office: TimeOffice) -> None:
    put(office, **{"journal-0": ALGEBRA, "week-0": "1", "journal-1": GEOMETRY, "week-1": "2"})
    # 1 September is in the first week, so 26 September is in the fourth, a second one
    assert held(office, GEOMETRY) == SATURDAYS[0::2]
    assert held(office) == SATURDAYS[1::2]
    shown = office.get(f"/timetable/{CLASS}?from=2026-09-26")
    assert "Алгебра, 1-я неделя" in shown
    assert "Геометрия, 2-я неделя" in shown


def test_lessons_that_nobody_wrote_in_vanish_and_the_others_stay_off_the_timetable(office: TimeOffice) -> None:
    put(office, **{"journal-0": ALGEBRA})
    written = lesson_on(office, SATURDAYS[2])
    office.portal.put(Mark(MarkId("m"), NEVER, ALGEBRA, written.id, PUPILS[0], None, "5", ANNA))
    review = office.fill(PLACE, "check", {**SPAN, "journal-0": ""})
    assert "Исчезнут: 5 уроков" in review.text
    assert "Останутся как отменённые «вне расписания», в них уже есть записи: 1 урок" in review.text
    office.press(PLACE, review, "save")
    assert held(office) == []
    stayed = lesson_on(office, SATURDAYS[2])
    assert (stayed.cancelled, stayed.removed, stayed.reason) == (True, False, "вне расписания")
    gone = lesson_on(office, SATURDAYS[3])
    assert (gone.cancelled, gone.removed, gone.reason) == (True, True, "")
    assert "Алгебра" not in office.get(f"/day?on={SATURDAYS[3].isoformat()}")


def test_a_lesson_that_comes_back_is_the_same_one(office: TimeOffice) -> None:
    put(office, **{"journal-0": ALGEBRA})
    before = {each.id for each in office.rows(Lesson)}
    put(office, **{"journal-0": GEOMETRY})
    put(office, **{"journal-0": ALGEBRA})
    assert held(office) == SATURDAYS
    again = {each.id for each in office.rows(Lesson) if each.journal == ALGEBRA}
    assert again == {each for each in before if each not in PHYSICS_LESSONS}


def test_what_was_decided_for_one_lesson_stays(office: TimeOffice) -> None:
    put(office, **{"journal-0": ALGEBRA})
    one = lesson_on(office, SATURDAYS[1])
    answer = office.fill(f"/day/{one.id}", "save", {"held": "0", "reason": "экскурсия"})
    assert answer.status_code == 303
    put(office, **{"journal-0": ALGEBRA, "room-0": "12"})
    decided = lesson_on(office, SATURDAYS[1])
    assert (decided.cancelled, decided.reason, decided.room) == (True, "экскурсия", "")
    assert lesson_on(office, SATURDAYS[0]).room == "12"
    put(office, **{"journal-0": ""})
    assert lesson_on(office, SATURDAYS[1]) == decided
    assert lesson_on(office, SATURDAYS[0]).removed


def test_clashes_are_shown_before_anything_is_saved(office: TimeOffice) -> None:
    office.portal.put(Lesson(LessonId("x"), NEVER, PHYSICS, SATURDAYS[0], 8, "305"))
    review = office.fill(PLACE, "check", {**SPAN, "journal-0": GEOMETRY, "room-0": "305"})
    assert "Чужая В. ведёт в это время 8А Физика (26.09.2026)" in review.text
    assert "кабинет 305 занят: 8А Физика (26.09.2026)" in review.text
    assert "Сохранить, несмотря на накладки" in review.text
    assert held(office, GEOMETRY) == []


def test_lessons_of_two_shifts_clash_by_the_clock(office: TimeOffice) -> None:
    office.portal.put(
        Bell("b8", NEVER, 1, 0, 8, "14:00", "14:45"),
        Bell("b21", NEVER, 2, 0, 1, "14:30", "15:15"),
        SchoolClass(CLASS_8A, NEVER, 8, "А", 2, VERA),
        Lesson(LessonId("x"), NEVER, PHYSICS, SATURDAYS[0], 1, "305"),
        Lesson(LessonId("y"), NEVER, PHYSICS, SATURDAYS[1], 8, "305"),
    )
    review = office.fill(PLACE, "check", {**SPAN, "journal-0": GEOMETRY, "room-0": "305"})
    assert "Чужая В. ведёт в это время 8А Физика (2 урока, с 26.09.2026)" in review.text
    # the second shift's eighth lesson has no times: it is said rather than overlooked
    assert "кабинет 305 занят: 8А Физика (2 урока, с 26.09.2026)" in review.text


def test_two_lessons_of_one_class_clash_too(office: TimeOffice) -> None:
    review = office.fill(PLACE, "check", {**SPAN, "journal-0": ALGEBRA, "journal-1": GEOMETRY})
    assert "класс занят" in review.text
    answer = office.fill(PLACE, "check", {**SPAN, "journal-0": ALGEBRA, "journal-1": ALGEBRA, "week-1": "1"})
    assert answer.status_code == 422
    assert "Этот урок здесь уже стоит" in answer.text


def test_free_rooms_and_teachers_are_named(office: TimeOffice) -> None:
    busy = [Lesson(LessonId(f"x{n}"), NEVER, PHYSICS, each, 8, "305") for n, each in enumerate(SATURDAYS)]
    office.portal.put(*busy, Lesson(LessonId("y"), NEVER, PHYSICS, SATURDAYS[0], 7, "12"))
    free = office.get(f"{PLACE}?from=2026-09-26").partition("Свободны в это время")[2]
    assert "12" in free.partition("Учителя")[0].partition("Кабинеты")[2]
    assert "305" not in free
    assert "Громова А. И." in free
    assert "Чужая В." not in free


def test_a_substitute_is_chosen_among_the_free_and_groups_are_joined_only_when_told(office: TimeOffice) -> None:
    office.portal.put(Lesson(LessonId("x"), NEVER, PHYSICS, BEGINS, 1, "305"))
    path = f"/day/{LESSONS[0]}"
    assert "Заняты: объединить группы" in office.get(path)
    answer = office.fill(path, "save", {"teacher": VERA})
    assert answer.status_code == 422
    assert "Можно объединить группы" in answer.text
    assert office.rows(Substitution) == []
    assert office.press(path, answer, "join").status_code == 303
    (stands,) = office.rows(Substitution)
    assert (stands.teacher, stands.day, stands.lesson) == (VERA, BEGINS, LESSONS[0])
    shown = office.get(f"/day?on={BEGINS.isoformat()}")
    assert "Чужая В.</b> вместе с 8А Физика" in shown
    office.fill(path, "save", {"teacher": ""})
    assert "Всё по расписанию" in office.get(f"/day?on={BEGINS.isoformat()}")


def test_a_lesson_is_cancelled_with_a_reason_only_and_held_after_all(office: TimeOffice) -> None:
    path = f"/day/{LESSONS[0]}"
    assert office.fill(path, "save", {"held": "0"}).status_code == 422
    office.fill(path, "save", {"held": "0", "reason": "экскурсия"})
    assert "Отменён.</b> экскурсия" in office.get(f"/day?on={BEGINS.isoformat()}")
    office.fill(path, "save", {"held": "1", "reason": ""})
    (row,) = [each for each in office.rows(Lesson) if each.id == LESSONS[0]]
    assert (row.cancelled, row.reason) == (False, "")


@pytest.mark.parametrize(
    "path", ["/timetable/none", f"/timetable/{CLASS}/9/1", f"/timetable/{CLASS}/1/11", "/day/none"]
)
def test_what_is_not_there_is_not_found(office: TimeOffice, path: str) -> None:
    assert office.portal.client.get(office.home + path).status_code == 404


def test_a_change_of_the_timetable_is_taken_back_as_a_whole(office: TimeOffice) -> None:
    put(office, **{"journal-0": ALGEBRA})
    put(office, **{"journal-0": GEOMETRY})
    undo_last(office)
    assert (held(office), held(office, GEOMETRY)) == (SATURDAYS, [])
    undo_last(office)
    assert held(office) == []
    assert all(each.removed for each in office.rows(Lesson) if each.number == 8)


def undo_last(office: TimeOffice) -> None:
    page = office.get("/people/actions")
    step = page.partition('value="undo.')[2].partition('"')[0]
    token = page.partition('name="token" value="')[2].partition('"')[0]
    assert office.send("/people/actions", {"token": token}, f"undo.{step}").status_code == 303
