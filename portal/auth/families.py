"""Parents and pupils: named by their school in an invitation, known by an account, until the school ends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from app.domain.records import Pupil, School
from app.ids import PupilId, SchoolId, text_of
from portal.auth.accounts import LOCAL, TEACHER, Person, linked_account, read_person
from portal.auth.auditing import Event, Happened, note
from portal.auth.derived import DerivedKeys
from portal.auth.invitations import Invitation, Named, issue_invitation
from portal.auth.of_age import day_of, is_gone, may_decide, reads_alone
from portal.auth.tokens import LINK_BYTES, hash_of
from portal.errors import UnknownPupilError
from portal.rights import About, Action, NotYoursError, Right, RightEndedError, Role, authorize
from portal.store.dialects import NO_SCHOOL, enter, present, upsert
from portal.store.sign_in_tables import identities
from portal.store.tables import TABLES, links

FAMILY = (Role.PARENT, Role.PUPIL)
"""What an account can be to a pupil; the words of the kinds of identities."""

_pupil, _school = TABLES[Pupil], TABLES[School]
_OURS = identities.c.issuer == LOCAL, identities.c.kind.in_([role.value for role in FAMILY])
_OF_ACCOUNT = select(identities).where(*_OURS, identities.c.subject == bindparam("account"))
_SCHOOLS = select(identities.c.school_id).where(
    identities.c.issuer == LOCAL, identities.c.subject == bindparam("account"), identities.c.ended.is_(None)
)
_NAMED = select(_pupil.c.surname, _pupil.c.name, _school.c.name, _school.c.zone).join(
    _school, _school.c.school_id == _pupil.c.school_id
)
_LINK = upsert(links, kept=("account",), emptied=("revoked",))


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil whose diary an account may read. role: what the account is to the pupil."""

    school: SchoolId
    pupil: PupilId
    role: Role
    name: str
    school_name: str
    zone: str

    @property
    def key(self) -> str:
        """What tells the people of one account apart."""
        return hash_of(f"{self.school} {self.role} {self.pupil}")[:16]


def invite_family(connection: Connection, school: SchoolId, pupil: PupilId, role: Role, *, now_ms: int) -> str:
    """Return the path by which somebody becomes a pupil's parent here, or the pupil; only its hash is kept.

    Raises:
        UnknownPupilError: the school has no such pupil.
    """
    enter(connection, school)
    if read_child(connection, school, pupil, role) is None:
        raise UnknownPupilError(pupil, "")
    return issue_invitation(connection, school, Named(role.value, pupil), now_ms=now_ms)


def read_child(connection: Connection, school: SchoolId, pupil: str, role: Role) -> Child | None:
    """Return a pupil as the family is shown it, None where there is none; the transaction is then in the school."""
    enter(connection, school)
    wanted = _pupil.c.school_id == school, _pupil.c.id == pupil
    row = connection.execute(_NAMED.where(*wanted)).one_or_none()
    return Child(school, PupilId(pupil), role, f"{row[0]} {row[1]}", *row[2:]) if row else None


def read_invited(connection: Connection, invitation: Invitation) -> Person | Child | None:
    """Return whom an invitation names, or for a parent the child; the transaction is then in the school."""
    if invitation.kind == TEACHER:
        return read_person(connection, invitation.school, invitation.person)
    return read_child(connection, invitation.school, invitation.person, Role(invitation.kind))


def holder_of(connection: Connection, invitation: Invitation) -> str:
    """Return the account that is already whom an invitation names, empty for none; a child may have many parents."""
    if invitation.kind == Role.PARENT:
        return ""
    return linked_account(connection, invitation.school, invitation.person, invitation.kind)


def schools_of(connection: Connection, account: str) -> set[SchoolId]:
    """Return the schools at which an account is somebody, NO_SCHOOL where it is nobody; the transaction is in none."""
    enter(connection, NO_SCHOOL)
    present(connection, account)
    found = connection.execute(_SCHOOLS, {"account": account}).scalars()
    return {SchoolId(school) for school in found} or {NO_SCHOOL}


def read_children(connection: Connection, account: str, *, now_ms: int) -> Sequence[Child]:
    """Return whose diaries an account may read now, by school and name; the transaction is then in no school."""
    found = [read_child(connection, *who) for who in _allowed(connection, account, Action.READ_DIARY, now_ms)]
    enter(connection, NO_SCHOOL)
    return sorted((child for child in found if child), key=lambda each: (each.school_name, each.name))


def may_read(connection: Connection, account: str, school: SchoolId, pupil: PupilId, *, now_ms: int) -> bool:
    """Return whether an account may read a pupil's diary now; the transaction is then in no school."""
    return may(connection, account, Action.READ_DIARY, (school, pupil), now_ms=now_ms)


def may(connection: Connection, account: str, action: Action, of: tuple[SchoolId, PupilId], *, now_ms: int) -> bool:
    """Return whether the table of rights lets an account do this with a pupil's diary now.

    The transaction is then in no school. A pupil takes data along from 18 on; before, the parents answer for them.
    """
    roles = {role for *who, role in _allowed(connection, account, action, now_ms) if tuple(who) == of}
    found = bool(roles)
    if found and action is Action.TAKE_DATA and Role.PARENT not in roles:
        found = may_decide(connection, *of, now_ms=now_ms)
    enter(connection, NO_SCHOOL)
    return found


def diary_path(connection: Connection, keys: DerivedKeys, account: str, child: Child, *, now_ms: int) -> str:
    """Return the path of a diary for an account, the same each time; it opens nothing without the sign-in."""
    enter(connection, child.school)
    code = text_of(keys.follower("diary", f"{account} {child.school} {child.pupil}")[:LINK_BYTES])
    row = {"school_id": child.school, "code_hash": hash_of(code), "pupil": child.pupil, "created": now_ms}
    connection.execute(_LINK, {**row, "account": account})
    return f"/diary/{code}"


def end_family(connection: Connection, school: SchoolId, account: str, pupil: PupilId, *, now_ms: int) -> bool:
    """Let an account read a pupil's diary no more; return whether it could. What was read stays known."""
    return _mark(connection, school, (account, pupil), Happened.ENDED, now_ms=now_ms)


def restore_family(connection: Connection, school: SchoolId, account: str, pupil: PupilId, *, now_ms: int) -> bool:
    """Let an account read a pupil's diary again that the school had ended; return whether it had."""
    return _mark(connection, school, (account, pupil), Happened.RESTORED, now_ms=now_ms)


def _mark(connection: Connection, school: SchoolId, who: tuple[str, PupilId], what: Happened, *, now_ms: int) -> bool:
    enter(connection, school)
    account, pupil = who
    ends = what is Happened.ENDED
    own: tuple[ColumnElement[bool], ...] = (
        identities.c.school_id == school,
        identities.c.subject == account,
        identities.c.person == pupil,
        identities.c.ended.is_(None) if ends else identities.c.ended.is_not(None),
    )
    facts = {"ended": now_ms} if ends else {"ended": None, "linked": now_ms}
    changed = connection.execute(update(identities).where(*_OURS, *own).values(**facts)).rowcount > 0
    if changed:
        note(connection, school, Event(what, account, pupil), now_ms=now_ms)
    return changed


def _allowed(
    connection: Connection, account: str, action: Action, now_ms: int
) -> Iterator[tuple[SchoolId, PupilId, Role]]:
    """Yield with whose diaries the table of rights lets an account do this, of pupils who are at the school."""
    enter(connection, NO_SCHOOL)
    present(connection, account)
    today = day_of(now_ms)
    for row in connection.execute(_OF_ACCOUNT, {"account": account}).all():
        last = None if row.ended is None else day_of(row.ended) - timedelta(1)
        who = SchoolId(row.school_id), PupilId(row.person), Role(row.kind)
        right = Right(who[2], None, day_of(row.linked), last, frozenset({who[1]}))
        try:
            authorize([right], action, About(None, today, today, who[1]))
        except (NotYoursError, RightEndedError):
            continue
        if not _is_over(connection, *who, now_ms=now_ms):
            yield who


def _is_over(connection: Connection, school: SchoolId, pupil: PupilId, role: Role, *, now_ms: int) -> bool:
    if is_gone(connection, school, pupil, now_ms=now_ms):
        return True
    return role is Role.PARENT and reads_alone(connection, school, pupil)
