"""P18: trouble with the keyring is said in the window, and the journal is not touched."""

from pathlib import Path

import pytest

from app.errors import KeyMissingError, KeyringLockedError, NoKeyringError
from tests.faults.journals import NOBODY
from tests.faults.programs import a_profile, told, windows
from tests.keyring_service import KeyringService


def files_of(journal: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in journal.parent.glob("journal*")}


def test_with_its_key_the_journal_opens(keyring_service: KeyringService) -> None:
    a_profile()
    assert windows("look")["window"] == "main_window"


def test_without_a_keyring_the_journal_stays_closed_and_the_window_says_why(
    keyring_service: KeyringService, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = a_profile()
    before = files_of(journal)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={journal.parent}/nobody")
    said = windows("look")
    assert (said["says"], said["buttons"]) == (told(NoKeyringError()), "entrance_again")
    assert files_of(journal) == before


def test_an_emptied_keyring_leaves_a_way_out_that_deletes_nothing(keyring_service: KeyringService) -> None:
    journal = a_profile()
    before = journal.read_bytes()
    keyring_service.empty()
    said = windows("look")
    assert (said["says"], said["buttons"]) == (told(KeyMissingError()), "entrance_anew entrance_again")
    assert journal.read_bytes() == before
    assert windows("sign_in_anew")["buttons"] == "first_start_submit"
    assert before in files_of(journal).values()


def test_a_locked_keyring_is_named(locked_keyring: KeyringService) -> None:
    said = windows("sign_in", NOBODY, "ABCD-EFGH")
    assert (said["says"], said["kept"]) == (told(KeyringLockedError()), f"{NOBODY} ABCD-EFGH")


def test_without_a_keyring_no_pc_is_enrolled() -> None:
    said = windows("sign_in", NOBODY, "ABCD-EFGH")
    assert (said["says"], said["kept"]) == (told(NoKeyringError()), f"{NOBODY} ABCD-EFGH")
