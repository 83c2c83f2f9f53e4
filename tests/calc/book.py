"""The book of marks in which the tasks are done in Calc, as docs/usability.md describes it."""

from pathlib import Path

import xlsxwriter

from tests.ui.shown_school import NAMES

FIRST, LAST = 4, 31
"""Rows of the pupils."""

OWN, OTHER, PLAN = "7Б", "7А", "План"
TODAY = "H"
"""The last column that is filled: its date stands, the marks are to come."""

DAYS = ("17.11", "19.11", "20.11", "24.11")
MARKS = (4, 3, 5)
TOPICS = ("Функция", "Линейная функция", "График функции")
NEXT = 2
"""Row of the plan's next topic, in which its caret stands."""


def write_book(path: Path) -> None:
    """Write the book: a sheet for each class and the plan of the last one."""
    book = xlsxwriter.Workbook(path)
    for title in (OTHER, OWN):
        sheet = book.add_worksheet(title)
        for place, day in enumerate(DAYS):
            sheet.write_string(0, 4 + place, day)
        for place, name in enumerate(NAMES):
            row = FIRST - 1 + place
            sheet.write_number(row, 0, place + 1)
            sheet.write_string(row, 1, name)
            sheet.write_formula(row, 2, f"=AVERAGE(E{row + 1}:Z{row + 1})")
            for column, mark in enumerate(MARKS):
                sheet.write_number(row, 4 + column, mark)
    plan = book.add_worksheet(PLAN)
    for place, topic in enumerate(TOPICS):
        plan.write_string(place, 0, topic)
    book.close()
