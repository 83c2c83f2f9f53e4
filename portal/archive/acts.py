"""Acts of destruction: what is past its term, who prepared an act, and who, another person, confirmed it."""

import os
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from app.ids import ID_BYTES, SchoolId, text_of
from portal.archive.keeping_terms import JOURNALS, SUMMARIES, TITLES, year_text
from portal.archive.turns import read_progress
from portal.errors import ActClosedError, NotDueError, SamePersonError
from portal.store.tables import destructions

_ROWS = (
    select(*(column for column in destructions.c if column.name != "school_id"))
    .where(destructions.c.school_id == bindparam("school"))
    .order_by(destructions.c.prepared, destructions.c.id)
)


@dataclass(frozen=True, slots=True)
class Act:
    """An act, as its table has it."""

    id: str
    year: int
    content: str
    ground: str
    prepared: int
    prepared_by: str
    confirmed: int | None
    confirmed_by: str
    done: int | None
    dropped: int | None
    erased: int | None

    @property
    def is_open(self) -> bool:
        """Whether it waits to be confirmed."""
        return self.confirmed is None and self.dropped is None

    @property
    def is_to_be_done(self) -> bool:
        """Whether it was confirmed and the files are still to go."""
        return self.confirmed is not None and self.done is None

    @property
    def is_to_be_erased(self) -> bool:
        """Whether the files are gone and what the journals' year left in the database is still to go."""
        return self.content == JOURNALS and self.done is not None and self.erased is None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an archive. until: the last day on which it is kept. act: the last one about it that counts."""

    year: int
    content: str
    until: date
    act: Act | None

    @property
    def title(self) -> str:
        """Return what it is."""
        return f"{TITLES[self.content]}, {year_text(self.year)}"

    def is_due(self, today: date) -> bool:
        """Return whether it may be destroyed and no act about it has been begun."""
        return today > self.until and self.act is None


def read_acts(connection: Connection, school: SchoolId) -> list[Act]:
    """Return the acts, the first one first."""
    return [Act(*row) for row in connection.execute(_ROWS, {"school": school})]


def read_parts(connection: Connection, school: SchoolId) -> list[Part]:
    """Return what is archived, by the day until which it is kept."""
    acts = {(each.year, each.content): each for each in read_acts(connection, school) if each.dropped is None}
    parts = [
        Part(each.year, content, each.until(content), acts.get((each.year, content)))
        for each in read_progress(connection, school).values()
        if each.written is not None
        for content in (JOURNALS, SUMMARIES)
    ]
    return sorted(parts, key=lambda each: (each.until, each.year, each.content))


def prepare(connection: Connection, school: SchoolId, wanted: Part, act: Act, *, today: date) -> None:
    """Prepare an act about a part. act: as it shall stand in the table.

    Raises:
        NotDueError: the part is kept longer, or an act about it has been begun.
    """
    if not wanted.is_due(today):
        raise NotDueError(wanted.title, f"{wanted.until:%d.%m.%Y}")
    row = {name: getattr(act, name) for name in Act.__dataclass_fields__}
    connection.execute(insert(destructions), {"school_id": school, **row})


def new_act(part: Part, ground: str, by: str, now_ms: int) -> Act:
    """Return a new act. by: who prepares it."""
    key = text_of(os.urandom(ID_BYTES)).replace("-", "a").replace("_", "b")
    return Act(key, part.year, part.content, ground, now_ms, by, None, "", None, None, None)


def confirm(connection: Connection, school: SchoolId, key: str, by: tuple[str, str], *, now_ms: int) -> None:
    """Confirm an act. by: the deputy head, and the account of who has signed in, empty for a link.

    Raises:
        ActClosedError: it does not wait to be confirmed.
        SamePersonError: who prepared it has signed in again.
    """
    act = _open(connection, school, key)
    if by[1] and by[1] == act.prepared_by:
        raise SamePersonError
    _set(connection, school, key, {"confirmed": now_ms, "confirmed_by": by[0]})


def drop(connection: Connection, school: SchoolId, key: str, *, now_ms: int) -> None:
    """Take an act back that nobody has confirmed.

    Raises:
        ActClosedError: it does not wait to be confirmed.
    """
    _open(connection, school, key)
    _set(connection, school, key, {"dropped": now_ms})


def note_done(connection: Connection, school: SchoolId, key: str, *, now_ms: int) -> None:
    """Say that what an act is about is gone."""
    _set(connection, school, key, {"done": now_ms})


def note_erased(connection: Connection, school: SchoolId, key: str, *, now_ms: int) -> None:
    """Say that the database, too, holds nothing any more of what an act is about."""
    _set(connection, school, key, {"erased": now_ms})


def read_erased_years(connection: Connection, school: SchoolId) -> frozenset[int]:
    """Return the years of whose journals the database holds nothing any more."""
    return frozenset(each.year for each in read_acts(connection, school) if each.erased is not None)


def _open(connection: Connection, school: SchoolId, key: str) -> Act:
    found = next((each for each in read_acts(connection, school) if each.id == key and each.is_open), None)
    if found is None:
        raise ActClosedError
    return found


def _set(connection: Connection, school: SchoolId, key: str, values: dict[str, object]) -> None:
    mine = (destructions.c.school_id == school, destructions.c.id == key)
    connection.execute(update(destructions).where(*mine).values(values))
