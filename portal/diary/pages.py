"""The diary's pages of days, weeks and terms: one pupil's behind a link, complete without JavaScript."""

from datetime import date
from typing import Any

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy import Engine

from portal.diary.days import read_day
from portal.diary.debts import read_debts
from portal.diary.drawing import answer, draw
from portal.diary.family import read_beside
from portal.diary.forms import form_token
from portal.diary.opening import UnknownLinkError, Visit, open_diary
from portal.diary.read_marks import read_read_marks
from portal.diary.reading import read_span, read_week
from portal.diary.subjects import read_subject
from portal.diary.term_reading import read_term
from portal.diary.weeks import first_shown, monday_of

YEARS = range(1900, 9999)
"""Years whose weeks can be asked for; all their days and their neighbours can be counted."""

SHOWN: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}


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


def render_week(engine: Engine, code: str, monday: date | None) -> str | None:
    """Return the page behind a link, None where the link is unknown. monday: None for the week that opens by itself."""
    try:
        with open_diary(engine, code) as visit:
            span = read_span(visit.connection, visit.owner, visit.today)
            opens = first_shown(span, visit.today)
            week = read_week(visit.connection, visit.owner, span, monday or opens)
            facts = {"week": week, "opens": opens, **_around(visit)}
    except UnknownLinkError:
        return None
    return draw("week.html", facts)


def render_day(engine: Engine, code: str, wanted: date | None) -> str | None:
    """Return the page of a day, None where the link is unknown. wanted: None for today, or the nearest school day."""
    try:
        with open_diary(engine, code) as visit:
            facts = {"page": read_day(visit.connection, visit.owner, visit.today, wanted), **_around(visit)}
    except UnknownLinkError:
        return None
    return draw("day.html", facts)


def render_term(engine: Engine, code: str, wanted: str | None) -> str | None:
    """Return the page of a term, None where the link is unknown or the term none of the pupil's.

    wanted: the term's id, None for the one that opens by itself.
    """
    try:
        with open_diary(engine, code) as visit:
            term = read_term(visit.connection, visit.owner, visit.today, wanted)
            facts = _around(visit)
    except UnknownLinkError:
        return None
    if term is None:
        return None
    is_open = term.chosen is not None and visit.today <= term.chosen.last
    return draw("term.html", {"term": term, "is_open": is_open, **facts})


def render_subject(engine: Engine, code: str, subject: str, wanted: str | None) -> str | None:
    """Return the page of a subject in a term, None where one of them is none of the pupil's. wanted: the term's id."""
    try:
        with open_diary(engine, code) as visit:
            page = read_subject(visit.connection, visit.owner, visit.today, subject, wanted)
            facts = _around(visit)
    except UnknownLinkError:
        return None
    if page is None:
        return None
    is_open = page.chosen is not None and visit.today <= page.chosen.last
    return draw("subject.html", {"page": page, "term": page.term, "is_open": is_open, **facts})


def _around(visit: Visit) -> dict[str, Any]:
    return {
        "owner": visit.owner,
        "debts": read_debts(visit.connection, visit.owner, visit.today),
        "today": visit.today,
        "home": visit.home,
        "read": read_read_marks(visit.connection, visit.owner),
        "token": form_token(visit.code),
        "beside": read_beside(visit),
    }


@get("/diary/{code:str}", **SHOWN)
def show_this_week(code: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show the pupil's week of today, or the last one with lessons."""
    return answer(render_week(engine, code, None))


@get("/diary/{code:str}/{monday:str}", **SHOWN)
def show_week(code: FromPath[str], monday: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show the pupil's week of this day."""
    try:
        first = monday_of(parse_day(monday))
    except UnknownDayError:
        return answer(None)
    return answer(render_week(engine, code, first))


@get("/diary/{code:str}/day", **SHOWN)
def show_today(code: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show the pupil's day of today."""
    return answer(render_day(engine, code, None))


@get("/diary/{code:str}/day/{day:str}", **SHOWN)
def show_day(code: FromPath[str], day: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show one of the pupil's days."""
    try:
        wanted = parse_day(day)
    except UnknownDayError:
        return answer(None)
    return answer(render_day(engine, code, wanted))


@get("/diary/{code:str}/term", **SHOWN)
def show_this_term(code: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show the pupil's term of today, or the last one that has begun."""
    return answer(render_term(engine, code, None))


@get("/diary/{code:str}/term/{term:str}", **SHOWN)
def show_term(code: FromPath[str], term: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show one of the pupil's terms."""
    return answer(render_term(engine, code, term))


@get("/diary/{code:str}/subject/{subject:str}", **SHOWN)
def show_subject(code: FromPath[str], subject: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show one of the pupil's subjects in the term of today."""
    return answer(render_subject(engine, code, subject, None))


@get("/diary/{code:str}/subject/{subject:str}/{term:str}", **SHOWN)
def show_subject_in_term(
    code: FromPath[str], subject: FromPath[str], term: FromPath[str], engine: NamedDependency[Engine]
) -> Response[str]:
    """Show one of the pupil's subjects in one of the terms."""
    return answer(render_subject(engine, code, subject, term))


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
