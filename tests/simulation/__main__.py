"""The long run: `python -m tests.simulation --first 0 --seeds 20000` plays histories until one breaks something."""

import argparse
import sys
import tempfile
from pathlib import Path

from sqlalchemy import select

from app.ids import SchoolId
from portal.commands import make_portal
from portal.exchange.office import put_records
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from tests.portal.conftest import NOW_MS
from tests.portal.portal_school import school_records
from tests.simulation.checking import play
from tests.simulation.world import make_template


def main() -> int:
    """Play the seeds that the command line names; return 1 where one of them fails, and say which."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=20_000)
    options = parser.parse_args()
    failed: list[int] = []
    with tempfile.TemporaryDirectory(prefix="simulated") as name:
        folder = Path(name)
        _make_school(folder / "school")
        template = make_template(folder / "school", folder / "template")
        for seed in range(options.first, options.first + options.seeds):
            try:
                play(template, folder / "world", seed)
            except Exception as error:  # noqa: BLE001 (the long run's edge: said, and the next seed is played)
                failed.append(seed)
                print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)  # noqa: T201 (the run's report)
            if seed % 100 == 99:
                print(f"{seed + 1 - options.first} played, {len(failed)} failed", flush=True)  # noqa: T201 (as above)
    return 1 if failed else 0


def _make_school(path: Path) -> None:
    make_portal(path, "Школа № 7", year=2026, zone="Europe/Moscow")
    engine = open_engine(DataFolder(path).url)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        put_records(connection, school, tuple(school_records()), received_ms=NOW_MS)
    engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
