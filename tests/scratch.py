"""Where tests keep their files: in memory, if there is a place, for they wait for a disk a hundred thousand times."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY, ENOUGH = Path("/dev/shm"), 8 << 30  # noqa: S108 (folders of their own are made in it)
"""How many bytes are to be free there: the tests take less over either database."""


def place_in_memory() -> Path | None:
    """Return a folder in memory that has room, None where there is no such."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH else None


def keep_in_memory() -> None:
    """Let temporary folders of this process and of those it starts be there, unless somebody chose another place."""
    place = place_in_memory()
    if place and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = tempfile.tempdir = str(place)
