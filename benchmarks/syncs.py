"""What the disk does to an entry: the syncs that the window's thread waits for, counted and slowed down by strace.

Run as a module it is the program that is traced: it types marks and prints how long each took.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, p99

MARKS = 400
"""How many marks are typed: enough for the write-ahead log to be folded into the journal several times."""

SYNC_MS = 30
"""What a sync takes longer on a school's hard disk."""

SIGN = "a-mark-has-been-typed"
"""A file that is looked for after each mark; it stands in the trace between their syncs."""

TIMEOUT_S = 90
STRACE = ("strace", "-f", "--seccomp-bpf", "-e", "trace=/^(fsync|fdatasync|access|faccessat2?)$")
_CALL = re.compile(r"(\d+) +\w+\(")


def measure(folder: Path) -> list[Figure]:
    """Type marks twice: as the disk is, and with each sync slowed down; nothing where nobody may trace."""
    if not _may_trace():
        print("entry_fsyncs, entry_slow_disk_p99_ms: left out, nothing can be traced here", file=sys.stderr)
        return []
    trace = folder / "trace"
    _traced(folder / "quick", "-o", str(trace))
    inject = f"inject=fsync,fdatasync:delay_enter={SYNC_MS * 1000}"
    slow = _traced(folder / "slow", "-o", os.devnull, "-e", inject)
    return [
        Figure("entry_fsyncs", statistics.median(syncs_of(trace.read_text())), "", None, 1),
        Figure("entry_slow_disk_p99_ms", p99(slow), "ms", None, 50),
    ]


def syncs_of(trace: str) -> list[int]:
    """Return how often the thread that typed waited for the disk, mark by mark."""
    calls = [(found[1], line) for line in trace.splitlines() if (found := _CALL.match(line))]
    window = next(thread for thread, line in calls if SIGN in line)
    mark, counted = 0, Counter[int]()
    for thread, line in calls:
        if thread == window and SIGN in line:
            mark += 1
        elif thread == window and "sync(" in line:
            counted[mark] += 1
    return [counted[each] for each in range(1, mark)]


def _may_trace() -> bool:
    probe = [*STRACE, "-o", os.devnull, "true"]
    return bool(shutil.which("strace")) and not subprocess.run(probe, capture_output=True, check=False).returncode


def _traced(folder: Path, *words: str) -> list[float]:
    folder.mkdir()
    command = [*STRACE, *words, sys.executable, "-m", "benchmarks.syncs", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=True)
    samples: list[float] = json.loads(ended.stdout)
    return samples


def _typed(folder: Path) -> Iterator[float]:
    from benchmarks.page import entries_ms  # noqa: PLC0415 (Qt, in the traced program only)
    from benchmarks.window import open_page, open_window  # noqa: PLC0415 (as above)

    with open_window(folder) as (window, store):
        for sample in entries_ms(open_page(window, 0), store, MARKS):
            os.access(SIGN, os.F_OK)
            yield sample


if __name__ == "__main__":
    print(json.dumps(list(_typed(Path(sys.argv[1])))))
