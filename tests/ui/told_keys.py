"""Which keys a window has, and which ones the overview of the keys names."""

import re

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget

from ui.keys_help import KeysHelp

ARROWS = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"}


def keys_of(window: QWidget) -> set[str]:
    """Return every key of the actions and the buttons of a window."""
    actions = [each for each in window.findChildren(QAction) if not is_of_files(each)]
    found = [each for action in actions for each in action.shortcuts()]
    found += [each.shortcut() for each in window.findChildren(QAbstractButton) if not is_of_files(each)]
    return {each.toString() for each in found if not each.isEmpty()}


def is_of_files(key: QObject) -> bool:
    """Return whether a key is of Qt's own dialog of files; a system has keys of its own for it."""
    above = key.parent()
    return isinstance(above, QWidget) and isinstance(above.window(), QFileDialog)


def told_keys(overview: KeysHelp) -> set[str]:
    """Return the keys that the overview names, a run such as «Alt+1 – 6» one by one."""
    texts = [each.text() for each in overview.findChildren(QLabel) if each.property("role") == "key"]
    parts = [part for text in texts for part in re.split("[,;] ", text)]
    told: set[str] = set()
    for plain in (re.sub("[←→↑↓]", lambda arrow: ARROWS[arrow[0]], part) for part in parts):
        run = re.fullmatch(r"(.*?)(\d) – (\d)", plain)
        names = [f"{run[1]}{n}" for n in range(int(run[2]), int(run[3]) + 1)] if run else [plain]
        told |= {QKeySequence(name).toString() for name in names}
    return told
