"""Marks for a term that the school does not have: held with a reason, taken in once the term is there (again)."""

from datetime import date

import pytest

from app.domain.classroom import Duty
from app.domain.disputes import HeldEntry
from app.domain.periods import EXAM, FINAL, YEAR, final_mark_id
from app.domain.records import NEVER, FinalMark, Term
from app.ids import OperationId, PupilId
from app.operations import FinalSet, HeldDecide, Operation
from app.wire.messages import ExchangeAnswer
from app.wire.witnesses import KEPT, LATER, Told, WitnessAnswer, WitnessAsk
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, PUPILS

IVANOV = PUPILS[0]
SPRING = Term("spring", NEVER, "4 четверть", 4, 1, 11, date(2027, 4, 1), date(2027, 5, 25))
APPLIED, HELD, NO_TERM = ("applied", ""), ("held", "no_term"), ("rejected", "no_term")
KEY = final_mark_id(ALGEBRA, IVANOV, SPRING.id)


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    return portal.pc("boris")


def given(value: str, period: str = SPRING.id, base: str = "") -> Operation:
    return Operation(FinalSet(ALGEBRA, IVANOV, period, value, "4.50"), base=OperationId(base) if base else None)


def finals(pc: Pc) -> list[str]:
    return [row.value for row in pc.rows(ALGEBRA) if isinstance(row, FinalMark)]


def held(pc: Pc) -> list[HeldEntry]:
    return [row for row in pc.rows(ALGEBRA) if isinstance(row, HeldEntry)]


def accept(deputy: Pc, *entries: str) -> list[tuple[str, str]]:
    return deputy.verdicts(*(Operation(HeldDecide(accept=True), ent=each) for each in entries))


def test_a_mark_for_a_term_that_the_school_does_not_have_is_held_and_both_read_it(anna: Pc, deputy: Pc) -> None:
    """I10: a portal that was put back to before the term must not refuse for good what was written in good faith."""
    periods = (SPRING.id, YEAR, EXAM, FINAL)
    assert anna.verdicts(*(given("5", period) for period in periods)) == [HELD, APPLIED, APPLIED, APPLIED]
    for pc in (anna, deputy):
        (entry,) = held(pc)
        assert (entry.ground, entry.period, entry.value, entry.author) == ("no_term", SPRING.id, "5", ANNA)
        assert finals(pc) == ["5", "5", "5"]


def test_of_a_pupil_whom_the_journal_does_not_know_it_is_refused(anna: Pc) -> None:
    stranger = Operation(FinalSet(ALGEBRA, PupilId("nobody"), SPRING.id, "5", "4.50"))
    assert anna.verdicts(stranger) == [("rejected", "no_pupil")]
    assert held(anna) == []


def test_it_is_accepted_once_the_term_is_there_again_and_not_before(portal: Portal, anna: Pc, deputy: Pc) -> None:
    """I15."""
    assert anna.verdicts(given("5")) == [HELD]
    entry = anna.ids[-1]
    assert accept(deputy, entry) == [NO_TERM]
    assert [each.decision for each in held(deputy)] == [""]
    portal.put(SPRING)
    assert accept(deputy, entry) == [APPLIED]
    assert finals(anna) == ["5"]


def test_a_change_of_what_is_held_is_held_with_it_and_both_are_taken_in(portal: Portal, anna: Pc, deputy: Pc) -> None:
    batch = anna.write(given("5")), anna.write(given("4", base=anna.ids[0]))
    outcomes = anna.ask("exchange", anna.batch(batch)).body(ExchangeAnswer).outcomes
    assert [(each.outcome, each.reason) for each in outcomes] == [HELD, HELD]
    portal.put(SPRING)
    assert accept(deputy, *anna.ids[:2]) == [APPLIED, APPLIED]
    assert finals(anna) == ["4"]


def test_there_is_nothing_to_decide_where_no_mark_is_set(anna: Pc) -> None:
    assert anna.verdicts(given("")) == [("same", "")]


def test_a_term_that_comes_first_makes_it_a_mark_like_any_other(portal: Portal, anna: Pc) -> None:
    portal.put(SPRING)
    assert anna.verdicts(given("5")) == [APPLIED]


def test_a_term_that_was_taken_back_is_one_that_the_school_has(portal: Portal, anna: Pc) -> None:
    """What was set before the office took it back may arrive after that."""
    portal.put(SPRING)
    portal.put(Term(SPRING.id, NEVER, SPRING.name, 4, 0, 0, SPRING.first, SPRING.last))
    assert anna.verdicts(given("5")) == [APPLIED]


def test_a_mark_that_stands_for_such_a_term_may_be_changed_and_taken_back(portal: Portal, anna: Pc) -> None:
    """I17: earlier portals have taken it in."""
    portal.put(FinalMark(KEY, NEVER, ALGEBRA, IVANOV, SPRING.id, "5", "4.50", "", ANNA))
    (mark,) = (row for row in anna.rows(ALGEBRA) if isinstance(row, FinalMark))
    assert anna.verdicts(given("4", base=mark.token)) == [APPLIED]
    assert anna.verdicts(given("", base=anna.ids[-1])) == [APPLIED]


def test_a_witness_of_it_is_told_again_until_the_term_is_there(portal: Portal, deputy: Pc) -> None:
    """I15: neither kept as a question that nobody can answer, nor refused for good."""
    seen = FinalMark(KEY, OperationId("L" * 22), ALGEBRA, IVANOV, SPRING.id, "5", "4.50", "", ANNA)

    def tell() -> str:
        (word,) = deputy.ask("witness", WitnessAsk((Told("final_mark", seen),))).body(WitnessAnswer).words
        return word

    assert tell() == LATER
    assert held(deputy) == []
    portal.put(SPRING)
    assert tell() == KEPT
    (entry,) = held(deputy)
    assert accept(deputy, entry.id) == [APPLIED]
    assert finals(deputy) == ["5"]
