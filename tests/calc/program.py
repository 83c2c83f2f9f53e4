"""LibreOffice Calc on a screen of its own: keys and clicks go to it as a person's, what it shows is read back."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.own_screen import NotShownError, OwnScreen, wait_until
from tests.ui.key_script import CLICK, read_script

SYSTEM_PYTHON = "/usr/bin/python3"
"""Has LibreOffice's own way in, which no package index has."""

OFFICE = ("env", "LC_ALL=", "LANG=ru_RU.UTF-8", "LANGUAGE=ru", "soffice")
"""Where the environment names no language, its texts stay English, whatever its profile says."""

BRIDGE = Path(__file__).with_name("bridge.py")
SCREEN = "1600x1000x24"
PIPE = "peremena"
STEADY_S = 0.25
"""Between two presses."""

OPENS_S = 1.0
"""After a click and after what opens something: a key that comes while a box is built goes past it."""

FORMULA, LEARNS_S = "=", 3.0
"""Makes Calc read all its functions; the letters after it are lost until it has."""

KEYS = {"Enter": "Return", "Esc": "Escape", "PageDown": "Next", "PageUp": "Prior", "Space": "space"}
"""Names of the documentation and of the screen where they differ."""

_SETTINGS = (
    ("Setup/L10N", "ooLocale", "ru"),
    ("Setup/L10N", "ooSetupSystemLocale", "ru-RU"),
    ("Setup/Product", "ooSetupLastVersion", "99"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "ShowTipOfTheDay", "false"),
)
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
RUSSIAN = "\n".join(
    [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
        *(_ITEM.format(*each) for each in _SETTINGS),
        "</oor:items>",
    ]
)
"""A profile of a Russian teacher whom nothing greets."""


class Calc:
    """A running Calc. home: the folder in which it keeps what it is not told where to keep."""

    def __init__(self, bridge: "subprocess.Popen[str]", screen: OwnScreen, home: Path) -> None:
        self.home = home
        self._bridge = bridge
        self._screen = screen

    def ask(self, what: str, *details: Any) -> Any:
        """Return what the bridge answers.

        Raises:
            NotShownError: it cannot answer.
        """
        assert self._bridge.stdin is not None
        assert self._bridge.stdout is not None
        self._bridge.stdin.write(json.dumps([what, *details]) + "\n")
        self._bridge.stdin.flush()
        answer = json.loads(self._bridge.stdout.readline())
        if "error" in answer:
            raise NotShownError(answer["error"])
        return answer["is"]

    def open_from_folder(self, book: Path) -> None:
        """Open a book as a folder's window does for whom presses Enter on it."""
        # it asks the running office, and waits with it for the password
        self._screen.start([*OFFICE, _profile(self.home), str(book)])

    def play(self, script: str) -> None:
        """Press and click what a script says."""
        for press in read_script(script):
            for _ in range(press.times):
                if press.what.startswith(CLICK):
                    self._click(press.what.removeprefix(CLICK).replace("_", " "))
                else:
                    self._press(press.what)
                time.sleep(_rest_after(press.what))

    def wait(self, has_come: Callable[[], bool], what: str) -> None:
        """Wait until something is so.

        Raises:
            NotShownError: it has not become so.
        """
        wait_until(has_come, what)
        # a box hears no key before it is drawn
        time.sleep(OPENS_S)

    def picture(self, path: Path) -> None:
        """Keep what the screen shows."""
        self._screen.picture(path)

    def _press(self, what: str) -> None:
        if len(what) == 1:
            # let go after a while: a key of the second alphabet that is let go at once is sometimes lost
            self._screen.run(["xdotool", "type", "--delay", "200", what])
            return
        *held, key = what.split("+")
        # a capital letter would be pressed with Shift
        name = KEYS.get(key, key.lower() if len(key) == 1 else key)
        self._screen.press("+".join([*(each.lower() for each in held), name]))

    def _click(self, name: str) -> None:
        found: list[list[int]] = []

        def is_seen() -> bool:
            found[:] = [each for each in [self.ask("centre", name)] if each]
            return bool(found)

        self.wait(is_seen, name)
        x, y = found[0]
        self._screen.run(["xdotool", "mousemove", str(x), str(y), "click", "1"])


def _rest_after(press: str) -> float:
    """Return how long nothing is pressed after a press, in seconds."""
    if press == FORMULA:
        return LEARNS_S
    return STEADY_S if len(press) == 1 else OPENS_S


@contextmanager
def running_calc(folder: Path) -> Iterator[Calc]:
    """Run Calc on a screen of its own, with a profile in a folder, until it is left."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(RUSSIAN, encoding="utf-8")
    with ExitStack() as stack:
        screen = OwnScreen(stack, SCREEN, os.environ | {"HOME": str(folder), "SAL_USE_VCLPLUGIN": "gen"})
        # both alphabets are on the keyboard: a letter that is not would be lent a key for a moment, and come as another
        screen.run(["setxkbmap", "-layout", "us,ru"])
        screen.start(["openbox"])
        listens = f"--accept=pipe,name={PIPE};urp"
        screen.start([*OFFICE, _profile(folder), "--norestore", "--nologo", "--nofirststartwizard", listens])
        bridge = stack.enter_context(
            subprocess.Popen(
                [SYSTEM_PYTHON, str(BRIDGE), PIPE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        )
        stack.callback(bridge.kill)
        calc = Calc(bridge, screen, folder)
        calc.ask("is_open")
        yield calc


def _profile(folder: Path) -> str:
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"
