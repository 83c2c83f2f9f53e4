"""Serves a portal in this process until it is asked to end."""

import os
import signal
import socket

import uvicorn
from typing_extensions import override

from portal.api import create_api
from portal.auth.keys import read_key
from portal.endpoints import Dependencies
from portal.errors import PortTakenError
from portal.settings import DataFolder
from portal.store.opening import open_engine

SHUTDOWN_S = 1
"""How long answers under way may take once the portal is asked to end."""

BACKLOG = 2_048


def serve(folder: DataFolder, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT. port: 0 for any free one; the address is printed once it accepts.

    Raises:
        OfficeError: the folder or the address cannot be used.
    """
    key = read_key(folder.key)
    engine = open_engine(folder.url)
    listening = _listen(host, port)
    try:
        api = create_api(Dependencies(engine, key))
        config = uvicorn.Config(
            api,
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=SHUTDOWN_S,
        )
        server = _Server(config, _url(listening))
        # uvicorn raises the signal again once it has ended; by then there is nothing left to do
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        server.run([listening])
    finally:
        listening.close()
        engine.dispose()


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"listening on {self._url}", flush=True)  # noqa: T201 (whoever started us waits for this line)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's algorithm off only where the protocol is named; with it an answer takes 40 ms more
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listening.close()
        raise PortTakenError(host, str(port)) from error
    return listening


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
