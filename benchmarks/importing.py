"""How long the portal needs to take in the demo school's files, by its ordinary commands; measured once."""

import time
from pathlib import Path

from benchmarks.figures import Figure
from resources.demo.school import DEMO, FILES
from resources.demo.serving import command


def measure(folder: Path) -> list[Figure]:
    """Make a portal and import the school; only the import is timed."""
    data = str(folder / "demo")
    command("init", "--data", data, "--school-name", DEMO.school_name)
    begun = time.perf_counter()
    command("import", "--data", data, str(FILES))
    return [Figure("import_demo_s", time.perf_counter() - begun, "s", None, 40)]
