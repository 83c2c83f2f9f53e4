"""«Доступ» of a teacher, a pupil or a class: accounts, open invitations, and a sheet with new ones to be printed."""

from collections.abc import Callable
from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.families import age_on
from app.ids import ClassId
from portal.auth.office_links import OfficeVisit
from portal.office.access_pages import take_step
from portal.office.access_reading import read_accounts, read_invitations
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import Form
from portal.office.invite_sheet import (
    MOST_SHEETS,
    OWN_AGE,
    Sheet,
    Wanted,
    invite_pupils,
    invite_teacher,
    pupils_now,
)
from portal.office.people_deeds import known
from portal.office.people_reading import People, full_name, today_in
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError
from portal.rights import Role

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}

INVITE = "invite"
TOO_YOUNG = f"Своя учётная запись — с {OWN_AGE} лет. До этого дневник смотрят родители."
NOBODY = "Приглашать некого."


@get("/{code:str}/access/{kind:str}/{key:str}", **_shown)
def invite_page(
    code: FromPath[str], kind: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show the accounts and open invitations of a teacher or a pupil, or how a class is invited."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        return _page(_people(connection, desk, visit), desk, visit, (kind, key))


@post("/{code:str}/access/{kind:str}/{key:str}", status_code=HTTP_200_OK, **_shown)
def invite_sent(  # noqa: PLR0913 (what the framework fills in by name)
    *,
    code: FromPath[str],
    kind: FromPath[str],
    key: FromPath[str],
    request: Asked,
    body: RawBody,
    desk: NamedDependency[OfficeDesk],
) -> Response[str]:
    """Issue invitations and show their sheet, withdraw one, or shut an account out."""
    visit, form = desk.visit_with_form(request, code, body)
    desk.take_save(visit)
    place = (kind, key)
    with desk.writing(visit.school) as connection:
        people = _people(connection, desk, visit)
        _known(people, place)
        if not form.step.startswith(INVITE):
            take_step(connection, visit, form.step, now_ms=desk.now_ms())
            return moved(f"{visit.home}/access/{kind}/{key}")
        sheet = _INVITING[kind](people, key, form, desk.now_ms())
        if isinstance(sheet, str):
            return _page(people, desk, visit, place, fault=sheet)
        facts: dict[str, Any] = {
            "sheet": sheet,
            "portal": desk.issuer,
            "back": f"{visit.home}/access/{kind}/{key}",
        }
        return page("access_sheet.html", visit, read_school(connection, visit.school), facts)


def _invite_teacher(people: People, key: str, _form: Form, now_ms: int) -> Sheet | str:
    return invite_teacher(people, key, now_ms=now_ms)


def _invite_pupil(people: People, key: str, form: Form, now_ms: int) -> Sheet | str:
    role, pupil = _role(form), known(people.pupils, key)
    if role is Role.PUPIL and age_on(pupil.born, people.today) < OWN_AGE:
        return TOO_YOUNG
    # a second parent is invited beside the first one
    wanted = Wanted(role, replaces=role is Role.PUPIL)
    return invite_pupils(people, full_name(pupil), [pupil], wanted, now_ms=now_ms)


def _invite_class(people: People, key: str, form: Form, now_ms: int) -> Sheet | str:
    role, pupils = _role(form), pupils_now(people, ClassId(key))
    copies = form.typed.get("copies", "1")
    if copies not in set(map(str, range(1, MOST_SHEETS + 1))):
        raise PageRefusedError(MALFORMED)
    wanted = Wanted(role, int(copies) if role is Role.PARENT else 1, replaces=form.typed.get("replaces") == "1")
    sheet = invite_pupils(people, people.title(ClassId(key)), pupils, wanted, now_ms=now_ms)
    return sheet if sheet.cards else NOBODY


_INVITING: dict[str, Callable[[People, str, Form, int], Sheet | str]] = {
    "teacher": _invite_teacher,
    "pupil": _invite_pupil,
    "class": _invite_class,
}


def _page(
    people: People, desk: OfficeDesk, visit: OfficeVisit, place: tuple[str, str], *, fault: str = ""
) -> Response[str]:
    kind, key = place
    title, back = _known(people, place)
    now_ms = desk.now_ms()
    person = "" if kind == "class" else key
    facts: dict[str, Any] = {
        "kind": kind,
        "key": key,
        "title": title,
        "back": back,
        "fault": fault,
        "accounts": read_accounts(people.connection, visit.school, person, now_ms=now_ms) if person else (),
        "invitations": read_invitations(people.connection, visit.school, person, now_ms=now_ms) if person else (),
        "count": len(pupils_now(people, ClassId(key))) if kind == "class" else 0,
        "own_age": OWN_AGE,
        "is_grown": kind == "pupil" and age_on(known(people.pupils, key).born, people.today) >= OWN_AGE,
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if fault else HTTP_200_OK
    return page("access_person.html", visit, read_school(people.connection, visit.school), facts, status=status)


def _known(people: People, place: tuple[str, str]) -> tuple[str, str]:
    """Return whom a page is about, and where that one's own page is."""
    kind, key = place
    match kind:
        case "teacher":
            return full_name(known(people.teachers, key)), f"people/teacher/{key}"
        case "pupil":
            return full_name(known(people.pupils, key)), f"people/pupil/{key}"
        case "class":
            return people.title(known(people.classes, key).id), f"people/class/{key}"
        case _:
            raise PageRefusedError(UNKNOWN)


def _role(form: Form) -> Role:
    role = form.step.removeprefix(f"{INVITE} ")
    if role not in {Role.PARENT.value, Role.PUPIL.value}:
        raise PageRefusedError(MALFORMED)
    return Role(role)


def _people(connection: Connection, desk: OfficeDesk, visit: OfficeVisit) -> People:
    return People(connection, visit.school, today_in(connection, visit.school, desk.now_ms()))


INVITE_HANDLERS = [invite_page, invite_sent]
