"""A kill in the middle leaves whole files only; what is there is gone on with, or begun anew."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.records import NEVER, Subject
from app.ids import SubjectId
from portal.archive.commands import archive_path, write_year
from portal.archive.turns import TURN_MS, end, read_progress, take
from portal.archive.verifying import verify
from portal.errors import ArchiveBusyError, ArchiveThereError
from portal.store.dialects import reading, writing
from portal.store.tables import archives
from tests.portal.archive.past_school import YEAR
from tests.portal.conftest import Portal

DYING = """
import os, sys
from pathlib import Path
from datetime import datetime, UTC
from portal.archive.keeping_terms import Terms
from portal.archive.writing import Archive, Order
from portal.auth.keys import read_key
from portal.settings import find_folder
from portal.store.opening import open_engine
folder = find_folder(Path(sys.argv[1]))
place = (open_engine(folder.url), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
order = Order(*place, read_key(folder.key), None, Terms(), datetime.now(UTC))
Archive(order).write(lambda done, total: os._exit(9) if done == int(sys.argv[5]) else None)
"""
"""Writes an archive and dies, as by a kill, before the paper of this number."""


def die(portal: Portal, before: int) -> Path:
    """Let a process die; return the folder that it has left."""
    path = archive_path(portal.folder, portal.school, YEAR)
    words = (sys.executable, "-c", DYING, portal.folder.path, portal.school, str(YEAR), path, str(before))
    assert subprocess.run(words, check=False).returncode == 9
    return path.with_name(f"{path.name}.new")


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_kill_leaves_no_archive_and_no_half_paper(past: Portal) -> None:
    left = die(past, before=1)
    assert files_in(left) == {"plan.json", "journals/0001.zip", "journals/0001.pdf"}
    assert not archive_path(past.folder, past.school, YEAR).exists()


def test_what_was_written_is_not_written_again(past: Portal, write: Callable[[], Path]) -> None:
    left = die(past, before=1)
    (left / "summaries" / "0001.pdf.part").write_bytes(b"%PDF-1.7 half")
    was = (left / "journals" / "0001.pdf").stat()
    archive = write()
    now = (archive / "journals" / "0001.pdf").stat()
    assert (now.st_ino, now.st_mtime_ns) == (was.st_ino, was.st_mtime_ns)
    assert verify(archive)[1] == []
    assert not [
        path for path in archive.parent.rglob("*") if path.suffix in {".part", ".new"} or path.name == "plan.json"
    ]


def test_where_the_school_has_changed_everything_is_written_anew(past: Portal, write: Callable[[], Path]) -> None:
    left = die(past, before=1)
    was = (left / "journals" / "0001.pdf").stat().st_mtime_ns
    past.put(Subject(SubjectId("later"), NEVER, "Черчение", "Чер"))
    archive = write()
    assert (archive / "journals" / "0001.pdf").stat().st_mtime_ns != was
    assert verify(archive)[1] == []


def test_a_kill_right_before_the_portal_knows_is_made_good(past: Portal, write: Callable[[], Path]) -> None:
    archive = write()
    with past.engine.begin() as connection:
        connection.execute(archives.update().values(written=None))
    assert write() == archive
    with reading(past.serving, past.school).connect() as connection:
        assert read_progress(connection, past.school)[YEAR].written is not None
    with pytest.raises(ArchiveThereError):
        write()


def test_two_do_not_write_at_once_and_nobody_waits_for_one_that_was_killed(past: Portal) -> None:
    with writing(past.serving, past.school).begin() as connection:
        assert take(connection, past.school, YEAR, now_ms=past.clock.ms)
    with pytest.raises(ArchiveBusyError):
        write_year(past.folder, past.serving, past.school, YEAR, now_ms=past.clock.now_ms)
    past.clock.ms += TURN_MS
    assert write_year(past.folder, past.serving, past.school, YEAR, now_ms=past.clock.now_ms).is_dir()


def test_what_went_wrong_is_told_and_may_be_tried_again(past: Portal) -> None:
    with writing(past.serving, past.school).begin() as connection:
        take(connection, past.school, YEAR, now_ms=past.clock.ms)
        end(connection, past.school, YEAR, failed="OSError")
        told = read_progress(connection, past.school)[YEAR]
        assert (told.failed, told.is_running(past.clock.ms)) == ("OSError", False)
        assert take(connection, past.school, YEAR, now_ms=past.clock.ms)
        assert read_progress(connection, past.school)[YEAR].failed == ""
