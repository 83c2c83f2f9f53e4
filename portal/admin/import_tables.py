"""Recognises which of a school's tables a sheet is."""

from collections.abc import Sequence

from app.files.headed import Table, recognised
from app.files.tables import Sheet

NEEDED: dict[str, tuple[str, ...]] = {
    "terms": ("вид", "название", "начало", "конец"),
    "bells": ("смена", "урок", "начало", "конец"),
    "teachers": ("фамилия", "имя", "логин"),
    "classes": ("класс", "смена", "классный руководитель"),
    "pupils": ("класс", "фамилия", "имя", "дата рождения"),
    "groups": ("группа", "классы", "фамилия", "имя"),
    "loads": ("класс", "предмет", "часов в неделю", "учитель"),
    "tenth": ("класс", "фамилия", "имя", "предмет", "год", "откуда"),
    "timetable": ("класс", "день недели", "урок", "предмет"),
    "plan": ("№", "раздел", "тема", "часы"),
    "topics": ("предмет", "дата", "урок", "тема"),
    "marks": ("№", "ученик"),
}
"""The headings that make each kind of table, in the order in which the tables are taken in."""


def tables_of(sheets: Sequence[Sheet]) -> list[Table]:
    """Return the tables of a file, its empty sheets left out.

    Raises:
        MissingColumnError: a sheet looks like a table that is known but lacks a heading.
        UnreadableFileError: a sheet has no heading that is known.
    """
    filled = [sheet for sheet in sheets if any(value is not None for row in sheet.rows for value in row)]
    return [recognised(sheet, NEEDED) for sheet in filled]
