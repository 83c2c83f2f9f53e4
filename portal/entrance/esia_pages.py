"""The sign-in through ESIA: there, back with an answer, and on to what the person may do here."""

import logging

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_403_FORBIDDEN
from sqlalchemy import Connection

from app.ids import SchoolId
from portal.admin.schools import ListedSchool
from portal.auth.accounts import Account, read_people
from portal.auth.applicants import keep_applicant
from portal.auth.auditing import Event, Happened
from portal.auth.esia import states
from portal.auth.esia.errors import EsiaError, NotInvitedError, StrangeAnswerError, UsedStateError, error_of
from portal.auth.esia.linking import (
    admit_applicant,
    admit_to_office,
    held_offices,
    leave_office,
    offices_of,
    signed_in,
)
from portal.auth.esia.opening import COMMON, EsiaGate, System
from portal.auth.esia.people import VerifiedPerson
from portal.auth.esia.settings import OFFICE
from portal.auth.esia.staff import check_invited, keep_staff
from portal.auth.esia.states import Begun
from portal.auth.families import Child, diary_path, read_children
from portal.auth.invitations import open_invitation
from portal.auth.office_links import issue_office_link
from portal.entrance.addresses import (
    ACCOUNT,
    ESIA_START,
    NEW_APPLICATION,
    ROLES,
    SIGN_IN,
    leads_to_applying,
    onward,
    sign_in_for,
)
from portal.entrance.desk import Asked, EntranceDesk, Visitor, address_of, take
from portal.entrance.drawing import moved, page
from portal.entrance.refusing import NO_ESIA, NO_ESIA_OF_SCHOOL, NO_OFFICE
from portal.entrance.sign_in_pages import SHOWN, prove
from portal.office.refusing import PageRefusedError
from portal.store.dialects import NO_SCHOOL

MOST_SIGNS = 4_096
"""Of a code or a state; ESIA's codes are tokens of some 1,500 characters."""

_logger = logging.getLogger("portal")


@get(ESIA_START, **SHOWN)
def esia_start(request: Asked, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Send a browser to ESIA, by the school's own system where there are several.

    Where it shall go later, and by which invitation, stays here.
    """
    gate, origin = _gate(desk), address_of(request)
    take(desk.limits.esia, origin)
    asked = {name: request.query_params.get(name, "")[:MOST_SIGNS] for name in ("join", "school")}
    onto = onward(request.query_params.get("next", ""))
    system = _system_for(desk, gate, **asked)
    if system is None:
        desk.limits.esia.give_back(origin)
        return page("esia_school.html", "", {"schools": gate.choices, "onto": onto})
    visitor, begun = desk.visitor(request), Begun(onto, asked["join"], system.owner)
    with desk.writing(NO_SCHOOL) as connection:
        state = states.begin(connection, begun, visitor.secret, desk.keys, now_ms=desk.now_ms())
    try:
        address = system.connector.address(state, now_ms=desk.now_ms())
    except EsiaError as error:
        return _ended(desk, request, error)
    return moved(address, cookies=visitor.new_cookies)


@get("/esia/callback", **SHOWN)
def esia_callback(request: Asked, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Take ESIA's answer and sign the person in."""
    gate, visitor = _gate(desk), desk.visitor(request)
    try:
        begun, person = _answered(desk, gate, request, visitor)
        account = _let_in(desk, gate, person, begun)
    except EsiaError as error:
        return _ended(desk, request, error)
    desk.limits.esia.give_back(address_of(request))
    session = prove(desk, request, account, visitor.session)
    onto = ROLES if begun.onto == ACCOUNT else begun.onto
    return moved(onto, cookies=[desk.cookies.signed_in(session.secret)])


@get(ROLES, **SHOWN)
def roles(request: Asked, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Let somebody who is several people here choose; whoever is one goes on at once."""
    visitor, account = desk.account(request)
    if account is None:
        return moved(sign_in_for(ROLES))
    with desk.reading(NO_SCHOOL) as connection:
        people = read_people(connection, account.id)
        children = read_children(connection, account.id, now_ms=desk.now_ms())
    offices = _offices_of(desk, account)
    if not offices and len(people) + len(children) <= 1:
        return moved(_diary_of(desk, account, children[0]) if children else ACCOUNT)
    gate = desk.esia
    facts = {
        "people": people,
        "children": children,
        "offices": offices,
        "has_several": gate is not None and len(gate.schools) > 1,
        "has_other_systems": gate is not None and gate.only is None,
    }
    return page("roles.html", visitor.secret, facts)


@post(ROLES, status_code=HTTP_200_OK, **SHOWN)
def roles_sent(request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Open what was chosen: a diary, or the office's pages to somebody of the office."""
    visitor, account = desk.account(request)
    if account is None:
        return moved(sign_in_for(ROLES))
    step, _, key = desk.form(request, visitor, body).step.partition(" ")
    if step == "diary":
        return _chosen_diary(desk, account, key)
    chosen = [each.id for each in _offices_of(desk, account) if key in {"", each.id}]
    if len(chosen) != 1:
        raise PageRefusedError(NO_OFFICE)
    school = chosen[0]
    with desk.writing(school) as connection:
        path = issue_office_link(connection, school, account.id, now_ms=desk.now_ms())
        desk.note(connection, school, Event(Happened.SIGNED_IN, account.id, OFFICE, desk.address_hash(request)))
    return moved(path)


def _chosen_diary(desk: EntranceDesk, account: Account, key: str) -> Response[str]:
    with desk.reading(NO_SCHOOL) as connection:
        children = read_children(connection, account.id, now_ms=desk.now_ms())
    found = next((child for child in children if child.key == key), None)
    return moved(_diary_of(desk, account, found) if found else ROLES)


def _diary_of(desk: EntranceDesk, account: Account, child: Child) -> str:
    with desk.writing(child.school) as connection:
        return diary_path(connection, desk.keys, account.id, child, now_ms=desk.now_ms())


def _gate(desk: EntranceDesk) -> EsiaGate:
    if desk.esia is None:
        raise PageRefusedError(NO_ESIA)
    return desk.esia


def _answered(desk: EntranceDesk, gate: EsiaGate, request: Asked, visitor: Visitor) -> tuple[Begun, VerifiedPerson]:
    """Return what a sign-in was for and who it is. The state is used up before anything else is believed."""
    told = {name: request.query_params.get(name, "") for name in ("state", "code", "error", "error_description")}
    with desk.writing(NO_SCHOOL) as connection:
        begun = states.use(connection, told["state"], visitor.secret, desk.keys, now_ms=desk.now_ms())
    if told["error"]:
        raise error_of(told["error"], told["error_description"])
    if not 0 < len(told["code"]) <= MOST_SIGNS:
        raise StrangeAnswerError
    system = gate.systems.get(begun.system)
    if system is None:
        raise UsedStateError
    return begun, system.connector.person(told["code"], told["state"], now_ms=desk.now_ms())


def _let_in(desk: EntranceDesk, gate: EsiaGate, person: VerifiedPerson, begun: Begun) -> str:
    """Return the account of a person who may come in.

    Raises:
        EsiaError: nobody has seen them, or no school has invited them.
    """
    now_ms = desk.now_ms()
    with desk.reading(NO_SCHOOL) as connection:
        invitation = open_invitation(connection, begun.invitation, now_ms=now_ms) if begun.invitation else None
    system = gate.systems[begun.system]
    with desk.writing(NO_SCHOOL) as connection:
        if invitation:
            check_invited(system, person, invitation)
        account = signed_in(connection, person, invitation, desk.keys, now_ms=now_ms)
        account = _seen_offices(desk, connection, gate, person, system) or account
        keep_staff(connection, system, person, account, now_ms=now_ms)
        if leads_to_applying(begun.onto):
            account = admit_applicant(connection, person, desk.keys, now_ms=now_ms)
            keep_applicant(connection, account, person, desk.keys, now_ms=now_ms)
    if not account:
        raise NotInvitedError
    return account


def _seen_offices(
    desk: EntranceDesk, connection: Connection, gate: EsiaGate, person: VerifiedPerson, system: System
) -> str:
    """Keep of whose office ESIA has just said a person is, and forget it of the system's other schools.

    Return the person's account, empty for who is of none: the heads of other systems' schools were not asked.
    """
    given, account = {each for each in system.groups if OFFICE in system.roles_of(person, each)}, ""
    for school in sorted(held_offices(connection, person.oid).keys() - given):
        if gate.system_of(school) is system:
            leave_office(connection, school, person.oid)
    for school in sorted(given):
        account = admit_to_office(connection, school, person, desk.keys, now_ms=desk.now_ms())
    return account


def _offices_of(desk: EntranceDesk, account: Account) -> list[ListedSchool]:
    """Return the offices that somebody may open, by the names of their schools."""
    gate = desk.esia
    if gate is None:
        return []
    with desk.reading(NO_SCHOOL) as connection:
        mine = set(offices_of(connection, account.id, now_ms=desk.now_ms()))
    return [each for each in gate.schools if each.id in mine and gate.opens_office(each.id)]


def _system_for(desk: EntranceDesk, gate: EsiaGate, *, join: str, school: str) -> System | None:
    """Return by which system somebody signs in, None where they have to say for which school first.

    Raises:
        PageRefusedError: the school has none.
    """
    if gate.only is not None and gate.only.owner == COMMON:
        return gate.only
    named = SchoolId(school)
    if join:
        with desk.reading(NO_SCHOOL) as connection:
            invitation = open_invitation(connection, join, now_ms=desk.now_ms())
        named = invitation.school if invitation else named
    if not named:
        return gate.only
    system = gate.system_of(named)
    if system is None:
        raise PageRefusedError(NO_ESIA_OF_SCHOOL)
    return system


def _ended(desk: EntranceDesk, request: Asked, error: EsiaError) -> Response[str]:
    """Say why nobody was signed in; the code is kept, nothing of the person is."""
    _logger.warning("a sign-in through ESIA ended: %s", error.code)
    with desk.writing(NO_SCHOOL) as connection:
        desk.note(connection, NO_SCHOOL, Event(Happened.REFUSED, "", error.code, desk.address_hash(request)))
    apply = f"{ESIA_START}?next={NEW_APPLICATION}" if isinstance(error, NotInvitedError) else ""
    facts = {"text": error.text, "again": SIGN_IN, "apply": apply}
    return page("esia_ended.html", "", facts, status=HTTP_403_FORBIDDEN)


ESIA_PAGES = [esia_start, esia_callback, roles, roles_sent]
