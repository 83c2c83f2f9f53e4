"""How long the program needs from its start to its first painted window, beside an empty window."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure

RUNS = 7
TIMEOUT_S = 30


def measure(folder: Path) -> list[Figure]:
    """Start both in turn, after one start of each that warms the disk's cache."""
    ours: list[float] = []
    empty: list[float] = []
    for run in range(RUNS + 1):
        floor, value = (
            _painted_after_ms("benchmarks.empty_window", folder),
            _painted_after_ms("ui", folder),
        )
        if run:
            empty.append(floor)
            ours.append(value)
    return [Figure("start_ratio", statistics.median(ours), "ms", statistics.median(empty), 1.6)]


def _painted_after_ms(module: str, folder: Path) -> float:
    begun = time.monotonic_ns()
    return (float(told_at_first_paint(module, folder)["painted"]) - begun) / 1e6


def told_at_first_paint(module: str, folder: Path) -> dict[str, str]:
    """Start a program of an own home folder; return what was told when its first window was painted."""
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PEREMENA_HOME": str(folder / "home")}
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.first_paint", module],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=True,
    )
    return dict(line.split(" ", 1) for line in ended.stdout.splitlines() if line.startswith(("painted ", "resident ")))
