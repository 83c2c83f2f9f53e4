"""P5, P14: a file that is no journal of ours, or a newer one, is told apart and left byte for byte as it is."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.clock import Clock
from app.errors import DamagedError, NewerJournalError
from app.store.opening import open_store
from app.store.spool import SPOOL
from app.store.tables import SCHEMA
from tests.faults.damages import JOURNAL, Profile, Verdict, damaged_starts, false_alarms, make_profiles, started
from tests.faults.journals import KEY, Template

DAMAGES = 150
FIRST_PAGE = range(4096)

Spoil = Callable[[Path], object]


def refused(path: Path, error: type[Exception], key: bytes = KEY) -> bool:
    """Return whether opening is refused so and leaves the file as it was."""
    before = path.read_bytes()
    with pytest.raises(error):
        open_store(path, key, Clock())
    return path.read_bytes() == before


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= random.randrange(1, 256)  # noqa: S311 (a damage, not a secret)
    path.write_bytes(data)


def plain(path: Path) -> None:
    path.unlink()
    other = sqlcipher.connect(path)
    other.execute("CREATE TABLE things (name)")
    other.commit()
    other.close()


FOREIGN: dict[str, Spoil] = {
    "an empty file": lambda path: path.write_bytes(b""),
    "a picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9000)),
    "a word": lambda path: path.write_bytes(b"journal"),
    "half of it": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "an open database": plain,
}


@pytest.mark.parametrize("spoil", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_file_that_is_no_journal_is_kept(spoil: Spoil, small_journal: Template, tmp_path: Path) -> None:
    journal = small_journal.copy(tmp_path / "journal.db")
    spoil(journal)
    assert refused(journal, DamagedError)


def test_a_journal_of_another_key_is_kept(small_journal: Template, tmp_path: Path) -> None:
    assert refused(small_journal.copy(tmp_path / "journal.db"), DamagedError, bytes(32))


def test_a_damaged_first_page_is_noticed(small_journal: Template, tmp_path: Path) -> None:
    for n, at in enumerate([0, 15, 16, 99, 100, 4095, *random.sample(FIRST_PAGE, 10)]):
        journal = small_journal.copy(tmp_path / str(n) / "journal.db")
        flip(journal, at)
        assert refused(journal, DamagedError), at


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Profile, ...]:
    return make_profiles(tmp_path_factory.mktemp("profiles"))


def test_damage_of_any_file_is_noticed_or_harmless_and_loses_no_entry(
    profiles: tuple[Profile, ...], tmp_path: Path
) -> None:
    """P5, I2: the journal, its log, the spool or a copy; `make promises` does it five hundred times."""
    seed = random.SystemRandom().randrange(1 << 32)
    found = list(damaged_starts(profiles, tmp_path, DAMAGES, seed))
    assert [wrong for wrong in found if isinstance(wrong, str)] == []
    assert found.count(Verdict.DETECTED) > DAMAGES // 5


def test_a_whole_folder_raises_no_alarm(profiles: tuple[Profile, ...], tmp_path: Path) -> None:
    """P5."""
    assert false_alarms(profiles, tmp_path, 10) == 0


def test_without_the_spool_a_damage_would_lose(profiles: tuple[Profile, ...], tmp_path: Path) -> None:
    """The control: a copy of the journal alone does not bring back what was entered since."""
    folder = Path(shutil.copytree(profiles[0].folder, tmp_path / "folder"))
    (folder / SPOOL).unlink()
    flip(folder / JOURNAL, 100)
    assert "nowhere" in str(started(folder, profiles[0]))


def test_a_newer_journal_is_not_touched(small_journal: Template, tmp_path: Path) -> None:
    journal = small_journal.copy(tmp_path / "journal.db")
    newer = sqlcipher.connect(journal)
    newer.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    newer.close()
    assert refused(journal, NewerJournalError)
