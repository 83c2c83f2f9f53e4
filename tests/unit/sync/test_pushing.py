import msgspec
import pytest

from app.errors import NotThePortalError, PortalTooNewError
from app.judging.verdicts import Outcome
from app.wire.messages import Judged
from sync.pulling import KINDS, entries_of
from sync.pushing import NO_PUSH, Push

TWO = Push(None, 7, (msgspec.Raw(b"[]"), msgspec.Raw(b"[]")), "")


def judged(n: int, outcome: str = "applied") -> Judged:
    return Judged(n, outcome, "", 1)


@pytest.mark.parametrize("n", [0, 6, 9, 10**9])
def test_an_outcome_of_an_operation_that_was_not_sent_is_not_taken(n: int) -> None:
    with pytest.raises(NotThePortalError):
        TWO.check((judged(7), judged(n)))
    with pytest.raises(NotThePortalError):
        NO_PUSH.check((judged(n),))


def test_outcomes_of_what_was_sent_are_taken() -> None:
    TWO.check((judged(7), judged(8)))
    NO_PUSH.check(())


@pytest.mark.parametrize("outcome", Outcome)
def test_the_next_operations_follow_only_final_outcomes(outcome: Outcome) -> None:
    final = outcome not in {Outcome.BLOCKED, Outcome.DEFERRED}
    assert TWO.settled((judged(7), judged(8, outcome))) is final


def test_a_missing_outcome_is_not_final() -> None:
    assert not TWO.settled((judged(7),))
    assert NO_PUSH.settled(())


@pytest.mark.parametrize("feed", [b"", b"7", b'[[1,"op","a","r",0,[["mark",1]]]]', b"[[1]]"])
def test_a_feed_that_cannot_be_read_is_of_a_newer_portal(feed: bytes) -> None:
    with pytest.raises(PortalTooNewError):
        entries_of(msgspec.Raw(feed))


def test_the_portal_is_told_every_kind_that_this_program_writes() -> None:
    assert KINDS["mark.add"] == 1
    assert all(isinstance(version, int) for version in KINDS.values())
