"""A pupil who moves between two classes in mid-term: who teaches algebra in both, lessons, works, what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from app.columns import record_of
from app.domain.classroom import CarriedMark
from app.domain.records import NEVER, Assignment, Enrolment, Group, Journal, Lesson, Mark, Membership, SchoolClass
from app.ids import ClassId, GroupId, JournalId, LessonId, OperationId, WorkId
from app.operations import MarkAdd, Operation
from portal.store.rows import fields_of
from portal.store.tables import TABLES
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import VERA
from tests.small_school import BEGINS, GROUP, LESSONS, PUPILS, SUBJECT

MOVED = PUPILS[3]
ALGEBRA_7A = JournalId("algebra-7a")
CLASS_7A, GROUP_7A = ClassId("7a"), GroupId("7a-all")
LESSONS_7A = tuple(LessonId(f"a-lesson-{n:02}") for n in range(40))
MOVES = date(2026, 9, 20)
"""The first day in 7А; the test of 7Б, of weight 4, was on the first day of the year."""

EVE = MOVES - timedelta(1)


def second_class() -> list[Enrolment | Group | Journal | Assignment | Lesson | SchoolClass]:
    """Return 7А with its journal of algebra, which Vera teaches; nobody is in it yet."""
    return [
        SchoolClass(CLASS_7A, NEVER, 7, "А", 1, VERA),
        Group(GROUP_7A, NEVER, CLASS_7A, ""),
        Journal(ALGEBRA_7A, NEVER, GROUP_7A, SUBJECT, BEGINS.year, 5),
        Assignment("assignment-7a", NEVER, ALGEBRA_7A, VERA, BEGINS, None),
        *(Lesson(key, NEVER, ALGEBRA_7A, BEGINS + timedelta(n), 1 + n % 6, "202") for n, key in enumerate(LESSONS_7A)),
    ]


@dataclass
class Move:
    """Both classes at a portal. anna teaches 7Б, vera 7А."""

    portal: Portal
    anna: Pc = field(init=False)
    vera: Pc = field(init=False)

    def __post_init__(self) -> None:
        self.portal.put(*second_class())
        self.anna, self.vera = self.portal.pc("anna"), self.portal.pc("vera")

    def give(self, *values: str, lesson: LessonId = LESSONS[0], work: WorkId | None = None) -> list[OperationId]:
        """Let Anna give marks; return their ids."""
        outcomes = self.anna.push(*(Operation(MarkAdd(lesson, MOVED, work, value)) for value in values))
        assert {each.outcome for each in outcomes} == {"applied"}
        return [self.anna.ids[each.n - 1] for each in outcomes]

    def move(self, first: date = MOVES) -> None:
        """Let the office's list say that the pupil is in 7А from a day on."""
        self.portal.put(*moved(first))

    def take_back(self) -> None:
        """Let the office say that the pupil never moved."""
        ends = date(2000, 1, 1)
        self.portal.put(
            Membership(f"member-{MOVED}", NEVER, GROUP, MOVED, BEGINS, None),
            Membership("member-7a", NEVER, GROUP_7A, MOVED, MOVES, ends),
        )

    def carried(self, journal: JournalId = ALGEBRA_7A) -> list[CarriedMark]:
        """Return what counts in a journal from elsewhere, by day and value."""
        table = TABLES[CarriedMark]
        query = select(*fields_of(CarriedMark)).where(table.c.school_id == self.portal.school)
        query = query.where(table.c.journal == journal, table.c.annulled.is_(False))
        with self.portal.engine.connect() as connection:
            found = [record_of(CarriedMark, row) for row in connection.execute(query)]
        return sorted(found, key=lambda each: (each.day, each.value, each.id))

    def values(self, journal: JournalId = ALGEBRA_7A) -> list[tuple[str, int]]:
        """Return value and weight of what counts in a journal from elsewhere."""
        return [(each.value, each.weight) for each in self.carried(journal)]

    def marks(self) -> Sequence[Mark]:
        """Return the pupil's own marks."""
        table = TABLES[Mark]
        query = select(*fields_of(Mark)).where(table.c.school_id == self.portal.school, table.c.pupil == MOVED)
        with self.portal.engine.connect() as connection:
            return [record_of(Mark, row) for row in connection.execute(query)]


def moved(first: date = MOVES) -> tuple[Membership, Membership]:
    """Return the times in the groups of whoever is in 7А from a day on."""
    return (
        Membership(f"member-{MOVED}", NEVER, GROUP, MOVED, BEGINS, first - timedelta(1)),
        Membership("member-7a", NEVER, GROUP_7A, MOVED, first, None),
    )
