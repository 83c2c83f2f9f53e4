"""Entries that travel on a stick, by the menus of two windows: written without a network, handed in by another."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.ids import ReplicaId
from app.store.spool import write_records
from app.wire.spool_frames import Waiting
from tests.portal_process import PortalProcess
from tests.small_school import PUPILS
from tests.sync.desktops import Desktop, NewDesktop, a_desktop
from tests.ui.shown_school import NOW
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.portal_rounds import PortalRounds
from ui.settings import Settings
from ui.stick import SUFFIX, Stick
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch


@contextmanager
def a_window(qtbot: QtBot, app: QApplication, desktop: Desktop) -> Iterator[tuple[MainWindow, list[str]]]:
    """Yield a teacher's window, which never synchronises by itself, and what it said."""
    desk, settings, spool = Desk(desktop.store), Settings(desktop.folder), desktop.spool
    rounds = PortalRounds(desktop.store, spool, desktop.profile, desktop.clock, copies=True)
    synchroniser = Synchroniser(desk, rounds)
    window = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    stick = Stick(desktop.store, spool, desktop.profile, desktop.clock, window)
    window.offer_stick(stick)
    said: list[str] = []
    stick.told.connect(said.append)
    stick.refused.connect(lambda error: said.append(type(error).__name__))
    qtbot.addWidget(window)
    window.show()
    yield window, said
    stick.close()
    synchroniser.close()


def choose(qtbot: QtBot, window: MainWindow, action: str, path: Path) -> None:
    """Use a menu's action and choose this file."""
    found = window.findChild(QAction, action)
    assert found is not None
    found.trigger()
    dialog = window.findChild(QFileDialog, "stick_file")
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    dialog.selectFile(str(path))
    dialog.accept()


@pytest.fixture
def new_desktop(portal_process: PortalProcess, tmp_path: Path) -> Iterator[NewDesktop]:
    with ExitStack() as open_ones:
        yield lambda login: open_ones.enter_context(a_desktop(tmp_path / login, portal_process, login))


def test_entries_travel_on_a_stick_from_one_teachers_window_to_anothers(
    qtbot: QtBot, app: QApplication, new_desktop: NewDesktop, tmp_path: Path
) -> None:
    anna, boris = new_desktop("anna"), new_desktop("boris")
    anna.round()
    boris.round()
    anna.put("5")
    anna.put("4", PUPILS[1])
    file = tmp_path / f"stick{SUFFIX}"
    with a_window(qtbot, app, anna) as (window, said):
        choose(qtbot, window, "write_stick", file)
        qtbot.waitUntil(lambda: bool(said))
        assert said == ["Записано 2 записи. Они останутся и на этом компьютере, пока их не получит портал."]
    assert b"mark.add" not in file.read_bytes()
    with a_window(qtbot, app, boris) as (window, said):
        choose(qtbot, window, "read_stick", file)
        qtbot.waitUntil(lambda: bool(said))
        assert said == ["Портал получил 2 записи из этого файла."]
    boris.round()
    assert [boris.cell(pupil).marks[0].value for pupil in PUPILS[:2]] == ["5", "4"]


def test_a_stick_without_entries_or_with_damaged_ones_is_said(
    qtbot: QtBot, app: QApplication, new_desktop: NewDesktop, tmp_path: Path
) -> None:
    anna = new_desktop("anna")
    anna.round()
    foreign, empty = tmp_path / f"foreign{SUFFIX}", tmp_path / f"empty{SUFFIX}"
    write_records(foreign, [Waiting(ReplicaId("x"), 1, b"sealed for somebody else")])
    empty.write_bytes(b"holiday photographs")
    with a_window(qtbot, app, anna) as (window, said):
        choose(qtbot, window, "write_stick", tmp_path / f"none{SUFFIX}")
        qtbot.waitUntil(lambda: len(said) == 1)
        choose(qtbot, window, "read_stick", empty)
        qtbot.waitUntil(lambda: len(said) == 2)
        choose(qtbot, window, "read_stick", foreign)
        qtbot.waitUntil(lambda: len(said) == 3)
    assert said == [
        "Всё уже отправлено: переносить нечего.",
        "В этом файле нет записей.",
        "Портал получил 0 записей из этого файла. 1 запись не читается или относится к другой школе.",
    ]
    assert not (tmp_path / f"none{SUFFIX}").exists()
