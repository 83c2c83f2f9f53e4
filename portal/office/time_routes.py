"""The addresses of the office's pages for time: the school year, bells, the timetable, the day."""

from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK

from portal.office.bells_pages import (
    answer_day_bells,
    answer_week_bells,
    show_bells,
    show_day_bells,
    show_week_bells,
)
from portal.office.calendar_pages import answer_thing, answer_weeks, show_thing, show_year
from portal.office.day_lesson import answer_lesson, show_lesson
from portal.office.day_pages import show_day
from portal.office.desk import Asked, OfficeDesk
from portal.office.timetable_pages import answer_place, show_classes, show_place, show_week

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}


@get("/{code:str}/year", **_shown)
def year(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show terms and holidays."""
    return show_year(desk, desk.visit(request, code), saved=_saved(request))


@post("/{code:str}/year/weeks", status_code=HTTP_200_OK, **_shown)
def weeks_sent(code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Take how alternating weeks are counted."""
    return answer_weeks(desk, *desk.visit_with_form(request, code, body))


@get("/{code:str}/year/{kind:str}/{key:str}", **_shown)
def thing(
    code: FromPath[str], kind: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show one term, or holidays."""
    return show_thing(desk, desk.visit(request, code), kind, key)


@post("/{code:str}/year/{kind:str}/{key:str}", status_code=HTTP_200_OK, **_shown)
def thing_sent(  # noqa: PLR0913, PLR0917 (what an address holds)
    code: FromPath[str],
    kind: FromPath[str],
    key: FromPath[str],
    request: Asked,
    body: RawBody,
    desk: NamedDependency[OfficeDesk],
) -> Response[str]:
    """Take a form of a term or of holidays."""
    visit, sent = desk.visit_with_form(request, code, body)
    return answer_thing(desk, visit, (kind, key), sent)


@get("/{code:str}/bells", **_shown)
def bells(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show all bells."""
    return show_bells(desk, desk.visit(request, code), saved=_saved(request))


@get("/{code:str}/bells/week/{key:str}", **_shown)
def week_bells(
    code: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show the bells of a shift on a weekday."""
    return show_week_bells(desk, desk.visit(request, code), key)


@post("/{code:str}/bells/week/{key:str}", status_code=HTTP_200_OK, **_shown)
def week_bells_sent(
    code: FromPath[str], key: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take the bells of a shift on a weekday."""
    visit, sent = desk.visit_with_form(request, code, body)
    return answer_week_bells(desk, visit, key, sent)


@get("/{code:str}/bells/days/{key:str}", **_shown)
def day_bells(
    code: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show the bells of a single day."""
    return show_day_bells(desk, desk.visit(request, code), key)


@post("/{code:str}/bells/days/{key:str}", status_code=HTTP_200_OK, **_shown)
def day_bells_sent(
    code: FromPath[str], key: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take the bells of a single day."""
    visit, sent = desk.visit_with_form(request, code, body)
    return answer_day_bells(desk, visit, key, sent)


@get("/{code:str}/timetable", **_shown)
def timetable(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the classes whose timetable can be changed."""
    return show_classes(desk, desk.visit(request, code))


@get("/{code:str}/timetable/{key:str}", **_shown)
def week(code: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the week of a class."""
    return show_week(desk, desk.visit(request, code), key, request.query_params)


@get("/{code:str}/timetable/{key:str}/{weekday:str}/{number:str}", **_shown)
def place(  # noqa: PLR0913, PLR0917 (what an address holds)
    code: FromPath[str],
    key: FromPath[str],
    weekday: FromPath[str],
    number: FromPath[str],
    request: Asked,
    desk: NamedDependency[OfficeDesk],
) -> Response[str]:
    """Show a place of a week."""
    visit = desk.visit(request, code)
    return show_place(desk, visit, (key, weekday, number), request.query_params.get("from", ""))


@post("/{code:str}/timetable/{key:str}/{weekday:str}/{number:str}", status_code=HTTP_200_OK, **_shown)
def place_sent(  # noqa: PLR0913, PLR0917 (what an address holds)
    code: FromPath[str],
    key: FromPath[str],
    weekday: FromPath[str],
    number: FromPath[str],
    request: Asked,
    body: RawBody,
    desk: NamedDependency[OfficeDesk],
) -> Response[str]:
    """Take a form of a place of a week."""
    visit, sent = desk.visit_with_form(request, code, body)
    return answer_place(desk, visit, (key, weekday, number), sent)


@get("/{code:str}/day", **_shown)
def day(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show what differs from the timetable on a day."""
    return show_day(desk, desk.visit(request, code), request.query_params)


@get("/{code:str}/day/{key:str}", **_shown)
def day_lesson(
    code: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show a lesson of a day."""
    return show_lesson(desk, desk.visit(request, code), key)


@post("/{code:str}/day/{key:str}", status_code=HTTP_200_OK, **_shown)
def day_lesson_sent(
    code: FromPath[str], key: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take what is decided about a lesson of a day."""
    visit, sent = desk.visit_with_form(request, code, body)
    return answer_lesson(desk, visit, key, sent)


def _saved(request: Asked) -> bool:
    return request.query_params.get("saved") == "1"


TIME_ROUTES = [
    year,
    weeks_sent,
    thing,
    thing_sent,
    bells,
    week_bells,
    week_bells_sent,
    day_bells,
    day_bells_sent,
    timetable,
    week,
    place,
    place_sent,
    day,
    day_lesson,
    day_lesson_sent,
]
"""The handlers of these pages, to be mounted beside the others."""
