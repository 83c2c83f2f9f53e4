"""Who may do what: every role x action, every kind of operation, and nothing of another's journal (I22)."""

from datetime import date
from itertools import product

import pytest
from msgspec.structs import replace

from app.domain.records import NEVER, Assignment, Record, Subject
from app.ids import JournalId, LessonId, OperationId, TeacherId
from app.operations import (
    ARGS,
    Args,
    AttendanceSet,
    ConflictResolve,
    DebtSet,
    FinalSet,
    HeldWithdraw,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    RecordsPut,
    RemarkAdd,
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from app.planning import AccessDecide, DiarySeen, ProposalDecide, SeatingSet
from app.wire.messages import HelloAnswer, SnapshotAsk
from portal.rights import (
    ACTIONS,
    ALLOWED,
    About,
    Action,
    NotYoursError,
    Right,
    RightEndedError,
    Role,
    authorize,
    readable,
)
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import (
    CONTROL,
    GALINA_LEFT,
    LESSON,
    PHYSICS,
    PHYSICS_LESSONS,
    PUPIL,
    STRANGERS,
)
from tests.portal.rights_table import WHO_MAY
from tests.portal.test_school_life import OF_SCHOOL_LIFE
from tests.small_school import ALGEBRA, LESSONS, PUPILS, SUBJECT

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 10)


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_every_cell_of_the_table(role: Role, action: Action) -> None:
    rights = [Right(role, ALGEBRA, FIRST, LAST)]
    if role in WHO_MAY[action]:
        authorize(rights, action, About(ALGEBRA, FIRST))
    else:
        with pytest.raises(NotYoursError):
            authorize(rights, action, About(ALGEBRA, FIRST))


@pytest.mark.parametrize(
    ("on", "last", "allowed"),
    [
        (date(2026, 8, 31), LAST, False),
        (FIRST, LAST, True),
        (LAST, LAST, True),
        (date(2026, 9, 11), LAST, False),
        (date(2099, 1, 1), None, True),
    ],
)
def test_a_right_holds_on_its_days(on: date, last: date | None, allowed: bool) -> None:
    rights = [Right(Role.TEACHER, ALGEBRA, FIRST, last)]
    if allowed:
        authorize(rights, Action.GIVE_MARK, About(ALGEBRA, on))
    else:
        with pytest.raises(RightEndedError):
            authorize(rights, Action.GIVE_MARK, About(ALGEBRA, on))


def test_a_right_to_another_journal_is_none() -> None:
    with pytest.raises(NotYoursError):
        authorize([Right(Role.TEACHER, PHYSICS, FIRST, None)], Action.GIVE_MARK, About(ALGEBRA, FIRST))


def test_one_of_several_rights_is_enough() -> None:
    rights = [Right(Role.TEACHER, ALGEBRA, FIRST, FIRST), Right(Role.TEACHER, ALGEBRA, LAST, None)]
    authorize(rights, Action.GIVE_MARK, About(ALGEBRA, LAST))
    with pytest.raises(RightEndedError):
        authorize(rights, Action.GIVE_MARK, About(ALGEBRA, date(2026, 9, 5)))


def test_only_roles_that_read_open_a_journal() -> None:
    rights = [Right(Role.TEACHER, ALGEBRA, FIRST, LAST), Right(Role.OFFICE, PHYSICS, FIRST, None)]
    assert readable(rights) == {ALGEBRA}


def test_every_kind_of_operation_has_its_action() -> None:
    assert set(ACTIONS) == set(ARGS.values())
    assert set(ALLOWED) == set(Role)


OF_MARKS = (MarkSet, MarkAnnul, MarkComment)


def writings(lesson: LessonId, mark: OperationId) -> dict[type[Args], Operation]:
    """Return one operation of each kind that a teacher writes, about this lesson or this mark."""
    return {
        MarkAdd: Operation(MarkAdd(lesson, PUPIL, None, "5")),
        MarkSet: Operation(MarkSet("5"), ent=mark, base=mark),
        MarkAnnul: Operation(MarkAnnul(""), ent=mark, base=mark),
        MarkComment: Operation(MarkComment("!"), ent=mark),
        DebtSet: Operation(DebtSet(lesson, PUPIL, None, LAST)),
        RemarkAdd: Operation(RemarkAdd(lesson, PUPIL, praise=True, text="Молодец")),
        AttendanceSet: Operation(AttendanceSet(lesson, PUPIL, "н")),
        TopicSet: Operation(TopicSet("Тема"), ent=lesson),
        HomeworkSet: Operation(HomeworkSet("№ 1"), ent=lesson),
        WorkCreate: Operation(WorkCreate(lesson, CONTROL, "", 4)),
    }


ELSEWHERE = (
    {WorkSet, WorkAnnul, FinalSet, TermClose}
    | {ConflictResolve}
    | OF_SCHOOL_LIFE
    | {DiarySeen, HeldWithdraw, SeatingSet, AccessDecide, ProposalDecide}
)
"""Tried in test_assessment, test_conflicts, test_school_life, test_rights_cells, and those of access and proposals."""


WRITTEN = tuple(writings(LESSON, NEVER))
ABOUT = pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.__name__)


def test_every_operation_of_a_teacher_is_tried() -> None:
    assert set(WRITTEN) == set(ARGS.values()) - {RecordsPut} - ELSEWHERE


def a_mark_of(pc: Pc, lesson: LessonId) -> OperationId:
    pc.push(Operation(MarkAdd(lesson, PUPIL, None, "3")))
    return pc.ids[-1]


@ABOUT
def test_a_teacher_writes_in_the_own_journal(anna: Pc, boris: Pc, kind: type[Args]) -> None:
    mark = a_mark_of(anna, LESSONS[20])
    assert boris.verdicts(writings(LESSONS[20], mark)[kind]) == [("applied", "")]


@ABOUT
def test_a_right_that_ended_before_the_lesson_holds_the_entry(portal: Portal, anna: Pc, kind: type[Args]) -> None:
    galina = portal.pc("galina")
    during, after = LESSONS[9], LESSONS[10]
    assert date(2026, 9, 10) == GALINA_LEFT
    marks = {lesson: a_mark_of(anna, lesson) for lesson in (during, after)}
    assert galina.verdicts(writings(during, marks[during])[kind], writings(after, marks[after])[kind]) == [
        ("applied", ""),
        ("held", "right_ended"),
    ]


@ABOUT
def test_another_teachers_journal_is_like_one_that_does_not_exist(portal: Portal, anna: Pc, kind: type[Args]) -> None:
    """I22."""
    vera, mark = portal.pc("vera"), a_mark_of(anna, LESSON)
    before = anna.rows(ALGEBRA)
    foreign = vera.verdicts(writings(LESSON, mark)[kind])
    unknown = vera.verdicts(writings(LessonId("none"), OperationId("none"))[kind])
    assert foreign == unknown == [("rejected", "no_mark" if kind in OF_MARKS else "no_lesson")]
    assert anna.rows(ALGEBRA) == before


def test_a_mark_whose_adding_is_held_holds_what_follows(portal: Portal) -> None:
    galina = portal.pc("galina")
    galina.push(Operation(MarkAdd(LESSONS[20], PUPIL, None, "5")))
    later = Operation(MarkSet("4"), ent=galina.ids[0], base=galina.ids[0])
    assert galina.verdicts(later) == [("held", "right_ended")]


def test_teachers_never_write_the_offices_lists(portal: Portal, anna: Pc) -> None:
    """I22."""
    mine = Assignment("forged", NEVER, PHYSICS, TeacherId("anna"), FIRST, None)
    assert anna.verdicts(Operation(RecordsPut((mine,)))) == [("rejected", "not_allowed")]
    assert [part.id for part in anna.hello().parts] == ["school", "roster", "own", "access", ALGEBRA]


def test_no_clock_of_a_pc_decides(portal: Portal) -> None:
    """I9."""
    over_31_bits, summer_time_ends = "2038-01-19T03:14:08+00:00", "2026-10-25T01:30:00+00:00"
    for wall in ("1980-01-01T00:00:00+00:00", over_31_bits, summer_time_ends, "2099-12-31T23:59:59+00:00", "yesterday"):
        galina = portal.pc("galina")
        galina.wall = wall
        assert galina.verdicts(
            Operation(MarkAdd(LESSONS[9], PUPIL, None, "5")), Operation(MarkAdd(LESSONS[10], PUPIL, None, "5"))
        ) == [("applied", ""), ("held", "right_ended")]


def test_a_scope_holds_the_own_groups_only(portal: Portal, anna: Pc) -> None:
    vera = portal.pc("vera")
    assert ids_of(anna.rows("roster"), "pupil") == set(PUPILS)
    assert ids_of(vera.rows("roster"), "pupil") == set(STRANGERS)
    assert {journal for _, journal in assignments(vera)} == {PHYSICS}
    assert assignments(anna) == {(teacher, ALGEBRA) for teacher in ("anna", "boris", "galina")}
    assert [part.id for part in vera.hello().parts] == ["school", "roster", "own", "access", PHYSICS]


def ids_of(rows: list[Record], tag: str) -> set[str]:
    return {row.id for row in rows if row.__struct_config__.tag == tag}


def assignments(pc: Pc) -> set[tuple[str, str]]:
    return {(row.teacher, row.journal) for row in pc.rows("roster") if isinstance(row, Assignment)}


def test_the_past_teacher_still_reads(portal: Portal) -> None:
    galina = portal.pc("galina")
    assert ALGEBRA in [part.id for part in galina.hello().parts]
    assert ids_of(galina.rows(ALGEBRA), "lesson") == set(LESSONS)


def test_what_others_write_in_a_foreign_journal_is_not_in_the_feed(portal: Portal, anna: Pc) -> None:
    vera = portal.pc("vera")
    anna.pull()
    vera.push(Operation(MarkAdd(PHYSICS_LESSONS[0], STRANGERS[0], None, "5")))
    assert anna.pull() == []


def test_a_new_right_changes_the_scope_and_brings_the_journal(portal: Portal, anna: Pc) -> None:
    anna.pull()
    before = anna.hello()
    portal.put(Assignment("substitution", NEVER, PHYSICS, TeacherId("anna"), FIRST, LAST))
    assert anna.pull() == []
    after = anna.hello()
    assert (before.scope, versions(before)["roster"]) != (after.scope, versions(after)["roster"])
    assert after.scope == anna.exchange().scope
    assert PHYSICS in versions(after)
    assert versions(before)["school"] == versions(after)["school"]
    assert ids_of(anna.rows(PHYSICS), "lesson") == set(PHYSICS_LESSONS)
    assert anna.verdicts(Operation(MarkAdd(PHYSICS_LESSONS[0], STRANGERS[0], None, "5"))) == [("applied", "")]


def versions(hello: HelloAnswer) -> dict[str, str]:
    return {part.id: part.version for part in hello.parts}


def test_a_foreign_change_of_the_roster_changes_the_scope_but_not_the_roster(portal: Portal, anna: Pc) -> None:
    before = anna.hello()
    portal.put(Assignment("more", NEVER, PHYSICS, TeacherId("boris"), FIRST, None))
    after = anna.hello()
    assert before.scope != after.scope
    assert versions(before) == versions(after)


def test_what_is_no_roster_leaves_the_scope(portal: Portal, anna: Pc) -> None:
    before = anna.hello().scope
    anna.push(Operation(TopicSet("Тема"), ent=LESSON))
    portal.put(replace(_subject(anna), name="Алгебра и начала анализа"))
    assert anna.hello().scope == before


def _subject(pc: Pc) -> Subject:
    return next(row for row in pc.rows("school") if isinstance(row, Subject) and row.id == SUBJECT)


@pytest.mark.parametrize("part", [PHYSICS, "none", "", "journal", "operations"])
def test_a_foreign_part_is_not_found_like_an_unknown_one(anna: Pc, part: str) -> None:
    heard = anna.ask("snapshot", SnapshotAsk(JournalId(part), "", 10))
    assert (heard.status, heard.refusal, heard.signed) == (404, ("not_found", ""), True)
