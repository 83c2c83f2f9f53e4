"""P3, P4 as a teacher sees them: the entry that found no room is not shown as written, and work goes on afterwards."""

import subprocess
from pathlib import Path

import pytest

from app.errors import DiskFullError, ReadOnlyError
from tests.faults.disks import fill
from tests.faults.journals import NOBODY
from tests.faults.programs import a_profile, fact, running_program, told, windows
from tests.keyring_service import KeyringService


class Hands:
    """Types into the running program, one key at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def wait(self) -> None:
        assert self._tell()[0] == "ready"

    def press(self) -> tuple[str, str]:
        """Press the next key; return what its cell shows, and the notice."""
        assert self._process.stdin
        print(file=self._process.stdin, flush=True)
        return self._tell()[1], self._tell()[1]

    def _tell(self) -> tuple[str, str]:
        assert self._process.stdout
        return fact(self._process.stdout.readline())


def test_a_full_disk_is_said_in_the_window_and_work_goes_on_when_there_is_room(
    keyring_service: KeyringService, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEREMENA_HOME", str(small_disk))
    a_profile()
    with running_program("type_marks", "5" * 30) as process:
        hands = Hands(process)
        hands.wait()
        ballast = fill(small_disk)
        cell, notice = hands.press()
        while cell == "5":
            hands.wait()
            cell, notice = hands.press()
        assert (cell, notice) == ("", told(DiskFullError()))
        ballast.unlink()
        hands.wait()
        assert hands.press()[0] == "5"


def test_a_folder_on_a_disk_that_cannot_be_written_is_said(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """P4."""
    monkeypatch.setenv("PEREMENA_HOME", str(small_disk))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert windows("look")["says"] == told(ReadOnlyError())


def test_a_first_start_on_a_full_disk_says_so(
    keyring_service: KeyringService, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P3."""
    monkeypatch.setenv("PEREMENA_HOME", str(small_disk))
    fill(small_disk)
    assert windows("sign_in", NOBODY)["says"] == told(DiskFullError())
