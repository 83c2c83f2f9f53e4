"""Who decides when two reasons for one absence collide."""

from app.domain.disputes import Conflict
from app.domain.records import NEVER, SchoolClass
from app.ids import TeacherId
from app.operations import AbsenceExcuse, AttendanceSet, ConflictResolve, Operation
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.small_school import ALGEBRA, CLASS, LESSONS, PUPILS

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
