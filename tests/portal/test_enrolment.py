"""Connecting a PC by a one-time code: once, in time, and not by guessing."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace
from nacl.signing import SigningKey
from sqlalchemy import select, update

from app.ids import ReplicaId, text_of
from app.operations import MarkAdd, Operation
from app.wire.framing import to_base64
from app.wire.messages import Device, HelloAsk, PingAnswer, PingAsk, ReplicaAnswer, ReplicaAsk
from portal.auth.codes import ALPHABET, VALID_MS, as_signs
from portal.errors import UnknownLoginError
from portal.limits import ALL_TRIES, TRIES, Tries
from portal.store.tables import codes, replicas
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import LESSON, PUPIL


def test_a_code_connects_a_pc_to_its_teacher(portal: Portal) -> None:
    pc = portal.stranger()
    answer = pc.enrol(portal.code("anna")).body(ReplicaAnswer)
    assert (answer.teacher, answer.school) == ("anna", portal.school)
    assert answer.portal_key == to_base64(portal.key.verify_key.encode())
    assert pc.hello().teacher == "anna"


def test_the_portal_says_who_it_is_to_anybody(portal: Portal) -> None:
    answer = portal.stranger().ask("ping", PingAsk("nonce")).body(PingAnswer)
    assert answer == PingAnswer("nonce", to_base64(portal.key.verify_key.encode()))


def test_codes_are_long_enough_and_free_of_lookalikes(portal: Portal) -> None:
    made = {portal.code("anna") for _ in range(50)}
    assert len(made) == 50
    assert len(ALPHABET) ** 8 >= 2**40
    assert not set("01IO") & set(ALPHABET)
    assert all(len(code) == 9 and code[4] == "-" and set(code) <= {*ALPHABET, "-"} for code in made)


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code.lower(),
        lambda code: code.replace("-", ""),
        lambda code: f" {code[:4]} – {code[5:]} ",
        lambda code: code.translate(str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ")),
    ],
    ids=["small letters", "no dash", "spaces and a long dash", "Cyrillic lookalikes"],
)
def test_a_code_may_be_typed_as_people_type(portal: Portal, typed: Callable[[str], str]) -> None:
    assert portal.stranger().enrol(typed(portal.code("anna"))).status == 200


def test_every_sign_is_read_as_itself() -> None:
    assert as_signs(ALPHABET) == ALPHABET


def test_an_unknown_code_is_wrong(portal: Portal) -> None:
    heard = portal.stranger().enrol("AAAA-AAAA")
    assert (heard.status, heard.refusal, heard.signed) == (403, ("wrong_code", "body.code"), True)


def test_a_code_is_good_for_one_pc(portal: Portal) -> None:
    code = portal.code("anna")
    assert portal.stranger().enrol(code).status == 200
    assert portal.stranger().enrol(code).refusal == ("wrong_code", "body.code")


def test_of_many_who_use_a_code_at_once_one_wins(portal: Portal) -> None:
    code = portal.code("anna")
    with ThreadPoolExecutor(8) as pool:
        statuses = [each.status for each in pool.map(lambda _: portal.stranger().enrol(code), range(8))]
    assert sorted(statuses) == [200, *[403] * 7]


def test_a_code_is_good_for_a_day(portal: Portal) -> None:
    early, late = portal.code("anna"), portal.code("anna")
    portal.clock.ms += VALID_MS - 1
    assert portal.stranger().enrol(early).status == 200
    portal.clock.ms += 1
    heard = portal.stranger().enrol(late)
    assert (heard.status, heard.refusal) == (403, ("expired_code", "body.code"))


def test_guessing_is_throttled_and_ends(portal: Portal) -> None:
    for _ in range(TRIES):
        assert portal.stranger().enrol("AAAA-AAAA").status == 403
    heard = portal.stranger().enrol(portal.code("anna"))
    assert (heard.status, heard.refusal, heard.answer.retry_after) == (429, ("throttled", ""), 6)
    assert heard.headers["retry-after"] == "6"
    portal.clock.ms += 6_000
    assert portal.stranger().enrol(portal.code("anna")).status == 200


def test_a_whole_school_is_connected_in_a_minute(portal: Portal) -> None:
    assert [portal.stranger().enrol(portal.code("anna")).status for _ in range(3 * TRIES)] == [200] * 3 * TRIES


def test_guessing_from_everywhere_is_throttled() -> None:
    tries = Tries(lambda: 0.0)
    assert [tries.take(str(n)) for n in range(ALL_TRIES)] == [0] * ALL_TRIES
    assert tries.take("another") == 1


def test_addresses_are_forgotten_when_their_tries_are_back() -> None:
    now = 0.0
    tries = Tries(lambda: now)
    for n in range(12_000):
        now += 1
        tries.take(str(n))
    assert len(tries._by_address) <= 10_000  # noqa: SLF001 (how much memory it holds is seen nowhere else)


def test_the_database_holds_no_secret(portal: Portal) -> None:
    code = portal.code("anna")
    pc = portal.stranger()
    pc.enrol(code)
    with portal.engine.connect() as connection:
        held = repr(connection.execute(select(codes)).all()) + repr(connection.execute(select(replicas)).all())
    assert pc.token not in held
    assert code not in held
    assert as_signs(code) not in held
    assert len(pc.token) >= 43


def test_a_pc_that_lost_its_token_is_enrolled_again_and_keeps_its_numbers(portal: Portal, anna: Pc) -> None:
    anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    old = anna.token
    assert anna.enrol(portal.code("anna")).status == 200
    assert anna.token != old
    assert anna.hello().last_n == 1
    anna.token = old
    assert anna.ask("hello", HelloAsk({})).refusal == ("signed_out", "")


@pytest.mark.parametrize("spoiler", ["teacher", "key"])
def test_nobody_takes_over_another_pcs_name(portal: Portal, anna: Pc, spoiler: str) -> None:
    thief = portal.stranger()
    thief.replica = anna.replica
    thief.author = anna.author if spoiler == "teacher" else SigningKey.generate()
    code = portal.code("boris" if spoiler == "teacher" else "anna")
    assert thief.enrol(code).refusal == ("malformed", "replica.id")
    assert anna.hello().teacher == "anna"
    assert portal.stranger().enrol(code).status == 200


@pytest.mark.parametrize("name", ["", "office", "A" * 21, "A" * 23, "A" * 21 + "/", "A" * 22 + "\n", "ы" * 22])
def test_a_pc_is_named_by_random_bits_only(portal: Portal, name: str) -> None:
    pc = portal.stranger()
    pc.replica = ReplicaId(name)
    assert pc.enrol(portal.code("anna")).refusal == ("malformed", "replica.id")


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"author_key": "AAAA"}, "body.author_key"),
        ({"author_key": "ы"}, "body.author_key"),
        ({"author_key": ""}, "body.author_key"),
        ({"name": "я" * 201}, "body.name"),
    ],
    ids=repr,
)
def test_what_a_pc_says_of_itself_is_checked(portal: Portal, changed: dict[str, str], where: str) -> None:
    pc = portal.stranger()
    ask = ReplicaAsk(portal.code("anna"), to_base64(pc.author.verify_key.encode()), "PC")
    assert pc.ask("replica", replace(ask, **changed)).refusal == ("malformed", where)


def test_a_revoked_pc_is_signed_out(portal: Portal, anna: Pc) -> None:
    with portal.engine.begin() as connection:
        connection.execute(update(replicas).values(revoked=1))
    assert anna.ask("hello", HelloAsk({})).refusal == ("signed_out", "")


def test_a_code_needs_a_teacher(portal: Portal) -> None:
    with pytest.raises(UnknownLoginError):
        portal.code("nobody")
    assert portal.code(" ANNA ")


def test_a_request_may_name_no_school_before_the_enrolment(portal: Portal) -> None:
    pc = portal.stranger()
    request = pc.request(ReplicaAsk(portal.code("anna"), to_base64(pc.author.verify_key.encode()), "PC"))
    assert (request.school, len(request.replica.id)) == ("", 22)
    assert pc.send("replica", replace(request, replica=Device(ReplicaId(text_of(os.urandom(16)))))).status == 200
