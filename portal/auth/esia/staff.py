"""What a school's head lets a teacher be by groups of access: kept at each sign-in, for whom the school has invited."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, select

from app.domain.classroom import Duty
from app.domain.records import NEVER
from app.ids import SchoolId, TeacherId, derived
from portal.auth.accounts import LOCAL, TEACHER
from portal.auth.blocking import end_teaching
from portal.auth.esia.errors import NoGroupError
from portal.auth.esia.opening import System
from portal.auth.esia.people import VerifiedPerson
from portal.auth.esia.settings import DEPUTY_HEAD
from portal.auth.esia.settings import TEACHER as TEACHES
from portal.auth.invitations import Invitation
from portal.exchange.late_entries import day_at
from portal.exchange.office import put_records
from portal.store.dialects import NO_SCHOOL, enter
from portal.store.rows import read_records
from portal.store.sign_in_tables import identities

ONE_DAY = timedelta(1)

_TEACHERS = select(identities.c.person, identities.c.ended).where(
    identities.c.school_id == bindparam("school"),
    identities.c.issuer == LOCAL,
    identities.c.kind == TEACHER,
    identities.c.subject == bindparam("account"),
)


def check_invited(system: System, person: VerifiedPerson, invitation: Invitation) -> None:
    """Check that somebody who is invited to teach has the group for it, where the school's head gives one.

    Raises:
        NoGroupError: they have not; the invitation goes on to hold.
    """
    school = invitation.school
    wants = invitation.kind == TEACHER and school in system.says(TEACHES)
    if wants and TEACHES not in system.roles_of(person, school):
        raise NoGroupError


def keep_staff(connection: Connection, system: System, person: VerifiedPerson, account: str, *, now_ms: int) -> None:
    """Let an account be at the system's schools what their heads let its person be; in no school then.

    Who has the group of teachers no more is none from now on. A duty follows its group and nothing else: one that the
    school itself has given stays.
    """
    for school in sorted(system.says(TEACHES)):
        if TEACHES not in system.roles_of(person, school):
            end_teaching(connection, school, account, now_ms=now_ms)
    for school in sorted(system.says(DEPUTY_HEAD)):
        is_given = DEPUTY_HEAD in system.roles_of(person, school)
        for teacher, teaches in _teachers(connection, school, account):
            _keep_duty(connection, school, teacher, holds=is_given and teaches, now_ms=now_ms)
    enter(connection, NO_SCHOOL)


def _teachers(connection: Connection, school: SchoolId, account: str) -> Sequence[tuple[TeacherId, bool]]:
    """Return as whom an account teaches at a school or has taught, and whether it still does."""
    enter(connection, school)
    rows = connection.execute(_TEACHERS, {"school": school, "account": account}).all()
    return [(TeacherId(row.person), row.ended is None) for row in rows]


def _keep_duty(connection: Connection, school: SchoolId, teacher: TeacherId, *, holds: bool, now_ms: int) -> None:
    today = day_at(connection, school, now_ms)
    key = derived("duty of a group", school, teacher, DEPUTY_HEAD)
    (held,) = (*read_records(connection, school, [(Duty, key)]), None)[:1]
    lasts = isinstance(held, Duty) and (held.last is None or held.last >= today)
    if lasts is holds:
        return
    if holds:
        put = Duty(key, NEVER, teacher, DEPUTY_HEAD, today, None)
    elif isinstance(held, Duty):
        put = replace(held, last=today - ONE_DAY)
    put_records(connection, school, [put], received_ms=now_ms)
