"""What programs of other versions hand in is kept, applied once it can be, and told of (I2, I17, I21, I22)."""

import os
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from nacl.public import SealedBox

from app.domain.records import Mark
from app.ids import SchoolId
from app.operations import MarkAdd, Operation, header_of, id_of
from app.wire.framing import packed, to_base64
from app.wire.messages import MAX_OPERATIONS, CourierAsk, ExchangeAnswer, Kept, ParkAnswer
from app.wire.sealing import Sealed, sealed
from portal.exchange.attic import Stored, list_attic
from tests.portal.conftest import Portal
from tests.portal.pcs import Heard, Pc, altered, post
from tests.portal.portal_school import PUPIL
from tests.small_school import ALGEBRA, LESSONS


def add(value: str, n: int = 0) -> Operation:
    return Operation(MarkAdd(LESSONS[n], PUPIL, None, value))


def seals(portal: Portal, pc: Pc, bodies: Sequence[bytes], first_n: int = 1) -> list[str]:
    header, ids = header_of(pc.session), ["", *pc.ids]
    return [
        to_base64(sealed(header, n, body, author=pc.author, portal=portal.key.verify_key, prev=ids[n - 1]))
        for n, body in enumerate(bodies, first_n)
    ]


def park(portal: Portal, records: Sequence[str], **said: Any) -> Heard:
    """Hand records in as a program of some other version does."""
    envelope = {"p": "peremena/9", "req": "r-1", "school": portal.school, "body": {"records": records}} | said
    return post(portal.stranger(), "park", packed(msgspec.json.encode(envelope)), req="r-1")


def numbers(heard: Heard) -> list[int]:
    return sorted(each.n for each in heard.body(ParkAnswer).kept)


def stored(portal: Portal) -> list[Stored]:
    with portal.engine.connect() as connection:
        return list_attic(connection, portal.school)


def values(pc: Pc) -> list[str]:
    return sorted(row.value for row in pc.rows(ALGEBRA) if isinstance(row, Mark) and not row.annulled)


@pytest.mark.parametrize("p", ["peremena/0", "peremena/2", ""])
def test_a_program_of_any_version_may_hand_in(portal: Portal, anna: Pc, p: str) -> None:
    body = anna.write(add("5"))
    heard = park(portal, seals(portal, anna, [body]), p=p, unheard_of={"of": 1})
    assert heard.body(ParkAnswer).kept == (Kept(anna.replica, 1, anna.ids[0]),)
    assert (values(anna), stored(portal)) == (["5"], [])


def test_what_was_kept_is_answered_to_its_author_as_if_pushed(portal: Portal, anna: Pc) -> None:
    """I3."""
    bodies = [anna.write(add("5")), anna.write(add("9", 1))]
    for _ in range(2):
        assert numbers(park(portal, seals(portal, anna, bodies))) == [1, 2]
    outcomes = anna.ask("exchange", anna.batch(bodies, first_n=1)).body(ExchangeAnswer).outcomes
    assert [(each.outcome, each.reason) for each in outcomes] == [("applied", ""), ("rejected", "bad_value")]
    assert values(anna) == ["5"]


def test_what_has_a_gap_before_it_is_kept_until_the_gap_is_filled(portal: Portal, anna: Pc) -> None:
    bodies = [anna.write(add(str(5 - n), n)) for n in range(3)]
    records = seals(portal, anna, bodies)
    assert numbers(park(portal, records[1:])) == [2, 3]
    assert values(anna) == []
    assert stored(portal) == [Stored("PC", "anna", 2, 2, 3)]
    assert numbers(park(portal, records[1:])) == [2, 3]
    anna.ask("exchange", anna.batch(bodies[:1], first_n=1)).body(ExchangeAnswer)
    assert (values(anna), stored(portal)) == (["3", "4", "5"], [])


def test_a_kind_from_the_future_is_kept_and_can_be_read(portal: Portal, anna: Pc) -> None:
    body = anna.number(b'["mark.sing",7,null,null,["la"],5]')
    assert numbers(park(portal, seals(portal, anna, [body]))) == [1]
    (outcome,) = anna.ask("exchange", anna.batch([body], first_n=1)).body(ExchangeAnswer).outcomes
    assert (outcome.outcome, outcome.reason) == ("held", "unknown_kind")


def test_nothing_is_kept_that_its_author_did_not_sign(portal: Portal, anna: Pc, boris: Pc) -> None:
    """I21, I22."""
    forged = altered(anna, author=boris.author)
    strange = altered(anna, replica="x" * 22)
    records = [
        *seals(portal, forged, [forged.write(add("5"))]),
        *seals(portal, strange, [strange.write(add("5"))]),
        to_base64(os.urandom(200)),
        "no base64 at all!",
        "",
    ]
    assert numbers(park(portal, records)) == []
    assert (stored(portal), values(anna)) == ([], [])


@pytest.mark.parametrize("n", [-(2**63), -1, 0, 2**53 + 1, 2**63, 2**64 - 1])
@pytest.mark.parametrize("endpoint", ["park", "courier"])
def test_a_number_that_no_pc_writes_makes_no_operation(portal: Portal, anna: Pc, endpoint: str, n: int) -> None:
    """I22, found by a run of the readers: the portal's key is public, so anybody can seal such a record."""
    body, header = anna.write(add("5")), header_of(anna.session)
    sig = anna.author.sign(id_of(header, n, body).encode()).signature if n >= 0 else bytes(64)
    content = msgspec.msgpack.encode(Sealed(header, n, body, sig))
    record = to_base64(SealedBox(portal.key.verify_key.to_curve25519_public_key()).encrypt(content))
    carrier = portal.stranger()
    carrier.school = portal.school
    heard = carrier.ask(endpoint, CourierAsk((record, *seals(portal, anna, [body]))))
    assert heard.status == 200
    assert (values(anna), stored(portal)) == (["5"], [])


def test_what_is_not_as_described_is_refused(portal: Portal, anna: Pc) -> None:
    assert park(portal, [], school=SchoolId("nobody")).refusal == ("not_found", "")
    assert park(portal, ["A"] * (MAX_OPERATIONS + 1)).refusal == ("too_large", "body.records")
    assert park(portal, [], body={"records": 5}).refusal[0] == "malformed"
