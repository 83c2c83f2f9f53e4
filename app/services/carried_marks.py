"""Marks from elsewhere that count in a journal: read beside the journal's own wherever marks are counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import bindparam, func, select

from app.domain.counting import CountedMark
from app.ids import JournalId, PupilId
from app.store.tables import carried_mark
from app.store.unit import Unit

Of = tuple[JournalId, PupilId]
"""Whose marks in which journal."""

_IN_FORCE = (
    select(carried_mark)
    .where(carried_mark.c.annulled.is_(False), carried_mark.c.day.between(bindparam("first"), bindparam("last")))
    .order_by(carried_mark.c.day, carried_mark.c.id)
)
_OF_JOURNALS = _IN_FORCE.where(carried_mark.c.journal.in_(bindparam("journals", expanding=True)))
_COUNTED = (
    select(carried_mark.c.journal, carried_mark.c.pupil, func.count())
    .where(carried_mark.c.annulled.is_(False), carried_mark.c.day.between(bindparam("first"), bindparam("last")))
    .where(~carried_mark.c.retaken, carried_mark.c.weight != 0)
    .group_by(carried_mark.c.journal, carried_mark.c.pupil)
)


def read_carried(
    unit: Unit, journals: Iterable[JournalId], *, first: date | None = None, last: date | None = None
) -> Mapping[Of, list[CountedMark]]:
    """Return what counts in these journals from elsewhere, by day; both days included, None for the year's ends."""
    bound = {"journals": list(journals), "first": first or date.min, "last": last or date.max}
    found: dict[Of, list[CountedMark]] = defaultdict(list)
    for row in unit.connection.execute(_OF_JOURNALS, bound):
        one = CountedMark(row.value, row.weight, row.day, row.title, retaken=row.retaken, source=row.source)
        found[row.journal, row.pupil].append(one)
    return found


def count_carried(unit: Unit, *, first: date, last: date) -> Mapping[Of, int]:
    """Return how many marks from elsewhere that have a weight each pupil has in each journal.

    Of a re-taken one, that which stands is counted.
    """
    rows = unit.connection.execute(_COUNTED, {"first": first, "last": last})
    return {(journal, pupil): count for journal, pupil, count in rows}
