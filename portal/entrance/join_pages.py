"""Invitations: a person of a school makes an account, or gets into the own one again."""

from collections.abc import Mapping
from dataclasses import dataclass

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT
from sqlalchemy import Connection

from portal.auth import accounts
from portal.auth.accounts import Account, Person, Proof
from portal.auth.auditing import Event, Happened
from portal.auth.authenticator import SECRET_BYTES, as_address, as_text, matching_step
from portal.auth.esia.linking import ESIA
from portal.auth.families import Child, holder_of, read_invited
from portal.auth.invitations import Invitation, open_invitation, use_invitation
from portal.auth.passwords import flaw_of
from portal.auth.web_sessions import end_sessions
from portal.entrance.addresses import ESIA_START, ROLES
from portal.entrance.desk import Asked, EntranceDesk, address_of, take
from portal.entrance.drawing import moved, page
from portal.entrance.refusing import NO_INVITATION
from portal.entrance.sign_in_pages import SHOWN, prove
from portal.office.refusing import PageRefusedError
from portal.qr import qr_code
from portal.store.dialects import NO_SCHOOL

ADD = "add"
"""The button of somebody who has an account already."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is invited. account: that the person has already, None for a new one. secret: for the authenticator."""

    invitation: Invitation
    person: Person | Child
    account: Account | None
    secret: bytes

    @property
    def login(self) -> str:
        """Return the login that is proposed, or is the person's."""
        return self.account.login if self.account else self.invitation.login


@get("/join/{code:str}", **SHOWN)
def join(code: FromPath[str], request: Asked, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Show what an invited person chooses: a login, a password, an authenticator."""
    visitor = desk.visitor(request)
    guest = _guest(desk, request, code)
    facts = {**_facts(desk, guest, guest.login), "signed_in_as": _own_login(desk, request, guest)}
    return page("join.html", visitor.secret, facts, cookies=visitor.new_cookies)


@post("/join/{code:str}", status_code=HTTP_200_OK, **SHOWN)
def join_sent(code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Take what an invited person has chosen, and show the codes for paper."""
    guest = _guest(desk, request, code)
    visitor = desk.visitor(request)
    form = desk.form(request, visitor, body)
    if form.step == ADD:
        return _added(desk, request, guest)
    typed = form.typed
    login = guest.account.login if guest.account else accounts.as_login(typed.get("login", ""))
    errors = _errors(desk, guest, {**typed, "login": login})
    if errors:
        return page(
            "join.html", visitor.secret, {**_facts(desk, guest, login), "errors": errors}, status=HTTP_409_CONFLICT
        )
    with desk.writing(NO_SCHOOL) as connection:
        if not use_invitation(connection, guest.invitation, now_ms=desk.now_ms()):
            raise PageRefusedError(NO_INVITATION)
        account = _open_account(desk, connection, guest, _proof(desk, guest, typed), login)
        drawn = accounts.draw_recovery_codes(connection, account)
    begun = prove(desk, request, account, None)
    facts = {"login": login, "codes": drawn}
    return page("recovery.html", begun.secret, facts, cookies=[desk.cookies.signed_in(begun.secret)])


def _added(desk: EntranceDesk, request: Asked, guest: Guest) -> Response[str]:
    """Let the account that is signed in be whom the invitation names, too."""
    _, account = desk.account(request)
    if account is None or guest.account is not None:
        raise PageRefusedError(NO_INVITATION)
    now_ms, invitation = desk.now_ms(), guest.invitation
    with desk.writing(NO_SCHOOL) as connection:
        if not use_invitation(connection, invitation, now_ms=now_ms):
            raise PageRefusedError(NO_INVITATION)
        accounts.link_person(
            connection, account.id, invitation.school, invitation.person, kind=invitation.kind, now_ms=now_ms
        )
        desk.note(connection, invitation.school, Event(Happened.JOINED, account.id, invitation.person))
    return moved(ROLES)


def _own_login(desk: EntranceDesk, request: Asked, guest: Guest) -> str:
    """Return the login of whoever is signed in and may add the invitation to it, empty for nobody."""
    _, account = desk.account(request)
    if account is None or guest.account is not None:
        return ""
    return ESIA if account.login.startswith(f"{ESIA}-") else account.login


def _open_account(desk: EntranceDesk, connection: Connection, guest: Guest, proof: Proof, login: str) -> str:
    now_ms, invitation = desk.now_ms(), guest.invitation
    if guest.account is None:
        account = accounts.make_account(connection, login, proof, desk.keys, now_ms=now_ms)
        accounts.link_person(
            connection, account, invitation.school, invitation.person, kind=invitation.kind, now_ms=now_ms
        )
        desk.note(connection, invitation.school, Event(Happened.JOINED, account, invitation.person))
        return account
    accounts.renew_account(connection, guest.account.id, proof, desk.keys)
    end_sessions(connection, guest.account.id, now_ms=now_ms)
    desk.note(connection, invitation.school, Event(Happened.RECOVERED, guest.account.id, invitation.person))
    return guest.account.id


def _proof(desk: EntranceDesk, guest: Guest, typed: Mapping[str, str]) -> Proof:
    step = matching_step(guest.secret, typed["code"], now_ms=desk.now_ms(), after=0)
    return Proof(typed["password"], guest.secret, step or 0)


def _guest(desk: EntranceDesk, request: Asked, code: str) -> Guest:
    with desk.reading(NO_SCHOOL) as connection:
        invitation = open_invitation(connection, code, now_ms=desk.now_ms())
        person = read_invited(connection, invitation) if invitation else None
        held = holder_of(connection, invitation) if invitation else ""
        account = accounts.find_account(connection, account=held) if held else None
    if invitation is None or person is None:
        take(desk.limits.sign_ins, address_of(request))
        raise PageRefusedError(NO_INVITATION)
    return Guest(invitation, person, account, desk.keys.follower("authenticator", code)[:SECRET_BYTES])


def _facts(desk: EntranceDesk, guest: Guest, login: str) -> dict[str, object]:
    return {
        "person": guest.person,
        "kind": guest.invitation.kind,
        "signed_in_as": "",
        "login": login,
        "is_known": guest.account is not None,
        "qr": qr_code(as_address(guest.secret, guest.login)),
        "secret": as_text(guest.secret),
        "errors": {},
        "esia": _by_esia(desk, guest.invitation),
    }


def _by_esia(desk: EntranceDesk, invitation: Invitation) -> str:
    """Return where somebody signs in through ESIA for the school that invites, empty where that cannot be."""
    gate = desk.esia
    has_system = gate is not None and gate.system_of(invitation.school) is not None
    return f"{ESIA_START}?join={invitation.code}" if has_system else ""


def _errors(desk: EntranceDesk, guest: Guest, typed: dict[str, str]) -> dict[str, str]:
    found = {}
    if not typed["login"]:
        found["login"] = "Придумайте логин."
    elif guest.account is None and _is_taken(desk, typed["login"]):
        found["login"] = "Этот логин занят, выберите другой."
    if flaw := flaw_of(typed.get("password", ""), typed["login"]):
        found["password"] = flaw
    elif typed.get("password") != typed.get("again"):
        found["again"] = "Пароли не совпадают."
    if matching_step(guest.secret, typed.get("code", ""), now_ms=desk.now_ms(), after=0) is None:
        found["code"] = "Код не подходит: введите тот, который приложение показывает сейчас."
    return found


def _is_taken(desk: EntranceDesk, login: str) -> bool:
    with desk.reading(NO_SCHOOL) as connection:
        return accounts.find_account(connection, login=login) is not None


JOIN_PAGES = [join, join_sent]
