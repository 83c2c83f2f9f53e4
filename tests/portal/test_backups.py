"""Backups: made while the portal works, readable by the operator alone, believed only once they were restored (P6)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from app.domain.records import Mark
from app.operations import MarkAdd, Operation
from portal.__main__ import main
from portal.auth.keys import read_key
from portal.errors import (
    BackupDamagedError,
    BackupKeyMissingError,
    BackupThereError,
    BadBackupKeyError,
    FolderNotEmptyError,
    ForeignBackupError,
)
from portal.keeping import backing_up
from portal.keeping.backing_up import back_up, make_backup_key
from portal.keeping.commands import restore_portal
from portal.keeping.dumps import digests_of
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import TABLES, replicas, schools
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal_database import new_database, owned
from tests.small_school import ALGEBRA, LESSONS, PUPILS

MADE = "2026-11-24T18:00:00+03:00"


@pytest.fixture
def key(portal: Portal, tmp_path: Path) -> Path:
    """The operator's key, kept away from the portal."""
    path = tmp_path / "operator.key"
    make_backup_key(portal.folder, path)
    return path


@pytest.fixture
def backup(portal: Portal, anna: Pc, key: Path, tmp_path: Path) -> Path:
    """A backup of a portal at which a mark was entered."""
    anna.push(a_mark("5"))
    path = tmp_path / "backup"
    back_up(portal.folder, portal.engine, path, made=MADE)
    return path


@pytest.fixture
def restored(backup: Path, key: Path, tmp_path: Path) -> Iterator[tuple[DataFolder, Engine]]:
    folder = tmp_path / "restored"
    restore_portal(folder, backup, key, server=new_database())
    engine = owned(folder)
    yield DataFolder(folder), engine
    engine.dispose()


def a_mark(value: str) -> Operation:
    return Operation(MarkAdd(LESSONS[0], PUPILS[0], None, value))


def head_of(engine: Engine) -> tuple[int, int]:
    with engine.connect() as connection:
        return tuple(connection.execute(select(schools.c.head, schools.c.backed_up_seq)).one())


def test_what_is_restored_is_the_same_row_by_row_and_answers_with_the_same_key(
    portal: Portal, restored: tuple[DataFolder, Engine]
) -> None:
    folder, engine = restored
    before, after = digests_of(portal.engine), digests_of(engine)
    told = {name for name in before if before[name] != after.get(name)}
    assert {name.split()[0] for name in told} <= {"schools", "replicas"}
    assert before.keys() == after.keys()
    assert read_key(folder.key) == portal.key
    with engine.connect() as connection:
        assert connection.execute(select(TABLES[Mark].c.value).where(TABLES[Mark].c.journal == ALGEBRA)).scalars().all()


def test_a_backup_moves_a_portal_from_a_server_into_a_file_and_back(
    restored: tuple[DataFolder, Engine], backup: Path, key: Path, tmp_path: Path
) -> None:
    restore_portal(tmp_path / "file", backup, key)
    engine = open_engine(DataFolder(tmp_path / "file").url)
    assert digests_of(engine) == digests_of(restored[1])
    engine.dispose()


def test_at_the_keyboard_a_backup_is_three_commands(
    portal: Portal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, file, again = (str(tmp_path / name) for name in ("key", "copy", "again"))
    data = str(portal.folder.path)
    assert main(["backup-key", "--data", data, key]) == 0
    assert main(["backup", "--data", data, file]) == 0
    assert main(["restore", "--data", again, file, "--key", key]) == 0
    assert main(["doctor", "--data", again]) == 0
    assert capsys.readouterr().err == ""
    assert main(["restore", "--data", again, file, "--key", key]) == 1
    assert "не пуста" in capsys.readouterr().err


def test_the_school_knows_how_far_a_proved_backup_reaches_and_no_further(
    portal: Portal, backup: Path, anna: Pc
) -> None:
    head, reached = head_of(portal.engine)
    assert backup.exists()
    assert reached == head > 0
    anna.push(a_mark("4"))
    assert head_of(portal.engine) == (head + 1, reached)
    assert anna.ask("exchange", anna.batch(())).answer.backed_up_seq == reached


def test_copies_of_pcs_are_not_told_apart_after_a_restore(
    portal: Portal, backup: Path, key: Path, tmp_path: Path, anna: Pc
) -> None:
    with portal.engine.begin() as connection:
        connection.execute(update(replicas).values(lease="of before"))
    again = tmp_path / "again"
    back_up(portal.folder, portal.engine, again, made=MADE)
    restore_portal(tmp_path / "later", again, key, server=new_database())
    engine = owned(tmp_path / "later")
    with engine.connect() as connection:
        assert connection.execute(select(replicas.c.lease)).scalars().all() == [""]
    engine.dispose()


def test_nothing_of_the_school_can_be_read_in_the_file(backup: Path) -> None:
    text = backup.read_bytes()
    assert "Иванов".encode() not in text
    assert b"school" not in text
    assert backup.stat().st_mode & 0o077 == 0


def test_another_key_does_not_open_it_and_says_so(portal: Portal, backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    make_backup_key(portal.folder, other)
    with pytest.raises(ForeignBackupError):
        restore_portal(tmp_path / "x", backup, other, server=new_database())
    other.write_text("no key")
    with pytest.raises(BadBackupKeyError):
        restore_portal(tmp_path / "x", backup, other, server=new_database())


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut in the middle": lambda text: text[: len(text) // 2],
    "without its last message": lambda text: text[:-40],
    "a bit in the middle": lambda text: text[:2000] + bytes([text[2000] ^ 1]) + text[2001:],
    "more behind its end": lambda text: text + b"more",
    "a message twice": lambda text: text[:1500] + text[200:],
    "empty": lambda _: b"",
    "something else": lambda _: b"PK\x03\x04" * 100,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_backup_is_refused_and_leaves_no_portal(
    backup: Path, key: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    backup.write_bytes(damage(backup.read_bytes()))
    with pytest.raises(BackupDamagedError):
        restore_portal(tmp_path / "x", backup, key, server=new_database())
    assert not (tmp_path / "x").exists() or not any((tmp_path / "x").iterdir())


def test_a_backup_that_does_not_come_back_as_it_was_does_not_count(
    portal: Portal, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key.exists()
    monkeypatch.setattr(backing_up, "digests_of", lambda *_: {})
    with pytest.raises(BackupDamagedError):
        back_up(portal.folder, portal.engine, tmp_path / "backup", made=MADE)
    assert head_of(portal.engine)[1] == 0
    assert not (tmp_path / "backup").exists()
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


def test_without_an_operators_key_there_is_no_backup(portal: Portal, tmp_path: Path) -> None:
    with pytest.raises(BackupKeyMissingError):
        back_up(portal.folder, portal.engine, tmp_path / "backup", made=MADE)


def test_no_file_and_no_portal_is_written_over(portal: Portal, backup: Path, key: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(BackupThereError):
        back_up(portal.folder, portal.engine, backup, made=MADE)
    with pytest.raises(BackupThereError):
        make_backup_key(portal.folder, key)
    with pytest.raises(FolderNotEmptyError):
        restore_portal(portal.folder.path, backup, key)
    assert backup.read_bytes() == before
