"""What an empty table says in place of its cells: what is the matter, and the way out."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel
from typing_extensions import override

from ui.theme import PAGE_GAP
from ui.widgets.naming import named


class EmptyNote(QLabel):
    """Lies over the cells of a table and lets clicks through; whoever reads the screen hears it at the table.

    It has an edge while the table has the focus, which without a cell could not be seen.
    """

    def __init__(self, table: QAbstractScrollArea) -> None:
        super().__init__(table)
        named(self, f"{table.objectName()}_note")
        self._table = table
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for each in (table, table.viewport()):
            each.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Say a sentence, or nothing where the text is empty."""
        self.setText(text)
        self._table.setAccessibleDescription(text)
        self.setVisible(bool(text))
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
        elif event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut} and watched is self._table:
            self._show_focus()
        return super().eventFilter(watched, event)

    def _show_focus(self) -> None:
        self.setProperty("focused", self._table.hasFocus())
        self.style().unpolish(self)
        self.style().polish(self)

    def _place(self) -> None:
        self.setGeometry(self._table.viewport().geometry().adjusted(PAGE_GAP, PAGE_GAP, -PAGE_GAP, 0))
