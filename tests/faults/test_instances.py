"""Two instances on one profile: the second one says so and touches nothing."""

from app.errors import AlreadyRunningError
from tests.faults.programs import a_profile, fact, running_program, told, windows
from tests.keyring_service import KeyringService
from tests.tour.hands import PIN


def test_the_second_instance_says_that_the_first_is_open(keyring_service: KeyringService) -> None:
    a_profile()
    with running_program("type_marks", "5") as first:
        assert first.stdout
        assert fact(first.stdout.readline()) == ("ready", "0")
        said = windows("look")
    assert (said["window"], said["says"]) == ("QMessageBox", told(AlreadyRunningError()))


def test_a_killed_instance_does_not_keep_the_next_one_out(keyring_service: KeyringService) -> None:
    a_profile()
    with running_program("type_marks", "5") as first:
        assert first.stdout
        first.stdout.readline()
        first.kill()
        first.wait()
        assert windows("look_inside", PIN)["window"] == "main_window"
