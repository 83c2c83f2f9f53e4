"""What may be decided about an application for access after what, and by whoever saw what."""

from collections.abc import Iterator
from itertools import product

import pytest
from msgspec.structs import replace

from app.domain.access import ENDED, GRANTED, NEXT, REFUSED, UNDECIDED, WITHDRAWN, AccessRequest
from app.domain.records import Record
from app.ids import OperationId, ReplicaId, TeacherId
from app.judging.judge import judge
from app.judging.verdicts import TEXT_LIMIT, Outcome, Verdict, Written
from app.operations import Operation, RecordsPut
from app.planning import AccessDecide
from app.store.rows import StoredRows, write
from app.store.unit import Store
from tests.access_requests import a_request
from tests.builders import a_store

STATES = (UNDECIDED, GRANTED, REFUSED, WITHDRAWN, ENDED)
SEEN, OTHER = OperationId("seen"), OperationId("other")
WRITTEN = Written(OperationId("new"), TeacherId("anna"), ReplicaId("pc"), "2026-09-21T09:00:00+00:00")

APPLIED = {
    *((UNDECIDED, decision, base) for decision in (GRANTED, REFUSED) for base in (SEEN, OTHER)),
    (GRANTED, ENDED, SEEN),
    (ENDED, GRANTED, SEEN),
}
"""What is carried out: a state, a decision, and what its author saw; written by hand, so that a slip there is seen."""

WITH_GROUND = {(UNDECIDED, REFUSED), (GRANTED, ENDED), (ENDED, GRANTED)}
"""Which decisions have to say why."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One journal for every case: each writes its own application over the last one."""
    opened = a_store(tmp_path_factory.mktemp("judged"))
    yield opened
    opened.close()


def judged(store: Store, request: AccessRequest, operation: Operation) -> Verdict:
    with store.unit() as unit:
        write(unit.connection, [request])
        return judge(operation, WRITTEN, StoredRows(unit.connection))


def standing(state: str) -> AccessRequest:
    return replace(a_request(), token=SEEN, decision=state, decided_by=TeacherId("boris"), answer="прежнее")


def decide(decision: str, answer: str = "паспорт", base: OperationId = SEEN) -> Operation:
    return Operation(AccessDecide(decision, answer), ent="request", base=base)


@pytest.mark.parametrize(("state", "decision", "base"), list(product(STATES, (GRANTED, REFUSED, ENDED), (SEEN, OTHER))))
def test_every_decision_after_every_state(store: Store, state: str, decision: str, base: OperationId) -> None:
    verdict = judged(store, standing(state), decide(decision, base=base))
    if state == decision:
        assert (verdict.outcome, verdict.rows) == (Outcome.SAME, ())
    elif (state, decision, base) in APPLIED:
        (row,) = verdict.rows
        assert isinstance(row, AccessRequest)
        assert (row.decision, row.decided_by, row.answer, row.token) == (decision, "anna", "паспорт", "new")
    else:
        assert (verdict.outcome, verdict.reason, verdict.rows) == (Outcome.REJECTED, "decided", ())


@pytest.mark.parametrize(("state", "decision"), sorted({(state, decision) for state, decision, _ in APPLIED}))
def test_only_a_first_grant_needs_no_ground(store: Store, state: str, decision: str) -> None:
    verdict = judged(store, standing(state), decide(decision, " "))
    expected = (Outcome.REJECTED, "no_reason") if (state, decision) in WITH_GROUND else (Outcome.APPLIED, "")
    assert (verdict.outcome, verdict.reason) == expected


@pytest.mark.parametrize("decision", [WITHDRAWN, UNDECIDED, "accepted"])
def test_what_the_school_does_not_decide_is_no_decision(store: Store, decision: str) -> None:
    verdict = judged(store, standing(GRANTED), decide(decision))
    assert (verdict.outcome, verdict.reason) == (Outcome.REJECTED, "bad_value")


def test_a_ground_has_an_end(store: Store) -> None:
    longest = judged(store, standing(UNDECIDED), decide(REFUSED, "x" * TEXT_LIMIT))
    longer = judged(store, standing(UNDECIDED), decide(REFUSED, "x" * (TEXT_LIMIT + 1)))
    assert (longest.outcome, longer.reason) == (Outcome.APPLIED, "too_long")


@pytest.mark.parametrize(("state", "wanted"), list(product(STATES, STATES)))
def test_what_the_portal_puts_decides_only_what_may_follow(store: Store, state: str, wanted: str) -> None:
    put = replace(standing(wanted), doubts="of_age", answer="новое")
    verdict = judged(store, standing(state), Operation(RecordsPut((put,))))
    (row,) = verdict.rows
    assert isinstance(row, AccessRequest)
    taken = wanted == state or wanted in NEXT[state]
    assert (row.doubts, row.decision, row.answer) == (
        "of_age",
        wanted if taken else state,
        "новое" if taken else "прежнее",
    )


def test_one_that_is_new_is_put_as_it_is(store: Store) -> None:
    put: Record = a_request("another")
    verdict = judged(store, standing(GRANTED), Operation(RecordsPut((put,))))
    assert verdict.rows == (replace(put, token=WRITTEN.id),)
