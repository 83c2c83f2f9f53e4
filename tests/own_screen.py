"""A screen of its own for a program that is driven from without: Xvfb, a window manager, keys by xdotool."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from tests.waiting import until

SHOWS_S = 20
"""How long what was pressed may take until it is seen, and a command of the screen until it ends."""


class NotShownError(Exception):
    """What was waited for has not come."""


class OwnScreen:
    """A screen with what runs on it, until its stack is left. shown: the environment of its programs."""

    def __init__(self, stack: ExitStack, size: str, surroundings: Mapping[str, str]) -> None:
        self._stack = stack
        reading, writing = os.pipe()
        self._start(["Xvfb", "-displayfd", str(writing), "-screen", "0", size], dict(surroundings), (writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            self.shown = {**surroundings, "DISPLAY": f":{told.readline().strip()}"}

    def start(self, command: list[str]) -> "subprocess.Popen[bytes]":
        """Start a program on the screen; it ends with it."""
        return self._start(command, self.shown)

    def run(self, command: Sequence[str]) -> str:
        """Run a command of the screen to its end and return what it says; what it finds nothing for says nothing."""
        done = subprocess.run(command, env=self.shown, stdout=subprocess.PIPE, check=True, timeout=SHOWS_S, text=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys one after another, by the screen's names for them."""
        self.run(["xdotool", "key", *keys])

    def write(self, text: str) -> None:
        """Type a text."""
        self.run(["xdotool", "type", text])

    def picture(self, path: Path) -> None:
        """Keep what the screen shows."""
        self.run(["import", "-window", "root", str(path)])

    def _start(
        self, command: list[str], environment: dict[str, str], passed: tuple[int, ...] = ()
    ) -> "subprocess.Popen[bytes]":
        started = subprocess.Popen(
            command,
            env=environment,
            pass_fds=passed,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._stack.callback(_end, started)
        return started


def wait_until(has_come: Callable[[], bool], what: str, limit_s: float = SHOWS_S) -> None:
    """Wait until something is so.

    Raises:
        NotShownError: it has not become so.
    """
    try:
        until(has_come, patience_s=limit_s)
    except AssertionError as error:
        raise NotShownError(what) from error


def _end(started: "subprocess.Popen[bytes]") -> None:
    # one that is a script which starts another goes with its whole group
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGTERM)
    started.wait(SHOWS_S)
