"""Draws the pages of applications in the entrance's frame."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response
from litestar.status_codes import HTTP_200_OK

from portal.access import wording
from portal.diary import drawing as diary
from portal.entrance import drawing as entrance
from portal.office.drawing import PAGE_HEADERS, STYLE
from portal.office.forms import form_token
from portal.office.people_wording import long_day
from portal.office.wording import moment_words

HERE = Path(__file__).parent


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([each / "templates" for each in (HERE, entrance.HERE, diary.HERE)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        style=diary.STYLE.address,
        own_style=STYLE.address,
        moment=moment_words,
        long_day=long_day,
        step_words=wording.step_words,
        reason_words=wording.reason_words,
        state_words=wording.state_words,
    )
    return environment


def page(template: str, secret: str, facts: Mapping[str, Any], *, status: int = HTTP_200_OK) -> Response[str]:
    """Return a page. secret: by which its forms are known again. facts: what the template shows."""
    text = TEMPLATES.get_template(template).render(token=form_token(secret), **facts)
    return Response(text, media_type=MediaType.HTML, status_code=status, headers=PAGE_HEADERS)


TEMPLATES = _templates()
