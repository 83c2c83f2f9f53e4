"""Collisions at the portal: what is kept of the other side, who may decide, and that a decision is made once."""

from datetime import date

import pytest

from app.domain.classroom import Duty
from app.domain.disputes import PRIVATE, Conflict
from app.domain.records import NEVER, Mark, Record
from app.ids import OperationId
from app.operations import (
    AbsenceExcuse,
    AttendanceSet,
    ConflictResolve,
    HomeworkSet,
    MarkAdd,
    MarkComment,
    MarkSet,
    Operation,
    TermClose,
)
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import LESSON, PUPIL
from tests.small_school import ALGEBRA, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

APPLIED, SAME = ("applied", ""), ("same", "")
UNKNOWN = ("rejected", "no_conflict")


@pytest.fixture
def collision(anna: Pc, boris: Pc) -> OperationId:
    """Anna gave a 4 and made it a 5; Boris, who saw the 4, made it a 3."""
    anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "4")))
    mark = anna.ids[-1]
    anna.push(Operation(MarkSet("5"), ent=mark, base=mark))
    assert boris.verdicts(Operation(MarkSet("3"), ent=mark, base=mark)) == [("conflict", "")]
    return boris.ids[-1]


def decision(conflict: str) -> Operation:
    return Operation(ConflictResolve(), ent=conflict)


def rows(pc: Pc) -> list[Record]:
    return [row for row in pc.rows(ALGEBRA) if isinstance(row, Conflict | Mark)]


def conflicts(pc: Pc) -> list[tuple[str, str, bool]]:
    return [(row.value, row.author, row.resolved) for row in rows(pc) if isinstance(row, Conflict)]


def test_everybody_in_the_journal_sees_both_sides(portal: Portal, anna: Pc, collision: OperationId) -> None:
    """I8."""
    for pc in (anna, portal.pc("galina")):
        assert [row.value for row in rows(pc) if isinstance(row, Mark)] == ["5"]
        assert conflicts(pc) == [("3", BORIS, False)]
    assert conflicts(portal.pc("boris")) == [("3", BORIS, False)]


@pytest.mark.parametrize("login", ["anna", "boris"])
def test_each_teacher_of_the_journal_may_decide(portal: Portal, login: str, collision: OperationId) -> None:
    pc = portal.pc(login)
    assert pc.verdicts(decision(collision)) == [APPLIED]
    assert conflicts(pc) == [("3", BORIS, True)]


def test_a_decision_reaches_the_others_by_the_feed(anna: Pc, boris: Pc, collision: OperationId) -> None:
    boris.pull()
    anna.push(decision(collision))
    told = [row for entry in boris.pull() for row in entry.rows]
    assert [(row.id, row.resolved) for row in told if isinstance(row, Conflict)] == [(collision, True)]


def test_the_second_decision_changes_nothing(anna: Pc, boris: Pc, collision: OperationId) -> None:
    assert anna.verdicts(decision(collision), decision(collision)) == [APPLIED, SAME]
    before = rows(anna)
    assert boris.verdicts(decision(collision)) == [SAME]
    assert rows(anna) == before


def test_a_stranger_decides_nothing_and_learns_nothing(portal: Portal, anna: Pc, collision: OperationId) -> None:
    """I22."""
    before = rows(anna)
    vera = portal.pc("vera")
    assert vera.verdicts(decision(collision), decision("no-such-collision")) == [UNKNOWN, UNKNOWN]
    assert rows(anna) == before


def test_what_never_collided_cannot_be_decided(anna: Pc, collision: OperationId) -> None:
    mark = next(row.id for row in rows(anna) if isinstance(row, Mark))
    assert anna.verdicts(decision(mark), Operation(ConflictResolve())) == [UNKNOWN, UNKNOWN]


def test_the_other_side_takes_its_place_in_the_same_batch(anna: Pc, collision: OperationId) -> None:
    (mark,) = [row for row in rows(anna) if isinstance(row, Mark)]
    taken = Operation(MarkSet("3"), ent=mark.id, base=mark.token)
    assert anna.verdicts(taken, decision(collision)) == [APPLIED, APPLIED]
    assert [row.value for row in rows(anna) if isinstance(row, Mark)] == ["3"]
    assert conflicts(anna) == [("3", BORIS, True)]


def test_what_stands_can_be_kept_in_a_closed_term(portal: Portal, anna: Pc, collision: OperationId) -> None:
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), None))
    assert portal.pc("boris").verdicts(Operation(TermClose(WHOLE_YEAR, CLASS, closed=True))) == [APPLIED]
    (mark,) = [row for row in rows(anna) if isinstance(row, Mark)]
    taken = Operation(MarkSet("3"), ent=mark.id, base=mark.token)
    assert anna.verdicts(taken, decision(collision)) == [("held", "term_closed"), APPLIED]


@pytest.mark.parametrize(
    ("wall", "ms", "claimed"),
    [
        ("2026-11-24T05:00:00+00:00", 9_720_000, "2026-11-24T07:42:00+00:00"),
        ("1980-01-01T00:00:00+00:00", 0, "1980-01-01T00:00:00+00:00"),
        ("9999-12-31T23:59:59+00:00", 9_720_000, "9999-12-31T23:59:59+00:00"),
        ("2026-11-24T05:00:00+00:00", 2**62, "2026-11-24T05:00:00+00:00"),
        ("yesterday", 1, "yesterday"),
    ],
)
def test_the_other_side_tells_when_it_was_written_by_its_own_pc(
    anna: Pc, boris: Pc, wall: str, ms: int, claimed: str
) -> None:
    """I9: shown, and decides nothing."""
    anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "4")))
    boris.wall, boris.ms = wall, ms
    assert boris.verdicts(Operation(MarkSet("3"), ent=anna.ids[-1], base=NEVER)) == [("conflict", "")]
    assert [row.wall for row in rows(anna) if isinstance(row, Conflict)] == [claimed]


def test_the_other_side_keeps_what_it_said_besides(anna: Pc, boris: Pc, collision: OperationId) -> None:
    """A comment that was not for the parent, a homework's links, an absence's document: a collision loses none."""
    mark = next(row.id for row in rows(anna) if isinstance(row, Mark))
    sign = Operation(AttendanceSet(LESSON, PUPILS[0], "н"))
    anna.push(
        Operation(MarkComment("Вслух"), ent=mark),
        Operation(HomeworkSet("§ 1"), ent=LESSON),
        sign,
        Operation(AbsenceExcuse(LESSON, PUPILS[0], "у", "приказ")),
    )
    late = Operation(AbsenceExcuse(LESSON, PUPILS[0], "б", "справка", date(2026, 9, 3)))
    assert boris.verdicts(
        Operation(MarkComment("Про себя", private=True), ent=mark),
        Operation(HomeworkSet("§ 2", "https://example.org", LESSONS[4]), ent=LESSON),
    ) == [("conflict", ""), ("conflict", "")]
    assert anna.verdicts(late) == [("conflict", "")]
    also = {row.value: row.also for row in rows(anna) if isinstance(row, Conflict)}
    assert also == {
        "3": "",
        "Про себя": PRIVATE,
        "§ 2": f"{LESSONS[4]}\nhttps://example.org",
        "б": "2026-09-03\nсправка",
    }


@pytest.mark.parametrize(("minutes", "also"), [(15, "15"), (0, "")])
def test_a_lateness_that_collides_says_its_minutes(anna: Pc, boris: Pc, minutes: int, also: str) -> None:
    """The same sign with other minutes is another entry."""
    anna.push(Operation(AttendanceSet(LESSON, PUPIL, "о", 5)))
    assert boris.verdicts(Operation(AttendanceSet(LESSON, PUPIL, "о", minutes))) == [("conflict", "")]
    assert [(row.value, row.also) for row in rows(anna) if isinstance(row, Conflict)] == [("о", also)]
