"""Letters about the steps of an application for access: which are due, and what they say; no child is named in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage

from sqlalchemy import Connection, and_, bindparam, func, literal, select

from app.domain.access import UNDECIDED, AccessRequest
from app.ids import SchoolId
from portal.auth.applications import Step, Taken, read_steps
from portal.notices.choosing import APPLICATION, OF_APPLICATION, Choice
from portal.notices.letters import Addresses, Envelope, plain_letter
from portal.office.applications_wording import STEPS
from portal.office.people_wording import long_day
from portal.office.reading import read_school
from portal.office.wording import moment_words
from portal.store.tables import TABLES, access_steps, notice_choices, notice_letters

SUBJECT = "Заявление о доступе к дневнику"
LAST = frozenset({Taken.DENIED, Taken.REFUSED, Taken.WITHDRAWN, Taken.ENDED})
"""Steps behind which the address is not needed any more."""

_choice, _step, _waiting = notice_choices.c, access_steps.c, notice_letters.c
_request = TABLES[AccessRequest].c
_UNTOLD = (
    select(_choice.link)
    .join(
        access_steps,
        and_(_step.school_id == _choice.school_id, _choice.link == literal(OF_APPLICATION) + _step.application),
    )
    .outerjoin(
        notice_letters,
        and_(
            _waiting.school_id == _choice.school_id,
            _waiting.link == _choice.link,
            _waiting.sort == APPLICATION,
        ),
    )
    .where(
        _choice.school_id == bindparam("school"),
        _choice.link.like(f"{OF_APPLICATION}%"),
        _choice.confirmed.is_not(None),
        _choice.failed == "",
        _waiting.link.is_(None),
    )
    .group_by(_choice.link, _choice.told)
    .having(func.max(_step.number) > _choice.told)
)
_DUE = select(_request.due).where(
    _request.school_id == bindparam("school"),
    _request.id == bindparam("key"),
    _request.decision == UNDECIDED,
)


@dataclass(frozen=True, slots=True)
class Untold:
    """What a letter has to tell. zone: of the school. due: by which day the school decides, None where it does not."""

    application: str
    steps: Sequence[Step]
    zone: str
    due: date | None

    @property
    def is_over(self) -> bool:
        """Whether nothing follows on these steps."""
        return self.steps[-1].step in LAST


def untold_applications(connection: Connection, school: SchoolId) -> Sequence[str]:
    """Return the links of applications with steps that their applicants wait to be written of."""
    return connection.execute(_UNTOLD, {"school": school}).scalars().all()


def read_untold(connection: Connection, choice: Choice) -> Untold:
    """Return what there is to tell of an application; there may be no steps."""
    key = choice.link.removeprefix(OF_APPLICATION)
    steps = [each for each in read_steps(connection, choice.school, key) if each.number > choice.told]
    due = connection.execute(_DUE, {"school": choice.school, "key": key}).scalar()
    return Untold(key, steps, read_school(connection, choice.school).zone, due)


def application_letter(envelope: Envelope, leads: Addresses, untold: Untold) -> EmailMessage:
    """Return the letter. leads: to the application's own page, which asks for the sign-in."""
    lines = [f"— {STEPS[each.step]}, {moment_words(each.at, untold.zone)}" for each in untold.steps]
    paragraphs = ["Ваше заявление о доступе к дневнику:\n" + "\n".join(lines)]
    if untold.due is not None:
        paragraphs.append(f"Школа решит не позже: {long_day(untold.due)}.")
    return plain_letter(envelope, SUBJECT, [*paragraphs, f"Заявление: {leads.account}"], leads.stop)
