"""How long a school keeps what it has archived, counted from the end of the school year."""

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from app.domain.calendar_rules import year_span
from portal.archive.files import make_folder, write_whole
from portal.settings import DataFolder

JOURNALS, SUMMARIES = "journals", "summaries"
"""The two sealed parts of an archive; also the names of their folders."""

YEARS = {JOURNALS: 5, SUMMARIES: 25}
"""Years on which schools keep them: five a journal, twenty-five a summary sheet that was taken out of it.

Source: the practice of school archives; 125-ФЗ, ст. 17, leaves the term to the school's own list of files.
"""

TITLES = {JOURNALS: "Классные журналы", SUMMARIES: "Сводные ведомости классов"}


LONGEST = 75
"""Years: what a school keeps of its people for the longest time."""


class Terms(Struct, frozen=True):
    """A school's terms in years."""

    journals: int = YEARS[JOURNALS]
    summaries: int = YEARS[SUMMARIES]

    def keep_until(self, content: str, year: int) -> date:
        """Return the last day on which a part of an archive is kept: years are counted from the January after."""
        years = self.journals if content == JOURNALS else self.summaries
        return date(year_span(year)[1].year + years, 12, 31)


def read_terms(folder: DataFolder) -> Terms:
    """Return the terms of a portal's school, the usual ones where it has set none."""
    try:
        return msgspec.json.decode(_file(folder).read_bytes(), type=Terms)
    except (FileNotFoundError, msgspec.DecodeError):
        return Terms()


def keep_terms(folder: DataFolder, terms: Terms) -> None:
    """Keep the terms for archives to come; in those that are written the day stands already."""
    make_folder(folder.archives)
    write_whole(_file(folder), msgspec.json.encode(terms))


def _file(folder: DataFolder) -> Path:
    # among the archives, so that a backup holds it too
    return folder.archives / "retention.json"


def year_text(year: int) -> str:
    """Return a school year such as "2026/27"."""
    return f"{year}/{(year + 1) % 100:02}"
