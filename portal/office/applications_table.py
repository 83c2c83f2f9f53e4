"""The journal of applications as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.office.applications_reading import Line
from portal.office.figures_table import MARK, safe

HEADINGS = ("Когда", "Заявитель", "Ученик", "Класс", "Что", "Кто", "Основание")


def journal_table(lines: Iterable[Line], zone: str) -> str:
    """Return the file's text. zone: of the school's clocks."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for each in lines:
        at = datetime.fromtimestamp(each.at / 1000, ZoneInfo(zone))
        about = (each.applicant, each.pupil, each.class_title, each.step, each.who, each.answer)
        writer.writerow([f"{at:%d.%m.%Y %H:%M}", *map(safe, about)])
    return MARK + written.getvalue()
