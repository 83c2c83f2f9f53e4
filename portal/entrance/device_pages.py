"""A phone lets a waiting program in: the code it shows, the two digits on both screens, whom it shall work for."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT

from portal.auth.accounts import Account, Person, read_people
from portal.auth.auditing import Event, Happened
from portal.auth.oauth import codes
from portal.auth.oauth.codes import Waiting
from portal.auth.oauth.grants import Wanted
from portal.auth.oauth.server import DEVICE_PAGE
from portal.entrance.addresses import sign_in_for
from portal.entrance.desk import Asked, EntranceDesk, Visitor, address_of, take
from portal.entrance.drawing import moved, page
from portal.entrance.refusing import NO_PROGRAM, NOT_A_TEACHER
from portal.entrance.sign_in_pages import SHOWN
from portal.office.forms import Form
from portal.office.refusing import PageRefusedError
from portal.store.dialects import NO_SCHOOL


@dataclass(frozen=True, slots=True)
class Approver:
    """Who is asked, in which browser, and whom of the own schools a program may work for."""

    visitor: Visitor
    account: Account
    people: tuple[Person, ...]

    def chosen(self, key: str) -> Person:
        """Return whom a form has chosen; there may be no choice."""
        return next((person for person in self.people if person.key == key), self.people[0])


@get(DEVICE_PAGE, **SHOWN)
def device(request: Asked, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Ask for a program's code, or, where the address brings it along, whether to let the program in."""
    shown = request.query_params.get("user_code", "")
    path = f"{DEVICE_PAGE}?user_code={quote(shown, safe='-')}" if shown else DEVICE_PAGE
    found = approver(desk, request)
    if found is None:
        return moved(sign_in_for(path))
    if not shown:
        return page("device.html", found.visitor.secret, {})
    return _confirm(found, _find(desk, shown, _take_try(desk, request, found)))


@post(DEVICE_PAGE, status_code=HTTP_200_OK, **SHOWN)
def device_sent(request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Take a code, or the answer to the question."""
    found = approver(desk, request)
    if found is None:
        return moved(sign_in_for(DEVICE_PAGE))
    tried = _take_try(desk, request, found)
    form = desk.form(request, found.visitor, body)
    waiting = _find(desk, form.typed.get("user_code", ""), tried)
    if form.step == "approve":
        return _approve(desk, found, waiting, form)
    if form.step == "deny":
        return _deny(desk, found, waiting)
    return _confirm(found, waiting)


def approver(desk: EntranceDesk, request: Asked) -> Approver | None:
    """Return who is asked, None where nobody is signed in.

    Raises:
        PageRefusedError: no teacher.
    """
    visitor, account = desk.account(request)
    if account is None:
        return None
    with desk.reading(NO_SCHOOL) as connection:
        people = tuple(read_people(connection, account.id))
    if not people:
        raise PageRefusedError(NOT_A_TEACHER)
    return Approver(visitor, account, people)


def _take_try(desk: EntranceDesk, request: Asked, found: Approver) -> tuple[str, str]:
    """Count a try for the account and for the address, before anything of it is read; return the names of both."""
    keys = (f"account {found.account.id}", address_of(request))
    for key in keys:
        take(desk.limits.codes, key)
    return keys


def _find(desk: EntranceDesk, shown: str, tried: tuple[str, str]) -> Waiting:
    """Return the program that waits under a code. A right code was no try. tried: the names under which it counts."""
    with desk.reading(NO_SCHOOL) as connection:
        waiting = codes.find_waiting(connection, shown, now_ms=desk.now_ms())
    if waiting is None:
        raise PageRefusedError(NO_PROGRAM)
    for key in tried:
        desk.limits.codes.give_back(key)
    return waiting


def _approve(desk: EntranceDesk, found: Approver, waiting: Waiting, form: Form) -> Response[str]:
    person = found.chosen(form.typed.get("person", ""))
    if form.typed.get("number", "").strip() != waiting.number:
        with desk.writing(NO_SCHOOL) as connection:
            is_over = codes.count_wrong(connection, waiting)
            desk.note(connection, person.school, Event(Happened.REFUSED, found.account.id, "number"))
        if is_over:
            return page("decided.html", "", {"is_agreed": False})
        return _confirm(found, waiting, error="Число не совпадает с тем, что на экране компьютера.")
    wanted = Wanted(found.account.id, person.school, person.teacher, waiting.name)
    with desk.writing(NO_SCHOOL) as connection:
        if not codes.approve(connection, waiting, wanted):
            raise PageRefusedError(NO_PROGRAM)
    return page("decided.html", "", {"is_agreed": True})


def _deny(desk: EntranceDesk, found: Approver, waiting: Waiting) -> Response[str]:
    with desk.writing(NO_SCHOOL) as connection:
        codes.deny(connection, waiting)
        desk.note(connection, found.people[0].school, Event(Happened.DENIED, found.account.id, "device"))
    return page("decided.html", "", {"is_agreed": False})


def _confirm(found: Approver, waiting: Waiting, *, error: str = "") -> Response[str]:
    facts: dict[str, Any] = {"waiting": waiting, "people": found.people, "error": error}
    status = HTTP_409_CONFLICT if error else HTTP_200_OK
    return page("device_confirm.html", found.visitor.secret, facts, status=status)


DEVICE_PAGES = [device, device_sent]
