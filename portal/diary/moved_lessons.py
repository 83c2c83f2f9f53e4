"""Coming lessons whose time or room was changed with no word why: where they were, as the school's log has it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, and_, bindparam, select

from app.domain.records import Lesson, tag_of
from app.ids import OFFICE, LessonId, SchoolId
from app.planning import LessonMove
from portal.diary.news_rows import AnyRow
from portal.store.tables import effects, operations

_EARLIER = (
    select(operations.c.seq, effects.c.rows)
    .join(effects, and_(effects.c.school_id == operations.c.school_id, effects.c.seq == operations.c.seq))
    .where(
        operations.c.school_id == bindparam("school"),
        operations.c.replica == OFFICE,
        operations.c.seq < bindparam("last"),
        effects.c.part.in_(bindparam("journals", expanding=True)),
    )
    .order_by(operations.c.seq)
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
    asked = {"school": school, "last": max(wanted.values()), "journals": sorted(journals)}
    for seq, packed in connection.execute(_EARLIER, asked):
        for each in _decoder.decode(packed):
            if not bytes(each).startswith(_BEGINS):
                continue
            lesson = _lesson.decode(each)
            if seq < wanted.get(lesson.id, 0):
                found[lesson.id] = lesson
    return found
