"""The long run: `python -m tests.simulation --first 0 --seeds 20000` plays histories until one breaks something."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.shared_statements import share_statements
from tests.simulation.checking import play
from tests.simulation.school import make_school

TOLD = 20
"""Histories between two lines of the report."""


def main() -> int:
    """Play the seeds that the command line names; return 1 where one of them fails, and say which."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=20_000)
    parser.add_argument("--traces", action="store_true", help="print what tells each history from every other one")
    options = parser.parse_args()
    share_statements()
    failed: list[int] = []
    entries = faults = 0
    with tempfile.TemporaryDirectory(prefix="simulated") as name:
        folder = Path(name)
        template = make_school(folder)
        for seed in range(options.first, options.first + options.seeds):
            try:
                played = play(template, folder / "world", seed)
            except Exception as error:  # noqa: BLE001 (the long run's edge: said, and the next seed is played)
                failed.append(seed)
                _tell(f"seed {seed}: {type(error).__name__}: {error}")
            else:
                entries, faults = entries + played.outcomes.total(), faults + played.faults
                if options.traces:
                    _tell(f"seed {seed} was {played.trace}")
            if (seed - options.first) % TOLD == TOLD - 1:
                _tell(f"{seed + 1 - options.first} played, {len(failed)} failed, {entries} entries, {faults} faults")
    return 1 if failed else 0


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (the run's report)


if __name__ == "__main__":
    sys.exit(main())
