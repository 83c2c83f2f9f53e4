"""Workbooks: what a cell holds, and no damage that ends in anything but an answer."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnreadableFileError
from app.files.guard import Kind, Why, kind_of
from app.files.tables import Value, column_letters, is_strange
from app.files.xlsx_in import read_workbook
from tests.unit.files.workbooks import SHARED, WORKSHEET, a_workbook, with_parts

HONEST = a_workbook([("Класс", "Ученик", "01.09"), ("7Б", "Ёлкин Пётр", 5), ("", "", 4.5)])


def read(content: bytes) -> tuple[tuple[Value, ...], ...]:
    kind_of("a.xlsx", content)
    return read_workbook("a.xlsx", content)[0].rows


def test_texts_and_numbers_keep_their_kind_and_their_place() -> None:
    assert read(HONEST) == (("Класс", "Ученик", "01.09"), ("7Б", "Ёлкин Пётр", 5), (None, None, 4.5))


def test_dates_are_days_and_times_are_times() -> None:
    kept = BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet("Лист")
        sheet.write_datetime(0, 0, datetime(2026, 9, 1), book.add_format({"num_format": "dd.mm.yyyy"}))  # noqa: DTZ001
        sheet.write_datetime(0, 1, time(8, 30), book.add_format({"num_format": "hh:mm"}))
        sheet.write_boolean(0, 2, True)
    assert read(kept.getvalue()) == ((date(2026, 9, 1), time(8, 30), "True"),)


def test_a_table_that_begins_lower_keeps_its_addresses() -> None:
    kept = BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        book.add_worksheet("Лист").write_string(3, 2, "5")
    assert read_workbook("a.xlsx", kept.getvalue())[0].value(3, 2) == "5"


def test_sheets_come_in_the_workbooks_order_and_charts_are_none() -> None:
    kept = BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        book.add_worksheet("Второй").write_string(0, 0, "x")
        book.add_chartsheet("График")
        book.add_worksheet("Первый")
    assert [sheet.title for sheet in read_workbook("a.xlsx", kept.getvalue())] == ["Второй", "Первый"]


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_a_column_is_named_as_a_spreadsheet_does(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@pytest.mark.parametrize("text", ["Пётр\u202e", "Пётр\u200b", "Пётр\x07", "Пётр\ue000"])
def test_hidden_and_direction_characters_are_strange(text: str) -> None:
    assert is_strange(text)


@pytest.mark.parametrize("text", ["Ёлкин-Я", "Д'Артаньян", "О’Нил", "Ли Вэй", "Йӱ"])
def test_names_of_people_are_not_strange(text: str) -> None:
    assert not is_strange(text)


@given(st.lists(st.tuples(st.integers(0, len(HONEST) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_no_damage_ends_in_anything_but_a_table_or_a_reason(damage: list[tuple[int, int]]) -> None:
    assert outcome(_damaged(HONEST, damage)) in {"read", *Why}


@given(
    st.sampled_from((WORKSHEET, SHARED, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml")),
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from(b"<>/\"'&= c1r\x00\xff")), min_size=1, max_size=8),
)
def test_no_damage_inside_a_part_ends_in_anything_else(part: str, damage: list[tuple[int, int]]) -> None:
    honest = zipfile.ZipFile(BytesIO(HONEST)).read(part)
    assert outcome(with_parts({part: _damaged(honest, damage)}, HONEST)) in {"read", *Why}


@given(st.integers(0, len(HONEST) - 1))
def test_no_cut_ends_in_anything_but_a_reason(end: int) -> None:
    assert outcome(HONEST[:end]) in set(Why)


def outcome(content: bytes) -> str:
    try:
        if kind_of("a.xlsx", content) is Kind.XLSX:
            read_workbook("a.xlsx", content)
    except UnreadableFileError as error:
        return error.why
    return "read"


def _damaged(content: bytes, damage: list[tuple[int, int]]) -> bytes:
    spoilt = bytearray(content)
    for place, byte in damage:
        spoilt[place % len(spoilt)] = byte
    return bytes(spoilt)
