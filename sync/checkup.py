"""Asks a portal whether it is there, as a PC does that is looked over: the way to it, its certificate, its time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from app.clock import Clock
from app.errors import SyncError
from app.ids import ReplicaId, SchoolId, TeacherId
from app.services.profile import Profile
from app.vault.facts import Facts
from sync.failures import PLAUSIBLE_FROM
from sync.http_portal import HttpPortal, Line
from sync.meeting import meet
from sync.transport import new_session

if TYPE_CHECKING:
    import requests


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of the question. error: why there is no answer of the portal. ahead: by how much this PC's clock is.

    ahead: None where nobody told the time.
    """

    error: SyncError | None
    ahead: timedelta | None


def ask_portal(address: str, facts: Facts | None, clock: Clock) -> Asked:
    """Ask the portal at an address; it is known by its key where a profile's facts are given."""
    ahead: list[timedelta] = []

    def hear(response: "requests.Response", **_more: object) -> None:
        told = _time_of(response.headers.get("Date", ""))
        if told is not None:
            ahead.append(clock.claimed_now() - told)

    error: SyncError | None = None
    with new_session() as session:
        session.hooks["response"].append(hear)
        try:
            if facts is None:
                meet(Line(address, SchoolId(""), ReplicaId(""), "", clock, session))
            else:
                nobody = Profile(address, facts.school, TeacherId(""), facts.replica, "", facts.portal_key, "")
                HttpPortal(address, nobody, clock, session).ping()
        except SyncError as found:
            error = found
    return Asked(error, ahead[0] if ahead else None)


def is_plausible(clock: Clock) -> bool:
    """Return whether a PC that runs this version can live at the time that its clock claims."""
    return clock.claimed_now() >= PLAUSIBLE_FROM


def _time_of(header: str) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except ValueError:
        return None
