"""«Устройства и вход» of the office: PCs, accounts and invitations, each to be ended, and what happened."""

from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK
from sqlalchemy import Connection

from portal.auth.auditing import Happened
from portal.auth.blocking import block_account, unblock_account
from portal.auth.invitations import withdraw_invitation
from portal.auth.oauth.grants import revoke, revoke_replica
from portal.auth.office_links import OfficeVisit
from portal.auth.web_sessions import end_sessions
from portal.office.access_reading import read_access, read_accounts
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import moved, page
from portal.office.reading import read_school
from portal.oneroster.programs import revoke_program
from portal.store.dialects import enter

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}


@get("/{code:str}/access", **_shown)
def access(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show what is signed in and what happened at the entrance."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        facts = read_access(connection, visit.school, now_ms=desk.now_ms())
        return page("access.html", visit, read_school(connection, visit.school), {"access": facts})


@post("/{code:str}/access", status_code=HTTP_200_OK, **_shown)
def access_sent(code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Sign something out, shut an account out or let it in again, or withdraw an invitation."""
    visit, form = desk.visit_with_form(request, code, body)
    desk.take_save(visit)
    with desk.writing(visit.school) as connection:
        take_step(connection, visit, form.step, now_ms=desk.now_ms())
    return moved(f"{visit.home}/access")


def take_step(connection: Connection, visit: OfficeVisit, step: str, *, now_ms: int) -> None:
    """Do what a button says about something of the school's own; nothing where it is not the school's.

    step: a word and what it is about. The transaction is then in the school.
    """
    word, _, subject = step.partition(" ")
    match word:
        case "pc":
            revoke_replica(connection, visit.school, subject, now_ms=now_ms)
        case "grant":
            revoke(connection, visit.school, subject, Happened.REVOKED, now_ms=now_ms)
        case "program":
            revoke_program(connection, visit.school, subject, now_ms=now_ms)
        case "browsers" if _is_ours(connection, visit, subject, now_ms=now_ms):
            end_sessions(connection, subject, now_ms=now_ms)
        case "block":
            block_account(connection, visit.school, subject, now_ms=now_ms)
        case "unblock":
            unblock_account(connection, visit.school, subject, now_ms=now_ms)
        case "withdraw":
            withdraw_invitation(connection, visit.school, subject, now_ms=now_ms)
        case _:
            pass
    enter(connection, visit.school)


def _is_ours(connection: Connection, visit: OfficeVisit, account: str, *, now_ms: int) -> bool:
    return any(each.id == account for each in read_accounts(connection, visit.school, now_ms=now_ms))


ACCESS_HANDLERS = [access, access_sent]
