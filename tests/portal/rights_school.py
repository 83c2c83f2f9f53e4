"""A school with a person for each row of the table of rights, things to act on, and a second school beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select

from app.domain.access import AccessRequest
from app.domain.classroom import Duty, Remark, Substitution, substitution_id
from app.domain.disputes import Conflict, HeldEntry
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.records import (
    NEVER,
    Assignment,
    Journal,
    Lesson,
    Mark,
    PlanItem,
    Record,
    SchoolClass,
    Teacher,
    Work,
)
from app.ids import (
    ClassId,
    JournalId,
    LessonId,
    MarkId,
    OperationId,
    ProposalId,
    PupilId,
    ReplicaId,
    RequestId,
    SchoolId,
    TeacherId,
    WorkId,
)
from portal.rights import Role
from portal.store.rows import write_records
from portal.store.tables import schools
from tests.portal.conftest import Portal
from tests.portal.portal_school import CLASS_8A, CONTROL, PHYSICS, PHYSICS_LESSONS, STRANGERS
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, GROUP, LESSONS, PUPILS, SUBJECT

OTHER = SchoolId("other-school-00000000")
BEFORE, AFTER = date(2026, 9, 9), date(2026, 10, 1)
"""Days around LESSONS[9], which is on the 10th of September; the portal's own day is the 21st."""

DAY = date(2026, 9, 10)


@dataclass(frozen=True, slots=True)
class Corner:
    """One thing of each kind in one journal."""

    name: str
    journal: JournalId
    lesson: LessonId
    pupil: PupilId
    school_class: ClassId

    @property
    def mark(self) -> MarkId:
        return MarkId(f"{self.name}-mark")

    @property
    def work(self) -> WorkId:
        return WorkId(f"{self.name}-work")

    @property
    def remark(self) -> str:
        return f"{self.name}-remark"

    @property
    def conflict(self) -> OperationId:
        return OperationId(f"{self.name}-conflict")

    @property
    def held(self) -> OperationId:
        return OperationId(f"{self.name}-held")

    @property
    def request(self) -> RequestId:
        return RequestId(f"{self.name}-request")

    @property
    def proposal(self) -> ProposalId:
        return ProposalId(f"{self.name}-proposal")

    @property
    def item(self) -> str:
        return f"{self.name}-item"

    def records(self) -> Iterator[Record]:
        """Yield what stands in the journal's corner."""
        pc, author, wall = ReplicaId("pc"), TeacherId("elsewhere"), "2026-09-10T08:00:00+00:00"
        at = (self.journal, self.lesson)
        yield Work(self.work, NEVER, *at, CONTROL, "", 4)
        yield Mark(self.mark, NEVER, *at, self.pupil, None, "4", author)
        yield Remark(self.remark, NEVER, *at, self.pupil, praise=False, text="Опоздал", author=author)
        about = (NEVER, self.journal, self.mark, self.lesson, self.pupil)
        yield Conflict(self.conflict, *about, "value", "5", author, pc, wall)
        yield HeldEntry(self.held, *about, "", "mark.set", "value", "4", "5", "term_closed", "ошибка", author, pc, wall)
        asked = (self.pupil, self.school_class, "parent", "Иванова Анна", "mother", "")
        yield AccessRequest(self.request, NEVER, *asked, wall, date(2026, 9, 11))
        told = (self.pupil, self.school_class, DAY, DAY, "б", "справка", None, "Иванова Анна", wall)
        yield ExcuseProposal(self.proposal, NEVER, *told)
        yield PlanItem(self.item, NEVER, self.journal, 1, "", "Степени", 1, "")


OWN = Corner("own", ALGEBRA, LESSONS[9], PUPILS[0], CLASS)
FOREIGN = Corner("foreign", PHYSICS, PHYSICS_LESSONS[0], STRANGERS[0], CLASS_8A)
ELSEWHERE = Corner("elsewhere", JournalId("other-journal"), LessonId("other-lesson"), PupilId("other-pupil"), CLASS)
NOWHERE = Corner("none", JournalId("none"), LessonId("none"), PupilId("none"), ClassId("none"))

STAFF = {
    Role.TEACHER: ("own-teacher", "past-teacher", "next-teacher"),
    Role.SUBSTITUTE: ("own-substitute", "past-substitute", "next-substitute"),
    Role.CLASS_TEACHER: ("own-class", "past-class", "next-class"),
    Role.DEPUTY_HEAD: ("own-deputy", "past-deputy", "next-deputy"),
}
"""Who has the right on the lesson's day, had it until the day before, will have it from October on."""

LOGINS = [login for logins in STAFF.values() for login in logins]


def fill(portal: Portal) -> None:
    """Put the people and things into the portal, and a second school beside."""
    portal.put(*_people())
    with portal.engine.begin() as connection:
        row = connection.execute(select(schools)).mappings().one()
        connection.execute(insert(schools), {**row, "school_id": OTHER})
        write_records(connection, portal.school, [*OWN.records(), *FOREIGN.records()])
        write_records(connection, OTHER, [*_elsewhere(), *ELSEWHERE.records()])


def _people() -> Iterator[Record]:
    for login in LOGINS:
        yield Teacher(TeacherId(login), NEVER, "Учитель", login, "", login)
    (own, past, coming) = map(TeacherId, STAFF[Role.TEACHER])
    yield Assignment("own-assignment", NEVER, ALGEBRA, own, BEGINS, None)
    yield Assignment("past-assignment", NEVER, ALGEBRA, past, BEGINS, BEFORE)
    yield Assignment("next-assignment", NEVER, ALGEBRA, coming, AFTER, None)
    for login, lesson, day in zip(STAFF[Role.SUBSTITUTE], (9, 8, 30), (DAY, BEFORE, AFTER), strict=True):
        key = LESSONS[lesson]
        yield Substitution(substitution_id(key), NEVER, ALGEBRA, key, day, TeacherId(login), ANNA)
    # whoever has handed a class over, or will take it, is no class teacher of it
    yield SchoolClass(CLASS, NEVER, 7, "Б", 1, TeacherId(STAFF[Role.CLASS_TEACHER][0]))
    for login, first, last in zip(STAFF[Role.DEPUTY_HEAD], (BEGINS, BEGINS, AFTER), (None, BEFORE, None), strict=True):
        yield Duty(f"duty-{login}", NEVER, TeacherId(login), "deputy_head", first, last)


def _elsewhere() -> Iterator[Record]:
    yield Journal(ELSEWHERE.journal, NEVER, GROUP, SUBJECT, BEGINS.year, 5)
    yield Lesson(ELSEWHERE.lesson, NEVER, ELSEWHERE.journal, DAY, 1, "101")
