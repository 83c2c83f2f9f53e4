"""Draws the school's pages: a class teacher's, a deputy head's, the plan, the history, what others changed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QTabWidget, QWidget

from app.domain.records import Mark, Record
from app.ids import MarkId, OperationId
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.class_school import pupil_at, whole_class
from tests.small_school import BORIS
from tests.timetable_school import timetable_school
from tests.ui.attended_school import LESSON, collide
from tests.ui.keyboard import CTRL, pressed
from tests.ui.shown_school import ALGEBRA, access_requests, excuse_proposals, pupil_id, shown_school
from tests.ui.shown_school import NOW as SHOWN_NOW
from tests.unit.app.test_requesting import HELD
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.main_window import MainWindow
from ui.settings import Scheme, Settings
from ui.synchroniser import Job, Synchroniser
from ui.theme_switch import ThemeSwitch

SAID = "2026-11-24T07:42:00+00:00"
SCHOOL_MONDAY = datetime(2026, 9, 7, 9, 25, tzinfo=ZoneInfo("Europe/Moscow"))

Save = Callable[[QWidget, str], None]
W = TypeVar("W", bound=QWidget)


class DeskScreens:
    """One theme's pages of the school. save: keeps a picture of a widget under a name."""

    def __init__(self, app: QApplication, home: Path, scheme: Scheme, job: Job, save: Save) -> None:
        self._app, self._home, self._scheme, self._job, self._save = app, home, scheme, job, save

    def draw(self, size: QSize, suffix: str) -> None:
        """Draw every page at a size."""
        with self._window("class", whole_class(), SHOWN_NOW, size) as (window, store):
            FeedOf(store).send(*access_requests(pupil_at), *excuse_proposals(pupil_at))
            _open(window, "class_desk")
            tabs = _part(window, QTabBar, "class_tabs")
            for place, name in enumerate(("summary", "absences", "risk", "remarks", "weeks", "access", "parents")):
                tabs.setCurrentIndex(place)
                self._shot(window, f"class-{name}{suffix}")
        with self._window("deputy", timetable_school(), SCHOOL_MONDAY, size) as (window, store):
            FeedOf(store).send(HELD)
            _open(window, "deputy_desk")
            parts = _part(window, QTabWidget, "deputy_parts")
            for place, name in enumerate(("decide", "keeping", "timetable")):
                parts.setCurrentIndex(place)
                self._shot(window, f"deputy-{name}{suffix}")
        with self._window("teacher", shown_school(), SHOWN_NOW, size) as (window, store):
            self._draw_journal(window, store, suffix)

    def _draw_journal(self, window: MainWindow, store: Store, suffix: str) -> None:
        window.workspace.open_journal(ALGEBRA)
        table = _part(window, MarksTable, "journal_table")
        pressed(table, Qt.Key.Key_T, modifiers=CTRL)
        for key in (Qt.Key.Key_L, Qt.Key.Key_Return, Qt.Key.Key_5):
            pressed(table, key)
        pressed(table, Qt.Key.Key_H, modifiers=CTRL)
        self._shot(window, f"history{suffix}")
        pressed(table, Qt.Key.Key_Escape)
        feed = FeedOf(store)
        feed.apply_all()
        collide(feed)
        feed.send(*_by_another_teacher(), author=BORIS)
        window.workspace.open_plan_of(ALGEBRA)
        self._shot(window, f"plan{suffix}")
        _open(window, "news")
        self._shot(window, f"news{suffix}")

    @contextmanager
    def _window(
        self, name: str, rows: Iterable[Record], now: datetime, size: QSize
    ) -> Iterator[tuple[MainWindow, Store]]:
        home = self._home / f"{name}-{size.width()}"
        home.mkdir()
        settings = Settings(home)
        settings.scheme = self._scheme
        store = a_store(home, rows=tuple(rows))
        desk = Desk(store)
        synchroniser = Synchroniser(desk, self._job)
        window = MainWindow(desk, synchroniser, ThemeSwitch(self._app, settings), settings, lambda: now)
        window.resize(size)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        yield window, store
        synchroniser.close()
        window.close()
        store.close()

    def _shot(self, window: MainWindow, name: str) -> None:
        QTest.qWait(450)
        self._save(window, name)


def _by_another_teacher() -> Iterator[Record]:
    for row, value in ((3, "4"), (4, "5"), (7, "2")):
        key = MarkId(f"other-{row}")
        yield Mark(
            MarkId(key),
            OperationId(key),
            ALGEBRA,
            LESSON,
            pupil_id(row),
            None,
            value,
            BORIS,
            wall=SAID,
        )


def _open(window: MainWindow, action: str) -> None:
    found = window.findChild(QAction, action)
    assert found is not None
    found.trigger()


def _part(window: MainWindow, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None
    return found
