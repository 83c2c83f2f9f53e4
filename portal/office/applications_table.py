"""The journal of applications as a file for a spreadsheet."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.office.applications_reading import Line
from portal.spreadsheets import table_text

HEADINGS = ("Когда", "Заявитель", "Ученик", "Класс", "Что", "Кто", "Основание")


def journal_table(lines: Iterable[Line], zone: str) -> str:
    """Return the file's text. zone: of the school's clocks."""
    return table_text(HEADINGS, (_row(each, zone) for each in lines))


def _row(line: Line, zone: str) -> tuple[str, ...]:
    at = datetime.fromtimestamp(line.at / 1000, ZoneInfo(zone))
    about = line.applicant, line.pupil, line.class_title, line.step, line.who, line.answer
    return (f"{at:%d.%m.%Y %H:%M}", *about)
