"""Copies of a PC: told apart within one exchange, named, and never mixed up (I3, I16)."""

import os

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from app.ids import ReplicaId, text_of
from app.operations import MarkAdd, MarkSet, Operation, header_of
from app.wire.framing import to_base64
from app.wire.messages import (
    CourierAnswer,
    CourierAsk,
    Device,
    ExchangeAnswer,
    ExchangeAsk,
    ForkAnswer,
    ForkAsk,
    KnownAnswer,
    KnownAsk,
    fork_text,
)
from app.wire.sealing import sealed
from portal.auth.replicas import forget_leases
from portal.store.tables import operations, replicas
from tests.portal.conftest import Portal
from tests.portal.pcs import Heard, Pc, altered
from tests.portal.portal_school import PUPIL
from tests.small_school import LESSONS


def add(value: str, n: int = 0) -> Operation:
    return Operation(MarkAdd(LESSONS[n], PUPIL, None, value))


def present(pc: Pc, lease: str, coming: str = "", ask: ExchangeAsk | None = None) -> Heard:
    """Exchange as a copy that is known by a lease."""
    asked = pc.request(ask or ExchangeAsk(pc.cursor, want=10))
    return pc.send("exchange", replace(asked, replica=Device(pc.replica, 0, lease, coming)))


def stored(portal: Portal, pc: Pc) -> str:
    with portal.engine.connect() as connection:
        return str(connection.execute(select(replicas.c.lease).where(replicas.c.id == pc.replica)).scalar_one())


def copy_of(pc: Pc) -> Pc:
    """Return a PC with the same disk; what it writes from now on, it writes in another run of its program."""
    return altered(pc, boot=text_of(os.urandom(8)))


def fork(pc: Pc, *, of: ReplicaId, first_n: int, lease: str = "") -> Heard:
    ask = ForkAsk(ReplicaId(text_of(os.urandom(16))), of, first_n, lease, "nonce", "")
    ask = replace(ask, sig=to_base64(pc.author.sign(fork_text(pc.replica, ask)).signature))
    heard = pc.ask("fork", ask)
    if heard.status == 200:
        pc.replica, pc.token = ask.id, heard.body(ForkAnswer).token
    return heard


def test_a_lease_is_renewed_and_a_repeat_after_a_lost_reply_is_fine(portal: Portal, anna: Pc) -> None:
    for _ in range(2):
        assert present(anna, "", "1.a.x").status == 200
    for _ in range(2):
        assert present(anna, "1.a.x", "2.a.y").status == 200
    assert stored(portal, anna) == "2.a.y"
    assert present(anna, "2.a.y").status == 200


@pytest.mark.parametrize(("held", "coming"), [("1.a.x", ""), ("1.a.x", "2.b.z"), ("", "1.b.z"), ("2.b.z", "3.b.z")])
def test_another_copy_is_told_apart_and_changes_nothing(portal: Portal, anna: Pc, held: str, coming: str) -> None:
    """I16."""
    present(anna, "", "1.a.x")
    present(anna, "1.a.x", "2.a.y")
    heard = present(anna, held, coming, anna.batch([anna.write(add("5"))]))
    assert (heard.status, heard.refusal) == (409, ("forked", "replica.lease"))
    assert stored(portal, anna) == "2.a.y"
    with portal.engine.connect() as connection:
        assert connection.execute(select(operations.c.n).where(operations.c.replica == anna.replica)).first() is None


def test_a_portal_that_was_put_back_takes_the_newer_lease(portal: Portal, anna: Pc) -> None:
    present(anna, "", "1.a.x")
    assert present(anna, "7.a.y").status == 200
    assert stored(portal, anna) == "7.a.y"
    with portal.engine.begin() as connection:
        forget_leases(connection)
    assert present(anna, "3.a.z").status == 200


def test_a_program_without_leases_is_served_as_before(portal: Portal, anna: Pc) -> None:
    present(anna, "", "1.a.x")
    assert anna.verdicts(add("5")) == [("applied", "")]
    assert present(anna, "nonsense").refusal == ("malformed", "replica.lease")


def test_a_number_of_other_content_is_a_copy(anna: Pc) -> None:
    """I3: as the disk of a PC that was put back behind answered operations."""
    other = copy_of(anna)
    anna.push(add("5"))
    heard = other.ask("exchange", other.batch([other.write(add("4", 1))]))
    assert (heard.status, heard.refusal) == (409, ("forked", "body.ops"))


def test_two_copies_keep_what_each_wrote_and_share_what_both_have(portal: Portal, anna: Pc, boris: Pc) -> None:
    """I16: one operation was written before the copy, and both bring it."""
    common = anna.write(add("5"))
    other = copy_of(anna)
    anna.ask("exchange", anna.batch([common]))
    anna.push(add("4", 1))
    asked = other.ask("known", KnownAsk(tuple(other.ids))).body(KnownAnswer).found
    assert [(each.replica, each.n, each.outcome) for each in asked] == [(anna.replica, 1, "applied")]
    assert fork(other, of=anna.replica, first_n=2).status == 200
    assert other.verdicts(add("3", 1)) == [("applied", "")]
    changed = other.write(Operation(MarkSet("2", "исправлено")), base=1)
    outcome = other.ask("exchange", other.batch([changed])).body(ExchangeAnswer).outcomes[0]
    assert (outcome.n, outcome.outcome) == (3, "applied")
    assert anna.verdicts(add("3", 2)) == [("applied", "")]
    entries = [(each.replica, each.op) for each in boris.pull() if each.author == anna.teacher]
    assert len({op for _, op in entries}) == len(entries) == 5
    assert [replica for replica, _ in entries].count(other.replica) == 2


def test_what_a_copy_has_brought_already_is_not_taken_twice(anna: Pc) -> None:
    """I3: the other copy is told to look where it is."""
    common = [anna.write(add("5")), anna.write(add("4", 1))]
    other = copy_of(anna)
    fork(other, of=anna.replica, first_n=1)
    old = altered(other, replica=anna.replica).session
    ids = "".join(anna.ids).encode()
    sig = to_base64(anna.author.sign(ids).signature)
    ask = replace(other.batch(common, first_n=1), session=replace(old, boot=anna.boot), sig=sig)
    assert other.ask("exchange", ask).status == 200
    heard = anna.ask("exchange", anna.batch(common))
    assert heard.refusal == ("forked", "body.ops")
    found = anna.ask("known", KnownAsk(tuple(anna.ids))).body(KnownAnswer).found
    assert {each.replica for each in found} == {other.replica}


def test_asking_again_for_one_name_gives_another_token_and_counts_once(portal: Portal, anna: Pc) -> None:
    first = copy_of(anna)
    ask = ForkAsk(ReplicaId("B" * 22), anna.replica, 1, "1.a.x", "nonce", "")
    ask = replace(ask, sig=to_base64(anna.author.sign(fork_text(anna.replica, ask)).signature))
    tokens = [first.ask("fork", ask).body(ForkAnswer) for _ in range(2)]
    assert tokens[0].token != tokens[1].token
    assert [each.forks for each in tokens] == [1, 1]
    second = copy_of(anna)
    assert fork(second, of=anna.replica, first_n=1, lease="1.a.x").body(ForkAnswer).forks == 2
    assert fork(copy_of(anna), of=anna.replica, first_n=1, lease="2.a.y").body(ForkAnswer).forks == 1


def test_nobody_takes_a_name_for_somebody_else(portal: Portal, anna: Pc, boris: Pc) -> None:
    """I22."""
    assert fork(copy_of(anna), of=boris.replica, first_n=1).refusal == ("not_found", "")
    ask = ForkAsk(ReplicaId("B" * 22), anna.replica, 1, "", "nonce", "")
    forged = replace(ask, sig=to_base64(boris.author.sign(fork_text(anna.replica, ask)).signature))
    assert anna.ask("fork", forged).refusal == ("bad_signature", "body.sig")
    boris.push(add("5"))
    assert anna.ask("known", KnownAsk(tuple(boris.ids))).body(KnownAnswer).found == ()
    assert anna.ask("known", KnownAsk(tuple(boris.ids) * 2_001)).status == 413


def test_a_carried_record_goes_on_where_its_own_copy_left_off(portal: Portal, anna: Pc, boris: Pc) -> None:
    """I16: both copies used number 2; what is carried of the second is kept beside it."""
    common = anna.write(add("5"))
    other = copy_of(anna)
    anna.ask("exchange", anna.batch([common]))
    anna.push(add("4", 1))
    bodies = [other.write(add("3", 1)), other.write(Operation(MarkSet("2", "исправлено")), base=2)]
    header, key = header_of(other.session), portal.key.verify_key
    records = [
        to_base64(sealed(header, n, body, author=other.author, portal=key, prev=other.ids[n - 2]))
        for n, body in enumerate(bodies, 2)
    ]
    carrier = portal.stranger()
    carrier.school = portal.school
    for _ in range(2):
        receipts = carrier.ask("courier", CourierAsk(tuple(records))).body(CourierAnswer).receipts
        assert [(each.replica, each.upto) for each in receipts] == [(anna.replica, 3)]
    assert anna.verdicts(add("3", 2)) == [("applied", "")]
    found = other.ask("known", KnownAsk(tuple(other.ids))).body(KnownAnswer).found
    assert [each.n for each in sorted(found, key=lambda each: each.n)] == [1, 2, 3]
    assert [each.outcome for each in found] == ["applied"] * 3
    assert sum(each.author == anna.teacher for each in boris.pull()) == 5
