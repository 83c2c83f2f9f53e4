import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from nacl.signing import SigningKey
from requests import Session
from typing_extensions import override

from app.clock import Clock
from app.errors import (
    BadAddressError,
    CertificateError,
    NotThePortalError,
    OfflineError,
    PortalBrokenError,
    PortalSilentError,
    SyncError,
)
from app.ids import ReplicaId, SchoolId, TeacherId
from app.services.profile import Profile
from app.wire.framing import packed, signed, to_base64, unpacked
from app.wire.messages import MAX_BYTES, PROTOCOL, Answer, PingAnswer, PingAsk, ReplicaAnswer, ReplicaAsk, Request
from sync.enrolment import enrol
from sync.http_portal import HttpPortal
from sync.transport import new_session
from tests.certificates import a_certificate, serving
from tests.scripted_server import Script, ScriptedServer, http

PORTAL = SigningKey(b"p" * 32)
STRANGER = SigningKey(b"s" * 32)
KEY = to_base64(PORTAL.verify_key.encode())
PAGE = b"<html><title>Wi-Fi</title><form>login</form></html>"
SEED = b"a" * 32


@pytest.fixture
def session() -> Iterator[Session]:
    with new_session() as session:
        yield session


def a_portal(url: str, session: Session, clock: Clock | None = None) -> HttpPortal:
    profile = Profile(url, SchoolId("s"), TeacherId("t"), ReplicaId("r"), "the-token", KEY, to_base64(SEED))
    return HttpPortal(url, profile, clock or Clock(), session)


def ping_answer(body: bytes, key: SigningKey = PORTAL) -> bytes:
    asked = msgspec.json.decode(unpacked(body, limit=MAX_BYTES), type=Request[PingAsk])
    answer = PingAnswer(asked.body.nonce, to_base64(key.verify_key.encode()))
    return packed(signed(msgspec.json.encode(Answer(asked.req, "e", "", 0, 0, "", 0, answer)), key))


def replaying() -> Script:
    said: list[bytes] = []

    def answer(body: bytes) -> bytes:
        said.append(http(ping_answer(body)))
        return said[0]

    return answer


def chunked(body: bytes) -> bytes:
    text = ping_answer(body)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    return head + b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (9, text[:9], len(text) - 9, text[9:])


@pytest.mark.parametrize(
    "script",
    [
        lambda body: http(ping_answer(body)),
        lambda body: http(ping_answer(body), "201 Created", "Content-Encoding: gzip", "Content-Type: text/html"),
        lambda body: http(ping_answer(body)).replace(b"Content-Length", b"X-Length"),
        chunked,
    ],
)
def test_the_portal_is_known_whatever_a_proxy_did_to_the_headers(script: Script, session: Session) -> None:
    with ScriptedServer(script) as server:
        assert a_portal(server.url, session).ping().portal_key == KEY


FOREIGN: dict[str, Callable[[bytes], bytes]] = {
    "a page": lambda _: http(PAGE),
    "a redirect": lambda _: http(b"", "302 Found", "Location: http://127.0.0.1:9/login"),
    "a redirect with the answer": lambda body: http(ping_answer(body), "307 Temporary Redirect", "Location: /x")[:-1],
    "an empty answer": lambda _: http(b""),
    "a cut body": lambda body: http(ping_answer(body))[:-7],
    "a cut body of unknown length": lambda body: http(ping_answer(body))[:-7].replace(b"Content-Length", b"X-Length"),
    "cut chunks": lambda body: chunked(body)[:-9],
    "a stranger": lambda body: http(ping_answer(body, STRANGER)),
    "a flood": lambda _: http(b"0" * (MAX_BYTES + 1)),
    "a sign-in": lambda _: http(PAGE, "401 Unauthorized", 'WWW-Authenticate: Basic realm="x"'),
    "a proxy's sign-in": lambda _: http(PAGE, "407 Proxy Authentication Required"),
}


@pytest.mark.parametrize("script", FOREIGN.values(), ids=FOREIGN.keys())
def test_who_is_not_the_portal_is_never_taken_for_it(script: Script, session: Session) -> None:
    with ScriptedServer(script) as server, pytest.raises(NotThePortalError):
        a_portal(server.url, session).ping()


def test_an_answer_given_again_does_not_count(session: Session) -> None:
    with ScriptedServer(replaying()) as server:
        portal = a_portal(server.url, session)
        portal.ping()
        with pytest.raises(NotThePortalError):
            portal.ping()


def test_the_token_goes_in_the_header_and_a_netrc_file_does_not_replace_it(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login eve password eve\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with ScriptedServer(lambda body: http(ping_answer(body), "200 OK", "Set-Cookie: a=b")) as server:
        portal = a_portal(server.url, session)
        portal.ping()
        portal.ping()
    for head in server.heads:
        assert b"Authorization: Bearer the-token" in head
        assert b"\r\nUser-Agent: peremena/" in head
        assert b"Cookie" not in head


def test_a_request_says_who_asks_and_what_its_clock_claims(session: Session) -> None:
    seen: list[bytes] = []

    def keep(body: bytes) -> bytes:
        seen.append(body)
        return http(ping_answer(body))

    with ScriptedServer(keep) as server:
        a_portal(server.url, session, Clock(boot="boot")).ping()
    asked = msgspec.json.decode(unpacked(seen[0], limit=MAX_BYTES), type=Request[PingAsk])
    assert (asked.p, asked.school, asked.replica.id, asked.boot_id) == (PROTOCOL, "s", "r", "boot")
    assert datetime.fromisoformat(asked.device_now).tzinfo is not None


def test_nobody_at_the_address_is_silence(session: Session) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(PortalSilentError):
        a_portal(f"http://127.0.0.1:{port}", session).ping()


def test_a_connection_that_is_closed_without_a_word_is_silence(session: Session) -> None:
    with ScriptedServer(lambda _: b"") as server, pytest.raises(PortalSilentError):
        a_portal(server.url, session).ping()


def test_a_name_that_is_not_found_means_no_network(session: Session) -> None:
    with pytest.raises(OfflineError):
        a_portal("https://portal.invalid", session).ping()


def test_a_network_without_a_way_out_means_no_network(session: Session) -> None:
    with pytest.raises(OfflineError):  # the tests' own guard answers as such a network does
        a_portal("https://192.0.2.1", session).ping()


def test_a_server_that_speaks_no_tls_is_not_the_portal(session: Session) -> None:
    with ScriptedServer(lambda _: http(PAGE)) as server, pytest.raises(NotThePortalError):
        a_portal(server.url.replace("http:", "https:"), session).ping()


def test_a_gateway_that_reports_a_failure_is_believed(session: Session) -> None:
    with ScriptedServer(lambda _: http(PAGE, "502 Bad Gateway")) as server, pytest.raises(PortalBrokenError):
        a_portal(server.url, session).ping()


class ClockOf(Clock):
    """Claims the same time for ever."""

    def __init__(self, year: int) -> None:
        super().__init__()
        object.__setattr__(self, "_year", year)

    @override
    def claimed_now(self) -> datetime:
        return datetime(self.__dict__["_year"], 1, 1, tzinfo=UTC)


NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def pinging_over(certificate: Path, session: Session, clock: Clock | None = None) -> None:
    with ScriptedServer(lambda body: http(ping_answer(body)), serving(certificate)) as server:
        a_portal(server.url, session, clock).ping()


def test_a_certificate_of_the_systems_store_is_trusted(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = a_certificate(tmp_path, NOW - DAY, NOW + DAY)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with new_session() as trusting:
        pinging_over(certificate, trusting)


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_no_switch_makes_a_foreign_certificate_trusted(
    variable: str, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = a_certificate(tmp_path, NOW - DAY, NOW + DAY)
    monkeypatch.setenv(variable, str(certificate))
    session.verify = False
    with pytest.raises(CertificateError) as refused:
        pinging_over(certificate, session)
    assert not refused.value.clock_is_wrong


def test_the_bundle_that_requests_ships_is_not_trusted_beside_the_systems_store(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = a_certificate(tmp_path, NOW - DAY, NOW + DAY)
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(certificate))
    with pytest.raises(CertificateError):
        pinging_over(certificate, session)


@pytest.mark.parametrize(
    ("begins", "year", "clock_is_wrong"),
    [(NOW + DAY, 2026, True), (NOW - 2 * DAY, 2026, False), (NOW - 2 * DAY, 2046, True), (NOW - 2 * DAY, 1980, True)],
)
def test_a_certificate_out_of_its_time_names_the_clock_where_that_is_the_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begins: datetime, year: int, clock_is_wrong: bool
) -> None:
    certificate = a_certificate(tmp_path, begins, begins + DAY)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with new_session() as session, pytest.raises(CertificateError) as refused:
        pinging_over(certificate, session, ClockOf(year))
    assert refused.value.clock_is_wrong is clock_is_wrong


def enrolling(body: bytes, *, answering: SigningKey = PORTAL, telling: str = KEY) -> bytes:
    text = unpacked(body, limit=MAX_BYTES)
    if b'"nonce"' in text:
        return http(ping_answer(body))
    asked = msgspec.json.decode(text, type=Request[ReplicaAsk])
    answer = ReplicaAnswer("token", SchoolId("school"), TeacherId("teacher"), telling)
    said = msgspec.json.encode(Answer(asked.req, "e", "", 0, 0, "", 0, answer))
    return http(packed(signed(said, answering)))


def enrol_at(url: str) -> Profile:
    return enrol(url, " CODE ", replica=ReplicaId("r"), seed=SEED, name="PC", clock=Clock())


def test_enrolling_pins_the_portals_key() -> None:
    with ScriptedServer(enrolling) as server:
        kept = Profile(
            server.url, SchoolId("school"), TeacherId("teacher"), ReplicaId("r"), "token", KEY, to_base64(SEED)
        )
        assert enrol_at(server.url + "/") == kept


@pytest.mark.parametrize(
    "script",
    [
        lambda _: http(PAGE),
        lambda _: http(signed(PAGE, PORTAL)),
        lambda body: enrolling(body, answering=STRANGER),
        lambda body: enrolling(body, telling=to_base64(STRANGER.verify_key.encode())),
    ],
)
def test_a_web_page_or_two_faced_portal_enrols_nobody(script: Script) -> None:
    with ScriptedServer(script) as server, pytest.raises(NotThePortalError):
        enrol_at(server.url)


def test_no_code_is_sent_before_the_portal_was_met() -> None:
    with ScriptedServer(lambda _: http(PAGE)) as server:
        with pytest.raises(SyncError):
            enrol_at(server.url)
        assert len(server.heads) == 1
    with pytest.raises(BadAddressError):
        enrol_at("http://school.ru")
