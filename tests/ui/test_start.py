"""The start of the program: little is imported before the first paint, titles name nobody, a second one says so."""

import os
import subprocess
import sys
from pathlib import Path

from app.vault.profiles import InstanceLock, profile_folder

ROOT = Path(__file__).parents[2]

FIRST_PAINT = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ui.__main__ import read_options, run

HEAVY = ("sqlalchemy", "requests", "keyring", "alembic", "truststore", "app.domain.records", "ui.login.joining")

class FirstPaint(QObject):
    seen = False

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and not self.seen:
            self.seen = True
            print("heavy:", [each for each in HEAVY if each in sys.modules], flush=True)
            QTimer.singleShot(0, app.quit)
        return False

app = QApplication([])
watch = FirstPaint()
app.installEventFilter(watch)
run(app, read_options([]))
"""

SECOND = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from ui.__main__ import read_options, run

def look():
    boxes = [each for each in app.topLevelWidgets() if isinstance(each, QMessageBox)]
    print(boxes[0].text() if boxes else "no box", flush=True)
    app.quit()

app = QApplication([])
QTimer.singleShot(200, look)
run(app, read_options([]))
"""

SOURCES = """
import linecache
import ui.__main__
import ui.open_profile

print("read:", [each for each in linecache.cache if each.endswith("main_window.py")], flush=True)
"""

STYLE = """
import enum
import os

made = []
original = enum.EnumType.__new__

def noted(kind, name, *args, **kwargs):
    made.append(name)
    return original(kind, name, *args, **kwargs)

enum.EnumType.__new__ = noted
os.environ["QT_STYLE_OVERRIDE"] = "windows"

from PySide6.QtCore import QTimer
from ui.__main__ import read_options, run
from ui.theme import styled_application

app = styled_application(["peremena"])

def look():
    app.setStyleSheet("")
    print("made before:", "PrimitiveElement" in made, flush=True)
    print("style:", app.style().name(), "PrimitiveElement" in made, flush=True)
    app.quit()

QTimer.singleShot(0, look)
run(app, read_options([]))
"""


def said_by(program: str) -> str:
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=surroundings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_before_the_first_paint_nothing_heavy_is_imported() -> None:
    assert said_by(FIRST_PAINT) == "heavy: []"


def test_a_second_instance_says_so() -> None:
    folder = profile_folder("default")
    folder.mkdir(parents=True)
    with InstanceLock(folder):
        assert said_by(SECOND).startswith("Журнал уже открыт на этом компьютере")


def test_the_texts_of_modules_are_not_read_and_kept_for_a_feature_of_qt() -> None:
    assert said_by(SOURCES) == "read: []"


def test_the_first_window_has_its_style_and_does_not_wait_for_the_names_of_its_parts() -> None:
    assert said_by(STYLE).splitlines() == ["made before: False", "style: fusion True"]
