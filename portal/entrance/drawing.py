"""Draws the entrance's pages in the frame and style that the diary and the office have."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response
from litestar.datastructures import Cookie
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER

from portal.diary import drawing as diary
from portal.office.drawing import PAGE_HEADERS, STYLE
from portal.office.forms import form_token
from portal.office.refusing import PageRefusedError
from portal.office.wording import moment_words

HERE = Path(__file__).parent


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([HERE / "templates", diary.HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(style=diary.STYLE.address, own_style=STYLE.address, moment=moment_words)
    return environment


def page(
    template: str,
    secret: str,
    facts: Mapping[str, Any],
    *,
    status: int = HTTP_200_OK,
    cookies: Sequence[Cookie] = (),
) -> Response[str]:
    """Return a page. secret: by which its forms are known again. facts: what the template shows."""
    text = TEMPLATES.get_template(template).render(token=form_token(secret) if secret else "", **facts)
    return Response(text, media_type=MediaType.HTML, status_code=status, headers=PAGE_HEADERS, cookies=list(cookies))


def refused(error: PageRefusedError) -> Response[str]:
    """Return the page that says why there is no other."""
    refusal = error.refusal
    waiting = {"Retry-After": str(error.retry_after_s)} if error.retry_after_s else {}
    text = TEMPLATES.get_template("refused.html").render(title=refusal.title, text=refusal.text)
    return Response(text, media_type=MediaType.HTML, status_code=refusal.status, headers={**PAGE_HEADERS, **waiting})


def moved(path: str, *, cookies: Sequence[Cookie] = ()) -> Response[str]:
    """Return the answer that leads to another page of ours."""
    return Response(
        "",
        media_type=MediaType.HTML,
        status_code=HTTP_303_SEE_OTHER,
        headers={**PAGE_HEADERS, "Location": path},
        cookies=list(cookies),
    )


def sent_back(address: str, *, is_agreed: bool) -> Response[str]:
    """Return the page that takes the browser back to the program: a form may not lead away from the portal itself."""
    text = TEMPLATES.get_template("sent_back.html").render(address=address, is_agreed=is_agreed)
    headers = {**PAGE_HEADERS, "Refresh": f"0; url={address}"}
    return Response(text, media_type=MediaType.HTML, headers=headers)


TEMPLATES = _templates()
