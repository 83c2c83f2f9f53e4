"""What the office sees of applications for access: those that wait, the decided ones, and the journal of the steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, select

from app.columns import record_of
from app.domain.access import UNDECIDED, AccessRequest, is_overdue
from app.domain.records import Pupil, SchoolClass
from app.ids import SchoolId
from portal.auth.applications import Step, Taken, read_all_steps, read_steps
from portal.office.access_reading import read_names
from portal.office.applications_wording import GROUNDS, REASONS, STEPS, who_words
from portal.office.people_reading import plain, today_in
from portal.store.rows import fields_of
from portal.store.tables import TABLES

AnyRow = Row[*tuple[Any, ...]]

_request, _pupil, _class = TABLES[AccessRequest], TABLES[Pupil].c, TABLES[SchoolClass].c
_FIELDS = fields_of(AccessRequest)
_ALL: Select[Any] = (
    select(*_FIELDS, _pupil.surname, _pupil.name, _pupil.patronymic, _pupil.born, _class.grade, _class.letter)
    .join(TABLES[Pupil], and_(_pupil.school_id == _request.c.school_id, _pupil.id == _request.c.pupil))
    .join(TABLES[SchoolClass], and_(_class.school_id == _request.c.school_id, _class.id == _request.c.school_class))
    .where(_request.c.school_id == bindparam("school"))
    .order_by(_request.c.filed.desc(), _request.c.id)
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An application that reached the school. pupil: the full name. is_overdue: nobody has decided in time."""

    request: AccessRequest
    pupil: str
    born: date
    class_title: str
    filed: int
    is_overdue: bool

    @property
    def ground(self) -> str:
        """Return who the applicant says to be."""
        return GROUNDS.get(self.request.ground, self.request.ground)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal of the procedure. at: Unix milliseconds."""

    at: int
    applicant: str
    pupil: str
    class_title: str
    step: str
    who: str
    answer: str


def read_shown(connection: Connection, school: SchoolId, *, now_ms: int) -> Sequence[Shown]:
    """Return a school's applications, the newest first."""
    today = today_in(connection, school, now_ms)
    return [_shown(row, today) for row in connection.execute(_ALL, {"school": school}).all()]


def read_one(connection: Connection, school: SchoolId, key: str, *, now_ms: int) -> Shown | None:
    """Return one of a school's applications, None where there is none."""
    wanted = _ALL.where(_request.c.id == key)
    row = connection.execute(wanted, {"school": school}).one_or_none()
    return None if row is None else _shown(row, today_in(connection, school, now_ms))


def waiting_first(shown: Sequence[Shown]) -> Sequence[Shown]:
    """Return the applications that wait for a decision, those due first at the beginning."""
    waiting = [each for each in shown if each.request.decision == UNDECIDED]
    return sorted(waiting, key=lambda each: (each.request.due, each.filed, each.request.id))


def found_in(shown: Sequence[Shown], text: str) -> Sequence[Shown]:
    """Return the applications in whose names every word of a text begins one."""
    words = plain(text).split()

    def fits(each: Shown) -> bool:
        names = plain(f"{each.pupil} {each.request.applicant} {each.class_title}").split()
        return all(any(name.startswith(word) for name in names) for word in words)

    return [each for each in shown if fits(each)]


def read_told(connection: Connection, school: SchoolId, key: str) -> Sequence[tuple[Step, str]]:
    """Return the steps of an application, each with who took it."""
    names = read_names(connection, school)
    return [(step, who_words(step, names)) for step in read_steps(connection, school, key)]


def read_journal(connection: Connection, school: SchoolId, most: int | None = None, *, now_ms: int) -> Sequence[Line]:
    """Return the steps of all applications, the newest first; of those that did not reach the school, no name.

    most: how many at most, None for all.
    """
    shown = {str(each.request.id): each for each in read_shown(connection, school, now_ms=now_ms)}
    names = read_names(connection, school)
    return [_line(step, shown.get(key), names) for key, step in read_all_steps(connection, school, most)]


def _line(step: Step, of: Shown | None, names: Mapping[str, str]) -> Line:
    about = (of.request.applicant, of.pupil, of.class_title) if of else ("", "", "")
    answer = REASONS[step.answer] if step.step is Taken.DENIED else step.answer
    return Line(step.at, *about, STEPS[step.step], who_words(step, names), answer)


def _shown(row: AnyRow, today: date) -> Shown:
    request = record_of(AccessRequest, row[: len(_FIELDS)])
    surname, name, patronymic, born, grade, letter = row[len(_FIELDS) :]
    full = " ".join(filter(None, (surname, name, patronymic)))
    filed = int(datetime.fromisoformat(request.filed).timestamp() * 1000)
    return Shown(request, full, born, f"{grade}{letter}", filed, is_overdue(request, today))
