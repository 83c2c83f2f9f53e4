"""Files that are whole or not there: written under another name, on the disk before they get their own."""

import os
from pathlib import Path

from portal.settings import FILE_MODE, FOLDER_MODE

HALF = ".part"
"""How the name of a file ends that is being written."""

HALF_DONE, GOING = UNFINISHED = (".new", ".going")
"""How the name of a folder ends that is being written, and of one that is being destroyed."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file for its owner's eyes only; a kill leaves the old one, or none."""
    half = path.with_name(path.name + HALF)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def make_folder(path: Path) -> Path:
    """Make a folder for its owner's eyes only, and those above it; one that is there stays."""
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return path


def settle(folder: Path) -> None:
    """Let the names in a folder be on the disk too; a system that does not open folders does it by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
