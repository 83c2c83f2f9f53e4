"""Tells Prometheus what the workers answered and what lies in the database, at an address of its own.

The figures hold counts and ids of schools; addresses stand in them without what names a person or opens a page.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from litestar.middleware import DefineMiddleware
from sqlalchemy import Engine

from portal.errors import PortTakenError
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.standby import Standby, copied

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which the library's processes find the folder in which they count together."""

BUCKETS: list[str | float] = [0.005, 0.01, 0.03, 0.1, 0.15, 0.3, 1.0, 3.0, 10.0]
"""Seconds an answer takes; the promised figures (30, 150, 300 ms, 1 s) are bounds."""


def counting() -> list[DefineMiddleware]:
    """Return what counts the answers of this process: nothing, where nobody asked for figures."""
    if SHARED not in os.environ:
        return []
    # the library decides where it counts as it is imported
    from litestar.plugins.prometheus import PrometheusConfig  # noqa: PLC0415

    return [PrometheusConfig(app_name="peremena", prefix="peremena", buckets=BUCKETS, group_path=True).middleware]


@contextmanager
def telling(folder: DataFolder, host: str, port: int, *, read_from: str = "") -> Iterator[str]:
    """Tell figures as long as the block lasts; the workers are started in it. Gives the address.

    port: 0 for any free one. read_from: the address of a copy of the database, empty for none.

    Raises:
        PortTakenError: the address is not to be had.
    """
    counted = tempfile.mkdtemp(prefix="peremena-figures-")
    os.environ[SHARED] = counted
    engine = open_engine(folder.url)
    try:
        with copied(engine, read_from) as standby, _served(_Told(folder, engine, standby), host, port) as address:
            yield address
    finally:
        engine.dispose()
        del os.environ[SHARED]
        shutil.rmtree(counted, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Told:
    folder: DataFolder
    engine: Engine
    standby: Standby | None


@contextmanager
def _served(of: _Told, host: str, port: int) -> Iterator[str]:
    # as above
    from prometheus_client import CollectorRegistry, start_http_server  # noqa: PLC0415
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

    from portal.watching.collecting import PortalCollector  # noqa: PLC0415

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(PortalCollector(of.folder, of.engine, of.standby))
    try:
        server, thread = start_http_server(port, host, registry)
    except OSError as error:
        raise PortTakenError(host, str(port)) from error
    try:
        yield f"http://{host}:{server.server_port}/metrics"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
