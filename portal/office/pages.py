"""The school office's pages over HTTP: drawn on the server, complete without JavaScript."""

import logging
from collections.abc import Callable
from typing import Any

from litestar import MediaType, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_413_REQUEST_ENTITY_TOO_LARGE

from portal.auth.office_links import end_visit
from portal.office.access_pages import ACCESS_HANDLERS
from portal.office.applications_pages import APPLICATION_HANDLERS
from portal.office.archive_pages import ARCHIVE_HANDLERS
from portal.office.control_pages import CONTROL_HANDLERS
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import STYLE, page, refused, said
from portal.office.figures_pages import FIGURES_HANDLERS
from portal.office.forms import MAX_BYTES
from portal.office.invite_pages import INVITE_HANDLERS
from portal.office.operator_pages import OPERATOR_HANDLERS
from portal.office.people_pages import PEOPLE_HANDLERS
from portal.office.reading import read_school
from portal.office.refusing import BROKEN, BUSY, MALFORMED, TOO_LARGE, PageRefusedError
from portal.office.retention_pages import RETENTION_HANDLERS
from portal.office.rule_pages import answer_rules, show_rules
from portal.office.scale_pages import answer_given, answer_scale, show_given, show_scale, show_scales
from portal.office.time_routes import TIME_ROUTES
from portal.office.turn_pages import TURN_HANDLERS
from portal.office.work_pages import answer_work, show_work, show_works
from portal.refusals import Code, RefusedError
from portal.styles import STYLE_HEADERS

BASE_PATH = "/office"
SAVED_DIGITS = 2
"""Of the number that a page says it has saved; it comes from its address, which anybody can write."""

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}
_logger = logging.getLogger("portal")


def office_router(desk: Callable[[], OfficeDesk]) -> Router:
    """Return the pages of the office, to be mounted."""
    return Router(
        BASE_PATH,
        route_handlers=[
            *(start, leave, rules, rules_sent, works, work, work_sent),
            *(scales, scale, scale_sent, given, given_sent),
            *TIME_ROUTES,
            *PEOPLE_HANDLERS,
            *FIGURES_HANDLERS,
            *CONTROL_HANDLERS,
            *TURN_HANDLERS,
            *ACCESS_HANDLERS,
            *APPLICATION_HANDLERS,
            *INVITE_HANDLERS,
            *ARCHIVE_HANDLERS,
            *RETENTION_HANDLERS,
            *OPERATOR_HANDLERS,
        ],
        dependencies={"desk": Provide(desk, sync_to_thread=False)},
        exception_handlers={Exception: _failed},
        request_max_body_size=MAX_BYTES,
    )


@get("/{code:str}", **_shown)
def start(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show what the office can do here."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        return page("start.html", visit, read_school(connection, visit.school), {})


@post("/{code:str}/leave", status_code=HTTP_200_OK, **_shown)
def leave(code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """End the visit: its link opens nothing from now on."""
    visit, _ = desk.visit_with_form(request, code, body)
    with desk.writing(visit.school) as connection:
        end_visit(connection, visit, now_ms=desk.now_ms())
    return said("Работа закончена", "Эта ссылка больше ничего не откроет. Страницу можно закрыть.")


@get("/{code:str}/rules", **_shown)
def rules(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the rules of marking."""
    return show_rules(desk, desk.visit(request, code), _saved(request))


@post("/{code:str}/rules", status_code=HTTP_200_OK, **_shown)
def rules_sent(code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Take a form of the rules."""
    return answer_rules(desk, *desk.visit_with_form(request, code, body))


@get("/{code:str}/works", **_shown)
def works(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the kinds of work."""
    return show_works(desk, desk.visit(request, code), saved=_saved(request) > 0)


@get("/{code:str}/works/{kind:str}", **_shown)
def work(code: FromPath[str], kind: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show one kind of work, or a new one."""
    return show_work(desk, desk.visit(request, code), kind)


@post("/{code:str}/works/{kind:str}", status_code=HTTP_200_OK, **_shown)
def work_sent(
    code: FromPath[str], kind: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take a form of a kind of work."""
    visit, sent = desk.visit_with_form(request, code, body)
    return answer_work(desk, visit, kind, sent)


@get("/{code:str}/scales", **_shown)
def scales(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the scales of marks, and which subjects have them."""
    return show_scales(desk, desk.visit(request, code), saved=_saved(request) > 0)


@get("/{code:str}/scales/{key:str}", **_shown)
def scale(code: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show one scale, or a new one."""
    return show_scale(desk, desk.visit(request, code), key)


@post("/{code:str}/scales/{key:str}", status_code=HTTP_200_OK, **_shown)
def scale_sent(
    code: FromPath[str], key: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take a form of a scale."""
    visit, sent = desk.visit_with_form(request, code, body)
    return answer_scale(desk, visit, key, sent)


@get("/{code:str}/scales/of/{key:str}", **_shown)
def given(code: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show which scale a subject has."""
    return show_given(desk, desk.visit(request, code), key)


@post("/{code:str}/scales/of/{key:str}", status_code=HTTP_200_OK, **_shown)
def given_sent(
    code: FromPath[str], key: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take a form of a subject's scale."""
    visit, sent = desk.visit_with_form(request, code, body)
    return answer_given(desk, visit, key, sent)


@get(STYLE.path, media_type=MediaType.CSS, include_in_schema=False, sync_to_thread=False)
def send_office_style() -> Response[str]:
    """Send the style that the office's pages have besides the diary's."""
    return Response(STYLE.text, media_type=MediaType.CSS, headers=STYLE_HEADERS)


def _saved(request: Asked) -> int:
    text = request.query_params.get("saved", "")
    return int(text) if text.isdecimal() and len(text) <= SAVED_DIGITS else 0


def _failed(_request: Asked, error: Exception) -> Response[str]:
    """Say what went wrong; the address is not logged, for it opens the pages."""
    if isinstance(error, PageRefusedError):
        return refused(error)
    if isinstance(error, RefusedError) and error.code is Code.THROTTLED:
        return refused(PageRefusedError(BUSY, retry_after_s=error.retry_after_s))
    if isinstance(error, HTTPException) and error.status_code < BROKEN.status:
        too_large = error.status_code == HTTP_413_REQUEST_ENTITY_TOO_LARGE
        return refused(PageRefusedError(TOO_LARGE if too_large else MALFORMED))
    _logger.error("a page of the office failed", exc_info=error)
    return refused(PageRefusedError(BROKEN))
