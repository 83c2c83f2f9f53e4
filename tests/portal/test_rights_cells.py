"""Every cell of the table of rights: role x kind of operation or page x own, foreign, elsewhere, ended, not yet (I22).

The cells are made from the kinds that there are: one that is new has to say here what it is about.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import replace as dataclass_replace
from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine

from app.domain.disputes import HeldEntry
from app.domain.records import NEVER, Subject
from app.ids import JournalId, OperationId, ReplicaId, SchoolId, SubjectId, TeacherId
from app.judging.verdicts import Verdict
from app.operations import (
    ARGS,
    AbsenceExcuse,
    Args,
    AttendanceFill,
    AttendanceSet,
    ConflictResolve,
    DebtSet,
    FinalSet,
    HeldDecide,
    HeldWithdraw,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    NoteSet,
    Operation,
    RecordsPut,
    RemarkAdd,
    RemarkAnnul,
    Session,
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from app.planning import (
    AccessDecide,
    DiarySeen,
    LessonCancel,
    LessonCreate,
    LessonMove,
    LessonSubstitute,
    PlanLine,
    PlanPut,
    ProposalDecide,
    SeatingSet,
)
from portal.exchange import adjudicating
from portal.exchange.adjudicating import NOT_ALLOWED, RIGHT_ENDED, adjudicate
from portal.exchange.gathering import Gathered
from portal.exchange.late_entries import read_window
from portal.exchange.scopes import read_rights
from portal.exchange.unpacking import Prepared, Sender, Sent
from portal.rights import ACTIONS, Action, Right, Role
from portal.store.dialects import reading
from tests.portal import rights_table
from tests.portal.conftest import Portal
from tests.portal.portal_school import CONTROL
from tests.portal.rights_school import ELSEWHERE, FOREIGN, NOWHERE, OTHER, OWN, STAFF, Corner, fill
from tests.portal.rights_table import FAMILY, LIMITS, WHO_MAY
from tests.small_school import ALGEBRA, CLASS, WHOLE_YEAR

KINDS = tuple(ARGS.values())
ABOUT_NO_DAY = (FinalSet, PlanPut, ConflictResolve, HeldWithdraw, SeatingSet)
"""Kinds in a journal that no lesson's day decides: whoever ever taught there may."""

OF_THE_SCHOOL = (TermClose, RecordsPut)
"""Kinds that name no journal."""

OF_A_CLASS = (AccessDecide, ProposalDecide)
"""Kinds about a class and no journal of it: once the right has ended nothing is held, for nobody could take it up."""

ID = OperationId("A" * 22)


EXAMPLES: dict[type[Args], Callable[[Corner], Operation]] = {
    MarkAdd: lambda at: Operation(MarkAdd(at.lesson, at.pupil, None, "5")),
    MarkSet: lambda at: Operation(MarkSet("5"), at.mark, NEVER),
    MarkAnnul: lambda at: Operation(MarkAnnul("ошибка"), at.mark, NEVER),
    MarkComment: lambda at: Operation(MarkComment("!"), at.mark, NEVER),
    DebtSet: lambda at: Operation(DebtSet(at.lesson, at.pupil, None, date(2026, 12, 1))),
    WorkCreate: lambda at: Operation(WorkCreate(at.lesson, CONTROL, "", 4)),
    WorkSet: lambda at: Operation(WorkSet(CONTROL, "Корни", 3), at.work, NEVER),
    WorkAnnul: lambda at: Operation(WorkAnnul(), at.work, NEVER),
    FinalSet: lambda at: Operation(FinalSet(at.journal, at.pupil, WHOLE_YEAR, "5", "")),
    TermClose: lambda _at: Operation(TermClose(WHOLE_YEAR, CLASS, closed=True)),
    ConflictResolve: lambda at: Operation(ConflictResolve(), at.conflict),
    HeldDecide: lambda at: Operation(HeldDecide(accept=False), at.held),
    HeldWithdraw: lambda at: Operation(HeldWithdraw(), at.held),
    AttendanceSet: lambda at: Operation(AttendanceSet(at.lesson, at.pupil, "н")),
    AttendanceFill: lambda at: Operation(AttendanceFill(at.lesson, at.pupil, "б")),
    AbsenceExcuse: lambda at: Operation(AbsenceExcuse(at.lesson, at.pupil, "б")),
    TopicSet: lambda at: Operation(TopicSet("Степени"), at.lesson, NEVER),
    HomeworkSet: lambda at: Operation(HomeworkSet("№ 1"), at.lesson, NEVER),
    SeatingSet: lambda at: Operation(SeatingSet(at.journal, TeacherId("vera"), "")),
    DiarySeen: lambda at: Operation(DiarySeen(at.journal, at.pupil, "week", "2026-09-07")),
    AccessDecide: lambda at: Operation(AccessDecide("granted"), at.request, NEVER),
    ProposalDecide: lambda at: Operation(ProposalDecide("accepted"), at.proposal, NEVER),
    NoteSet: lambda at: Operation(NoteSet(at.lesson, TeacherId("vera"), "спросить")),
    RemarkAdd: lambda at: Operation(RemarkAdd(at.lesson, at.pupil, praise=True, text="Молодец")),
    RemarkAnnul: lambda at: Operation(RemarkAnnul(), at.remark, NEVER),
    LessonCreate: lambda at: Operation(LessonCreate(at.journal, date(2026, 9, 10), 7, "")),
    LessonMove: lambda at: Operation(LessonMove(date(2026, 9, 11), 2, ""), at.lesson),
    LessonCancel: lambda at: Operation(LessonCancel(cancelled=True), at.lesson),
    LessonSubstitute: lambda at: Operation(LessonSubstitute(at.lesson, TeacherId("vera"))),
    PlanPut: lambda at: Operation(PlanPut(at.journal, (PlanLine(at.item, 1, "", "Корни", 2, ""),))),
    RecordsPut: lambda _at: Operation(RecordsPut((Subject(SubjectId("new"), NEVER, "Музыка", "Музыка"),))),
}
"""An operation of each kind, on the thing of that kind in a corner."""


@dataclass(frozen=True)
class Bench:
    """The portal's judge before a fresh school; nothing that it says changes the school.

    serving: by which it reads, the portal's own unless a test lets it look over the walls.
    """

    portal: Portal
    serving: Engine

    def sender(self, role: Role, login: str) -> Sender:
        """Return somebody with the rights that the school's lists give them."""
        author = TeacherId(login)
        session = Session(ReplicaId("A" * 22), author, "boot", "2026-09-10T08:00:00+00:00")
        if role in FAMILY:
            rights: tuple[Right, ...] = (Right(role, None, date.min, None, frozenset({OWN.pupil})),)
        else:
            with reading(self.serving, self.portal.school).connect() as connection:
                rights = read_rights(connection, self.portal.school, author)
        office = role is Role.OFFICE
        return Sender(self.portal.school, role if office else Role.TEACHER, session, rights)

    def said(self, sender: Sender, kind: type[Args], at: Corner) -> Verdict:
        """Return what the portal says to an operation of somebody in a corner."""
        wanted = EXAMPLES[kind](at)
        if isinstance(wanted.args, NoteSet | SeatingSet):
            wanted = replace(wanted, args=replace(wanted.args, teacher=sender.session.author))
        ready = Prepared(Sent(1, ID, b""), kind.KIND[0], wanted.entity(ID), wanted)
        school: SchoolId = sender.school
        with reading(self.serving, self.portal.school).connect() as connection:
            rows = Gathered()
            rows.gather(connection, school, [wanted])
            if (entry := rows.of(HeldEntry, at.held)) and kind is HeldWithdraw:
                rows.add([replace(entry, author=sender.session.author)])
            window = read_window(connection, school, received_ms=self.portal.clock.ms)
            (verdict,) = adjudicate(sender, [ready], rows, window)
        return verdict

    def refused(self, sender: Sender, at: Corner) -> Mapping[type[Args], str]:
        """Return for each kind "unknown" or "ended" where the portal refuses it, else "may"."""
        return {kind: self._word(sender, kind, at) for kind in KINDS}

    def _word(self, sender: Sender, kind: type[Args], at: Corner) -> str:
        said = self.said(sender, kind, at)
        if (said.outcome, said.reason) == (RIGHT_ENDED.outcome, RIGHT_ENDED.reason):
            return "ended"
        unknown = NOT_ALLOWED if kind in OF_THE_SCHOOL else self.said(sender, kind, NOWHERE)
        return "unknown" if said in {unknown, NOT_ALLOWED} else "may"


@pytest.fixture
def bench(portal: Portal) -> Bench:
    fill(portal)
    return Bench(portal, portal.serving)


def may(role: Role) -> frozenset[type[Args]]:
    """Return the kinds that a role may write, by the table."""
    return frozenset(kind for kind in KINDS if role in WHO_MAY[ACTIONS[kind]])


def expected(role: Role, **where: str) -> dict[type[Args], str]:
    """Return what is said of each kind: "unknown" of those that the role never may, `of_day` of the others.

    no_day: of those that no lesson's day decides. no_journal: of those that name no journal.
    """
    allowed = may(role)
    said = dict.fromkeys(KINDS, "unknown")
    for kind in allowed:
        said[kind] = where["of_day"]
        if kind in ABOUT_NO_DAY:
            said[kind] = where.get("no_day", said[kind])
        if kind in OF_THE_SCHOOL:
            said[kind] = where.get("no_journal", said[kind])
        if kind in OF_A_CLASS and said[kind] == "ended":
            said[kind] = "unknown"
    return said


def named(said: Mapping[type[Args], str]) -> dict[str, str]:
    return {kind.__name__: word for kind, word in said.items()}


OF_STAFF = pytest.mark.parametrize("role", tuple(STAFF))


@OF_STAFF
def test_what_is_own(bench: Bench, role: Role) -> None:
    sender = bench.sender(role, STAFF[role][0])
    assert named(bench.refused(sender, OWN)) == named(expected(role, of_day="may"))


@OF_STAFF
def test_what_is_of_another_class(bench: Bench, role: Role) -> None:
    sender = bench.sender(role, STAFF[role][0])
    of_day = "may" if role is Role.DEPUTY_HEAD else "unknown"
    assert named(bench.refused(sender, FOREIGN)) == named(expected(role, of_day=of_day))


@pytest.mark.parametrize("role", tuple(Role))
def test_what_is_of_another_school(bench: Bench, role: Role) -> None:
    sender = bench.sender(role, STAFF.get(role, ("anna",))[0])
    said = bench.refused(sender, ELSEWHERE)
    assert named(said) == named(expected(role, of_day="unknown", no_journal="may"))


@OF_STAFF
def test_what_was_own_until_the_day_before(bench: Bench, role: Role) -> None:
    sender = bench.sender(role, STAFF[role][1])
    # a class is handed over as a whole: who had it has nothing of it any more
    of_day = "unknown" if role is Role.CLASS_TEACHER else "ended"
    no_day = "may" if role in {Role.TEACHER, Role.SUBSTITUTE} else of_day
    assert named(bench.refused(sender, OWN)) == named(expected(role, of_day=of_day, no_day=no_day))


@OF_STAFF
def test_what_will_be_own_later(bench: Bench, role: Role) -> None:
    sender = bench.sender(role, STAFF[role][2])
    of_day = "unknown" if role is Role.CLASS_TEACHER else "ended"
    no_day = "may" if role in {Role.TEACHER, Role.SUBSTITUTE} else of_day
    assert named(bench.refused(sender, OWN)) == named(expected(role, of_day=of_day, no_day=no_day))


@pytest.mark.parametrize("at", [OWN, FOREIGN], ids=lambda at: at.name)
@pytest.mark.parametrize("role", [Role.OFFICE, *sorted(FAMILY)])
def test_who_does_not_teach_writes_in_no_journal(bench: Bench, role: Role, at: Corner) -> None:
    sender = bench.sender(role, "anna" if role is Role.OFFICE else "family")
    # what a family says it has read is of the own child
    of_day = "unknown" if at is FOREIGN and role in FAMILY else "may"
    assert named(bench.refused(sender, at)) == named(expected(role, of_day=of_day))


def parts(portal: Portal, login: str) -> set[str]:
    return {part.id for part in portal.pc(login).hello().parts} - {"school", "roster", "own", "access"}


def readable_cells() -> Iterator[tuple[Role, int, set[JournalId]]]:
    """Yield whose it is, had it, or will have it, and which journals they read then."""
    for role in STAFF:
        whole: set[JournalId] = {OWN.journal, FOREIGN.journal} if role is Role.DEPUTY_HEAD else {ALGEBRA}
        # what was taught stays readable, and what will be can be prepared; a class and a duty end with their day
        none: set[JournalId] = set()
        lasts = role in {Role.TEACHER, Role.SUBSTITUTE}
        yield from ((role, 0, whole), (role, 1, whole if lasts else none), (role, 2, whole if lasts else none))


@pytest.mark.parametrize(("role", "when", "journals"), list(readable_cells()))
def test_which_journals_are_read(portal: Portal, role: Role, when: int, journals: set[JournalId]) -> None:
    fill(portal)
    assert parts(portal, STAFF[role][when]) == journals


def test_a_duty_that_ends_takes_the_journals_away_by_itself(portal: Portal) -> None:
    fill(portal)
    deputy = portal.pc("next-deputy")
    before = deputy.hello()
    portal.clock.ms += 11 * 24 * 3_600_000
    after = deputy.hello()
    assert FOREIGN.journal in {part.id for part in after.parts} - {part.id for part in before.parts}
    assert before.scope != after.scope == deputy.exchange().scope


@pytest.mark.on_server
def test_where_the_first_wall_is_down_the_second_hides_another_school(
    portal: Portal, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: planted, everybody may do everything, and the program asks for the other school's rows itself."""
    monkeypatch.setattr(adjudicating, "authorize", lambda *_: None)
    liar = dataclass_replace(bench.sender(Role.TEACHER, STAFF[Role.TEACHER][0]), school=OTHER)
    hidden = set(bench.refused(liar, ELSEWHERE).items()) - {(kind, "may") for kind in OF_THE_SCHOOL}
    without_wall = Bench(portal, portal.engine).refused(liar, ELSEWHERE)
    assert {word for _, word in hidden} == {"unknown"}
    assert {without_wall[kind] for kind in (MarkSet, TopicSet, WorkSet, RemarkAnnul, HeldDecide)} == {"may"}


def test_the_table_in_the_documentation_is_the_one_that_the_portal_goes_by() -> None:
    assert rights_table.written() == rights_table.page()


def test_a_kind_that_is_new_needs_a_row() -> None:
    assert set(EXAMPLES) == set(ACTIONS) == set(KINDS)
    assert set(WHO_MAY) == set(Action)
    assert set(LIMITS) == set(Role)
