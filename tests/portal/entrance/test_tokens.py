"""How a program gets tokens, what they open, and how they end."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import bindparam, select, update

from app.operations import MarkAdd, Operation
from app.wire.framing import to_base64
from app.wire.messages import HelloAsk, ReplicaAsk, register_text
from portal.auth.accounts import link_person, read_people
from portal.auth.derived import DerivedKeys
from portal.auth.oauth.access_tokens import LIFETIME_S, rotate_keys
from portal.auth.oauth.grants import GRACE_MS, IDLE_MS, revoke_replica
from portal.auth.oauth.grants import refresh as exchange
from portal.store.sign_in_tables import accounts, events, grants
from tests.portal.conftest import Portal
from tests.portal.entrance.people import (
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
from tests.portal.portal_school import LESSON, PUPIL

HELLO = HelloAsk({}, ())
EIGHT = 8
"""Who ask at once (P13)."""


def test_a_phone_lets_a_program_in_and_its_pc_works_like_an_enrolled_one(portal: Portal, person: Person) -> None:
    program = Program(portal)
    program.wait_for_phone()
    assert program.poll().json()["error"] == "authorization_pending"
    assert "Кабинет 214" in person.browser.get(f"/device?user_code={program.device['user_code']}").text
    assert "Вернитесь к компьютеру" in let_in(person, program).text
    assert program.poll().status_code == 200
    pc = portal.stranger()
    assert program.register(pc).status == 200
    assert pc.hello().teacher == "anna"
    assert pc.verdicts(Operation(MarkAdd(LESSON, PUPIL, None, "5"))) == [("applied", "")]


def test_a_browser_on_the_same_pc_brings_a_code_that_counts_once(portal: Portal, person: Person) -> None:
    told = agree(person)
    assert told["iss"] == portal_issuer(portal)
    assert told["state"].startswith("s-")
    program = Program(portal)
    assert program.redeem(told["code"]).status_code == 200
    first = program.tokens
    pc = portal.stranger()
    assert program.register(pc).status == 200
    assert program.redeem(told["code"]).json()["error"] == "invalid_grant"
    # a second use means that two have the code: what was given for it opens nothing any more
    assert pc.ask("hello", HELLO).refusal == ("signed_out", "")
    assert program.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"


def test_who_is_not_signed_in_signs_in_first_and_is_led_on(portal: Portal, person: Person) -> None:
    person.browser.cookies.clear()
    path = authorize_path()
    led = person.browser.get(path)
    assert led.status_code == 303
    assert led.headers["location"].startswith("/sign-in?next=%2Foauth%2Fauthorize")
    assert person.sign_in(onto=path).headers["location"] == path


def test_who_refuses_sends_the_program_away_and_says_so_to_it(portal: Portal, person: Person) -> None:
    person.browser.get(authorize_path())
    told = back(person.browser.send("/oauth/authorize", "deny"))
    assert (told["error"], told["iss"]) == ("access_denied", portal_issuer(portal))
    program = Program(portal)
    program.wait_for_phone()
    person.browser.get(f"/device?user_code={program.device['user_code']}")
    person.browser.send("/device", "deny")
    assert program.poll().json()["error"] == "access_denied"
    assert program.poll().json()["error"] == "expired_token"


def test_each_refresh_brings_a_successor_and_a_lost_reply_the_same_one(portal: Portal, person: Person) -> None:
    program = a_program(person)
    first = program.tokens["refresh_token"]
    second = program.refresh().json()["refresh_token"]
    portal.clock.ms += GRACE_MS - 1
    assert program.refresh(first).json()["refresh_token"] == second
    third = program.refresh(second).json()["refresh_token"]
    assert len({first, second, third}) == 3


def test_a_token_of_long_before_ends_the_grant_for_both_who_have_it(portal: Portal, person: Person) -> None:
    program = a_program(person)
    first = program.tokens["refresh_token"]
    second = program.refresh().json()["refresh_token"]
    portal.clock.ms += GRACE_MS
    assert program.refresh(first).json() == {"error": "invalid_grant"}
    assert program.refresh(second).json() == {"error": "invalid_grant"}
    assert "replayed" in kinds(portal)


def successors_of(portal: Portal, token: str) -> set[str]:
    """Let eight ask for the successor of a token at once; return what they get, "refused" for nothing."""
    desk = portal.client.app.state.desks.endpoints.entrance  # type: ignore[attr-defined]  # of Litestar's test client
    ready = Barrier(EIGHT)

    def refresh(of: str) -> str:
        ready.wait()
        with desk.writing("") as connection:
            granted = exchange(connection, of, desk.keys, now_ms=portal.clock.ms)
        return granted.refresh if granted else "refused"

    with ThreadPoolExecutor(EIGHT) as pool:
        return set(pool.map(refresh, [token] * EIGHT))


def count_recovered(program: Program, rounds: int) -> int:
    """Return how often a program got on although answers were lost at random: it asks again with what it has."""
    lots, held = secrets.SystemRandom(), program.tokens["refresh_token"]
    for recovered in range(rounds):
        answer = program.refresh(held)
        while answer.status_code == 200 and lots.random() < 0.5:
            answer = program.refresh(held)
        if answer.status_code != 200:
            return recovered
        held = answer.json()["refresh_token"]
    return rounds


def test_of_eight_refreshes_at_once_all_get_one_successor_two_hundred_times(portal: Portal, person: Person) -> None:
    """P13: nobody has heard an answer yet, so each of them may be the one who hears it."""
    token, seen = a_program(person).tokens["refresh_token"], set[str]()
    for _ in range(200):
        successors = successors_of(portal, token)
        assert len(successors) == 1
        token = successors.pop()
        assert token not in seen | {"refused"}
        seen.add(token)


def test_lost_refresh_replies_recover_two_hundred_times(portal: Portal, person: Person) -> None:
    """P13: replies are lost at random; the program asks again with what it has."""
    assert count_recovered(a_program(person), 200) == 200


def drawn_successors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a successor be drawn anew for each who asks."""
    monkeypatch.setattr(DerivedKeys, "follower", lambda *_: secrets.token_bytes(32))


def no_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the grant take a successor whether or not it still has the token that is exchanged, and draw it."""
    mine = grants.c.school_id == bindparam("school"), bindparam("idle_since") < grants.c.rotated
    written = update(grants).where(*mine, grants.c.revoked.is_(None))
    new = written.values(before_hash=bindparam("old"), refresh_hash=bindparam("new"), rotated=bindparam("now"))
    monkeypatch.setattr("portal.auth.oauth.grants._ROTATE", new)
    drawn_successors(monkeypatch)


def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a token that was exchanged bring nothing any more, at once."""
    monkeypatch.setattr("portal.auth.oauth.grants.GRACE_MS", 0)


@pytest.mark.parametrize("weaken", [drawn_successors, no_comparison, no_grace], ids=lambda each: str(each.__name__))
def test_where_the_exchange_is_weak_eight_at_once_see_it(
    portal: Portal, person: Person, monkeypatch: pytest.MonkeyPatch, weaken: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """P13, the control: then they are several who each have another token, or all but one are turned away."""
    token = a_program(person).tokens["refresh_token"]
    assert len(successors_of(portal, token)) == 1
    with monkeypatch.context() as weak:
        weaken(weak)
        assert len(successors_of(portal, a_program(person).tokens["refresh_token"])) > 1


@pytest.mark.parametrize("weaken", [drawn_successors, no_grace], ids=lambda each: str(each.__name__))
def test_where_the_exchange_is_weak_a_lost_reply_ends_the_sign_in(
    portal: Portal, person: Person, monkeypatch: pytest.MonkeyPatch, weaken: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """P13, the control: whoever asks again is taken for a thief, or gets a token that was never kept."""
    program = a_program(person)
    with monkeypatch.context() as weak:
        weaken(weak)
        assert count_recovered(program, 200) < 200


def test_an_access_token_lives_ten_minutes_by_the_portals_clock(portal: Portal, person: Person) -> None:
    program, pc = a_signed_in_pc(person)
    assert program.tokens["expires_in"] == LIFETIME_S == 600
    portal.clock.ms += (LIFETIME_S - 1) * 1000
    assert pc.hello().teacher == "anna"
    portal.clock.ms += 1000
    assert pc.ask("hello", HELLO).refusal == ("signed_out", "")
    pc.token = program.refresh().json()["access_token"]
    assert pc.hello().teacher == "anna"


def test_a_program_that_was_away_for_a_summer_is_still_let_in_but_not_for_ever(portal: Portal, person: Person) -> None:
    program = a_program(person)
    portal.clock.ms += IDLE_MS // 2
    assert program.refresh().status_code == 200
    portal.clock.ms += IDLE_MS
    assert program.refresh().json()["error"] == "invalid_grant"


def test_a_token_opens_nothing_until_the_pc_has_named_itself_with_its_key(portal: Portal, person: Person) -> None:
    program, pc = a_program(person), portal.stranger()
    pc.token, pc.school = program.tokens["access_token"], portal.school
    assert pc.ask("hello", HELLO).refusal == ("signed_out", "")
    assert program.register(pc).status == 200
    pc.author = portal.stranger().author
    assert program.register(pc).refusal == ("malformed", "replica.id")


def test_a_signature_of_another_key_names_no_pc(portal: Portal, person: Person) -> None:
    program, pc, other = a_program(person), portal.stranger(), portal.stranger()
    pc.token = program.tokens["access_token"]
    key = to_base64(pc.author.verify_key.encode())
    sig = to_base64(other.author.sign(register_text(pc.replica, key, pc.token)).signature)
    assert pc.ask("replica", ReplicaAsk("", key, "PC", sig)).refusal == ("bad_signature", "body.sig")


def test_one_grant_is_for_one_pc_and_a_new_sign_in_of_it_ends_the_old_one(portal: Portal, person: Person) -> None:
    program, pc = a_signed_in_pc(person)
    assert program.register(portal.stranger()).refusal == ("malformed", "replica.id")
    again = a_program(person)
    old = program.tokens["refresh_token"]
    assert again.register(pc).status == 200
    assert program.refresh(old).json()["error"] == "invalid_grant"
    assert pc.hello().teacher == "anna"


def test_a_revoked_pc_is_signed_out_at_once(portal: Portal, person: Person) -> None:
    program, pc = a_signed_in_pc(person)
    with portal.engine.begin() as connection:
        revoke_replica(connection, portal.school, pc.replica, now_ms=portal.clock.ms)
    assert pc.ask("hello", HELLO).refusal == ("signed_out", "")
    assert program.refresh().json()["error"] == "invalid_grant"


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_a_program_signs_itself_out_with_either_of_its_tokens(portal: Portal, person: Person, which: str) -> None:
    program, pc = a_signed_in_pc(person)
    assert program.end(program.tokens[which]).status_code == 200
    assert pc.ask("hello", HELLO).refusal == ("signed_out", "")
    assert program.refresh().json()["error"] == "invalid_grant"
    # an unknown token is no error: RFC 7009, section 2.2
    assert program.end("nothing").status_code == 200


def test_keys_are_changed_while_tokens_of_the_old_one_live_on(portal: Portal, person: Person) -> None:
    program, pc = a_signed_in_pc(person)
    before = {key["kid"] for key in portal.client.get("/oauth/keys").json()["keys"]}
    _rotate(portal)
    assert pc.hello().teacher == "anna"
    after = portal.client.get("/oauth/keys").json()["keys"]
    assert len(after) == 2
    assert before < {key["kid"] for key in after}
    assert all("d" not in key for key in after)
    pc.token = program.refresh().json()["access_token"]
    _rotate(portal)
    assert pc.hello().teacher == "anna"
    _rotate(portal)
    portal.client.get("/oauth/keys")
    assert pc.ask("hello", HELLO).refusal == ("signed_out", "")


def test_the_metadata_names_the_configured_issuer_whatever_host_is_asked(portal: Portal) -> None:
    answer = portal.client.get("/.well-known/oauth-authorization-server", headers={"Host": "evil.example"}).json()
    assert answer["issuer"] == portal_issuer(portal)
    addresses = [text for name, text in answer.items() if name.endswith(("_endpoint", "_uri"))]
    assert len(addresses) == 5
    assert all(text.startswith(answer["issuer"] + "/") for text in addresses)
    device = Program(portal).ask("/oauth/device_authorization")
    assert device.json()["verification_uri"] == answer["issuer"] + "/device"


def test_two_people_of_one_pc_have_grants_of_their_own(portal: Portal, person: Person) -> None:
    boris = a_person(portal, "boris")
    _, annas = a_signed_in_pc(person)
    program, boriss = a_signed_in_pc(boris)
    assert (annas.hello().teacher, boriss.hello().teacher) == ("anna", "boris")
    # anna's PC is nobody else's to name
    assert a_program(boris).register(annas).refusal == ("malformed", "replica.id")
    assert program.refresh().status_code == 200


def test_who_is_two_teachers_chooses_for_which_one_a_pc_works(portal: Portal, person: Person) -> None:
    with portal.engine.begin() as connection:
        account = connection.execute(select(accounts.c.id)).scalar_one()
        link_person(connection, account, portal.school, "boris", now_ms=portal.clock.ms)
        (chosen,) = [each for each in read_people(connection, account) if each.teacher == "boris"]
    program, pc = Program(portal), portal.stranger()
    program.wait_for_phone()
    person.browser.get(f"/device?user_code={program.device['user_code']}")
    assert person.browser.page.text.count('type="radio"') == 2
    person.browser.send("/device", "approve", number=program.device["number"], person=chosen.key)
    program.poll()
    assert program.register(pc).status == 200
    assert pc.teacher == "boris"


def portal_issuer(portal: Portal) -> str:
    return str(portal.client.get("/.well-known/oauth-authorization-server").json()["issuer"])


def kinds(portal: Portal) -> set[str]:
    with portal.engine.connect() as connection:
        return set(connection.execute(select(events.c.kind)).scalars())


def _rotate(portal: Portal) -> None:
    portal.clock.ms += 1000
    with portal.engine.begin() as connection:
        rotate_keys(connection, DerivedKeys(portal.key), now_ms=portal.clock.ms)
