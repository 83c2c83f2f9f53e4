"""Writes a school's roster and gradebook as a OneRoster 1.2 file; the same school gives the same bytes."""

import csv
import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from app.ids import SchoolId
from portal.auth.keys import PRIVATE
from portal.errors import BackupThereError
from portal.oneroster import gradebook_rows, rows
from portal.oneroster.columns import (
    COLUMNS,
    MANIFEST,
    MANIFEST_COLUMNS,
    MANIFEST_VERSION,
    SYSTEM,
    UNWRITTEN,
    VERSION,
    headings,
    plain,
)
from portal.oneroster.gradebook import read_gradebook
from portal.oneroster.roster import read_roster
from portal.oneroster.rows import Row

MADE = (1980, 1, 1, 0, 0, 0)
"""When every part claims to be made: the earliest that a zip can say, so that nothing depends on a clock."""

MODE = 0o100600 << 16


def write_file(connection: Connection, school: SchoolId, path: Path, *, births: bool) -> None:
    """Write a school's year with its marks into a new file that nobody else may read; half a file is not left behind.

    Raises:
        BackupThereError: there is such a file.
        OSError: it cannot be written.
    """
    try:
        into = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE), "wb")
    except FileExistsError as error:
        raise BackupThereError(str(path)) from error
    try:
        with into:
            write_oneroster(connection, school, into, births=births)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_oneroster(
    connection: Connection, school: SchoolId, into: IO[bytes], *, marks: bool = True, births: bool = False
) -> None:
    """Write a school's year. marks: with the gradebook. births: with dates of birth, for another gradebook.

    A cell is written as it stands: the standard knows no sign that keeps a spreadsheet from reading «=…» as a formula.
    """
    roster = read_roster(connection, school)
    parts: dict[str, Iterable[Row]] = {
        "orgs": rows.orgs(roster),
        "academicSessions": rows.academic_sessions(roster),
        "users": rows.users(roster),
        "roles": rows.roles(roster),
        "courses": rows.courses(roster),
        "classes": rows.classes(roster),
        "enrollments": rows.enrollments(roster),
    }
    if births:
        parts["demographics"] = rows.demographics(roster)
    if marks:
        book = read_gradebook(connection, roster)
        parts["categories"] = gradebook_rows.categories(book)
        parts["lineItems"] = gradebook_rows.line_items(book)
        parts["results"] = gradebook_rows.results(book)
    with zipfile.ZipFile(into, "w") as packed:
        _write(packed, MANIFEST, MANIFEST_COLUMNS, _manifest(school, frozenset(parts)))
        for name, found in parts.items():
            _write(packed, f"{name}.csv", headings(name), found)


def _manifest(school: SchoolId, present: frozenset[str]) -> Iterator[Row]:
    said = {"manifest.version": MANIFEST_VERSION, "oneroster.version": VERSION}
    for name in sorted((*COLUMNS, *UNWRITTEN)):
        said[f"file.{name}"] = "bulk" if name in present else "absent"
    said |= {"source.systemName": SYSTEM, "source.systemCode": school}
    for name, value in said.items():
        yield {"propertyName": name, "value": value}


def _write(packed: zipfile.ZipFile, name: str, columns: tuple[str, ...], found: Iterable[Row]) -> None:
    part = zipfile.ZipInfo(name, MADE)
    part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, MODE
    with packed.open(part, "w") as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
        writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: plain(value) for name, value in row.items()} for row in found)
