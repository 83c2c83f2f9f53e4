"""Plans as teachers and programs write them: workbooks, CSV files, web pages under the name of a workbook."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.plans import PlanEntry
from app.errors import UnreadableFileError
from app.files.guard import MIB, Why
from app.files.html_in import read_page_tables
from app.files.plan_in import PlanFile, read_plan_file
from app.files.reading import read_sheets
from app.files.refusals import Reason
from tests.unit.files.workbooks import a_workbook

Rows = Sequence[Sequence[str | int | float]]

OURS: Rows = (
    ("Предмет", "Алгебра"),
    ("№", "Раздел", "Тема", "Часы", "Вид контроля"),
    (1, "Степени", "Степень", 2, ""),
    (2, "Степени", "Контрольная", 1, "контрольная"),
)
THEIRS: Rows = (
    ("№ п/п", "Тема\nурока", "Кол-во часов", "Форма контроля"),
    ("Раздел 1. Степени", "", "", ""),
    ("1-2", "Степень", "2 ч", ""),
    (3, "Контрольная", 1, "контрольная"),
    ("", "Итого", 3, ""),
    ("", "Раздел 2. Многочлены", "", ""),
    (4, "Итоговое повторение", 1, ""),
)


def read(tmp_path: Path, rows: Rows, name: str = "план.xlsx") -> PlanFile:
    path = tmp_path / name
    path.write_bytes(a_workbook(rows))
    return read_plan_file(path)


def test_a_plan_of_the_school_office_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, OURS)
    assert found.entries == (
        PlanEntry("", "Степени", "Степень", 2),
        PlanEntry("", "Степени", "Контрольная", 1, "контрольная"),
    )
    assert [each.row for each in found.items] == [3, 4]
    assert (found.sheet, found.refused, found.has_hours) == ("Лист", (), True)


def test_other_words_rows_of_sections_and_sums_are_understood(tmp_path: Path) -> None:
    found = read(tmp_path, THEIRS)
    assert found.entries == (
        PlanEntry("", "Раздел 1. Степени", "Степень", 2),
        PlanEntry("", "Раздел 1. Степени", "Контрольная", 1, "контрольная"),
        PlanEntry("", "Раздел 2. Многочлены", "Итоговое повторение", 1),
    )
    assert found.refused == ()


@pytest.mark.parametrize("hours", [0, 100, 1.5, "много", "", "-1"])
def test_hours_that_are_none_leave_the_row_out_and_name_its_cell(tmp_path: Path, hours: str | float) -> None:
    found = read(tmp_path, [*OURS, (3, "Степени", "Одночлены", hours, "")])
    assert len(found.items) == 2
    (refused,) = found.refused
    assert (refused.row, refused.column) == (5, "D")
    assert refused.reason in {Reason.BAD_NUMBER, Reason.EMPTY}


def test_a_row_without_a_topic_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, [*OURS, (3, "Степени", "", 1, "тест")])
    assert [(each.column, each.reason) for each in found.refused] == [("C", Reason.EMPTY)]


def test_without_hours_each_item_has_one(tmp_path: Path) -> None:
    found = read(tmp_path, (("Тема",), ("Степень",), ("Одночлены",)))
    assert [(each.topic, each.hours) for each in found.entries] == [("Степень", 1), ("Одночлены", 1)]
    assert not found.has_hours


def test_a_table_of_something_else_is_no_plan(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(tmp_path, (("Класс", "Смена"), ("7Б", 1)))
    assert caught.value.why == Why.UNKNOWN_TABLE


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_csv_file_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "план.csv"
    path.write_bytes("№;Раздел;Тема;Часы\n1;Степени;Степень и её свойства;2\n".encode(encoding))
    assert read_plan_file(path).entries == (PlanEntry("", "Степени", "Степень и её свойства", 2),)


PAGE = """<html><head><style>td { color: red }</style></head><body>
<table><tr><td>меню</td></tr></table>
<table border=1>
<tr><th>№<th>Раздел<th>Тема &amp; содержание<th>Часы
<tr><td>1</td><td rowspan="2">Степени</td><td>Степень<br>и свойства</td><td>2</td></tr>
<tr><td>2</td><td><!-- <td>нет</td> -->Одночлены</td><td> 1 </td></tr>
</table></body></html>"""


def test_a_web_page_under_the_name_of_a_workbook_is_read_as_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "план.xls"
    path.write_text(PAGE.replace("Тема &amp; содержание", "Тема"), encoding="utf-8")
    assert read_plan_file(path).entries == (
        PlanEntry("", "Степени", "Степень и свойства", 2),
        PlanEntry("", "", "Одночлены", 1),
    )
    with pytest.raises(UnreadableFileError) as caught:
        read_sheets(path)
    assert caught.value.why == Why.HTML, "only who asks for pages gets them"


def test_the_cells_of_a_page_stay_below_their_headings() -> None:
    _, table = read_page_tables("a.xls", PAGE.encode())
    assert table.rows == (
        ("№", "Раздел", "Тема & содержание", "Часы"),
        (1, "Степени", "Степень и свойства", 2),
        (2, None, "Одночлены", 1),
    )


@pytest.mark.parametrize(
    "piece",
    [b"<!--", b"<", b"<table>", b"<table><td>", b"<td>", b"<tr>", b"<td rowspan=9999 colspan=9>", b"<script>", b"&lt;"],
)
def test_a_page_of_one_sign_again_and_again_ends_soon(piece: bytes) -> None:
    content = b"<table><tr><td>1" + piece * (2 * MIB // len(piece))
    try:
        read_page_tables("a.xls", content)
    except UnreadableFileError as error:
        assert error.why in {Why.DIMENSIONS, Why.NOT_A_TABLE}  # noqa: PT017 (both are answers)


def test_a_page_without_a_table_says_so() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_page_tables("a.xls", b"<html><p>Hello</p></html>")
    assert caught.value.why == Why.NOT_A_TABLE
