"""Every state of the connection, made for real on loopback, is told in Russian with what a teacher can do."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from requests import Session
from typing_extensions import override

from app.clock import Clock
from app.errors import (
    CertificateError,
    NotThePortalError,
    OfflineError,
    PortalBrokenError,
    PortalSilentError,
    PortalTooNewError,
    PortalTooOldError,
    SyncError,
    ThrottledError,
)
from app.ids import ReplicaId
from app.wire.messages import HelloAnswer, HelloAsk, PingAnswer, PingAsk
from sync.answers import read_answer
from sync.enrolment import enrol
from sync.http_portal import HttpPortal
from sync.transport import new_session
from tests.certificates import a_certificate, serving
from tests.portal_process import PortalProcess
from tests.scripted_server import ScriptedServer, http
from tests.sync.desktops import Desktop
from ui.error_texts import sentence
from ui.translation import install_translation

PAGE = b"<html><title>Wi-Fi</title><form>login</form></html>"
NOW, DAY = datetime.now(UTC), timedelta(days=1)
SEED = b"s" * 32


@dataclass
class Place:
    """Where a teacher's PC asks. clock, session: of the PC."""

    portal: PortalProcess
    anna: Desktop
    folder: Path
    stack: ExitStack

    def ask(self, url: str, session: Session | None = None, clock: Clock | None = None) -> None:
        """Ask the address whether it is the portal."""
        session = session or self.stack.enter_context(new_session())
        HttpPortal(url, self.anna.profile, clock or Clock(), session).ping()

    def serve(self, status: str, *headers: str, body: bytes = PAGE) -> str:
        """Serve one page for everything; return the address."""
        server = ScriptedServer(lambda _: http(body, status, *headers))
        return self.stack.enter_context(server).url

    def secured(self, first: datetime, *, trusted: bool = False) -> str:
        """Serve over a certificate that is valid for a day from then on; return the address."""
        certificate = a_certificate(self.folder, first, first + DAY)
        if trusted:
            self.stack.enter_context(pytest.MonkeyPatch.context()).setenv("SSL_CERT_FILE", str(certificate))
        return self.stack.enter_context(ScriptedServer(lambda _: http(PAGE), serving(certificate))).url


class ClockOf(Clock):
    """A clock that is twenty years ahead."""

    @override
    def claimed_now(self) -> datetime:
        return NOW.replace(year=NOW.year + 20, day=1)


class NewerAsk(HelloAsk, frozen=True):
    """What a later version says, with one thing more."""

    colour: str = ""


@pytest.fixture(scope="session")
def in_russian(qapp: QApplication) -> None:
    install_translation(qapp)


@pytest.fixture
def place(portal_process: PortalProcess, anna: Desktop, tmp_path: Path) -> Iterator[Place]:
    with ExitStack() as stack:
        yield Place(portal_process, anna, tmp_path, stack)


def no_network(place: Place) -> None:
    place.ask("https://192.0.2.1")  # the tests' own guard answers as such a network does


def name_not_found(place: Place) -> None:
    place.ask("https://portal.invalid")


def portal_off(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    place.ask(f"http://127.0.0.1:{port}")


def portal_mute(place: Place) -> None:
    """It takes the connection and says nothing."""
    server = place.stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    place.ask(f"http://127.0.0.1:{server.getsockname()[1]}")


def login_page(place: Place) -> None:
    place.ask(place.serve("200 OK", "Content-Type: text/html"))


def sent_elsewhere(place: Place) -> None:
    place.ask(place.serve("302 Found", "Location: http://127.0.0.1:9/login", body=b""))


def login_wanted(place: Place) -> None:
    place.ask(place.serve("511 Network Authentication Required"))


def intercepted(place: Place) -> None:
    """Somebody in between shows a certificate of its own."""
    place.ask(place.secured(NOW - DAY / 2))


def clock_ahead(place: Place) -> None:
    place.ask(place.secured(NOW - 2 * DAY, trusted=True), clock=ClockOf())


def portal_newer(place: Place) -> None:
    """It does not speak as we do any more."""
    line = place.anna.portal()._line  # noqa: SLF001 (says what no program of this version says)
    request = line.request(PingAsk("nonce"))
    older = type(request)(**{name: getattr(request, name) for name in request.__struct_fields__} | {"p": "peremena/0"})
    reply = line.post("ping", older)
    read_answer(reply, req=request.req, key=place.anna.portal()._key, kind=PingAnswer)  # noqa: SLF001 (as above)


def portal_older(place: Place) -> None:
    place.anna.portal()._ask("hello", NewerAsk({}, colour="green"), HelloAnswer)  # noqa: SLF001 (as above)


def throttled(place: Place) -> None:
    """Somebody has tried too many codes from this PC's address."""
    for _ in range(20):
        try:
            enrol(place.portal.url, "AAAABBBB", replica=ReplicaId("A" * 22), seed=SEED, name="PC", clock=Clock())
        except ThrottledError:
            raise
        except SyncError:
            continue


def gateway_failed(place: Place) -> None:
    place.ask(place.serve("502 Bad Gateway"))


CLOCK, BROWSER, BY_ITSELF = "Установите дату и время", "откройте браузер", "повторит попытку сама"
State = tuple[Callable[[Place], None], type[SyncError], tuple[str, ...]]
"""What happens, which error it is, and words of its sentence."""

STATES: list[State] = [
    (no_network, OfflineError, ("Нет сети", "Работайте дальше")),
    (name_not_found, OfflineError, ("Нет сети", "Работайте дальше")),
    (portal_off, PortalSilentError, ("не отвечает", BY_ITSELF)),
    (portal_mute, PortalSilentError, ("не отвечает", BY_ITSELF)),
    (login_page, NotThePortalError, ("требует входа", BROWSER)),
    (sent_elsewhere, NotThePortalError, ("требует входа", BROWSER)),
    (login_wanted, NotThePortalError, ("требует входа", BROWSER)),
    (intercepted, CertificateError, ("сертификат", "администратору")),
    (clock_ahead, CertificateError, ("неверная дата", CLOCK)),
    (portal_newer, PortalTooNewError, ("более новая версия", "обновите")),
    (portal_older, PortalTooOldError, ("Портал устарел", "обновить")),
    (throttled, ThrottledError, ("подождать", BY_ITSELF)),
    (gateway_failed, PortalBrokenError, ("сбой (502)", BY_ITSELF)),
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state[0].__name__)
def test_a_state_of_the_connection_is_told_with_a_way_out(
    state: State, place: Place, in_russian: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    happen, kind, words = state
    monkeypatch.setattr("sync.http_portal.READ_TIMEOUT_S", 0.3)
    with pytest.raises(SyncError) as refused:
        happen(place)
    assert type(refused.value) is kind
    told = sentence(refused.value)
    assert [word for word in words if word not in told] == []
