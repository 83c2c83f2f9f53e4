"""Takes a school's files in: reads them all first, then writes what they say in one transaction, or nothing."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from app.columns import record_of
from app.domain.records import RECORD_TYPES, Assignment, Lesson, Record, School
from app.errors import UnreadableFileError
from app.files.guard import Why
from app.files.headed import Line, Table, leaving_out
from app.files.reading import read_sheets
from app.files.refusals import RefusedRow
from app.ids import SchoolId
from portal.admin.changing import is_other
from portal.admin.import_books import UNREAD, Books, know_all
from portal.admin.import_clashes import read_met
from portal.admin.import_lists import (
    add_work_types,
    number_terms,
    pupil_lines,
    take_bell,
    take_class,
    take_group,
    take_load,
    take_pupil,
    take_teacher,
    take_term,
)
from portal.admin.import_marks import take_journal
from portal.admin.import_report import ImportReport
from portal.admin.import_tables import NEEDED, tables_of
from portal.admin.import_tenth import take_tenth
from portal.admin.import_timetable import check_plan, take_place, take_plan
from portal.admin.import_topics import take_topic
from portal.exchange.office import put_records
from portal.store.rows import read_records
from portal.store.tables import TABLES

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})
"""What is looked at in a folder; what else lies there is no table. A file that is named itself is read in any case."""

LOCK_FILE = "~$"
"""How the names begin of the files that a spreadsheet program leaves beside an open one."""

TAKERS: dict[str, Callable[[Books, Line], None]] = {
    "terms": take_term,
    "bells": take_bell,
    "teachers": take_teacher,
    "classes": take_class,
    "pupils": take_pupil,
    "groups": take_group,
    "loads": take_load,
    "tenth": take_tenth,
    "timetable": take_place,
    "topics": take_topic,
}
"""How a row of a table is taken in; plans and journals are more than their rows."""


def import_files(engine: Engine, school: SchoolId, paths: Sequence[Path]) -> ImportReport:
    """Take in files and folders of files; the same files again change nothing.

    Rows that are refused are told in the report, the others are written.

    Raises:
        FileError: a file cannot be read; nothing of any file was written.
    """
    files = files_of(paths)
    tables = [table for path in files for table in tables_of(read_sheets(path))]
    with engine.begin() as connection:
        books = read_books(connection, school)
        refused = take_tables(books, tables)
        records = books.records()
        met = read_met(connection, school, books, _retimed(connection, school, records))
        written = put_records(connection, school, records, received_ms=time.time_ns() // 1_000_000)
    names = tuple(path.name for path in files)
    return ImportReport(names, books.counts(), written, len(records) - written, refused, met)


def _retimed(connection: Connection, school: SchoolId, records: Iterable[Record]) -> list[Record]:
    """Return the lessons and loads that will be new or different."""
    wanted = [each for each in records if isinstance(each, Assignment | Lesson)]
    found = read_records(connection, school, [(type(each), each.id) for each in wanted])
    stored = {(type(each), each.id): each for each in found}
    return [each for each in wanted if is_other(each, stored)]


def files_of(paths: Sequence[Path]) -> list[Path]:
    """Return the files that are named, and the tables of the folders that are named, each once.

    Raises:
        UnreadableFileError: a path does not exist, or there is no table at all.
    """
    found = {path.resolve(): path for given in paths for path in ([given] if given.is_file() else _tables_in(given))}
    if not found:
        raise UnreadableFileError(paths[0].name if paths else "", Why.MISSING)
    return list(found.values())


def take_tables(books: Books, tables: Sequence[Table]) -> tuple[RefusedRow, ...]:
    """Take in tables in the order in which they need each other; return what was left out, table by table."""
    add_work_types(books)
    refused: list[RefusedRow] = []
    for kind in NEEDED:
        for table in tables:
            if table.kind == kind:
                mine: list[RefusedRow] = []
                _take(books, table, mine)
                refused += sorted(mine, key=lambda each: each.row)
        if kind == "terms":
            number_terms(books)
    return tuple(refused)


def _take(books: Books, table: Table, refused: list[RefusedRow]) -> None:
    match table.kind:
        case "marks":
            take_journal(books, table, refused)
        case "plan":
            with leaving_out(refused):
                check_plan(books, table)
                _take_lines(table.lines(), lambda line: take_plan(books, table, line), refused)
        case "pupils":
            _take_lines(pupil_lines(table), lambda line: take_pupil(books, line), refused)
        case kind:
            _take_lines(table.lines(), lambda line: TAKERS[kind](books, line), refused)


def _take_lines(lines: Iterator[Line] | list[Line], take: Callable[[Line], None], refused: list[RefusedRow]) -> None:
    for line in lines:
        with leaving_out(refused):
            take(line)


def _tables_in(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise UnreadableFileError(folder.name, Why.MISSING)
    for path in sorted(folder.rglob("*")):
        is_hidden = path.name.startswith((".", LOCK_FILE))
        if path.suffix.lower() in SUFFIXES and path.is_file() and not is_hidden:
            yield path


def read_books(connection: Connection, school: SchoolId, unread: frozenset[type[Record]] = UNREAD) -> Books:
    """Return what the store holds. unread: kinds that the tables to be taken in do not refer to."""
    year = connection.execute(select(TABLES[School].c.year).where(TABLES[School].c.school_id == school)).scalar_one()
    books = Books(school, year)
    for kind in RECORD_TYPES:
        if kind not in unread:
            know_all(books, _stored(connection, school, kind))
    return books


def _stored(connection: Connection, school: SchoolId, kind: type[Record]) -> Iterator[Record]:
    table = TABLES[kind]
    fields = [table.c[name] for name in kind.__struct_fields__]
    for row in connection.execute(select(*fields).where(table.c.school_id == school)):
        yield record_of(kind, row)
