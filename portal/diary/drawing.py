"""Draws the diary's pages: the templates with the words they use, and what every answer says of itself."""

import gzip
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_404_NOT_FOUND

from portal.diary import subjects, term_wording, wording
from portal.styles import read_file, read_picture, read_style

HERE = Path(__file__).parent
STYLE = read_style(HERE / "static" / "diary.css")
SCRIPT, WORKER, ICON = (read_file(HERE / "static" / name) for name in ("diary.js", "diary-worker.js", "diary-icon.svg"))
TOUCH_ICON = read_picture(HERE / "static" / "diary-touch-icon.png")
"""What an iPhone puts on its first screen: it reads no SVG. Drawn from ICON, 180 pixels wide."""

PACKED = "packed"
"""Option of a route that packs its answers itself, so that nobody packs them again."""

PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}

VARIED = {**PAGE_HEADERS, "Vary": "Accept-Encoding"}


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
        script=SCRIPT.address,
        worker=WORKER.path,
        icon=ICON.address,
        touch_icon=TOUCH_ICON.address,
        pieces=wording.pieces,
        day_words=wording.day_words,
        weekday_words=wording.weekday_words,
        short_weekday=wording.short_weekday,
        range_words=wording.range_words,
        free_words=wording.free_words,
        room_words=wording.room_words,
        absence_words=wording.absence_words,
        course_mark=term_wording.course_mark,
        course_rows=term_wording.course_rows,
        mean_words=term_wording.mean_words,
        debt_words=term_wording.debt_words,
        work_words=wording.work_words,
        final_words=term_wording.final_words,
        mark_class=term_wording.mark_class,
        missed_words=term_wording.missed_words,
        missed_days_words=term_wording.missed_days_words,
        points_of=subjects.points_of,
        comment_of=subjects.comment_of,
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


def draw(template: str, facts: dict[str, Any]) -> str:
    """Return a page. template: such as "week.html"."""
    return TEMPLATES.get_template(template).render(facts)


def refused(status: int, title: str, text: str, *, retry_after_s: int = 0) -> Response[str]:
    """Return the page that says why nothing was done. retry_after_s: 0 where waiting does not help."""
    waiting = {"Retry-After": str(retry_after_s)} if retry_after_s else {}
    page = draw("refused.html", {"title": title, "text": text})
    return Response(page, media_type=MediaType.HTML, status_code=status, headers={**PAGE_HEADERS, **waiting})


def moved(path: str) -> Response[str]:
    """Return the answer that leads a browser on, after a form."""
    headers = {**PAGE_HEADERS, "Location": path}
    return Response("", media_type=MediaType.HTML, status_code=HTTP_303_SEE_OTHER, headers=headers)


def answer(page: str | None) -> Response[str]:
    """Return a page as an answer; None is answered like a link that does not exist."""
    if page is None:
        return Response(UNKNOWN_PAGE, media_type=MediaType.HTML, status_code=HTTP_404_NOT_FOUND, headers=PAGE_HEADERS)
    return Response(page, media_type=MediaType.HTML, headers=PAGE_HEADERS)


def packed_answer(packed: bytes | None, accepted: str = "") -> Response[bytes]:
    """Return a packed page as an answer, as `answer`. accepted: what the browser says it can unpack."""
    if packed is None:
        page, headers = UNKNOWN_PAGE.encode(), PAGE_HEADERS
        return Response(page, media_type=MediaType.HTML, status_code=HTTP_404_NOT_FOUND, headers=headers)
    if "gzip" not in accepted:
        return Response(gzip.decompress(packed), media_type=MediaType.HTML, headers=VARIED)
    return Response(packed, media_type=MediaType.HTML, headers={**VARIED, "Content-Encoding": "gzip"})
