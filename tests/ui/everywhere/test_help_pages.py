"""Help for every place: F1 opens the right page from each screen, and no window or box is without one."""

import importlib
import pkgutil
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import ui
from tests.ui.asked_screens import DEPUTYS, TEACHERS
from tests.ui.door_screens import DOORS, Doors
from tests.ui.every_screen import Screen, back, over
from tests.ui.keyboard import pressed
from ui.desk_view import DeskView
from ui.help.pages import PAGES
from ui.help.where import PLACES
from ui.help.window import HelpWindow
from ui.main_window import MainWindow
from ui.widgets.ask_box import AskBox
from ui.widgets.floating_box import FloatingBox

KINDS = (QDialog, FloatingBox, DeskView)
SHARED = {FloatingBox, AskBox, DeskView}
"""They open wherever something is asked: the page below says where."""


def classes_of_windows() -> Iterator[type[QWidget]]:
    """Yield every class of the windows, once its module is loaded."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        for each in vars(importlib.import_module(module.name)).values():
            if isinstance(each, type) and issubclass(each, QWidget) and each.__module__ == module.name:
                yield each


def test_every_dialog_box_and_page_of_the_school_has_its_page_of_help() -> None:
    wanted = {each for each in classes_of_windows() if issubclass(each, KINDS)} - SHARED
    assert len(wanted) > 20
    assert sorted(each.__name__ for each in wanted if each.__name__ not in PLACES) == []


def test_every_place_is_a_class_of_the_windows_and_every_page_exists() -> None:
    assert set(PLACES) - {each.__name__ for each in classes_of_windows()} == set()
    assert set(PLACES.values()) <= set(PAGES)


def page_by_f1(shown: QWidget, over: QWidget) -> str:
    """Press F1 where the focus is; return the page that opens, and close it."""
    pressed(QApplication.focusWidget() or shown, Qt.Key.Key_F1)
    found = [each for each in over.findChildren(HelpWindow) if each.isVisible()]
    assert len(found) == 1, f"{len(found)} windows of help"
    page = found[0].page
    found[0].close()
    return page


@over(*TEACHERS)
def test_f1_opens_the_page_of_a_teachers_screen(screen: Screen, teachers: MainWindow) -> None:
    back(teachers)
    shown = screen.show(teachers)
    QApplication.processEvents()
    assert page_by_f1(shown, teachers) == screen.help_page


@over(*DEPUTYS)
def test_f1_opens_the_page_of_a_deputy_heads_screen(screen: Screen, deputys: MainWindow) -> None:
    back(deputys)
    shown = screen.show(deputys)
    QApplication.processEvents()
    assert page_by_f1(shown, deputys) == screen.help_page


@over(*DOORS)
def test_f1_opens_the_page_of_a_screen_before_the_journal(screen: Screen, doors: Doors) -> None:
    back(doors.window)
    shown = screen.show(doors)
    QApplication.processEvents()
    assert page_by_f1(shown, doors.window) == screen.help_page
