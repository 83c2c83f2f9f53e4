"""No window, box or part of one is left out of the walks: a new one that no screen shows is told here."""

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

import ui
from tests.ui.asked_screens import DEPUTYS, TEACHERS
from tests.ui.door_screens import DOORS, Doors
from tests.ui.every_screen import Screen, back
from tests.ui.everywhere.test_help_pages import classes_of_windows
from ui.main_window import MainWindow

ELSEWHERE = {"SmallScreen"}
"""On a display that is smaller than the smallest window: test_small_screen, test_displays."""

QUESTION = re.compile(r'\b(?:AskBox\(\w+(?:\.\w+)?, |setObjectName\()"(\w+_(?:box|dialog))"')
"""How a question or a dialog gets its name."""


def seen_at(screen: Screen, owner: MainWindow | Doors) -> set[str]:
    """Return the names of what a screen shows, and of its classes."""
    back(owner.window if isinstance(owner, Doors) else owner)
    shown = screen.show(owner)
    QApplication.processEvents()
    visible = [each for each in (shown.window(), *shown.window().findChildren(QWidget)) if each.isVisible()]
    return {each.objectName() for each in visible} | {kind.__name__ for each in visible for kind in type(each).__mro__}


def test_every_part_of_every_window_is_walked(teachers: MainWindow, deputys: MainWindow, doors: Doors) -> None:
    seen: set[str] = set()
    for screens, owner in ((TEACHERS, teachers), (DEPUTYS, deputys), (DOORS, doors)):
        for screen in screens:
            seen |= seen_at(screen, owner)
    wanted = {each.__name__ for each in classes_of_windows()}
    assert len(wanted) > 100
    assert wanted - seen == ELSEWHERE
    texts = [path.read_text(encoding="utf-8") for folder in ui.__path__ for path in Path(folder).rglob("*.py")]
    questions = {name for text in texts for name in QUESTION.findall(text)}
    assert len(questions) > 4
    assert questions - seen == set()
