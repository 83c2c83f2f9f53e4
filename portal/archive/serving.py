"""Writes the archives that the office's page has asked for, as long as the portal serves, in a process of their own."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from app.ids import SchoolId
from portal.archive.acts import read_acts
from portal.archive.turns import end, read_progress
from portal.beside import beside
from portal.errors import OfficeError
from portal.settings import DataFolder
from portal.store.dialects import listing, reading, writing
from portal.store.opening import open_engine
from portal.store.tables import schools

EVERY_S = 3.0
"""Seconds from one look to the next; it costs one statement for each school."""

REFUSED = "Refused"
"""Kind of failure where the command said only to its own output why it did nothing."""

_logger = logging.getLogger("portal.archive")


@contextmanager
def archiving(folder: DataFolder, *, every_s: float = EVERY_S) -> Iterator[None]:
    """Write what was asked for as long as the block lasts; what is half written then is gone on with after a start.

    A typesetter takes a whole processor and 0.8 GB, which go back to the system with its process.
    """
    with beside("archives", lambda ending: _write_until(folder, ending, every_s)):
        yield


def _write_until(folder: DataFolder, ending: threading.Event, every_s: float) -> None:
    engine = open_engine(folder.url)
    try:
        while not ending.wait(every_s):
            try:
                _look(folder, engine, ending)
            except (DBAPIError, OfficeError, OSError) as error:
                # the next look comes anyway
                _logger.warning("an archive was left as it is: %s", type(error).__name__)
    finally:
        engine.dispose()


def _look(folder: DataFolder, engine: Engine, ending: threading.Event) -> None:
    """Write what is wanted, and carry out what is confirmed."""
    with listing(engine).connect() as connection:
        found = [SchoolId(school) for school in connection.execute(select(schools.c.school_id)).scalars()]
    for school in found:
        with reading(engine, school).connect() as connection:
            years = read_progress(connection, school).values()
            confirmed = [each for each in read_acts(connection, school) if each.is_to_be_done]
        for each in years:
            if each.is_wanted(_now_ms()):
                _write(folder, engine, (school, each.year), ending)
        if confirmed:
            from portal.archive.destroying import carry_out  # noqa: PLC0415 (the typesetter takes 0.1 GB)

            carry_out(folder, engine, school, confirmed, now_ms=_now_ms())
            _logger.info("acts carried out: %d", len(confirmed))


def words_for(folder: DataFolder, school: SchoolId, year: int) -> tuple[str, ...]:
    """Return the words of the command that writes an archive; an id may begin with a dash."""
    return ("archive", "write", str(year), "--data", str(folder.path), f"--school={school}")


def _write(folder: DataFolder, engine: Engine, of: tuple[SchoolId, int], ending: threading.Event) -> None:
    school, year = of
    command = (sys.executable, "-m", "portal", *words_for(folder, school, year))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:  # noqa: S603 (our own)
        while child.poll() is None and not ending.wait(0.2):
            pass
        if child.poll() is None:
            child.terminate()
    with writing(engine, school).begin() as connection:
        left = read_progress(connection, school)[year]
        if ending.is_set():
            end(connection, school, year)
        elif left.is_wanted(_now_ms()):
            end(connection, school, year, failed=REFUSED)
    _logger.info("archive of %d: code %s", year, child.returncode)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
