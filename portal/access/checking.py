"""The automatic checks of an application: what it is refused for at once, and what a person has to look at.

Whatever does not fit the school's data is refused for one reason, and is looked for by the same statements: who is
refused cannot tell a child of another class, birth date or school from one that does not exist.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, or_, select

from app.domain.access import PARENT, PUPIL, REFUSED, UNDECIDED
from app.domain.families import age_on, is_of_age
from app.domain.records import Enrolment, Pupil, SchoolClass
from app.ids import ClassId, PupilId
from portal.access.claims import Claim
from portal.admin.gone import read_gone
from portal.auth.applicants import Applicant
from portal.auth.applications import Application, Holding, read_holdings
from portal.office.invite_sheet import OWN_AGE
from portal.office.people_reading import plain
from portal.store.tables import TABLES

_LOOKALIKES = str.maketrans("abcehkmoptx", "авсенкмортх")
PARENT_YEARS = 14
"""A parent who is less older than the child is looked at by a person."""


class Reason(StrEnum):
    """Why the portal itself refuses an application; all but the first say only what the applicant knows."""

    MISMATCH = "mismatch"
    """The school has no such pupil, has two of them, has one in another class, or one who has left."""
    NOT_SELF = "not_self"
    """Whoever applies for the own diary has another name or birth date at ESIA, or has not come through it."""
    YOUNG = "young"
    HOLDS = "holds"
    HELD_BEFORE = "held_before"


@dataclass(frozen=True, slots=True)
class Matched:
    """Whom an application is about, and in which class. born: by the school's data. surname: too."""

    pupil: PupilId
    school_class: ClassId
    surname: str
    born: date


_pupil, _enrolment, _class = TABLES[Pupil].c, TABLES[Enrolment].c, TABLES[SchoolClass].c
_BORN_ON = (
    select(
        _pupil.id, _pupil.surname, _pupil.name, _pupil.patronymic, _pupil.born, _class.id, _class.grade, _class.letter
    )
    .join(TABLES[Enrolment], and_(_enrolment.school_id == _pupil.school_id, _enrolment.pupil == _pupil.id))
    .join(TABLES[SchoolClass], and_(_class.school_id == _pupil.school_id, _class.id == _enrolment.school_class))
    .where(
        _pupil.school_id == bindparam("school"),
        _pupil.born == bindparam("day"),
        or_(_enrolment.last.is_(None), _enrolment.last >= bindparam("today")),
    )
    .order_by(_pupil.id, _enrolment.first)
)


def find_pupil(connection: Connection, claim: Claim, today: date) -> Matched | None:
    """Return the one pupil who fits all that is stated, None for none or several; the same statements either way."""
    gone = read_gone(connection, claim.school)
    named = {"school": claim.school, "day": claim.born, "today": today}
    rows = connection.execute(_BORN_ON, named).all()
    fitting = {row[0]: row for row in rows if row[0] not in gone and row[5] not in gone and _fits(claim, row)}
    if len(fitting) != 1:
        return None
    ((pupil, row),) = fitting.items()
    return Matched(PupilId(pupil), ClassId(row[5]), row[1], row[4])


def refused_as_stated(claim: Claim, applicant: Applicant, today: date) -> Reason | None:
    """Return why an application is refused by what is stated alone, None where it is not; no school is asked."""
    if claim.role != PUPIL:
        return None
    if age_on(claim.born, today) < OWN_AGE:
        return Reason.YOUNG
    own = plain(f"{applicant.surname} {applicant.name}"), applicant.born
    return None if own == (plain(f"{claim.surname} {claim.name}"), claim.born) else Reason.NOT_SELF


def waiting_one(claim: Claim, matched: Matched, earlier: Sequence[Application]) -> Application | None:
    """Return the same application of this account that the school still looks at, None for none."""
    same = (each for each in earlier if _is_about(each, claim, matched) and _waits(each))
    return next(same, None)


def refused_as_known(connection: Connection, claim: Claim, applicant: Applicant, matched: Matched) -> Reason | None:
    """Return why an application for a pupil who was found is refused, None where it is not."""
    holdings = read_holdings(connection, claim.school, matched.pupil)
    own = [each for each in holdings if each.account == applicant.account]
    if any(not each.is_ended for each in own) or (claim.role == PUPIL and any(map(_is_the_pupil, holdings))):
        return Reason.HOLDS
    return Reason.HELD_BEFORE if own else None


def doubts_of(
    claim: Claim, applicant: Applicant, matched: Matched, others: Sequence[Holding], today: date
) -> Iterator[str]:
    """Yield the codes of what a person has to look at; the applicant is told none of them. others: of the pupil."""
    if claim.role == PARENT:
        if not _same_family(applicant.surname if applicant.is_vouched else claim.applicant, matched.surname):
            yield "surname_differs"
        if any(each.kind == PARENT and not each.is_ended for each in others):
            yield "others_have_access"
        if applicant.born is not None and age_on(applicant.born, matched.born) < PARENT_YEARS:
            yield "applicant_young"
        if is_of_age(matched.born, today):
            yield "of_age"
    if not (applicant.is_vouched or applicant.surname):
        yield "name_stated"


def was_refused(claim: Claim, matched: Matched, earlier: Sequence[Application]) -> bool:
    """Return whether the school has refused the same application of this account before."""
    return any(_is_about(each, claim, matched) and each.state == REFUSED and not each.reason for each in earlier)


def _fits(claim: Claim, row: Row[*tuple[Any, ...]]) -> bool:
    """Return whether a pupil is the stated one; a patronymic counts where both sides have one."""
    _, surname, name, patronymic, _, _, grade, letter = row
    if plain(f"{surname} {name}") != plain(f"{claim.surname} {claim.name}"):
        return False
    if patronymic and claim.patronymic and plain(patronymic) != plain(claim.patronymic):
        return False
    return _class_key(f"{grade}{letter}") == _class_key(claim.class_title)


def _class_key(title: str) -> str:
    """Return a class's title as it is compared: «7 "б"» and a Latin letter that looks like the Russian one are 7Б."""
    return "".join(sign for sign in plain(title) if sign.isalnum()).translate(_LOOKALIKES)


def _is_about(earlier: Application, claim: Claim, matched: Matched) -> bool:
    return (earlier.school, earlier.pupil, earlier.role) == (claim.school, matched.pupil, claim.role)


def _waits(earlier: Application) -> bool:
    return earlier.state == UNDECIDED and not earlier.reason


def _is_the_pupil(held: Holding) -> bool:
    return held.kind == PUPIL and not held.is_ended


def _same_family(one: str, other: str) -> bool:
    """Return whether two surnames, or a full name and a surname, may be of one family: Иванов and Иванова are."""
    first, second = (plain(each).split(" ")[0] for each in (one, other))
    shorter, longer = sorted((_stem(first), _stem(second)), key=len)
    return shorter == longer


def _stem(surname: str) -> str:
    """Return a surname without what tells men's and women's forms apart: Толстой, Толстая; Иванов, Иванова."""
    for ending in ("ская", "ский", "цкая", "цкий"):
        if surname.endswith(ending):
            return surname[: -len(ending) + 2]
    for ending in ("ая", "ой", "ый", "ий", "а"):
        if surname.endswith(ending):
            return surname[: -len(ending)]
    return surname
