"""What a teacher does with the works of a lesson, and the kinds that there are to choose from."""

from sqlalchemy import bindparam, select

from app.changes import Changes
from app.domain.works import WorkFacts, WorkKind
from app.ids import LessonId, OperationId, WorkId
from app.operations import Operation, WorkAnnul, WorkCreate, WorkSet
from app.services.terms import demand_open
from app.store.tables import work, work_type
from app.store.unit import Unit

_KINDS = select(work_type.c.id, work_type.c.name, work_type.c.short, work_type.c.weight, work_type.c.colour).order_by(
    work_type.c.ordinal, work_type.c.id
)

_WORKS = (
    select(work.c.id)
    .join(work_type, work_type.c.id == work.c.type)
    .where(work.c.lesson == bindparam("lesson"), work.c.annulled.is_(False))
    .order_by(work_type.c.ordinal, work.c.id)
)


def read_work_types(unit: Unit) -> tuple[WorkKind, ...]:
    """Return the school's kinds of work, in the school's order."""
    return tuple(WorkKind(*row) for row in unit.connection.execute(_KINDS))


def work_ids(unit: Unit, lesson: LessonId) -> list[WorkId]:
    """Return a lesson's works, in the order of their kinds."""
    return list(unit.connection.execute(_WORKS, {"lesson": lesson}).scalars())


def create_work(unit: Unit, *, lesson: LessonId, facts: WorkFacts) -> Changes:
    """Announce a work of a lesson.

    Raises:
        BadWeightError: the weight is outside of 0..10.
        TermClosedError: the lesson's term is closed.
    """
    demand_open(unit, lesson)
    return unit.record(Operation(WorkCreate(lesson, facts.type, facts.title.strip(), facts.weight)))


def change_work(unit: Unit, *, work: WorkId, lesson: LessonId, facts: WorkFacts, base: OperationId) -> Changes:
    """Change a work's kind, title and weight. base: token of the work as it was shown.

    Raises:
        BadWeightError: the weight is outside of 0..10.
        ChangedSinceError: somebody changed it meanwhile.
        TermClosedError: the lesson's term is closed.
    """
    demand_open(unit, lesson)
    return unit.record(Operation(WorkSet(facts.type, facts.title.strip(), facts.weight), ent=work, base=base))


def remove_work(unit: Unit, *, work: WorkId, lesson: LessonId, base: OperationId) -> Changes:
    """Take a work back.

    Raises:
        WorkHasMarksError: marks stand for it.
        ChangedSinceError: somebody changed it meanwhile.
        TermClosedError: the lesson's term is closed.
    """
    demand_open(unit, lesson)
    return unit.record(Operation(WorkAnnul(), ent=work, base=base))
