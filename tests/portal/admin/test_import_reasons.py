"""Every reason for which a place is left out, the address that is told, and that the rest goes in."""

import pytest

from app.domain.records import Mark, Pupil, Teacher
from app.files.refusals import Reason
from portal.admin.import_report import WORDS
from tests.portal.admin.school_files import a_journal, take, take_alone

ALGEBRA = ("№;Ученик;01.09;01.09;03.09", ";Урок;1;2;1")
TEACHERS = "Фамилия;Имя;Отчество;Логин\n"
PUPILS = "Класс;Фамилия;Имя;Отчество;Дата рождения;Пол;Зачислен;Выбыл\n"
TOPICS = "Класс;Предмет;Группа;Дата;Урок;Тема;Домашнее задание\n"
TIMETABLE = "Класс;День недели;Урок;Предмет;Группа\n"
WEEKS = "Класс;День недели;Урок;Предмет;Группа;Неделя\n"
TERMS = "Вид;Название;Классы;Начало;Конец\n"
BELLS = "Смена;Урок;Начало;Конец\n"
LOADS = "Класс;Предмет;Группа;Часов в неделю;Учитель\n"

OF_ROSTERS = {Reason.NO_BIRTH, Reason.NOT_TAKEN, Reason.OTHER_SCHOOL, Reason.DELETED}
"""Told of the OneRoster standard's files, and tried there."""

REFUSED: dict[Reason, tuple[str, str]] = {
    Reason.EMPTY: (TEACHERS + "Орлова;;Петровна;orlova\n", "B2"),
    Reason.BAD_DATE: (PUPILS + "7Б;Орлова;Яна;;31.02.2013;ж;;\n", "E2"),
    Reason.BAD_NUMBER: (BELLS + "1;99;10:00;10:40\n", "B2"),
    Reason.BAD_TIME: (BELLS + "1;3;10:70;11:00\n", "C2"),
    Reason.BAD_CLASS: ("Класс;Смена;Классный руководитель\nседьмой;1;Седов Борис\n", "A2"),
    Reason.BAD_MARK: (a_journal(*ALGEBRA, "1;Ёлкин Пётр Семёнович;5-;;"), "C8"),
    Reason.STRANGE: (TEACHERS + "Орлова\u202e;Яна;;orlova\n", "A2"),
    Reason.TOO_LONG: (TOPICS + f"7Б;Алгебра;;01.09;1;{'Дроби ' * 800};\n", "F2"),
    Reason.TWICE: (BELLS + "2;1;14:00;14:40\n2;1;14:10;14:50\n", "B3"),
    Reason.ELSEWHERE: (PUPILS + "1А;Ёлкин;Пётр;Семёнович;02.04.2013;м;;\n", "B2"),
    Reason.NAMESAKES: (a_journal(*ALGEBRA, "1;Кузнецов Иван Сергеевич;5;;"), "B8"),
    Reason.UNKNOWN_KIND: (TERMS + "пятилетка;1;1-9;01.09.2026;01.10.2026\n", "A2"),
    Reason.NOT_LAST_GRADE: (
        "Класс;Фамилия;Имя;Предмет;Год;Откуда\n7Б;Ёлкин;Пётр;Алгебра;5;Школа № 3\n",
        "A2",
    ),
    Reason.UNKNOWN_CLASS: (PUPILS + "8Г;Орлова;Яна;;01.02.2013;ж;;\n", "A2"),
    Reason.UNKNOWN_GROUP: (TIMETABLE + "7Б;пн;1;Алгебра;нем. 1\n", "E2"),
    Reason.UNKNOWN_SUBJECT: (TIMETABLE + "7Б;пн;1;Астрономия;\n", "D2"),
    Reason.UNKNOWN_TEACHER: (LOADS + "7Б;Физика;;2;Орлова Яна\n", "E2"),
    Reason.UNKNOWN_PUPIL: (a_journal(*ALGEBRA, "1;Елкин Петр Семенович;5;;"), "B8"),
    Reason.UNKNOWN_WEEKDAY: (TIMETABLE + "7Б;завтра;1;Алгебра;\n", "B2"),
    Reason.UNKNOWN_WORK: (a_journal(*ALGEBRA, ";Вид работы;коллоквиум;;", "1;Ёлкин Пётр Семёнович;5;;4"), "C8"),
    Reason.NO_JOURNAL: (TIMETABLE + "1А;пн;1;Алгебра;\n", "D2"),
    Reason.NO_LESSON: (TOPICS + "7Б;Алгебра;;07.09;1;Дроби;\n", "D2"),
    Reason.NO_TEACHER: (
        a_journal("№;Ученик;02.10;", ";Урок;2;", "1;Ёлкин Пётр Семёнович;5;", subject="Геометрия"),
        "C6",
    ),
    Reason.NOT_ENROLLED: (a_journal(*ALGEBRA, "1;Воронова-Залесская Мария-София Ильинична;5;;"), "C8"),
    Reason.UNMARKED_GRADE: (
        a_journal("№;Ученик;01.09;", ";Урок;1;", "1;Гринберг Илья;5;", school_class="1А", subject="Математика"),
        "C8",
    ),
    Reason.OUTSIDE_YEAR: (TERMS + "четверть;4 четверть;1-9;05.04.2027;02.09.2027\n", "D2"),
    Reason.OVERLAPS: (TERMS + "четверть;3 четверть;7-11;20.12.2026;26.03.2027\n", "D2"),
    Reason.NO_SCHOOL_DAYS: (TERMS + "модуль;Осень;10-11;25.10.2026;25.10.2026\n", "E2"),
    Reason.UNKNOWN_WEEK: (WEEKS + "7Б;сб;1;Алгебра;;3\n", "F2"),
    Reason.CLASS_BUSY: (WEEKS + "7Б;сб;1;Алгебра;;\n7Б;сб;1;Английский язык;англ. 1;2\n", "C3"),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_each_fault_is_told_with_its_address(reason: Reason) -> None:
    text, address = REFUSED[reason]
    assert take(text).reasons == [(reason, address)]


def test_no_reason_is_untried_or_without_words() -> None:
    assert set(REFUSED) | {Reason.TERM_CLOSED} | OF_ROSTERS == set(WORDS) == set(Reason)


def test_a_refused_row_keeps_no_other_out() -> None:
    taken = take_alone(TEACHERS + "Орлова;;Петровна;orlova\nСедов;Борис;;sedov\n;Яна;;yana\n")
    assert [str(each.surname) for each in taken.of(Teacher)] == ["Седов"]
    assert [where for _, where in taken.reasons] == ["B2", "A4"]


def test_a_refused_cell_keeps_no_other_out() -> None:
    taken = take(a_journal(*ALGEBRA, "1;Ёлкин Пётр Семёнович;5-;4;3"))
    assert [each.value for each in taken.of(Mark)] == ["4", "3"]


def test_the_report_repeats_no_endless_text() -> None:
    taken = take(TOPICS + f"7Б;Алгебра;;01.09;1;{'Дроби ' * 800};\n")
    assert len(taken.refused[0].text) < 100


@pytest.mark.parametrize("day", ["12", "0", "понед", "8"])
def test_what_is_no_weekday_is_refused(day: str) -> None:
    assert take(TIMETABLE + f"7Б;{day};3;Алгебра;\n").reasons == [(Reason.UNKNOWN_WEEKDAY, "B2")]


def test_somebody_who_goes_to_another_class_may_stand_in_either_order() -> None:
    moved = "7Б;Ёлкин;Пётр;Семёнович;02.04.2013;м;;11.10.2026\n"
    rows = ["1А;Ёлкин;Пётр;Семёнович;02.04.2013;м;12.10.2026;\n", moved]
    for listed in (rows, rows[::-1]):
        taken = take(PUPILS + "".join(listed))
        assert taken.reasons == []
        assert len({each.id for each in taken.of(Pupil)}) == 1
