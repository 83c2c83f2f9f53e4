"""«Устройства и вход» of the office: PCs and accounts of the school, each to be signed out, and what happened."""

from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK

from portal.auth.auditing import Happened
from portal.auth.oauth.grants import revoke, revoke_replica
from portal.auth.web_sessions import end_sessions
from portal.office.access_reading import read_access
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import moved, page
from portal.office.reading import read_school
from portal.store.dialects import enter

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}


@get("/{code:str}/access", **_shown)
def access(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show what is signed in and what happened at the entrance."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        facts = read_access(connection, visit.school, now_ms=desk.now_ms())
        enter(connection, visit.school)
        return page("access.html", visit, read_school(connection, visit.school), {"access": facts})


@post("/{code:str}/access", status_code=HTTP_200_OK, **_shown)
def access_sent(code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Sign out a PC, a program that has not named its PC yet, or every browser of an account."""
    visit, form = desk.visit_with_form(request, code, body)
    desk.take_save(visit)
    step, _, subject = form.step.partition(" ")
    now_ms = desk.now_ms()
    with desk.writing(visit.school) as connection:
        if step == "pc":
            revoke_replica(connection, visit.school, subject, now_ms=now_ms)
        elif step == "grant":
            revoke(connection, visit.school, subject, Happened.REVOKED, now_ms=now_ms)
        elif step == "browsers" and subject in read_access(connection, visit.school, now_ms=now_ms).accounts:
            end_sessions(connection, subject, now_ms=now_ms)
    return moved(f"{visit.home}/access")


ACCESS_HANDLERS = [access, access_sent]
