"""Reads a calendar-thematic plan «КТП» from a table, as teachers and programs write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.plans import PlanEntry
from app.errors import GradebookError, UnreadableFileError
from app.files.guard import Why
from app.files.headed import Line, Table, leaving_out, recognised
from app.files.reading import read_sheets
from app.files.refusals import RefusedRow
from app.files.tables import Sheet
from app.judging.plans import MOST_HOURS

NEEDED = {"plan": ("тема",)}
"""Without hours each item has one; without sections there are none."""

ALSO = {
    "тема урока": "тема",
    "темы уроков": "тема",
    "тема занятия": "тема",
    "наименование темы": "тема",
    "название темы": "тема",
    "раздел программы": "раздел",
    "наименование раздела": "раздел",
    "название раздела": "раздел",
    "часов": "часы",
    "кол-во часов": "часы",
    "количество часов": "часы",
    "число часов": "часы",
    "контроль": "вид контроля",
    "форма контроля": "вид контроля",
    "виды контроля": "вид контроля",
    "№ п/п": "№",
    "№ урока": "№",
    "номер урока": "№",
}
"""Other words for the headings, lower case."""

_HOURS = re.compile(r"(\d{1,3})\s*ч(?:\.|ас(?:а|ов)?)?")
_SUM = re.compile(r"(?:итого|всего)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item as it stands in the file; its entry has no id yet. row: from 1."""

    row: int
    entry: PlanEntry


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as read. sheet: its title. has_hours: whether the table says hours. refused: rows left out, and why."""

    file: str
    sheet: str
    items: tuple[ReadItem, ...]
    refused: tuple[RefusedRow, ...]
    has_hours: bool

    @property
    def entries(self) -> tuple[PlanEntry, ...]:
        """The items alone."""
        return tuple(each.entry for each in self.items)


def read_plan_file(path: Path) -> PlanFile:
    """Return the first plan of a workbook, a CSV file or a web page.

    Raises:
        FileError: the file cannot be read, or no table in it is a plan.
    """
    table = _plan_in(path.name, read_sheets(path, pages=True))
    refused: list[RefusedRow] = []
    items: list[ReadItem] = []
    section = ""
    for line in table.lines():
        if (heading := _section_of(line)) is not None:
            section = heading or section
            continue
        with leaving_out(refused):
            items.append(ReadItem(line.row + 1, plan_entry(line, section)))
    return PlanFile(path.name, table.sheet.title, tuple(items), tuple(refused), "часы" in table.columns)


def plan_entry(line: Line, section: str = "") -> PlanEntry:
    """Return an item of a plan from its row, without an id. section: where the row says none.

    Raises:
        RowRefusedError: it has no topic, or hours that are none.
    """
    topic = line.needed("тема")
    return PlanEntry("", line.text("раздел") or section, topic, _hours(line), line.text("вид контроля"))


def _hours(line: Line) -> int:
    if "часы" not in line.table.columns:
        return 1
    said = _HOURS.fullmatch(line.text("часы").lower())
    if said and 1 <= int(said[1]) <= MOST_HOURS:
        return int(said[1])
    return line.whole("часы", 1, MOST_HOURS)


def _plan_in(name: str, sheets: Sequence[Sheet]) -> Table:
    failed: GradebookError | None = None
    for sheet in sheets:
        try:
            return recognised(sheet, NEEDED, ALSO)
        except UnreadableFileError as error:
            failed = failed or error
    raise failed or UnreadableFileError(name, Why.EMPTY)


def _section_of(line: Line) -> str | None:
    """Return the section that a row begins, empty for a row of sums; None where the row is an item.

    Such a row has one text, and neither a number nor hours of its own beside a topic.
    """
    columns = line.table.columns
    texts = {value for value in line.table.sheet.rows[line.row] if isinstance(value, str)}
    if len(texts) != 1 or line.value("№") not in {None, *texts}:
        return None
    (text,) = texts
    if _SUM.match(text):
        return ""
    if line.value("тема") is None:
        return text if any(map(str.isalpha, text)) else None
    tells = "№" in columns or "часы" in columns
    return text if tells and "раздел" not in columns and line.value("часы") is None else None
