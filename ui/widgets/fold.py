"""A part of a panel that is folded away until it is wanted; its line says what is in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.theme import GAP, SMALL_GAP
from ui.widgets.naming import named


class Fold(QWidget):
    """Space and Enter on its line open and close it; what was opened stays open for the next thing shown."""

    def __init__(self, name: str, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._line = named(QToolButton(), name)
        self._line.setCheckable(True)
        self._line.setProperty("kind", "fold")
        self._line.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line.toggled.connect(self._on_toggled)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP)
        lines.addWidget(self._line)
        lines.addWidget(content)
        content.setContentsMargins(SMALL_GAP, 0, 0, 0)
        self._on_toggled(opened=False)

    @property
    def is_open(self) -> bool:
        """Whether its content is shown."""
        return self._line.isChecked()

    def show_title(self, text: str) -> None:
        """Say what is in it."""
        self._line.setText(text)
        self._line.setAccessibleName(text)

    def open(self) -> None:
        """Show its content."""
        self._line.setChecked(True)

    def _on_toggled(self, opened: bool) -> None:  # noqa: FBT001 (Qt's signal)
        self._line.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self._content.setVisible(opened)
