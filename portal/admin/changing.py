"""Whether what the office's files say of a thing is other than what is kept of it."""

from collections.abc import Mapping

from msgspec.structs import replace

from app.domain.records import NEVER, Lesson, Record, Subject
from portal.store.rows import Key


def is_other(record: Record, stored: Mapping[Key, Record]) -> bool:
    """Return whether a row would become another one; what teachers wrote stays. stored: the rows that are there."""
    found = stored.get((type(record), record.id))
    if isinstance(record, Subject) and isinstance(found, Subject) and not record.scale:
        record = replace(record, scale=found.scale)
    if isinstance(record, Lesson) and isinstance(found, Lesson):
        return _timetabled(record) != _timetabled(found)
    return found is None or replace(found, token=NEVER) != replace(record, token=NEVER)


def _timetabled(each: Lesson) -> tuple[object, ...]:
    return each.journal, each.day, each.number, each.room, each.cancelled, each.reason, each.removed
