"""A small card over a page, beside what it is about; Escape leaves it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
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
        self._move_inside(QPoint(area.left(), top))
        self.show()
        self.raise_()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # only while it is seen: a page has many such cards, and each would look at each of its events
        self._page.installEventFilter(self)
        super().showEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._page.removeEventFilter(self)
        super().hideEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._move_inside(self.pos())
        return super().eventFilter(watched, event)

    def _move_inside(self, corner: QPoint) -> None:
        """Go to a corner, or as near to it as the whole card is seen."""
        room = self._page.rect()
        left = min(corner.x(), room.right() - GAP - self.width())
        top = min(corner.y(), room.bottom() - GAP - self.height())
        self.move(QPoint(max(GAP, left), max(GAP, top)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # what is below the box is covered: Tab goes round inside, and Escape is the way out.  The widgets are in the
        # order of the layout; Qt's own chain is not asked: PySide 6.11 makes whoever is asked a child of the answer
        stops = [each for each in self.findChildren(QWidget) if self._stops_at(each)]
        if not stops:
            return super().focusNextPrevChild(next)
        at = QApplication.focusWidget()
        place = stops.index(at) if at in stops else -1 if next else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def _stops_at(self, widget: QWidget) -> bool:
        return (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusProxy() is None
            and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        )

    def leave(self) -> None:
        """Go away without doing anything."""
        self.hide()
        self.left.emit()
