"""Writes the archive of a year where it is due, one process at a time, and says how far it has come."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from app.ids import SchoolId
from app.wire.framing import to_base64
from portal.archive.certificate import read_certificate
from portal.archive.keeping_terms import read_terms, year_text
from portal.archive.reading import last_day_of, local_time, read_school
from portal.archive.turns import end, finish, read_progress, take, tell
from portal.archive.verifying import verify
from portal.archive.writing import Archive, Order, written_at
from portal.auth.keys import read_key
from portal.errors import ArchiveBusyError, ArchiveThereError, YearNotOverError
from portal.settings import DataFolder
from portal.store.dialects import reading, writing

TELL_S = 1.0
"""How often progress is written down at most."""


def clock_ms() -> int:
    """Return the moment by the machine's clock, in Unix milliseconds."""
    return time.time_ns() // 1_000_000


def archive_path(folder: DataFolder, school: SchoolId, year: int) -> Path:
    """Return where the archive of a year lies."""
    return folder.archive(school) / f"{year}-{year + 1}"


def write_year(
    folder: DataFolder, engine: Engine, school: SchoolId, year: int, *, now_ms: Callable[[], int] = clock_ms
) -> Path:
    """Write the archive of a year, or go on with what was begun; return its folder. now_ms: the clock.

    Raises:
        OfficeError: the kind says why there is no archive.
    """
    path = archive_path(folder, school, year)
    if path.exists():
        return _found(engine, school, path, (year, now_ms()))
    made = _check(engine, school, year, now_ms())
    order = Order(engine, school, year, path, read_key(folder.key), read_certificate(folder), read_terms(folder), made)
    with writing(engine, school).begin() as connection:
        if not take(connection, school, year, now_ms=now_ms()):
            raise ArchiveBusyError(year_text(year))
    try:
        Archive(order).write(_telling(engine, school, year, now_ms))
    except BaseException as error:
        with writing(engine, school).begin() as connection:
            end(connection, school, year, failed=type(error).__name__ if isinstance(error, Exception) else "")
        raise
    with writing(engine, school).begin() as connection:
        finish(connection, school, year, written_at(path, now_ms()))
    return path


def key_of(folder: DataFolder) -> str:
    """Return the portal's public key, by which its archives are checked."""
    return to_base64(read_key(folder.key).verify_key.encode())


def _found(engine: Engine, school: SchoolId, path: Path, of: tuple[int, int]) -> Path:
    """Take note of an archive that is whole, but of which a kill has kept the portal from knowing. of: year, now.

    Raises:
        ArchiveThereError: it is known, or it is not whole.
    """
    year, now_ms = of
    with writing(engine, school).begin() as connection:
        known = read_progress(connection, school).get(year)
        if known is None or known.written is not None or verify(path)[1]:
            raise ArchiveThereError(year_text(year), str(path))
        finish(connection, school, year, written_at(path, now_ms))
    return path


def _check(engine: Engine, school: SchoolId, year: int, now_ms: int) -> datetime:
    """Return the moment by the school's clocks, once it is known that the year is over.

    Raises:
        YearNotOverError: it is not.
    """
    with reading(engine, school).connect() as connection:
        now, last = local_time(read_school(connection, school), now_ms), last_day_of(connection, school, year)
    if now.date() <= last:
        raise YearNotOverError(year_text(year), f"{last:%d.%m.%Y}")
    return now


def _telling(engine: Engine, school: SchoolId, year: int, now_ms: Callable[[], int]) -> Callable[[int, int], None]:
    told_s = 0.0

    def told(done: int, total: int) -> None:
        nonlocal told_s
        if time.monotonic() - told_s >= TELL_S or done == total:
            told_s = time.monotonic()
            with writing(engine, school).begin() as connection:
                tell(connection, school, year, (done, total), now_ms=now_ms())

    return told
