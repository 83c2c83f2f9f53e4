"""A page on a display that is smaller than the least the page needs: it is scrolled, and nothing of it is cut."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.widgets.naming import named


class SmallScreen(QScrollArea):
    """Brings whatever gets the focus into sight. least: pixels that the page is never made smaller than."""

    def __init__(self, page: QWidget, least: QSize) -> None:
        super().__init__()
        named(self, "small_screen", self.tr("Page on a small display"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)
        page.setMinimumSize(least)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def let_go(self) -> None:
        """Leave the page as it was before; the display is large enough for it now."""
        page = self.takeWidget()
        page.setMinimumSize(0, 0)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)
