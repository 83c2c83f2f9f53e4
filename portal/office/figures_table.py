"""The closing figures as a file for a spreadsheet: a row for each journal, class and level, and one for the school."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.absences import LessonSums
from app.domain.closing_figures import ClassClosing, ClassMissed, JournalClosing, Together, levels_of
from app.domain.figures import GroupFigures, Standings
from app.ids import ClassId
from portal.office.figures_wording import (
    GROUP_COLUMNS,
    MISSED_COLUMNS,
    NOTHING,
    SHARES,
    STANDING_COLUMNS,
    group_cells,
    level_words,
    missed_cells,
    standing_cells,
)
from portal.spreadsheets import MARK, safe

_COUNTS = len(GROUP_COLUMNS) - len(SHARES)
_PUPILS = len(STANDING_COLUMNS) - len(SHARES)
HEADINGS = (
    *("Что", "Класс", "Предмет", "Учитель"),
    *GROUP_COLUMNS[:_COUNTS],
    *STANDING_COLUMNS[:_PUPILS],
    *SHARES,
    *MISSED_COLUMNS,
    "Период закрыт",
)

Missed = Mapping[ClassId, ClassMissed]


def figures_table(classes: Sequence[ClassClosing], missed: Iterable[ClassMissed]) -> str:
    """Return the file's text. classes, missed: of one period, in the order of the rows."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    known = {each.id: each for each in missed}
    for each in classes:
        writer.writerows(_journal(each, journal) for journal in each.journals)
        writer.writerow(_class(each, known))
    writer.writerows(_together(each, known) for each in levels_of(classes))
    return MARK + written.getvalue()


def _journal(of: ClassClosing, journal: JournalClosing) -> list[str]:
    cells = group_cells(journal.figures)
    teachers = ", ".join(each.name for each in journal.teachers)
    numbers = [*cells[:_COUNTS], *[""] * _PUPILS, *cells[_COUNTS:], *[""] * len(MISSED_COLUMNS)]
    return _row(("журнал", of.title, journal.label, teachers), numbers, "")


def _class(of: ClassClosing, missed: Missed) -> list[str]:
    closed = "" if of.closed is None else "да" if of.closed else "нет"
    return _row(("класс", of.title, "", ""), _standing(of.standings, of.marks, _sums([of], missed)), closed)


def _together(of: Together, missed: Missed) -> list[str]:
    numbers = _standing(of.standings, of.marks, _sums(of.classes, missed))
    return _row((level_words(of.grades), "", "", ""), numbers, "")


def _standing(standings: Standings, marks: GroupFigures, sums: LessonSums) -> Iterator[str]:
    cells = standing_cells(standings, marks)
    yield from group_cells(marks)[:_COUNTS]
    yield from (*cells, *missed_cells(sums))


def _sums(classes: Iterable[ClassClosing], missed: Missed) -> LessonSums:
    return sum((missed[each.id].sums for each in classes), LessonSums())


def _row(names: Sequence[str], numbers: Iterable[str], closed: str) -> list[str]:
    return [*map(safe, names), *("" if each == NOTHING else each for each in numbers), closed]
