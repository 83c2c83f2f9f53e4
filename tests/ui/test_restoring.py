"""P5: a damaged journal is put back from its copy by keys: with progress, a way to stop, and nothing lost by that."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.clock import Clock
from app.store.backups import Told, make_copy, put_back
from app.vault.vault import Vault
from tests.faults.programs import a_profile
from tests.faults.test_damage import flip
from tests.keyring_service import KeyringService
from tests.tour.hands import PIN
from tests.ui.cutting import LAYOUTS, cut_texts
from tests.ui.keyboard import pressed, typed
from ui.login.entering import Opened
from ui.login.entrance import SMALLEST, Entrance
from ui.login.first_start import FirstStart
from ui.login.locking import unlock
from ui.login.start import Start
from ui.theme import LIGHT, apply_theme

Key = Qt.Key


@dataclass
class Door:
    """The entrance of a damaged journal. go_on: lets the copying go past its first piece. opened: what came of it."""

    journal: Path
    entrance: Entrance
    start: Start
    go_on: threading.Event = field(default_factory=threading.Event)
    opened: list[Opened] = field(default_factory=list)

    def put_back(self, journal: Path, key: bytes, clock: Clock, told: Told) -> bool:
        """Put the copy back as ever, on a disk that takes its time."""

        def slowly(done: int, total: int) -> bool:
            told(done, total)
            assert self.go_on.wait(20)
            return told(done, total)

        return put_back(journal, key, clock, slowly)

    def focused(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def text(self, name: str) -> str:
        found = self.entrance.findChild(QLabel, name)
        return found.text() if found is not None and found.isVisible() else ""


@pytest.fixture
def damaged(keyring_service: KeyringService) -> Path:
    """A damaged journal that has a copy."""
    journal = a_profile()
    folder = journal.parent
    opened = unlock(folder, Clock(), Vault(folder, folder.name), PIN)
    make_copy(opened.store, folder)
    opened.store.close()
    flip(journal, 100)
    return journal


@pytest.fixture
def door(damaged: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """The copy is asked for, and the PIN is typed."""
    form = FirstStart()
    entrance = Entrance(form)
    qtbot.addWidget(entrance)
    door = Door(damaged, entrance, Start(damaged.parent, Clock(), entrance, form))
    door.start.entered.connect(door.opened.append)
    monkeypatch.setattr("ui.login.locking.put_back", door.put_back)
    with qtbot.waitActive(entrance):
        entrance.show()
        entrance.activateWindow()
    door.start.open()
    type_pin(door, qtbot)
    ask_for_copy(door, qtbot)
    yield door
    door.go_on.set()
    door.start.close()
    for each in door.opened:
        each.store.close()


def ask_for_copy(door: Door, qtbot: QtBot) -> None:
    copy = door.entrance.findChild(QPushButton, "entrance_copy")
    assert copy is not None
    qtbot.waitUntil(copy.isVisible)
    copy.setFocus()
    pressed(copy, Key.Key_Space)
    type_pin(door, qtbot)


def type_pin(door: Door, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: door.focused().objectName() == "unlock_pin")
    typed(door.focused(), PIN)
    pressed(door.focused(), Key.Key_Return)


def test_the_restoring_tells_how_far_it_is_and_opens_the_journal(door: Door, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: door.text("work_text") == "Восстановление…")
    assert door.text("entrance_text").startswith("Журнал восстанавливается из копии.")
    bar = door.entrance.findChild(QProgressBar, "work_progress")
    assert bar is not None
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    assert door.focused().objectName() == "work_stop"
    door.go_on.set()
    qtbot.waitUntil(lambda: bool(door.opened))
    assert door.journal.with_suffix(".kept1").exists()


def test_a_stopped_restoring_leaves_the_journal_as_it_was_and_can_be_begun_again(door: Door, qtbot: QtBot) -> None:
    before = door.journal.read_bytes()
    qtbot.waitUntil(lambda: door.focused().objectName() == "work_stop")
    pressed(door.focused(), Key.Key_Space)
    door.go_on.set()
    qtbot.waitUntil(lambda: door.text("entrance_text").startswith("Остановлено."))
    assert door.text("work_text") == ""
    assert door.journal.read_bytes() == before
    assert not door.journal.with_suffix(".kept1").exists()
    assert door.opened == []
    ask_for_copy(door, qtbot)
    qtbot.waitUntil(lambda: bool(door.opened))


def test_closing_the_program_stops_the_restoring(door: Door, qtbot: QtBot) -> None:
    before = door.journal.read_bytes()
    qtbot.waitUntil(lambda: door.text("work_text") != "")
    threading.Timer(0.1, door.go_on.set).start()
    door.start.close()
    assert door.journal.read_bytes() == before


def test_its_ways_out_are_read_whole_in_the_smallest_window_with_large_texts(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, LIGHT, 150)
    entrance = Entrance(FirstStart())
    qtbot.addWidget(entrance)
    entrance.resize(SMALLEST)
    entrance.show()
    entrance.show_restoring(1, 2)
    for _ in range(LAYOUTS):
        QApplication.processEvents()
    assert cut_texts(entrance) == []
    entrance.show_error("Остановлено.", anew=True, copy=True)
    for _ in range(LAYOUTS):
        QApplication.processEvents()
    assert cut_texts(entrance) == []
    apply_theme(app, LIGHT)
