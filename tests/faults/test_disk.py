"""P3, P4: a full disk and a folder without the right to write say so and lose nothing."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import DiskFullError
from app.services.marking import put_mark
from app.store.unit import Store
from tests.faults.disks import fill
from tests.faults.journals import Template, held, reopen
from tests.faults.typist import cell
from tests.small_school import LESSONS, PUPILS


def type_on(store: Store, first: int) -> int:
    """Type marks until the disk is full; return how many were acknowledged."""
    for n in range(first, len(PUPILS) * len(LESSONS)):
        pupil, lesson = PUPILS[n % len(PUPILS)], LESSONS[n // len(PUPILS)]
        seen = cell(store, pupil, lesson)
        begun = time.monotonic()
        try:
            with store.unit() as unit:
                put_mark(unit, pupil=pupil, lesson=lesson, value="5", seen=seen)
        except DiskFullError:
            assert time.monotonic() - begun < 1
            return n
    pytest.fail("the disk was never full")


def counts(store: Store) -> tuple[int, int]:
    found = held(store)
    return len(found["marks"]), len(found["waiting"])


def test_on_a_full_disk_the_entry_is_refused_and_what_was_there_is_kept(
    small_journal: Template, small_disk: Path
) -> None:
    """P3."""
    store = reopen(small_journal.copy(small_disk / "journal.db"))
    fill(small_disk)
    written = type_on(store, 0)
    assert counts(store) == (written, written)
    assert type_on(store, written) == written
    store.close()


def test_work_goes_on_when_there_is_room_again(small_journal: Template, small_disk: Path) -> None:
    """P3."""
    store = reopen(small_journal.copy(small_disk / "journal.db"))
    ballast = fill(small_disk)
    written = type_on(store, 0)
    ballast.unlink()
    more = type_on(store, written)
    assert more > written
    assert counts(store) == (more, more)
    store.close()


def test_a_journal_on_a_full_disk_opens_or_says_why(small_journal: Template, small_disk: Path) -> None:
    journal = small_journal.copy(small_disk / "journal.db")
    ballast = fill(small_disk)
    before = journal.read_bytes()
    try:
        reopen(journal).close()
    except DiskFullError:
        assert journal.read_bytes() == before
    ballast.unlink()
    store = reopen(journal)
    assert counts(store) == (0, 0)
    store.close()


def test_a_new_journal_on_a_full_disk_leaves_nothing_half_made(small_disk: Path) -> None:
    ballast = fill(small_disk)
    with pytest.raises(DiskFullError):
        reopen(small_disk / "journal.db")
    assert not (small_disk / "journal.db").exists()
    ballast.unlink()
    reopen(small_disk / "journal.db").close()


AS_SOMEBODY_ELSE = """
import os, sys
from pathlib import Path
from app.errors import StoreError
from tests.faults.disks import fill
from tests.faults.journals import reopen
reopen(Path(sys.argv[2])).close()
if not os.geteuid():
    os.setgid(65534)
    os.setuid(65534)
try:
    reopen(Path(sys.argv[1]))
except StoreError as error:
    print(type(error).__name__)
"""
"""The second journal loads what is imported late, while the code can still be read."""


@pytest.fixture
def open_by_somebody_else(tmp_path: Path) -> Callable[[Path], str]:
    """Return what opens a journal without root's rights and tells the error's name."""

    def opened(journal: Path) -> str:
        command = [sys.executable, "-c", AS_SOMEBODY_ELSE, str(journal), str(tmp_path / "own.db")]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    return opened


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that everybody may read and that nobody but root may write once a test has closed it."""
    with tempfile.TemporaryDirectory(prefix="closed-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


def test_a_folder_that_cannot_be_written_is_named_and_its_journal_kept(
    small_journal: Template, closed_folder: Path, open_by_somebody_else: Callable[[Path], str]
) -> None:
    """P4."""
    journal = small_journal.copy(closed_folder / "journal.db")
    journal.chmod(0o444)
    closed_folder.chmod(0o555)
    before = journal.read_bytes()
    assert open_by_somebody_else(journal) == "ReadOnlyError"
    assert (journal.read_bytes(), [each.name for each in closed_folder.iterdir()]) == (before, ["journal.db"])


def test_no_journal_can_be_made_where_nothing_can_be_written(
    closed_folder: Path, open_by_somebody_else: Callable[[Path], str]
) -> None:
    """P4."""
    closed_folder.chmod(0o555)
    assert open_by_somebody_else(closed_folder / "journal.db") == "ReadOnlyError"
    assert list(closed_folder.iterdir()) == []
