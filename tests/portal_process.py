"""The real portal in a process of its own, over a small school of which each test gets a fresh copy."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from typing_extensions import override

from portal.commands import make_portal, new_code
from resources.demo.serving import Launched
from resources.demo.serving import PortalProcess as ServedFolder
from tests.forked_portal import ForkedPortal
from tests.portal_database import copied, new_database


@dataclass
class PortalProcess(ServedFolder):
    """A portal that is ended with its context, however the test leaves it.

    by_command: begun by the command itself, as an operator does it, and not forked from one that was.
    """

    by_command: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    @override
    def _launched(self, words: tuple[str, ...]) -> Launched:
        cold = self.by_command or self.workers > 1
        return super()._launched(words) if cold else ForkedPortal(words)

    @override
    def code(self, login: str) -> str:
        """Return a one-time code by the function behind the command: a process for each takes half a second."""
        return new_code(self.data, login)


@dataclass(frozen=True)
class PortalTemplate:
    """A portal's data folder with the small school, never served itself."""

    data: Path

    def copy(self, data: Path) -> Path:
        """Return a fresh copy of the folder."""
        return copied(self.data, data)


def make_template(folder: Path) -> PortalTemplate:
    """Make a portal and take the small school in."""
    data = folder / "data"
    make_portal(data, "Школа № 7", year=None, zone="Europe/Moscow", server=new_database())
    subprocess.run([sys.executable, "-m", "tests.small_school", str(data)], check=True)
    return PortalTemplate(data)
