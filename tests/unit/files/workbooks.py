"""Workbooks as nobody should send them, made byte by byte."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

import xlsxwriter

WORKSHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
HEADER = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def a_workbook(rows: Sequence[Sequence[str | int | float]] = (("Класс", "Смена"), ("7Б", 1))) -> bytes:
    """Return an honest workbook."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet("Лист")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return kept.getvalue()


def with_parts(parts: Mapping[str, bytes], content: bytes | None = None) -> bytes:
    """Return a workbook with parts replaced or added."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or a_workbook())) as honest,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as spoilt,
    ):
        for entry in honest.infolist():
            if entry.filename not in parts:
                spoilt.writestr(entry.filename, honest.read(entry))
        for name, part in parts.items():
            spoilt.writestr(name, part)
    return kept.getvalue()


def with_sheet(rows: str, before: str = "") -> bytes:
    """Return a workbook whose sheet has these rows as XML. before: what stands before the root element."""
    return with_parts(
        {WORKSHEET: f"{HEADER}{before}<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>".encode()}
    )


def with_shared(texts: str, rows: str) -> bytes:
    """Return a workbook with these shared texts and rows as XML."""
    shared = f"{HEADER}<sst {NAMESPACE}>{texts}</sst>".encode()
    sheet = f"{HEADER}<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>".encode()
    return with_parts({SHARED: shared, WORKSHEET: sheet})


def claiming_size(content: bytes, size: int) -> bytes:
    """Return a workbook whose directory says another unpacked size of its first part than is packed there."""
    spoilt = bytearray(content)
    directory = content.index(b"PK\x01\x02")
    spoilt[directory + 24 : directory + 28] = struct.pack("<I", size)
    return bytes(spoilt)


def encrypted_entry(content: bytes) -> bytes:
    """Return a workbook whose first part is said to be encrypted."""
    spoilt = bytearray(content)
    spoilt[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(spoilt)


def many_rows(count: int, row: str) -> str:
    """Return rows one under another."""
    return "".join(row.format(n=n) for n in range(1, count + 1))
