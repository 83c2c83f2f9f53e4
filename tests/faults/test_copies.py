"""P5, P6: the journal's own copies, and a damaged journal that is put back from one."""

import random
import shutil
from pathlib import Path

import pytest
from typing_extensions import override

from app.clock import Clock
from app.errors import DamagedError
from app.services.marking import put_mark
from app.store.backups import COPIES, FIRST_MS, KEPT, PERIOD_MS, Copying, copies, make_copy, put_back
from app.store.opening import PLAIN_HEADER, open_store
from app.store.unit import Store
from app.vault.vault import Vault
from tests.builders import a_cell
from tests.faults.journals import KEY, Template, held, reopen
from tests.faults.programs import a_profile, windows
from tests.faults.test_damage import flip
from tests.keyring_service import KeyringService
from tests.small_school import LESSONS, PUPILS
from tests.tour.hands import PIN
from ui.login.locking import unlock

DAMAGES = 20


def enter(store: Store, value: str) -> None:
    with store.unit() as unit:
        put_mark(unit, pupil=PUPILS[0], lesson=LESSONS[0], value=value, seen=a_cell(store))


@pytest.fixture
def journal(small_journal: Template, tmp_path: Path) -> Path:
    return small_journal.copy(tmp_path / "profile" / "journal.db")


def test_a_copy_is_encrypted_and_holds_what_the_journal_holds(journal: Path) -> None:
    store = reopen(journal)
    enter(store, "5")
    assert make_copy(store, journal.parent)
    (copy,) = copies(journal.parent)
    assert copy.read_bytes()[: len(PLAIN_HEADER)] != PLAIN_HEADER
    with pytest.raises(DamagedError):
        open_store(copy, bytes(32), Clock())
    other = reopen(copy)
    assert held(other) == held(store)
    other.close()
    store.close()


def test_the_newest_few_stay_and_one_that_brings_nothing_new_is_not_made(journal: Path) -> None:
    store = reopen(journal)
    for value in "54325":
        enter(store, value)
        assert make_copy(store, journal.parent)
    before = copies(journal.parent)
    assert len(before) == KEPT
    assert not make_copy(store, journal.parent)
    assert copies(journal.parent) == before
    store.close()


class Passing(Clock):
    """A clock that a test moves."""

    now_ms = 0

    @override
    def elapsed_ms(self) -> int:
        """Return the time that the test has set."""
        return self.now_ms


def test_copies_are_made_by_the_run_of_the_program_and_no_wall_clock(journal: Path) -> None:
    store, clock = reopen(journal), Passing()
    copying = Copying(store, journal.parent, clock)
    made = []
    for n, clock.now_ms in enumerate((0, FIRST_MS - 1, FIRST_MS, FIRST_MS + 1, FIRST_MS + PERIOD_MS)):
        enter(store, "54"[n % 2])
        copying.copy_if_due()
        made.append(len(copies(journal.parent)))
    assert made == [0, 0, 1, 1, 2]
    store.close()


def test_a_disk_that_takes_no_copy_keeps_nobody_from_working(journal: Path, caplog: pytest.LogCaptureFixture) -> None:
    store, clock = reopen(journal), Passing()
    clock.now_ms = FIRST_MS
    (journal.parent / COPIES).write_bytes(b"a file in the way")
    Copying(store, journal.parent, clock).copy_if_due()
    assert "not copied" in caplog.text
    store.close()


def test_a_damaged_journal_is_put_back_from_its_copy_and_kept(journal: Path) -> None:
    store = reopen(journal)
    enter(store, "5")
    make_copy(store, journal.parent)
    expected = held(store)
    enter(store, "4")
    store.close()
    for _ in range(DAMAGES):
        flip(journal, random.randrange(4096))  # noqa: S311 (a damage, not a secret)
    damaged = journal.read_bytes()
    put_back(journal, KEY, Clock())
    store = reopen(journal)
    assert held(store) == expected
    store.close()
    assert journal.with_suffix(".kept1").read_bytes() == damaged
    assert [path.name for path in (journal.parent / COPIES).iterdir() if path.suffix != ".copy"] == []


def test_a_copy_that_is_damaged_itself_is_passed_over(journal: Path) -> None:
    store = reopen(journal)
    enter(store, "5")
    make_copy(store, journal.parent)
    expected = held(store)
    enter(store, "4")
    make_copy(store, journal.parent)
    store.close()
    flip(copies(journal.parent)[0], 100)
    flip(journal, 100)
    put_back(journal, KEY, Clock())
    store = reopen(journal)
    assert held(store) == expected
    store.close()


def test_without_a_whole_copy_of_this_key_nothing_is_changed(journal: Path) -> None:
    store = reopen(journal)
    make_copy(store, journal.parent)
    store.close()
    before = journal.read_bytes()
    with pytest.raises(DamagedError):
        put_back(journal, bytes(32), Clock())
    shutil.rmtree(journal.parent / COPIES)
    with pytest.raises(DamagedError):
        put_back(journal, KEY, Clock())
    assert journal.read_bytes() == before
    assert not journal.with_suffix(".kept1").exists()


def test_a_log_of_the_damaged_journal_is_not_folded_into_the_copy(journal: Path) -> None:
    store = reopen(journal)
    make_copy(store, journal.parent)
    expected = held(store)
    store.close()
    Path(f"{journal}-wal").write_bytes(b"left over")
    put_back(journal, KEY, Clock())
    assert not Path(f"{journal}-wal").exists()
    store = reopen(journal)
    assert held(store) == expected
    store.close()


def test_wherever_it_is_stopped_the_journal_is_as_it_was(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.backups.PIECE", 64 * 1024)
    store = reopen(journal)
    make_copy(store, journal.parent)
    expected = held(store)
    store.close()
    flip(journal, 100)
    before = journal.read_bytes()
    (copy,) = copies(journal.parent)
    told = list[tuple[int, int]]()
    steps = 0

    def goes_on(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) <= steps

    while not put_back(journal, KEY, Clock(), goes_on):
        assert len(told) == steps + 1, "nothing more is copied after the word to stop"
        assert journal.read_bytes() == before
        assert [path.name for path in (journal.parent / COPIES).iterdir()] == [copy.name]
        assert not journal.with_suffix(".kept1").exists()
        steps, told[:] = steps + 1, []
    size = copy.stat().st_size
    assert told == [*((done, size) for done in range(0, size, 64 * 1024)), (size, size), (0, 0), (0, 0)]
    store = reopen(journal)
    assert held(store) == expected
    store.close()


def test_a_damaged_journal_is_restored_by_a_press_and_the_pin(keyring_service: KeyringService) -> None:
    """P5: what was damaged is kept; a journal without a copy offers none."""
    journal = a_profile()
    folder = journal.parent
    vault = Vault(folder, folder.name)
    opened = unlock(folder, Clock(), vault, PIN)
    make_copy(opened.store, folder)
    opened.store.close()
    flip(journal, 100)
    said = windows("restore_copy", PIN)
    assert said["damaged"] == "entrance_anew entrance_copy entrance_again"
    assert said["window"] == "main_window"
    assert journal.with_suffix(".kept1").exists()
    shutil.rmtree(folder / COPIES)
    flip(journal, 100)
    assert windows("look_inside", PIN)["buttons"] == "entrance_anew entrance_again"
