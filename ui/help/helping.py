"""Opens help for the place where the focus is, in any window of the program."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.help.where import page_at
from ui.help.window import HelpWindow


class Helping(QObject):
    """One help window over one window; it is made when it is first asked for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._help: HelpWindow | None = None

    def open_here(self, shown: QWidget | None = None) -> None:
        """Open the page for where the focus is, else for what is shown."""
        self.open_page(page_at(QApplication.focusWidget(), shown, self._window))

    def open_page(self, name: str) -> None:
        """Open a page by its name."""
        self._help = self._help or HelpWindow(self._window)
        self._help.open_page(name)
