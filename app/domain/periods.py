"""Periods for which a pupil gets a mark, and what is known by them."""

from app.ids import ClassId, JournalId, PupilId, derived

YEAR, EXAM, FINAL = "year", "exam", "final"
"""The periods that are no term: the year's mark, the exam's, and the mean of both."""


def final_mark_id(journal: JournalId, pupil: PupilId, period: str) -> str:
    """Return the id of a pupil's mark for a period: there is one, whoever sets it. period: a term's id, or as above."""
    return derived("final_mark", journal, pupil, period)


def closing_id(term: str, school_class: ClassId) -> str:
    """Return the id of what says whether a term is closed for a class."""
    return derived("closing", term, school_class)
