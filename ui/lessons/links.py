"""The addresses of a homework: shown as links, opened in the browser only when somebody asks for it."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.naming import named
from ui.widgets.text_line import KEEP_KEYS


class LinkButton(QPushButton):
    """Ctrl and a click, or Enter, opens it; a click alone never does. The tooltip has the whole of it."""

    opened = Signal(str)

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self._shown = address.partition("://")[2].rstrip("/")
        self.setText(self._shown)
        named(self, "lesson_link", self.tr("Link: {address}").format(address=address))
        self.setToolTip(self.tr("{address}\nCtrl and a click, or Enter, opens it").format(address=address))
        self.setProperty("kind", "link")
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def fit(self, room: int) -> None:
        """Show as much of the address as there is room for. room: pixels."""
        metrics = self.fontMetrics()
        around = self.sizeHint().width() - metrics.horizontalAdvance(self.text())
        self.setText(metrics.elidedText(self._shown, Qt.TextElideMode.ElideRight, room - around))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._address)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in KEEP_KEYS:
            self.opened.emit(self._address)
        else:
            super().keyPressEvent(event)


class LinkList(QWidget):
    """A line for each address."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._shown: tuple[str, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.hide()

    def show_links(self, addresses: tuple[str, ...]) -> None:
        """Show these addresses; they are of pages on the web, see app.domain.homework."""
        self.setVisible(bool(addresses))
        if addresses == self._shown:
            return
        self._shown = addresses
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.deleteLater()
        for address in addresses:
            button = LinkButton(address)
            button.opened.connect(lambda text: QDesktopServices.openUrl(QUrl(text)))
            self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for button in self.findChildren(LinkButton):
            button.fit(self.width())
