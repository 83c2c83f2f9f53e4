"""Portals forked from a process that has the portal's modules in memory already: a start takes a fifth of the time."""

import os
import sys
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from subprocess import TimeoutExpired
from typing import IO

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["portal.__main__", "portal.serving"])


class ForkedPortal:
    """A command of the portal in a process of its own, told of as `subprocess.Popen` does."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words
        reader, writer = FORKS.Pipe(duplex=False)
        with reader, writer:
            # it may have no processes of its own, but is ended with the tests however they end
            self._process = FORKS.Process(target=_run, args=(words, dict(os.environ), writer), daemon=True)
            self._process.start()
            self.stdout: IO[str] | None = os.fdopen(os.dup(reader.fileno()))
        self.pid = self._process.pid or 0

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        """Return its exit code; called once.

        Raises:
            TimeoutExpired: it has not ended. timeout: in seconds.
        """
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise TimeoutExpired(self._words, timeout or 0)
        self._process.close()
        return code


def _run(words: tuple[str, ...], environment: Mapping[str, str], output: Connection) -> None:
    from portal.__main__ import main  # noqa: PLC0415 (only there: the tests' own process has it without need)

    os.environ.clear()
    os.environ.update(environment)
    os.dup2(output.fileno(), 1)
    output.close()
    sys.exit(main(words))
