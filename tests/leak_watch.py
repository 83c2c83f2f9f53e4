"""P19 in every test: what is logged at DEBUG, lies in the desktop's folder or stands in a title is read for secrets."""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typing_extensions import override

from resources.demo.people import SURNAMES
from tests.locked_pcs import OTHER_PIN, PIN

WRITTEN = re.compile(r"[А-Яа-яЁё]|%D0%|\\u04|eyJ[\w-]{20,}\.[\w-]{20,}|" + f"{PIN}|{OTHER_PIN}")
"""Our logs are in English and hold ids: any Cyrillic letter is a name or somebody's text. The rest: tokens and PINs."""

NAMES = re.compile("|".join(("Фамилия", *SURNAMES)))
KEPT = re.compile(b"|".join(word.encode() for word in ("Фамилия", PIN, OTHER_PIN, "eyJhbGciOiJFUzI1NiI")))

CANARY = "canary"
"""The mark of tests that leak by themselves, to see that it is noticed."""

NOT_OURS = ("httpcore", "hypothesis")
"""What only tests use."""

BY_TESTS = "testserver"
"""The address of a portal in the test's own process: only the test's client asks there."""


class LeakError(AssertionError):
    """A test of something else has left what nobody may read."""


class LeakWatch(logging.Handler):
    """Remembers by its logger's name each record that says too much; the words themselves stay out of the report."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(message)s"))
        self.leaks: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        said = self.format(record)
        if record.name.startswith(NOT_OURS) or BY_TESTS in said:
            return
        found = WRITTEN.search(said)
        if found:
            self.leaks.append(f"the logger {record.name} ({record.filename}:{record.lineno}) at {found.start()}")


@contextmanager
def watched(home: Path) -> Iterator[None]:
    """Read everything that is logged until the context ends, and then the titles and the desktop's folder.

    Raises:
        LeakError: a name, a text, a token or a PIN was found.
    """
    watch, root = LeakWatch(), logging.getLogger()
    level = root.level
    root.addHandler(watch)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(watch)
        root.setLevel(level)
    leaks = [*watch.leaks, *_titles(), *_files(home)]
    if leaks:
        raise LeakError("; ".join(leaks))


def _titles() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    windows = widgets.QApplication.topLevelWidgets()
    return [f"the title of {type(each).__name__}" for each in windows if NAMES.search(each.windowTitle())]


def _files(home: Path) -> list[str]:
    files = (path for path in home.rglob("*") if path.is_file())
    return [f"the file {path.name}" for path in files if KEPT.search(path.read_bytes())]
