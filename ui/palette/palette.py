"""Opens the palette, remembers what was used, and does what is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow

from ui.palette.box import PaletteBox
from ui.palette.entry import Entry, chosen
from ui.settings import Settings
from ui.theme import SMALL_GAP, Theme

RECENT = 20
"""How many are remembered."""


class Palette(QObject):
    """Over one window; what has the focus has it again when the palette goes."""

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        everything: Callable[[], Sequence[Entry]],
        written: Callable[[str], Entry | None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._everything = everything
        self._written = written
        self._box: PaletteBox | None = None

    def open(self, theme: Theme) -> None:
        """Open the palette, or close it where it is open."""
        if self._box is not None and self._box.isVisible():
            self._box.leave()
            return
        if self._box is not None:
            self._box.deleteLater()
        entries, recent = self._everything(), self._settings.recent

        def find(text: str) -> Sequence[Entry]:
            day = self._written(text)
            return [*([day] if day else []), *chosen(entries, text, recent)]

        before = QApplication.focusWidget()
        self._box = box = PaletteBox(self._window, theme, find)
        if before is not None:
            box.left.connect(before.setFocus)
        box.taken.connect(self._on_taken)
        box.open_over(self._window.menuBar().height() + SMALL_GAP)

    def _on_taken(self, entry: Entry) -> None:
        if not entry.key.startswith("pupil "):
            rest = [key for key in self._settings.recent if key != entry.key]
            self._settings.recent = [entry.key, *rest][:RECENT]
        entry.act()
