"""The real main window over a full year's journal, offline, as a teacher has it open during a lesson."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QTableView

from app.clock import Clock
from app.domain.records import Record
from app.ids import OperationId, ReplicaId, TeacherId
from app.services.profile import Profile, keep_profile
from app.services.receiving import take_exchange
from app.store.opening import open_store
from app.store.spool import Spool
from app.store.unit import Store
from app.wire.framing import to_base64
from app.wire.messages import Cursor, Entry
from benchmarks.school import SCHOOL, TEACHER, filled, journal_id, lesson_id, lists, whole_classes
from benchmarks.waiting import wait_for_window
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.portal_rounds import PortalRounds
from ui.settings import Settings
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch
from ui.translation import install_translation

NOW = datetime(2027, 1, 20, 10, 0, tzinfo=UTC)
"""A school day in the middle of the year."""

NOBODY = "http://127.0.0.1:9"
"""An address at which no portal answers."""

OFFICE = OperationId("office")
JOURNAL = "journal.db"


@contextmanager
def year_journal(folder: Path, *, whole: bool = False) -> Iterator[tuple[Store, Profile]]:
    """Yield an encrypted journal with ten journals of a full year, everything in it confirmed.

    whole: with every other subject of these ten classes, as a deputy head's PC has them.
    """
    store = open_store(folder / JOURNAL, os.urandom(32), Clock())
    try:
        yield store, fill_year(store, whole=whole)
    finally:
        store.close()


def fill_year(store: Store, *, whole: bool) -> Profile:
    """Put the year into a new journal; return whose it is. whole: as above."""
    secret = to_base64(os.urandom(32))
    profile = Profile(NOBODY, SCHOOL, TEACHER, ReplicaId("measured"), "token", secret, secret)
    with store.unit() as unit:
        keep_profile(unit, profile=profile)
    _fill(store, whole_classes() if whole else ())
    return profile


@contextmanager
def open_window(folder: Path, *, whole: bool = False) -> Iterator[tuple[MainWindow, Store]]:
    """Yield the main window, shown and active, at the tab of today. whole: as above."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_translation(app)
    with year_journal(folder, whole=whole) as (store, profile):
        desk = Desk(store)
        synchroniser = Synchroniser(desk, PortalRounds(store, Spool(folder), profile, Clock(), copies=True))
        settings = Settings(folder)
        window = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
        window.show()
        wait_for_window(window)
        try:
            yield window, store
        finally:
            synchroniser.close()
            window.close()
            window.deleteLater()
            # at once: what the window has put off would look into a journal that is closed
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            app.processEvents()


def open_page(window: MainWindow, column: int) -> QTableView:
    """Open the page of 35 x 200 at a lesson and return its table, which is not painted yet."""
    window.workspace.open_journal(journal_id(0), lesson_id(0, column))
    return next(table for table in window.findChildren(QTableView, "journal_table") if table.isVisible())


def _fill(store: Store, further: Iterable[Record]) -> None:
    rows: tuple[Record, ...] = tuple(replace(each, token=OFFICE) for each in (*lists(), *filled(), *further))
    entry = Entry(1, OFFICE, TeacherId(""), ReplicaId(""), 0, rows)
    with store.unit() as unit:
        take_exchange(unit, outcomes=(), feed=(entry,), next_cursor=Cursor("measured", 1, "chain"))
