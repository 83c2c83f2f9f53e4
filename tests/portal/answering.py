"""A portal's application in this process: its routes are made once, the portal behind them is each test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

from portal.api import create_api
from portal.endpoints import Dependencies

_free: list[Litestar] = []


@contextmanager
def answering(dependencies: Dependencies) -> Iterator[TestClient[Any]]:
    """Give a client of a portal; two at once have routes of their own."""
    if _free:
        api = _free.pop()
        api.state.desks.open(dependencies)
    else:
        api = create_api(dependencies)
    with TestClient(api) as client:
        yield client
    _free.append(api)
