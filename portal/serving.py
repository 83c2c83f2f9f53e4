"""Serves a portal in this process until it is asked to end."""

import gc
import os
import signal
import socket
import sys
from contextlib import nullcontext

import uvicorn
from sqlalchemy import Engine
from typing_extensions import override

from portal.api import create_api
from portal.archive.serving import archiving
from portal.auth.esia.opening import LiveGate, open_gate
from portal.auth.keys import read_key
from portal.endpoints import Dependencies
from portal.errors import NoCopyError, OneWorkerError, PortTakenError
from portal.keeping.automatic import Plan, backing_up
from portal.keeping.pruning import pruning
from portal.notices.mail_settings import read_mail_settings
from portal.notices.serving import notifying
from portal.overseeing import oversee
from portal.settings import DataFolder, server_url
from portal.store.dialects import is_server
from portal.store.opening import open_engine
from portal.store.standby import Standby, copied
from portal.watching.metrics import telling

SHUTDOWN_S = 1
"""How long answers under way may take once the portal is asked to end."""

BACKLOG = 2_048

NEW_OBJECTS = 50_000
"""How many are made before the collector looks for cycles: more than a batch of operations takes on its way."""


def serve(  # noqa: PLR0913 (the operator's choices)
    folder: DataFolder,
    host: str,
    port: int,
    *,
    workers: int = 1,
    issuer: str = "",
    backups: Plan | None = None,
    metrics: tuple[str, int] | None = None,
    read_from: str = "",
) -> None:
    """Serve until SIGTERM or SIGINT. port: 0 for any free one; the address is printed once it accepts.

    workers: processes that share the port; several need a database on a server. issuer: the address at which browsers
    and programs reach the portal, empty where it is the one that is printed. backups: made meanwhile, None for none.
    metrics: host and port at which Prometheus is told how the portal is, None for nowhere. read_from: the address of a
    copy of the database, from which families' pages are read; empty for none.

    Raises:
        OfficeError: the folder, its database or the address cannot be used.
    """
    read_key(folder.key)
    engine = open_engine(folder.url)
    alone = workers == 1
    if not (alone or is_server(engine)):
        engine.dispose()
        raise OneWorkerError
    open_gate(folder.path, engine)
    on_server = is_server(engine)
    engine.dispose()
    if read_from and not on_server:
        raise NoCopyError
    if read_from:
        server_url(read_from)
    told = telling(folder, *metrics, read_from=read_from) if metrics else nullcontext("")
    with (
        told as figures,
        _listen(host, port) as listening,
        backing_up(folder, backups),
        pruning(folder),
        notifying(folder, issuer or _url(listening)),
        archiving(folder),
    ):
        if figures:
            print(f"figures at {figures}", file=sys.stderr, flush=True)  # noqa: T201 (its port may be any free one)
        if alone:
            answer(folder, listening, issuer, read_from)
        else:
            oversee(workers, answer, (folder, listening, issuer, read_from))


def answer(folder: DataFolder, listening: socket.socket, issuer: str = "", read_from: str = "") -> None:
    """Answer whoever connects, until SIGTERM or SIGINT. issuer, read_from: as for `serve`."""
    engine = open_engine(folder.url)
    with copied(engine, read_from) as standby:
        _answer(folder, listening, issuer or _url(listening), engine, standby)


def _answer(folder: DataFolder, listening: socket.socket, issuer: str, engine: Engine, standby: Standby | None) -> None:
    try:
        key, esia = read_key(folder.key), LiveGate(folder.path, engine).read
        is_mailing = read_mail_settings(folder.path) is not None
        facts = Dependencies(engine, key, issuer=issuer, esia=esia, is_mailing=is_mailing, standby=standby)
        config = uvicorn.Config(
            create_api(facts),
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=SHUTDOWN_S,
        )
        server = _Server(config, _url(listening))
        # what stands here now lives as long as the process: the collector never looks at it again
        gc.freeze()
        gc.set_threshold(NEW_OBJECTS)
        # uvicorn raises the signal again once it has ended; by then there is nothing left to do
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        server.run([listening])
    finally:
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
            # with its end in one piece: several workers say it at once
            print(f"listening on {self._url}\n", end="", flush=True)  # noqa: T201 (whoever started us waits for it)


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
