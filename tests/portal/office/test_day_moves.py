"""A lesson of a day is moved, with what it meets shown before, comes back, and all of it is taken back as a whole."""

from datetime import date

import httpx
import pytest

from app.domain.classroom import Substitution
from app.domain.periods import closing_id
from app.domain.records import NEVER, Bell, Closing, Holiday, Lesson, Mark
from app.ids import LessonId, MarkId
from tests.portal.conftest import Portal
from tests.portal.office.time_office import TimeOffice
from tests.portal.portal_school import PHYSICS, VERA
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

LESSON = LESSONS[0]
PATH = f"/day/{LESSON}"
SATURDAY = date(2026, 10, 17)
"""Nobody has a lesson on it."""

THERE = {"day": SATURDAY.isoformat(), "number": "3", "room": "305"}


@pytest.fixture
def office(portal: Portal) -> TimeOffice:
    return TimeOffice(portal)


def stored(office: TimeOffice, key: LessonId = LESSON) -> Lesson:
    (found,) = [each for each in office.rows(Lesson) if each.id == key]
    return found


def move(office: TimeOffice, **typed: str) -> httpx.Response:
    review = office.fill(PATH, "save", typed)
    assert review.status_code == 200, review.text
    return office.press(PATH, review, "save")


def test_a_move_is_looked_at_and_then_done_whole(office: TimeOffice) -> None:
    review = office.fill(PATH, "save", THERE)
    assert "Ещё ничего не сохранено" in review.text
    assert "Накладок нет" in review.text
    assert stored(office).day == BEGINS
    answer = office.press(PATH, review, "save")
    assert answer.headers["location"].partition("/day?")[2].startswith(f"on={SATURDAY.isoformat()}")
    row = stored(office)
    assert (row.day, row.number, row.room) == (SATURDAY, 3, "305")
    assert row.reason == "перенос: было Вт 01.09.2026, 1 урок"
    assert "перенос: было Вт 01.09.2026, 1 урок" in office.get(f"/day?on={SATURDAY.isoformat()}")
    assert "Алгебра" not in office.get(f"/day?on={BEGINS.isoformat()}&class={CLASS}")


def test_another_room_alone_is_a_change_too(office: TimeOffice) -> None:
    move(office, room="актовый зал")
    row = stored(office)
    assert (row.day, row.room, row.reason) == (BEGINS, "актовый зал", "кабинет актовый зал вместо 201")


def test_clashes_of_a_move_are_named_before_it_is_written(office: TimeOffice) -> None:
    office.portal.put(
        Bell("b3", NEVER, 1, 0, 3, "10:30", "11:15"), Lesson(LessonId("x"), NEVER, PHYSICS, SATURDAY, 3, "305")
    )
    office.portal.put(Holiday("h", NEVER, "День лицея", SATURDAY, SATURDAY))
    review = office.fill(PATH, "save", {**THERE, "teacher": VERA})
    assert "Накладки: 3" in review.text
    assert "каникулы: День лицея" in review.text
    assert "Чужая В. ведёт в это время 8А Физика" in review.text
    assert "кабинет 305 занят: 8А Физика" in review.text
    assert stored(office).day == BEGINS
    assert office.press(PATH, review, "save").status_code == 303
    assert stored(office).day == SATURDAY


def test_a_clash_that_arose_meanwhile_is_shown_instead_of_saving(office: TimeOffice) -> None:
    review = office.fill(PATH, "save", THERE)
    office.portal.put(Lesson(LessonId("x"), NEVER, PHYSICS, SATURDAY, 3, "305"))
    again = office.press(PATH, review, "save")
    assert "кабинет 305 занят" in again.text
    assert stored(office).day == BEGINS
    assert office.press(PATH, again, "save").status_code == 303


def test_who_stands_in_goes_with_the_lesson_to_its_new_day(office: TimeOffice) -> None:
    office.fill(PATH, "join", {"teacher": VERA})
    move(office, **THERE)
    (stands,) = office.rows(Substitution)
    assert (stands.teacher, stands.day) == (VERA, SATURDAY)
    assert "Чужая В." in office.get(f"/day?on={SATURDAY.isoformat()}")


@pytest.mark.parametrize("typed", [{"day": "2027-08-30"}, {"day": "завтра"}, {"number": "11"}, {"room": "1" * 21}])
def test_a_place_that_cannot_be_is_refused(office: TimeOffice, typed: dict[str, str]) -> None:
    answer = office.fill(PATH, "save", typed)
    assert answer.status_code == 422
    assert stored(office).day == BEGINS


def test_a_cancelled_lesson_is_not_moved(office: TimeOffice) -> None:
    answer = office.fill(PATH, "save", {**THERE, "held": "0", "reason": "экскурсия"})
    assert answer.status_code == 422
    assert "Отменённый урок не переносят" in answer.text


def test_what_is_written_in_a_closed_term_stays_in_it(office: TimeOffice) -> None:
    move(office, **THERE)
    office.portal.put(
        Mark(MarkId("m"), NEVER, ALGEBRA, LESSON, PUPILS[0], None, "5", ANNA),
        Closing(closing_id(WHOLE_YEAR, CLASS), NEVER, WHOLE_YEAR, CLASS, True, "", ANNA),
    )
    answer = office.fill(PATH, "save", {"day": BEGINS.isoformat()})
    assert answer.status_code == 422
    assert "период закрыт" in answer.text
    assert stored(office).day == SATURDAY


def test_a_lesson_that_comes_back_says_whom_it_meets(office: TimeOffice) -> None:
    office.fill(PATH, "save", {"held": "0", "reason": "экскурсия"})
    assert stored(office).cancelled
    office.portal.put(Lesson(LessonId("x"), NEVER, PHYSICS, BEGINS, 1, "201"))
    review = office.fill(PATH, "save", {"held": "1", "reason": ""})
    assert "кабинет 201 занят: 8А Физика" in review.text
    assert stored(office).cancelled
    assert office.press(PATH, review, "save").status_code == 303
    assert not stored(office).cancelled


def test_a_move_is_taken_back_as_a_whole(office: TimeOffice) -> None:
    before = stored(office)
    answer = move(office, teacher=VERA, **THERE)
    number = answer.headers["location"].rpartition("done=")[2]
    token = office.get("/people/actions").partition('name="token" value="')[2].partition('"')[0]
    assert office.send("/people/actions", {"token": token}, f"undo.{number}").status_code == 303
    row = stored(office)
    assert (row.day, row.number, row.room, row.reason) == (before.day, before.number, before.room, "")
    assert [each.teacher for each in office.rows(Substitution)] == [""]
