"""What the sandbox refuses, as ESIA does: each thing wrong alone, asked over HTTP of the real process."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from portal.auth.esia.connector import Connector
from portal.auth.esia.errors import EsiaError, SystemRefusedError
from portal.auth.esia.settings import EsiaSettings, read_settings
from portal.endpoints import LOOPBACK
from sandbox.systems import Folder
from tests.portal.esia.conftest import now_ms
from tests.sandbox_process import Sandbox, running_sandbox

MINUTE_MS = 60_000
TEACHER = "morozova@example.ru"


def a_state() -> str:
    return str(uuid.uuid4())


def outcome(address: str) -> str:
    """Return what the sandbox makes of an address: "" where it lets the browser on, else the code of the refusal."""
    answer = httpx.get(address, trust_env=False)
    if answer.status_code == 400:
        return "shown"
    back = urlsplit(answer.headers["location"])
    return dict(parse_qsl(back.query)).get("error_description", "").partition(":")[0]


def changed(address: str, **facts: str) -> str:
    parts = urlsplit(address)
    return parts._replace(query=urlencode({**dict(parse_qsl(parts.query)), **facts})).geturl()


def test_a_request_as_the_connector_makes_it_is_let_on(connector: Connector) -> None:
    assert outcome(connector.address(a_state(), now_ms=now_ms())) == ""


@pytest.mark.parametrize(
    ("fact", "value"),
    [("scope", "openid fullname birthdate snils usr_org email"), ("timestamp", ""), ("state", "4")],
)
def test_a_request_changed_on_the_way_is_refused(connector: Connector, fact: str, value: str) -> None:
    assert outcome(changed(connector.address(a_state(), now_ms=now_ms()), **{fact: value})).startswith("ESIA-0070")


@pytest.mark.parametrize(("minutes", "code"), [(-11, "ESIA-007003"), (11, "ESIA-007003"), (-9, ""), (9, "")])
def test_a_timestamp_may_be_off_by_ten_minutes(connector: Connector, minutes: int, code: str) -> None:
    assert outcome(connector.address(a_state(), now_ms=now_ms() + minutes * MINUTE_MS)) == code


def test_a_state_is_good_for_one_request(connector: Connector) -> None:
    address = connector.address(a_state(), now_ms=now_ms())
    assert [outcome(address), outcome(address)] == ["", "ESIA-007003"]


@pytest.mark.parametrize("place", ["http://127.0.0.1.evil/esia/callback", LOOPBACK + "/esia/callback/", "//evil"])
def test_a_browser_is_never_sent_to_a_foreign_address(settings: EsiaSettings, place: str) -> None:
    address = Connector(replace(settings, redirect_uri=place)).address(a_state(), now_ms=now_ms())
    answer = httpx.get(address, trust_env=False)
    assert answer.status_code == 400
    assert "location" not in answer.headers


def test_a_certificate_that_is_not_registered_is_refused(settings: EsiaSettings, tmp_path: Path) -> None:
    other = Folder(tmp_path).prepared()
    stranger = Connector(replace(settings, key=other.system_key, certificate=other.certificate))
    assert outcome(stranger.address(a_state(), now_ms=now_ms())) == "ESIA-007053"


def test_a_key_that_does_not_belong_to_the_certificate_is_refused(settings: EsiaSettings, tmp_path: Path) -> None:
    other = Folder(tmp_path).prepared()
    liar = Connector(replace(settings, key=other.system_key))
    assert outcome(liar.address(a_state(), now_ms=now_ms())) == "ESIA-007053"


def test_the_first_versions_order_is_refused_at_the_new_address(settings: EsiaSettings) -> None:
    first = Connector(replace(settings, version="first")).address(a_state(), now_ms=now_ms())
    assert outcome(first.replace("/aas/oauth2/ac", "/aas/oauth2/v2/ac")) == "ESIA-007053"


def signed_in_code(sandbox: Sandbox, connector: Connector, state: str) -> str:
    back = sandbox.sign_in(connector.address(state, now_ms=now_ms()), TEACHER)
    return dict(parse_qsl(urlsplit(back).query))["code"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda code, state: ("x" + code, state),
        lambda code, _state: (code, a_state()),
        lambda _code, state: ("", state),
    ],
)
def test_a_code_belongs_to_its_own_request(
    sandbox: Sandbox, connector: Connector, spoil: Callable[[str, str], tuple[str, str]]
) -> None:
    state = a_state()
    shown = spoil(signed_in_code(sandbox, connector, state), state)
    with pytest.raises(SystemRefusedError) as caught:
        connector.person(*shown, now_ms=now_ms())
    assert caught.value.code == "ESIA-007003"


def test_a_code_is_good_for_one_marker(sandbox: Sandbox, connector: Connector) -> None:
    state = a_state()
    code = signed_in_code(sandbox, connector, state)
    assert connector.person(code, state, now_ms=now_ms()).oid == "1000000101"
    with pytest.raises(SystemRefusedError):
        connector.person(code, state, now_ms=now_ms())


def test_a_marker_is_refused_where_the_portals_clock_has_jumped(sandbox: Sandbox, connector: Connector) -> None:
    state = a_state()
    code = signed_in_code(sandbox, connector, state)
    with pytest.raises(EsiaError) as caught:
        connector.person(code, state, now_ms=now_ms() + 20 * MINUTE_MS)
    assert caught.value.code == "ESIA-007003"


def test_a_marker_opens_its_own_person_only(sandbox: Sandbox, settings: EsiaSettings) -> None:
    for path in ("/rs/prns/1000000101", "/rs/prns/1000000101/docs", "/rs/orgs/1000200001/emps/1000000101/grps"):
        answer = httpx.get(settings.host + path, headers={"Authorization": "Bearer x"}, trust_env=False)
        assert answer.status_code == 403


def test_the_first_version_of_the_protocol_works_with_cms_signatures(tmp_path: Path) -> None:
    with running_sandbox(tmp_path, LOOPBACK, version="first") as sandbox:
        found = read_settings(tmp_path)
        assert found
        assert found.common
        connector, state = Connector(found.common), a_state()
        code = signed_in_code(sandbox, connector, state)
        assert connector.person(code, state, now_ms=now_ms()).surname == "Морозова"


def test_after_signing_out_a_browser_comes_back_to_a_registered_page_only(connector: Connector) -> None:
    ours = httpx.get(connector.sign_out_address(LOOPBACK + "/sign-in"), trust_env=False)
    theirs = httpx.get(connector.sign_out_address("http://evil.example/"), trust_env=False)
    assert (ours.status_code, ours.headers["location"]) == (303, LOOPBACK + "/sign-in")
    assert theirs.status_code == 400
