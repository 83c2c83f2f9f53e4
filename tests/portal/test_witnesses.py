"""What a portal put back to a backup has lost and others have seen: asked about, written once (I2, I15, I22)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import pytest
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import select

from app.columns import record_of
from app.domain.attendance import attendance_id
from app.domain.classroom import Debt, Duty, Remark, debt_id
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.periods import final_mark_id
from app.domain.records import NEVER, Attendance, FinalMark, Journal, Lesson, Mark, Subject, Work
from app.domain.regulations import MarkScale
from app.domain.scales import PASS_FAIL
from app.domain.witnesses import WITNESS, Seen, witness_id
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, TeacherId, WorkId
from app.operations import (
    HeldDecide,
    HeldWithdraw,
    MarkAdd,
    MarkComment,
    MarkSet,
    Operation,
    TopicSet,
)
from app.wire.messages import ExchangeAnswer
from app.wire.witnesses import KEPT, KNOWN, LATER, MAX_TOLD, REFUSED, Told, WitnessAnswer, WitnessAsk
from portal.exchange import witnessing
from portal.store.rows import fields_of
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import CONTROL, LESSON, PHYSICS, PHYSICS_LESSONS, PUPIL, STRANGERS, VERA
from tests.small_school import ALGEBRA, ANNA, BORIS, WHOLE_YEAR

R = TypeVar("R", bound=Struct)
LOST = OperationId("L" * 22)
"""An operation that nobody has any more."""


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), None))
    return portal.pc("boris")


def a_mark(token: OperationId = LOST, value: str = "5", **facts: object) -> Mark:
    return replace(
        Mark(MarkId(token), token, ALGEBRA, LESSON, PUPIL, None, value, ANNA, wall="2026-09-01T08:00:00+00:00"), **facts
    )


def tell(pc: Pc, *rows: Seen, field: str = "value") -> tuple[str, ...]:
    return pc.ask("witness", WitnessAsk(tuple(Told(field, row) for row in rows))).body(WitnessAnswer).words


def journal_of(portal: Portal) -> Journal:
    return next(each for each in stored(portal, Journal) if each.id == ALGEBRA)


def stored(portal: Portal, kind: type[R]) -> list[R]:
    with portal.engine.connect() as connection:
        return [record_of(kind, row) for row in connection.execute(select(*fields_of(kind)))]  # type: ignore[arg-type]  # of the kinds here


def entries(portal: Portal) -> list[HeldEntry]:
    return [each for each in stored(portal, HeldEntry) if each.ground == WITNESS]


def decide(deputy: Pc, portal: Portal, *, accept: bool = True, answer: str = "") -> list[tuple[str, str]]:
    """Decide everything that waits."""
    waiting = [each.id for each in entries(portal) if not each.decision]
    return deputy.verdicts(*(Operation(HeldDecide(accept, answer), ent=each) for each in waiting))


def test_a_row_that_was_seen_is_a_question_to_the_deputy_head_and_nothing_more(portal: Portal, deputy: Pc) -> None:
    assert tell(deputy, a_mark()) == (KEPT,)
    (entry,) = entries(portal)
    assert (entry.kind, entry.field, entry.before, entry.value) == ("mark.add", "value", "", "5")
    assert (entry.author, entry.replica, entry.seen_by) == (ANNA, deputy.replica, BORIS)
    assert (entry.lesson, entry.pupil, entry.wall) == (LESSON, PUPIL, "2026-09-01T08:00:00+00:00")
    assert stored(portal, Mark) == []
    assert entry in deputy.rows(ALGEBRA)


def test_an_accepted_row_stands_as_its_author_had_left_it_and_the_history_says_who_put_it_back(
    portal: Portal, deputy: Pc
) -> None:
    tell(deputy, a_mark())
    assert decide(deputy, portal, answer="Видел журнал") == [("applied", "")]
    assert stored(portal, Mark) == [a_mark()]
    (told,) = stored(portal, Revision)
    assert (told.entity, told.before, told.after, told.reason) == (LOST, "5", "5", "Видел журнал")
    assert (told.author, told.before_author) == (BORIS, ANNA)


def test_a_refused_row_is_kept_and_never_asked_about_again(portal: Portal, deputy: Pc) -> None:
    tell(deputy, a_mark())
    assert decide(deputy, portal, accept=False, answer="Отметки не было") == [("applied", "")]
    assert tell(deputy, a_mark()) == (KEPT,)
    (entry,) = entries(portal)
    assert (entry.decision, entry.witnessed != "") == ("refused", True)
    assert stored(portal, Mark) == []


def test_a_row_that_several_pcs_have_seen_is_one_question_that_names_them(portal: Portal, anna: Pc, deputy: Pc) -> None:
    for pc in (anna, deputy, anna):
        assert tell(pc, a_mark()) == (KEPT,)
    (entry,) = entries(portal)
    assert (entry.seen_by, entry.replica) == (f"{ANNA} {BORIS}", anna.replica)


def test_what_finds_no_room_waits_on_its_pc_and_one_pc_does_not_take_the_room_of_all(
    portal: Portal, anna: Pc, deputy: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witnessing, "MOST_OPEN", 3)
    monkeypatch.setattr(witnessing, "MOST_OF_A_PC", 2)
    rows = [a_mark(OperationId(letter * 22)) for letter in "KLMN"]
    assert tell(deputy, *rows[:3]) == (KEPT, KEPT, LATER)
    assert tell(deputy, rows[2]) == (LATER,)
    # what others have told already takes no room of hers
    assert tell(anna, rows[0], rows[2], rows[3]) == (KEPT, KEPT, LATER)
    assert len(entries(portal)) == 3
    decide(deputy, portal)
    assert tell(deputy, rows[3]) == (KEPT,)


def test_a_row_is_put_back_once_however_often_it_is_accepted(portal: Portal, deputy: Pc) -> None:
    tell(deputy, a_mark())
    (entry,) = entries(portal)
    other = portal.pc("boris")
    accept = Operation(HeldDecide(True, ""), ent=entry.id)
    assert deputy.verdicts(accept, accept) == [("applied", ""), ("same", "")]
    assert other.verdicts(accept) == [("same", "")]
    assert other.verdicts(Operation(HeldDecide(False, "нет"), ent=entry.id)) == [("rejected", "decided")]
    assert len(stored(portal, Revision)) == 1


def test_nobody_but_a_deputy_head_decides(portal: Portal, anna: Pc, deputy: Pc) -> None:
    tell(deputy, a_mark())
    assert decide(anna, portal) == [("rejected", "no_held")]
    assert stored(portal, Mark) == []


def test_its_author_may_say_that_it_is_none(portal: Portal, anna: Pc, deputy: Pc) -> None:
    tell(deputy, a_mark())
    (entry,) = entries(portal)
    assert anna.verdicts(Operation(HeldWithdraw(), ent=entry.id)) == [("applied", "")]
    assert decide(deputy, portal) == []


def test_a_journal_that_a_pc_may_not_read_has_no_witness_in_it(portal: Portal, anna: Pc) -> None:
    """I22."""
    foreign = a_mark(journal=PHYSICS, lesson=PHYSICS_LESSONS[0], pupil=STRANGERS[0], author=VERA)
    assert tell(anna, foreign) == (LATER,)
    assert entries(portal) == []


def test_a_mark_of_another_journal_is_not_drawn_into_the_own_one(portal: Portal, anna: Pc) -> None:
    """I22: the id of a mark that Anna may not read, under a lesson that is hers."""
    vera = portal.pc("vera")
    vera.push(Operation(MarkAdd(PHYSICS_LESSONS[0], STRANGERS[0], None, "3")))
    (there,) = stored(portal, Mark)
    assert tell(anna, a_mark(id=there.id)) == (REFUSED,)
    assert tell(anna, a_mark(lesson=PHYSICS_LESSONS[0])) == (LATER,)
    assert entries(portal) == []


SIGN = Attendance(attendance_id(LESSON, PUPIL), LOST, ALGEBRA, LESSON, PUPIL, "н", 0, ANNA)
TERM_MARK = FinalMark(
    final_mark_id(ALGEBRA, PUPIL, WHOLE_YEAR), LOST, ALGEBRA, PUPIL, WHOLE_YEAR, "5", "4.60", "", ANNA
)
OWED = Debt(debt_id(LESSON, PUPIL, None), LOST, ALGEBRA, LESSON, PUPIL, None, date(2026, 9, 20), ANNA)
PRAISE = Remark(str(LOST), LOST, ALGEBRA, LESSON, PUPIL, True, "Помог соседу", ANNA)
TEST = Work(WorkId(LOST), LOST, ALGEBRA, LESSON, CONTROL, "Степени", 4)


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("value", a_mark(reason="а" * 4_001)),
        ("value", a_mark(id=MarkId("x" * 65))),
        ("value", a_mark(token=NEVER)),
        ("topic", a_mark()),
        ("mark", a_mark()),
        ("attendance", replace(SIGN, code="ы")),
        ("attendance", replace(SIGN, minutes=-1)),
        ("attendance", replace(SIGN, id="somebody's")),
        ("final_mark", replace(TERM_MARK, value="6")),
        ("final_mark", replace(TERM_MARK, id="somebody's")),
        ("debt", replace(OWED, id="somebody's")),
        ("remark", replace(PRAISE, text=" ")),
        ("work", replace(TEST, weight=11)),
    ],
)
def test_what_nobody_can_have_written_is_refused(portal: Portal, deputy: Pc, field: str, row: Seen) -> None:
    assert tell(deputy, row, field=field) == (REFUSED,)
    assert entries(portal) == []


@pytest.mark.parametrize(
    "row",
    [
        a_mark(lesson=LessonId("gone")),
        a_mark(pupil=PupilId("gone")),
        a_mark(author=TeacherId("gone")),
        a_mark(journal=JournalId("gone")),
        a_mark(value="7"),
    ],
)
def test_what_has_no_place_yet_is_told_again_another_time(portal: Portal, deputy: Pc, row: Seen) -> None:
    assert tell(deputy, row) == (LATER,)
    assert entries(portal) == []


def test_a_mark_waits_for_the_scale_that_the_school_had_when_it_was_given(portal: Portal, deputy: Pc) -> None:
    """I15: the backup is older than the scale; what the portal cannot read today is not refused for good."""
    assert tell(deputy, a_mark(value="10")) == (LATER,)
    ten = MarkScale("ten", NEVER, "Десять баллов", "10=5 9=5 8=4 7=4 6=3 5=3 4=2 3=2 2=2 1=2")
    subject = next(each for each in stored(portal, Subject) if each.id == journal_of(portal).subject)
    portal.put(ten, replace(subject, scale=ten.id))
    assert tell(deputy, a_mark(value="10")) == (KEPT,)
    portal.put(replace(subject, scale=PASS_FAIL.name))
    assert decide(deputy, portal) == [("rejected", "bad_value")]
    portal.put(replace(subject, scale=ten.id, short="Алг."))
    assert decide(deputy, portal) == [("applied", "")]
    assert stored(portal, Mark) == [a_mark(value="10")]


def test_too_much_at_once_is_refused_and_lists_of_the_office_are_no_witness(deputy: Pc) -> None:
    assert deputy.ask("witness", WitnessAsk((Told("value", a_mark()),) * (MAX_TOLD + 1))).refusal == (
        "too_large",
        "body.rows",
    )
    pupil = ["pupil", PUPIL, "", "Новый", "Иван", "", "2013-01-01", ""]
    assert deputy.ask("witness", {"rows": [["value", pupil]]}).refusal[0] == "malformed"
    deputy.token = ""
    assert deputy.ask("witness", WitnessAsk(())).refusal == ("signed_out", "")


@pytest.mark.parametrize(
    ("field", "row"),
    [("attendance", SIGN), ("final_mark", TERM_MARK), ("debt", OWED), ("remark", PRAISE), ("work", TEST)],
)
def test_every_sort_of_row_comes_back(portal: Portal, deputy: Pc, field: str, row: Seen) -> None:
    assert tell(deputy, row, field=field) == (KEPT,)
    assert decide(deputy, portal) == [("applied", "")]
    assert row in deputy.rows(ALGEBRA)
    assert tell(deputy, row, field=field) == (KNOWN,)


def test_a_topic_comes_back_into_a_lesson_that_goes_on_otherwise(portal: Portal, anna: Pc, deputy: Pc) -> None:
    lesson = next(each for each in stored(portal, Lesson) if each.id == LESSON)
    seen = replace(lesson, topic="Степени", topic_token=LOST, room="999")
    anna.push(Operation(TopicSet("Корни"), ent=LESSON))
    assert tell(deputy, seen, field="topic") == (KEPT,)
    assert entries(portal)[0].before == "Корни"
    decide(deputy, portal)
    now = next(each for each in stored(portal, Lesson) if each.id == LESSON)
    assert (now.topic, now.topic_token, now.room) == ("Степени", LOST, lesson.room)
    assert [(each.before, each.after) for each in stored(portal, Revision)] == [("Корни", "Степени")]


def test_a_reason_brings_back_the_absence_that_it_is_for(portal: Portal, deputy: Pc) -> None:
    excused = replace(SIGN, code="б", excuse="б", document="Справка", excuse_token=OperationId("E" * 22))
    assert tell(deputy, excused, field="attendance") == tell(deputy, excused, field="excuse") == (KEPT,)
    plain = next(each.id for each in entries(portal) if each.field == "attendance")
    deputy.push(Operation(HeldDecide(True, ""), ent=plain))
    assert stored(portal, Attendance) == [SIGN]
    decide(deputy, portal)
    assert stored(portal, Attendance) == [excused]


def test_a_mark_waits_for_the_work_that_it_was_given_for(portal: Portal, deputy: Pc) -> None:
    given = a_mark(OperationId("M" * 22), work=TEST.id)
    assert tell(deputy, given) == (KEPT,)
    assert decide(deputy, portal) == [("rejected", "no_work")]
    tell(deputy, TEST, field="work")
    deputy.push(Operation(HeldDecide(True, ""), ent=witness_id("work", TEST.id, LOST)))
    assert decide(deputy, portal) == [("applied", "")]
    assert stored(portal, Mark) == [given]


def pushed(pc: Pc, bodies: Sequence[bytes]) -> list[tuple[str, str]]:
    """Push bytes that were written before; return what became of them."""
    outcomes = pc.ask("exchange", pc.batch(bodies)).body(ExchangeAnswer).outcomes
    return [(each.outcome, each.reason) for each in outcomes]


@dataclass
class Author:
    """Anna's PC, whose entries the portal has lost: a 3 that became a 4 and then a 5."""

    pc: Pc
    bodies: list[bytes] = field(default_factory=list)

    def write(self) -> Mark:
        operations = [
            Operation(MarkAdd(LESSON, PUPIL, None, "3")),
            Operation(MarkSet("4", "описка")),
            Operation(MarkSet("5", "описка")),
        ]
        for n, each in enumerate(operations):
            self.bodies.append(self.pc.write(each, base=n or None))
        return a_mark(self.pc.ids[2], id=MarkId(self.pc.ids[0]), reason="описка")

    def come_back(self) -> list[tuple[str, str]]:
        return pushed(self.pc, self.bodies)


@pytest.fixture
def author(anna: Pc) -> Author:
    return Author(anna)


def test_what_its_author_has_brought_back_is_no_question(portal: Portal, author: Author, deputy: Pc) -> None:
    seen = author.write()
    author.come_back()
    assert tell(deputy, seen) == (KNOWN,)
    portal.pc("boris").push(Operation(MarkSet("2", "списал"), ent=seen.id, base=seen.token))
    assert tell(deputy, seen, replace(seen, token=OperationId(seen.id), value="3")) == (KNOWN, KNOWN)
    assert entries(portal) == []


def test_a_question_ends_once_its_author_brings_the_entry_back(portal: Portal, author: Author, deputy: Pc) -> None:
    seen = author.write()
    tell(deputy, seen)
    assert author.come_back() == [("applied", "")] * 3
    (entry,) = entries(portal)
    assert entry.decision == "withdrawn"
    assert entry in deputy.rows(ALGEBRA)
    (stands,) = stored(portal, Mark)
    assert (stands.value, stands.token) == ("5", seen.token)
    assert decide(deputy, portal) == []


def test_nothing_is_doubled_where_its_author_comes_back_after_the_decision(
    portal: Portal, author: Author, deputy: Pc
) -> None:
    """I3, I15: the entries get their outcome, and what the deputy head has put back stays as it is."""
    seen = author.write()
    tell(deputy, seen)
    decide(deputy, portal)
    assert author.come_back() == [("same", "")] * 3
    assert author.come_back() == [("same", "")] * 3
    assert stored(portal, Mark) == [seen]
    assert stored(portal, Conflict) == []


def test_what_was_written_since_over_a_row_that_was_put_back_stays(portal: Portal, author: Author, deputy: Pc) -> None:
    seen = author.write()
    tell(deputy, seen)
    decide(deputy, portal)
    teacher = portal.pc("boris")
    assert teacher.verdicts(Operation(MarkSet("2", "списал"), ent=seen.id, base=seen.token)) == [("applied", "")]
    assert author.come_back() == [("same", "")] * 3
    (stands,) = stored(portal, Mark)
    assert stands.value == "2"
    assert stored(portal, Conflict) == []


def test_a_witness_that_has_lied_does_not_take_the_place_of_the_author(portal: Portal, anna: Pc, deputy: Pc) -> None:
    """I8, I22: the deputy head has believed a 2; the author's own 5 stands beside it."""
    body = anna.write(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    tell(deputy, a_mark(anna.ids[0], "2"))
    decide(deputy, portal)
    assert pushed(anna, [body]) == [("conflict", "")]
    assert [(each.value, each.author) for each in stored(portal, Conflict)] == [("5", ANNA)]


def test_a_later_entry_of_the_author_is_judged_by_what_was_put_back(portal: Portal, anna: Pc, deputy: Pc) -> None:
    """Anna works on at another PC, on the mark as the deputy head has put it back."""
    tell(deputy, a_mark())
    decide(deputy, portal)
    anna.pull()
    assert anna.verdicts(
        Operation(MarkSet("4", "описка"), ent=LOST, base=LOST), Operation(MarkComment("молодец"), ent=LOST)
    ) == [("applied", ""), ("applied", "")]
