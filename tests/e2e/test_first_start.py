"""The first start on a PC: whatever goes wrong is said in a sentence, and what was typed stays in its field."""

from app.errors import BadAddressError, NotThePortalError
from tests.faults.journals import NOBODY
from tests.faults.programs import all_facts, told
from tests.keyring_service import KeyringService
from tests.portal_process import PortalProcess
from tests.scripted_server import ScriptedServer, http

PAGE = http("<html><title>Wi-Fi</title>Войдите в сеть</html>".encode(), "200 OK", "Content-Type: text/html")


def test_a_teacher_who_errs_three_times_is_told_why_each_time_and_gets_in(
    keyring_service: KeyringService, portal_process: PortalProcess
) -> None:
    nonsense = "школа точка ру"
    with ScriptedServer(lambda _: PAGE) as network:
        tries = (nonsense, NOBODY, network.url)
        facts = all_facts("enter", *tries, portal_process.url, str(portal_process.data), "anna")
    assert [seen for what, seen in facts if what == "says"] == [
        told(BadAddressError(nonsense)),
        "По этому адресу никто не отвечает. Проверьте адрес и сеть.",
        told(NotThePortalError()),
    ]
    assert [seen for what, seen in facts if what == "kept"] == list(tries)
    assert facts[-1] == ("window", "main_window")
