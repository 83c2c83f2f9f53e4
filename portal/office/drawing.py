"""Draws the office's pages: the diary's frame and style, with a style of their own beside it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response
from litestar.response import Redirect
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER

from app.domain.rules import MarkingRules
from portal.auth.office_links import VALID_HOURS, OfficeVisit
from portal.diary import drawing as diary
from portal.diary.wording import SHORT_WEEKDAYS
from portal.office import time_wording, wording
from portal.office.colours import chips, ink_on
from portal.office.forms import form_token
from portal.office.reading import NamedSchool
from portal.office.refusing import PageRefusedError
from portal.styles import read_style

HERE = Path(__file__).parent
STYLE = read_style(HERE / "static" / "office.css")

PAGE_HEADERS = {
    **diary.PAGE_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    # with the diary's «no-referrer» a browser hides from us, too, which page has sent a form
    "Referrer-Policy": "same-origin",
}


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([HERE / "templates", diary.HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        style=diary.STYLE.address,
        own_style=STYLE.address,
        valid_hours=VALID_HOURS,
        defaults=MarkingRules(),
        chips=chips,
        ink_on=ink_on,
        changed_words=wording.changed_words,
        closed_words=wording.closed_words,
        uses_words=wording.uses_words,
        changes_words=wording.changes_words,
        fields_words=wording.fields_words,
        moment_words=wording.moment_words,
        pupils_words=wording.pupils_words,
        rows_words=wording.rows_words,
        day_text=time_wording.day_text,
        weekday_text=time_wording.weekday_text,
        weekday_name=time_wording.weekday_name,
        grades_text=time_wording.grades_text,
        lessons_words=time_wording.lessons_words,
        week_words=time_wording.WEEKS,
        short_weekdays=SHORT_WEEKDAYS,
    )
    return environment


TEMPLATES = _templates()


def page(
    template: str, visit: OfficeVisit, school: NamedSchool, facts: Mapping[str, Any], *, status: int = HTTP_200_OK
) -> Response[str]:
    """Return a page of a visit. facts: what the template shows."""
    text = TEMPLATES.get_template(template).render(
        visit=visit, school=school, home=visit.home, token=form_token(visit.secret), **facts
    )
    return Response(text, media_type=MediaType.HTML, status_code=status, headers=PAGE_HEADERS)


def said(title: str, text: str, *, status: int = HTTP_200_OK, retry_after_s: int = 0) -> Response[str]:
    """Return a page that says one thing and leads nowhere."""
    waiting = {"Retry-After": str(retry_after_s)} if retry_after_s else {}
    drawn = TEMPLATES.get_template("said.html").render(title=title, text=text)
    return Response(drawn, media_type=MediaType.HTML, status_code=status, headers={**PAGE_HEADERS, **waiting})


def refused(error: PageRefusedError) -> Response[str]:
    """Return the page that says why there is no other."""
    refusal = error.refusal
    return said(refusal.title, refusal.text, status=refusal.status, retry_after_s=error.retry_after_s)


def moved(path: str) -> Response[str]:
    """Return the answer that leads from a form that was taken to a page that may be loaded again."""
    return Redirect(path, status_code=HTTP_303_SEE_OTHER, headers=PAGE_HEADERS)
