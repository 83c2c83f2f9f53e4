"""How journals are kept as a file for a spreadsheet: a row for each journal."""

import csv
import io
from collections.abc import Iterable

from app.domain.keeping import JournalKeeping
from portal.office.control_wording import LACKS, lack_cells, since_words
from portal.spreadsheets import MARK, safe

HEADINGS = ("Класс и группа", "Предмет", "Учитель", *LACKS.values(), "Пусто с", "Уроков проведено", "Уроков в периоде")


def keeping_table(rows: Iterable[JournalKeeping]) -> str:
    """Return the file's text, the rows in their order."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for each in rows:
        names = each.title, each.subject, ", ".join(each.teachers)
        counts = str(each.facts.held), str(each.facts.planned)
        writer.writerow([*map(safe, names), *lack_cells(each), since_words(each).removeprefix("с "), *counts])
    return MARK + written.getvalue()
