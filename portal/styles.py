"""Style sheets as browsers get them: without the spaces that only their writers need, and kept for ever."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

STYLE_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True, slots=True)
class Style:
    """A style sheet. path: where it is served. address: path that changes with the text."""

    text: str
    path: str
    address: str


def read_style(file: Path) -> Style:
    """Return the style sheet of a file."""
    return _named(file, re.sub(r"\s*([{};,])\s*", r"\1", file.read_text(encoding="utf-8")))


def read_file(file: Path) -> Style:
    """Return another file that browsers keep, a script or a picture, as it is."""
    return _named(file, file.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is no text. path, address: as of a style sheet."""

    content: bytes
    path: str
    address: str


def read_picture(file: Path) -> Picture:
    """Return a picture of a file."""
    content, path = file.read_bytes(), f"/static/{file.name}"
    return Picture(content, path, f"{path}?{hashlib.sha256(content).hexdigest()[:12]}")


def _named(file: Path, text: str) -> Style:
    path = f"/static/{file.name}"
    return Style(text, path, f"{path}?{hashlib.sha256(text.encode()).hexdigest()[:12]}")
