"""Writes what anybody needs to reckon the year again: every mark, every result, and the settings."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.year.moving import entries_of
from tests.year.notebook import WEIGHTS, Notebook
from tests.year.roster import Book
from tests.year.rules import RULES, WORDS
from tests.year.sitting import Seen

JOURNAL = ("class", "subject", "pupil", "term", "date", "work", "value", "weight", "counted")
RESULTS = ("pupil", "subject", "term", "average", "proposal", "set", "reason")
Value = str | int | float | datetime | None


def write_journal(path: Path, books: Sequence[Book], sources: Sequence[Book], notebook: Notebook) -> None:
    """Write a row for each mark, those too that were taken back.

    A mark that came with a pupil from a journal of the sources has a row in either class: it counts in both.
    """
    _write(path, "journal", JOURNAL, _marks(books, sources, notebook))


def write_results(path: Path, books: Sequence[Book], seen: Seen) -> None:
    """Write a row for each cell of «Итоги» as the windows showed it at the year's end."""
    _write(path, "results", RESULTS, _results(books, seen))


def write_settings(path: Path) -> None:
    """Write the rules and the weights of the kinds of work."""
    told = {"rules": RULES, "weights of works": WEIGHTS, "in words": WORDS}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _marks(books: Sequence[Book], sources: Sequence[Book], notebook: Notebook) -> Iterator[Sequence[Value]]:
    for book in books:
        labels = book.labels
        for each in entries_of(book, sources, notebook):
            mark, day, term = each.mark, each.day, book.term_on(each.day)
            yield (
                *(book.school_class, book.subject, labels[mark.pupil], term.name if term else ""),
                datetime(day.year, day.month, day.day),  # noqa: DTZ001 (a day)
                *(each.text, int(mark.value), notebook.work_of(mark).weight, int(notebook.counts(mark))),
            )


def _results(books: Sequence[Book], seen: Seen) -> Iterator[Sequence[Value]]:
    known = {book.id: book for book in books}
    for cell in seen.finals:
        book = known[cell.journal]
        average = None if cell.average is None else cell.average / 100
        named = book.labels[cell.pupil], book.subject, book.period_name(cell.period)
        yield (*named, average, _mark(cell.proposed or ""), _mark(cell.value), cell.reason)


def _mark(value: str) -> Value:
    return int(value) if value.isdecimal() else value


def _write(path: Path, name: str, headings: Sequence[str], rows: Iterator[Sequence[Value]]) -> None:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd.mm.yyyy"}) as workbook:
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings) - 1, 16)
        for row, values in enumerate([headings, *rows]):
            sheet.write_row(row, 0, values)
