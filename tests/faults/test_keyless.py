"""P18, P19, P1 without any keyring: one works, nothing readable stays, and what was typed reaches the portal."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.records import Mark
from app.errors import DiskFullError, NoKeyringError
from app.store.keyless import JOURNAL
from app.store.opening import PLAIN_HEADER
from app.store.spool import SPOOL, read_spool
from app.vault.profiles import LOCK, keyless_folders, profiles_home
from portal.settings import find_folder
from portal.store.dialects import writing
from portal.store.opening import open_engine
from portal.store.tables import TABLES, schools
from tests.e2e.test_leaks import leaks
from tests.faults.disks import fill
from tests.faults.programs import Fact, fact, told
from tests.portal_process import PortalProcess
from ui.login.keyless import prepare_keyless
from ui.settings import FILE

NAMES = ("Фамилия00", "Фамилия29", "Громова", "Алгебра")
"""Of the small school, which every journal holds."""

BANNER = "Нет хранилища паролей: журнал хранится только до выхода"


class Program:
    """The program under way. heard: what it has told so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.heard: dict[str, str] = {}

    def hear(self, what: str, seen: str | None = None) -> str:
        """Listen until it tells a thing, or tells it so; return that."""
        assert self._process.stdout
        for line in self._process.stdout:
            found: Fact = fact(line)
            self.heard[found[0]] = found[1]
            if found[0] == what and seen in {None, found[1]}:
                return found[1]
        pytest.fail(f"it ended before it told {what}")

    def go_on(self) -> None:
        """Give it the word that it waits for."""
        assert self._process.stdin
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Listen to the end, which has to be a good one."""
        assert self._process.stdout
        self.heard |= dict(fact(line) for line in self._process.stdout)
        assert self._process.wait(30) == 0


@contextmanager
def program(*words: str) -> Iterator[Program]:
    command = [sys.executable, "-m", "tests.faults.keyless_windows", *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Program(process)
        finally:
            process.kill()


def files() -> list[Path]:
    return [path for path in profiles_home().rglob("*") if path.is_file()]


def session_files() -> set[str]:
    return {path.name for folder in keyless_folders(profiles_home()) for path in folder.iterdir()}


def marks_at(portal: PortalProcess) -> list[str]:
    """Return the marks that the portal's database has, as they were typed: from the first pupil on."""
    engine = open_engine(find_folder(portal.data).url)
    table = TABLES[Mark].c
    try:
        with writing(engine).begin() as connection:
            school = connection.execute(select(schools.c.school_id)).scalar_one()
        with writing(engine, school).begin() as connection:
            return list(connection.execute(select(table.value).order_by(table.pupil)).scalars())
    finally:
        engine.dispose()


def waiting() -> int:
    return sum(len(read_spool(folder / SPOOL)) for folder in keyless_folders(profiles_home()))


def test_where_the_disk_takes_no_sealed_entry_nobody_is_asked_to_sign_in(small_disk: Path) -> None:
    home = small_disk / "pc"
    home.mkdir()
    fill(small_disk)
    with pytest.raises(DiskFullError):
        prepare_keyless(home)
    assert keyless_folders(home) == []


@pytest.mark.timeout(120)
def test_a_lesson_without_a_keyring_is_worked_through_and_nothing_stays_on_the_disk(
    portal_process: PortalProcess,
) -> None:
    with program("work", portal_process.url, str(portal_process.data), "anna", "54") as used:
        used.hear("pause", "disk")
        (folder,) = keyless_folders(profiles_home())
        assert (folder / JOURNAL).read_bytes()[: len(PLAIN_HEADER)] != PLAIN_HEADER
        assert leaks(files(), NAMES) == []
        used.go_on()
        used.hear("pause", "closed")
        used.go_on()
        used.end()
    said = used.heard
    assert said["refused"] == said["why"] == told(NoKeyringError())
    assert "зашифрован" in said["means"]
    assert said["banner"] == BANNER
    assert said["marks"] == said["again"] == "5 4"
    assert all(said[name].startswith("False Хранилища паролей нет") for name in ("change_pin", "remove_profile"))
    assert said["sign_out"].startswith("False ")
    assert said["lock"] == "Закончить сеанс"
    assert said["ended"] == "Журнал закрыт"
    assert marks_at(portal_process) == ["5", "4"]
    assert {path.name for path in files()} <= {LOCK, FILE}
    assert leaks(files(), NAMES) == []


@pytest.mark.timeout(120)
def test_after_a_kill_the_next_start_removes_the_rest_and_every_shown_mark_reaches_the_portal(
    portal_process: PortalProcess,
) -> None:
    with program("be_killed", portal_process.url, str(portal_process.data), "anna", "543") as used:
        used.hear("pause", "ready")
        portal_process.stop()
        used.go_on()
        used.hear("cell")
        used.hear("cell")
        used.hear("cell", "3")
        used.kill()
    assert JOURNAL in session_files()
    assert leaks(files(), NAMES) == []
    assert waiting() == 3
    portal_process.start()
    assert marks_at(portal_process) == []
    with program("come_back", os.environ["PEREMENA_HOME"]) as used:
        used.end()
    assert keyless_folders(profiles_home()) == []
    assert marks_at(portal_process) == ["5", "4", "3"]


@pytest.mark.timeout(120)
def test_quitting_says_how_many_entries_stay_sealed_and_they_are_sent_from_the_entrance(
    portal_process: PortalProcess,
) -> None:
    with program("quit_unsent", portal_process.url, str(portal_process.data), "anna", "54") as used:
        used.hear("pause", "ready")
        portal_process.stop()
        used.go_on()
        assert "2 записи" in used.hear("warning")
        assert used.hear("open") == "True"
        used.end()
    assert used.heard["open"] == "False"
    assert session_files() == {SPOOL, "profile.json", LOCK}
    assert waiting() == 2
    with program("come_back_offline", portal_process.url) as used:
        assert "2 записи" in used.hear("waiting")
        used.hear("pause", "portal")
        portal_process.start()
        used.go_on()
        assert used.hear("sent") == "Портал получил 2 из 2."
        used.end()
    assert keyless_folders(profiles_home()) == []
    assert marks_at(portal_process) == ["5", "4"]
