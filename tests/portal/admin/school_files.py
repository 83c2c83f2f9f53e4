"""A small school as its office would send it: two classes, a subject in halves, a year of two terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Engine, insert, select

from app.domain.records import NEVER, Record, School
from app.files.csv_in import read_csv
from app.files.headed import Table
from app.files.refusals import Reason, RefusedRow
from app.ids import SchoolId
from portal.admin.import_books import Books, know_all
from portal.admin.import_tables import tables_of
from portal.admin.importing import take_tables
from portal.exchange.office import put_records
from portal.store.tables import TABLES, schools

R = TypeVar("R", bound=Struct)

SCHOOL = SchoolId("school")
YEAR = 2026

LISTS: dict[str, str] = {
    "terms": """\
Вид;Название;Классы;Начало;Конец
четверть;1 четверть;1-9;01.09.2026;23.10.2026
четверть;2 четверть;1-9;02.11.2026;30.12.2026
каникулы;Осенние каникулы;;24.10.2026;01.11.2026
праздник;День народного единства;;04.11.2026;04.11.2026
""",
    "bells": """\
Смена;Урок;Начало;Конец
1;1;08:30;09:10
1;2;09:20;10:00
""",
    "teachers": """\
№;Фамилия;Имя;Отчество;Логин
1;Морозова;Елена;Сергеевна;morozova
2;Седов;Борис;;sedov
3;Ли;Анна;Игоревна;li
""",
    "classes": """\
Класс;Смена;Классный руководитель
7Б;1;Морозова Елена Сергеевна
1А;1;Седов Борис
""",
    "pupils": """\
Класс;Фамилия;Имя;Отчество;Дата рождения;Пол;Зачислен;Выбыл;Приказ;Подгруппа (англ.)
7Б;Ёлкин;Пётр;Семёнович;02.04.2013;м;;;12-у;1
7Б;Кузнецов;Иван;Сергеевич;11.05.2013;м;;;12-у;1
7Б;Кузнецов;Иван;Сергеевич;30.08.2013;м;;;12-у;2
7Б;Воронова-Залесская;Мария-София;Ильинична;01.02.2013;ж;05.10.2026;;97-у;2
1А;Гринберг;Илья;;10.03.2019;м;;;14-у;
""",
    "loads": """\
Класс;Предмет;Группа;Часов в неделю;Учитель;С;По
7Б;Алгебра;;3;Морозова Елена Сергеевна;;
7Б;Английский язык;англ. 1;2;Ли Анна Игоревна;;
7Б;Английский язык;англ. 2;2;Седов Борис;;
7Б;Геометрия;;2;Морозова Елена Сергеевна;;30.09.2026
1А;Математика;;4;Седов Борис;;
""",
    "timetable": """\
Класс;День недели;Урок;Предмет;Группа;Кабинет;С;По
7Б;Вторник;1;Алгебра;;201;;
7Б;Вторник;2;Алгебра;;201;;
7Б;Четверг;1;Алгебра;;201;;
7Б;Среда;1;Английский язык;англ. 1;204;;
7Б;Среда;1;Английский язык;англ. 2;205;;
7Б;Пятница;2;Геометрия;;201;;
1А;Вторник;1;Математика;;101;;
""",
}
"""By kind of table, in the order in which they need each other."""


@dataclass(frozen=True)
class Taken:
    """What came of tables: everything that is known afterwards, and what was left out."""

    books: Books
    refused: tuple[RefusedRow, ...]

    def of(self, kind: type[R]) -> list[R]:
        """Return what the tables added of a kind."""
        return [each for each in self.books.records() if isinstance(each, kind)]

    @property
    def reasons(self) -> list[tuple[Reason, str]]:
        """Return why and where things were left out, such as (Reason.EMPTY, "B2")."""
        return [(each.reason, f"{each.column}{each.row}") for each in self.refused]


def take(*texts: str, lists: Mapping[str, str] = LISTS) -> Taken:
    """Take in tables for a school that has its lists already."""
    before = take_alone(*lists.values())
    assert before.refused == ()
    return take_with(before.books, *texts)


def take_with(lists: Books, *texts: str) -> Taken:
    """Take in tables for a school that has these lists already."""
    books = Books(SCHOOL, YEAR)
    know_all(books, lists.records())
    return Taken(books, take_tables(books, _tables(texts)))


def take_alone(*texts: str) -> Taken:
    """Take in tables for a school that has nothing yet."""
    books = Books(SCHOOL, YEAR)
    return Taken(books, take_tables(books, _tables(texts)))


def found_school(engine: Engine, school: SchoolId = SCHOOL) -> None:
    """Found a school in a portal, without lists."""
    with engine.begin() as connection:
        place = {"school_id": school, "epoch": "e", "head": 0, "chain": "", "roster": 0}
        connection.execute(insert(schools), place)
        founded = School(school, NEVER, "Школа № 7", "Школа № 7", YEAR, "Europe/Moscow")
        put_records(connection, school, [founded], received_ms=0)


def stored(engine: Engine, kind: type[Record], school: SchoolId = SCHOOL) -> list[Any]:
    """Return the rows of a kind that a school has."""
    table = TABLES[kind]
    with engine.connect() as connection:
        return list(connection.execute(select(table).where(table.c.school_id == school)))


def write_lists(folder: Path, lists: Mapping[str, str] = LISTS, encoding: str = "utf-8") -> Path:
    """Write the school's lists as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in lists.items():
        (folder / f"{name}.csv").write_bytes(text.encode(encoding))
    return folder


def a_journal(*rows: str, school_class: str = "7Б", subject: str = "Алгебра", group: str = "") -> str:
    """Return a journal's sheet with these rows from the heading on."""
    width = max(row.count(";") for row in rows)
    above = (f"Класс;{school_class}", f"Предмет;{subject}", f"Группа;{group}", "Учитель;Морозова Елена Сергеевна", "")
    return "".join(row + ";" * (width - row.count(";")) + "\n" for row in (*above, *rows))


def _tables(texts: Sequence[str]) -> list[Table]:
    return [table for text in texts for table in tables_of([read_csv("table.csv", text.encode())])]
