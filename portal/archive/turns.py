"""Who writes a year's archive, and how far it has come: one at a time, and nobody waits for one that was killed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, bindparam, select, update

from app.ids import SchoolId
from portal.archive.keeping_terms import JOURNALS
from portal.store.dialects import upsert
from portal.store.tables import archives

TURN_MS = 2 * 60 * 1000
"""How long a sign of life counts; the longest paper takes some seconds."""

_ROW = select(*(column for column in archives.c if column.name != "school_id")).where(
    archives.c.school_id == bindparam("school")
)
_ONE = and_(archives.c.school_id == bindparam("school"), archives.c.year == bindparam("of"))
_PROGRESS = update(archives).where(_ONE).values(done=bindparam("d"), total=bindparam("t"), turn=bindparam("until"))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the archive of a year has come, as its table has it."""

    year: int
    asked: int | None
    done: int
    total: int
    turn: int
    written: int | None
    seal: str
    journals_until: str
    summaries_until: str
    failed: str

    def until(self, content: str) -> date:
        """Return the last day on which a part is kept, of an archive that is written."""
        return date.fromisoformat(self.journals_until if content == JOURNALS else self.summaries_until)

    def is_running(self, now_ms: int) -> bool:
        """Return whether somebody writes it now."""
        return self.turn > now_ms

    def is_wanted(self, now_ms: int) -> bool:
        """Return whether a page has asked for it and nobody has begun, or whoever had begun is gone."""
        return self.asked is not None and self.written is None and not self.failed and not self.is_running(now_ms)


@dataclass(frozen=True, slots=True)
class Written:
    """An archive that was written. seal: over its manifests. until: to when its journals and its summaries are kept."""

    seal: str
    until: tuple[date, date]
    at_ms: int


def read_progress(connection: Connection, school: SchoolId) -> dict[int, Progress]:
    """Return how far each year has come; years for which nobody has asked are not there."""
    return {row.year: Progress(*row) for row in connection.execute(_ROW, {"school": school})}


def ask(connection: Connection, school: SchoolId, year: int, *, now_ms: int) -> None:
    """Let the archive of a year be written by whoever serves; what failed before is forgotten."""
    _put(connection, school, year, ("asked", "failed"), asked=now_ms)


def take(connection: Connection, school: SchoolId, year: int, *, now_ms: int) -> bool:
    """Take the turn to write; False where somebody else has it."""
    found = read_progress(connection, school).get(year)
    if found and found.is_running(now_ms):
        return False
    _put(connection, school, year, ("turn", "failed"), turn=now_ms + TURN_MS)
    return True


def tell(connection: Connection, school: SchoolId, year: int, done: tuple[int, int], *, now_ms: int) -> None:
    """Say that the work goes on. done: papers that are there, and of how many."""
    values = {"school": school, "of": year, "d": done[0], "t": done[1], "until": now_ms + TURN_MS}
    connection.execute(_PROGRESS, values)


def end(connection: Connection, school: SchoolId, year: int, *, failed: str = "") -> None:
    """Give the turn back. failed: kind of error, empty where the work was only interrupted."""
    _end(connection, school, year, {"turn": 0, "failed": failed})


def finish(connection: Connection, school: SchoolId, year: int, written: Written) -> None:
    """Give the turn back once the archive was written and read back whole."""
    until = {"journals_until": written.until[0].isoformat(), "summaries_until": written.until[1].isoformat()}
    _end(connection, school, year, {"turn": 0, "failed": "", "seal": written.seal, "written": written.at_ms, **until})


def _end(connection: Connection, school: SchoolId, year: int, values: dict[str, object]) -> None:
    connection.execute(update(archives).where(_ONE).values(values), {"school": school, "of": year})


def _put(connection: Connection, school: SchoolId, year: int, kept: tuple[str, ...], **values: int) -> None:
    row = {"school_id": school, "year": year, "done": 0, "total": 0, "turn": 0, "seal": "", "failed": ""}
    row |= {"journals_until": "", "summaries_until": ""}
    connection.execute(upsert(archives, kept), {**row, **values})
