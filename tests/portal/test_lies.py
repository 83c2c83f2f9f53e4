"""Clients that lie change nothing outside their user's rights (I22)."""

import os
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from nacl.signing import SigningKey
from sqlalchemy import func, select

from app.ids import ReplicaId, SchoolId, TeacherId, text_of
from app.operations import MarkAdd, Operation, Session
from app.wire.messages import Cursor, Device, ExchangeAsk, HelloAsk, SnapshotAsk
from portal.store.tables import operations
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc, altered
from tests.portal.portal_school import LESSON, PUPIL
from tests.small_school import PUPILS

ADD = Operation(MarkAdd(LESSON, PUPIL, None, "5"))
OTHER = Operation(MarkAdd(LESSON, PUPILS[1], None, "2"))


def logged(portal: Portal) -> int:
    with portal.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(operations)).scalar_one()


Lie = Callable[[ExchangeAsk, Pc], ExchangeAsk]
LIES: dict[str, tuple[Lie, str]] = {
    "other content": (lambda ask, pc: replace(ask, ops=pc.batch([pc.write(OTHER)]).ops), "body.sig"),
    "more content": (lambda ask, _: replace(ask, ops=ask.ops * 2), "body.sig"),
    "other numbers": (lambda ask, _: replace(ask, first_n=ask.first_n + 1), "body.sig"),
    "no signature": (lambda ask, _: replace(ask, sig=""), "body.sig"),
    "no base64": (lambda ask, _: replace(ask, sig="ы" * 86), "body.sig"),
    "short signature": (lambda ask, _: replace(ask, sig="AAAA"), "body.sig"),
    "no header": (lambda ask, _: replace(ask, session=None), "body.session"),
    "another run": (lambda ask, pc: replace(ask, session=session(pc, boot="boot-2")), "body.sig"),
    "another time": (lambda ask, pc: replace(ask, session=session(pc, wall="2020")), "body.sig"),
    "forged author": (lambda ask, pc: replace(ask, session=session(pc, author="boris")), "body.session"),
    "the office": (lambda ask, pc: replace(ask, session=session(pc, author="office")), "body.session"),
    "another PC": (lambda ask, pc: replace(ask, session=session(pc, replica="A" * 22)), "body.sig"),
}


def session(pc: Pc, *, replica: str = "", author: str = "", boot: str = "", wall: str = "") -> Session:
    own = pc.session
    return Session(
        ReplicaId(replica or own.replica), TeacherId(author or own.author), boot or own.boot, wall or own.wall
    )


@pytest.mark.parametrize("lie", LIES)
def test_a_batch_that_is_not_what_was_signed_is_refused_whole(portal: Portal, anna: Pc, lie: str) -> None:
    honest = anna.batch([anna.write(ADD)])
    spoil, where = LIES[lie]
    before = logged(portal)
    heard = anna.ask("exchange", spoil(honest, altered(anna)))
    assert (heard.status, heard.refusal, heard.signed) == (422, ("bad_signature", where), True)
    assert logged(portal) == before


@pytest.mark.parametrize("lie", LIES)
def test_what_its_author_did_not_sign_is_noted_for_the_operator_by_its_pc_alone(
    anna: Pc, lie: str, caplog: pytest.LogCaptureFixture
) -> None:
    spoil, where = LIES[lie]
    anna.ask("exchange", spoil(anna.batch([anna.write(ADD)]), altered(anna)))
    (line,) = [each.getMessage() for each in caplog.records if each.name == "portal.exchange"]
    assert line == f"school {anna.school}, PC {anna.replica}: not signed by its author: {where}"


def test_a_forged_author_who_signs_his_own_forgery_is_refused(portal: Portal, anna: Pc) -> None:
    before = logged(portal)
    forger = altered(anna, teacher=TeacherId("boris"))
    heard = forger.ask("exchange", forger.batch([forger.write(ADD)]))
    assert heard.refusal == ("bad_signature", "body.session")
    assert logged(portal) == before


def test_a_batch_of_another_pc_replayed_under_the_own_token_is_refused(anna: Pc, boris: Pc) -> None:
    captured = anna.batch([anna.write(ADD)])
    heard = boris.ask("exchange", captured)
    assert heard.refusal == ("bad_signature", "body.session")


def test_another_key_than_the_enrolled_one_signs_nothing(anna: Pc) -> None:
    thief = altered(anna, author=SigningKey.generate())
    heard = thief.ask("exchange", thief.batch([thief.write(ADD)]))
    assert heard.refusal == ("bad_signature", "body.sig")


def test_a_replayed_request_has_its_effect_once(portal: Portal, anna: Pc) -> None:
    request = anna.request(anna.batch([anna.write(ADD)]))
    first = anna.send("exchange", request)
    count = logged(portal)
    again = anna.send("exchange", request)
    assert bytes(again.answer.body) == bytes(first.answer.body)
    assert logged(portal) == count


ASKS = {
    "hello": HelloAsk({}),
    "exchange": ExchangeAsk(Cursor(), None, 0, (), "", 10),
    "snapshot": SnapshotAsk("school", "", 10),
}


@pytest.mark.parametrize("endpoint", ASKS)
@pytest.mark.parametrize("token", ["", "x", "A" * 43], ids=["none", "short", "unknown"])
def test_without_a_token_nothing_is_said(portal: Portal, anna: Pc, endpoint: str, token: str) -> None:
    heard = altered(anna, token=token).ask(endpoint, ASKS[endpoint])
    assert (heard.status, heard.refusal, heard.signed) == (401, ("signed_out", ""), True)


@pytest.mark.parametrize("endpoint", ASKS)
def test_another_school_or_pc_in_the_request_is_not_found(anna: Pc, boris: Pc, endpoint: str) -> None:
    for request in (
        replace(anna.request(ASKS[endpoint]), school=SchoolId("another")),
        replace(anna.request(ASKS[endpoint]), replica=Device(boris.replica)),
        replace(anna.request(ASKS[endpoint]), replica=Device(ReplicaId(text_of(os.urandom(16))))),
    ):
        heard = anna.send(endpoint, request)
        assert (heard.status, heard.refusal) == (404, ("not_found", ""))


def test_the_numbers_of_two_pcs_of_one_teacher_do_not_mix(portal: Portal, anna: Pc) -> None:
    second = portal.pc("anna")
    assert anna.verdicts(ADD) == second.verdicts(ADD) == [("applied", "")]
    assert anna.ids != second.ids
    assert (anna.hello().last_n, second.hello().last_n) == (1, 1)


@pytest.mark.parametrize("first_n", [0, -1, 2**53 + 1, 2**63, 10**30])
def test_numbers_out_of_bounds_are_malformed(anna: Pc, first_n: int) -> None:
    ask = replace(anna.batch([anna.write(ADD)]), first_n=first_n)
    assert anna.ask("exchange", ask).refusal == ("malformed", "body.first_n")


def test_more_operations_than_allowed_are_too_large(anna: Pc) -> None:
    ask = replace(anna.batch([anna.write(ADD)]), ops=anna.batch([b"7"]).ops * 2_001)
    heard = anna.ask("exchange", ask)
    assert (heard.status, heard.refusal) == (413, ("too_large", "body.ops"))
