"""Reads a CSV file: finds its encoding and separator, and says so where they are in doubt."""

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from app.errors import UnreadableFileError
from app.files.guard import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Why
from app.files.tables import Sheet, clean

MAX_LINE = 64 * 1024
"""Characters; a row of a school's table has some hundred."""
SEPARATORS = ";\t,|"
SAMPLE_LINES = 20
SAMPLE_BYTES = 64 * 1024
"""Of what is not ASCII; more says no more of the encoding."""

CLEARLY = 1.5
"""How much likelier than the next one an encoding must be."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OLD = ("cp1251", "koi8-r", "cp866")
_ASCII = bytes(range(128))
_FREQUENT = frozenset("оеаинтсрвлкмдпуяы")
_LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line of a table; Python's own notion has eight more signs, which cells may hold."""

_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text. is_certain: False where another encoding is as likely, or a rare one fits best."""

    text: str
    encoding: str
    is_certain: bool


def decode(name: str, content: bytes) -> Decoded:
    """Return the text in the likeliest encoding: UTF-8, UTF-16 with a mark, or an old Russian one.

    Raises:
        UnreadableFileError: NUL bytes, or bytes of no encoding known here.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return Decoded(_strict(name, content, encoding), encoding, is_certain=True)
    if b"\x00" in content:
        raise UnreadableFileError(name, Why.NUL, str(content[: content.index(b"\x00")].count(b"\n") + 1))
    try:
        return Decoded(content.decode("utf-8"), "utf-8", is_certain=True)
    except UnicodeDecodeError:
        return _decode_old(name, content)


def read_csv(name: str, content: bytes) -> Sheet:
    """Return the table, empty lines included, so that rows keep their numbers.

    Raises:
        UnreadableFileError: a doubtful encoding, an unclosed quote, an overlong line, mixed separators, NUL.
    """
    decoded = decode(name, content)
    if not decoded.is_certain:
        raise UnreadableFileError(name, Why.ENCODING, decoded.encoding)
    text = decoded.text
    if "\x00" in text:
        raise UnreadableFileError(name, Why.NUL, str(text[: text.index("\x00")].count("\n") + 1))
    lines = _LINE_END.split(text)
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise UnreadableFileError(name, Why.LONG_LINE, str(number))
    separator = separator_of(text)
    if len(lines) > MAX_ROWS or len(lines) + text.count(separator) > MAX_CELLS:
        raise UnreadableFileError(name, Why.DIMENSIONS)
    rows = _rows(name, text, separator)
    _check_shape(name, rows, separator)
    return Sheet(name, "", tuple(tuple(map(clean, row)) for row in rows))


def separator_of(text: str) -> str:
    """Return the sign that parts the first lines into the same number of columns most often."""
    lines = _LINE_END.split(_QUOTED.sub("", text))
    sample = [line for line in lines if line.strip()][:SAMPLE_LINES]
    return max(SEPARATORS, key=lambda sign: _agreement(sample, sign))


def _agreement(sample: list[str], sign: str) -> tuple[int, int]:
    counts = Counter(line.count(sign) for line in sample if sign in line)
    if not counts:
        return 0, 0
    ((signs, lines),) = counts.most_common(1)
    return lines, signs


def _strict(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(name, Why.ENCODING, encoding) from error


def _decode_old(name: str, content: bytes) -> Decoded:
    sample = content.translate(None, _ASCII)[:SAMPLE_BYTES]
    scored: list[tuple[float, str]] = []
    for encoding in _OLD:
        with suppress(UnicodeDecodeError):
            scored.append((_likeness(sample.decode(encoding)), encoding))
    if not scored:
        raise UnreadableFileError(name, Why.ENCODING)
    scored.sort(reverse=True)
    best, encoding = scored[0]
    clearly = all(best > CLEARLY * other for other, _ in scored[1:])
    return Decoded(_strict(name, content, encoding), encoding, is_certain=clearly and encoding == "cp1251")


def _likeness(letters: str) -> float:
    """Return how much what is not ASCII looks Russian: the share of frequent small letters."""
    return sum(letter in _FREQUENT for letter in letters) / len(letters)


def _rows(name: str, text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    line = 0
    try:
        for row in reader:
            rows += [[]] * (reader.line_num - line - 1)
            rows.append(row)
            line = reader.line_num
    except csv.Error as error:
        raise UnreadableFileError(name, Why.QUOTES, str(line + 1)) from error
    return rows


def _check_shape(name: str, rows: list[list[str]], separator: str) -> None:
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not filled:
        raise UnreadableFileError(name, Why.EMPTY)
    width = max(len(row) for _, row in filled)
    if width > MAX_COLUMNS:
        raise UnreadableFileError(name, Why.DIMENSIONS)
    others = [sign for sign in SEPARATORS if sign != separator]
    for number, row in filled:
        if width > 1 and len(row) == 1 and any(row[0].count(sign) >= width - 1 for sign in others):
            raise UnreadableFileError(name, Why.SEPARATORS, str(number))
