"""Taking back what the portal holds: by its author alone, before anybody decides, also in the batch that brings it."""

from datetime import date

import pytest

from app.domain.classroom import Duty
from app.domain.disputes import HeldEntry
from app.domain.periods import closing_id
from app.domain.records import NEVER, Assignment, Closing, Mark
from app.operations import HeldDecide, HeldWithdraw, MarkAdd, Operation
from app.wire.messages import ExchangeAnswer
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

APPLIED, SAME, HELD = ("applied", ""), ("same", ""), ("held", "term_closed")
NO_HELD, DECIDED = ("rejected", "no_held"), ("rejected", "decided")
IVANOV, MONDAY = PUPILS[0], LESSONS[0]
ASKED = Operation(MarkAdd(MONDAY, IVANOV, None, "5", "забыла"))


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), None))
    return portal.pc("boris")


@pytest.fixture(autouse=True)
def _closed(portal: Portal) -> None:
    portal.put(Closing(closing_id(WHOLE_YEAR, CLASS), NEVER, WHOLE_YEAR, CLASS, True, "", BORIS))


def withdraw(held: str) -> Operation:
    return Operation(HeldWithdraw(), ent=held)


def decisions(pc: Pc) -> list[str]:
    return [row.decision for row in pc.rows(ALGEBRA) if isinstance(row, HeldEntry)]


def asked(pc: Pc) -> str:
    """Let a correction be held, and return which one it is."""
    assert pc.verdicts(ASKED) == [HELD]
    return pc.ids[-1]


def test_a_request_and_its_withdrawal_may_come_in_one_batch(anna: Pc, deputy: Pc) -> None:
    request = anna.write(ASKED)
    batch = anna.batch([request, anna.write(withdraw(anna.ids[0]))])
    outcomes = anna.ask("exchange", batch).body(ExchangeAnswer).outcomes
    assert [(each.outcome, each.reason) for each in outcomes] == [HELD, APPLIED]
    assert decisions(deputy) == ["withdrawn"]
    assert deputy.verdicts(Operation(HeldDecide(accept=True), ent=anna.ids[0])) == [DECIDED]
    assert [row for row in anna.rows(ALGEBRA) if isinstance(row, Mark)] == []


def test_what_was_withdrawn_once_is_not_withdrawn_twice_nor_after_a_decision(anna: Pc, deputy: Pc) -> None:
    first, second = asked(anna), asked(anna)
    assert anna.verdicts(withdraw(first), withdraw(first)) == [APPLIED, SAME]
    assert deputy.verdicts(Operation(HeldDecide(accept=False, answer="поздно"), ent=second)) == [APPLIED]
    assert anna.verdicts(withdraw(second)) == [DECIDED]
    assert sorted(decisions(anna)) == ["refused", "withdrawn"]


def test_nobody_withdraws_what_another_has_asked_for(anna: Pc, deputy: Pc, portal: Portal) -> None:
    request = asked(anna)
    assert deputy.verdicts(withdraw(request)) == [NO_HELD]
    assert portal.pc("vera").verdicts(withdraw(request), withdraw("nothing")) == [NO_HELD, NO_HELD]
    assert decisions(anna) == [""]


def test_whose_assignment_has_ended_may_still_withdraw(portal: Portal, anna: Pc) -> None:
    request = asked(anna)
    portal.put(Assignment(f"assignment-{ANNA}", NEVER, ALGEBRA, ANNA, BEGINS, BEGINS))
    assert anna.verdicts(withdraw(request)) == [APPLIED]
