"""A teacher's journal file with the small school in it, made without a portal; and what it holds.

Run as a module with a path, it says "ready" and makes the journal there.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, select

from app.clock import Clock
from app.domain.records import Mark
from app.ids import ReplicaId, SchoolId
from app.services.profile import Profile, keep_profile
from app.store.opening import open_store
from app.store.rows import write
from app.store.tables import attendance, lesson, mark, outbox, reading_point
from app.store.unit import Store
from tests.builders import PORTAL_KEY
from tests.small_school import ANNA, records

KEY = bytes(range(32))

NOBODY = "http://127.0.0.1:9"
"""An address at which nothing answers."""

PROFILE = Profile(
    address=NOBODY,
    school=SchoolId("school"),
    teacher=ANNA,
    replica=ReplicaId("pc-1"),
    token="token",  # noqa: S106 (opens nothing)
    portal_key=PORTAL_KEY,
    author_seed="A" * 43,
)


def make_journal(path: Path, key: bytes = KEY) -> Path:
    """Make the journal of an enrolled PC that has loaded everything; it is all in its one file."""
    store = open_store(path, key, Clock())
    with store.unit() as unit:
        keep_profile(unit, profile=PROFILE)
        write(unit.connection, list(records()))
        unit.connection.execute(insert(reading_point), {"epoch": "e", "seq": 1, "chain": "", "scope": "whole"})
    store.close()
    return path


def reopen(path: Path) -> Store:
    """Open the journal as the next start of the program does."""
    return open_store(path, KEY, Clock())


@dataclass(frozen=True, slots=True)
class Template:
    """A journal that is copied for each test."""

    path: Path

    def copy(self, path: Path) -> Path:
        """Return a fresh copy."""
        path.parent.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(self.path, path))


Held = dict[str, list[tuple[str, ...]]]
"""Everything a teacher entered and every waiting operation, sorted."""


def held(store: Store) -> Held:
    """Return everything that was entered and what waits to be sent."""
    wanted = {
        "marks": select(mark.c.lesson, mark.c.pupil, mark.c.value).where(mark.c.annulled.is_(False)),
        "absences": select(attendance.c.lesson, attendance.c.pupil, attendance.c.code).where(attendance.c.code != ""),
        "topics": select(lesson.c.id, lesson.c.topic).where(lesson.c.topic != ""),
        "waiting": select(outbox.c.id, outbox.c.entity),
    }
    with store.reading() as unit:
        return {name: sorted(map(tuple, unit.connection.execute(query))) for name, query in wanted.items()}


def marks_of(store: Store) -> list[Mark]:
    """Return every mark that counts."""
    with store.reading() as unit:
        return [Mark(*row) for row in unit.connection.execute(select(mark).where(mark.c.annulled.is_(False)))]


if __name__ == "__main__":
    print("ready", flush=True)  # noqa: T201 (the test waits for it)
    make_journal(Path(sys.argv[1]))
