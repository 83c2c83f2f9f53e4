"""Tables as a spreadsheet opens them: one exporter, so that no text of a person is ever reckoned with."""

import csv
import io
from collections.abc import Iterable

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""At the beginning of the file: without it the programs of an office take it for another encoding."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell that a spreadsheet would reckon with begins with. Source: OWASP, «CSV injection»."""


def safe(text: str) -> str:
    """Return a text as a spreadsheet shows it and does not reckon with it."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def table_text(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return the file's text: each cell as a spreadsheet shows it."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([safe(each) for each in row] for row in rows)
    return MARK + written.getvalue()
