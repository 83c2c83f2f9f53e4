"""In which journals a pupil is or was taught, and when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.calendar_rules import is_past
from app.domain.scales import FIVE, Scale, scale_named
from app.domain.terms import term_of
from app.ids import JournalId, SubjectId
from portal.diary.term_rows import AnyRow
from portal.diary.terms import NamedTerm

Span = tuple[date, date | None]
"""First and last day of a membership, None while it lasts."""


@dataclass(frozen=True, slots=True)
class TaughtJournal:
    """A journal of the pupil. name: of the subject. title: of class and group, such as "7Б, англ. 1".

    terms: of the journal's grade. spans: none where only marks are known. scale: of the subject.
    """

    id: JournalId
    subject: SubjectId
    name: str
    title: str
    grade: int
    terms: tuple[NamedTerm, ...]
    spans: tuple[Span, ...]
    scale: Scale = FIVE

    def had(self, day: date) -> bool:
        """Whether the pupil was in the group on this day."""
        return any(first <= day and (last is None or day <= last) for first, last in self.spans)

    def meets(self, term: NamedTerm) -> bool:
        """Whether the pupil was in the group in the term."""
        return any(first <= term.last and (last is None or term.first <= last) for first, last in self.spans)

    def is_in(self, term: NamedTerm, day: date) -> bool:
        """Whether what happened on this day belongs to the term."""
        return term_of(day, self.terms) is term


def taught_journals(rows: Sequence[AnyRow], terms: Iterable[NamedTerm]) -> list[TaughtJournal]:
    """Return each journal once, those in which the pupil was taught last at the end."""
    spans: dict[str, list[Span]] = defaultdict(list)
    named: dict[str, AnyRow] = {}
    for row in rows:
        named.pop(row.id, None)
        named[row.id] = row
        spans[row.id] += [(row.first, row.last)] if row.first else []
    listed = list(terms)
    return [
        TaughtJournal(
            JournalId(key),
            SubjectId(row.subject),
            row.name,
            ", ".join(filter(None, (f"{row.grade}{row.letter}", row.group))),
            row.grade,
            tuple(term for term in listed if term.is_of(row.grade) and not is_past(term.last, row.year)),
            tuple(spans[key]),
            scale_named(row.scale, row.scheme),
        )
        for key, row in named.items()
    ]
