"""What a teacher waits for at the page of 35 x 200: a key until it is kept and seen, and the page's opening.

Ten whole classes with a full year lie in the journal, as on a deputy head's PC: what is most of a teacher's does not
make the page wait.
"""

import statistics
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from app.store.outbox import waiting
from app.store.unit import Store
from benchmarks.figures import Figure, p99
from benchmarks.raw_commit import RawJournal
from benchmarks.school import LESSONS, PUPILS
from benchmarks.waiting import Painting
from benchmarks.window import open_page, open_window
from ui.main_window import MainWindow

COLUMNS = 30
"""Columns that are typed, 35 marks each: 1,050 samples."""

OPENINGS = 9
"""How often the page is opened; the median counts."""


def measure(folder: Path) -> list[Figure]:
    """Open and type; the window is the whole one, with the lesson panel beside the page.

    A raw commit is made after each entry, so that both meet the same disk.
    """
    with open_window(folder, whole=True) as (window, store), RawJournal(folder) as raw:
        opened = [_opened_ms(window) for _ in range(OPENINGS)]
        typed = entries_ms(open_page(window, 0), store, COLUMNS * PUPILS)
        entries, commits = zip(*((entry, raw.commit_ms()) for entry in typed), strict=True)
    return [
        Figure("entry_p99_ms", p99(entries), "ms", p99(commits), 16),
        Figure("entry_median_ratio", statistics.median(entries), "ms", statistics.median(commits), 3),
        Figure("page_open_ms", statistics.median(opened), "ms", None, 50),
    ]


def entries_ms(table: QTableView, store: Store, count: int) -> Iterator[float]:
    """Type marks down one column after another and yield how long each took, until durable and repainted.

    A cell that has a mark gets another one in its place, one with a sign of absence is passed over: a mark there would
    be asked about. What the caret does between two marks is not timed.

    Raises:
        RuntimeError: a mark was not kept.
    """
    painting = Painting(table.viewport())
    before = _waiting(store)
    for row, column in islice(_free_cells(table), count):
        table.setCurrentIndex(table.model().index(row, column))
        QCoreApplication.processEvents()
        key = _key_for(str(table.currentIndex().data()))
        painting.expect()
        begun = time.perf_counter()
        QTest.keyClick(table, key)
        painting.wait()
        yield (time.perf_counter() - begun) * 1000
    if _waiting(store) - before != count:
        raise RuntimeError


def _free_cells(table: QTableView) -> Iterator[tuple[int, int]]:
    """Yield row and column of the cells without a sign of absence, one column after another."""
    for column in range(table.model().columnCount()):
        for row in range(table.model().rowCount()):
            if not str(table.model().index(row, column).data())[:1].isalpha():
                yield row, column


def _opened_ms(window: MainWindow) -> float:
    begun = time.perf_counter()
    table = open_page(window, LESSONS // 2)
    Painting(table.viewport()).wait()
    passed = (time.perf_counter() - begun) * 1000
    assert (table.model().rowCount(), table.model().columnCount()) == (PUPILS, LESSONS)
    window.workspace.close_tab(window.workspace.place[0])
    # outside QApplication.exec nobody else does this, and a page that is not deleted goes on to reload itself
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return passed


def _key_for(shown: str) -> Qt.Key:
    return Qt.Key.Key_4 if shown.endswith("5") else Qt.Key.Key_5


def _waiting(store: Store) -> int:
    with store.reading() as unit:
        return waiting(unit)
