"""What stands above a printed page of a journal beside the journal itself: the school, and who teaches there."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select

from app.domain.collation import russian_key
from app.ids import JournalId
from app.services.names import short_name
from app.store.tables import assignment, school, teacher
from app.store.unit import Unit

_TEACHERS = (
    select(teacher.c.id, teacher.c.surname, teacher.c.name, teacher.c.patronymic)
    .join(assignment, assignment.c.teacher == teacher.c.id)
    .where(
        assignment.c.journal == bindparam("journal"),
        assignment.c.first <= bindparam("last"),
        or_(assignment.c.last.is_(None), assignment.c.last >= bindparam("first")),
    )
    .distinct()
)


@dataclass(frozen=True, slots=True)
class PaperHead:
    """school: its name. teachers: short names of whoever had the journal in the period, by the collation."""

    school: str
    teachers: tuple[str, ...]


def read_paper_head(unit: Unit, journal: JournalId, *, first: date, last: date) -> PaperHead:
    """Return what stands above a journal's page from the first to the last day, both included."""
    rows = unit.connection.execute(_TEACHERS, {"journal": journal, "first": first, "last": last})
    named = unit.connection.execute(select(school.c.name)).scalar() or ""
    return PaperHead(named, tuple(sorted((short_name(row) for row in rows), key=russian_key)))
