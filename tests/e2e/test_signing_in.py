"""P19 and the sign-in as a teacher sees it: real windows, portal and keyring, Chromium as the phone."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.vault.errors import WrongPinError
from app.vault.facts import RECOVERY
from app.vault.profiles import journal_file, profile_folder, profile_folders, profiles_home
from app.vault.slots import COPIES
from portal.commands import new_invitation
from tests.faults.programs import fact, running_program, told, windows
from tests.keyring_service import KeyringService
from tests.portal_process import PortalProcess
from tests.tour.hands import PIN
from ui.login.making import UNFINISHED

OTHER_PIN = "917304"


def invitation(portal: PortalProcess, login: str) -> str:
    return portal.url + new_invitation(portal.data, login)


def files() -> Iterator[Path]:
    return (path for path in profiles_home().rglob("*") if path.is_file())


@pytest.mark.timeout(180)
def test_two_teachers_sign_in_with_their_phones_and_neither_opens_the_other(
    keyring_service: KeyringService, portal_process: PortalProcess
) -> None:
    said = windows("join", portal_process.url, invitation(portal_process, "anna"), "anna", PIN)
    assert said["window"] == "main_window"
    said = windows("join_second", invitation(portal_process, "boris"), "boris", OTHER_PIN)
    assert said["window"] == "main_window"
    assert len(profile_folders(profiles_home())) == 2
    assert windows("choose_teacher", "0", OTHER_PIN)["says"].startswith(told(WrongPinError()))
    assert windows("choose_teacher", "1", PIN)["says"].startswith(told(WrongPinError()))
    assert windows("choose_teacher", "1", OTHER_PIN)["window"] == "main_window"
    held = {path.name: path.read_bytes() for path in files()}
    assert [name for name, data in held.items() if PIN.encode() in data or OTHER_PIN.encode() in data] == []


def test_the_browser_of_the_pc_is_the_other_way_in(
    keyring_service: KeyringService, portal_process: PortalProcess
) -> None:
    said = windows("join_in_browser", portal_process.url, invitation(portal_process, "anna"), "anna", PIN)
    assert said["window"] == "main_window"
    assert windows("look_inside", PIN)["window"] == "main_window"


def test_a_program_that_dies_while_it_waits_for_the_phone_leaves_no_profile(
    keyring_service: KeyringService, portal_process: PortalProcess
) -> None:
    with running_program("wait_at_phone", portal_process.url) as process:
        assert process.stdout
        assert fact(process.stdout.readline())[0] == "code"
    assert profile_folders(profiles_home()) == []
    assert windows("look")["buttons"] == "first_start_browser first_start_submit"


@pytest.mark.timeout(120)
@pytest.mark.parametrize("step", ["nothing", COPIES[0], UNFINISHED, RECOVERY])
def test_a_program_that_dies_while_a_profile_is_made_leaves_it_whole_or_not_at_all(
    keyring_service: KeyringService, portal_process: PortalProcess, step: str
) -> None:
    """What must never be: a journal that asks whoever comes next for its first PIN. step: the file after which."""
    folder = profile_folder("default")
    with running_program("make_slowly", portal_process.url, str(portal_process.data), "anna") as process:
        assert process.stdin
        assert process.stdout
        assert fact(process.stdout.readline()) == ("asks", "a PIN")
        if step != "nothing":
            print(file=process.stdin, flush=True)
            while not (folder / step).exists():
                time.sleep(0.001)
    if journal_file(folder).exists():
        assert windows("go_in", PIN)["window"] == "main_window"
    else:
        said = windows("look")
        assert (said["window"], said["buttons"]) == ("entrance", "first_start_browser first_start_submit")
