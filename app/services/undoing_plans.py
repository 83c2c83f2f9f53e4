"""Takes a step of a plan back: a plan is put as a whole, so all its items go back by one operation."""

from collections.abc import Sequence

from app.changes import Recorded
from app.domain.records import PlanItem
from app.errors import ChangedSinceError
from app.operations import Operation
from app.planning import PlanLine, PlanPut
from app.store.rows import StoredRows
from app.store.unit import Unit

FIELDS = ("number", "section", "topic", "hours", "control", "removed")
"""What a step changes of an item."""


def plan_back(unit: Unit, steps: Sequence[Recorded]) -> Operation:
    """Return what puts a journal's plan back. steps: what one operation did to its items, at least one.

    Raises:
        ChangedSinceError: an item is not as the step left it.
    """
    found = [(step.before, step.after) for step in steps]
    pairs = [(before, after) for before, after in found if isinstance(after, PlanItem)]
    journal = pairs[0][1].journal
    items = {item.id: item for item in StoredRows(unit.connection).plan(journal)}
    if any(after.id not in items or _facts(items[after.id]) != _facts(after) for _, after in pairs):
        raise ChangedSinceError
    for before, after in pairs:
        if isinstance(before, PlanItem) and not before.removed:
            items[after.id] = before
        else:
            del items[after.id]
    kept = sorted((item for item in items.values() if not item.removed), key=lambda item: (item.number, item.id))
    lines = (PlanLine(each.id, each.number, each.section, each.topic, each.hours, each.control) for each in kept)
    return Operation(PlanPut(journal, tuple(lines)))


def _facts(item: PlanItem) -> tuple[object, ...]:
    return tuple(getattr(item, each) for each in FIELDS)
