"""Serves a sandbox in this process until it is asked to end."""

import signal
import socket

import uvicorn
from litestar import Litestar, MediaType, Response, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_400_BAD_REQUEST
from litestar.types import Scope

from sandbox.answers import ANSWERS
from sandbox.desk import Asked, SandboxDesk, logger
from sandbox.pages import PAGES
from sandbox.refusing import SandboxRefusedError

MOST_BYTES = 64 * 1024


def create_sandbox(desk: SandboxDesk) -> Litestar:
    """Return the sandbox's application."""
    # handlers of one path but two methods answer only within a router (litestar 2.25 wraps them twice otherwise)
    router = Router("/", route_handlers=[*ANSWERS, *PAGES])
    return Litestar(
        [router],
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        exception_handlers={SandboxRefusedError: _refused},
        after_exception=[_log],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=MOST_BYTES,
    )


def _refused(_request: Asked, refusal: SandboxRefusedError) -> Response[str]:
    return Response(refusal.description, media_type=MediaType.TEXT, status_code=HTTP_400_BAD_REQUEST)


def _log(error: Exception, scope: Scope) -> None:
    if not isinstance(error, HTTPException | SandboxRefusedError):
        logger.error("%s failed", scope["path"], exc_info=error)


def serve(desk: SandboxDesk, listening: socket.socket) -> None:
    """Answer whoever connects, until SIGTERM or SIGINT."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    config = uvicorn.Config(create_sandbox(desk), log_config=None, access_log=False, ws="none")
    uvicorn.Server(config).run([listening])
