"""When a profile locks itself: nobody there for long enough, or the system says so."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.keyring_service import KeyringService
from ui.idle_lock import LOOKED_ON_MINUTES, IdleLock
from ui.settings import USUAL_IDLE_MINUTES, Settings

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}

LISTENING = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from ui.system_lock import SystemLock

app = QCoreApplication([])
lock = SystemLock()
lock.locked.connect(lambda: (print("locked", flush=True), app.quit()))
lock.listen()
print("listening", flush=True)
QTimer.singleShot(20000, app.quit)
app.exec()
"""


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    shown = QLineEdit()
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def test_it_is_announced_half_a_minute_before_and_a_touch_takes_that_back(qtbot: QtBot) -> None:
    clock, parent, told = Seconds(), QObject(), []
    lock = IdleLock(1, parent, clock)
    lock.soon.connect(lambda: told.append(clock.now))
    begun = clock.now
    for clock.now in (begun + 29, begun + 30, begun + 35):
        lock.look()
    assert told == [begun + 30]
    lock.touch()
    lock.look()
    clock.now += 31
    lock.look()
    assert told == [begun + 30, begun + 66]


def test_nobody_there_for_the_wanted_time_is_told_once(qtbot: QtBot, field: QLineEdit) -> None:
    clock, parent = Seconds(), QObject()
    lock = IdleLock(5, parent, clock)
    with qtbot.assertNotEmitted(lock.idle):
        clock.now += 5 * 60 - 1
        lock.look()
    with qtbot.waitSignal(lock.idle):
        clock.now += 1
        lock.look()
    with qtbot.assertNotEmitted(lock.idle):
        lock.look()


def test_a_key_in_the_window_counts_as_somebody(qtbot: QtBot, field: QLineEdit) -> None:
    clock, parent = Seconds(), QObject()
    lock = IdleLock(5, parent, clock)
    clock.now += 4 * 60
    handle = field.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_5)
    clock.now += 4 * 60
    with qtbot.assertNotEmitted(lock.idle):
        lock.look()
    assert field.text() == "5"


@pytest.mark.parametrize("chosen", [1, 5, 30])
def test_nobody_there_is_told_sooner_while_the_class_looks_on(qtbot: QtBot, field: QLineEdit, chosen: int) -> None:
    clock, parent = Seconds(), QObject()
    lock = IdleLock(chosen, parent, clock)
    for is_looked_on, minutes in ((True, min(chosen, LOOKED_ON_MINUTES)), (False, chosen)):
        lock.set_looked_on(is_looked_on)
        with qtbot.assertNotEmitted(lock.idle):
            clock.now += minutes * 60 - 1
            lock.look()
        with qtbot.waitSignal(lock.idle):
            clock.now += 1
            lock.look()


@pytest.mark.parametrize(("written", "read"), [(1, 1), (30, 30), (7, USUAL_IDLE_MINUTES), (0, USUAL_IDLE_MINUTES)])
def test_only_a_time_that_is_offered_is_taken(tmp_path: Path, written: int, read: int) -> None:
    Settings(tmp_path).idle_minutes = written
    assert Settings(tmp_path).idle_minutes == read


@pytest.mark.parametrize(
    ("path", "interface"),
    [
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    ],
)
def test_a_locked_screen_is_heard_on_the_bus(keyring_service: KeyringService, path: str, interface: str) -> None:
    command = [sys.executable, "-c", LISTENING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | ENVIRONMENT) as ours:
        assert ours.stdout
        assert ours.stdout.readline() == "listening\n"
        signal = ["dbus-send", "--session", "--type=signal", path, f"{interface}.ActiveChanged"]
        subprocess.run([*signal, "boolean:false"], check=True)
        subprocess.run([*signal, "boolean:true"], check=True)
        assert ours.stdout.readline() == "locked\n"


@pytest.mark.parametrize(
    ("interface", "member", "values"), [("Manager", "PrepareForSleep", (True,)), ("Session", "Lock", ())]
)
def test_sleep_and_the_sessions_lock_are_heard_on_the_systems_bus(
    keyring_service: KeyringService, interface: str, member: str, values: tuple[bool, ...]
) -> None:
    environment = os.environ | ENVIRONMENT | {"DBUS_SYSTEM_BUS_ADDRESS": keyring_service.address}
    path = "/org/freedesktop/login1"
    with (
        closing(open_dbus_connection(keyring_service.address)) as login,
        subprocess.Popen([sys.executable, "-c", LISTENING], stdout=subprocess.PIPE, text=True, env=environment) as ours,
    ):
        login.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
        assert ours.stdout
        assert ours.stdout.readline() == "listening\n"
        emitter = DBusAddress(path, interface=f"org.freedesktop.login1.{interface}")
        login.send(new_signal(emitter, member, "b" * len(values), values))
        assert ours.stdout.readline() == "locked\n"
