"""Opens a OneRoster file: what its manifest promises, and its tables with the addresses of their cells."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import UnreadableFileError
from app.files.csv_in import read_csv
from app.files.guard import MAX_FILE, Why, unpack
from app.files.headed import Line, Table, shown
from app.files.tables import Sheet
from portal.errors import NoRosterError, OtherRosterError
from portal.oneroster.columns import BESIDE, GRADES, MANIFEST, REQUIRED

VERSIONS = frozenset({"1.1", "1.2"})
ABSENT, DELTA = "absent", "delta"
ZIP = b"PK\x03\x04"

SAID_ELSEWHERE = {
    "academicSessions": {"название": "title", "начало": "startDate", "конец": "endDate", "классы": GRADES},
}
"""What the checks of the school year call the columns."""

Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """The tables of a file by their names in the standard. name: the file's."""

    name: str
    tables: Tables

    def lines(self, table: str) -> list[Line]:
        """Return the rows of a table, none where the file has no such table."""
        return list(self.tables[table].lines()) if table in self.tables else []


def is_roster(content: bytes) -> bool:
    """Return whether a file looks as if it were one of the standard; nothing of it is read yet."""
    return content.startswith(ZIP) and MANIFEST.encode() in content


def open_roster(name: str, content: bytes) -> RosterFile:
    """Return the tables that are taken in.

    Raises:
        OfficeError: it is of another sort or version, or a table or a column is missing.
        FileError: it is damaged, dangerous, or a table in it cannot be read.
    """
    if len(content) > MAX_FILE:
        raise UnreadableFileError(name, Why.TOO_LARGE)
    wanted = {f"{each}.csv" for each in (*REQUIRED, *BESIDE)}
    parts = unpack(name, content, {MANIFEST, *wanted})
    if MANIFEST not in parts:
        raise NoRosterError(name, MANIFEST)
    _check_manifest(name, read_csv(MANIFEST, parts.pop(MANIFEST)))
    missing = [f"{each}.csv" for each in REQUIRED if f"{each}.csv" not in parts]
    if missing:
        raise NoRosterError(name, ", ".join(missing))
    tables = {each.removesuffix(".csv"): _table(name, each, part) for each, part in parts.items()}
    return RosterFile(name, tables)


def _check_manifest(name: str, sheet: Sheet) -> None:
    said = {shown(row[0]): shown(row[1]) for row in sheet.rows if len(row) > 1}
    version = said.get("oneroster.version", "")
    if version not in VERSIONS:
        raise OtherRosterError(name, f"его версия «{version}»")
    for each in (*REQUIRED, *BESIDE):
        if said.get(f"file.{each}") == DELTA:
            raise OtherRosterError(name, f"в {each}.csv только изменения")


def _table(name: str, inside: str, content: bytes) -> Table:
    kind = inside.removesuffix(".csv")
    sheet = read_csv(inside, content)
    columns: dict[str, int] = {}
    for column, value in enumerate(sheet.rows[0]):
        columns.setdefault(shown(value), column)
    needed = REQUIRED.get(kind) or BESIDE[kind]
    missing = [each for each in needed if each not in columns]
    if missing:
        raise NoRosterError(name, f"графы {missing[0]} в {inside}")
    for word, heading in SAID_ELSEWHERE.get(kind, {}).items():
        columns[word] = columns.get(heading, 0)
    return Table(kind, sheet, 0, columns, {})
