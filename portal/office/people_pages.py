"""The pages of people over HTTP: classes, pupils, groups, teachers, what was done last, lists to be taken in."""

from collections.abc import Callable
from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT
from sqlalchemy import Connection

from portal.auth.office_links import OfficeVisit
from portal.office.actions import NUMBER_DIGITS, read_done, undo
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import moved, page
from portal.office.people_classes import CLASS_DEEDS
from portal.office.people_deeds import DeedPage, answer_deed, show_deed
from portal.office.people_exchange import ROSTER_FILE, exchange_page, roster_file
from portal.office.people_extracts import EXTRACT_DEEDS
from portal.office.people_groups import GROUP_DEEDS
from portal.office.people_import import MAX_BYTES, answer_import, show_import
from portal.office.people_load import LOAD_DEEDS
from portal.office.people_movement import MOVEMENT
from portal.office.people_proposals import PROPOSAL_DEEDS, proposals_page
from portal.office.people_pupils import PUPIL_DEEDS
from portal.office.people_reading import People, today_in
from portal.office.people_reasons import REASON_DEEDS
from portal.office.people_tenth import TENTH_DEEDS
from portal.office.people_views import (
    Facts,
    Query,
    actions_page,
    arrival_page,
    class_page,
    classes_page,
    group_page,
    pupil_page,
    teacher_page,
    teachers_page,
)
from portal.office.reading import read_school
from portal.office.refusing import UNKNOWN, PageRefusedError

DEEDS: dict[str, DeedPage] = {
    **CLASS_DEEDS,
    **PUPIL_DEEDS,
    **MOVEMENT,
    **EXTRACT_DEEDS,
    **TENTH_DEEDS,
    **GROUP_DEEDS,
    **LOAD_DEEDS,
    **REASON_DEEDS,
    **PROPOSAL_DEEDS,
}

VIEWS: dict[str, tuple[str, Callable[[People, str, Query], Facts]]] = {
    "": ("people.html", classes_page),
    "class": ("people_class.html", class_page),
    "arrival": ("people_arrival.html", arrival_page),
    "pupil": ("people_pupil.html", pupil_page),
    "group": ("people_group.html", group_page),
    "teachers": ("people_teachers.html", teachers_page),
    "teacher": ("people_teacher.html", teacher_page),
    "exchange": ("people_exchange.html", exchange_page),
    "proposals": ("people_proposals.html", proposals_page),
}
"""The template and the facts, by the word in the address."""

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}


@get("/{code:str}/people", **_shown)
def people_start(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the classes."""
    return _view(desk, desk.visit(request, code), ("", ""), dict(request.query_params))


@get("/{code:str}/people/{word:str}", **_shown)
def people_page(
    code: FromPath[str], word: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show a page or a form that is about nothing in particular."""
    visit = desk.visit(request, code)
    if word == "actions":
        return _actions(desk, visit)
    if word == ROSTER_FILE:
        return roster_file(desk, visit)
    return _shown_page(desk, visit, (word, ""), dict(request.query_params))


@get("/{code:str}/people/{word:str}/{key:str}", **_shown)
def people_thing(
    code: FromPath[str], word: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show a page or a form that is about one thing."""
    return _shown_page(desk, desk.visit(request, code), (word, key), dict(request.query_params))


@get("/{code:str}/people/import", **_shown)
def people_import_start(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show where a list is pasted or chosen."""
    return show_import(desk, desk.visit(request, code))


@post("/{code:str}/people/import", status_code=HTTP_200_OK, request_max_body_size=MAX_BYTES, **_shown)
def people_import(
    code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take a list, pasted or as a file."""
    return answer_import(desk, desk.visit_with_parts(request, code, body))


@post("/{code:str}/people/{word:str}", status_code=HTTP_200_OK, **_shown)
def people_sent(
    code: FromPath[str], word: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take a form that is about nothing in particular."""
    return _sent(desk, desk.visit_with_form(request, code, body), (word, ""))


@post("/{code:str}/people/{word:str}/{key:str}", status_code=HTTP_200_OK, **_shown)
def people_thing_sent(  # noqa: PLR0913 (what the framework fills in by name)
    *,
    code: FromPath[str],
    word: FromPath[str],
    key: FromPath[str],
    request: Asked,
    body: RawBody,
    desk: NamedDependency[OfficeDesk],
) -> Response[str]:
    """Take a form that is about one thing."""
    return _sent(desk, desk.visit_with_form(request, code, body), (word, key))


PEOPLE_HANDLERS = [
    people_start,
    people_page,
    people_thing,
    people_import_start,
    people_import,
    people_sent,
    people_thing_sent,
]


def _shown_page(desk: OfficeDesk, visit: OfficeVisit, place: tuple[str, str], query: Query) -> Response[str]:
    word, key = place
    if word in DEEDS:
        return show_deed(desk, visit, (DEEDS[word], _path(place), key), query)
    if word not in VIEWS:
        raise PageRefusedError(UNKNOWN)
    return _view(desk, visit, place, query)


def _view(desk: OfficeDesk, visit: OfficeVisit, place: tuple[str, str], query: Query) -> Response[str]:
    word, key = place
    template, facts_of = VIEWS[word]
    with desk.reading(visit.school) as connection:
        facts = facts_of(_people(connection, desk, visit), key, query)
        done = read_done(connection, visit, query)
        return page(template, visit, read_school(connection, visit.school), {**facts, "done": done})


def _sent(desk: OfficeDesk, sent: Any, place: tuple[str, str]) -> Response[str]:
    visit, form = sent
    word, key = place
    if word == "actions":
        return _undone(desk, visit, form.step)
    if word not in DEEDS:
        raise PageRefusedError(UNKNOWN)
    return answer_deed(desk, visit, (DEEDS[word], _path(place), key), form)


def _undone(desk: OfficeDesk, visit: OfficeVisit, step: str) -> Response[str]:
    number = step.removeprefix("undo.")
    if not number.isdecimal() or len(number) > NUMBER_DIGITS:
        raise PageRefusedError(UNKNOWN)
    desk.take_save(visit)
    with desk.writing(visit.school) as connection:
        refused = undo(connection, visit.school, int(number), now_ms=desk.now_ms())
    return _actions(desk, visit, refused) if refused else moved(f"{visit.home}/people/actions")


def _actions(desk: OfficeDesk, visit: OfficeVisit, refused: tuple[str, ...] = ()) -> Response[str]:
    with desk.reading(visit.school) as connection:
        facts = actions_page(_people(connection, desk, visit), visit, refused)
        school = read_school(connection, visit.school)
        status = HTTP_409_CONFLICT if refused else HTTP_200_OK
        return page("people_actions.html", visit, school, {**facts, "done": None}, status=status)


def _people(connection: Connection, desk: OfficeDesk, visit: OfficeVisit) -> People:
    return People(connection, visit.school, today_in(connection, visit.school, desk.now_ms()))


def _path(place: tuple[str, str]) -> str:
    return "/".join(filter(None, place))
