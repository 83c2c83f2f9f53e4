"""Files an application: checked at once, kept with its steps, sent to the school where nothing stands against it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec.structs import replace
from sqlalchemy import Connection

from app.domain.access import REFUSED, UNDECIDED, WITHDRAWN, AccessRequest
from app.domain.records import NEVER
from app.ids import ID_BYTES, PupilId, RequestId, text_of
from portal.access.checking import (
    Matched,
    Reason,
    doubts_of,
    find_pupil,
    refused_as_known,
    refused_as_stated,
    waiting_one,
    was_refused,
)
from portal.access.claims import Claim
from portal.access.deadlines import read_due
from portal.auth.applicants import Applicant
from portal.auth.applications import (
    Application,
    Stated,
    Taken,
    keep_application,
    read_applications,
    read_holdings,
    settle,
)
from portal.auth.auditing import Event, Happened, note
from portal.auth.derived import DerivedKeys
from portal.exchange.cursors import read_head
from portal.exchange.office import put_records
from portal.notices.choosing import CONFIRM, OF_APPLICATION, NoticeDoor, choose_for_application
from portal.office.people_reading import today_in
from portal.store.dialects import enter
from portal.store.rows import read_records

DAY_MS = 24 * 60 * 60 * 1000
MOST_DENIED, MOST = 5, 10
"""Of an account within a day, refused by the portal and in all: enough for slips and for a large family, too few to
look for a child by trying, or to fill the log or a stranger's letter box."""


class TooManyError(Exception):
    """An account has applied too often, or too often in vain; nothing was looked up."""


@dataclass(frozen=True, slots=True)
class Filing:
    """An application on its way: whose, what it states, and when. now_ms: Unix milliseconds."""

    connection: Connection
    keys: DerivedKeys
    applicant: Applicant
    claim: Claim
    now_ms: int


def file_application(filing: Filing) -> Application:
    """Check and keep an application, send it to the school, and return it; where the same one waits, return that.

    The transaction writes in the school of the claim.

    Raises:
        TooManyError: the account has to wait.
    """
    connection, claim = filing.connection, filing.claim
    earlier = read_applications(connection, filing.applicant.account, filing.keys)
    enter(connection, claim.school)
    recent = [each for each in earlier if filing.now_ms - DAY_MS < each.filed]
    if len(recent) >= MOST or sum(bool(each.reason) for each in recent) >= MOST_DENIED:
        raise TooManyError
    today = today_in(connection, claim.school, filing.now_ms)
    reason = refused_as_stated(claim, filing.applicant, today)
    matched = None if reason else find_pupil(connection, claim, today)
    if matched is None:
        return _refused(filing, reason or Reason.MISMATCH, PupilId(""))
    if waiting := waiting_one(claim, matched, earlier):
        return waiting
    reason = refused_as_known(connection, claim, filing.applicant, matched)
    return _refused(filing, reason, matched.pupil) if reason else _sent(filing, matched, earlier)


def withdraw(connection: Connection, application: Application, *, now_ms: int) -> None:
    """Take an application back; what the school has decided meanwhile stays. The transaction writes in its school."""
    enter(connection, application.school)
    since = read_head(connection, application.school).seq
    for request in read_records(connection, application.school, [(AccessRequest, application.id)]):
        if isinstance(request, AccessRequest) and request.decision == UNDECIDED:
            put_records(connection, application.school, [replace(request, decision=WITHDRAWN)], received_ms=now_ms)
    settle(connection, application.school, since=since, now_ms=now_ms)


def _refused(filing: Filing, reason: Reason, pupil: PupilId) -> Application:
    return _kept(filing, _application(filing, pupil, REFUSED, reason.value), (Taken.ACCEPTED, Taken.DENIED))


def _sent(filing: Filing, matched: Matched, earlier: Sequence[Application]) -> Application:
    connection, claim, now_ms = filing.connection, filing.claim, filing.now_ms
    today = today_in(connection, claim.school, now_ms)
    kept = _kept(filing, _application(filing, matched.pupil, UNDECIDED, ""), (Taken.ACCEPTED, Taken.SENT))
    others = read_holdings(connection, claim.school, matched.pupil)
    doubts = [*doubts_of(claim, filing.applicant, matched, others, today)]
    doubts += ["refused_before"] if was_refused(claim, matched, earlier) else []
    request = AccessRequest(
        RequestId(kept.id),
        NEVER,
        matched.pupil,
        matched.school_class,
        claim.role,
        claim.applicant,
        claim.ground,
        " ".join(doubts),
        datetime.fromtimestamp(now_ms / 1000, UTC).isoformat(timespec="seconds"),
        read_due(connection, claim.school, today),
    )
    put_records(connection, claim.school, [request], received_ms=now_ms)
    return kept


def _application(filing: Filing, pupil: PupilId, state: str, reason: str) -> Application:
    claim = filing.claim
    stated = Stated(claim.applicant, claim.child, claim.born, claim.class_title, claim.ground)
    key = text_of(os.urandom(ID_BYTES))
    about = (claim.school, key, filing.applicant.account, pupil, claim.role)
    return Application(*about, state, reason, filing.now_ms, stated)


def _kept(filing: Filing, application: Application, steps: tuple[Taken, ...]) -> Application:
    keep_application(filing.connection, application, steps, filing.keys)
    if filing.claim.address:
        door = NoticeDoor(application.school, f"{OF_APPLICATION}{application.id}", CONFIRM)
        choose_for_application(filing.connection, filing.keys, door, filing.claim.address, now_ms=filing.now_ms)
    event = Event(Happened.APPLIED, application.account, application.pupil)
    note(filing.connection, application.school, event, now_ms=filing.now_ms)
    return application
