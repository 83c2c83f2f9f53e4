"""The deputy head's desk: entries that the portal holds, from all journals, and deciding them."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from app.changes import Changes, merged
from app.columns import record_of
from app.domain.attention import About, AttentionItem
from app.domain.disputes import HeldEntry
from app.errors import NoSuchThingError
from app.ids import OperationId
from app.operations import HeldDecide, Operation
from app.services.attention_found import held_of
from app.services.attention_items import told
from app.store.rows import read
from app.store.tables import held_entry
from app.store.unit import Unit


def read_held(unit: Unit, *, decided: bool = False) -> tuple[AttentionItem, ...]:
    """Return the held entries of all journals that wait, or with *decided* those that were decided; by day.

    What is about no lesson comes after what is.
    """
    wanted = held_entry.c.decision != "" if decided else held_entry.c.decision == ""
    rows = unit.connection.execute(select(held_entry).where(wanted)).all()
    items = told(unit, [held_of(unit, record_of(HeldEntry, row)) for row in rows])
    return tuple(sorted(items, key=_place))


def _place(item: AttentionItem) -> tuple[object, ...]:
    """Return where an entry stands; a work comes before the marks that may hang on it."""
    return item.day or date.max, item.title, item.number, item.about is not About.WORK, item.wall, item.id


def decide(unit: Unit, *, entries: Iterable[OperationId], accept: bool, answer: str = "") -> Changes:
    """Accept or refuse held entries, all of them or none; what an accepted one does comes by synchronisation.

    answer: told to the author; a refusal needs one.

    Raises:
        ReasonNeededError: they are refused without a reason.
        NoSuchThingError: one is not there any more, or was decided otherwise.
    """
    return merged(_decide(unit, each, HeldDecide(accept, answer.strip())) for each in entries)


def _decide(unit: Unit, key: OperationId, decision: HeldDecide) -> Changes:
    found = read(unit.connection, HeldEntry, key)
    if found is None:
        raise NoSuchThingError(kind="held")
    return unit.record(Operation(decision, ent=key)) | Changes(outbox=True)
