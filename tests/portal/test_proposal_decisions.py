"""Who is sent what parents tell of absences, who decides, and that a reason follows only from what was decided."""

from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from app.domain.attendance import attendance_id
from app.domain.classroom import Duty
from app.domain.disputes import Conflict
from app.domain.excuse_proposals import ACCEPTED, DECLINED, WITHDRAWN, ExcuseProposal
from app.domain.records import NEVER, Attendance, School, SchoolClass
from app.ids import OFFICE, LessonId, OperationId, ProposalId, TeacherId
from app.judging.verdicts import TEXT_LIMIT, Outcome
from app.operations import AbsenceExcuse, AttendanceSet, Operation
from app.planning import ProposalDecide
from portal.exchange.office import decide_asked
from portal.store.rows import read_records
from portal.store.tables import TABLES
from tests.excuse_proposals import FILED, PAPER, a_proposal
from tests.portal.conftest import Portal
from tests.portal.pcs import RECORDS, Pc
from tests.portal.portal_school import CLASS_8A, STRANGERS
from tests.small_school import ALGEBRA, BORIS, CLASS, LESSONS, PUPILS

ASKED = "access"
OF_7B, OF_8A = ProposalId("proposal"), ProposalId("proposal-8a")
APPLIED, SAME = ("applied", ""), ("same", "")
DECIDED, NO_REASON, UNKNOWN = ("rejected", "decided"), ("rejected", "no_reason"), ("rejected", "no_proposal")
CHILD, LESSON = PUPILS[0], LESSONS[9]
GIVEN, BARE = ("б", "б", *PAPER), ("н", "", "", None)


@pytest.fixture(autouse=True)
def _filed(portal: Portal) -> None:
    portal.put(a_proposal(), a_proposal(OF_8A, STRANGERS[0], CLASS_8A))


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), None))
    return portal.pc("boris")


def proposals(pc: Pc) -> set[str]:
    return {row.id for row in pc.rows(ASKED) if isinstance(row, ExcuseProposal)}


def fed(pc: Pc) -> list[ExcuseProposal]:
    """Return what the feed brings of them from here on."""
    return [row for entry in pc.pull() for row in entry.rows if isinstance(row, ExcuseProposal)]


def standing(portal: Portal, key: ProposalId = OF_7B) -> ExcuseProposal:
    with portal.engine.connect() as connection:
        (row,) = read_records(connection, portal.school, [(ExcuseProposal, key)])
    assert isinstance(row, ExcuseProposal)
    return row


def sign_of(portal: Portal, lesson: LessonId = LESSON) -> tuple[str, str, str, date | None]:
    with portal.engine.connect() as connection:
        (row,) = read_records(connection, portal.school, [(Attendance, attendance_id(lesson, CHILD))])
    assert isinstance(row, Attendance)
    return row.code, row.excuse, row.document, row.document_day


def absent(pc: Pc, lesson: LessonId = LESSON) -> None:
    assert pc.verdicts(Operation(AttendanceSet(lesson, CHILD, "н"))) == [APPLIED]


def decide(decision: str, answer: str = "", *, of: ProposalId = OF_7B, base: str = NEVER) -> Operation:
    return Operation(ProposalDecide(decision, answer), ent=of, base=OperationId(base))


def given(code: str = "б", *, base: str = NEVER, of: ProposalId = OF_7B) -> Operation:
    said = AbsenceExcuse(LESSON, CHILD, code, proposal=of)
    if code:
        said = replace(said, document=PAPER[0], day=PAPER[1])
    return Operation(said, base=OperationId(base) if base else None)


def office_decides(portal: Portal, operation: Operation) -> Outcome:
    with portal.engine.begin() as connection:
        return decide_asked(connection, portal.school, operation, received_ms=portal.clock.ms).outcome


def test_the_class_teacher_and_the_deputy_head_are_sent_them_and_nobody_else(
    portal: Portal, anna: Pc, boris: Pc
) -> None:
    """Anna is the class teacher of 7Б, Vera of 8А; Boris teaches in 7Б."""
    assert proposals(anna) == {OF_7B}
    assert proposals(portal.pc("vera")) == {OF_8A}
    assert proposals(boris) == set()
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), None))
    assert proposals(boris) == {OF_7B, OF_8A}


def test_a_new_one_comes_by_the_feed_to_whom_it_concerns(portal: Portal, anna: Pc, deputy: Pc) -> None:
    galina = portal.pc("galina")
    for pc in (anna, deputy, galina):
        pc.pull()
    portal.put(a_proposal("new", PUPILS[1]))
    assert [[row.id for row in fed(pc)] for pc in (anna, deputy, galina)] == [["new"], ["new"], []]


def test_a_class_that_is_handed_over_takes_them_along(portal: Portal, anna: Pc) -> None:
    galina = portal.pc("galina")
    portal.put(SchoolClass(CLASS, NEVER, 7, "Б", 1, TeacherId("galina")))
    assert (proposals(anna), proposals(galina)) == (set(), {OF_7B})
    assert anna.verdicts(decide(ACCEPTED)) == [UNKNOWN]
    assert galina.verdicts(decide(ACCEPTED)) == [APPLIED]


def test_what_was_about_days_of_a_past_year_is_sent_no_more(portal: Portal, anna: Pc) -> None:
    before = replace(a_proposal("before"), first=date(2026, 8, 30), last=date(2026, 8, 31))
    portal.put(before, replace(before, id=ProposalId("across"), last=date(2026, 9, 1)))
    assert proposals(anna) == {OF_7B, "across"}


def test_the_turn_of_the_year_takes_them_from_the_pcs(portal: Portal, anna: Pc) -> None:
    before = {part.id: part.version for part in anna.hello().parts}
    with portal.engine.begin() as connection:
        connection.execute(update(TABLES[School]).values(year=2027))
    after = {part.id: part.version for part in anna.hello().parts}
    assert before[ASKED] != after[ASKED]
    assert proposals(anna) == set()


def test_what_is_of_another_class_is_answered_like_what_does_not_exist(portal: Portal, anna: Pc, boris: Pc) -> None:
    assert anna.verdicts(decide(ACCEPTED, of=OF_8A), decide(ACCEPTED, of=ProposalId("none"))) == [UNKNOWN, UNKNOWN]
    assert boris.verdicts(decide(ACCEPTED)) == [UNKNOWN]
    assert standing(portal).decision == standing(portal, OF_8A).decision == ""


def test_a_decision_says_who_made_it_and_is_made_once(portal: Portal, anna: Pc, deputy: Pc) -> None:
    assert anna.verdicts(decide(DECLINED), decide(DECLINED, " ")) == [NO_REASON, NO_REASON]
    assert anna.verdicts(decide(DECLINED, " Был на уроках ")) == [APPLIED]
    row = standing(portal)
    assert (row.decision, row.decided_by, row.answer) == (DECLINED, "anna", "Был на уроках")
    assert deputy.verdicts(decide(DECLINED, "иное"), decide(ACCEPTED)) == [SAME, DECIDED]
    assert standing(portal) == row


def test_who_has_seen_the_decision_decides_otherwise(portal: Portal, anna: Pc) -> None:
    assert anna.verdicts(decide(ACCEPTED)) == [APPLIED]
    assert anna.verdicts(decide(DECLINED, "Справки нет", base=standing(portal).token)) == [APPLIED]
    assert anna.verdicts(decide(ACCEPTED, base=standing(portal).token)) == [APPLIED]
    assert (standing(portal).decision, standing(portal).answer) == (ACCEPTED, "")


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (decide(WITHDRAWN), "bad_value"),
        (decide("granted"), "bad_value"),
        (decide(DECLINED, "x" * (TEXT_LIMIT + 1)), "too_long"),
    ],
)
def test_what_cannot_be_decided_is_refused(portal: Portal, anna: Pc, operation: Operation, said: str) -> None:
    assert anna.verdicts(operation) == [("rejected", said)]
    assert standing(portal).decision == ""


def test_an_acceptance_and_its_reasons_come_as_one(portal: Portal, anna: Pc, boris: Pc) -> None:
    absent(boris)
    assert anna.verdicts(decide(ACCEPTED), given()) == [APPLIED, APPLIED]
    assert sign_of(portal) == GIVEN


def test_a_reason_without_the_acceptance_from_which_it_follows_changes_nothing(
    portal: Portal, anna: Pc, boris: Pc
) -> None:
    absent(boris)
    assert anna.verdicts(given(), given(of=ProposalId("none"))) == [SAME, SAME]
    assert sign_of(portal) == BARE
    assert anna.verdicts(given(of=ProposalId(""))) == [APPLIED]


def test_of_two_who_decide_at_once_the_first_counts_and_the_later_ones_reasons_fall_away(
    portal: Portal, anna: Pc, boris: Pc
) -> None:
    """The office declines while the class teacher, offline, accepts: she is told once, and «н» stays."""
    absent(boris)
    anna.pull()
    assert office_decides(portal, decide(DECLINED, "Был на уроках")) is Outcome.APPLIED
    assert anna.verdicts(decide(ACCEPTED), given()) == [DECIDED, SAME]
    assert sign_of(portal) == BARE
    assert [(row.decision, row.decided_by) for row in fed(anna)] == [(DECLINED, OFFICE)]


def test_of_two_who_accept_at_once_nothing_is_doubled(portal: Portal, anna: Pc, boris: Pc, deputy: Pc) -> None:
    absent(boris)
    assert deputy.verdicts(decide(ACCEPTED), given()) == [APPLIED, APPLIED]
    assert anna.verdicts(decide(ACCEPTED), given()) == [SAME, SAME]
    assert (sign_of(portal), standing(portal).decided_by) == (GIVEN, "boris")
    assert not [row for row in anna.rows(ALGEBRA) if isinstance(row, Conflict)]


def test_a_decline_afterwards_takes_the_reasons_back_unless_it_comes_too_late(
    portal: Portal, anna: Pc, boris: Pc
) -> None:
    absent(boris)
    anna.push(decide(ACCEPTED), given())
    excuse, token = anna.ids[-1], standing(portal).token
    assert anna.verdicts(given("", base=excuse)) == [SAME]
    assert sign_of(portal) == GIVEN
    assert anna.verdicts(decide(DECLINED, "Справки нет", base=token), given("", base=excuse)) == [APPLIED, APPLIED]
    assert sign_of(portal) == BARE


def test_what_the_portal_puts_never_takes_a_decision_back(portal: Portal, anna: Pc) -> None:
    """The parent withdraws while the class teacher accepts; whoever is first has decided."""
    anna.push(decide(ACCEPTED))
    assert portal.put(replace(a_proposal(), decision=WITHDRAWN)) == 0
    assert standing(portal).decision == ACCEPTED
    portal.put(replace(a_proposal(OF_8A, STRANGERS[0], CLASS_8A), decision=WITHDRAWN))
    assert portal.pc("vera").verdicts(decide(ACCEPTED, of=OF_8A)) == [DECIDED]


def test_a_program_that_cannot_read_them_is_not_sent_them(portal: Portal, anna: Pc) -> None:
    anna.records = tuple(tag for tag in RECORDS if tag != "excuse_proposal")
    assert ASKED in {part.id for part in anna.hello().parts}
    assert proposals(anna) == set()
    portal.put(replace(a_proposal("new"), filed=FILED))
    assert fed(anna) == []


def test_a_duty_that_has_ended_decides_nothing(portal: Portal) -> None:
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), date(2026, 9, 2)))
    boris = portal.pc("boris")
    assert proposals(boris) == set()
    assert boris.verdicts(decide(ACCEPTED)) == [UNKNOWN]
