"""Who is sent applications for access to a diary, and who decides: the class teacher, a deputy head, the office."""

from datetime import date

import pytest
from msgspec.structs import replace

from app.domain.access import ENDED, GRANTED, REFUSED, WITHDRAWN, AccessRequest
from app.domain.classroom import Duty
from app.domain.records import NEVER, SchoolClass
from app.ids import OFFICE, ClassId, OperationId, RequestId, TeacherId
from app.judging.verdicts import TEXT_LIMIT, Outcome
from app.operations import Operation
from app.planning import AccessDecide
from app.wire.messages import ExchangeAnswer
from portal.exchange.office import decide_asked
from portal.store.rows import read_records
from tests.portal.conftest import Portal
from tests.portal.pcs import RECORDS, Pc
from tests.portal.portal_school import CLASS_8A, STRANGERS
from tests.small_school import BORIS, CLASS, PUPILS

ACCESS = "access"
OF_7B, OF_8A = RequestId("request-7b"), RequestId("request-8a")
APPLIED, SAME = ("applied", ""), ("same", "")
DECIDED, NO_REASON, UNKNOWN = ("rejected", "decided"), ("rejected", "no_reason"), ("rejected", "no_request")
FILED, DUE = "2026-09-21T08:00:00+00:00", date(2026, 9, 22)


def a_request(key: RequestId = OF_7B, pupil: str = PUPILS[0], school_class: ClassId = CLASS) -> AccessRequest:
    told = ("parent", "Иванова Мария Петровна", "mother", "surname_differs")
    return AccessRequest(key, NEVER, pupil, school_class, *told, FILED, DUE)  # type: ignore[arg-type]  # a plain text


@pytest.fixture(autouse=True)
def _filed(portal: Portal) -> None:
    portal.put(a_request(), a_request(OF_8A, STRANGERS[0], CLASS_8A))


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), None))
    return portal.pc("boris")


def requests(pc: Pc) -> dict[str, AccessRequest]:
    return {row.id: row for row in pc.rows(ACCESS) if isinstance(row, AccessRequest)}


def fed(pc: Pc) -> list[AccessRequest]:
    """Return the applications that the feed brings from here on."""
    return [row for entry in pc.pull() for row in entry.rows if isinstance(row, AccessRequest)]


def standing(portal: Portal, key: RequestId = OF_7B) -> AccessRequest:
    with portal.engine.connect() as connection:
        (row,) = read_records(connection, portal.school, [(AccessRequest, key)])
    assert isinstance(row, AccessRequest)
    return row


def decide(decision: str, answer: str = "", *, of: RequestId = OF_7B, base: str = NEVER) -> Operation:
    return Operation(AccessDecide(decision, answer), ent=of, base=OperationId(base))


def test_the_class_teacher_and_the_deputy_head_are_sent_them_and_nobody_else(
    portal: Portal, anna: Pc, boris: Pc
) -> None:
    """Anna is the class teacher of 7Б, Vera of 8А; Boris teaches in 7Б."""
    assert set(requests(anna)) == {OF_7B}
    assert set(requests(portal.pc("vera"))) == {OF_8A}
    assert requests(boris) == {}
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), None))
    assert set(requests(boris)) == {OF_7B, OF_8A}


def test_a_new_one_comes_by_the_feed_to_whom_it_concerns(portal: Portal, anna: Pc, deputy: Pc) -> None:
    galina = portal.pc("galina")
    for pc in (anna, deputy, galina):
        pc.pull()
    portal.put(a_request(RequestId("request-2"), PUPILS[1]))
    assert [[row.id for row in fed(pc)] for pc in (anna, deputy, galina)] == [["request-2"], ["request-2"], []]


def test_a_class_that_is_handed_over_takes_its_applications_along(portal: Portal, anna: Pc) -> None:
    galina = portal.pc("galina")
    scopes = [anna.exchange().scope, galina.exchange().scope]
    portal.put(SchoolClass(CLASS, NEVER, 7, "Б", 1, TeacherId("galina")))
    assert (requests(anna), set(requests(galina))) == ({}, {OF_7B})
    assert [anna.exchange().scope, galina.exchange().scope] != scopes
    assert anna.verdicts(decide(GRANTED)) == [UNKNOWN]
    assert galina.verdicts(decide(GRANTED)) == [APPLIED]


def test_what_is_of_another_class_is_answered_like_what_does_not_exist(portal: Portal, anna: Pc, boris: Pc) -> None:
    assert anna.verdicts(decide(GRANTED, of=OF_8A), decide(GRANTED, of=RequestId("none"))) == [UNKNOWN, UNKNOWN]
    assert boris.verdicts(decide(GRANTED)) == [UNKNOWN]
    assert standing(portal).decision == standing(portal, OF_8A).decision == ""


def test_a_decision_says_who_made_it_and_is_made_once(portal: Portal, anna: Pc, deputy: Pc) -> None:
    assert anna.verdicts(decide(REFUSED), decide(REFUSED, " ")) == [NO_REASON, NO_REASON]
    assert anna.verdicts(decide(REFUSED, " Документы не совпали ")) == [APPLIED]
    row = standing(portal)
    assert (row.decision, row.decided_by, row.answer) == (REFUSED, "anna", "Документы не совпали")
    assert deputy.verdicts(decide(REFUSED, "иное"), decide(GRANTED)) == [SAME, DECIDED]
    assert standing(portal) == row


def test_what_was_granted_ends_and_is_restored_with_a_ground(portal: Portal, anna: Pc) -> None:
    assert anna.verdicts(decide(GRANTED)) == [APPLIED]
    granted = standing(portal).token
    assert anna.verdicts(decide(ENDED, base=granted), decide(REFUSED, "нет", base=granted)) == [NO_REASON, DECIDED]
    assert anna.verdicts(decide(ENDED, "Решение суда № 2", base=granted)) == [APPLIED]
    ended = standing(portal).token
    assert anna.verdicts(decide(GRANTED, base=ended)) == [NO_REASON]
    assert anna.verdicts(decide(GRANTED, "Паспорт показан", base=ended)) == [APPLIED]
    assert (standing(portal).decision, standing(portal).answer) == (GRANTED, "Паспорт показан")


def test_who_has_not_seen_that_it_ended_restores_nothing(portal: Portal, anna: Pc, deputy: Pc) -> None:
    """Offline Anna still sees an application; meanwhile it was granted, and the access ended by a court's document."""
    deputy.push(decide(GRANTED))
    deputy.push(decide(ENDED, "Решение суда", base=standing(portal).token))
    assert anna.verdicts(decide(GRANTED, "знаю её лично")) == [DECIDED]
    assert standing(portal).decision == ENDED


def test_two_decisions_offline_follow_one_another(portal: Portal, anna: Pc) -> None:
    bodies = [anna.write(decide(GRANTED)), anna.write(decide(ENDED, "Ошибка"), base=1)]
    outcomes = anna.ask("exchange", anna.batch(bodies)).body(ExchangeAnswer).outcomes
    assert [each.outcome for each in outcomes] == ["applied", "applied"]
    assert standing(portal).decision == ENDED


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (decide(WITHDRAWN), "bad_value"),
        (decide("maybe"), "bad_value"),
        (decide(ENDED, "рано"), "decided"),
        (decide(REFUSED, "x" * (TEXT_LIMIT + 1)), "too_long"),
    ],
)
def test_what_cannot_be_decided_is_refused(portal: Portal, anna: Pc, operation: Operation, said: str) -> None:
    assert anna.verdicts(operation) == [("rejected", said)]
    assert standing(portal).decision == ""


def test_the_office_decides_too_and_the_later_teacher_is_told(portal: Portal, anna: Pc) -> None:
    anna.pull()
    with portal.engine.begin() as connection:
        verdict = decide_asked(connection, portal.school, decide(REFUSED, "Нет сведений"), received_ms=portal.clock.ms)
        again = decide_asked(connection, portal.school, decide(GRANTED), received_ms=portal.clock.ms)
    assert (verdict.outcome, again.outcome, again.reason) == (Outcome.APPLIED, Outcome.REJECTED, "decided")
    assert anna.verdicts(decide(GRANTED)) == [DECIDED]
    assert [(row.decision, row.decided_by) for row in fed(anna)] == [(REFUSED, OFFICE)]


def test_what_the_portal_puts_never_takes_a_decision_back(portal: Portal, anna: Pc) -> None:
    """The applicant withdraws while the class teacher grants; whoever is first has decided."""
    anna.push(decide(GRANTED))
    assert portal.put(replace(a_request(), decision=WITHDRAWN)) == 0
    assert standing(portal).decision == GRANTED
    assert portal.put(replace(a_request(), doubts="name_stated")) == 1
    assert (standing(portal).decision, standing(portal).decided_by) == (GRANTED, "anna")
    assert portal.put(replace(a_request(), decision=ENDED, answer="Выбыл")) == 1
    assert (standing(portal).decision, standing(portal).answer) == (ENDED, "Выбыл")


def test_a_program_that_cannot_read_them_is_not_told_of_them(portal: Portal, anna: Pc) -> None:
    anna.records = tuple(tag for tag in RECORDS if tag not in {"access_request", "excuse_proposal"})
    assert ACCESS not in {part.id for part in anna.hello().parts}
    portal.put(a_request(RequestId("request-2"), PUPILS[1]))
    assert fed(anna) == [] == anna.rows(ACCESS)


def test_a_duty_that_has_ended_decides_nothing(portal: Portal) -> None:
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), date(2026, 9, 2)))
    boris = portal.pc("boris")
    assert requests(boris) == {}
    assert boris.verdicts(decide(GRANTED)) == [UNKNOWN]
