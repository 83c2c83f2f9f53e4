"""Tables as text: encodings and separators of schools, and no text at all that ends in anything but an answer."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import UnreadableFileError
from app.files.csv_in import read_csv
from app.files.guard import Kind, Why, kind_of
from app.files.tables import clean

TABLE = "Класс;Фамилия;Имя\n7Б;Ёлкин;Пётр\n7Б;Воронова-Залесская;Мария-София\n"
ROWS = (("Класс", "Фамилия", "Имя"), ("7Б", "Ёлкин", "Пётр"), ("7Б", "Воронова-Залесская", "Мария-София"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_table_in_any_encoding_of_a_school_reads_the_same(encoding: str) -> None:
    assert read_csv("a.csv", TABLE.encode(encoding)).rows == ROWS


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    assert read_csv("a.csv", TABLE.replace(";", separator).encode()).rows == ROWS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end: str) -> None:
    assert read_csv("a.csv", TABLE.replace("\n", end).encode()).rows == ROWS


def test_a_quoted_separator_parts_nothing() -> None:
    sheet = read_csv("a.csv", 'Тема;Задание\n"Дроби; проценты";"§ 5, № 12"\n'.encode())
    assert sheet.rows[1] == ("Дроби; проценты", "§ 5, № 12")


def test_a_row_keeps_its_number_behind_empty_lines_and_lines_in_quotes() -> None:
    sheet = read_csv("a.csv", b'a;b\n\n"1\n2";x\n3;y\n')
    assert sheet.value(4, 0) == "3"


def test_letters_with_marks_are_kept_as_one_letter() -> None:
    sheet = read_csv("a.csv", "Фамилия;Имя\nЕ\u0308лкин;Андреи\u0306\nД'Артаньян;О’Нил\n".encode())
    assert sheet.rows[1:] == (("Ёлкин", "Андрей"), ("Д'Артаньян", "О’Нил"))


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_a_doubtful_encoding_is_asked_not_guessed(encoding: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_csv("a.csv", TABLE.encode(encoding))
    assert (caught.value.why, caught.value.where) == (Why.ENCODING, encoding)


CELLS = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]), max_size=12)
HEADING = ["Класс", "Фамилия", "Имя", "Отчество"]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
@example([["\x1e|", "\x1e|"]])
@example([["\n|", "\n|"]])
def test_what_was_written_is_read(rows: list[list[str]]) -> None:
    kept = io.StringIO()
    csv.writer(kept, delimiter=";", quoting=csv.QUOTE_ALL).writerows([HEADING, *rows])
    found = [value for row in read_csv("a.csv", kept.getvalue().encode()).rows for value in row if value]
    assert found == [text for row in (HEADING, *rows) for cell in row if (text := clean(cell))]


@given(st.binary(max_size=400) | st.text(st.sampled_from('";,|\t\r\n\x00а5Б'), max_size=60).map(str.encode))
@example(b"\xff\xfe\x00\xd8")
@example(b'"\r"\n')
def test_no_content_ends_in_anything_but_a_table_or_a_reason(content: bytes) -> None:
    assert outcome(content) in {"read", *Why}


def outcome(content: bytes) -> str:
    try:
        if kind_of("a.csv", content) is Kind.CSV:
            read_csv("a.csv", content)
    except UnreadableFileError as error:
        return error.why
    return "read"
