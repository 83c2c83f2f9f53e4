"""Reads the school's own workbooks into the notebook: the marks of the year's first months, by a reader of its own."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.year.notebook import WEIGHTS, Mark, Notebook, Work
from tests.year.roster import Book, Lesson

Row = Sequence[object]
HEADING = "№"


def read_months(notebook: Notebook, books: Sequence[Book], files: Path) -> None:
    """Note what the workbooks hold of these journals. files: the school's folder."""
    for school_class in sorted({book.school_class for book in books}):
        workbook = CalamineWorkbook.from_path(files / f"Журнал {school_class}.xlsx")
        for name in workbook.sheet_names:
            rows: list[Row] = list(workbook.get_sheet_by_name(name).to_python())
            about = {str(row[0]): str(row[1]) for row in rows[:4] if len(row) > 1}
            key = (about.get("Предмет", ""), about.get("Группа", ""))
            for book in books:
                if book.school_class == school_class and (book.subject, book.group) == key:
                    _read_sheet(notebook, book, rows)


def _read_sheet(notebook: Notebook, book: Book, rows: Sequence[Row]) -> None:
    top = next(index for index, row in enumerate(rows) if row[0] == HEADING)
    columns = list(_columns(notebook, book, rows[top : top + 3]))
    pupils = _by_name(book)
    for row in rows[top + 3 :]:
        pupil = pupils[str(row[1])]
        for index, lesson, work in columns:
            for part in re.split(r"[\s/]+", _text(row[index])):
                _note(notebook, Mark(book.id, lesson.id, pupil, part, work, typed=False))


def _columns(notebook: Notebook, book: Book, head: Sequence[Row]) -> Iterator[tuple[int, Lesson, int | None]]:
    """Yield each column's index, lesson, and the place of its work in the lesson's list."""
    lessons = {(lesson.day, lesson.number): lesson for lesson in book.lessons}
    kinds = {name.lower(): name for name in WEIGHTS}
    days, numbers, works = head
    for index in range(2, len(days)):
        day = days[index]
        if not isinstance(day, date):
            continue
        lesson = lessons[day, int(_text(numbers[index]))]
        name = kinds.get(_text(works[index]).lower())
        if name is None:
            yield index, lesson, None
        else:
            notebook.announce(lesson.id, Work(name, WEIGHTS[name]))
            yield index, lesson, len(notebook.works[lesson.id]) - 1


def _by_name(book: Book) -> dict[str, str]:
    """Return the pupils by the name that the sheets have for them."""
    found = {member.name: member.pupil for member in book.members}
    for member in book.members:
        if dated := re.search(r"\(.+, (\d\d\.\d\d\.\d{4})\)$", member.label):
            found[f"{member.name}, {dated[1]}"] = member.pupil
    return found


def _note(notebook: Notebook, mark: Mark) -> None:
    if mark.value.isdecimal():
        notebook.add(mark)
    elif mark.value:
        notebook.sign(mark.lesson, mark.pupil, mark.value.lower())


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) else str(value).strip()
