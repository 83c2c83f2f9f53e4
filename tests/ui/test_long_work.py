"""What takes long has progress, time left where it can be told, and a way to stop; meanwhile marks are typed."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.changes import NOTHING
from app.clock import Clock
from app.ids import ReplicaId
from app.store.spool import Spool
from app.store.unit import Store
from app.wire.messages import CourierAnswer, CourierAsk, Receipt
from app.wire.spool_frames import Waiting
from sync.courier import MOST_RECORDS, carry
from sync.rounds import Progress, Round
from tests.builders import PROFILE, unsent
from tests.ui.keyboard import typed
from tests.ui.shown_school import ALGEBRA, NOW
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.stick import SUFFIX, Stick
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch
from ui.widgets.time_left import TimeLeft


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_is_told_once_there_is_a_pace_to_believe() -> None:
    clock = Seconds()
    left = TimeLeft(now=clock)
    assert left.text("Загрузка", 0, 1000) == ""
    clock.now += 2
    assert left.text("Загрузка", 100, 1000) == "", "two seconds are no pace"
    clock.now += 28
    assert left.text("Загрузка", 200, 1000) == "осталось примерно 2 минуты"
    clock.now += 70
    assert left.text("Загрузка", 800, 1000) == "осталось меньше минуты"
    assert left.text("Загрузка", 1000, 1000) == ""


def test_the_time_left_is_not_made_up() -> None:
    clock = Seconds()
    left = TimeLeft(now=clock)
    left.text("Загрузка", 0, 0)
    clock.now += 60
    assert left.seconds("Загрузка", 500, 0) is None, "nobody knows the whole"
    assert left.seconds("Отправка", 500, 1000) is None, "another stage has another pace"
    clock.now += 10
    assert left.seconds("Отправка", 520, 1000) is None, "so few steps are no pace"
    assert left.seconds("Отправка", 700, 1000) == pytest.approx(15)


class SlowRound:
    """A round that is at 300 of 1000 until it is told to stop or let go on."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.was_stopped = False

    def __call__(self, progress: Callable[[Progress], None], stop: threading.Event) -> Round:
        progress(Progress("snapshot", 300, 1000, NOTHING))
        self.begun.set()
        while not self.go_on.wait(0.01) and not stop.is_set():
            pass
        self.was_stopped = stop.is_set()
        return Round(NOTHING, 0, 0)


class SlowSpool(Spool):
    """A spool on a disk that answers late."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.go_on = threading.Event()

    @override
    def read(self) -> tuple[Waiting, ...]:
        assert self.go_on.wait(20)
        return super().read()


@pytest.fixture
def slow_round() -> SlowRound:
    return SlowRound()


@pytest.fixture
def spool(tmp_path: Path) -> SlowSpool:
    return SlowSpool(tmp_path)


@pytest.fixture
def stick(store: Store, spool: SlowSpool) -> Iterator[Stick]:
    above = QObject()
    made = Stick(store, spool, PROFILE, Clock(), above)
    yield made
    spool.go_on.set()
    made.close()


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, slow_round: SlowRound, stick: Stick, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window, whose rounds and whose stick take long."""
    settings, synchroniser = Settings(tmp_path), Synchroniser(desk, slow_round)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    window.offer_stick(stick)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    slow_round.go_on.set()
    synchroniser.close()


def part(window: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = window.findChild(kind, name)
    assert isinstance(found, QWidget), name
    return found


def press(window: QWidget, name: str) -> None:
    button = part(window, QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def text(window: QWidget, name: str) -> str:
    label = part(window, QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def mark_the_first_pupil(window: MainWindow) -> None:
    window.workspace.open_journal(ALGEBRA)
    table = part(window, MarksTable, "journal_table")
    table.setFocus()
    typed(table, "5")


def test_a_round_shows_how_far_it_is_and_marks_are_typed_meanwhile(
    shown: MainWindow, slow_round: SlowRound, store: Store, qtbot: QtBot
) -> None:
    sync = shown.findChild(QAction, "synchronise")
    assert sync is not None
    sync.trigger()
    qtbot.waitUntil(lambda: "300" in text(shown, "sync_progress_text"))
    bar = part(shown, QProgressBar, "sync_progress")
    assert isinstance(bar, QProgressBar)
    assert (bar.value(), bar.maximum()) == (300, 1000)
    mark_the_first_pupil(shown)
    assert unsent(store) == 1


def test_a_round_is_stopped_and_the_next_one_comes_by_itself(
    shown: MainWindow, slow_round: SlowRound, qtbot: QtBot
) -> None:
    synchroniser = next(each for each in shown.findChildren(QPushButton, "sync_stop"))
    sync = shown.findChild(QAction, "synchronise")
    assert sync is not None
    assert synchroniser.isHidden()
    sync.trigger()
    qtbot.waitUntil(slow_round.begun.is_set)
    assert not synchroniser.isHidden()
    press(shown, "sync_stop")
    qtbot.waitUntil(lambda: slow_round.was_stopped and synchroniser.isHidden())


def test_after_a_stopped_round_the_timer_runs_and_after_a_pause_it_does_not(desk: Desk, qtbot: QtBot) -> None:
    for stop_by, runs in (("stop_round", True), ("pause", False)):
        job = SlowRound()
        synchroniser = Synchroniser(desk, job)
        synchroniser.sync_now()
        qtbot.waitUntil(job.begun.is_set)
        with qtbot.waitSignal(synchroniser.finished):
            getattr(synchroniser, stop_by)()
        assert any(each.isActive() for each in synchroniser.findChildren(QTimer)) is runs
        synchroniser.close()


def choose_file(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    action = window.findChild(QAction, "write_stick")
    assert action is not None
    # the dialog before is gone
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    action.trigger()
    dialog = window.findChild(QFileDialog, "stick_file")
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    dialog.selectFile(str(path))
    dialog.accept()


def test_a_stick_is_written_beside_the_window_and_can_be_stopped(
    shown: MainWindow, spool: SlowSpool, tmp_path: Path, qtbot: QtBot
) -> None:
    mark_the_first_pupil(shown)
    target = tmp_path / f"stick{SUFFIX}"
    line = part(shown, QWidget, "work_line")
    assert not line.isVisible()
    choose_file(shown, target, qtbot)
    qtbot.waitUntil(line.isVisible)
    assert text(shown, "work_text") == "Запись на флешку…"
    mark_the_first_pupil(shown)
    press(shown, "work_stop")
    spool.go_on.set()
    qtbot.waitUntil(lambda: not line.isVisible())
    assert text(shown, "notice_text") == "Остановлено. Ничего не записано."
    assert not target.exists()


def test_two_sticks_at_once_are_refused_in_words(shown: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    line = part(shown, QWidget, "work_line")
    choose_file(shown, tmp_path / f"first{SUFFIX}", qtbot)
    qtbot.waitUntil(line.isVisible)
    choose_file(shown, tmp_path / f"second{SUFFIX}", qtbot)
    qtbot.waitUntil(lambda: text(shown, "notice_text") == "Работа с флешкой уже идёт.")


class CountingPortal:
    """A portal that takes every record of a courier."""

    def __init__(self) -> None:
        self.taken = 0

    def courier(self, ask: CourierAsk) -> CourierAnswer:
        self.taken += len(ask.records)
        return CourierAnswer((Receipt(ReplicaId("r"), self.taken),), 0)


def test_handing_in_tells_each_request_and_stops_between_two() -> None:
    records = [Waiting(ReplicaId("r"), n, b"sealed") for n in range(1, 3 * MOST_RECORDS + 1)]
    portal, told = CountingPortal(), list[int]()

    def go_on(done: int) -> bool:
        told.append(done)
        return len(told) < 2

    delivery = carry(portal, records, go_on)
    assert told == [MOST_RECORDS, 2 * MOST_RECORDS]
    assert portal.taken == 2 * MOST_RECORDS
    assert sum(delivery.has(each) for each in records) == 2 * MOST_RECORDS
    assert carry(CountingPortal(), records).has(records[-1])
