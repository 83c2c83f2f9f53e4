"""Files as an attacker or a bad memory stick makes them: refused with a reason, in bounded time and memory."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.files.guard import MAX_FILE, MIB, Why
from tests.unit.files.reading_apart import read_apart
from tests.unit.files.workbooks import (
    HEADER,
    WORKSHEET,
    a_workbook,
    claiming_size,
    encrypted_entry,
    many_rows,
    with_parts,
    with_shared,
    with_sheet,
)

MOST_SECONDS, MOST_MIB = 2.0, 256.0
"""Source: promise P15."""

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
FAR_CELL = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
BEHIND_A_BRACKET = '<row r="1"><c x=">" r="ZZZ1"><v>1</v></c></row>'
FAR_APART = '<row r="1"><c r="A1"/></row><row r="49999"><c r="BXX49999"><v>1</v></c></row>'
CUT_SHEET = f"{HEADER}<worksheet><sheetData><row r='1'><c r='A1'><v>".encode()
NO_ADDRESS = "<row><c t='{n}'/></row>"
LONG_TEXT = f"<si><t>{'я' * 30_000}</t></si>"
ITS_CELL = '<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>'
WIDE = b";".join([b"1"] * 1_000) + b"\n"
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'

HOSTILE: dict[str, tuple[str, Callable[[], bytes], Why]] = {
    "an empty file": ("a.xlsx", lambda: b"", Why.EMPTY),
    "a file without end": ("a.csv", lambda: b"7;" * (MAX_FILE // 2 + 1), Why.TOO_LARGE),
    "a text named .xlsx": ("a.xlsx", "Класс;Смена\n7Б;1\n".encode, Why.NOT_A_WORKBOOK),
    "a picture named .csv": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), Why.NOT_A_TABLE),
    "an old workbook named .xlsx": ("a.xlsx", lambda: OLE + bytes(1000), Why.OLD_XLS),
    "a workbook with a password": ("a.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), Why.ENCRYPTED),
    "a web page named .xls": ("a.xls", lambda: b"<html><table><tr><td>5</td></tr></table></html>", Why.HTML),
    "a web page behind a mark of its encoding": ("a.xls", lambda: " <table>".encode("utf-16"), Why.HTML),
    "an archive of something else": ("a.xlsx", lambda: with_parts({}, _archive()), Why.NOT_A_WORKBOOK),
    "half a workbook": ("a.xlsx", lambda: a_workbook()[:3000], Why.DAMAGED),
    "a workbook with a hole": ("a.xlsx", lambda: _with_hole(a_workbook()), Why.DAMAGED),
    "a locked part": ("a.xlsx", lambda: encrypted_entry(a_workbook()), Why.ENCRYPTED),
    "a part of zeros": ("a.xlsx", lambda: with_parts({"xl/media/a.bin": bytes(60 * MIB)}), Why.ZIP_BOMB),
    "more than is declared": ("a.xlsx", lambda: claiming_size(a_workbook(), 10), Why.ZIP_BOMB),
    "less than is declared": ("a.xlsx", lambda: claiming_size(a_workbook(), 100_000), Why.DAMAGED),
    "thousands of parts": ("a.xlsx", lambda: with_parts({f"x/{n}.xml": b"<a/>" for n in range(1500)}), Why.ZIP_BOMB),
    "a way out of the folder": ("a.xlsx", lambda: with_parts({"../../evil.xml": b"<a/>"}), Why.BAD_ENTRY),
    "a part at the root": ("a.xlsx", lambda: with_parts({"/etc/evil.xml": b"<a/>"}), Why.BAD_ENTRY),
    "a workbook in a workbook": ("a.xlsx", lambda: with_parts({"xl/embeddings/a.xlsx": a_workbook()}), Why.NESTED),
    "entities that grow": ("a.xlsx", lambda: with_sheet(CELL, ENTITY), Why.DOCTYPE),
    "an entity that reads a file": ("a.xlsx", lambda: with_sheet(CELL, OUTSIDE), Why.DOCTYPE),
    "a cell at the end of the world": ("a.xlsx", lambda: with_sheet(FAR_CELL), Why.DIMENSIONS),
    "an address behind a bracket": ("a.xlsx", lambda: with_sheet(BEHIND_A_BRACKET), Why.DIMENSIONS),
    "two cells far apart": ("a.xlsx", lambda: with_sheet(FAR_APART), Why.DIMENSIONS),
    "cells without addresses": ("a.xlsx", lambda: with_sheet(_varied(1_200_000, NO_ADDRESS)), Why.DIMENSIONS),
    "one text in every cell": ("a.xlsx", lambda: with_shared(LONG_TEXT, many_rows(40_000, ITS_CELL)), Why.ZIP_BOMB),
    "a sheet that ends in the middle": ("a.xlsx", lambda: with_parts({WORKSHEET: CUT_SHEET}), Why.DAMAGED),
    "a NUL in a text": ("a.csv", lambda: b"a;b\n1;\x002\n", Why.NUL),
    "an unclosed quote": ("a.csv", 'Класс;Смена\n"7Б;1\n8А;1\n'.encode, Why.QUOTES),
    "a line of ten megabytes": ("a.csv", lambda: b"a;b\n1;" + b"x" * (10 * MIB), Why.LONG_LINE),
    "more cells than any school has": ("a.csv", lambda: WIDE * 600, Why.DIMENSIONS),
    "separators that change": ("a.csv", "Класс;Смена;Корпус\n7Б;1;1\n8А,1,1\n".encode, Why.SEPARATORS),
    "letters in KOI8-R": ("a.csv", lambda: _russian().encode("koi8-r"), Why.ENCODING),
    "letters of DOS": ("a.csv", lambda: _russian().encode("cp866"), Why.ENCODING),
    "UTF-16 cut in a letter": ("a.csv", lambda: _russian().encode("utf-16")[:-1], Why.ENCODING),
    "nothing but separators": ("a.csv", lambda: b";;;\n;;;\n", Why.EMPTY),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_soon_and_small(what: str, tmp_path: Path) -> None:
    name, make, why = HOSTILE[what]
    path = tmp_path / name
    path.write_bytes(make())
    reading = read_apart(path)
    assert reading.why == why
    assert reading.seconds <= MOST_SECONDS
    assert reading.mebibytes <= MOST_MIB


LARGEST = {
    "a table of half a million cells": ("a.csv", lambda: ("Ответ на уроке;" * 9 + "5\n").encode() * 49_000),
    "a workbook of half a million cells": ("a.xlsx", lambda: with_sheet(many_rows(4_900, _row_of(100)))),
    "old letters by the megabyte": ("a.csv", lambda: (_russian() * 2_000).encode("cp1251")),
}


@pytest.mark.parametrize("what", LARGEST)
def test_the_largest_file_that_is_taken_stays_in_bounds(what: str, tmp_path: Path) -> None:
    name, make = LARGEST[what]
    path = tmp_path / name
    path.write_bytes(make())
    reading = read_apart(path)
    assert (reading.why, reading.seconds <= MOST_SECONDS, reading.mebibytes <= MOST_MIB) == ("", True, True), reading


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert read_apart(tmp_path / "none.xlsx").why == Why.MISSING


@pytest.mark.parametrize(
    ("what", "where"), [("a NUL in a text", "2"), ("an unclosed quote", "2"), ("separators that change", "3")]
)
def test_the_place_of_the_fault_is_told(what: str, where: str, tmp_path: Path) -> None:
    name, make, _ = HOSTILE[what]
    path = tmp_path / name
    path.write_bytes(make())
    assert read_apart(path).where == where


def _archive() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    return kept.getvalue()


def _with_hole(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes(200) + content[middle + 200 :]


def _russian() -> str:
    return "Класс;Предмет;Учитель\n" + "7Б;Русский язык;Воронова-Залесская Мария Ильинична\n" * 20


def _row_of(width: int) -> str:
    return '<row r="{n}">' + "".join(f"<c><v>{n}</v></c>" for n in range(width)) + "</row>"


def _varied(count: int, row: str) -> str:
    """Return rows that do not pack too well, so that the sheet is looked at."""
    return "".join(row.format(n=n * 7919 % 1_000_003) for n in range(count))
