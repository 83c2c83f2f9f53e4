"""Coming lessons whose time or room was changed with no word why: where they were, as the school's log has it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.domain.records import Lesson, tag_of
from app.ids import OFFICE, LessonId, SchoolId
from app.planning import LessonMove
from portal.diary.news_rows import PLACE, AnyRow
from portal.store.tables import effects, operations

AT_ONCE = 100
"""Of the office's operations that are looked through together, the latest first; mostly these have it all."""

_OFFICE = (
    select(operations.c.seq)
    .where(operations.c.school_id == bindparam("school"), operations.c.replica == OFFICE, bindparam("last") > PLACE)
    .order_by(PLACE.desc())
)
_ROWS = (
    select(effects.c.seq, effects.c.rows)
    .where(
        effects.c.school_id == bindparam("school"),
        effects.c.seq.in_(bindparam("places", expanding=True)),
        # one look for each operation: what it did is long, and looking for each journal reads all of it each time
        (effects.c.part + "").in_(bindparam("journals", expanding=True)),
    )
    .order_by(effects.c.seq.desc())
)
_decoder: msgspec.json.Decoder[list[msgspec.Raw]] = msgspec.json.Decoder(list[msgspec.Raw])
_lesson: msgspec.json.Decoder[Lesson] = msgspec.json.Decoder(Lesson)
_BEGINS = f'["{tag_of(Lesson)}"'.encode()
"""How a lesson begins among the rows of an operation."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A lesson at another time or in another room. before: as the office had it, None where it never had."""

    row: AnyRow
    before: Lesson | None


def read_moved(connection: Connection, school: SchoolId, rows: Sequence[AnyRow]) -> Iterator[Moved]:
    """Yield the lessons that were moved, in their order. rows: of `unsaid_rows`; those of the office may be new."""
    if not rows:
        return
    before = _before(connection, school, {row.id: row.seq for row in rows}, {row.journal for row in rows})
    for row in rows:
        known = before.get(row.id)
        if known is None and row.operation == LessonMove.KIND[0]:
            yield Moved(row, None)
        elif known is not None and (known.day, known.number, known.room) != (row.day, row.number, row.room):
            yield Moved(row, known)


def _before(
    connection: Connection, school: SchoolId, wanted: Mapping[LessonId, int], journals: Collection[str]
) -> dict[LessonId, Lesson]:
    """Return the lessons as the office had put them last before they became what they are. wanted: since which seq."""
    found: dict[LessonId, Lesson] = {}
    asked = {"school": school, "last": max(wanted.values())}
    places = connection.execute(_OFFICE, asked).scalars().all()
    for begin in range(0, len(places), AT_ONCE):
        looked = {"school": school, "places": places[begin : begin + AT_ONCE], "journals": sorted(journals)}
        for seq, packed in connection.execute(_ROWS, looked):
            for lesson in _lessons(packed):
                if seq < wanted.get(lesson.id, 0):
                    found.setdefault(lesson.id, lesson)
        if len(found) == len(wanted):
            break
    return found


def _lessons(packed: bytes) -> Iterator[Lesson]:
    return (_lesson.decode(each) for each in _decoder.decode(packed) if bytes(each).startswith(_BEGINS))
