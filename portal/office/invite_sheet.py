"""Invitations that the office issues: for a teacher, for a pupil or parents, for a whole class at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.domain.families import age_on
from app.domain.records import Pupil
from app.ids import ClassId, PupilId, SchoolId
from portal.auth.accounts import TEACHER
from portal.auth.families import invite_family
from portal.auth.invitations import VALID_MS, Named, issue_invitation, withdraw_all
from portal.office.people_reading import People, full_name
from portal.qr import qr_code
from portal.rights import Role

OWN_AGE = 14
"""From so many years on a pupil has an account of one's own: with a passport it can be a confirmed one of ESIA's."""

MOST_SHEETS = 2
"""Invitations for one pupil's parents on one sheet."""


@dataclass(frozen=True, slots=True)
class Card:
    """An invitation as it is printed. name: whose it is. path: opens an account, so it is nowhere else."""

    name: str
    path: str = field(repr=False)

    def address(self, portal: str) -> str:
        """Return the whole address. portal: where it is reached."""
        return f"{portal.rstrip('/')}{self.path}"

    def qr(self, portal: str) -> str:
        """Return the address as a QR code."""
        return qr_code(self.address(portal))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed. title: for whom. role: what its cards make of somebody. left_out: names, and why none is there.

    expires: Unix milliseconds.
    """

    title: str
    role: str
    cards: Sequence[Card]
    expires: int
    left_out: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. copies: for each pupil. replaces: whether earlier invitations shall open nothing."""

    role: Role
    copies: int = 1
    replaces: bool = True


def invite_teacher(people: People, key: str, *, now_ms: int) -> Sheet:
    """Invite a teacher; earlier invitations open nothing any more."""
    teacher = people.teachers[key]
    named = Named(TEACHER, teacher.id, teacher.login)
    withdraw_all(people.connection, people.school, named, now_ms=now_ms)
    path = issue_invitation(people.connection, people.school, named, now_ms=now_ms)
    return Sheet(full_name(teacher), "учителю", (Card(full_name(teacher), path),), now_ms + VALID_MS)


def invite_pupils(people: People, title: str, pupils: Sequence[Pupil], wanted: Wanted, *, now_ms: int) -> Sheet:
    """Invite pupils, or their parents."""
    young = [each for each in pupils if wanted.role is Role.PUPIL and age_on(each.born, people.today) < OWN_AGE]
    cards: list[Card] = []
    for each in pupils:
        if each not in young:
            cards += _cards(people.connection, people.school, each, wanted, now_ms=now_ms)
    role = "ученику" if wanted.role is Role.PUPIL else "родителю или опекуну"
    left_out = [f"{full_name(each)}: ещё нет {OWN_AGE} лет" for each in young]
    return Sheet(title, role, cards, now_ms + VALID_MS, left_out)


def pupils_now(people: People, key: ClassId) -> list[Pupil]:
    """Return the pupils of a class by name, those to come included."""
    found = {
        pupil
        for pupil, times in people.enrolments.items()
        if any(each.school_class == key and (each.last is None or each.last >= people.today) for each in times)
    }
    return [each for each in people.pupils.values() if each.id in found]


def _cards(connection: Connection, school: SchoolId, pupil: Pupil, wanted: Wanted, *, now_ms: int) -> list[Card]:
    if wanted.replaces:
        withdraw_all(connection, school, Named(wanted.role.value, pupil.id), now_ms=now_ms)
    return [
        Card(full_name(pupil), invite_family(connection, school, PupilId(pupil.id), wanted.role, now_ms=now_ms))
        for _ in range(wanted.copies)
    ]
