"""Reckons the year again: a workbook of formulas over the notebook's facts, recomputed by LibreOffice.

Rounding is done in whole numbers, since a binary fraction is seldom exactly a half. An average in hundredths, halves
up, is (200·S + W) div 2·W, for S the sum of value × weight and W the sum of the weights; a mean of N marks is
(2·S + N) div 2·N.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from tests.year.moving import Entry, entries_of
from tests.year.notebook import Notebook
from tests.year.roster import EXAM, EXAM_GRADES, FINAL, LAST_GRADE, YEAR, Book, Term
from tests.year.rules import RULES

OFFICE = ("soffice", "--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML")
OFFICE_S = 180
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""
"""A profile that recomputes every workbook it opens; else the office believes the values in the file."""

PROOF = "=2*(200*7+3)"
PROVED = 2806
"""What the proof comes to; the file itself holds another value for it."""

HEADINGS = (
    *("pupil", "term", "date", "work", "value", "weight", "counted", ""),
    *("pupil", "term", "lessons", "missed", "released", "sum", "weights", "marks", "average", "proposal", ""),
    *("pupil", "term 1", "term 2", "term 3", "term 4", "year", "exam"),
    *("year: mean", "year: proposal", "final: mean", "final: proposal"),
)
Key = tuple[str, str, str]
"""Journal, pupil, period."""


@dataclass(frozen=True)
class Reckoned:
    """What a cell of «Итоги» has to show.

    average: in hundredths, None for none. half: it lies exactly between two hundredths, so that it proves the rounding.
    """

    average: int | None
    proposal: str | None
    half: bool = False


class NotRecomputedError(Exception):
    """The office did not do its sums."""


def reckon(out: Path, books: Sequence[Book], sources: Sequence[Book], notebook: Notebook) -> dict[Key, Reckoned]:
    """Write the formulas, let LibreOffice recompute them, and return what they come to.

    sources: every journal whose marks may count, also for a pupil who has come from there.

    Raises:
        NotRecomputedError: the office did not recompute the workbook.
    """
    path = out / "calculation.xlsx"
    write_formulas(path, books, sources, notebook)
    recomputed = recompute(path, out / "recomputed.xlsx")
    workbook = CalamineWorkbook.from_path(recomputed)
    if workbook.get_sheet_by_name("settings").to_python()[0][2] != PROVED:
        raise NotRecomputedError
    return {
        key: value
        for n, book in enumerate(books, 1)
        for key, value in _read(book, workbook.get_sheet_by_name(_sheet(n, book)).to_python())
    }


def write_formulas(path: Path, books: Sequence[Book], sources: Sequence[Book], notebook: Notebook) -> None:
    """Write a sheet for each journal: its marks, how everybody attended, and the formulas. sources: as in reckon."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        settings = workbook.add_worksheet("settings")
        settings.write_formula(0, 2, PROOF, None, 0)
        for row, (name, value) in enumerate(RULES.items()):
            settings.write_row(row, 0, (name, value))
            workbook.define_name(name, f"=settings!$B${row + 1}")
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        for n, book in enumerate(books, 1):
            sheet = workbook.add_worksheet(_sheet(n, book))
            sheet.write_row(0, 0, HEADINGS)
            last = _write_marks(sheet, book, list(entries_of(book, sources, notebook)), notebook, day)
            _write_terms(sheet, book, notebook, last)
            _write_years(sheet, book, notebook)


def recompute(path: Path, into: Path) -> Path:
    """Let LibreOffice open a workbook, recompute it and save it under another name.

    Raises:
        NotRecomputedError: it did not.
    """
    with tempfile.TemporaryDirectory(prefix="peremena-office-") as folder:
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
        words = [*OFFICE, "--outdir", folder, f"-env:UserInstallation={profile.as_uri()}", str(path)]
        done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=OFFICE_S)
        made = Path(folder) / path.name
        if done.returncode or not made.exists():
            raise NotRecomputedError(done.stderr)
        return Path(shutil.move(made, into))


def attendance(book: Book, notebook: Notebook, pupil: str, term: Term) -> tuple[int, int, int]:
    """Return how many lessons of a term a pupil had to attend, missed of them, and was released from."""
    here = [lesson for lesson in book.lessons_of(term) if book.is_here(pupil, lesson.day)]
    signs = ["осв" if book.is_released(pupil, each.day) else notebook.absence(each.id, pupil) for each in here]
    released = signs.count("осв")
    return len(signs) - released, sum(sign in {"н", "б", "у"} for sign in signs), released


def _sheet(number: int, book: Book) -> str:
    return f"{number:02} {book.title} {book.subject}"[:31]


def _write_marks(sheet: Worksheet, book: Book, entries: Sequence[Entry], notebook: Notebook, day: object) -> int:
    """Write a row for each mark; return the number of the last row."""
    labels = book.labels
    for row, each in enumerate(entries, 1):
        term = book.term_on(each.day)
        sheet.write_row(row, 0, (labels[each.mark.pupil], term.name if term else ""))
        sheet.write_datetime(row, 2, datetime(each.day.year, each.day.month, each.day.day), day)  # noqa: DTZ001 (a day)
        counted = int(notebook.counts(each.mark))
        sheet.write_row(row, 3, (each.text, int(each.mark.value), notebook.work_of(each.mark).weight, counted))
    return max(len(entries), 1) + 1


def _write_terms(sheet: Worksheet, book: Book, notebook: Notebook, last: int) -> None:
    pupils, terms, values, weights, counted = (
        f"{column}$2:{column}${last}" for column in ("$A", "$B", "$E", "$F", "$G")
    )
    needed = f"IF({book.hours}<=1,enough_once,IF({book.hours}=2,enough_twice,enough_often))"
    for row, (pupil, term) in enumerate(_term_cells(book), 1):
        n = row + 1
        own = f"({pupils}=I{n})*({terms}=J{n})*{counted}"
        reached = f"IF(Q{n}>=five_from,5,IF(Q{n}>=four_from,4,IF(Q{n}>=three_from,3,2)))"
        # of whoever was released from a part of the lessons, as large a part of the marks is enough
        share = f"IF(M{n}=0,{needed},MAX(QUOTIENT({needed}*K{n},K{n}+M{n}),1))"
        much_missed = f"AND(L{n}*missed_of>K{n}*missed_share,P{n}<{share})"
        sheet.write_row(row, 8, (book.labels[pupil], term.name, *attendance(book, notebook, pupil, term)))
        formulas = (
            f"=SUMPRODUCT({own}*{values}*{weights})",
            f"=SUMPRODUCT({own}*{weights})",
            f"=SUMPRODUCT({own})",
            f'=IF(O{n}=0,"",QUOTIENT(200*N{n}+O{n},2*O{n}))',
            f'=IF(AND(K{n}=0,M{n}>0,P{n}=0),"осв",IF({much_missed},"н/а",IF(O{n}=0,"",{reached})))',
        )
        for column, formula in enumerate(formulas, 13):
            sheet.write_formula(row, column, formula)


def _write_years(sheet: Worksheet, book: Book, notebook: Notebook) -> None:
    count = len(book.terms)
    for row, pupil in enumerate(book.labels, 1):
        n = row + 1
        sheet.write_string(row, 19, book.labels[pupil])
        for column, term in enumerate(book.terms, 20):
            _write_decided(sheet, (row, column), notebook.decided(book.id, pupil, term.id).value)
        for column, period in ((24, YEAR), (25, EXAM)):
            _write_decided(sheet, (row, column), notebook.decided(book.id, pupil, period).value)
        terms, both = f"U{n}:X{n}", f"Y{n}:Z{n}"
        mean = f"QUOTIENT(2*SUM({terms})+COUNT({terms}),2*COUNT({terms}))"
        words = f'IF(COUNTIF({terms},"осв")>0,"осв","")'
        decides = f'OR(COUNTA({terms})<{count},COUNTIF({terms},"н/а")>=not_assessed_terms)'
        alone = f'AND(ISBLANK(Z{n}),OR(ISNUMBER(Y{n}),Y{n}="осв"))'
        formulas = (
            f'=IF(COUNT({terms})=0,"",QUOTIENT(200*SUM({terms})+COUNT({terms}),2*COUNT({terms})))',
            f'=IF({decides},"",IF(COUNT({terms})=0,{words},{mean}))',
            f'=IF({alone},IF(ISNUMBER(Y{n}),100*Y{n},""),IF(COUNT({both})<2,"",QUOTIENT(200*SUM({both})+2,4)))',
            f'=IF({alone},Y{n},IF(COUNT({both})<2,"",QUOTIENT(2*SUM({both})+2,4)))',
        )
        for column, formula in enumerate(formulas, 26):
            sheet.write_formula(row, column, formula)


def _write_decided(sheet: Worksheet, place: tuple[int, int], value: str) -> None:
    if value.isdecimal():
        sheet.write_number(*place, int(value))
    elif value:
        sheet.write_string(*place, value)


def _term_cells(book: Book) -> Iterator[tuple[str, Term]]:
    return ((pupil, term) for pupil in book.labels for term in book.terms)


def _read(book: Book, rows: Sequence[Sequence[object]]) -> Iterator[tuple[Key, Reckoned]]:
    for row, (pupil, term) in enumerate(_term_cells(book), 1):
        total, weights = (int(_text(value)) for value in rows[row][13:15])
        half = weights > 0 and 200 * total % (2 * weights) == weights
        yield (book.id, pupil, term.id), replace(_reckoned(rows[row][16:18]), half=half)
    for row, pupil in enumerate(book.labels, 1):
        yield (book.id, pupil, YEAR), _reckoned(rows[row][26:28])
        if book.grade in EXAM_GRADES:
            yield (book.id, pupil, EXAM), Reckoned(None, None)
            counted = book.grade != LAST_GRADE
            yield (book.id, pupil, FINAL), _reckoned(rows[row][28:30]) if counted else Reckoned(None, None)


def _reckoned(values: Sequence[object]) -> Reckoned:
    average, proposal = values
    return Reckoned(int(average) if isinstance(average, float) else None, _text(proposal) or None)


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)
