"""What an applicant is shown of the own applications: names as they were stated, steps, and when the school decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.domain.access import GRANTED, UNDECIDED, AccessRequest
from portal.access.desk import named_school
from portal.auth.applications import Application, Step, read_applications, read_steps
from portal.auth.derived import DerivedKeys
from portal.auth.families import may_read
from portal.office.reading import NamedSchool
from portal.store.dialects import NO_SCHOOL, enter
from portal.store.rows import read_records


@dataclass(frozen=True, slots=True)
class Listed:
    """An application in the list."""

    application: Application
    school: NamedSchool


@dataclass(frozen=True, slots=True)
class Followed(Listed):
    """An application with all that was done. due: by which day the school decides, None where it does not.

    has_left: access was granted, and the diary does not open because the pupil is at the school no more, or is of age.
    """

    steps: Sequence[Step]
    due: date | None
    has_left: bool

    @property
    def is_waiting(self) -> bool:
        """Whether the school is still to decide."""
        return self.application.state == UNDECIDED and not self.application.reason


def read_own(connection: Connection, account: str, keys: DerivedKeys) -> Sequence[Listed]:
    """Return an account's applications, the newest first; the transaction is then in no school."""
    found = read_applications(connection, account, keys)
    named = {school: named_school(connection, school) for school in {each.school for each in found}}
    enter(connection, NO_SCHOOL)
    return [Listed(each, named[each.school]) for each in found]


def read_followed(connection: Connection, application: Application, *, now_ms: int) -> Followed:
    """Return an application with its steps; the transaction is then in no school."""
    school = named_school(connection, application.school)
    steps = read_steps(connection, application.school, application.id)
    due = next((each.due for each in _requests(connection, application)), None)
    has_left = application.state == GRANTED and not may_read(
        connection, application.account, application.school, application.pupil, now_ms=now_ms
    )
    enter(connection, NO_SCHOOL)
    return Followed(application, school, steps, due, has_left)


def _requests(connection: Connection, application: Application) -> list[AccessRequest]:
    found = read_records(connection, application.school, [(AccessRequest, application.id)])
    return [each for each in found if isinstance(each, AccessRequest)]
