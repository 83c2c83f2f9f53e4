"""Which terms are closed for the classes of some journals, as a batch goes on."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, and_, bindparam, select

from app.columns import record_of
from app.domain.periods import closing_id
from app.domain.records import Closing, Group, Journal, Term
from app.ids import ClassId, JournalId, SchoolId
from portal.store.rows import fields_of, sliced
from portal.store.tables import TABLES

journal, group = TABLES[Journal], TABLES[Group]

_CLASSES = (
    select(journal.c.id, group.c.school_class)
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .where(journal.c.school_id == bindparam("school"), journal.c.id.in_(bindparam("ids", expanding=True)))
)
_TERMS = select(*fields_of(Term)).where(TABLES[Term].c.school_id == bindparam("school"))
_CLOSINGS = select(*fields_of(Closing)).where(TABLES[Closing].c.school_id == bindparam("school"))


class ClosedTerms:
    """Answers for the journals that were gathered; a closing that is taken in between counts from there on."""

    def __init__(self) -> None:
        self._classes: dict[JournalId, ClassId] = {}
        self._terms: list[Term] = []
        self._closed: dict[str, bool] = {}

    def gather(self, connection: Connection, school: SchoolId, journals: Collection[JournalId]) -> None:
        """Fetch what is known of the journals' classes."""
        self._terms = [record_of(Term, row) for row in connection.execute(_TERMS, {"school": school})]
        self.take(record_of(Closing, row) for row in connection.execute(_CLOSINGS, {"school": school}))
        for ids in sliced(journals):
            self._classes.update(
                (key, owner) for key, owner in connection.execute(_CLASSES, {"school": school, "ids": ids})
            )

    def take(self, closings: Iterable[Closing]) -> None:
        """Keep closings and openings."""
        self._closed.update((closing.id, closing.closed) for closing in closings)

    def on(self, journal: JournalId, day: date) -> bool:
        """Return whether a term that contains the day is closed for the journal's class."""
        return any(self.of(journal, term.id) for term in self._terms if term.first <= day <= term.last)

    def of(self, journal: JournalId, term: str) -> bool:
        """Return whether a term is closed for the journal's class; a period that is no term never is."""
        owner = self._classes.get(journal)
        return owner is not None and self._closed.get(closing_id(term, owner), False)
