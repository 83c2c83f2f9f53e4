"""Sealed operations that somebody else carries: taken once, in order, and only as their author's (I2, I21, I22)."""

from collections.abc import Sequence

import pytest
from nacl.signing import SigningKey

from app.domain.records import Mark
from app.ids import OperationId, SchoolId
from app.operations import MarkAdd, MarkSet, Operation, header_of
from app.wire.framing import to_base64
from app.wire.messages import CourierAnswer, CourierAsk, ExchangeAnswer
from app.wire.sealing import BrokenSealError, opened, sealed
from portal.limits import TRIES
from tests.portal.conftest import Portal
from tests.portal.pcs import Heard, Pc, altered
from tests.portal.portal_school import LESSON, PUPIL
from tests.small_school import ALGEBRA, LESSONS


def add(value: str, n: int = 0) -> Operation:
    return Operation(MarkAdd(LESSONS[n], PUPIL, None, value))


def seals(portal: Portal, pc: Pc, bodies: Sequence[bytes], first_n: int = 1) -> list[bytes]:
    header = header_of(pc.session)
    key = portal.key.verify_key
    return [sealed(header, n, body, author=pc.author, portal=key) for n, body in enumerate(bodies, first_n)]


def hand_in(portal: Portal, records: Sequence[bytes], school: SchoolId | None = None) -> Heard:
    """Let a PC that nobody enrolled carry records."""
    carrier = portal.stranger()
    carrier.school = portal.school if school is None else school
    return carrier.ask("courier", CourierAsk(tuple(map(to_base64, records))))


def upto(heard: Heard) -> tuple[list[int], int]:
    answer = heard.body(CourierAnswer)
    return [each.upto for each in answer.receipts], answer.refused


def values(pc: Pc) -> list[str]:
    return sorted(row.value for row in pc.rows(ALGEBRA) if isinstance(row, Mark) and not row.annulled)


def test_nobody_but_the_portal_opens_a_record(portal: Portal, anna: Pc) -> None:
    """I21."""
    (record,) = seals(portal, anna, [anna.write(add("5"))])
    assert opened(record, portal.key).body.startswith(b'["mark.add"')
    with pytest.raises(BrokenSealError):
        opened(record, SigningKey.generate())
    assert b"mark.add" not in record


def test_what_anybody_carries_is_applied_by_its_authors_rights(portal: Portal, anna: Pc, boris: Pc) -> None:
    bodies = [anna.write(add("5")), anna.write(add("4", 1))]
    assert upto(hand_in(portal, seals(portal, anna, bodies))) == ([2], 0)
    assert values(boris) == ["4", "5"]
    assert {row.author for row in boris.rows(ALGEBRA) if isinstance(row, Mark)} == {"anna"}


def test_what_was_carried_is_answered_to_its_author_as_if_pushed(portal: Portal, anna: Pc) -> None:
    """I3."""
    bodies = [anna.write(add("5")), anna.write(add("9", 1))]
    records = seals(portal, anna, bodies)
    assert upto(hand_in(portal, records)) == ([2], 0)
    assert upto(hand_in(portal, records)) == ([2], 0)
    outcomes = anna.ask("exchange", anna.batch(bodies, first_n=1)).body(ExchangeAnswer).outcomes
    assert [(each.outcome, each.reason) for each in outcomes] == [("applied", ""), ("rejected", "bad_value")]
    assert values(anna) == ["5"]


def test_records_come_in_any_order_and_a_gap_waits(portal: Portal, anna: Pc) -> None:
    bodies = [anna.write(add(str(value), n)) for n, value in enumerate((5, 4, 3))]
    first, second, third = seals(portal, anna, bodies)
    assert upto(hand_in(portal, [third, first])) == ([1], 0)
    assert upto(hand_in(portal, [third, second])) == ([3], 0)
    assert values(anna) == ["3", "4", "5"]


def test_nobody_makes_an_operation_for_somebody_else(portal: Portal, anna: Pc, boris: Pc) -> None:
    """I21, I22."""
    body = anna.write(add("5"))
    forged = altered(anna, author=SigningKey.generate())
    claimed = altered(boris, author=boris.author, teacher=anna.teacher)
    unknown = altered(anna, replica="A" * 22)
    for pc in (forged, claimed, unknown):
        assert upto(hand_in(portal, seals(portal, pc, [body]))) == ([], 1)
    assert values(anna) == []


def test_altered_and_forged_records_are_noted_for_the_operator(
    portal: Portal, anna: Pc, caplog: pytest.LogCaptureFixture
) -> None:
    damaged, whole = seals(portal, anna, [anna.write(add("5")), anna.write(add("4", 1))])
    forged = seals(portal, altered(anna, author=SigningKey.generate()), [anna.write(add("3", 2))])
    hand_in(portal, [damaged[:-1] + bytes([damaged[-1] ^ 1]), whole, *forged])
    noted = [each.getMessage() for each in caplog.records if each.name == "portal.exchange"]
    assert noted == [
        "1 carried records are damaged or not for this portal",
        f"school {portal.school}: a carried record is not signed by whom it names",
    ]


def test_a_damaged_record_costs_no_other(portal: Portal, anna: Pc) -> None:
    records = seals(portal, anna, [anna.write(add("5")), anna.write(add("4", 1))])
    torn = records[1][:-1] + bytes([records[1][-1] ^ 1])
    assert upto(hand_in(portal, [b"", b"nonsense", torn, records[0]])) == ([1], 3)
    assert values(anna) == ["5"]


def test_another_number_for_the_same_content_is_another_operation_that_nobody_signed(portal: Portal, anna: Pc) -> None:
    body = anna.write(add("5"))
    header = header_of(anna.session)
    right = opened(seals(portal, anna, [body])[0], portal.key)
    assert right.is_by(anna.author.verify_key)
    moved = type(right)(header, 2, body, right.sig)
    assert not moved.is_by(anna.author.verify_key)


def test_a_revoked_pc_still_hands_in_what_it_holds(portal: Portal, anna: Pc) -> None:
    body = anna.write(add("5"))
    portal.pc("anna")
    assert upto(hand_in(portal, seals(portal, anna, [body]))) == ([1], 0)


def test_what_builds_on_an_own_number_is_resolved(portal: Portal, anna: Pc) -> None:
    first = anna.write(add("3"))
    mark = anna.ids[-1]
    second = anna.write(Operation(MarkSet("4"), ent=mark, base=OperationId(mark)), base=1)
    assert upto(hand_in(portal, seals(portal, anna, [first, second]))) == ([2], 0)
    assert values(anna) == ["4"]


def test_another_school_knows_nobody(portal: Portal, anna: Pc) -> None:
    records = seals(portal, anna, [anna.write(add("5"))])
    heard = hand_in(portal, records, SchoolId("other"))
    assert (heard.status, heard.refusal) == (404, ("not_found", ""))


def test_too_many_records_and_too_many_useless_loads_are_refused(portal: Portal, anna: Pc) -> None:
    assert hand_in(portal, [b"x"] * 2_001).status == 413
    heard = [hand_in(portal, [b"useless"]) for _ in range(TRIES + 1)]
    assert heard[-1].status == 429
    assert LESSONS[0] == LESSON
