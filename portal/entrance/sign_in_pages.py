"""The sign-in: a password, then a one-time code; who is wrong hears the same words in the same time."""

from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_403_FORBIDDEN

from portal.auth.accounts import Account, find_account, use_code
from portal.auth.auditing import Event, Happened
from portal.auth.families import schools_of
from portal.auth.passwords import is_password
from portal.auth.web_sessions import WebSession, begin_session, end_session
from portal.entrance.addresses import ACCOUNT, CODE, ROLES, SIGN_IN, code_for, onward
from portal.entrance.desk import Asked, EntranceDesk, Visitor, address_of, take
from portal.entrance.drawing import moved, page
from portal.entrance.refusing import OUTDATED, WRONG_CODE, WRONG_SIGN_IN
from portal.store.dialects import NO_SCHOOL

SHOWN: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}


@get(SIGN_IN, **SHOWN)
def sign_in(request: Asked, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Show the field for the password, unless somebody is signed in already."""
    visitor, account = desk.account(request)
    onto = onward(request.query_params.get("next", ""))
    return moved(onto) if account else _password_page(desk, visitor, onto)


@post(SIGN_IN, status_code=HTTP_200_OK, **SHOWN)
def sign_in_sent(request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Take a login and a password; the one-time code is asked next."""
    address = address_of(request)
    take(desk.limits.sign_ins, address)
    visitor = desk.visitor(request)
    typed = desk.form(request, visitor, body).typed
    login, onto = typed.get("login", ""), onward(typed.get("next", ""))
    with desk.reading(NO_SCHOOL) as connection:
        account = find_account(connection, login=login) if login else None
    # each login has tries of its own, also one that nobody has: many addresses together win nothing
    key = f"login {account.id if account else login[:100].casefold()}"
    take(desk.limits.sign_ins, key)
    if not is_password(account.password if account else "", typed.get("password", "")) or account is None:
        _note_refused(desk, request, account, "password")
        return _password_page(desk, visitor, onto, login=login, error=WRONG_SIGN_IN)
    for each in (address, key):
        desk.limits.sign_ins.give_back(each)
    with desk.writing(NO_SCHOOL) as connection:
        begun = begin_session(connection, account.id, desk.browser(request), is_proved=False, now_ms=desk.now_ms())
    return moved(code_for(onto), cookies=[desk.cookies.signed_in(begun.secret)])


@get(CODE, **SHOWN)
def code(request: Asked, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Ask for the one-time code of whoever has typed a password."""
    visitor = desk.visitor(request)
    onto = onward(request.query_params.get("next", ""))
    if visitor.session is None:
        return moved(SIGN_IN)
    return moved(onto) if visitor.session.is_proved else _code_page(visitor, onto)


@post(CODE, status_code=HTTP_200_OK, **SHOWN)
def code_sent(request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Take a one-time code; the browser then has a session under another name than before."""
    visitor = desk.visitor(request)
    pending = visitor.session
    if pending is None or pending.is_proved:
        return _password_page(desk, visitor, onward(""), error=OUTDATED)
    take(desk.limits.codes, pending.account)
    typed = desk.form(request, visitor, body).typed
    onto = onward(typed.get("next", ""))
    with desk.writing(NO_SCHOOL) as connection:
        account = find_account(connection, account=pending.account)
        right = account is not None and use_code(
            connection, account, typed.get("code", ""), desk.keys, now_ms=desk.now_ms()
        )
    if account is None or not right:
        _note_refused(desk, request, account, "code")
        return _code_page(visitor, onto, error=WRONG_CODE, status=HTTP_403_FORBIDDEN)
    desk.limits.codes.give_back(pending.account)
    begun = prove(desk, request, account.id, pending)
    return moved(ROLES if onto == ACCOUNT else onto, cookies=[desk.cookies.signed_in(begun.secret)])


def prove(desk: EntranceDesk, request: Asked, account: str, pending: WebSession | None) -> WebSession:
    """Begin a session of somebody who has proved who they are, and write that down at each of their schools."""
    event = Event(Happened.SIGNED_IN, account, address_hash=desk.address_hash(request))
    with desk.writing(NO_SCHOOL) as connection:
        if pending is not None:
            end_session(connection, account, pending.id, now_ms=desk.now_ms())
        begun = begin_session(connection, account, desk.browser(request), is_proved=True, now_ms=desk.now_ms())
        for school in sorted(schools_of(connection, account)):
            desk.note(connection, school, event)
    return begun


def _note_refused(desk: EntranceDesk, request: Asked, account: Account | None, what: str) -> None:
    known = account.id if account else ""
    event = Event(Happened.REFUSED, known, what, desk.address_hash(request))
    with desk.writing(NO_SCHOOL) as connection:
        # asked also for nobody: an unknown login costs the database what a known one does
        for school in sorted(schools_of(connection, known)):
            desk.note(connection, school, event)


def _password_page(
    desk: EntranceDesk, visitor: Visitor, onto: str, *, login: str = "", error: str = ""
) -> Response[str]:
    status = HTTP_403_FORBIDDEN if error else HTTP_200_OK
    facts = {"onto": onto, "login": login, "error": error, "has_esia": desk.esia is not None}
    return page("sign_in.html", visitor.secret, facts, status=status, cookies=visitor.new_cookies)


def _code_page(visitor: Visitor, onto: str, *, error: str = "", status: int = HTTP_200_OK) -> Response[str]:
    return page("code.html", visitor.secret, {"onto": onto, "error": error}, status=status)


SIGN_IN_PAGES = [sign_in, sign_in_sent, code, code_sent]
