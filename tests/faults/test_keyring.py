"""P18: trouble with the keyring is said in the window, and the journal is not touched."""

from pathlib import Path

import pytest

from app.errors import KeyMissingError, KeyringLockedError, NoKeyringError, UnsafeKeyringError
from app.vault.errors import KeyringChangedError, NothingEntrustedError, WrongPinError
from app.vault.facts import RECOVERY
from app.vault.profiles import remember_backend
from tests.faults.journals import NOBODY
from tests.faults.programs import a_profile, an_older_profile, told, windows
from tests.keyring_service import KeyringService
from tests.tour.hands import PIN
from ui.login.entering import folder_id
from ui.login.locking import half_id

KEYLESS = "first_start_keyless"
"""The button of who wants to work though nothing can be stored."""


def files_of(journal: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in journal.parent.glob("journal*")}


def test_the_pin_opens_the_journal(keyring_service: KeyringService) -> None:
    a_profile()
    assert windows("look_inside", PIN)["window"] == "main_window"


def test_another_pin_does_not_and_the_window_says_so(keyring_service: KeyringService) -> None:
    a_profile()
    said = windows("look_inside", "840263")
    assert (said["window"], said["says"]) == ("entrance", told(WrongPinError()))


def test_the_keyring_holds_nothing_that_opens_the_journal_alone(keyring_service: KeyringService) -> None:
    folder = a_profile().parent
    assert keyring_service.stored() == {("peremena", half_id(folder))}


def test_a_profile_of_the_last_release_asks_for_a_pin_at_once_and_its_key_leaves_the_keyring(
    keyring_service: KeyringService,
) -> None:
    folder = an_older_profile().parent
    assert keyring_service.stored() == {("peremena", folder_id(folder))}
    assert windows("choose_pin", PIN)["window"] == "main_window"
    assert keyring_service.stored() == {("peremena", half_id(folder))}
    assert windows("look_inside", PIN)["window"] == "main_window"


def test_without_a_keyring_the_journal_stays_closed_and_the_window_says_why(
    keyring_service: KeyringService, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = a_profile()
    before = files_of(journal)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={journal.parent}/nobody")
    said = windows("look_inside", PIN)
    assert said["says"] == told(NoKeyringError())
    assert "unlock_keyless" in said["buttons"].split()
    assert files_of(journal) == before


def test_an_emptied_keyring_leaves_a_way_out_that_deletes_nothing(keyring_service: KeyringService) -> None:
    journal = a_profile()
    before = files_of(journal)
    keyring_service.empty()
    said = windows("look_inside", PIN)
    assert said["says"] == told(KeyMissingError())
    assert "unlock_forgotten" in said["buttons"].split()
    assert "unlock_keyless" not in said["buttons"].split()
    assert files_of(journal) == before


def test_another_keyring_than_the_one_before_is_named(keyring_service: KeyringService) -> None:
    folder = a_profile().parent
    keyring_service.empty()
    remember_backend(folder, "keyring.backends.kwallet.DBusKeyring")
    said = windows("look_inside", PIN)
    assert said["says"] == told(KeyringChangedError("kwallet", "SecretService"))


def test_where_nothing_was_entrusted_to_the_portal_one_signs_in_anew_and_nothing_is_deleted(
    keyring_service: KeyringService,
) -> None:
    journal = a_profile()
    keyring_service.empty()
    (journal.parent / RECOVERY).unlink()
    before = journal.read_bytes()
    said = windows("forget")
    assert (said["says"], said["buttons"]) == (told(NothingEntrustedError()), "entrance_anew entrance_again")
    assert journal.read_bytes() == before


def test_an_older_profile_whose_key_is_gone_signs_in_anew(keyring_service: KeyringService) -> None:
    journal = an_older_profile()
    before = journal.read_bytes()
    keyring_service.empty()
    said = windows("look")
    assert (said["says"], said["buttons"]) == (told(KeyMissingError()), "entrance_anew entrance_again")
    assert journal.read_bytes() == before
    assert windows("sign_in_anew")["buttons"] == "first_start_browser first_start_submit"
    assert before in files_of(journal).values()


def test_a_locked_keyring_is_named(locked_keyring: KeyringService) -> None:
    said = windows("sign_in", NOBODY)
    assert (said["says"], said["kept"]) == (told(KeyringLockedError()), NOBODY)
    assert KEYLESS in said["offers"].split()


def test_without_a_keyring_no_pc_is_enrolled() -> None:
    said = windows("sign_in", NOBODY)
    assert (said["says"], said["kept"]) == (told(NoKeyringError()), NOBODY)
    assert KEYLESS in said["offers"].split()


def test_a_keyring_that_keeps_nothing_is_refused_and_one_can_work_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    said = windows("sign_in", NOBODY)
    assert said["says"] == told(UnsafeKeyringError("keyring.backends.null.Keyring"))
    assert KEYLESS in said["offers"].split()


def test_with_a_keyring_nothing_else_is_offered(keyring_service: KeyringService) -> None:
    assert KEYLESS not in windows("sign_in", NOBODY)["offers"].split()
