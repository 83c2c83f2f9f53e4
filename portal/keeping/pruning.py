"""Forgets what opens nothing any more: codes, sign-ins, tokens and browsers that are over, a few at a time."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, Table, and_, delete, or_, select, tuple_
from sqlalchemy.exc import DBAPIError

from app.ids import SchoolId
from portal.auth.oauth.grants import DAY_MS, IDLE_MS
from portal.auth.web_sessions import IDLE_MS as UNUSED_MS
from portal.auth.web_sessions import LONGEST_MS
from portal.beside import beside
from portal.diary.readings import KEPT_MS as READINGS_MS
from portal.notices.choosing import CONFIRM
from portal.settings import DataFolder
from portal.store.dialects import NO_SCHOOL, listing, reading, writing
from portal.store.opening import open_engine
from portal.store.sign_in_tables import (
    authorization_codes,
    device_codes,
    esia_states,
    grants,
    invitations,
    web_sessions,
)
from portal.store.tables import (
    access_applications,
    applicants,
    codes,
    diary_readings,
    notice_choices,
    notice_doors,
    office_links,
    operator_acts,
    schools,
)

KEPT_MS = DAY_MS
"""How long something is kept behind its end, so that a second use is still noticed."""

LONG_MS = 30 * DAY_MS
"""How long, where people look at what was: codes, invitations and links of the office."""

PORTION = 200
"""Rows of one transaction: others write between two of them."""

EVERY_S = 15 * 60
"""Seconds from one look to the next."""


_logger = logging.getLogger("portal.keeping")


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rows of a table are over at a moment."""

    table: Table
    over: ColumnElement[bool]


def rules(now_ms: int) -> tuple[Sequence[Rule], Sequence[Rule]]:
    """Return what is over, of people's own tables and of a school's. now_ms: Unix milliseconds."""
    before, long_before = now_ms - KEPT_MS, now_ms - LONG_MS
    session, grant = web_sessions.c, grants.c
    own = (
        Rule(authorization_codes, authorization_codes.c.expires < before),
        Rule(device_codes, device_codes.c.expires < before),
        Rule(esia_states, esia_states.c.made < before),
        Rule(applicants, applicants.c.told < before),
        Rule(
            web_sessions,
            or_(session.ended < before, session.seen < before - UNUSED_MS, session.made < before - LONGEST_MS),
        ),
    )
    of_school = (
        Rule(grants, or_(grant.revoked < before, grant.rotated < before - IDLE_MS)),
        Rule(codes, codes.c.expires < long_before),
        Rule(invitations, or_(invitations.c.expires < long_before, invitations.c.used < long_before)),
        Rule(office_links, or_(office_links.c.expires < long_before, office_links.c.revoked < long_before)),
        # what somebody stated of a child whom the school has not; that it was refused, and why, stays in the steps
        Rule(access_applications, and_(access_applications.c.reason != "", access_applications.c.filed < long_before)),
        # whose diary a link was ordered for stands in them by name; the journal of events keeps that there was one
        Rule(operator_acts, operator_acts.c.asked < long_before),
        Rule(diary_readings, diary_readings.c.at < now_ms - READINGS_MS),
        Rule(notice_doors, and_(notice_doors.c.purpose == CONFIRM, notice_doors.c.made < long_before)),
        Rule(notice_choices, and_(notice_choices.c.confirmed.is_(None), notice_choices.c.asked < long_before)),
    )
    return own, of_school


def prune(engine: Engine, *, now_ms: int) -> int:
    """Forget what is over in every school, and return how many rows that were."""
    own, of_school = rules(now_ms)
    with listing(engine).connect() as connection:
        found = [SchoolId(school) for school in connection.execute(select(schools.c.school_id)).scalars()]
    places = [(NO_SCHOOL, own), *((school, of_school) for school in found)]
    return sum(_forget(engine, school, rule) for school, held in places for rule in held)


@contextmanager
def pruning(folder: DataFolder, *, every_s: float = EVERY_S) -> Iterator[None]:
    """Forget on a thread of its own, at intervals, as long as the block lasts."""
    with beside("pruning", lambda ending: _prune_until(folder, ending, every_s)):
        yield


def _prune_until(folder: DataFolder, ending: threading.Event, every_s: float) -> None:
    engine = open_engine(folder.url)
    try:
        while not ending.wait(every_s):
            try:
                count = prune(engine, now_ms=time.time_ns() // 1_000_000)
            except DBAPIError as error:
                # the next look comes anyway
                _logger.warning("nothing was forgotten: %s", type(error).__name__)
            else:
                _logger.info("forgotten: %d", count)
    finally:
        engine.dispose()


def _forget(engine: Engine, school: SchoolId, rule: Rule) -> int:
    keys = list(rule.table.primary_key)
    wanted = select(*keys).where(rule.table.c.school_id == school, rule.over).limit(PORTION)
    forgotten = 0
    while rows := _found(engine, school, wanted):
        # what is over stays over: nobody has to be kept from writing while it is looked for
        with writing(engine, school).begin() as connection:
            forgotten += connection.execute(delete(rule.table).where(tuple_(*keys).in_(rows), rule.over)).rowcount
    return forgotten


def _found(engine: Engine, school: SchoolId, wanted: Select[Any]) -> list[tuple[str, ...]]:
    with reading(engine, school).connect() as connection:
        return [tuple(row) for row in connection.execute(wanted)]
