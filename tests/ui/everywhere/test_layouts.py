"""Every screen at the sizes of the corners, from the smallest display to the largest: nothing is cut."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.asked_screens import DEPUTYS, TEACHERS
from tests.ui.cutting import LARGE, LARGEST, SMALLEST, Found, cut_at
from tests.ui.door_screens import DOORS, Doors
from tests.ui.every_screen import Screen, back, over, part
from tests.ui.keyboard import CTRL, pressed
from tests.ui.shown_school import ALGEBRA
from ui.journal.everybody_box import EverybodyBox
from ui.journal.marks_table import MarksTable
from ui.main_window import MainWindow

SIZES = (LARGEST, LARGE, SMALLEST)


def complaints(screen: Screen, owner: MainWindow | Doors) -> dict[str, list[Found]]:
    """Return what is cut of a screen, by the size of its window."""
    window = owner.window if isinstance(owner, Doors) else owner
    back(window)
    shown = screen.show(owner)
    QApplication.processEvents()
    found = {f"{size.width()} × {size.height()}": cut_at(shown, window, size) for size in SIZES}
    return {size: texts for size, texts in found.items() if texts}


@over(*TEACHERS)
def test_no_text_of_a_teachers_screen_is_cut(screen: Screen, teachers: MainWindow) -> None:
    assert complaints(screen, teachers) == {}


@over(*DEPUTYS)
def test_no_text_of_a_deputy_heads_screen_is_cut(screen: Screen, deputys: MainWindow) -> None:
    assert complaints(screen, deputys) == {}


@over(*DOORS)
def test_no_text_before_the_journal_is_cut(screen: Screen, doors: Doors) -> None:
    assert complaints(screen, doors) == {}


def test_a_box_stays_in_the_window_when_that_gets_smaller(teachers: MainWindow) -> None:
    back(teachers)
    teachers.resize(LARGE)
    teachers.workspace.open_journal(ALGEBRA)
    QApplication.processEvents()
    table = part(teachers, MarksTable)
    table.setFocus()
    table.go((table.marks.rowCount() - 1, table.marks.columnCount() - 1))
    pressed(table, Qt.Key.Key_E, modifiers=CTRL)
    box = part(teachers, EverybodyBox)
    assert box.geometry().bottom() > SMALLEST.height()
    assert cut_at(teachers, teachers, SMALLEST) == []
