"""What the sandbox's pages and answers share: its files, the registered systems, sign-ins under way, its clock."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import litestar
from litestar.exceptions import HTTPException

from sandbox.checking import RequestCheck
from sandbox.systems import Folder, System
from sandbox.visits import Visits

Asked = litestar.Request[Any, Any, Any]
logger = logging.getLogger("sandbox")


class SandboxDesk:
    """One sandbox. clock: Unix seconds."""

    def __init__(self, folder: Folder, systems: Sequence[System], clock: Callable[[], float] = time.time) -> None:
        self.folder, self.clock = folder, clock
        self.check, self.visits = RequestCheck(systems), Visits()

    @property
    def now(self) -> datetime:
        """The moment."""
        return datetime.fromtimestamp(self.clock(), UTC)


def unknown() -> HTTPException:
    """Return the answer to whoever asks for something that is not there."""
    return HTTPException(status_code=404, detail="not found")
