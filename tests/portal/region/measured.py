"""Says what the sums of a region cost: python -m tests.portal.region.measured SCHOOLS, each of 800 pupils."""

import resource
import sys
import tempfile
import time
from pathlib import Path

from portal.region.command_line import Wanted, read_region
from tests.portal.region.test_region_figures import ENDS, Marks, a_region
from tests.portal_database import owned

MARKS = "5443" * 20


def main(count: int) -> None:
    """Make the schools and sum them once."""
    held: list[Marks] = [dict.fromkeys(range(2, 12), MARKS) for _ in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        engine = owned(a_region(Path(folder) / "data", held))
        before, begun = _peak_mb(), time.perf_counter()
        rows = read_region(engine, engine, Wanted(ENDS, 2026)).rows()
        took = time.perf_counter() - begun
        engine.dispose()
    sys.stdout.write(f"{count} schools: {took:.1f} s, {_peak_mb() - before:.0f} MB more, {len(rows)} rows\n")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
