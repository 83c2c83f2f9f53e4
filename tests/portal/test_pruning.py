"""What opens nothing any more is forgotten in small portions, and nothing that still opens something."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import Table, event, func, insert, select, update

from portal.auth.oauth.grants import IDLE_MS as GRANT_IDLE_MS
from portal.auth.web_sessions import IDLE_MS, LONGEST_MS
from portal.diary.readings import KEPT_MS as READINGS_MS
from portal.keeping.pruning import KEPT_MS, LONG_MS, PORTION, prune, pruning, rules
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
)
from tests.portal.conftest import NOW_MS, Portal
from tests.waiting import until

HASH = "hash-{:06}"


def put(portal: Portal, table: str, at: int, number: int = 0) -> None:
    """Put a row whose last use is at a moment."""
    school, name = {"school_id": ""}, HASH.format(number)
    ours = {"school_id": portal.school}
    person = {"account": "a", "person": "anna", "name": "PC"}
    rows: Mapping[str, tuple[Table, Mapping[str, Any]]] = {
        "authorization_codes": (
            authorization_codes,
            {**school, **person, "code_hash": name, "school": portal.school, "redirect_uri": "", "challenge": ""}
            | {"expires": at, "granted": ""},
        ),
        "device_codes": (
            device_codes,
            {**school, **person, "code_hash": name, "user_code": name, "number": "42", "state": "waiting"}
            | {"school": "", "wrong": 0, "interval_s": 5, "asked": 0, "expires": at},
        ),
        "esia_states": (
            esia_states,
            {**school, "state": name, "browser_hash": "", "onto": "/", "invitation": b"", "made": at},
        ),
        "applicants": (applicants, {**school, "account": name, "sealed": b"", "told": at}),
        "access_applications": (
            access_applications,
            {**ours, "id": name, "account": "a", "pupil": "", "role": "parent", "state": "refused"}
            | {"reason": "mismatch", "filed": at, "sealed": b""},
        ),
        "web_sessions": (
            web_sessions,
            {**school, "id": name, "token_hash": name, "account": "a", "proved": 1, "browser": "", "address_hash": ""}
            | {"made": at, "seen": at, "ended": at},
        ),
        "grants": (
            grants,
            {**ours, **person, "id": name, "replica": "", "refresh_hash": name, "before_hash": ""}
            | {"rotated": at, "made": at, "revoked": at},
        ),
        "codes": (codes, {**ours, "code_hash": name, "teacher": "anna", "created": at, "expires": at}),
        "invitations": (
            invitations,
            {**ours, "code_hash": name, "kind": "teacher", "person": "anna", "login": "anna", "made": at}
            | {"expires": at},
        ),
        "office_links": (office_links, {**ours, "code_hash": name, "created": at, "expires": at}),
        "operator_acts": (
            operator_acts,
            {**ours, "id": name, "command": "user code", "words": "[]", "state": "done", "asked": at}
            | {"asked_by": "1 a", "decided": at, "decided_by": ""},
        ),
        "diary_readings": (
            diary_readings,
            {**ours, "pupil": "a", "day": number, "link": name, "account": "a", "at": at},
        ),
        "notice_doors": (notice_doors, {**ours, "code_hash": name, "link": "a", "purpose": "confirm", "made": at}),
        "notice_choices": (
            notice_choices,
            {**ours, "link": "a", "address": b"", "asked": at, "asks": 1, "sorts": "", "hour": -1, "shows": 0}
            | {"names": 0, "told": 0, "failed": ""},
        ),
    }
    chosen, facts = rows[table]
    with portal.engine.begin() as connection:
        connection.execute(insert(chosen), facts)


def left(portal: Portal, name: str) -> int:
    table = codes.metadata.tables[name]
    with portal.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


SHORT = ("authorization_codes", "device_codes", "esia_states", "applicants", "web_sessions", "grants")
LONG = (
    "codes",
    "invitations",
    "office_links",
    "operator_acts",
    "access_applications",
    "notice_doors",
    "notice_choices",
)
YEAR = ("diary_readings",)


@pytest.mark.parametrize(
    ("name", "kept_ms"),
    [
        *((name, KEPT_MS) for name in SHORT),
        *((name, LONG_MS) for name in LONG),
        *((name, READINGS_MS) for name in YEAR),
    ],
)
def test_what_is_over_is_kept_for_a_while_and_then_forgotten(portal: Portal, name: str, kept_ms: int) -> None:
    put(portal, name, NOW_MS)
    assert prune(portal.serving, now_ms=NOW_MS + kept_ms) == 0
    assert left(portal, name) == 1
    assert prune(portal.serving, now_ms=NOW_MS + kept_ms + 1) == 1
    assert left(portal, name) == 0


def test_every_rule_has_been_tried(portal: Portal) -> None:
    assert {rule.table.name for held in rules(NOW_MS) for rule in held} == {*SHORT, *LONG, *YEAR}


def test_an_address_that_has_confirmed_and_the_way_to_stop_it_stay(portal: Portal) -> None:
    for name in ("notice_doors", "notice_choices"):
        put(portal, name, NOW_MS)
    with portal.engine.begin() as connection:
        connection.execute(update(notice_doors).values(purpose="stop"))
        connection.execute(update(notice_choices).values(confirmed=NOW_MS))
    assert prune(portal.serving, now_ms=NOW_MS + 10 * LONG_MS) == 0


def test_an_application_that_reached_the_school_stays(portal: Portal) -> None:
    put(portal, "access_applications", NOW_MS)
    with portal.engine.begin() as connection:
        connection.execute(update(access_applications).values(reason=""))
    assert prune(portal.serving, now_ms=NOW_MS + 10 * LONG_MS) == 0


def test_a_grant_and_a_browser_that_are_used_stay(portal: Portal) -> None:
    for name in ("grants", "web_sessions"):
        put(portal, name, NOW_MS)
    with portal.engine.begin() as connection:
        connection.execute(update(grants).values(revoked=None))
        connection.execute(update(web_sessions).values(ended=None))
    assert prune(portal.serving, now_ms=NOW_MS + IDLE_MS + KEPT_MS) == 0
    assert prune(portal.serving, now_ms=NOW_MS + IDLE_MS + KEPT_MS + 1) == 1
    assert prune(portal.serving, now_ms=NOW_MS + GRANT_IDLE_MS + KEPT_MS) == 0
    assert prune(portal.serving, now_ms=NOW_MS + GRANT_IDLE_MS + KEPT_MS + 1) == 1


def test_a_browser_that_was_used_for_too_long_is_forgotten_too(portal: Portal) -> None:
    put(portal, "web_sessions", NOW_MS)
    over = NOW_MS + LONGEST_MS + KEPT_MS + 1
    with portal.engine.begin() as connection:
        connection.execute(update(web_sessions).values(ended=None, seen=over))
    assert prune(portal.serving, now_ms=over) == 1


def test_much_is_forgotten_in_portions_between_which_others_write(portal: Portal) -> None:
    count = 2 * PORTION + 1
    for number in range(count):
        put(portal, "device_codes", NOW_MS, number)
    portions: list[int] = []

    @event.listens_for(portal.serving, "after_cursor_execute")
    def _seen(_connection: object, cursor: object, statement: str, *_: Sequence[object]) -> None:
        if statement.startswith("DELETE"):
            portions.append(cursor.rowcount)  # type: ignore[attr-defined]  # of the driver

    assert prune(portal.serving, now_ms=NOW_MS + KEPT_MS + 1) == count
    assert portions == [PORTION, PORTION, 1]


def test_a_portal_that_serves_forgets_by_itself(portal: Portal, caplog: pytest.LogCaptureFixture) -> None:
    put(portal, "device_codes", NOW_MS - 400 * KEPT_MS)
    with caplog.at_level(logging.INFO, "portal.keeping"), pruning(portal.folder, every_s=0.05):
        until(lambda: not left(portal, "device_codes"))
    assert left(portal, "device_codes") == 0
