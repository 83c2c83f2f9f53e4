"""Marks that came with a pupil, as the reckoning of the year reads them; the pupil moved on the 12th of October."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.year.moving import entries_of, left_behind
from tests.year.notebook import Notebook, Work
from tests.year.roster import Book, Lesson, Member, Term
from tests.year.workbooks import write_journal

AUTUMN = Term("autumn", "1 четверть", date(2026, 9, 1), date(2026, 10, 23))
WINTER = Term("winter", "2 четверть", date(2026, 11, 5), date(2026, 12, 30))
SEPTEMBER, AFTER, OWN = (
    Lesson("september", date(2026, 9, 7), 2),
    Lesson("after", date(2026, 11, 9), 2),
    Lesson("own", date(2026, 10, 13), 3),
)


def there(name: str, first: date, last: date = date.max) -> Member:
    return Member("vera", "Селезнёва Вера", f"Селезнёва Вера ({name})", first, last)


OLD = Book(
    *("old", "7a", "7А", "", "Алгебра", 7, 3),
    *(frozenset({"teacher"}), (AUTUMN, WINTER), (SEPTEMBER, AFTER)),
    (there("7А", date(2026, 9, 1), date(2026, 10, 11)), Member("ivan", "Ильин", "Ильин", date(2026, 9, 1), date.max)),
)
NEW = replace(
    OLD, id="new", school_class="7Б", class_id="7b", lessons=(OWN,), members=(there("7Б", date(2026, 10, 12)),)
)
GEOMETRY = replace(OLD, id="geometry", subject="Геометрия")


@pytest.fixture
def notebook() -> Notebook:
    noted = Notebook()
    noted.announce("september", Work("Контрольная работа", 4))
    for pupil in ("vera", "ivan"):
        noted.give("old", "september", pupil, "4")
    noted.give("new", "own", "vera", "5")
    noted.give("old", "after", "vera", "3")
    return noted


def told(book: Book, notebook: Notebook) -> list[tuple[str, str]]:
    return [(each.mark.value, each.text) for each in entries_of(book, [OLD, NEW, GEOMETRY], notebook)]


def test_the_marks_of_the_old_class_follow_the_own_ones_also_those_entered_there_later(notebook: Notebook) -> None:
    came = [("4", "Контрольная работа (из 7А)"), ("3", "Ответ на уроке (из 7А)")]
    assert told(NEW, notebook) == [("5", "Ответ на уроке"), *came]


def test_nothing_goes_back_and_nothing_into_another_subject(notebook: Notebook) -> None:
    assert [value for value, _ in told(OLD, notebook)] == ["4", "4", "3"]
    assert told(GEOMETRY, notebook) == []


def test_what_is_later_than_the_last_day_in_the_new_class_stays_behind(notebook: Notebook) -> None:
    left = replace(NEW, members=(there("7Б", date(2026, 10, 12), date(2026, 11, 8)),))
    assert [each.mark.value for each in entries_of(left, [OLD], notebook)] == ["5", "4"]


def test_whoever_is_in_both_groups_at_once_brings_nothing(notebook: Notebook) -> None:
    both = replace(NEW, members=(there("7Б", date(2026, 10, 11)),))
    assert [each.mark.value for each in entries_of(both, [OLD], notebook)] == ["5"]


def test_a_journal_from_which_somebody_came_is_read_though_nobody_plays_its_teacher() -> None:
    assert left_behind([NEW], [OLD, NEW, GEOMETRY]) == [OLD]
    assert left_behind([NEW, OLD], [OLD, NEW, GEOMETRY]) == []


def test_the_journal_has_a_row_in_either_class_with_the_weight_and_whether_it_counts(
    notebook: Notebook, tmp_path: Path
) -> None:
    retaken = notebook.standing("september", "vera")[0]
    retaken.retaken = True
    write_journal(tmp_path / "journal.xlsx", [NEW], [OLD, NEW], notebook)
    _, *rows = CalamineWorkbook.from_path(tmp_path / "journal.xlsx").get_sheet_by_index(0).to_python()
    named = ["7Б", "Алгебра", "Селезнёва Вера (7Б)"]
    assert [list(row) for row in rows] == [
        [*named, "1 четверть", OWN.day, "Ответ на уроке", 5, 1, 1],
        [*named, "1 четверть", SEPTEMBER.day, "Контрольная работа (из 7А)", 4, 4, 0],
        [*named, "2 четверть", AFTER.day, "Ответ на уроке (из 7А)", 3, 1, 1],
    ]
