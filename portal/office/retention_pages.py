"""«Сроки хранения»: until when what is archived is kept, and the act by which two persons let it be destroyed."""

from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.judging.verdicts import TEXT_LIMIT
from portal.archive.acts import Part, confirm, drop, new_act, prepare, read_acts, read_parts
from portal.auth.office_links import OfficeVisit
from portal.errors import OfficeError
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import Form
from portal.office.people_reading import today_in
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, NOT_DEPUTY, PageRefusedError

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}

KEY_SIGNS = 12
"""Of the hash of an office link that stand for who has none but the link."""

NO_GROUND = "Напишите основание: номер и дату решения школы."
LONG_GROUND = f"Основание длиннее {TEXT_LIMIT} знаков."


@get("/{code:str}/retention", **_shown)
def retention(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the terms."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        return _page(connection, desk, visit, "")


@post("/{code:str}/retention", status_code=HTTP_200_OK, **_shown)
def retention_sent(
    code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take a form: the office prepares an act or takes it back, the deputy head confirms it."""
    visit, form = desk.visit_with_form(request, code, body)
    if form.step == "confirm" and not visit.teacher:
        raise PageRefusedError(NOT_DEPUTY)
    if form.step not in ({"confirm"} if visit.teacher else {"prepare", "drop"}):
        raise PageRefusedError(MALFORMED)
    desk.take_save(visit)
    with desk.writing(visit.school) as connection:
        try:
            fault = _did(connection, desk, visit, form)
        except OfficeError as error:
            fault = str(error)
        return _page(connection, desk, visit, fault) if fault else moved(f"{visit.home}/retention")


RETENTION_HANDLERS = [retention, retention_sent]


def _did(connection: Connection, desk: OfficeDesk, visit: OfficeVisit, form: Form) -> str:
    """Do what was wanted; return what is wrong with the form, empty where it was done.

    Raises:
        OfficeError: the kind says why nothing was done.
    """
    key, now_ms = form.typed.get("act", ""), desk.now_ms()
    match form.step:
        case "confirm":
            confirm(connection, visit.school, key, (visit.teacher, visit.account), now_ms=now_ms)
        case "drop":
            drop(connection, visit.school, key, now_ms=now_ms)
        case _:
            return _prepared(connection, desk, visit, form)
    return ""


def _prepared(connection: Connection, desk: OfficeDesk, visit: OfficeVisit, form: Form) -> str:
    ground = " ".join(form.typed.get("ground", "").split())
    if not ground or len(ground) > TEXT_LIMIT:
        return LONG_GROUND if ground else NO_GROUND
    wanted = form.typed.get("part", "")
    parts = {_key(each): each for each in read_parts(connection, visit.school)}
    if wanted not in parts:
        raise PageRefusedError(MALFORMED)
    act = new_act(parts[wanted], ground, visit.account or visit.key[:KEY_SIGNS], desk.now_ms())
    today = today_in(connection, visit.school, desk.now_ms())
    prepare(connection, visit.school, parts[wanted], act, today=today)
    return ""


def _key(part: Part) -> str:
    return f"{part.content}.{part.year}"


def _page(connection: Connection, desk: OfficeDesk, visit: OfficeVisit, fault: str) -> Response[str]:
    facts = {
        "parts": read_parts(connection, visit.school),
        "dropped": [each for each in read_acts(connection, visit.school) if each.dropped is not None],
        "today": today_in(connection, visit.school, desk.now_ms()),
        "key_of": _key,
        "fault": fault,
        "text_limit": TEXT_LIMIT,
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if fault else HTTP_200_OK
    return page("retention.html", visit, read_school(connection, visit.school), facts, status=status)
