"""What `make year` notes, writes and compares; the year itself is a command of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tests.year.comparing import compare_windows
from tests.year.notebook import Decision, Mark, Notebook, Work, load, save
from tests.year.reckoning import Key, Reckoned, attendance, write_formulas
from tests.year.roster import YEAR, Book, Lesson, Member, Term, tell_apart
from tests.year.scenario import DEPUTY_HEAD, PEOPLE, WRITERS, YEAR_PLAN
from tests.year.sitting import Seen, SeenAverage, SeenFinal
from tests.year.timing import p99
from tests.year.workbooks import JOURNAL, RESULTS, write_journal, write_results

AUTUMN = Term("autumn", "1 четверть", date(2026, 9, 1), date(2026, 10, 23))
MONDAY, TUESDAY = Lesson("monday", date(2026, 9, 7), 2), Lesson("tuesday", date(2026, 9, 8), 3)
IVAN = Member("ivan", "Ильин Иван", "Ильин Иван (7Б, 01.02.2013)", date(2026, 9, 1), date.max)
ANNA = Member("anna", "Яшина Анна", "Яшина Анна", date(2026, 9, 8), date.max)
BOOK = Book(
    *("algebra", "7b", "7Б", "", "Алгебра", 7, 3), frozenset({"teacher"}), (AUTUMN,), (MONDAY, TUESDAY), (IVAN, ANNA)
)
TEST = "Контрольная работа"


@pytest.fixture
def notebook() -> Notebook:
    noted = Notebook()
    noted.announce("monday", Work(TEST, 4, "Дроби"))
    noted.give("algebra", "monday", "ivan", "5")
    noted.give("algebra", "tuesday", "ivan", "4")
    return noted


def values(marks: Sequence[Mark], notebook: Notebook) -> list[tuple[str, int, bool]]:
    return [(mark.value, notebook.work_of(mark).weight, notebook.counts(mark)) for mark in marks]


def test_a_mark_is_for_the_first_work_without_one_and_then_for_the_last(notebook: Notebook) -> None:
    notebook.announce("monday", Work("Домашняя работа", 1))
    for value in "432":
        notebook.give("algebra", "monday", "anna", value)
    marks = notebook.standing("monday", "anna")
    assert [notebook.work_of(mark).name for mark in marks] == ["Домашняя работа", TEST, TEST]


def test_a_mark_without_a_work_is_an_answer_of_weight_one(notebook: Notebook) -> None:
    assert values(notebook.standing("tuesday", "ivan"), notebook) == [("4", 1, True)]


def test_a_mark_that_was_taken_back_or_weighs_nothing_does_not_count(notebook: Notebook) -> None:
    notebook.works["monday"][0].weight = 0
    notebook.clear("tuesday", "ivan")
    assert values(notebook.marks, notebook) == [("5", 0, False), ("4", 1, False)]
    assert notebook.shown("tuesday", "ivan") == ""


def test_a_mark_that_was_retaken_stays_in_its_cell_and_does_not_count(notebook: Notebook) -> None:
    notebook.retake("monday", "ivan", "3")
    assert notebook.shown("monday", "ivan") == "5/3"
    assert values(notebook.standing("monday", "ivan"), notebook) == [("5", 4, False), ("3", 4, True)]


def test_a_cell_shows_the_sign_and_then_its_marks(notebook: Notebook) -> None:
    notebook.sign("monday", "ivan", "о")
    notebook.give("algebra", "monday", "ivan", "3")
    assert notebook.shown("monday", "ivan") == "о 5/3"


def test_lessons_before_the_arrival_are_not_missed(notebook: Notebook) -> None:
    notebook.sign("tuesday", "anna", "б")
    assert attendance(BOOK, notebook, "anna", AUTUMN) == (1, 1, 0)
    notebook.sign("tuesday", "anna", "осв")
    assert attendance(BOOK, notebook, "anna", AUTUMN) == (0, 0, 1)


def test_a_release_by_the_office_stands_in_place_of_what_was_typed(notebook: Notebook) -> None:
    notebook.sign("tuesday", "ivan", "н")
    book = replace(BOOK, releases=(("ivan", TUESDAY.day, TUESDAY.day), ("anna", MONDAY.day, MONDAY.day)))
    assert attendance(book, notebook, "ivan", AUTUMN) == (1, 0, 1)
    assert attendance(book, notebook, "anna", AUTUMN) == (1, 0, 0)


def test_a_work_is_owed_until_a_mark_is_given_for_it_and_counts_nowhere(notebook: Notebook) -> None:
    notebook.owe("monday", "anna")
    assert (notebook.shown("monday", "anna"), list(notebook.standing("monday", "anna"))) == ("·", [])
    notebook.give("algebra", "monday", "anna", "4")
    assert notebook.shown("monday", "anna") == "4"


def test_a_kept_notebook_is_the_same_after_it_is_opened_again(notebook: Notebook, tmp_path: Path) -> None:
    notebook.decide("algebra", "ivan", YEAR, Decision("5", "совет"))
    save(notebook, tmp_path / "notebook.json")
    again = load(tmp_path / "notebook.json")
    assert again == notebook
    assert again.shown("monday", "ivan") == "5"


@pytest.mark.parametrize(
    ("namesakes", "moved", "wanted"),
    [
        (False, False, "Ильин Иван"),
        (False, True, "Ильин Иван (7Б)"),
        (True, False, "Ильин Иван (7Б, 01.02.2013)"),
        (True, True, "Ильин Иван (7Б, 01.02.2013)"),
    ],
)
def test_namesakes_and_who_changed_the_class_are_told_apart(*, namesakes: bool, moved: bool, wanted: str) -> None:
    assert tell_apart("Ильин Иван", "7Б", date(2013, 2, 1), namesakes=namesakes, moved=moved) == wanted


def rows_of(path: Path) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]


def test_the_journal_has_a_row_for_each_mark_also_for_one_taken_back(notebook: Notebook, tmp_path: Path) -> None:
    notebook.clear("tuesday", "ivan")
    write_journal(tmp_path / "journal.xlsx", [BOOK], [BOOK], notebook)
    head, *rows = rows_of(tmp_path / "journal.xlsx")
    assert head == list(JOURNAL)
    named = ["7Б", "Алгебра", IVAN.label, "1 четверть"]
    assert rows == [
        [*named, MONDAY.day, "Контрольная работа: Дроби", 5, 4, 1],
        [*named, TUESDAY.day, "Ответ на уроке", 4, 1, 0],
    ]


def test_the_results_are_those_that_the_windows_showed(tmp_path: Path) -> None:
    shown = [
        SeenFinal("algebra", "ivan", "autumn", 436, "4", "5", "Динамика"),
        SeenFinal("algebra", "anna", YEAR, None, None, "", ""),
    ]
    write_results(tmp_path / "results.xlsx", [BOOK], Seen(shown))
    head, *rows = rows_of(tmp_path / "results.xlsx")
    assert head == list(RESULTS)
    first = [IVAN.label, "Алгебра", "1 четверть", 4.36, 4, 5, "Динамика"]
    assert rows == [first, [ANNA.label, "Алгебра", "год", "", "", "", ""]]


def test_the_formulas_round_in_whole_numbers(notebook: Notebook, tmp_path: Path) -> None:
    write_formulas(tmp_path / "calculation.xlsx", [BOOK], [BOOK], notebook)
    with ZipFile(tmp_path / "calculation.xlsx") as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet2.xml"))
    formulas = [each.text or "" for each in sheet.iter() if each.tag.endswith("}f")]
    assert 'IF(O2=0,"",QUOTIENT(200*N2+O2,2*O2))' in formulas
    assert [formula for formula in formulas if "ROUND" in formula or re.search(r"[A-Z0-9)]/", formula)] == []


RECKONED: dict[Key, Reckoned] = {("algebra", "ivan", "autumn"): Reckoned(480, "5")}
RIGHT = SeenFinal("algebra", "ivan", "autumn", 480, "5", "5", "")


def wrong_cells() -> Iterator[tuple[SeenFinal, str]]:
    names = {"average": 479, "proposed": "4", "value": "4", "reason": "x"}
    kinds = {"average": "average", "proposed": "proposal", "value": "mark set", "reason": "reason"}
    for field, value in names.items():
        facts = {name: getattr(RIGHT, name) for name in RIGHT.__struct_fields__} | {field: value}
        yield SeenFinal(**facts), kinds[field]


@pytest.mark.parametrize(("cell", "named"), list(wrong_cells()))
def test_each_difference_is_named_with_its_cell(notebook: Notebook, cell: SeenFinal, named: str) -> None:
    notebook.decide("algebra", "ivan", "autumn", Decision("5"))
    assert compare_windows([BOOK], notebook, RECKONED, Seen([RIGHT])).differences == []
    (difference,) = compare_windows([BOOK], notebook, RECKONED, Seen([cell])).differences
    assert difference.startswith(f"7Б Алгебра, {IVAN.label}, 1 четверть: {named} ")


def test_a_cell_that_no_window_showed_and_another_average_beside_the_name_differ(notebook: Notebook) -> None:
    beside = SeenAverage("algebra", "ivan", "autumn", 490)
    found = compare_windows([BOOK], notebook, RECKONED, Seen([], [beside])).differences
    assert [text.rpartition(": ")[2] for text in found] == ["not shown", "average 490, reckoned 480"]


def test_everybody_has_a_part_and_no_clock_goes_back() -> None:
    days = [planned.now for planned in YEAR_PLAN]
    assert {planned.login for planned in YEAR_PLAN} == set(PEOPLE)
    assert DEPUTY_HEAD not in WRITERS
    assert days == sorted(days)


def test_the_slowest_of_a_hundred_is_left_out_of_p99() -> None:
    assert p99([float(each) for each in range(1, 101)]) == 99
    assert p99([7.0]) == 7


def test_a_group_names_its_class() -> None:
    assert [replace(BOOK, group=group).title for group in ("", "англ. 1")] == ["7Б", "7Б · англ. 1"]
