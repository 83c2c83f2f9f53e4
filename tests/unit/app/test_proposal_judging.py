"""What may be decided about a parent's reason of an absence after what, and which reasons follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import TypeVar

import pytest
from msgspec import Struct
from msgspec.structs import replace

from app.domain.attendance import attendance_id
from app.domain.excuse_proposals import (
    ACCEPTED,
    DAYS_AHEAD,
    DAYS_BACK,
    DECLINED,
    LONGEST_DAYS,
    NEXT,
    UNDECIDED,
    WITHDRAWN,
    ExcuseProposal,
    Slip,
    slip_of,
)
from app.domain.records import NEVER, Attendance, Record
from app.ids import OperationId, ReplicaId, TeacherId
from app.judging.judge import judge
from app.judging.reasons import following
from app.judging.verdicts import TEXT_LIMIT, Outcome, Verdict, Written
from app.operations import AbsenceExcuse, Operation, RecordsPut
from app.planning import ProposalDecide
from app.store.rows import StoredRows, write
from app.store.unit import Store
from tests.builders import a_store
from tests.excuse_proposals import PAPER, a_proposal
from tests.small_school import ALGEBRA, BORIS, LESSONS, PUPILS

R = TypeVar("R", bound=Struct)
STATES = (UNDECIDED, ACCEPTED, DECLINED, WITHDRAWN)
SEEN, OTHER = OperationId("seen"), OperationId("other")
WRITTEN = Written(OperationId("new"), TeacherId("anna"), ReplicaId("pc"), "2026-09-21T09:00:00+00:00")
TODAY = date(2026, 9, 21)

APPLIED = {
    *((UNDECIDED, decision, base) for decision in (ACCEPTED, DECLINED) for base in (SEEN, OTHER)),
    (ACCEPTED, DECLINED, SEEN),
    (DECLINED, ACCEPTED, SEEN),
    (ACCEPTED, UNDECIDED, SEEN),
    (DECLINED, UNDECIDED, SEEN),
}
"""What is carried out: a state, a decision, and what its author saw; written by hand, so that a slip there is seen."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One journal for every case: each writes its own proposal over the last one."""
    opened = a_store(tmp_path_factory.mktemp("judged"))
    yield opened
    opened.close()


def judged(store: Store, operation: Operation, *rows: Record) -> Verdict:
    with store.unit() as unit:
        write(unit.connection, rows)
        return judge(operation, WRITTEN, StoredRows(unit.connection))


def standing(state: str) -> ExcuseProposal:
    return replace(a_proposal(), token=SEEN, decision=state, decided_by=TeacherId("boris"), answer="прежнее")


def decide(decision: str, answer: str = "нет справки", base: OperationId = SEEN) -> Operation:
    return Operation(ProposalDecide(decision, answer), ent="proposal", base=base)


@pytest.mark.parametrize(
    ("state", "decision", "base"), list(product(STATES, (ACCEPTED, DECLINED, UNDECIDED), (SEEN, OTHER)))
)
def test_every_decision_after_every_state(store: Store, state: str, decision: str, base: OperationId) -> None:
    verdict = judged(store, decide(decision, base=base), standing(state))
    if state == decision:
        assert (verdict.outcome, verdict.rows) == (Outcome.SAME, ())
    elif (state, decision, base) in APPLIED:
        (row,) = verdict.rows
        assert isinstance(row, ExcuseProposal)
        said = ("anna", "нет справки") if decision else ("", "")
        assert (row.decision, row.decided_by, row.answer, row.token) == (decision, *said, "new")
    else:
        assert (verdict.outcome, verdict.reason, verdict.rows) == (Outcome.REJECTED, "decided", ())


@pytest.mark.parametrize("state", [UNDECIDED, ACCEPTED])
def test_a_decline_says_why_and_an_acceptance_need_not(store: Store, state: str) -> None:
    assert judged(store, decide(DECLINED, " "), standing(state)).reason == "no_reason"
    assert judged(store, decide(ACCEPTED, ""), standing(DECLINED)).outcome is Outcome.APPLIED


@pytest.mark.parametrize("decision", [WITHDRAWN, "granted"])
def test_what_the_school_does_not_decide_is_no_decision(store: Store, decision: str) -> None:
    assert judged(store, decide(decision), standing(ACCEPTED)).reason == "bad_value"


def test_an_answer_has_an_end(store: Store) -> None:
    longest = judged(store, decide(DECLINED, "x" * TEXT_LIMIT), standing(UNDECIDED))
    longer = judged(store, decide(DECLINED, "x" * (TEXT_LIMIT + 1)), standing(UNDECIDED))
    assert (longest.outcome, longer.reason) == (Outcome.APPLIED, "too_long")


@pytest.mark.parametrize(("state", "wanted"), list(product(STATES, STATES)))
def test_what_the_portal_puts_decides_only_what_may_follow(store: Store, state: str, wanted: str) -> None:
    put = replace(standing(wanted), proposer="Отец", answer="новое")
    verdict = judged(store, Operation(RecordsPut((put,))), standing(state))
    (row,) = verdict.rows
    assert isinstance(row, ExcuseProposal)
    taken = wanted == state or (wanted != UNDECIDED and wanted in NEXT[state])
    expected = (wanted, "новое") if taken else (state, "прежнее")
    assert (row.proposer, row.decision, row.answer) == ("Отец", *expected)


@dataclass(frozen=True)
class _Row:
    """A sign as a teacher has left it. given: the reason, with its paper."""

    code: str
    given: str = ""
    paper: tuple[str, date | None] = ("", None)

    def at(self, lesson: int) -> Attendance:
        key = attendance_id(LESSONS[lesson], PUPILS[0])
        place = (ALGEBRA, LESSONS[lesson], PUPILS[0])
        token = OperationId("given") if self.given else NEVER
        return Attendance(
            key, SEEN, *place, self.code, 0, BORIS, excuse=self.given, document=self.paper[0],
            document_day=self.paper[1], excuse_token=token,
        )  # fmt: skip


def kinds(decision: str, *rows: _Row) -> list[tuple[str, str, str, date | None, str]]:
    found = following(decision, a_proposal(), [each.at(n) for n, each in enumerate(rows, 9)])
    said = [each.args for each in found]
    assert all(isinstance(each, AbsenceExcuse) for each in said)
    return [(a.lesson, a.code, a.document, a.day, a.proposal) for a in said if isinstance(a, AbsenceExcuse)]


def test_an_acceptance_gives_its_reason_to_bare_absences_only() -> None:
    rows = (_Row("н"), _Row("о"), _Row("б"), _Row(""), _Row("у", "у", ("приказ", None)), _Row("б", "б", PAPER))
    assert kinds(ACCEPTED, *rows) == [(LESSONS[9], "б", *PAPER, "proposal")]


def test_a_decline_takes_back_just_what_the_proposal_had_given() -> None:
    others = ("справка № 6", PAPER[1])
    rows = (_Row("б", "б", PAPER), _Row("б", "б", others), _Row("у", "у", PAPER), _Row("н"), _Row("б"))
    assert kinds(DECLINED, *rows) == [(LESSONS[9], "", "", None, "proposal")]


@pytest.mark.parametrize(("state", "code"), list(product(STATES, ("б", ""))))
def test_a_reason_follows_only_from_the_decision_that_stands(store: Store, state: str, code: str) -> None:
    given = _Row("н") if code else _Row("б", "б", PAPER)
    seen = given.at(9)
    said = AbsenceExcuse(LESSONS[9], PUPILS[0], code, proposal=a_proposal().id)
    verdict = judged(store, Operation(said, base=seen.excuse_token or None), standing(state), seen)
    expected = Outcome.APPLIED if (state == ACCEPTED) == bool(code) else Outcome.SAME
    assert verdict.outcome is expected


@pytest.mark.parametrize(
    ("first", "last", "slip"),
    [
        (0, 0, None),
        (-DAYS_BACK, -DAYS_BACK, None),
        (-DAYS_BACK - 1, 0, Slip.TOO_OLD),
        (DAYS_AHEAD, DAYS_AHEAD, None),
        (0, DAYS_AHEAD + 1, Slip.TOO_FAR),
        (1, 0, Slip.BACKWARDS),
        (0, LONGEST_DAYS - 1, None),
        (-1, LONGEST_DAYS - 1, Slip.TOO_LONG),
    ],
)
def test_which_days_can_be_told(first: int, last: int, slip: Slip | None) -> None:
    assert slip_of(TODAY + timedelta(first), TODAY + timedelta(last), TODAY) is slip
