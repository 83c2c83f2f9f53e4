"""Reads an archive as somebody would who knows nothing but its description: docs/archive.md."""

import json
import zipfile
from pathlib import Path
from typing import Any

Line = dict[str, Any]


def lines_of(paper: Path) -> list[Line]:
    """Return the lines of a paper's machine-readable file."""
    with zipfile.ZipFile(paper) as packed:
        assert packed.namelist() == ["machine.jsonl"]
        return [json.loads(line) for line in packed.read("machine.jsonl").decode("utf-8").splitlines() if line]


def of_kind(lines: list[Line], kind: str) -> dict[str, Line]:
    """Return the lines of one kind by id, without the kind."""
    found = [each for each in lines if each["kind"] == kind]
    return {each["id"]: {name: value for name, value in each.items() if name != "kind"} for each in found}
