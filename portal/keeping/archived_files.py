"""The archives' files as messages of a backup, and back; what is half written or half destroyed is no archive yet."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from portal.archive.files import HALF, UNFINISHED, make_folder
from portal.keeping.dumps import DumpDamagedError, Part
from portal.settings import FILE_MODE

PART_BYTES = 1024 * 1024
"""Of one message, at most."""

# a backup can be made by whoever has the public half of the operator's key: no name of it may lead elsewhere
_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,7}")


def files_of(archives: Path) -> Iterator[Part]:
    """Yield the files of all archives below a folder, and how long they are kept, in the order of their paths.

    Each is as it was at one moment. A path begins below the folder and has slashes: "SCHOOL/2025-2026/journals/1.pdf".
    """
    for folder, below, names in os.walk(archives):
        below[:] = sorted(name for name in below if not name.endswith(UNFINISHED))
        for name in sorted(names):
            if not name.endswith(HALF):
                yield from _parts_of(Path(folder, name), archives)


def put(archives: Path, part: Part) -> None:
    """Write some of a file; its parts come one behind the other.

    Raises:
        DumpDamagedError: it would lie where no archive does.
    """
    if not _PATH.fullmatch(part.path):
        raise DumpDamagedError
    path = archives / part.path
    make_folder(path.parent)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE_MODE), "ab") as file:
        file.write(part.content)


def _parts_of(path: Path, archives: Path) -> Iterator[Part]:
    name = path.relative_to(archives).as_posix()
    try:
        with path.open("rb") as file:
            content = file.read(PART_BYTES)
            yield Part(name, content)
            while content := file.read(PART_BYTES):
                yield Part(name, content)
    except FileNotFoundError:
        # an act of destruction has just taken it away
        return
