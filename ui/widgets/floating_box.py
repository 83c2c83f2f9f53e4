"""A small card over a page, beside what it is about; Escape leaves it."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from ui.theme import GAP


class FloatingBox(QFrame):
    """Not modal: the page below stays alive."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._page = parent
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.hide()

    def open_beside(self, area: QRect) -> None:
        """Show the card below *area* of its parent, above where there is no room, always as a whole."""
        # a wrapped text has its height only for a given width, which adjustSize does not ask for
        height = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(self.width(), height)
        room = self._page.rect()
        below = area.bottom() + GAP
        top = below if below + self.height() <= room.bottom() else area.top() - GAP - self.height()
        left = min(area.left(), room.right() - GAP - self.width())
        self.move(QPoint(max(GAP, left), max(GAP, top)))
        self.show()
        self.raise_()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Go away without doing anything."""
        self.hide()
        self.left.emit()
