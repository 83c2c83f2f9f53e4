"""The school year and the week in files: alternating weeks, what was decided since, what cannot be."""

from datetime import date

from msgspec.structs import replace

from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing, Holiday, Lesson, Term
from app.domain.regulations import PAUSED_WEEKS, Setting
from app.domain.withdrawing import withdrawn
from app.files.refusals import Reason
from app.ids import ClassId, TeacherId
from tests.portal.admin.school_files import LISTS, Taken, take_alone, take_with

HEADING = "Класс;День недели;Урок;Предмет;Группа;Неделя;С;По\n"
TERMS = "Вид;Название;Классы;Начало;Конец\n"
BEFORE = {kind: text for kind, text in LISTS.items() if kind != "timetable"}


def take(*texts: str, timetable: str = "") -> Taken:
    """Take in tables for a school that has its lists and a timetable."""
    lists = take_alone(*BEFORE.values(), *([timetable] if timetable else []))
    assert lists.reasons == []
    return take_with(lists.books, *texts)


def days(taken: Taken) -> list[date]:
    return sorted(each.day for each in taken.of(Lesson))


def test_a_row_of_one_week_stands_every_other_week() -> None:
    row = "7Б;сб;1;Алгебра;;{};01.09.2026;26.09.2026\n"
    first, second = (take(HEADING + row.format(week)) for week in ("1", "чётная"))
    # 1 September, a Tuesday, is in the first week
    assert days(first) == [date(2026, 9, 5), date(2026, 9, 19)]
    assert days(second) == [date(2026, 9, 12), date(2026, 9, 26)]
    assert days(take(HEADING + row.format(""))) == sorted(days(first) + days(second))


def test_weeks_of_holidays_are_left_out_where_the_school_says_so() -> None:
    row = HEADING + "7Б;сб;1;Алгебра;;1;01.11.2026;15.11.2026\n"
    lists = take_alone(*BEFORE.values()).books
    assert days(take_with(lists, row)) == [date(2026, 11, 14)]
    lists.add(Setting(PAUSED_WEEKS, NEVER, "1"))
    # 26 to 31 October are one week of holidays
    assert days(take_with(lists, row)) == [date(2026, 11, 7)]


def test_two_subjects_share_a_place_by_weeks_and_by_halves() -> None:
    weeks = "7Б;сб;1;Алгебра;;1;;\n7Б;сб;1;Геометрия;;2;;\n"
    halves = "7Б;сб;2;Английский язык;англ. 1;;;\n7Б;сб;2;Английский язык;англ. 2;;;\n"
    assert take(HEADING + weeks + halves).reasons == []
    clash = "7Б;сб;1;Алгебра;;;;30.09.2026\n7Б;сб;1;Геометрия;;;01.10.2026;\n7Б;сб;1;Геометрия;;;;30.09.2026\n"
    assert take(HEADING + clash).reasons == [(Reason.CLASS_BUSY, "C4")]


def test_a_lesson_that_was_cancelled_or_moved_since_stays_as_it_was_decided() -> None:
    row = HEADING + "7Б;сб;1;Алгебра;;;01.09.2026;20.09.2026\n"
    lists = take_alone(*BEFORE.values(), row).books
    first, second, third = sorted(
        (each for each in lists.records() if isinstance(each, Lesson)), key=lambda each: each.day
    )
    lists.add(replace(first, cancelled=True, reason="экскурсия"))
    lists.add(replace(second, day=date(2026, 9, 14), reason="перенос"))
    gone = withdrawn(third)
    assert isinstance(gone, Lesson)
    lists.add(gone)
    # only what was taken out of the timetable comes back with it
    assert take_with(lists, row).of(Lesson) == [third]


def test_the_same_terms_again_and_longer_ones_are_no_obstacle() -> None:
    moved = LISTS["terms"].replace("23.10.2026", "24.10.2026").replace("24.10.2026;01.11.2026", "25.10.2026;01.11.2026")
    assert take(LISTS["terms"]).reasons == []
    assert take(moved).reasons == []


def test_holidays_that_are_in_each_others_way_are_told() -> None:
    rows = "каникулы;Зимние;;31.12.2026;10.01.2027\nпраздник;Рождество;;07.01.2027;07.01.2027\n"
    taken = take(TERMS + rows)
    assert taken.reasons == [(Reason.OVERLAPS, "D3")]
    assert [each.name for each in taken.of(Holiday)] == ["Зимние"]


def test_a_closed_term_is_not_made_shorter() -> None:
    lists = take_alone(*BEFORE.values()).books
    (term,) = (each for each in lists.records() if isinstance(each, Term) and each.name == "1 четверть")
    closed = ClassId("7b")
    lists.add(Closing(closing_id(term.id, closed), NEVER, term.id, closed, True, "", TeacherId("t")))
    row = TERMS + "четверть;1 четверть;1-9;01.09.2026;{}\n"
    assert take_with(lists, row.format("22.10.2026")).reasons == [(Reason.TERM_CLOSED, "E2")]
    assert take_with(lists, row.format("24.10.2026")).reasons == []
