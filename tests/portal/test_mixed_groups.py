"""A group with pupils of several classes: who reads it, and which class closes its terms."""

from datetime import date

import pytest

from app.domain.classroom import Duty
from app.domain.records import NEVER, Enrolment, Membership
from app.ids import ClassId
from app.operations import AttendanceFill, FinalSet, MarkAdd, MarkSet, Operation, RemarkAdd, TermClose, WorkCreate
from tests.mixed_group import AUTUMN, CLASS_8A, LAW, LAW_GROUP, LAW_LESSONS, OF_7B, OF_8A, mixed_group
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import CONTROL
from tests.small_school import BEGINS, BORIS, CLASS

APPLIED, FROZEN = ("applied", ""), ("held", "term_closed")
FIRST = LAW_LESSONS[0]


@pytest.fixture(autouse=True)
def _elective(portal: Portal) -> None:
    portal.put(*mixed_group(), Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))


def close(boris: Pc, school_class: ClassId) -> None:
    assert boris.verdicts(Operation(TermClose(AUTUMN, school_class, closed=True))) == [APPLIED]


def parts(pc: Pc) -> set[str]:
    return {each.id for each in pc.hello().parts}


def test_the_class_teacher_of_each_class_reads_the_journal(portal: Portal) -> None:
    assert LAW in parts(portal.pc("vera"))
    assert LAW in parts(portal.pc("anna"))


def test_who_has_no_pupil_in_the_group_on_a_day_of_the_own_class_does_not_read_it(portal: Portal) -> None:
    vera = portal.pc("vera")
    ends = date(2026, 9, 30)
    portal.put(
        Membership("law-8a", NEVER, LAW_GROUP, OF_8A, BEGINS, ends),
        Enrolment(f"enrolment-{OF_8A}", NEVER, OF_8A, CLASS_8A, date(2026, 10, 1), None, "2"),
    )
    assert LAW not in parts(vera)
    portal.put(Membership("law-8a", NEVER, LAW_GROUP, OF_8A, BEGINS, date(2026, 10, 1)))
    assert LAW in parts(vera), "one day in common is enough"


def test_a_mark_is_frozen_by_the_class_of_its_pupil(boris: Pc) -> None:
    assert boris.verdicts(*(Operation(MarkAdd(FIRST, who, None, "5")) for who in (OF_7B, OF_8A))) == [APPLIED] * 2
    of_7b, of_8a = boris.ids[-2:]
    close(boris, CLASS_8A)
    assert boris.verdicts(
        Operation(MarkSet("4", ""), ent=of_7b, base=of_7b),
        Operation(MarkSet("4", ""), ent=of_8a, base=of_8a),
        Operation(MarkAdd(LAW_LESSONS[1], OF_7B, None, "3")),
        Operation(MarkAdd(LAW_LESSONS[1], OF_8A, None, "3")),
    ) == [APPLIED, FROZEN, APPLIED, FROZEN]


def test_a_period_is_frozen_by_the_class_of_its_pupil(boris: Pc) -> None:
    close(boris, CLASS)
    finals = [Operation(FinalSet(LAW, who, AUTUMN, "5", "", "")) for who in (OF_7B, OF_8A)]
    assert boris.verdicts(*finals) == [FROZEN, APPLIED]


def test_a_work_is_frozen_as_soon_as_one_class_is(boris: Pc) -> None:
    work = Operation(WorkCreate(FIRST, CONTROL, "", 4))
    assert boris.verdicts(work) == [APPLIED]
    close(boris, CLASS_8A)
    assert boris.verdicts(work) == [FROZEN]


def test_a_class_teacher_writes_about_the_own_pupils_only(portal: Portal) -> None:
    vera, anna = portal.pc("vera"), portal.pc("anna")
    fills = [Operation(AttendanceFill(FIRST, who, "б")) for who in (OF_8A, OF_7B)]
    assert [outcome for outcome, _ in vera.verdicts(*fills)] == ["applied", "rejected"]
    remarks = [Operation(RemarkAdd(FIRST, who, praise=True, text="Молодец")) for who in (OF_8A, OF_7B)]
    assert [outcome for outcome, _ in vera.verdicts(*remarks)] == ["applied", "rejected"]
    assert [outcome for outcome, _ in anna.verdicts(*remarks)] == ["rejected", "applied"]
