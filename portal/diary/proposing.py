"""«Сообщить о пропуске»: what a parent tells the school of days on which the child is away, and what became of it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace
from sqlalchemy import Connection, and_, bindparam, or_, select

from app.columns import record_of
from app.domain.access import GRANTED, AccessRequest
from app.domain.attendance import Absence
from app.domain.excuse_proposals import (
    LONGEST_DOCUMENT,
    LONGEST_NAME,
    MOST_WAITING,
    UNDECIDED,
    WITHDRAWN,
    ExcuseProposal,
    Slip,
    slip_of,
)
from app.domain.records import NEVER, Enrolment, SchoolClass
from app.files.headed import as_day
from app.ids import ID_BYTES, ClassId, ProposalId, PupilId, SchoolId, text_of
from portal.auth.auditing import Event, Happened, note
from portal.diary.opening import Visit
from portal.diary.weeks import DiaryOwner
from portal.exchange.office import put_records
from portal.store.rows import fields_of
from portal.store.tables import TABLES, access_applications

MOST_A_DAY = 10
"""Of one child within a day, those taken back too: the school's log keeps each of them."""

MOST_SHOWN = 50
"""Proposals on the page, the newest first."""

SIGNS = frozenset({Absence.ILL.value, Absence.EXCUSED.value})

_proposal, _request, _own = TABLES[ExcuseProposal].c, TABLES[AccessRequest].c, access_applications.c
_enrolment, _class = TABLES[Enrolment].c, TABLES[SchoolClass].c
_OF_PUPIL = (
    select(*fields_of(ExcuseProposal))
    .where(_proposal.school_id == bindparam("school"), _proposal.pupil == bindparam("pupil"))
    .order_by(_proposal.filed.desc(), _proposal.id)
)
_CLASS = (
    select(_enrolment.school_class)
    .join(TABLES[SchoolClass], and_(_class.school_id == _enrolment.school_id, _class.id == _enrolment.school_class))
    .where(
        _enrolment.school_id == bindparam("school"),
        _enrolment.pupil == bindparam("pupil"),
        _enrolment.first <= bindparam("today"),
        or_(_enrolment.last.is_(None), _enrolment.last >= bindparam("today")),
        _class.year == 0,
    )
    .order_by(_enrolment.first.desc(), _enrolment.id)
    .limit(1)
)
_NAME = (
    select(_request.applicant)
    .join(access_applications, and_(_own.school_id == _request.school_id, _own.id == _request.id))
    .where(
        _own.school_id == bindparam("school"),
        _own.account == bindparam("account"),
        _own.pupil == bindparam("pupil"),
        _request.decision == GRANTED,
    )
    .order_by(_request.filed.desc())
    .limit(1)
)

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a form says. errors: by field, codes of what is wrong with it; nothing is sent then."""

    errors: Mapping[str, str]
    proposal: ExcuseProposal | None = None


def read_proposals(connection: Connection, owner: DiaryOwner) -> Sequence[ExcuseProposal]:
    """Return what was told the school of a pupil's absences, the newest first."""
    return [record_of(ExcuseProposal, row) for row in connection.execute(_OF_PUPIL, _whose(owner))]


def class_of(connection: Connection, owner: DiaryOwner, today: date) -> ClassId | None:
    """Return the class whose class teacher decides, None where the pupil is in none today."""
    found = connection.execute(_CLASS, {**_whose(owner), "today": today}).scalar()
    return None if found is None else ClassId(found)


def known_name(connection: Connection, owner: DiaryOwner, account: str) -> str:
    """Return the name by which the school has let an account in, empty where it was never told."""
    return str(connection.execute(_NAME, {**_whose(owner), "account": account}).scalar() or "")


def read_form(typed: Typed, owner: DiaryOwner, school_class: ClassId, now: datetime, today: date) -> Proposed:
    """Return the proposal that a form holds. now: aware. today: at the school."""
    texts = {name: " ".join(text.split()) for name, text in typed.items()}
    errors: dict[str, str] = {}
    first, last = (_day(texts, name, today, errors) for name in ("first", "last"))
    paper = _day(texts, "day", today, errors, may_lack=True)
    for name, most in (("document", LONGEST_DOCUMENT), ("proposer", LONGEST_NAME)):
        _check_text(texts, name, most, errors)
    _check_reason(texts, paper, today, errors)
    if first and last and (slip := slip_of(first, last, today)):
        errors["first" if slip is Slip.TOO_OLD else "last"] = slip.value
    if errors or first is None or last is None:
        return Proposed(errors)
    made = ExcuseProposal(
        ProposalId(text_of(os.urandom(ID_BYTES))),
        NEVER,
        PupilId(owner.pupil),
        school_class,
        first,
        last,
        texts["sign"],
        texts.get("document", ""),
        paper,
        texts["proposer"],
        now.astimezone(UTC).isoformat(timespec="seconds"),
    )
    return Proposed({}, made)


def propose(visit: Visit, account: str, proposal: ExcuseProposal, *, now_ms: int) -> str:
    """Send a proposal to the school; return the code of what stands against it, empty where it is sent.

    The same one, pressed twice, is sent once. The transaction writes in the school.
    """
    found = read_proposals(visit.connection, visit.owner)
    waiting = [each for each in found if each.decision == UNDECIDED]
    if any(_told(each) == _told(proposal) for each in waiting):
        return ""
    if len(waiting) >= MOST_WAITING:
        return "waiting"
    day_ago = datetime.fromisoformat(proposal.filed) - timedelta(days=1)
    if sum(datetime.fromisoformat(each.filed) > day_ago for each in found) >= MOST_A_DAY:
        return "often"
    _put(visit, account, proposal, Happened.PROPOSED, now_ms=now_ms)
    return ""


def withdraw(visit: Visit, account: str, key: str, *, now_ms: int) -> bool:
    """Take back a proposal that waits; return whether there was one. The transaction writes in the school."""
    found = read_proposals(visit.connection, visit.owner)
    waiting = next((each for each in found if each.id == key and each.decision == UNDECIDED), None)
    if waiting is None:
        return False
    _put(visit, account, replace(waiting, decision=WITHDRAWN), Happened.PROPOSAL_WITHDRAWN, now_ms=now_ms)
    return True


def _put(visit: Visit, account: str, proposal: ExcuseProposal, what: Happened, *, now_ms: int) -> None:
    school = SchoolId(visit.owner.school_id)
    put_records(visit.connection, school, [proposal], received_ms=now_ms)
    note(visit.connection, school, Event(what, account, visit.owner.pupil), now_ms=now_ms)


def _told(proposal: ExcuseProposal) -> tuple[object, ...]:
    return (
        *(proposal.first, proposal.last, proposal.sign),
        *(proposal.document, proposal.document_day, proposal.proposer),
    )


def _day(texts: Typed, name: str, today: date, errors: dict[str, str], *, may_lack: bool = False) -> date | None:
    """Return a typed day, None where there is none; what cannot be one is told in errors."""
    text = texts.get(name, "")
    if not text and may_lack:
        return None
    day = as_day(text, today.year)
    if day is None:
        errors[name] = "no_day"
    return day


def _check_text(texts: Typed, name: str, most: int, errors: dict[str, str]) -> None:
    text = texts.get(name, "")
    if len(text) > most:
        errors[name] = "long"
    elif not text.isprintable():
        errors[name] = "hidden"


def _check_reason(texts: Typed, paper: date | None, today: date, errors: dict[str, str]) -> None:
    if texts.get("sign", "") not in SIGNS:
        errors["sign"] = "no_sign"
    elif texts["sign"] == Absence.EXCUSED and not texts.get("document"):
        errors["document"] = "no_words"
    if paper and not texts.get("document"):
        errors["document"] = "no_document"
    if paper and paper > today:
        errors["day"] = "day_ahead"
    if not texts.get("proposer"):
        errors["proposer"] = "no_name"


def _whose(owner: DiaryOwner) -> dict[str, str]:
    return {"school": owner.school_id, "pupil": owner.pupil}
