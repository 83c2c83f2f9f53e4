"""The entrance over HTTP: sign-in, invitations, devices, and the OAuth server behind them."""

import logging
from collections.abc import Callable
from typing import Any

from litestar import MediaType, Response, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE

from portal.entrance.account_pages import ACCOUNT_PAGES
from portal.entrance.desk import Asked, EntranceDesk
from portal.entrance.device_pages import DEVICE_PAGES
from portal.entrance.drawing import refused
from portal.entrance.esia_pages import ESIA_PAGES
from portal.entrance.join_pages import JOIN_PAGES
from portal.entrance.oauth_routes import FOR_PROGRAMS, OAUTH_ROUTES
from portal.entrance.sign_in_pages import SIGN_IN_PAGES
from portal.office.refusing import BROKEN, BUSY, MALFORMED, TOO_LARGE, PageRefusedError
from portal.refusals import Code, RefusedError

MAX_BYTES = 16 * 1024
"""Of a form or of a program's question; the longest of ours has some 2,500."""

_logger = logging.getLogger("portal")


def entrance_router(desk: Callable[[], EntranceDesk]) -> Router:
    """Return the entrance, to be mounted."""
    return Router(
        "/",
        route_handlers=[*SIGN_IN_PAGES, *JOIN_PAGES, *ACCOUNT_PAGES, *DEVICE_PAGES, *OAUTH_ROUTES, *ESIA_PAGES],
        dependencies={"desk": Provide(desk, sync_to_thread=False)},
        exception_handlers={Exception: failed},
        request_max_body_size=MAX_BYTES,
    )


def failed(request: Asked, error: Exception) -> Response[Any]:
    """Say what went wrong, to a person or to a program; the address is not logged, for it may hold a code."""
    page = _page_of(error)
    if request.url.path not in FOR_PROGRAMS:
        return page
    status = page.status_code or BROKEN.status
    told = {"error": "invalid_request" if status < BROKEN.status else "temporarily_unavailable"}
    return Response(told, media_type=MediaType.JSON, status_code=status, headers=dict(page.headers))


def _page_of(error: Exception) -> Response[str]:
    if isinstance(error, PageRefusedError):
        return refused(error)
    if isinstance(error, RefusedError) and error.code is Code.THROTTLED:
        return refused(PageRefusedError(BUSY, retry_after_s=error.retry_after_s))
    if isinstance(error, HTTPException) and error.status_code < BROKEN.status:
        too_large = error.status_code == HTTP_413_REQUEST_ENTITY_TOO_LARGE
        return refused(PageRefusedError(TOO_LARGE if too_large else MALFORMED))
    _logger.error("a page of the entrance failed", exc_info=error)
    return refused(PageRefusedError(BROKEN))
