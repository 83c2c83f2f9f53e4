"""The panel's question before much would be removed from this PC; never in the way."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.removing import FEWER, RIGHT, Removal
from ui.sync_panel.removal_wording import question
from ui.theme import SMALL_GAP
from ui.widgets.naming import named


class RemovalQuestion(QWidget):
    """Asks about what would go for one cause. width: of its text in pixels."""

    decided = Signal(object, bool)
    """The parts that it was about, and whether they may be removed."""

    def __init__(self, cause: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[str, ...] = ()
        self._text = named(QLabel(), f"removal_{cause}")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setFixedWidth(width)
        self._keep = named(QPushButton(self.tr("Keep for now")), f"keep_{cause}")
        self._remove = named(QPushButton(self.tr("Remove")), f"remove_{cause}")
        self._keep.clicked.connect(lambda: self._decide(remove=False))
        self._remove.clicked.connect(lambda: self._decide(remove=True))
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._keep)
        buttons.addWidget(self._remove)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, SMALL_GAP, 0, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._text)
        lines.addLayout(buttons)

    def show_removals(self, removals: Sequence[Removal]) -> None:
        """Show the question, or nothing where there is none."""
        self._parts = tuple(each.part for each in removals)
        self.setVisible(bool(removals))
        if removals:
            self._text.setText(question(removals))
            # a box within a box is not asked how high its text is at this width
            self._text.ensurePolished()
            self._text.setMinimumHeight(self._text.heightForWidth(self._text.width()))
            self._keep.setVisible(not all(each.kept for each in removals))

    def _decide(self, *, remove: bool) -> None:
        self.decided.emit(self._parts, remove)


class RemovalsPart(QWidget):
    """The questions about removing, one at a time. width: of their texts in pixels."""

    decided = Signal(object, bool)

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions = {cause: RemovalQuestion(cause, width, self) for cause in (RIGHT, FEWER)}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        for each in self._questions.values():
            each.decided.connect(self.decided)
            lines.addWidget(each)

    def show_removals(self, removals: Sequence[Removal]) -> None:
        """Show what a person has to decide about."""
        by_cause = [[each for each in removals if each.cause == cause] for cause in self._questions]
        asked = [group for group in by_cause if group and not all(each.kept for each in group)]
        # one at a time, so that the panel fits on a small display; what was put off comes last
        first = next(iter([*asked, *filter(None, by_cause)]), [])
        for shown, group in zip(self._questions.values(), by_cause, strict=True):
            shown.show_removals(group if group is first else ())
        self.setVisible(bool(removals))
