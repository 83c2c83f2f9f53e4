"""Reads one file in a process of its own and tells what it cost; run with the file's path."""

import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reading:
    """why: empty where the file was read. seconds: of the processor. mebibytes: taken on top of the empty program."""

    why: str
    where: str
    seconds: float
    mebibytes: float


def read_apart(path: Path) -> Reading:
    """Return what came of a file; anything but an answer is an error of the reader."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.unit.files.reading_apart", str(path)], check=True, capture_output=True, text=True
    )
    return Reading(**json.loads(answer.stdout))


def _taken_mib() -> float:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found  # what getrusage tells begins with the memory of the process that started this one
    return int(found[1]) / 1024


def _main(path: Path) -> None:
    from app.errors import UnreadableFileError  # noqa: PLC0415 (what is imported belongs to the empty program)
    from app.files.reading import read_sheets  # noqa: PLC0415

    before, began, why, where = _taken_mib(), time.process_time(), "", ""
    try:
        read_sheets(path)
    except UnreadableFileError as error:
        why, where = error.why, error.where
    seconds = time.process_time() - began
    sys.stdout.write(json.dumps({"why": why, "where": where, "seconds": seconds, "mebibytes": _taken_mib() - before}))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
