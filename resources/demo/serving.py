"""The real portal as a process of its own, driven by its ordinary commands: for the demo, tests and benchmarks."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from resources.demo.school_year import FIRST_DAY

PORTAL = (sys.executable, "-m", "portal")
READY = "listening on "
STOP_S = 10


def command(*words: str) -> str:
    """Run a command of the portal and return what it printed.

    Raises:
        subprocess.CalledProcessError: it failed; its own words went to standard error.
    """
    whole = [*PORTAL, *words]
    return subprocess.run(whole, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 (our own program)


def make_school(data: Path, name: str, files: Sequence[Path]) -> str:
    """Create a portal's data folder and take a school in; return the report of the import."""
    command("init", "--data", str(data), "--school-name", name, "--year", str(FIRST_DAY.year))
    return command("import", "--data", str(data), *map(str, files))


class Launched(Protocol):
    """A process that was begun, as `subprocess.Popen` tells of it. stdout: what it prints."""

    stdout: IO[str] | None

    @property
    def pid(self) -> int:
        """Its number."""
        ...

    def terminate(self) -> None:
        """Ask it to end."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Return its exit code once it has ended."""
        ...


@dataclass
class PortalProcess:
    """A portal that serves a data folder on loopback. port: 0 before the first start takes any, and keeps it.

    workers: processes that share the port. words: what else `serve` is told.
    """

    data: Path
    port: int = 0
    url: str = ""
    workers: int = 1
    words: tuple[str, ...] = ()
    _process: Launched | None = field(default=None, repr=False)

    def start(self) -> "PortalProcess":
        """Start it and return when it answers.

        Raises:
            RuntimeError: it ended before it was ready, for example because the port is taken.
        """
        words = ("serve", "--data", str(self.data), "--host", "127.0.0.1", "--port", str(self.port))
        self._process = self._launched((*words, "--workers", str(self.workers), *self.words))
        stdout = self._process.stdout
        line = stdout.readline() if stdout else ""
        if not line.startswith(READY):
            self.kill()
            raise RuntimeError(line)
        self.url = line.removeprefix(READY).strip()
        self.port = int(self.url.rpartition(":")[2])
        return self

    @property
    def pid(self) -> int:
        """The process that was started, which oversees the others where there are several workers; 0 for none."""
        return self._process.pid if self._process else 0

    def stop(self) -> None:
        """Ask it to end and wait."""
        if self._process:
            self._process.terminate()
            self._process.wait(STOP_S)
            self._close()

    def kill(self) -> None:
        """End it at once, as a power cut of the server would."""
        if self._process:
            self._process.kill()
            self._process.wait(STOP_S)
            self._close()

    def code(self, login: str) -> str:
        """Return a fresh one-time code that connects a teacher's PC."""
        return command("user", "code", "--data", str(self.data), login).strip().splitlines()[-1]

    def invitation(self, login: str) -> str:
        """Return the address at which a teacher makes an account at the portal."""
        printed = command("user", "invite", "--data", str(self.data), login)
        return self.url + printed.strip().splitlines()[-1]

    def link(self, school_class: str, pupil: str) -> str:
        """Return the address of a pupil's diary."""
        printed = command("user", "link", "--data", str(self.data), "--class", school_class, "--pupil", pupil)
        return self.url + printed.strip().splitlines()[-1]

    def _launched(self, words: tuple[str, ...]) -> Launched:
        return subprocess.Popen(  # noqa: S603 (our own program)
            [*PORTAL, *words],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )

    def _close(self) -> None:
        if self._process and self._process.stdout:
            self._process.stdout.close()
        self._process = None
