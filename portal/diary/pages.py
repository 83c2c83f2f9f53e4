"""The diary's pages: one pupil's week and term behind a link, drawn on the server, complete without JavaScript."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_404_NOT_FOUND
from sqlalchemy import Engine

from portal.auth.tokens import hash_of
from portal.diary import term_wording, wording
from portal.diary.debts import read_debts
from portal.diary.reading import read_owner, read_span, read_week
from portal.diary.term_reading import read_term
from portal.diary.weeks import first_shown, monday_of
from portal.styles import STYLE_HEADERS, read_style

HERE = Path(__file__).parent
STYLE = read_style(HERE / "static" / "diary.css")

PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}

YEARS = range(1900, 9999)
"""Years whose weeks can be asked for; all their days and their neighbours can be counted."""


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        style=STYLE.address,
        pieces=wording.pieces,
        day_words=wording.day_words,
        weekday_words=wording.weekday_words,
        short_weekday=wording.short_weekday,
        range_words=wording.range_words,
        free_words=wording.free_words,
        room_words=wording.room_words,
        absence_words=wording.absence_words,
        debt_words=term_wording.debt_words,
        work_words=wording.work_words,
        final_words=term_wording.final_words,
        mark_class=term_wording.mark_class,
        missed_words=term_wording.missed_words,
        number_words=term_wording.number_words,
        quotient_words=term_wording.quotient_words,
        released_words=term_wording.released_words,
        rounding_words=term_wording.rounding_words,
        short_day=term_wording.short_day,
        uncounted_words=term_wording.uncounted_words,
    )
    return environment


TEMPLATES = _templates()
UNKNOWN_PAGE = TEMPLATES.get_template("unknown.html").render()


class UnknownWeekError(ValueError):
    """The text names no week that can be shown."""


def parse_week(text: str) -> date:
    """Return the Monday of the week that contains a day such as "2026-09-07".

    Raises:
        UnknownWeekError: the text is no day of YEARS.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UnknownWeekError from error
    if day.year not in YEARS:
        raise UnknownWeekError
    return monday_of(day)


def render_week(engine: Engine, code: str, monday: date | None) -> str | None:
    """Return the page behind a link, None where the link is unknown. monday: None for the week that opens by itself."""
    with engine.connect() as connection:
        owner = read_owner(connection, hash_of(code))
        if owner is None:
            return None
        today = datetime.now(ZoneInfo(owner.zone)).date()
        span = read_span(connection, owner, today)
        opens = first_shown(span, today)
        week = read_week(connection, owner, span, monday or opens)
        debts = read_debts(connection, owner, today)
    shown = {"week": week, "debts": debts, "today": today, "opens": opens, "home": f"/diary/{code}"}
    return TEMPLATES.get_template("week.html").render(shown)


def render_term(engine: Engine, code: str, wanted: str | None) -> str | None:
    """Return the page of a term, None where the link is unknown or the term none of the pupil's.

    wanted: the term's id, None for the one that opens by itself.
    """
    with engine.connect() as connection:
        owner = read_owner(connection, hash_of(code))
        if owner is None:
            return None
        today = datetime.now(ZoneInfo(owner.zone)).date()
        term = read_term(connection, owner, today, wanted)
        debts = read_debts(connection, owner, today)
    if term is None:
        return None
    is_open = term.chosen is not None and today <= term.chosen.last
    shown = {"term": term, "debts": debts, "today": today, "is_open": is_open, "home": f"/diary/{code}"}
    return TEMPLATES.get_template("term.html").render(shown)


def _answer(page: str | None) -> Response[str]:
    if page is None:
        return Response(UNKNOWN_PAGE, media_type=MediaType.HTML, status_code=HTTP_404_NOT_FOUND, headers=PAGE_HEADERS)
    return Response(page, media_type=MediaType.HTML, headers=PAGE_HEADERS)


@get("/diary/{code:str}", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True)
def show_this_week(code: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show the pupil's week of today, or the last one with lessons."""
    return _answer(render_week(engine, code, None))


@get("/diary/{code:str}/{monday:str}", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True)
def show_week(code: FromPath[str], monday: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show the pupil's week of this day."""
    try:
        first = parse_week(monday)
    except UnknownWeekError:
        return _answer(None)
    return _answer(render_week(engine, code, first))


@get("/diary/{code:str}/term", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True)
def show_this_term(code: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show the pupil's term of today, or the last one that has begun."""
    return _answer(render_term(engine, code, None))


@get("/diary/{code:str}/term/{term:str}", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True)
def show_term(code: FromPath[str], term: FromPath[str], engine: NamedDependency[Engine]) -> Response[str]:
    """Show one of the pupil's terms."""
    return _answer(render_term(engine, code, term))


@get(STYLE.path, media_type=MediaType.CSS, include_in_schema=False, sync_to_thread=False)
def send_style() -> Response[str]:
    """Send the style of the pages."""
    return Response(STYLE.text, media_type=MediaType.CSS, headers=STYLE_HEADERS)


DIARY_HANDLERS = [show_this_week, show_week, show_this_term, show_term, send_style]
"""What create_api mounts."""
