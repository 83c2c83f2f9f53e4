"""A display that is smaller than the last one, changed, or taken away: the window and what is over it stay in sight."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from tests.builders import a_store
from tests.ui.every_screen import bring, opened
from tests.ui.keyboard import CTRL, pressed, typed
from tests.ui.shown_school import ALGEBRA, NOW, shown_school
from tests.waiting import until
from ui.journal.marks_table import MarksTable
from ui.keys_help import KeysHelp
from ui.login.entrance import SMALLEST as BEFORE
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.main_window import SMALLEST, USUAL, MainWindow
from ui.translation import install_translation
from ui.widgets.in_display import InDisplay
from ui.widgets.small_screen import SmallScreen

LARGE, SMALL, TINY = QRect(0, 0, 1366, 768), QRect(1366, 0, 800, 480), QRect(1366, 0, 600, 400)
ROOT = Path(__file__).parents[2]
STEPS = {"another_display": SMALL, "changed_display": SMALL, "a_saved_place": SMALL, "before_the_journal": TINY}
"""What is done, and the second display there."""


@pytest.mark.parametrize("step", STEPS)
def test_the_window_stays_in_sight(step: str, tmp_path: Path) -> None:
    """In a process of its own: the platform is told once which displays there are."""
    where = f"offscreen:configfile={displays(tmp_path, LARGE, STEPS[step])}"
    run(step, where, tmp_path)


def test_a_place_on_a_display_that_is_gone_is_given_up(tmp_path: Path) -> None:
    run("save_place", f"offscreen:configfile={displays(tmp_path, LARGE, SMALL)}", tmp_path)
    run("a_place_that_is_gone", f"offscreen:configfile={displays(tmp_path, SMALL.translated(-1366, 0))}", tmp_path)


def displays(folder: Path, *areas: QRect) -> Path:
    """Write down which displays there are."""
    path = folder / f"displays-{len(areas)}.json"
    screens = [
        {"name": str(n), "x": each.x(), "y": each.y(), "width": each.width(), "height": each.height(), "dpr": 1}
        for n, each in enumerate(areas)
    ]
    path.write_text(json.dumps({"windowFrameMargins": False, "screens": screens}), encoding="utf-8")
    return path


def run(step: str, platform: str, folder: Path) -> None:
    """Go one of the steps below in another process."""
    surroundings = os.environ | {"QT_QPA_PLATFORM": platform, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tests.ui.test_displays", step, str(folder)]
    done = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, check=False, timeout=50)
    assert done.returncode == 0, done.stderr.decode(errors="replace")


def another_display(window: MainWindow) -> None:
    """Typing goes on in the cell where it was, on a smaller display and back on the large one."""
    window.workspace.open_journal(ALGEBRA)
    table = window.findChild(MarksTable)
    assert table is not None
    table.setFocus()
    typed(table, "5")
    caret = table.caret
    window.move(SMALL.topLeft())
    until(lambda: is_inside(window, SMALL))
    assert window.findChild(SmallScreen) is not None
    assert (QApplication.focusWidget(), table.caret) == (table, caret)
    typed(table, "4")
    pressed(table, Qt.Key.Key_Z, modifiers=CTRL)
    window.move(LARGE.topLeft())
    until(lambda: is_inside(window, LARGE))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChild(SmallScreen) is None
    assert window.minimumSize() == SMALLEST
    assert window.workspace.minimumSize() == QSize(0, 0)
    window.resize(QSize(*USUAL))
    QApplication.processEvents()
    assert (QApplication.focusWidget(), window.size()) == (table, QSize(*USUAL))
    assert window.workspace.width() == USUAL[0]


def changed_display(window: MainWindow) -> None:
    """The system's own word is imitated: what it changes is the rest of what the window asks for."""
    keys = KeysHelp(window)
    bring(keys)
    for each in (window, keys):
        each.move(LARGE.right() - 200, LARGE.bottom() - 100)
    assert not is_inside(window, LARGE)
    assert not is_inside(keys, LARGE)
    screen = QGuiApplication.primaryScreen()
    screen.availableGeometryChanged.emit(screen.availableGeometry())
    until(lambda: is_inside(window, LARGE))
    assert is_inside(keys, LARGE)
    window.move(LARGE.right() - 200, LARGE.bottom() - 100)
    QGuiApplication.instance().screenRemoved.emit(QGuiApplication.screens()[1])  # type: ignore[union-attr]  # there is one
    until(lambda: is_inside(window, LARGE))
    window.showMaximized()
    screen.availableGeometryChanged.emit(screen.availableGeometry())
    QApplication.processEvents()
    assert window.isMaximized()


def a_saved_place(window: MainWindow) -> None:
    """A window that was left on the small display is there again, and fits."""
    assert window.screen().availableGeometry() == LARGE
    window.move(SMALL.topLeft())
    until(lambda: is_inside(window, SMALL))
    again = QDialog()
    again.restoreGeometry(window.saveGeometry())
    again.setMinimumSize(SMALLEST)
    told = list[QSize]()

    def fit(room: QSize) -> None:
        told.append(room)
        again.setMinimumSize(SMALLEST.boundedTo(room))

    InDisplay(again, fit)
    again.show()
    QApplication.processEvents()
    assert told[-1] == SMALL.size()
    assert is_inside(again, SMALL)


def before_the_journal(window: MainWindow) -> None:
    """What is typed before there is a journal stays, too, and is scrolled where the display is small."""
    window.hide()
    form = FirstStart(address="")
    entrance, field = asked(form)
    entrance.move(TINY.topLeft())
    until(lambda: is_inside(entrance, TINY))
    (frame,) = (each for each in entrance.findChildren(SmallScreen) if each.isAncestorOf(form))
    assert (QApplication.focusWidget(), entrance.currentWidget()) == (field, frame)
    typed(field, "12")
    assert field.text() == "school12"
    entrance.move(LARGE.topLeft())
    until(lambda: is_inside(entrance, LARGE))
    entrance.resize(QSize(*USUAL))
    QApplication.processEvents()
    assert (QApplication.focusWidget(), entrance.minimumSize()) == (field, BEFORE)
    assert (frame.horizontalScrollBar().maximum(), frame.verticalScrollBar().maximum()) == (0, 0)


def asked(form: FirstStart) -> tuple[Entrance, QLineEdit]:
    """Show the entrance on the large display, and begin to type the address."""
    entrance = Entrance(form)
    InDisplay(entrance, entrance.fit)
    entrance.resize(QSize(*USUAL))
    entrance.show_first_start()
    form.show_asking(back=True)
    entrance.move(LARGE.topLeft())
    bring(entrance)
    field = form.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    typed(field, "school")
    return entrance, field


def save_place(window: MainWindow) -> None:
    """Leave the window far out on the large display."""
    window.move(100, 100)
    Path(sys.argv[2], "place").write_bytes(window.saveGeometry().data())


def a_place_that_is_gone(window: MainWindow) -> None:
    """The only display is the small one."""
    window.restoreGeometry(QByteArray(Path(sys.argv[2], "place").read_bytes()))
    InDisplay(window, window.fit)
    QApplication.processEvents()
    assert is_inside(window, SMALL.translated(-1366, 0))
    assert window.findChild(SmallScreen) is not None


def is_inside(window: QWidget, area: QRect) -> bool:
    """Return whether nothing of a window is outside; what is under way comes first."""
    QApplication.processEvents()
    return area.contains(window.frameGeometry())


def main() -> None:
    """Go the step that is named, with a window that follows its display."""
    step, folder = sys.argv[1], Path(sys.argv[2])
    app = QApplication([])
    install_translation(app)
    place = folder / step
    place.mkdir()
    window = opened(app, a_store(place, rows=tuple(shown_school())), place, NOW)
    InDisplay(window, window.fit)
    globals()[step](window)


if __name__ == "__main__":
    main()
