"""Turns what a paper shows into PDF/A-3b, with the machine-readable file in it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import typst

HERE = Path(__file__).parent / "templates"
STANDARD = "a-3b"
"""ISO 19005-3, level B: looks the same in decades, and may carry files in it."""


class Printer:
    """Prints papers of a moment. made: when the archive was begun; it is the papers' date."""

    def __init__(self, made: datetime) -> None:
        # the typesetter wants an offset and knows neither zones nor parts of a second
        self._made = datetime.fromisoformat(made.isoformat(timespec="seconds"))
        # the fonts of the typesetter alone: what the machine has would be another one's tomorrow
        self._fonts = typst.Fonts(include_system_fonts=False)
        self._parts = {path.name: path.read_bytes() for path in HERE.glob("*.typ")}

    def print(self, template: str, facts: Mapping[str, Any], machine: bytes = b"") -> bytes:
        """Return a paper. template: "journal", "summary", "contents", "act" or "erasure". machine: the file in it."""
        files = {
            **self._parts,
            "main.typ": self._parts[f"{template}.typ"],
            "facts.json": msgspec.json.encode(facts),
            "machine.jsonl": machine,
        }
        printed = typst.compile(  # type: ignore[call-overload]  # its stub does not know files in memory, its manual does
            files, format="pdf", font_paths=self._fonts, pdf_standards=STANDARD, timestamp=self._made, pdf_tags=False
        )
        return bytes(printed)
