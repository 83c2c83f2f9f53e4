"""Marks of the tenth class as people write them: those of the terms, then the year's."""

from collections.abc import Mapping

from app.domain.earlier_marks import MOST_TERMS, NOT_GIVEN, earlier_periods
from app.domain.final_marks import FINAL_VALUES

NOT_KNOWN = "?"
"""Stands in the place of a mark that is not known yet."""

DASHES = frozenset({"-", "–", "—"})


def read_marks(text: str, terms: int) -> dict[str, str] | None:
    """Read what stands in one line; None where it cannot be read. terms: of the eleventh class, as few are needed.

    One dash alone says that the subject was not taught at all.
    """
    words = text.replace(",", " ").split()
    if len(words) == 1 and words[0] in DASHES:
        words *= terms + 1
    if words and not terms < len(words) <= MOST_TERMS + 1:
        return None
    values = [read_mark(word) for word in words]
    if None in values:
        return None
    return dict(zip(earlier_periods(len(words) - 1), (value or "" for value in values), strict=True)) if words else {}


def read_mark(text: str) -> str | None:
    """Read one mark, empty where it is not known; None where it is none."""
    word = text.casefold().removesuffix(".")
    if word in {"", NOT_KNOWN}:
        return ""
    if word in DASHES:
        return NOT_GIVEN
    return word if word in FINAL_VALUES else None


def marks_text(marks: Mapping[str, str]) -> str:
    """Return marks by period as `read_marks` reads them; empty where none is known."""
    if not any(marks.values()):
        return ""
    terms = max((int(each) for each in marks if each.isdecimal()), default=0)
    return " ".join(marks.get(period) or NOT_KNOWN for period in earlier_periods(terms))
