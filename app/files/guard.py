"""Looks at what a file really is before anything reads it: kind, size, and the traps a zip can hold."""

import io
import re
import zipfile
import zlib
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path, PurePosixPath

from app.errors import UnreadableFileError

MIB = 1024 * 1024
MAX_FILE = 16 * MIB
"""Bytes; a school's largest workbook has some 2 MiB."""
MAX_UNPACKED = 64 * MIB
"""Bytes of all parts of a workbook together."""
MAX_ENTRIES = 1_000
MAX_RATIO = 200
"""Unpacked to packed, of parts over 1 MiB; tables of marks reach some 20."""
MAX_ROWS, MAX_COLUMNS = 50_000, 2_000
MAX_CELLS = 500_000
"""Of all sheets of a file, empty ones between filled ones included; a year's topics of a school have some 200,000."""
MAX_REPEATED = 64 * MIB
"""Bytes that the shared texts may take when each cell holds its own copy."""


class Kind(StrEnum):
    """What can be read."""

    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    """A web page, which may hold a table."""


class Why(StrEnum):
    """Why a file is not taken in."""

    MISSING = "missing"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OLD_XLS = "old_xls"
    ENCRYPTED = "encrypted"
    HTML = "html"
    NOT_A_TABLE = "not_a_table"
    NOT_A_WORKBOOK = "not_a_workbook"
    DAMAGED = "damaged"
    ZIP_BOMB = "zip_bomb"
    BAD_ENTRY = "bad_entry"
    NESTED = "nested"
    DOCTYPE = "doctype"
    DIMENSIONS = "dimensions"
    ENCODING = "encoding"
    NUL = "nul"
    QUOTES = "quotes"
    LONG_LINE = "long_line"
    SEPARATORS = "separators"
    UNKNOWN_TABLE = "unknown_table"
    TOO_MANY_REFUSED = "too_many_refused"


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|table|meta|\?xml|style|div)", re.IGNORECASE)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NOT_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF")
_PACKED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", _OLE)
_DOCTYPE = re.compile(rb"<!(?:doctype|entity)|<\x00!\x00|\x00<\x00!", re.IGNORECASE)
_CELL = re.compile(rb"""<(?:\w+:)?(c|row)((?:\s(?:[^>"']|"[^"]*+"|'[^']*+')*+)?)[/>]""")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{0,9})([0-9]{0,18})""")
_SHARED = re.compile(rb"<(?:\w+:)?si(?=[\s/>])")
_LOCAL_HEADER = 30
_CHUNK = 256 * 1024


def read_bytes(path: Path) -> bytes:
    """Return a file's content.

    Raises:
        UnreadableFileError: it is missing, empty, or larger than any table of a school.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        raise UnreadableFileError(path.name, Why.MISSING) from error
    if not content:
        raise UnreadableFileError(path.name, Why.EMPTY)
    if len(content) > MAX_FILE:
        raise UnreadableFileError(path.name, Why.TOO_LARGE)
    return content


def kind_of(name: str, content: bytes) -> Kind:
    """Return what the content is, whatever the name says, once it is known to be safe to read.

    Raises:
        UnreadableFileError: it is of another kind, damaged, or a trap.
    """
    if content.startswith(_OLE):
        raise UnreadableFileError(name, Why.ENCRYPTED if _ENCRYPTED in content else Why.OLD_XLS)
    if content.startswith(b"PK"):
        _check_workbook(name, content)
        return Kind.XLSX
    if content.startswith(_NOT_TABLES):
        raise UnreadableFileError(name, Why.NOT_A_TABLE)
    if _MARKUP.match(_without_bom(content[:1_000])):
        return Kind.HTML
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise UnreadableFileError(name, Why.NOT_A_WORKBOOK)
    return Kind.CSV


def unpack(name: str, content: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    """Return these parts of a zip, once the whole of it is known to be safe; the others are never unpacked.

    Raises:
        UnreadableFileError: it is no zip, damaged, or a trap.
    """
    entries = _entries(name, content)
    parts = {each.filename: _unpacked(name, content, each) for each in entries if each.filename in wanted}
    for inside, part in parts.items():
        _check_part(name, inside, part)
    return parts


def _without_bom(content: bytes) -> bytes:
    bom = next((each for each in _BOMS if content.startswith(each)), b"")
    return content.removeprefix(bom).replace(b"\x00", b"")


def _entries(name: str, content: bytes) -> list[zipfile.ZipInfo]:
    """Return what a zip says that it holds, where it may be believed to be no trap."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise UnreadableFileError(name, Why.DAMAGED) from error
    for entry in entries:
        _check_entry(name, entry)
    declared, packed = sum(each.file_size for each in entries), sum(each.compress_size for each in entries)
    if len(entries) > MAX_ENTRIES or declared > MAX_UNPACKED or packed > len(content):
        raise UnreadableFileError(name, Why.ZIP_BOMB)
    return entries


def _check_workbook(name: str, content: bytes) -> None:
    entries = _entries(name, content)
    if "[Content_Types].xml" not in {each.filename for each in entries}:
        raise UnreadableFileError(name, Why.NOT_A_WORKBOOK)
    longest, cells = 0, 0
    for entry in entries:
        part = _unpacked(name, content, entry)
        _check_part(name, entry.filename, part)
        longest = max(longest, _longest_shared(name, part))
        cells += _cells(name, part)
    if cells > MAX_CELLS:
        raise UnreadableFileError(name, Why.DIMENSIONS)
    if longest * cells > MAX_REPEATED:
        raise UnreadableFileError(name, Why.ZIP_BOMB)


def _check_entry(name: str, entry: zipfile.ZipInfo) -> None:
    path = PurePosixPath(entry.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in entry.orig_filename or ":" in entry.filename:
        raise UnreadableFileError(name, Why.BAD_ENTRY)
    if entry.flag_bits & 0x1:
        raise UnreadableFileError(name, Why.ENCRYPTED)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableFileError(name, Why.BAD_ENTRY)
    if entry.file_size > MIB and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise UnreadableFileError(name, Why.ZIP_BOMB)


def _unpacked(name: str, content: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return a part; what is really packed there is believed, not what the zip says of it."""
    head = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    if len(head) < _LOCAL_HEADER or not head.startswith(b"PK\x03\x04"):
        raise UnreadableFileError(name, Why.DAMAGED)
    start = entry.header_offset + _LOCAL_HEADER + int.from_bytes(head[26:28], "little")
    start += int.from_bytes(head[28:30], "little")
    packed = content[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        part = packed
    else:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = unpacker.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise UnreadableFileError(name, Why.DAMAGED) from error
    if len(part) > entry.file_size:
        raise UnreadableFileError(name, Why.ZIP_BOMB)
    if len(part) < entry.file_size or zlib.crc32(part) != entry.CRC:
        raise UnreadableFileError(name, Why.DAMAGED)
    return part


def _check_part(name: str, inside: str, part: bytes) -> None:
    if part.startswith(_PACKED):
        raise UnreadableFileError(name, Why.NESTED)
    if inside.lower().endswith((".xml", ".rels")) and _DOCTYPE.search(part):
        raise UnreadableFileError(name, Why.DOCTYPE)


def _longest_shared(name: str, part: bytes) -> int:
    """Return the length of the longest shared text, markup included; any part may be the one that holds them."""
    begins, longest = len(part), 0
    for number, found in enumerate(_SHARED.finditer(part)):
        if number > MAX_CELLS:
            raise UnreadableFileError(name, Why.DIMENSIONS)
        longest, begins = max(longest, found.start() - begins), found.start()
    return max(longest, len(part) - begins)


def _cells(name: str, part: bytes) -> int:
    """Return how many cells a sheet takes in memory, empty ones between the filled ones included.

    Rows and cells without an address follow the one before them.
    """
    height, width, row, column = 0, 0, 0, 0
    for number, tag in enumerate(_CELL.finditer(part)):
        address = _ADDRESS.search(tag[2])
        if tag[1] == b"row":
            row, column = int(address[2] or 0) if address else row + 1, 0
        else:
            row = int(address[2] or 0) if address else row
            column = _column_number(address[1]) if address else column + 1
        height, width = max(height, row), max(width, column)
        if height > MAX_ROWS or width > MAX_COLUMNS or number > 2 * MAX_CELLS:
            raise UnreadableFileError(name, Why.DIMENSIONS)
    return height * width


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
