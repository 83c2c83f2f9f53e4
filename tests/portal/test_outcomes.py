"""What becomes of operations: one outcome each, kept for ever (I3, I8, I12)."""

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from app.domain.disputes import Conflict
from app.domain.records import Attendance, Lesson, Mark
from app.ids import LessonId, OperationId, PupilId
from app.operations import (
    AttendanceSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    TopicSet,
)
from app.wire.messages import ExchangeAnswer
from portal.store.tables import TABLES, operations
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc, altered
from tests.portal.portal_school import ELSEWHERE, LESSON, PUPIL, TEST
from tests.small_school import LESSONS, PUPILS

ADD = Operation(MarkAdd(LESSON, PUPIL, None, "5"))


def given(pc: Pc, value: str = "4") -> OperationId:
    """Give a mark and return it."""
    (judged,) = pc.push(Operation(MarkAdd(LESSON, PUPIL, None, value)))
    assert judged.outcome == "applied"
    return pc.ids[-1]


def marks(portal: Portal) -> list[tuple[str, bool]]:
    table = TABLES[Mark]
    with portal.engine.connect() as connection:
        return list(connection.execute(select(table.c.value, table.c.annulled).order_by(table.c.id)))


def test_each_kind_is_applied(portal: Portal, anna: Pc) -> None:
    mark = given(anna)
    outcomes = anna.verdicts(
        Operation(MarkAdd(LESSON, PUPIL, TEST, "3")),
        Operation(MarkSet("5"), ent=mark, base=mark),
        Operation(MarkComment("Молодец"), ent=mark),
        Operation(MarkAnnul("ошибка"), ent=mark, base=anna.ids[-1]),
        Operation(AttendanceSet(LESSON, PUPILS[1], "б")),
        Operation(TopicSet("Степени"), ent=LESSON),
        Operation(HomeworkSet(""), ent=LESSON),
    )
    assert outcomes[:3] == [("applied", "")] * 3
    assert outcomes[3] == ("conflict", "")
    assert outcomes[4:] == [("applied", "")] * 3


def test_the_rows_are_what_the_operations_meant(portal: Portal, anna: Pc) -> None:
    mark = given(anna)
    anna.push(Operation(MarkSet("5"), ent=mark, base=mark), Operation(AttendanceSet(LESSON, PUPILS[1], "о", 7)))
    anna.push(Operation(TopicSet("Степени"), ent=LESSON))
    rows = anna.rows("algebra-7b")
    (stored,) = [row for row in rows if isinstance(row, Mark)]
    (absence,) = [row for row in rows if isinstance(row, Attendance)]
    (lesson,) = [row for row in rows if isinstance(row, Lesson) and row.topic]
    assert (stored.value, stored.token, stored.author) == ("5", anna.ids[1], "anna")
    assert (absence.code, absence.minutes, absence.pupil) == ("о", 7, PUPILS[1])
    assert (lesson.id, lesson.topic_token) == (LESSON, anna.ids[3])


def test_a_repeated_push_gets_the_first_outcomes_and_changes_nothing(portal: Portal, anna: Pc) -> None:
    """I3."""
    bodies = [anna.write(ADD), anna.write(Operation(MarkSet("7"), ent="none")), anna.write(ADD)]
    first = anna.ask("exchange", anna.batch(bodies)).body(ExchangeAnswer)
    before = marks(portal)
    again = anna.ask("exchange", anna.batch(bodies)).body(ExchangeAnswer)
    assert msgspec.json.encode(again.outcomes) == msgspec.json.encode(first.outcomes)
    assert marks(portal) == before


def test_a_push_that_overlaps_an_earlier_one_adds_only_what_is_new(portal: Portal, anna: Pc) -> None:
    bodies = [anna.write(ADD) for _ in range(3)]
    first = anna.ask("exchange", anna.batch(bodies[:2], first_n=1)).body(ExchangeAnswer).outcomes
    both = anna.ask("exchange", anna.batch(bodies, first_n=1)).body(ExchangeAnswer).outcomes
    assert both[:2] == first
    assert [each.seq for each in both] == [first[0].seq + n for n in range(3)]
    assert len(marks(portal)) == 3


@pytest.mark.parametrize("first_n", [1, 2])
def test_other_content_under_a_used_number_is_never_applied(portal: Portal, anna: Pc, first_n: int) -> None:
    """I3."""
    anna.push(ADD, ADD)
    twin = altered(anna, n=first_n - 1)
    heard = twin.ask("exchange", twin.batch([twin.write(Operation(MarkAdd(LESSON, PUPIL, None, "2")))]))
    assert (heard.status, heard.refusal) == (409, ("forked", "body.ops"))
    assert marks(portal) == [("5", False), ("5", False)]


def test_a_gap_in_the_numbers_is_refused(portal: Portal, anna: Pc) -> None:
    """I2: whoever has lost the numbers for good goes on under another name."""
    anna.write(ADD)
    heard = anna.ask("exchange", anna.batch([anna.write(ADD)]))
    assert (heard.status, heard.refusal) == (409, ("forked", "body.first_n"))
    assert marks(portal) == []


def test_a_push_goes_on_behind_an_operation_not_behind_a_number(portal: Portal, anna: Pc) -> None:
    """I2, I16: a portal that was put back has the number from another copy of this PC."""
    anna.push(ADD)
    ask = anna.batch([anna.write(ADD)])
    heard = anna.ask("exchange", replace(ask, prev=OperationId("another")))
    assert (heard.status, heard.refusal) == (409, ("forked", "body.prev"))
    assert marks(portal) == [("5", False)]
    for _ in range(2):
        assert anna.ask("exchange", replace(ask, prev=anna.ids[0])).status == 200
    assert marks(portal) == [("5", False), ("5", False)]


def test_a_bad_operation_spoils_no_other_one(portal: Portal, anna: Pc) -> None:
    """I12."""
    bad = [b"7", b"[]", b'["mark.add",1,null,null,["x"],0]', b'{"kind":"mark.add"}']
    bodies = [anna.write(ADD), *map(anna.number, bad), anna.write(ADD)]
    outcomes = anna.ask("exchange", anna.batch(bodies)).body(ExchangeAnswer).outcomes
    assert [each.outcome for each in outcomes] == ["applied", *["rejected"] * len(bad), "applied"]
    assert {each.reason for each in outcomes[1:-1]} == {"malformed"}
    assert len({each.seq for each in outcomes}) == len(outcomes)


def test_an_operation_of_a_kind_that_is_not_known_yet_is_held_with_its_bytes(portal: Portal, anna: Pc) -> None:
    body = b'["mark.add",2,null,null,{"future":[1]},0]'
    heard = anna.ask("exchange", anna.batch([anna.number(body)])).body(ExchangeAnswer)
    assert [(each.outcome, each.reason) for each in heard.outcomes] == [("held", "unknown_kind")]
    with portal.engine.connect() as connection:
        kept = connection.execute(select(operations.c.body).where(operations.c.id == anna.ids[0])).scalar_one()
    assert kept == body


def test_what_builds_on_a_held_operation_is_held_with_it(anna: Pc) -> None:
    anna.ask("exchange", anna.batch([anna.number(b'["mark.add",2,null,null,{},0]')]))
    later = anna.batch([anna.write(Operation(MarkSet("4")), base=1)])
    outcomes = anna.ask("exchange", later).body(ExchangeAnswer).outcomes
    assert [(each.outcome, each.reason) for each in outcomes] == [("held", "unknown_kind")]


@pytest.mark.parametrize("in_one_batch", [True, False])
def test_a_base_may_be_the_number_of_an_own_earlier_operation(portal: Portal, anna: Pc, in_one_batch: bool) -> None:
    bodies = [anna.write(ADD), anna.write(Operation(MarkSet("3")), base=1), anna.write(Operation(MarkSet("2")), base=2)]
    if in_one_batch:
        outcomes = anna.ask("exchange", anna.batch(bodies)).body(ExchangeAnswer).outcomes
    else:
        outcomes = tuple(
            anna.ask("exchange", anna.batch([body], first_n=n)).body(ExchangeAnswer).outcomes[0]
            for n, body in enumerate(bodies, 1)
        )
    assert [each.outcome for each in outcomes] == ["applied"] * 3
    assert marks(portal) == [("2", False)]


@pytest.mark.parametrize("base", [0, -1, 2, 3, 2**63, 10**40])
def test_a_base_that_is_no_earlier_operation_is_rejected(anna: Pc, base: int) -> None:
    bodies = [anna.write(ADD), anna.write(Operation(MarkSet("3")), base=base)]
    outcomes = anna.ask("exchange", anna.batch(bodies)).body(ExchangeAnswer).outcomes
    assert [(each.outcome, each.reason) for each in outcomes] == [("applied", ""), ("rejected", "bad_base")]


def test_an_unreadable_operation_is_no_base(anna: Pc) -> None:
    bodies = [anna.number(b"7"), anna.write(Operation(MarkSet("3")), base=1)]
    outcomes = anna.ask("exchange", anna.batch(bodies)).body(ExchangeAnswer).outcomes
    assert [each.reason for each in outcomes] == ["malformed", "bad_base"]


def test_a_differing_base_never_overwrites_and_both_sides_stay(portal: Portal, anna: Pc, boris: Pc) -> None:
    """I8."""
    mark = given(anna)
    assert anna.verdicts(Operation(MarkSet("5"), ent=mark, base=mark)) == [("applied", "")]
    assert boris.verdicts(Operation(MarkSet("3"), ent=mark, base=mark)) == [("conflict", "")]
    assert marks(portal) == [("5", False)]
    for pc in (anna, boris):
        (conflict,) = [row for row in pc.rows("algebra-7b") if isinstance(row, Conflict)]
        assert (conflict.id, conflict.entity, conflict.value, conflict.author) == (boris.ids[0], mark, "3", "boris")
        assert conflict in [row for entry in pc.pull() for row in entry.rows]


def test_two_added_marks_both_stay(portal: Portal, anna: Pc, boris: Pc) -> None:
    assert anna.verdicts(ADD) == boris.verdicts(ADD) == [("applied", "")]
    assert len(marks(portal)) == 2


def test_what_is_so_already_is_the_same(anna: Pc, boris: Pc) -> None:
    mark = given(anna)
    assert boris.verdicts(Operation(MarkSet("4"), ent=mark)) == [("same", "")]


NO_PUPIL = Operation(MarkAdd(LESSON, PupilId("stranger-0"), None, "5"))


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (Operation(MarkAdd(LessonId("none"), PUPIL, None, "5")), "no_lesson"),
        (NO_PUPIL, "no_pupil"),
        (Operation(MarkAdd(LESSON, PUPIL, None, "6")), "bad_value"),
        (Operation(MarkAdd(LESSON, PUPIL, ELSEWHERE, "5")), "no_work"),
        (Operation(MarkSet("5"), ent="none"), "no_mark"),
        (Operation(MarkSet("5")), "no_mark"),
        (Operation(AttendanceSet(LESSON, PUPIL, "н", 91)), "bad_value"),
        (Operation(TopicSet("x" * 4_001), ent=LESSON), "too_long"),
        (Operation(TopicSet("x")), "no_lesson"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_school_does_not_know_is_rejected_for_good(anna: Pc, operation: Operation, reason: str) -> None:
    assert anna.verdicts(operation, ADD) == [("rejected", reason), ("applied", "")]


def test_a_day_of_many_cells_is_applied_cell_by_cell(portal: Portal, anna: Pc) -> None:
    outcomes = anna.push(*(Operation(MarkAdd(lesson, pupil, None, "4")) for lesson in LESSONS[:10] for pupil in PUPILS))
    assert {each.outcome for each in outcomes} == {"applied"}
    assert len(marks(portal)) == 300
