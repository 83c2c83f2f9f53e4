"""The diary's pages of days, weeks and terms: one pupil's behind a link, complete without JavaScript."""

from datetime import date
from typing import Any

import litestar
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy import Engine

from portal.diary.days import read_day
from portal.diary.debts import read_debts
from portal.diary.drawing import PACKED, draw, packed_answer
from portal.diary.family import read_beside
from portal.diary.forms import form_token
from portal.diary.kept_pages import Drawing, KeptPages
from portal.diary.looking import count_unseen
from portal.diary.opening import UnknownLinkError, Visit, open_diary
from portal.diary.read_marks import read_read_marks
from portal.diary.reading import read_span, read_week
from portal.diary.subjects import read_subject
from portal.diary.term_reading import read_term
from portal.diary.weeks import first_shown, monday_of

YEARS = range(1900, 9999)
"""Years whose weeks can be asked for; all their days and their neighbours can be counted."""

SHOWN: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}
KEPT: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, PACKED: True}

Asked = litestar.Request[Any, Any, Any]


class UnknownDayError(ValueError):
    """The text names no day that can be shown."""


def parse_day(text: str) -> date:
    """Return a day such as "2026-09-07".

    Raises:
        UnknownDayError: the text is no day of YEARS.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UnknownDayError from error
    if day.year not in YEARS:
        raise UnknownDayError
    return day


def drawn(engine: Engine, code: str, draw_page: Drawing) -> str | None:
    """Return a page behind a link, None where the link is unknown or the page none of the pupil's."""
    try:
        with open_diary(engine, code) as visit:
            return draw_page(visit)
    except UnknownLinkError:
        return None


def week_page(visit: Visit, monday: date | None) -> str:
    """Return the page of a week. monday: None for the week that opens by itself."""
    span = read_span(visit.connection, visit.owner, visit.today)
    opens = first_shown(span, visit.today)
    week = read_week(visit.connection, visit.owner, span, monday or opens)
    return draw("week.html", {"week": week, "opens": opens, **_around(visit)})


def day_page(visit: Visit, wanted: date | None) -> str:
    """Return the page of a day. wanted: None for today, or the nearest school day."""
    page = read_day(visit.connection, visit.owner, visit.today, wanted)
    return draw("day.html", {"page": page, **_around(visit)})


def term_page(visit: Visit, wanted: str | None) -> str | None:
    """Return the page of a term, None where it is none of the pupil's.

    wanted: the term's id, None for the one that opens by itself.
    """
    term = read_term(visit.connection, visit.owner, visit.today, wanted)
    if term is None:
        return None
    is_open = term.chosen is not None and visit.today <= term.chosen.last
    return draw("term.html", {"term": term, "is_open": is_open, **_around(visit)})


def subject_page(visit: Visit, subject: str, wanted: str | None) -> str | None:
    """Return the page of a subject in a term, None where one of them is none of the pupil's. wanted: the term's id."""
    page = read_subject(visit.connection, visit.owner, visit.today, subject, wanted)
    if page is None:
        return None
    is_open = page.chosen is not None and visit.today <= page.chosen.last
    return draw("subject.html", {"page": page, "term": page.term, "is_open": is_open, **_around(visit)})


def _around(visit: Visit) -> dict[str, Any]:
    return {
        "owner": visit.owner,
        "debts": read_debts(visit.connection, visit.owner, visit.today),
        "today": visit.today,
        "home": visit.home,
        "read": read_read_marks(visit.connection, visit.owner),
        "token": form_token(visit.code),
        "beside": read_beside(visit),
        "fresh": count_unseen(visit),
    }


async def _sent(request: Asked, kept: KeptPages, draw_page: Drawing, *, is_week: bool = False) -> Response[bytes]:
    """Return a page as an answer, packed where the browser reads that."""
    packed = await kept.page(request.url.path, request.path_params["code"], draw_page, is_week=is_week)
    return packed_answer(packed, request.headers.get("accept-encoding", ""))


@get("/diary/{code:str}", **KEPT)
async def show_this_week(request: Asked, kept: NamedDependency[KeptPages]) -> Response[bytes]:
    """Show the pupil's week of today, or the last one with lessons."""
    return await _sent(request, kept, lambda visit: week_page(visit, None), is_week=True)


@get("/diary/{code:str}/{monday:str}", **KEPT)
async def show_week(request: Asked, monday: FromPath[str], kept: NamedDependency[KeptPages]) -> Response[bytes]:
    """Show the pupil's week of this day."""
    try:
        first = monday_of(parse_day(monday))
    except UnknownDayError:
        return packed_answer(None)
    return await _sent(request, kept, lambda visit: week_page(visit, first), is_week=True)


@get("/diary/{code:str}/day", **KEPT)
async def show_today(request: Asked, kept: NamedDependency[KeptPages]) -> Response[bytes]:
    """Show the pupil's day of today."""
    return await _sent(request, kept, lambda visit: day_page(visit, None), is_week=True)


@get("/diary/{code:str}/day/{day:str}", **KEPT)
async def show_day(request: Asked, day: FromPath[str], kept: NamedDependency[KeptPages]) -> Response[bytes]:
    """Show one of the pupil's days."""
    try:
        wanted = parse_day(day)
    except UnknownDayError:
        return packed_answer(None)
    return await _sent(request, kept, lambda visit: day_page(visit, wanted), is_week=True)


@get("/diary/{code:str}/term", **KEPT)
async def show_this_term(request: Asked, kept: NamedDependency[KeptPages]) -> Response[bytes]:
    """Show the pupil's term of today, or the last one that has begun."""
    return await _sent(request, kept, lambda visit: term_page(visit, None))


@get("/diary/{code:str}/term/{term:str}", **KEPT)
async def show_term(request: Asked, term: FromPath[str], kept: NamedDependency[KeptPages]) -> Response[bytes]:
    """Show one of the pupil's terms."""
    return await _sent(request, kept, lambda visit: term_page(visit, term))


@get("/diary/{code:str}/subject/{subject:str}", **KEPT)
async def show_subject(request: Asked, subject: FromPath[str], kept: NamedDependency[KeptPages]) -> Response[bytes]:
    """Show one of the pupil's subjects in the term of today."""
    return await _sent(request, kept, lambda visit: subject_page(visit, subject, None))


@get("/diary/{code:str}/subject/{subject:str}/{term:str}", **KEPT)
async def show_subject_in_term(
    request: Asked, subject: FromPath[str], term: FromPath[str], kept: NamedDependency[KeptPages]
) -> Response[bytes]:
    """Show one of the pupil's subjects in one of the terms."""
    return await _sent(request, kept, lambda visit: subject_page(visit, subject, term))


PAGES = [
    show_this_week,
    show_week,
    show_today,
    show_day,
    show_this_term,
    show_term,
    show_subject,
    show_subject_in_term,
]
"""What the diary's router mounts."""
