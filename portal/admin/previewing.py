"""What would become of each row of a school's lists of people and of its timetable, before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection
from typing_extensions import override

from app.domain.records import (
    RECORD_TYPES,
    Assignment,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Lesson,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Teacher,
    Term,
    WorkType,
)
from app.domain.regulations import Setting
from app.files.headed import Line, Table, leaving_out, shown
from app.files.refusals import RefusedRow
from app.ids import SchoolId
from portal.admin.changing import is_other
from portal.admin.import_books import Books
from portal.admin.import_clashes import Met, read_met
from portal.admin.import_lists import pupil_lines
from portal.admin.import_tables import NEEDED
from portal.admin.importing import TAKERS, read_books
from portal.store.rows import Key, read_records

TAKEN = ("teachers", "classes", "pupils", "groups", "loads", "tenth", "timetable")
"""The kinds of tables that the office's page takes in."""

TIMED = frozenset({"loads", "timetable"})
"""Those by which somebody may be wanted twice at a time."""

READ: frozenset[type[Record]] = frozenset(
    {Term, Holiday, WorkType, Subject, Teacher, SchoolClass, Pupil, Enrolment, Group, Membership, Journal, Assignment}
)
READ_TIMED: frozenset[type[Record]] = frozenset({Lesson, Setting})
LONGEST = 120
"""Letters of a row that are repeated."""


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowFate:
    """A row and what becomes of it. row: from 1. touched: what it makes or changes. refused: why it is left out."""

    file: str
    sheet: str
    row: int
    text: str
    fate: Fate
    touched: tuple[Record, ...] = ()
    refused: RefusedRow | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of tables. records: what would be new or different. every: all that the tables say.

    met: what would clash then.
    """

    rows: tuple[RowFate, ...]
    records: tuple[Record, ...]
    every: tuple[Record, ...]
    met: tuple[Met, ...]


@dataclass
class WatchedBooks(Books):
    """Books that remember what was added since they were asked last."""

    just: list[Record] = field(default_factory=list)

    @override
    def add(self, record: Record) -> None:
        super().add(record)
        self.just.append(record)

    def taken(self) -> list[Record]:
        """Return what was added, and forget it."""
        just, self.just = self.just, []
        return just


def preview(connection: Connection, school: SchoolId, tables: Sequence[Table]) -> Preview:
    """Return what would become of each row of tables, in the order of the tables and their rows."""
    is_timed = any(table.kind in TIMED for table in tables)
    known = read_books(connection, school, frozenset(RECORD_TYPES) - (READ | READ_TIMED if is_timed else READ))
    books = WatchedBooks(**{name: getattr(known, name) for name in Books.__dataclass_fields__})
    taken = {place: list(_taken(books, tables[place])) for kind in NEEDED for place in _of(tables, kind)}
    keys: set[Key] = {(type(each), each.id) for rows in taken.values() for _, made, _ in rows for each in made}
    stored = {(type(each), each.id): each for each in read_records(connection, school, keys)}
    rows = [
        fate_of(line, made, refused, stored)
        for place in range(len(tables))
        for line, made, refused in taken.get(place, ())
    ]
    every = tuple(books.records())
    changed = tuple(each for each in every if is_other(each, stored))
    return Preview(tuple(rows), changed, every, read_met(connection, school, books, changed) if is_timed else ())


def _of(tables: Sequence[Table], kind: str) -> list[int]:
    return [place for place, table in enumerate(tables) if table.kind == kind and kind in TAKEN]


def _taken(books: WatchedBooks, table: Table) -> Iterator[tuple[Line, list[Record], RefusedRow | None]]:
    lines = pupil_lines(table) if table.kind == "pupils" else list(table.lines())
    found = []
    for line in lines:
        refused: list[RefusedRow] = []
        with leaving_out(refused):
            TAKERS[table.kind](books, line)
        found.append((line, books.taken(), refused[0] if refused else None))
    return iter(sorted(found, key=lambda each: each[0].row))


def fate_of(line: Line, made: Sequence[Record], refused: RefusedRow | None, stored: dict[Key, Record]) -> RowFate:
    """Return what becomes of a row. made: what it says. stored: the rows of the store that are there."""
    sheet = line.table.sheet
    text = " · ".join(filter(None, map(shown, sheet.rows[line.row])))
    place = (sheet.file, sheet.title, line.row + 1, text if len(text) <= LONGEST else text[:LONGEST] + "…")
    if refused is not None:
        return RowFate(*place, Fate.REFUSED, refused=refused)
    touched = tuple(each for each in made if is_other(each, stored))
    if not touched:
        return RowFate(*place, Fate.SAME)
    is_new = any((type(each), each.id) not in stored for each in touched)
    return RowFate(*place, Fate.NEW if is_new else Fate.CHANGED, touched)
