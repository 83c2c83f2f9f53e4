"""To whom marks of the tenth class travel: who teaches the subject in the eleventh, the class teacher, deputy heads."""

import pytest

from app.domain.earlier_marks import EarlierMark
from app.domain.periods import YEAR
from app.domain.records import NEVER, SchoolClass
from app.operations import Operation, RecordsPut
from tests.portal.conftest import Portal
from tests.portal.pcs import RECORDS, Pc
from tests.portal.portal_school import SUBJECT_8A as PHYSICS
from tests.portal.tenth_school import PETROV, SENIOR, class_id, tenth, tenth_school
from tests.small_school import SUBJECT


@pytest.fixture
def school(portal: Portal) -> Portal:
    """Marks of a pupil of 11В, and of one who is in a tenth class only."""
    marks = (*tenth(SENIOR, SUBJECT, "3", "3", "3"), *tenth(SENIOR, PHYSICS, "5", "", "5"))
    portal.put(*tenth_school(), *marks, *tenth(PETROV, SUBJECT, "2", "2", "2"))
    return portal


def seen(pc: Pc) -> set[tuple[str, str, str]]:
    """Return what a PC reads of them: pupil, subject, period."""
    return {(row.pupil, row.subject, row.period) for row in pc.rows("roster") if isinstance(row, EarlierMark)}


ALGEBRA_MARKS = {(SENIOR, SUBJECT, period) for period in ("1", "2", YEAR)}
PHYSICS_MARKS = {(SENIOR, PHYSICS, period) for period in ("1", YEAR)}


@pytest.mark.parametrize(
    ("login", "marks"),
    [
        ("vera", ALGEBRA_MARKS),
        ("gleb", PHYSICS_MARKS),
        ("dina", ALGEBRA_MARKS | PHYSICS_MARKS),
        ("olga", ALGEBRA_MARKS | PHYSICS_MARKS),
        ("anna", set()),
        ("boris", set()),
    ],
)
def test_each_reads_those_that_the_work_needs(school: Portal, login: str, marks: set[tuple[str, str, str]]) -> None:
    """Also who teaches the pupil another subject, and who has the pupil of a tenth class, reads none of them."""
    assert seen(school.pc(login)) == marks


def test_they_travel_with_the_lists_and_not_in_the_feed(school: Portal) -> None:
    vera = school.pc("vera")
    vera.pull()
    versions = {part.id: part.version for part in vera.hello().parts}
    school.put(*tenth(SENIOR, SUBJECT, "4", "3", "3"))
    assert not [row for entry in vera.pull() for row in entry.rows if isinstance(row, EarlierMark)]
    changed = {part.id for part in vera.hello().parts if part.version != versions[part.id]}
    assert changed == {"roster"}
    marks = [row.value for row in vera.rows("roster") if isinstance(row, EarlierMark) and row.period == "1"]
    assert marks == ["4"]


def test_who_teaches_another_subject_hears_nothing_of_a_change(school: Portal) -> None:
    gleb = school.pc("gleb")
    before = gleb.hello().parts
    school.put(*tenth(SENIOR, SUBJECT, "4", "3", "3"))
    assert gleb.hello().parts == before


def test_a_program_that_cannot_read_them_is_sent_none(school: Portal) -> None:
    dina = school.pc("dina")
    dina.records = tuple(tag for tag in RECORDS if tag != "earlier_mark")
    dina.hello()
    assert seen(dina) == set()
    assert dina.rows("roster") != []


def test_who_leads_the_class_no_more_reads_them_no_more(school: Portal) -> None:
    dina = school.pc("dina")
    school.put(SchoolClass(class_id("11В"), NEVER, 11, "В", 1, None))
    assert seen(dina) == set()


def test_a_teacher_cannot_write_them(school: Portal) -> None:
    vera = school.pc("vera")
    (mark, *_) = tenth(SENIOR, SUBJECT, "5", "5", "5")
    assert vera.verdicts(Operation(RecordsPut((mark,))))[0][0] == "rejected"
    assert {row.value for row in vera.rows("roster") if isinstance(row, EarlierMark)} == {"3"}
