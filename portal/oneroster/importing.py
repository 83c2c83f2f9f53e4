"""Takes a OneRoster file in: what would become of each row, and the same through the door of the office's lists."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.domain.records import Closing, Holiday, Lesson, Record, WorkType, tag_of
from app.domain.regulations import MarkScale, Setting
from app.files.guard import read_bytes
from app.files.headed import Line, leaving_out, shown
from app.files.refusals import Reason, RefusedRow
from app.ids import SchoolId
from portal.admin.changing import is_other
from portal.admin.import_books import know_all
from portal.admin.import_clashes import read_met
from portal.admin.import_lists import add_work_types, number_terms
from portal.admin.import_report import ImportReport
from portal.admin.previewing import Preview, RowFate, fate_of
from portal.errors import ForeignRosterError, PastRosterError
from portal.exchange.office import put_records
from portal.oneroster.columns import Kind
from portal.oneroster.reading import RosterFile, open_roster
from portal.oneroster.roster import Roster, read_kind, read_roster
from portal.oneroster.taking import take_course, take_homeroom, take_scheduled, take_session, take_user
from portal.oneroster.taking_books import RosterBooks
from portal.oneroster.taking_enrollments import in_order, take_enrollment
from portal.oneroster.wording import names_in, row_words
from portal.store.rows import Key, read_records

ALSO: tuple[type[Record], ...] = (Holiday, WorkType, Closing, Setting, MarkScale, Lesson)
"""What the rows are checked by besides the roster."""

Take = Callable[[RosterBooks, Line], None]
Taken = tuple[Line, list[Record], RefusedRow | None]
"""A row, what it says, and why it is left out."""


def import_roster(engine: Engine, school: SchoolId, path: Path) -> ImportReport:
    """Take in a file; the same file again changes nothing.

    Rows that are refused are told in the report, the others are written.

    Raises:
        OfficeError: it is of another school or year, or holds no such lists; nothing was written.
        FileError: it cannot be read; nothing was written.
    """
    file = open_roster(path.name, read_bytes(path))
    with engine.begin() as connection:
        found = preview_roster(connection, school, file)
        written = put_records(connection, school, found.every, received_ms=time.time_ns() // 1_000_000)
    counts = Counter(tag_of(type(each)) for each in found.every)
    refused = tuple(row.refused for row in found.rows if row.refused)
    return ImportReport((path.name,), counts, written, len(found.every) - written, refused, found.met)


def preview_roster(connection: Connection, school: SchoolId, file: RosterFile) -> Preview:
    """Return what would become of each row of a file, table by table.

    Raises:
        OfficeError: it is of another school or year.
    """
    roster = read_roster(connection, school)
    books = RosterBooks(school, roster.school.year)
    know_all(books, roster.records())
    for kind in ALSO:
        know_all(books, read_kind(connection, school, kind))
    books.org = _org(file, roster)
    _check_year(file, roster)
    books.look_ahead(file)
    add_work_types(books)
    books.taken()
    taken = list(_taken(books, file))
    keys: set[Key] = {(type(each), each.id) for _, made, _ in taken for each in made}
    stored = {(type(each), each.id): each for each in read_records(connection, school, keys)}
    names = names_in(file)
    rows: list[RowFate] = [
        replace(fate_of(line, made, refused, stored), text=row_words(line, names)) for line, made, refused in taken
    ]
    every = tuple(books.records())
    changed = tuple(each for each in every if is_other(each, stored))
    return Preview(tuple(rows), changed, every, read_met(connection, school, books, changed))


def _org(file: RosterFile, roster: Roster) -> str:
    """Return the id of this school in a file, in which it is known by its id or its name."""
    schools = {shown(line.value("sourcedId")): shown(line.value("name")) for line in file.lines("orgs")}
    if roster.school.id in schools:
        return roster.school.id
    named = [key for key, name in schools.items() if name.casefold() == roster.school.name.casefold()]
    if len(named) != 1:
        raise ForeignRosterError(file.name, ", ".join(f"«{name}»" for name in schools.values()), roster.school.name)
    return named[0]


def _check_year(file: RosterFile, roster: Roster) -> None:
    years = sorted({shown(line.value("schoolYear")) for line in file.lines("academicSessions")})
    here = roster.school.year + 1
    if str(here) not in years:
        raise PastRosterError(file.name, ", ".join(f"{year} год" for year in years), f"{here - 1}/{here}")


def _taken(books: RosterBooks, file: RosterFile) -> Iterator[Taken]:
    """Yield what becomes of each row, in the order of the tables and their rows."""
    yield from _of(books, file.lines("orgs"), _take_org)
    yield from _sessions(books, file.lines("academicSessions"))
    yield from _of(books, file.lines("users"), take_user)
    yield from _of(books, file.lines("courses"), take_course)
    homes: list[Line] = []
    others: list[Line] = []
    for line in file.lines("classes"):
        (homes if shown(line.value("classType")) == Kind.HOMEROOM else others).append(line)
    yield from _by_row([*_of(books, homes, take_homeroom), *_of(books, others, take_scheduled)])
    yield from _by_row(_of(books, in_order(books, file.lines("enrollments")), take_enrollment))


def _of(books: RosterBooks, lines: Iterable[Line], take: Take) -> list[Taken]:
    found: list[Taken] = []
    for line in lines:
        refused: list[RefusedRow] = []
        with leaving_out(refused):
            _demand_active(line)
            take(books, line)
        found.append((line, books.taken(), refused[0] if refused else None))
    return found


def _sessions(books: RosterBooks, lines: Iterable[Line]) -> list[Taken]:
    """Take in the periods and give each its place among those of the same grades."""
    found = _of(books, lines, take_session)
    number_terms(books)
    numbered = {each.id: each for each in books.taken()}
    return [(line, [numbered.get(each.id, each) for each in made], why) for line, made, why in found]


def _by_row(found: Iterable[Taken]) -> list[Taken]:
    return sorted(found, key=lambda each: each[0].row)


def _take_org(books: RosterBooks, line: Line) -> None:
    if line.needed("sourcedId") != books.org:
        line.refuse("name", Reason.OTHER_SCHOOL)


def _demand_active(line: Line) -> None:
    """Leave out what the file says is to be deleted or not in use: nobody here is deleted by a file."""
    if line.text("status").lower() not in {"", "active"}:
        line.refuse("status", Reason.DELETED)
