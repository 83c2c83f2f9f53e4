"""The school's lists: what each row becomes."""

from datetime import date

import pytest

from app.domain.records import (
    Assignment,
    Bell,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Lesson,
    Membership,
    PlanItem,
    Pupil,
    SchoolClass,
    Subject,
    Teacher,
    Term,
    WorkType,
)
from app.files.headed import as_day
from app.files.refusals import Reason
from portal.admin.import_books import class_title
from tests.portal.admin.school_files import LISTS, YEAR, Taken, take, take_alone


@pytest.fixture(scope="module")
def taken() -> Taken:
    return take_alone(*LISTS.values())


def test_the_lists_are_taken_in_whole(taken: Taken) -> None:
    assert taken.reasons == []
    assert taken.books.counts() == {
        "term": 2,
        "holiday": 2,
        "bell": 2,
        "work_type": 12,
        "subject": 4,
        "teacher": 3,
        "school_class": 2,
        "pupil": 5,
        "enrolment": 5,
        "group": 4,
        "membership": 9,
        "journal": 5,
        "assignment": 5,
        "lesson": 115,
    }


def test_terms_are_numbered_by_their_days_whatever_the_order_of_the_rows() -> None:
    heading, first, second, *_ = LISTS["terms"].splitlines()
    taken = take_alone("\n".join((heading, second, first)) + "\n")
    numbered = {each.name: each.ordinal for each in taken.of(Term)}
    assert numbered == {"1 четверть": 1, "2 четверть": 2}


def test_a_teacher_may_have_no_patronymic(taken: Taken) -> None:
    names = {(each.surname, each.name, each.patronymic) for each in taken.of(Teacher)}
    assert ("Седов", "Борис", "") in names


def test_a_class_has_a_grade_a_letter_and_its_teacher(taken: Taken) -> None:
    found = taken.of(SchoolClass)
    (leader,) = taken.books.teachers["морозова елена сергеевна"]
    assert [(each.grade, each.letter, each.shift) for each in found] == [(7, "Б", 1), (1, "А", 1)]
    assert found[0].teacher == leader


@pytest.mark.parametrize(
    ("text", "title"), [("7 «б»", "7Б"), ("07-б", "7Б"), ('11"А"', "11А"), ("12А", None), ("0А", None), ("7", None)]
)
def test_a_class_is_known_however_it_is_written(text: str, title: str | None) -> None:
    assert class_title(text) == title


def test_namesakes_of_one_class_are_two_pupils(taken: Taken) -> None:
    born = sorted(each.born for each in taken.of(Pupil) if each.surname == "Кузнецов")
    assert born == [date(2013, 5, 11), date(2013, 8, 30)]


def test_yo_and_double_names_are_kept(taken: Taken) -> None:
    names = {each.surname for each in taken.of(Pupil)}
    assert {"Ёлкин", "Воронова-Залесская"} <= names


def test_a_pupil_without_a_day_of_enrolment_is_there_from_the_first_of_september(taken: Taken) -> None:
    first = {each.first for each in taken.of(Enrolment)}
    assert first == {date(2026, 9, 1), date(2026, 10, 5)}


def test_the_halves_of_a_class_have_their_pupils(taken: Taken) -> None:
    groups = {each.name: each.id for each in taken.of(Group) if each.name}
    members = [each.group for each in taken.of(Membership)]
    assert {name: members.count(key) for name, key in groups.items()} == {"англ. 1": 2, "англ. 2": 2}


def test_a_load_is_a_journal_and_the_right_to_it(taken: Taken) -> None:
    journals = {each.id: each for each in taken.of(Journal)}
    rights = taken.of(Assignment)
    assert {each.journal for each in rights} == set(journals)
    assert sorted(each.hours for each in journals.values()) == [2, 2, 2, 3, 4]
    assert [each.last for each in rights if each.last] == [date(2026, 9, 30)]


def test_the_timetable_becomes_the_lessons_of_the_year_without_holidays(taken: Taken) -> None:
    subject = taken.books.subjects["английский язык"].id
    first_half = next(each for each in taken.books.journals.values() if each.subject == subject).id
    days = sorted(each.day for each in taken.of(Lesson) if each.journal == first_half)
    assert {day.isoweekday() for day in days} == {3}
    assert (days[0], days[-1], len(days)) == (date(2026, 9, 2), date(2026, 12, 30), 16)
    assert date(2026, 10, 28) not in days
    assert date(2026, 11, 4) not in days


def test_a_lesson_keeps_its_id_when_the_timetable_is_taken_in_again(taken: Taken) -> None:
    again = take_alone(*LISTS.values())
    assert {each.id for each in again.of(Lesson)} == {each.id for each in taken.of(Lesson)}


def test_bells_ring_every_day_where_no_day_is_named(taken: Taken) -> None:
    rung = [(each.weekday, each.number, each.starts) for each in taken.of(Bell)]
    assert rung == [(0, 1, "08:30"), (0, 2, "09:20")]


def test_the_usual_kinds_of_work_are_there_with_their_weights(taken: Taken) -> None:
    weights = {each.name: each.weight for each in taken.of(WorkType)}
    assert (weights["Ответ на уроке"], weights["Диктант"], weights["Контрольная работа"]) == (1, 3, 4)


def test_a_long_subject_has_its_usual_short_name(taken: Taken) -> None:
    shorts = {each.name: each.short for each in taken.of(Subject)}
    assert shorts["Английский язык"] == "Англ. яз."


def test_holidays_are_days_without_lessons(taken: Taken) -> None:
    assert {each.name for each in taken.of(Holiday)} == {
        "Осенние каникулы",
        "День народного единства",
    }


PLAN = """\
Календарно-тематическое планирование;;;;
Предмет;Английский язык;;;
Классы;7Б;;;
;;;;
№;Раздел;Тема;Часы;Вид контроля
1;Travelling;By train;2;
2;Travelling;By ship;1;Контрольная работа
"""


def test_a_plan_goes_to_every_half_that_follows_it() -> None:
    items = take(PLAN).of(PlanItem)
    assert [
        (each.number, each.topic, each.hours, each.control) for each in items if each.journal == items[0].journal
    ] == [
        (1, "By train", 2, ""),
        (2, "By ship", 1, "Контрольная работа"),
    ]
    assert len({each.journal for each in items}) == 2


@pytest.mark.parametrize(
    ("plan", "reason", "place"),
    [
        (PLAN.replace("Английский язык", "Астрономия"), Reason.UNKNOWN_SUBJECT, "B2"),
        (PLAN.replace("7Б", "7Б, 8Г"), Reason.UNKNOWN_CLASS, "B3"),
        (PLAN.replace("7Б", "1А"), Reason.NO_JOURNAL, "B3"),
    ],
)
def test_a_plan_of_nobody_is_refused_once_not_row_by_row(plan: str, reason: Reason, place: str) -> None:
    assert take(plan).reasons == [(reason, place)]


TOPICS = "Класс;7Б;;;;\n;;;;;\nПредмет;Группа;Дата;Урок;Тема;Домашнее задание\n"


def test_topics_and_homework_go_to_their_lessons() -> None:
    taken = take(TOPICS + "Алгебра;;01.09.2026;2;Дроби; № 5 \nАлгебра;;03.09;;Проценты;\nАлгебра;;08.09;1;;\n")
    filled = {(each.day.day, each.number): (each.topic, each.homework) for each in filled_lessons(taken)}
    assert taken.reasons == []
    assert filled == {(1, 2): ("Дроби", "№ 5"), (3, 1): ("Проценты", "")}


def test_of_two_lessons_of_a_day_none_is_guessed() -> None:
    assert take(TOPICS + "Алгебра;;01.09;;Дроби;\n").reasons == [(Reason.NO_LESSON, "C4")]


def test_one_lesson_has_one_topic() -> None:
    assert take(TOPICS + "Алгебра;;01.09;1;Дроби;\nАлгебра;;01.09;1;Проценты;\n").reasons == [(Reason.TWICE, "E5")]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("01.09", date(2026, 9, 1)),
        ("1.2", date(2027, 2, 1)),
        ("5.03.27", date(2027, 3, 5)),
        ("2026-11-20", date(2026, 11, 20)),
        (date(2026, 9, 1), date(2026, 9, 1)),
        ("29.02", None),
        ("сентябрь", None),
        (1.1, None),
        (46000, None),
    ],
)
def test_a_day_is_read_or_refused_never_guessed(value: str | float | date, day: date | None) -> None:
    assert as_day(value, YEAR) == day


def filled_lessons(taken: Taken) -> list[Lesson]:
    return [each for each in taken.of(Lesson) if (each.topic or each.homework)]
