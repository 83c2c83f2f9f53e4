"""Which terms are closed for the classes of some journals, as a batch goes on.

A group may have pupils of several classes: each one's own class decides. Where it is not known, and for a whole class,
it is the class under which the group is listed.
"""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, and_, bindparam, select

from app.columns import record_of
from app.domain.periods import closing_id
from app.domain.records import Closing, Enrolment, Group, Journal, Membership, Term
from app.ids import ClassId, JournalId, PupilId, SchoolId
from portal.store.rows import fields_of, sliced
from portal.store.tables import TABLES

journal, group = TABLES[Journal], TABLES[Group]
membership, enrolment = TABLES[Membership], TABLES[Enrolment]

Span = tuple[date, date, ClassId]
"""First and last day on which a pupil of a class is of a group."""

_COMMON_DAYS = membership.c.first, membership.c.last, enrolment.c.first, enrolment.c.last
_CLASSES = (
    select(journal.c.id, group.c.school_class)
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .where(journal.c.school_id == bindparam("school"), journal.c.id.in_(bindparam("ids", expanding=True)))
)
_OWN_CLASSES = (
    select(journal.c.id, membership.c.pupil, enrolment.c.school_class, *_COMMON_DAYS)
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .join(membership, and_(membership.c.school_id == group.c.school_id, membership.c.group == group.c.id))
    .join(enrolment, and_(enrolment.c.school_id == group.c.school_id, enrolment.c.pupil == membership.c.pupil))
    .where(journal.c.school_id == bindparam("school"), journal.c.id.in_(bindparam("ids", expanding=True)))
    .where(group.c.name != "")
)
_TERMS = select(*fields_of(Term)).where(TABLES[Term].c.school_id == bindparam("school"))
_CLOSINGS = select(*fields_of(Closing)).where(TABLES[Closing].c.school_id == bindparam("school"))


class ClosedTerms:
    """Answers for the journals that were gathered; a closing that is taken in between counts from there on."""

    def __init__(self) -> None:
        self._classes: dict[JournalId, ClassId] = {}
        self._terms: list[Term] = []
        self._closed: dict[str, bool] = {}
        self._own: dict[JournalId, dict[PupilId, list[Span]]] = {}
        self._said: dict[tuple[JournalId, date, PupilId | None], bool] = {}

    def gather(self, connection: Connection, school: SchoolId, journals: Collection[JournalId]) -> None:
        """Fetch what is known of the journals' classes."""
        self._terms = [record_of(Term, row) for row in connection.execute(_TERMS, {"school": school})]
        self.take(record_of(Closing, row) for row in connection.execute(_CLOSINGS, {"school": school}))
        for ids in sliced(journals):
            self._classes.update(
                (key, owner) for key, owner in connection.execute(_CLASSES, {"school": school, "ids": ids})
            )
            for key, pupil, owner, *days in connection.execute(_OWN_CLASSES, {"school": school, "ids": ids}):
                first, last = max(days[0], days[2]), min(days[1] or date.max, days[3] or date.max)
                self._own.setdefault(key, {}).setdefault(pupil, []).append((first, last, owner))

    def take(self, closings: Iterable[Closing]) -> None:
        """Keep closings and openings."""
        told = {closing.id: closing.closed for closing in closings}
        if told:
            self._closed.update(told)
            self._said.clear()

    def on(self, journal: JournalId, day: date, pupil: PupilId | None) -> bool:
        """Return whether a term that contains the day is closed for the pupil's class.

        pupil: None for what is about everybody at the lesson; then one class is enough.
        """
        asked = (journal, day, pupil if journal in self._own else None)
        if asked not in self._said:
            terms = [term.id for term in self._terms if term.first <= day <= term.last]
            classes = self._classes_on(journal, day, pupil)
            self._said[asked] = any(self._closed.get(closing_id(term, each)) for term in terms for each in classes)
        return self._said[asked]

    def of(self, journal: JournalId, period: str, pupil: PupilId) -> bool:
        """Return whether a term is closed for the pupil's class on its last day; what is no term never is."""
        ends = [term.last for term in self._terms if term.id == period]
        classes = self._classes_on(journal, ends[0], pupil) if ends else set[ClassId]()
        return any(self._closed.get(closing_id(period, each)) for each in classes)

    def _classes_on(self, journal: JournalId, day: date, pupil: PupilId | None) -> set[ClassId]:
        pupils = self._own.get(journal, {})
        spans = pupils.get(pupil, []) if pupil is not None else [span for own in pupils.values() for span in own]
        found = {owner for first, last, owner in spans if first <= day <= last}
        return found or ({self._classes[journal]} if journal in self._classes else found)
