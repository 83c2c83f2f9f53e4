"""The first start on a PC: whatever goes wrong is said in a sentence, and what was typed stays in its field."""

from app.errors import BadAddressError, NotThePortalError, PortalSilentError, WrongCodeError
from tests.faults.journals import NOBODY
from tests.faults.programs import all_facts, told
from tests.keyring_service import KeyringService
from tests.portal_process import PortalProcess
from tests.scripted_server import ScriptedServer, http

CODE = "ABCD-EFGH"
PAGE = http("<html><title>Wi-Fi</title>Войдите в сеть</html>".encode(), "200 OK", "Content-Type: text/html")


def test_a_teacher_who_errs_four_times_is_told_why_each_time_and_gets_in(
    keyring_service: KeyringService, portal_process: PortalProcess
) -> None:
    nonsense, right = "школа точка ру", (portal_process.url, portal_process.code("anna"))
    with ScriptedServer(lambda _: PAGE) as network:
        tries = (nonsense, NOBODY, network.url, portal_process.url)
        facts = all_facts("enter", *(word for address in tries for word in (address, CODE)), *right)
    assert [seen for what, seen in facts if what == "says"] == [
        told(BadAddressError(nonsense)),
        told(PortalSilentError()),
        told(NotThePortalError()),
        told(WrongCodeError()),
    ]
    assert [seen for what, seen in facts if what == "kept"] == [f"{address} {CODE}" for address in tries]
    assert facts[-1] == ("window", "main_window")
