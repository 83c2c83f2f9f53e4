"""A person's own page: what is signed in, each to be signed out; who of age reads the own diary alone."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK
from sqlalchemy import Connection

from portal.auth.accounts import Account, read_people
from portal.auth.auditing import Event, Happened
from portal.auth.families import Child, read_children, schools_of
from portal.auth.oauth.grants import Grant, read_grants, revoke, revoke_replica
from portal.auth.of_age import may_decide, read_alone, read_together, reads_alone
from portal.auth.web_sessions import WebSession, end_session, end_sessions, read_sessions
from portal.entrance.addresses import ACCOUNT, SIGN_IN, sign_in_for
from portal.entrance.deputy_door import CONTROL, deputies_of, open_control
from portal.entrance.desk import Asked, EntranceDesk
from portal.entrance.drawing import moved, page
from portal.entrance.sign_in_pages import SHOWN
from portal.rights import Role
from portal.store.dialects import NO_SCHOOL

DECIDING = {"alone": read_alone, "together": read_together}
"""What a pupil of age does with the own diary, by the button's word."""


@get(ACCOUNT, **SHOWN)
def account_page(request: Asked, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Show what is signed in under an account."""
    visitor, account = desk.account(request)
    if account is None or visitor.session is None:
        return moved(sign_in_for(ACCOUNT))
    return page("account.html", visitor.secret, _facts(desk, account, visitor.session))


@post(ACCOUNT, status_code=HTTP_200_OK, **SHOWN)
def account_sent(request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Sign out what was chosen, say who reads the own diary, or open a deputy head's pages."""
    visitor, account = desk.account(request)
    if account is None or visitor.session is None:
        return moved(sign_in_for(ACCOUNT))
    step, _, subject = desk.form(request, visitor, body).step.partition(" ")
    if step == CONTROL:
        return _controlled(desk, request, account, subject)
    with desk.writing(NO_SCHOOL) as connection:
        if step in DECIDING:
            _decide(desk, connection, account, (step, subject))
        else:
            _sign_out(desk, connection, account, visitor.session, (step, subject))
    return moved(SIGN_IN, cookies=[desk.cookies.signed_out()]) if step == "leave" else moved(ACCOUNT)


def _controlled(desk: EntranceDesk, request: Asked, account: Account, key: str) -> Response[str]:
    with desk.reading(NO_SCHOOL) as connection:
        deputies = deputies_of(desk, connection, read_people(connection, account.id))
    found = next((each for each in deputies if each.key == key), None)
    return moved(open_control(desk, request, account.id, found) if found else ACCOUNT)


def _sign_out(
    desk: EntranceDesk, connection: Connection, account: Account, here: WebSession, wanted: tuple[str, str]
) -> None:
    step, subject = wanted
    now_ms = desk.now_ms()
    if step == "grant":
        for grant in _grants(connection, account):
            if grant.id == subject:
                _end_grant(connection, grant, now_ms=now_ms)
        return
    if step == "others":
        end_sessions(connection, account.id, but=here.id, now_ms=now_ms)
    elif step in {"leave", "session"}:
        end_session(connection, account.id, here.id if step == "leave" else subject, now_ms=now_ms)
    else:
        return
    desk.note(connection, NO_SCHOOL, Event(Happened.SIGNED_OUT, account.id, step))


def _decide(desk: EntranceDesk, connection: Connection, account: Account, wanted: tuple[str, str]) -> None:
    step, key = wanted
    own = [child for child in _own_diaries(desk, connection, account) if child.key == key]
    for child in own:
        DECIDING[step](connection, child.school, account.id, child.pupil, now_ms=desk.now_ms())


def _own_diaries(desk: EntranceDesk, connection: Connection, account: Account) -> list[Child]:
    """Return the diaries of which somebody of age is the pupil."""
    now_ms = desk.now_ms()
    return [
        child
        for child in read_children(connection, account.id, now_ms=now_ms)
        if child.role is Role.PUPIL and may_decide(connection, child.school, child.pupil, now_ms=now_ms)
    ]


def _end_grant(connection: Connection, grant: Grant, *, now_ms: int) -> None:
    if grant.replica:
        revoke_replica(connection, grant.school, grant.replica, now_ms=now_ms)
    else:
        revoke(connection, grant.school, grant.id, Happened.REVOKED, now_ms=now_ms)


def _grants(connection: Connection, account: Account) -> list[Grant]:
    schools = sorted(schools_of(connection, account.id) - {NO_SCHOOL})
    return [grant for school in schools for grant in read_grants(connection, school, account.id)]


def _facts(desk: EntranceDesk, account: Account, here: WebSession) -> dict[str, Any]:
    with desk.reading(NO_SCHOOL) as connection:
        people = read_people(connection, account.id)
        deputies = deputies_of(desk, connection, people)
        children = read_children(connection, account.id, now_ms=desk.now_ms())
        own = _own_diaries(desk, connection, account)
        diaries = [(each, reads_alone(connection, each.school, each.pupil)) for each in own]
        grants = _grants(connection, account)
        sessions = read_sessions(connection, account.id, now_ms=desk.now_ms())
    zone = [*(each.zone for each in people), *(each.zone for each in children), "UTC"][0]
    who = {"people": people, "deputies": deputies, "children": children, "own_diaries": diaries}
    return {"zone": zone, "account": account, "grants": grants, "sessions": sessions, "here": here, **who}


ACCOUNT_PAGES = [account_page, account_sent]
