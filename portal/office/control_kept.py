"""Counts of journals, kept as long as nobody has written in them: counting a whole year's marks takes too long."""

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, select

from app.domain.calendar_rules import ONE_DAY
from app.domain.journal_facts import LessonCounts
from app.ids import JournalId, PupilId, SchoolId
from portal.exchange.cursors import read_head
from portal.office.control_counts import (
    Entered,
    Span,
    read_answer_weight,
    read_behind,
    read_entered,
    read_lessons,
    read_set,
)
from portal.store.tables import effects

T = TypeVar("T")
What = tuple[str, *tuple[Any, ...]]
"""What is counted, in which days."""

MOST_SPANS = 9
"""Kept of one sort of counts: terms of different grades, the last days, and the four quarters and two half-years of a
past year that is looked at beside the present one."""

_CHANGED = (
    select(effects.c.part)
    .where(effects.c.school_id == bindparam("school"), effects.c.seq > bindparam("after"))
    .distinct()
)


class KeptCounts:
    """What a process has counted of the schools' journals; several threads may ask.

    Before anything is told, the journals that were written in since are forgotten, up to the school's last operation.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._schools: dict[SchoolId, _School] = {}

    def read(
        self,
        connection: Connection,
        school: SchoolId,
        what: What,
        journals: Collection[JournalId],
        count: Callable[[list[JournalId]], Mapping[JournalId, T]],
    ) -> dict[JournalId, T]:
        """Return the counts of journals. count: counts those that are not kept; of some there may be nothing to say."""
        with self._lock:
            known = self._up_to_date(connection, school).counted(what)
            missing = [key for key in journals if key not in known]
            if missing:
                found = count(missing)
                known.update((key, found.get(key)) for key in missing)
            return {key: known[key] for key in journals if known[key] is not None}

    def _up_to_date(self, connection: Connection, school: SchoolId) -> "_School":
        head = read_head(connection, school)
        kept = self._schools.get(school)
        if kept is None or kept.epoch != head.epoch or kept.seq > head.seq:
            kept = self._schools[school] = _School(head.epoch, head.seq)
        elif kept.seq < head.seq:
            kept.forget(connection.execute(_CHANGED, {"school": school, "after": kept.seq}).scalars().all())
            kept.seq = head.seq
        return kept


class _School:
    """The counts of a school. seq: up to where they are good."""

    def __init__(self, epoch: str, seq: int) -> None:
        self.epoch, self.seq = epoch, seq
        self._counted: dict[What, dict[JournalId, Any]] = {}

    def counted(self, what: What) -> dict[JournalId, Any]:
        """Return what is kept of a sort; what was asked for first goes first."""
        if what not in self._counted:
            same = [key for key in self._counted if key[0] == what[0]]
            for key in same[: len(same) - MOST_SPANS + 1]:
                del self._counted[key]
            self._counted[what] = {}
        return self._counted[what]

    def forget(self, journals: Collection[str]) -> None:
        """Forget journals in which something was written."""
        for known in self._counted.values():
            for key in journals:
                known.pop(JournalId(key), None)


@dataclass(frozen=True)
class SchoolCounts:
    """The counts of a school on a day, kept or counted now. today: of it nothing is counted."""

    kept: KeptCounts
    connection: Connection
    school: SchoolId
    today: date

    def entered(self, journals: Collection[JournalId], span: Span) -> dict[JournalId, Entered]:
        """Return what was entered in these journals in lessons of these days."""
        return self._read(
            # a mark without a work is counted as long as the school lets it weigh anything
            ("entered", span, bool(self._answer_weight)),
            journals,
            lambda some: read_entered(self.connection, self.school, some, span),
        )

    def lessons(self, entered: Mapping[JournalId, Entered], span: Span) -> dict[JournalId, LessonCounts]:
        """Return what was counted of the lessons of these days. entered: in them, of the journals asked for."""
        # a term that is over is counted once, not again on each new day
        until = min(self.today, span[1] + ONE_DAY)
        return self._read(
            ("lessons", span, until),
            entered,
            lambda some: read_lessons(self.connection, self.school, {key: entered[key] for key in some}, span, until),
        )

    def set_for(self, journals: Collection[JournalId], period: str) -> dict[JournalId, set[PupilId]]:
        """Return whose mark for a period is set, by journal."""
        return self._read(("set", period), journals, lambda some: read_set(self.connection, self.school, some, period))

    def behind(self, journals: Collection[JournalId], day: date) -> dict[JournalId, int]:
        """Return by how many hours these journals were behind their plans on a day, of which nothing is counted."""
        return self._read(("behind", day), journals, lambda some: read_behind(self.connection, self.school, some, day))

    @cached_property
    def _answer_weight(self) -> int:
        return read_answer_weight(self.connection, self.school)

    def _read(
        self, what: What, journals: Collection[JournalId], count: Callable[[list[JournalId]], Mapping[JournalId, T]]
    ) -> dict[JournalId, T]:
        return self.kept.read(self.connection, self.school, what, journals, count)
