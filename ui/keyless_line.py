"""What is said while a journal is open that ends with its session: always, before it is closed, before it closes."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QWidget

from ui.help.helping import Helping
from ui.theme import SMALL_GAP
from ui.widgets.naming import named

HELP_PAGE = "keyless"


class KeylessLine(QWidget):
    """In the status line of a window; a click opens the help about it.

    is_kept: whether what waits to be sent lies sealed on the disk.
    """

    def __init__(self, window: QMainWindow, is_kept: Callable[[], bool]) -> None:
        super().__init__()
        self._is_kept = is_kept
        told = named(
            QPushButton(self.tr("No password storage: the journal is kept only until you leave")), "keyless_line"
        )
        told.setProperty("kind", "link")
        told.setToolTip(
            self.tr(
                "When it is closed or locked, this journal is gone from the computer, and you sign in anew. "
                "What is not sent stays here sealed and is handed in with the next connection."
            )
        )
        helping = Helping(window)
        told.clicked.connect(lambda _checked: helping.open_page(HELP_PAGE))
        line = QHBoxLayout(self)
        line.setContentsMargins(SMALL_GAP, 0, SMALL_GAP, 0)
        line.addWidget(told)

    def leaving_text(self, waiting: int) -> str:
        """Return what is to be known before the journal is closed, empty where everything is sent."""
        if not waiting:
            return ""
        count = self.tr("%n entry(ies) are not sent yet.", "", waiting)
        sealed = self.tr("They stay here sealed; the next connection hands them in. The journal itself is gone.")
        lost = self.tr("They could not be written to the disk either: press F5, or they are lost.")
        way = self.tr("Close once more to leave.")
        return f"{count} {sealed if self._is_kept() else lost} {way}"

    def soon_text(self) -> str:
        """Return what is said half a minute before the journal closes by itself."""
        return self.tr(
            "In half a minute the journal closes by itself and is gone from this computer. Press any key to stay."
        )
