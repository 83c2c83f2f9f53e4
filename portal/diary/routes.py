"""The diary over HTTP: its pages, its style, and what is said where a page cannot be shown."""

import logging
from collections.abc import Callable
from typing import Any

import litestar
from litestar import MediaType, Response, Router, get
from litestar.di import Provide
from litestar.exceptions import HTTPException

from portal.diary.desk import DiaryDesk
from portal.diary.drawing import STYLE, answer, refused
from portal.diary.forms import MAX_BYTES, FormRefusedError
from portal.diary.installing import INSTALLING
from portal.diary.kept_pages import KeptPages
from portal.diary.more_pages import MORE_PAGES
from portal.diary.news_pages import NEWS_PAGES
from portal.diary.opening import UnknownLinkError
from portal.diary.pages import PAGES
from portal.diary.proposing_pages import PROPOSING_PAGES
from portal.diary.readers_pages import READERS_PAGES
from portal.diary.taking_pages import TAKING_PAGES
from portal.refusals import RefusedError
from portal.styles import STYLE_HEADERS

Asked = litestar.Request[Any, Any, Any]

FORBIDDEN, BUSY, BROKEN = 403, 503, 500

_logger = logging.getLogger("portal")


@get(STYLE.path, media_type=MediaType.CSS, include_in_schema=False, sync_to_thread=False)
def send_style() -> Response[str]:
    """Send the style of the pages."""
    return Response(STYLE.text, media_type=MediaType.CSS, headers=STYLE_HEADERS)


def diary_router(kept: Callable[[Asked], KeptPages], desk: Callable[[Asked], DiaryDesk]) -> Router:
    """Return the diary, to be mounted. kept, desk: what a request is answered with."""
    return Router(
        "/",
        route_handlers=[
            *PAGES,
            *NEWS_PAGES,
            *MORE_PAGES,
            *READERS_PAGES,
            *TAKING_PAGES,
            *PROPOSING_PAGES,
            *INSTALLING,
            send_style,
        ],
        dependencies={
            "kept": Provide(kept, sync_to_thread=False),
            "desk": Provide(desk, sync_to_thread=False),
        },
        exception_handlers={Exception: failed},
        request_max_body_size=MAX_BYTES,
    )


def failed(_request: Asked, error: Exception) -> Response[str]:
    """Say what went wrong; the address is not logged, for it holds a code."""
    if isinstance(error, UnknownLinkError):
        return answer(None)
    if isinstance(error, FormRefusedError):
        return refused(FORBIDDEN, "Действие отклонено", "Форма пришла не с этой страницы, ничего не записано.")
    if isinstance(error, RefusedError) and error.retry_after_s:
        text = "Ничего не записано. Повторите через несколько секунд."
        return refused(BUSY, "Портал занят", text, retry_after_s=error.retry_after_s)
    if isinstance(error, HTTPException) and error.status_code < BROKEN:
        return refused(error.status_code, "Запрос не прочитан", "Откройте страницу заново и повторите.")
    _logger.error("a page of the diary failed", exc_info=error)
    return refused(BROKEN, "Что-то пошло не так", "Повторите, а если не поможет, сообщите в школу.")
