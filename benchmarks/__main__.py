"""Measures and prints the table: python -m benchmarks [GROUP...]; without groups everything, into build/bench.json."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure, table_of, write_figures

RESULT = Path("build") / "bench.json"

GROUPS = (
    "page",
    "syncs",
    "start",
    "locking",
    "unlocking",
    "exchange",
    "serving",
    "crowd",
    "diary",
    "closing",
    "importing",
)
"""Modules that measure; each has measure(folder)."""


def main(groups: Sequence[str]) -> None:
    """Measure these groups; all of them, and keep the figures, where none is named."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    figures = [figure for group in groups or GROUPS for figure in _measured(group)]
    if not groups:
        write_figures(figures, RESULT)
    print(table_of(figures))


def _measured(group: str) -> Iterator[Figure]:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        yield from import_module(f"benchmarks.{group}").measure(Path(folder))
    print(f"{group}: measured in {time.monotonic() - begun:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
