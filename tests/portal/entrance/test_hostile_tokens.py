"""What must never bring or be a token; what is asked wrongly is led nowhere but back to the program."""

import base64
import hmac
import logging
from typing import Any

import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from app.wire.messages import HelloAsk
from portal.auth.derived import DerivedKeys
from portal.auth.oauth.access_tokens import ALGORITHM, TYPE
from portal.auth.oauth.codes import WRONG_NUMBERS
from portal.endpoints import LOOPBACK
from portal.limits import TRIES
from portal.store.sign_in_tables import token_keys
from tests.portal.conftest import Portal
from tests.portal.entrance.people import (
    CALLBACK,
    CHALLENGE,
    VERIFIER,
    Browser,
    Person,
    Program,
    a_person,
    a_program,
    a_signed_in_pc,
    agree,
    authorize_path,
    back,
    let_in,
)
from tests.portal.pcs import Pc

HELLO = HelloAsk({}, ())


@pytest.mark.parametrize(
    "facts",
    [
        {"code_challenge": "", "code_challenge_method": ""},
        {"code_challenge_method": ""},
        {"code_challenge": VERIFIER, "code_challenge_method": "plain"},
        {"code_challenge": CHALLENGE[:42]},
        {"code_challenge": CHALLENGE + "A"},
        {"code_challenge": ""},
        {"response_type": "token"},
        {"response_type": ""},
        {"scope": "everything"},
    ],
    ids=["no-pkce", "no-method", "plain", "short", "long", "no-challenge", "implicit", "no-type", "scope"],
)
def test_what_is_asked_wrongly_goes_back_with_its_state_and_the_issuer(
    portal: Portal, person: Person, facts: dict[str, str]
) -> None:
    response = person.browser.get(authorize_path(**facts))
    told = back(response)
    assert told["error"] in {"invalid_request", "unsupported_response_type", "invalid_scope"}
    assert told["iss"] == LOOPBACK
    assert told["state"].startswith("s-")
    assert "code" not in told


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:50123/callback",
        "http://127.0.0.1.evil:50123/callback",
        "http://127.0.0.1@evil/callback",
        "http://127.0.0.1:50123@evil/callback",
        "http://evil/callback",
        "https://127.0.0.1:50123/callback",
        "http://127.0.0.1:50123/callback/",
        "http://127.0.0.1:50123/callback?x=1",
        "http://127.0.0.1:50123/callback#x",
        "http://127.0.0.1:50123/other",
        "http://127.0.0.1:50123//callback",
        "http://127.0.0.1:99999/callback",
        "http://127.0.0.1:0/callback",
        "http://127.0.0.1/callback",
        "http://127.0.0.2:50123/callback",
        "http://[::1%25lo]:50123/callback",
        "http://[::ffff:127.0.0.1]:50123/callback",
        "HTTP://127.0.0.1:50123/callback",
        "http://127.0.0.1:50123/callback\n",
        'http://127.0.0.1:50123/call"back',
        "http:\\\\127.0.0.1:50123/callback",
        "javascript:alert(1)",
        "",
    ],
)
def test_nobody_is_led_to_an_address_that_is_not_the_programs(portal: Portal, person: Person, address: str) -> None:
    response = person.browser.get(authorize_path(redirect_uri=address))
    assert response.status_code == 400
    assert "location" not in response.headers
    assert "refresh" not in response.headers
    assert address not in response.text or not address


@pytest.mark.parametrize("address", [CALLBACK, "http://127.0.0.1:1/callback", "http://[::1]:65535/callback"])
def test_any_port_of_this_pc_itself_will_do(portal: Portal, person: Person, address: str) -> None:
    assert person.browser.get(authorize_path(redirect_uri=address)).status_code == 200


@pytest.mark.parametrize("name", ["state", "redirect_uri", "client_id", "code_challenge", "response_type"])
def test_what_is_said_twice_is_believed_in_neither_form(portal: Portal, person: Person, name: str) -> None:
    response = person.browser.get(f"{authorize_path()}&{name}=other")
    assert response.status_code == 400
    assert "location" not in response.headers


def test_another_client_is_unknown(portal: Portal, person: Person) -> None:
    assert person.browser.get(authorize_path(client_id="other")).status_code == 400
    assert Program(portal).ask("/oauth/device_authorization", client_id="other").json()["error"] == "invalid_client"
    assert Program(portal).ask("/oauth/token", client_id="other", grant_type="refresh_token").status_code == 400


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"code_verifier": ""}, "invalid_request"),
        ({"code_verifier": "w" * 64}, "invalid_grant"),
        ({"code_verifier": CHALLENGE}, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:50124/callback"}, "invalid_grant"),
        ({"code": "guessed"}, "invalid_grant"),
    ],
    ids=["no-verifier", "wrong-verifier", "the-challenge", "other-port", "guessed"],
)
def test_a_stolen_code_is_worth_nothing_without_what_only_the_program_knows(
    portal: Portal, person: Person, facts: dict[str, str], error: str
) -> None:
    program, told = Program(portal), agree(person)
    sent = {"code": told["code"]} | facts
    assert program.redeem(**sent).json()["error"] == error
    assert program.tokens == {}


def test_a_browsers_code_lives_a_minute(portal: Portal, person: Person) -> None:
    told = agree(person)
    portal.clock.ms += 60_000
    assert Program(portal).redeem(told["code"]).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "facts",
    [{"grant_type": "password"}, {"grant_type": "client_credentials"}, {"grant_type": 'a"b\\'}, {}],
    ids=["password", "client", "quotes", "none"],
)
def test_no_other_way_leads_to_a_token(portal: Portal, facts: dict[str, str]) -> None:
    answer = Program(portal).ask("/oauth/token", **facts)
    assert answer.status_code == 400
    assert answer.json()["error"] in {"unsupported_grant_type", "invalid_request"}


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a" * 20_000, b"&&&", b"grant_type=%ff", b"a=1&" * 30])
def test_what_is_no_form_is_refused_in_words_of_the_protocol(portal: Portal, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = portal.client.post("/oauth/token", content=body, headers=headers)
    assert answer.status_code in {400, 413}
    assert answer.json()["error"] == "invalid_request"
    assert portal.client.post("/oauth/token", json={"grant_type": "refresh_token"}).status_code == 400


def test_who_polls_too_fast_is_slowed_down(portal: Portal, person: Person) -> None:
    program = Program(portal)
    program.wait_for_phone()
    assert program.poll().json()["error"] == "authorization_pending"
    facts = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": program.device["device_code"]}
    assert program.ask("/oauth/token", **facts).json()["error"] == "slow_down"
    # five seconds are too soon from now on, ten are not
    assert program.poll().json()["error"] == "slow_down"
    portal.clock.ms += 10_000
    assert program.poll().json()["error"] == "authorization_pending"


def test_a_waiting_program_is_forgotten_after_ten_minutes(portal: Portal, person: Person) -> None:
    program = Program(portal)
    program.wait_for_phone()
    portal.clock.ms += 600_000
    assert program.poll().json()["error"] == "expired_token"
    assert let_in(person, program).status_code == 404
    program.device["device_code"] = "never-given"
    assert program.poll().json()["error"] == "expired_token"


def test_forms_that_bring_a_code_are_counted_before_they_are_read(portal: Portal, person: Person) -> None:
    person.browser.get("/device")
    kept = {"Cookie": "; ".join(f"{name}={value}" for name, value in person.browser.cookies.items())}
    headers = {**kept, "Origin": person.browser.origin, "Content-Type": "application/x-www-form-urlencoded"}
    answers = [portal.client.post("/device", content=b"%ff=&&", headers=headers) for _ in range(TRIES + 1)]
    assert [answer.status_code for answer in answers] == [400] * TRIES + [429]
    assert "Retry-After" in answers[-1].headers


def test_right_codes_by_a_form_cost_no_tries(portal: Portal, person: Person) -> None:
    program = Program(portal)
    program.wait_for_phone()
    for _ in range(TRIES + 1):
        person.browser.get("/device")
        assert person.browser.send("/device", "find", user_code=program.device["user_code"]).status_code == 200


def test_guessing_user_codes_ends_soon_and_the_right_one_is_kept_waiting_too(portal: Portal, person: Person) -> None:
    answers = [person.browser.get("/device?user_code=BCDF-GHJK").status_code for _ in range(TRIES + 1)]
    assert answers == [404] * TRIES + [429]


def test_a_wrong_number_lets_nobody_in_and_the_third_one_ends_it(portal: Portal, person: Person) -> None:
    program = Program(portal)
    program.wait_for_phone()
    wrong = "11" if program.device["number"] != "11" else "12"
    for _ in range(WRONG_NUMBERS - 1):
        assert let_in(person, program, number=wrong).status_code == 409
    assert "не подключён" in let_in(person, program, number=wrong).text
    assert program.poll().json()["error"] == "access_denied"


def test_two_phones_cannot_both_let_a_program_in(portal: Portal, person: Person) -> None:
    program, boris = Program(portal), a_person(portal, "boris")
    program.wait_for_phone()
    assert let_in(person, program).status_code == 200
    assert let_in(boris, program).status_code == 404
    program.poll()
    pc = portal.stranger()
    program.register(pc)
    assert pc.teacher == "anna"


def test_who_tries_for_nothing_from_many_addresses_shuts_nobody_else_out(portal: Portal, person: Person) -> None:
    program = a_program(person)
    limits = portal.client.app.state.desks.endpoints.entrance.limits  # type: ignore[attr-defined]
    for n in range(500):
        limits.tokens.take(f"address {n}")
        limits.sign_ins.take(f"address {n}")
    assert program.refresh().status_code == 200
    assert person.sign_in().status_code == 303
    # one address is stopped, and told when to come again
    answers = [program.ask("/oauth/token", grant_type="refresh_token") for _ in range(TRIES + 1)]
    assert [answer.status_code for answer in answers] == [400] * TRIES + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_no_forged_token_opens_anything(portal: Portal, person: Person) -> None:
    program, pc = a_signed_in_pc(person)
    assert pc.hello().teacher == "anna"
    for name, token in _forged(portal, program.tokens["access_token"]).items():
        pc.token = token
        assert (name, pc.ask("hello", HELLO).refusal) == (name, ("signed_out", ""))


def test_a_token_speaks_only_for_its_own_pc(portal: Portal, person: Person) -> None:
    program, _ = a_signed_in_pc(person)
    other = portal.pc("boris")
    stolen = Pc(other.client, other.key, other.school, other.teacher, program.tokens["access_token"], other.replica)
    assert stolen.ask("hello", HELLO).refusal == ("not_found", "")


def test_no_token_or_code_is_written_down_even_at_debug(
    portal: Portal, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    program, told = Program(portal), agree(person)
    program.redeem(told["code"])
    secrets = [program.tokens["access_token"], program.tokens["refresh_token"], told["code"], VERIFIER]
    program.refresh()
    program.refresh("wrong.token")
    secrets += [program.tokens["access_token"], program.tokens["refresh_token"]]
    assert not [secret for secret in secrets if secret in caplog.text]
    files = [file.read_bytes() for file in portal.folder.path.iterdir()]
    assert not [secret for secret in secrets for held in files if secret.encode() in held]


def test_a_form_of_another_site_lets_no_program_in(portal: Portal, person: Person) -> None:
    program = Program(portal)
    program.wait_for_phone()
    path = f"/device?user_code={program.device['user_code']}"
    for origin in ("https://evil.example", "null", "", "http://127.0.0.1:8471"):
        person.browser.origin = LOOPBACK
        person.browser.get(path)
        person.browser.origin = origin
        assert person.browser.send("/device", "approve", number=program.device["number"]).status_code == 403
    assert program.poll().json()["error"] == "authorization_pending"


def test_a_form_that_was_drawn_for_somebody_else_lets_no_program_in(portal: Portal, person: Person) -> None:
    boris, program = a_person(portal, "boris"), Program(portal)
    program.wait_for_phone()
    boris.browser.get(f"/device?user_code={program.device['user_code']}")
    thief = Browser(portal, cookies=dict(person.browser.cookies), page=boris.browser.page)
    assert thief.send("/device", "approve", number=program.device["number"]).status_code == 403


def test_no_page_may_be_framed_or_kept_and_none_runs_scripts(portal: Portal, person: Person) -> None:
    for path in ("/sign-in", "/account", "/device", authorize_path(), "/join/none"):
        headers = person.browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


def _forged(portal: Portal, token: str) -> dict[str, str]:
    """Return tokens that look like ours, each wrong in one thing."""
    keys = DerivedKeys(portal.key)
    with portal.engine.connect() as connection:
        row = connection.execute(token_keys.select()).one()
    ours = ECKey.import_key(keys.opened(row.sealed), {"kid": row.id})
    claims = msgspec.json.decode(_part(token, 1))
    head = {"typ": TYPE, "alg": ALGORITHM, "kid": row.id}

    def signed(key: Any = ours, header: dict[str, str] | None = None, **changed: Any) -> str:
        wanted = {name: value for name, value in (claims | changed).items() if value is not None}
        alg = (header or head)["alg"]
        return jwt.encode(header or head, wanted, key, algorithms=[alg])

    first, second, third = token.split(".")
    none = _text(b'{"typ":"at+jwt","alg":"none"}')
    by_hand = f"{_text(msgspec.json.encode({**head, 'alg': 'HS256'}))}.{second}"
    mac = _text(hmac.digest(ours.as_pem(private=False), by_hand.encode(), "sha256"))
    return {
        "none": f"{none}.{second}.",
        "HS256 with the public key": f"{by_hand}.{mac}",
        "another key": signed(ECKey.generate_key("P-256")),
        "another key of our name": signed(ECKey.generate_key("P-256"), {**head, "kid": "other"}),
        "typ": signed(header={**head, "typ": "JWT"}),
        "no typ": signed(header={"alg": ALGORITHM, "kid": row.id}),
        "audience": signed(aud="https://other.example/api/v1"),
        "audience of the issuer": signed(aud=LOOPBACK),
        "no audience": signed(aud=None),
        "issuer": signed(iss="https://evil.example"),
        "client": signed(client_id="other"),
        "too old": signed(exp=portal.clock.ms // 1000),
        "no end": signed(exp=None),
        "end in words": signed(exp="9999999999"),
        "no grant": signed(grant=None),
        "another grant": signed(grant="other"),
        "another school": signed(school="other"),
        "cut": token[:-4],
        "altered": f"{first}.{second[:-2]}AA.{third}",
        "dots": "..",
        "long": "a." * 5_000,
    }


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _part(token: str, n: int) -> bytes:
    text = token.split(".")[n]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
