"""Backups that a serving portal makes by itself: proved, the newest few kept, failures told (P6)."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.doctor import examine
from portal.errors import BackupKeyMissingError
from portal.keeping.automatic import PATTERN, LastBackup, Plan, backing_up, read_last
from portal.keeping.backing_up import make_backup_key
from portal.keeping.commands import restore_portal
from portal.settings import DataFolder
from tests.portal.conftest import Portal
from tests.portal_database import new_database
from tests.waiting import until

OFTEN_H = 0.0001
WAIT_S = 30.0


def last_of(folder: DataFolder) -> LastBackup:
    return read_last(folder) or LastBackup()


def said(folder: DataFolder) -> list[tuple[bool, str]]:
    return [(each.good, each.text) for each in examine(folder) if each.text.startswith("Резервные копии")]


@pytest.fixture
def key(portal: Portal, tmp_path: Path) -> Path:
    path = tmp_path / "operator.key"
    make_backup_key(portal.folder, path)
    return path


def test_the_newest_few_are_kept_and_each_can_be_restored(portal: Portal, key: Path, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    seen: set[str] = set()

    def enough() -> bool:
        seen.update(path.name for path in place.glob(PATTERN))
        return len(seen) > 2

    with backing_up(portal.folder, Plan(place, OFTEN_H, keep=2)):
        until(enough)
    until(lambda: len(list(place.glob(PATTERN))) <= 2)
    newest = max(place.glob(PATTERN))
    assert newest.name == max(seen | {newest.name})
    restore_portal(tmp_path / "again", newest, key, server=new_database())
    assert last_of(portal.folder).failed == ""


def test_a_failure_is_told_and_no_backup_goes_for_it(portal: Portal, key: Path, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    with backing_up(portal.folder, Plan(place, OFTEN_H, keep=1)):
        until(lambda: bool(last_of(portal.folder).made))
        portal.folder.backup_key.write_text("no key")
        until(lambda: bool(last_of(portal.folder).failed))
    assert len(list(place.glob(PATTERN))) == 1
    assert last_of(portal.folder).failed == "BackupKeyMissingError"
    (finding,) = said(portal.folder)
    assert not finding[0]
    assert "не получилась" in finding[1]


def test_a_backup_that_is_overdue_is_told(portal: Portal, key: Path, tmp_path: Path) -> None:
    with backing_up(portal.folder, Plan(tmp_path / "backups", OFTEN_H, keep=1)):
        until(lambda: bool(last_of(portal.folder).made))
    until(lambda: datetime.now(UTC) > datetime.fromisoformat(last_of(portal.folder).due) + timedelta(seconds=1))
    assert [good for good, _ in said(portal.folder)] == [False]


def test_a_portal_without_backups_says_nothing_of_them(portal: Portal) -> None:
    assert said(portal.folder) == []


def test_without_an_operators_key_nothing_is_promised(portal: Portal, tmp_path: Path) -> None:
    with pytest.raises(BackupKeyMissingError), backing_up(portal.folder, Plan(tmp_path / "backups", 24, keep=1)):
        pass


def test_what_an_end_in_the_middle_left_is_thrown_away_and_nothing_else(
    portal: Portal, key: Path, tmp_path: Path
) -> None:
    place = tmp_path / "backups"
    (place / ".proof-left").mkdir(parents=True)
    (place / "peremena-1.backup.new").write_bytes(b"half")
    (place / "holiday.jpg").write_bytes(b"mine")
    with backing_up(portal.folder, Plan(place, 24, keep=1)):
        until(lambda: bool(last_of(portal.folder).made))
    assert {path.suffix for path in place.iterdir()} == {".backup", ".jpg"}


def test_a_recent_backup_is_not_made_again_by_another_start(portal: Portal, key: Path, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    with backing_up(portal.folder, Plan(place, 24, keep=5)):
        until(lambda: bool(last_of(portal.folder).made))
    with backing_up(portal.folder, Plan(place, 24, keep=5)):
        time.sleep(0.5)
    assert len(list(place.glob(PATTERN))) == 1
    assert said(portal.folder) == [(True, f"Резервные копии: последняя {last_of(portal.folder).made}")]


@contextmanager
def serving(folder: Path, *words: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "portal", "serve", "--data", str(folder), "--port", "0", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_served_portal_backs_itself_up_and_ends_at_once(portal: Portal, key: Path, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    portal.engine.dispose()
    with serving(portal.folder.path, "--backups", str(place), "--every", "0.0001", "--keep", "3") as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("listening on ")
        until(lambda: bool(last_of(portal.folder).made))
        process.terminate()
        process.wait(WAIT_S)
    newest = max(place.glob(PATTERN))
    restore_portal(tmp_path / "again", newest, key, server=new_database())
