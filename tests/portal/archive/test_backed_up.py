"""A backup holds the archives too: without its disk a school still has what it has to keep (P6)."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from app.wire.framing import to_base64
from portal.archive.commands import key_of
from portal.archive.keeping_terms import Terms, keep_terms, read_terms
from portal.archive.verifying import verify
from portal.errors import BackupDamagedError
from portal.keeping import archived_files, backing_up
from portal.keeping.backing_up import back_up, make_backup_key
from portal.keeping.commands import restore_portal
from portal.keeping.dumps import DumpDamagedError, End, Head, Message, Part, encoded
from portal.keeping.sealed_file import SealingFile
from portal.settings import FILE_MODE, DataFolder
from portal.store.tables import SCHEMA
from tests.portal.archive.past_school import YEAR
from tests.portal.conftest import Portal
from tests.portal_database import new_database, owned

MADE = "2026-11-24T18:00:00+03:00"


@pytest.fixture
def key(past: Portal, tmp_path: Path) -> Path:
    """The operator's key."""
    path = tmp_path / "operator.key"
    make_backup_key(past.folder, path)
    return path


@pytest.fixture
def restore(past: Portal, key: Path, tmp_path: Path) -> Callable[[], DataFolder]:
    """Back the portal up, restore it into a new folder, and return that."""

    def restored() -> DataFolder:
        back_up(past.folder, past.engine, tmp_path / "backup", made=MADE)
        restore_portal(tmp_path / "restored", tmp_path / "backup", key, server=new_database())
        return DataFolder(tmp_path / "restored")

    return restored


def contents(archives: Path) -> dict[str, bytes]:
    found = (path for path in archives.rglob("*") if path.is_file())
    return {path.relative_to(archives).as_posix(): path.read_bytes() for path in found}


def hostile_backup(path: Path, key: Path, *messages: Message) -> None:
    """Write a backup as anybody can who has the public half of the operator's key."""
    owner = PrivateKey.generate()
    key.write_text(to_base64(owner.encode()))
    with path.open("wb") as file:
        sealing = SealingFile(file, owner.public_key)
        for message in (Head(SCHEMA, MADE, bytes(32)), *messages, End({})):
            sealing.write(encoded(message), last=isinstance(message, End))


def test_a_restored_portal_has_its_archives_byte_for_byte(
    past: Portal, written: Path, restore: Callable[[], DataFolder]
) -> None:
    folder = restore()
    assert contents(folder.archives) == contents(past.folder.archives)
    assert {path.stat().st_mode & 0o777 for path in folder.archives.rglob("*.*")} == {FILE_MODE}
    again = folder.archive(past.school) / written.name
    assert verify(again, key_of(past.folder))[1] == []


def test_a_restored_portal_keeps_what_it_will_archive_as_long_as_the_school_has_said(
    past: Portal, restore: Callable[[], DataFolder]
) -> None:
    keep_terms(past.folder, Terms(journals=10, summaries=75))
    assert read_terms(restore()) == Terms(journals=10, summaries=75)


def test_what_is_half_written_or_half_destroyed_is_no_archive(
    past: Portal, written: Path, restore: Callable[[], DataFolder]
) -> None:
    whole = contents(past.folder.archives)
    (written / "journals" / "0009.pdf.part").write_bytes(b"half")
    for name in ("summaries.going", "acts/abc.new"):
        (written / name).mkdir(parents=True)
        (written / name / "0001.pdf").write_bytes(b"half")
    (written.with_name(f"{YEAR + 1}-{YEAR + 2}.new") / "journals").mkdir(parents=True)
    (written.with_name(f"{YEAR + 1}-{YEAR + 2}.new") / "journals" / "0001.pdf").write_bytes(b"half")
    assert contents(restore().archives) == whole


def test_a_file_of_many_messages_comes_back_whole(past: Portal, restore: Callable[[], DataFolder]) -> None:
    journals = past.folder.archive(past.school) / "2025-2026" / "journals"
    journals.mkdir(parents=True)
    (journals / "0001.pdf").write_bytes(os.urandom(2 * archived_files.PART_BYTES + 17))
    (journals / "0002.pdf").write_bytes(b"")
    (journals / "0003.pdf").write_bytes(os.urandom(archived_files.PART_BYTES))
    assert contents(restore().archives) == contents(past.folder.archives)


def test_a_paper_that_an_act_takes_away_meanwhile_stops_no_backup(past: Portal, written: Path) -> None:
    assert written.is_dir()
    found = archived_files.files_of(past.folder.archives)
    first = next(found)
    # in the folder whose names are listed by now
    (past.folder.archives / first.path).with_name("manifest.json").unlink()
    left = {part.path for part in (first, *found)}
    assert left == contents(past.folder.archives).keys()


def test_an_archive_that_does_not_come_back_as_it_was_does_not_count(
    past: Portal, written: Path, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key.exists()
    last = written / "summaries" / "manifest.json"

    def losing(archives: Path, part: Part) -> None:
        if part.path.endswith("summaries/manifest.json"):
            part = Part(part.path, part.content[:-1])
        archived_files.put(archives, part)

    assert last.is_file()
    monkeypatch.setattr(backing_up, "put", losing)
    with pytest.raises(BackupDamagedError):
        back_up(past.folder, past.engine, tmp_path / "backup", made=MADE)
    assert not (tmp_path / "backup").exists()


@pytest.mark.parametrize(
    "path",
    [
        *("../portal.key", "a/../../portal.key", "/etc/passwd", "a//b", "a/./b", "a\\..\\b/c", "C:/b", "a/.hidden"),
        *("a/b\n", "", "..", "a/b\x00c", "a/" + "b" * 101, "/".join("abcdefghij")),
    ],
)
def test_no_name_in_a_backup_leads_out_of_the_archives(key: Path, tmp_path: Path, path: str) -> None:
    hostile_backup(tmp_path / "backup", key, Part(path, b"planted"))
    before = contents(tmp_path)
    with pytest.raises(BackupDamagedError):
        restore_portal(tmp_path / "restored", tmp_path / "backup", key, server=new_database())
    assert contents(tmp_path) == before
    with pytest.raises(DumpDamagedError):
        archived_files.put(tmp_path / "archives", Part(path, b"planted"))


def test_a_file_that_the_end_does_not_tell_of_makes_a_backup_a_damaged_one(key: Path, tmp_path: Path) -> None:
    hostile_backup(tmp_path / "backup", key, Part("school/2025-2026/x.pdf", b"more"))
    with pytest.raises(BackupDamagedError):
        restore_portal(tmp_path / "restored", tmp_path / "backup", key, server=new_database())


def test_a_restored_portal_goes_on_being_backed_up_for_the_same_key(
    restore: Callable[[], DataFolder], key: Path, tmp_path: Path
) -> None:
    folder = restore()
    engine = owned(folder.path)
    back_up(folder, engine, tmp_path / "next", made=MADE)
    engine.dispose()
    restore_portal(tmp_path / "later", tmp_path / "next", key, server=new_database())
    assert contents(tmp_path / "later" / "archive") == contents(folder.archives)
