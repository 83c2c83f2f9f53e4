"""How much of the page is painted for a key: on a slow school PC the whole page for each mark would be felt."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from typing_extensions import override

from tests.ui.keyboard import pressed, typed
from tests.ui.shown_school import ALGEBRA
from ui.journal.page_table import PageTable
from ui.main_window import MainWindow

ROUNDS = 12
"""More than there are widgets between the page and its window."""


class Painted(QObject):
    """Adds up the area that is painted of one widget."""

    def __init__(self) -> None:
        super().__init__()
        self.area = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.area += event.rect().width() * event.rect().height()
        return False


def settle() -> None:
    """Let every layout be made that was asked for: the wish climbs one widget in each round."""
    for _ in range(ROUNDS):
        QCoreApplication.processEvents()


def test_a_mark_paints_its_surroundings_and_not_the_whole_page(window: MainWindow) -> None:
    window.workspace.open_journal(ALGEBRA)
    settle()
    table = next(table for table in window.findChildren(PageTable) if table.isVisible())
    typed(table, "5")
    pressed(table, Qt.Key.Key_Return)
    settle()
    painted, viewport = Painted(), table.viewport()
    viewport.installEventFilter(painted)
    typed(table, "4")
    settle()
    assert 0 < painted.area < viewport.width() * viewport.height() / 4
