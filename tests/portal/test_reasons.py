"""Who decides when two reasons for one absence collide, and what one that is held says."""

from datetime import date, timedelta

from app.domain.classroom import Duty
from app.domain.disputes import Conflict, HeldEntry
from app.domain.records import NEVER, SchoolClass
from app.ids import TeacherId
from app.operations import AbsenceExcuse, AttendanceFill, AttendanceSet, ConflictResolve, Operation
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.small_school import ALGEBRA, BEGINS, BORIS, CLASS, LESSONS, PUPILS

IVANOV, MONDAY = PUPILS[0], LESSONS[0]
APPLIED = ("applied", "")


def conflict_in(pc: Pc) -> Conflict:
    return next(row for row in pc.rows(ALGEBRA) if isinstance(row, Conflict))


def test_a_class_teacher_who_does_not_teach_the_subject_decides_between_two_reasons(portal: Portal, boris: Pc) -> None:
    portal.put(SchoolClass(CLASS, NEVER, 7, "Б", 1, TeacherId("vera")))
    first, second = portal.pc("vera"), portal.pc("vera")
    boris.push(Operation(AttendanceSet(MONDAY, IVANOV, "н")))
    assert first.verdicts(Operation(AbsenceExcuse(MONDAY, IVANOV, "б"))) == [APPLIED]
    assert second.verdicts(Operation(AbsenceExcuse(MONDAY, IVANOV, "у"))) == [("conflict", "")]
    found = conflict_in(first)
    assert (found.field, found.value) == ("excuse", "у")
    assert first.verdicts(Operation(ConflictResolve(), ent=found.id)) == [APPLIED]
    assert conflict_in(second).resolved


def test_a_collision_of_signs_is_not_a_class_teachers_to_decide(portal: Portal, anna: Pc, boris: Pc) -> None:
    """I22."""
    portal.put(SchoolClass(CLASS, NEVER, 7, "Б", 1, TeacherId("vera")))
    vera = portal.pc("vera")
    boris.push(Operation(AttendanceSet(MONDAY, IVANOV, "н")))
    assert anna.verdicts(Operation(AttendanceSet(MONDAY, IVANOV, "о"))) == [("conflict", "")]
    assert vera.verdicts(Operation(ConflictResolve(), ent=conflict_in(vera).id)) == [("rejected", "no_conflict")]


def test_a_reason_and_a_whole_day_that_are_held_say_what_they_would_change(portal: Portal) -> None:
    """I10. Boris was the deputy head until the eve of the lesson."""
    portal.put(Duty("d", NEVER, BORIS, "deputy_head", date(2026, 8, 1), BEGINS - timedelta(1)))
    anna, boris = portal.pc("anna"), portal.pc("boris")
    anna.push(Operation(AttendanceSet(MONDAY, IVANOV, "н")))
    outcomes = boris.verdicts(
        Operation(AbsenceExcuse(MONDAY, IVANOV, "у", "приказ 5", date(2026, 9, 1))),
        Operation(AttendanceFill(MONDAY, IVANOV, "б")),
    )
    assert outcomes == [("held", "right_ended")] * 2
    entries = [row for row in anna.rows(ALGEBRA) if isinstance(row, HeldEntry)]
    assert sorted((each.kind, each.field, each.before, each.value, each.reason, each.pupil) for each in entries) == [
        ("absence.excuse", "excuse", "", "у", "приказ 5", IVANOV),
        ("attendance.fill", "attendance", "н", "б", "", IVANOV),
    ]
