"""A timetable or a load that wants somebody, a room or a class twice at a time says so before and after."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.domain.classroom import Substitution, substitution_id
from app.domain.records import NEVER, Group, Journal, Lesson, Teacher
from portal.admin.import_report import render
from portal.admin.importing import import_files
from portal.exchange.office import put_records
from tests.portal.admin.school_files import SCHOOL, stored, write_lists

PLACES = "Класс;День недели;Урок;Предмет;Группа;Кабинет;С;По\n"
LOADS = "Класс;Предмет;Группа;Часов в неделю;Учитель;С;По\n"
HALF = "7Б (англ. 1) Английский язык"
UNTIL = "{row};01.09.2026;{last}\n"


@pytest.fixture
def folder(engine: Engine, tmp_path: Path) -> Path:
    """Where the next file is put; the school's lists and its timetable are in already."""
    folder = write_lists(tmp_path / "lists")
    assert import_files(engine, SCHOOL, [folder]).met == ()
    (tmp_path / "next").mkdir()
    return tmp_path / "next"


def met(engine: Engine, folder: Path, text: str) -> list[str]:
    """Take a table in and return what it says of clashes."""
    (folder / "table.csv").write_text(text)
    return [each.words for each in import_files(engine, SCHOOL, [folder]).met]


def place(row: str, last: str = "08.09.2026") -> str:
    return PLACES + UNTIL.format(row=row, last=last)


def test_a_teacher_who_is_wanted_twice_is_named_with_class_day_and_lesson(engine: Engine, folder: Path) -> None:
    # 1А has mathematics with Седов; on Wednesdays he has the second English group in the first lesson
    assert met(engine, folder, place("1А;Среда;1;Математика;;101")) == [
        "1А Математика, среда, 1 урок: Седов Борис ведёт в это время 7Б (англ. 2) Английский язык (02.09.2026)"
    ]


def test_a_room_that_is_taken_is_named_with_its_lessons(engine: Engine, folder: Path) -> None:
    words = met(engine, folder, place("1А;Четверг;1;Математика;;201", last="30.09.2026"))
    assert words == [
        "1А Математика, четверг, 1 урок: кабинет 201 занят: 7Б Алгебра (уроков: 4, с 03.09.2026)",
    ]


def test_two_rows_of_one_file_clash_once(engine: Engine, folder: Path) -> None:
    rows = place("1А;Суббота;3;Математика;;305") + "7Б;Суббота;3;Алгебра;;305;01.09.2026;08.09.2026\n"
    assert met(engine, folder, rows) == [
        "1А Математика, суббота, 3 урок: кабинет 305 занят: 7Б Алгебра (05.09.2026)",
    ]


def test_the_same_file_again_has_no_news_of_clashes(engine: Engine, folder: Path) -> None:
    row = place("1А;Среда;1;Математика;;101")
    assert len(met(engine, folder, row)) == 1
    assert met(engine, folder, row) == []


def test_a_load_that_gives_a_teacher_two_lessons_at_a_time_says_so(engine: Engine, folder: Path) -> None:
    row = "7Б;Английский язык;англ. 1;2;Седов Борис;01.09.2026;08.09.2026\n"
    assert met(engine, folder, LOADS + row) == [
        f"{HALF}, среда, 1 урок: Седов Борис ведёт в это время 7Б (англ. 2) Английский язык (02.09.2026)"
    ]


def test_who_stands_in_is_busy_and_who_is_replaced_is_free(engine: Engine, folder: Path) -> None:
    groups = {each.id: each.name for each in stored(engine, Group)}
    journals = {each.id: groups[each.group] for each in stored(engine, Journal)}
    lessons = [each for each in stored(engine, Lesson) if each.day == date(2026, 9, 2)]
    (second,) = [each for each in lessons if journals[each.journal] == "англ. 2"]
    (free,) = [each.id for each in stored(engine, Teacher) if each.surname == "Морозова"]
    stands = Substitution(substitution_id(second.id), NEVER, second.journal, second.id, second.day, free, free)
    with engine.begin() as connection:
        put_records(connection, SCHOOL, [stands], received_ms=0)
    assert met(engine, folder, place("1А;Среда;1;Математика;;101")) == []
    words = met(engine, folder, LOADS + "1А;Математика;;4;Морозова Елена Сергеевна;01.09.2026;08.09.2026\n")
    assert any("Морозова Елена Сергеевна ведёт в это время 7Б (англ. 2)" in each for each in words)


def test_the_report_lists_clashes_after_what_was_refused(engine: Engine, folder: Path) -> None:
    (folder / "table.csv").write_text(place("1А;Среда;1;Математика;;101"))
    lines = render(import_files(engine, SCHOOL, [folder])).splitlines()
    assert lines[-2] == "Накладки в расписании: 1. Они записаны как есть, проверьте их:"
    assert lines[-1].startswith("  1А Математика, среда, 1 урок: Седов Борис ведёт в это время")


def test_shifts_clash_by_the_clock_that_the_same_files_bring(engine: Engine, folder: Path) -> None:
    (folder / "classes.csv").write_text("Класс;Смена;Классный руководитель\n8А;2;Ли Анна Игоревна\n")
    (folder / "loads.csv").write_text(LOADS + "8А;Физика;;2;Седов Борис;;\n")
    (folder / "bells.csv").write_text("Смена;Урок;Начало;Конец\n2;7;08:40;09:20\n2;8;09:30;10:10\n")
    both = "8А;Среда;7;Физика;;12;01.09.2026;08.09.2026\n8А;Среда;8;Физика;;12;01.09.2026;08.09.2026\n"
    words = met(engine, folder, PLACES + both)
    assert words == [
        "8А Физика, среда, 7 урок: Седов Борис ведёт в это время 7Б (англ. 2) Английский язык (02.09.2026)",
    ]
