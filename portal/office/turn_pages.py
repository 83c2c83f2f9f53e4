"""«Поворот года» over HTTP: prepared over days, looked at as a whole, done at once, taken back as a whole."""

from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK

from portal.auth.office_links import OfficeVisit
from portal.office.actions import read_done
from portal.office.desk import Asked, OfficeDesk
from portal.office.forms import Form
from portal.office.refusing import MALFORMED, PageRefusedError
from portal.office.turn_views import CLEAR, LOOK, SAVE, TurnDesk

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}


@get("/{code:str}/turn", **_shown)
def turn_start(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show what was prepared so far."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        done = read_done(connection, visit, request.query_params)
        return TurnDesk(connection, desk, visit).show("", "", {"done": done})


@get("/{code:str}/turn/{word:str}", **_shown)
def turn_page(
    code: FromPath[str], word: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show the days of the new year, or all that would be done."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        return TurnDesk(connection, desk, visit).show(word, "", {})


@get("/{code:str}/turn/{word:str}/{key:str}", **_shown)
def turn_thing(
    code: FromPath[str], word: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show what becomes of a class, or its load."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        return TurnDesk(connection, desk, visit).show(word, key, {})


@post("/{code:str}/turn", status_code=HTTP_200_OK, **_shown)
def turn_sent(code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Take the form of the first page."""
    return _sent(desk, *desk.visit_with_form(request, code, body), ("", ""))


@post("/{code:str}/turn/{word:str}", status_code=HTTP_200_OK, **_shown)
def turn_page_sent(
    code: FromPath[str], word: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take the days of the new year, or do what was looked at."""
    return _sent(desk, *desk.visit_with_form(request, code, body), (word, ""))


@post("/{code:str}/turn/{word:str}/{key:str}", status_code=HTTP_200_OK, **_shown)
def turn_thing_sent(  # noqa: PLR0913 (what the framework fills in by name)
    *,
    code: FromPath[str],
    word: FromPath[str],
    key: FromPath[str],
    request: Asked,
    body: RawBody,
    desk: NamedDependency[OfficeDesk],
) -> Response[str]:
    """Take what becomes of a class, or its load."""
    return _sent(desk, *desk.visit_with_form(request, code, body), (word, key))


TURN_HANDLERS = [turn_start, turn_page, turn_thing, turn_sent, turn_page_sent, turn_thing_sent]


def _sent(desk: OfficeDesk, visit: OfficeVisit, form: Form, place: tuple[str, str]) -> Response[str]:
    if form.step not in {SAVE, LOOK, CLEAR}:
        raise PageRefusedError(MALFORMED)
    desk.take_save(visit)
    with desk.writing(visit.school) as connection:
        return TurnDesk(connection, desk, visit).answer(place, form)
