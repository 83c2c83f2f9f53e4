"""One thing that a family asks, in full: its texts, and the buttons that decide."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.pages import PupilRow
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.focus_lead import FocusLead
from ui.widgets.naming import named
from ui.widgets.offering import offer


class AskedCard(QWidget):
    """Asks for a decision and never takes one by itself; the buttons stay in sight however much there is to read."""

    opened = Signal()
    """Yes is to be said."""
    closed = Signal()
    """No is to be said."""
    card_wanted = Signal()

    def __init__(self, texts: Sequence[QLabel], *, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = named(QPushButton(), f"{name}_open")
        self._open.setProperty("kind", "primary")
        self._close = named(QPushButton(), f"{name}_close")
        self._card = named(QPushButton(self.tr("Pupil's card")), f"{name}_card")
        self._card.setToolTip(self.tr("Pupil's card (Alt+Enter)"))
        self._lead = FocusLead(self, self._open)
        self._lay_out(self._build_texts(texts, f"{name}_scroll", spoken))
        for button, wish in ((self._open, self.opened), (self._close, self.closed), (self._card, self.card_wanted)):
            button.setAutoDefault(True)
            button.clicked.connect(wish)

    def offer(self, *, yes: str, no: str, pupil: PupilRow | None) -> None:
        """Offer what can be decided. yes, no: the buttons' texts, empty where that cannot be."""
        self._open.setText(yes)
        self._close.setText(no)
        self._open.setVisible(bool(yes))
        self._close.setVisible(bool(no))
        reason = self.tr("The pupil is not in the lists of this computer.")
        offer(self._card, possible=pupil is not None, reason=reason)
        self._lead.lead_to(self._open if yes else self._close if no else self._card)

    def _lay_out(self, texts: QScrollArea) -> None:
        decide = QHBoxLayout()
        decide.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, WIDE_GAP)
        decide.setSpacing(SMALL_GAP)
        for button in (self._open, self._close, self._card):
            decide.addWidget(button)
        decide.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(texts, 1)
        lines.addLayout(decide)

    def _build_texts(self, labels: Sequence[QLabel], name: str, spoken: str) -> QScrollArea:
        texts = QWidget()
        lines = QVBoxLayout(texts)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, 0)
        lines.setSpacing(SMALL_GAP)
        for label in labels:
            lines.addWidget(label)
        lines.addStretch(1)
        scroll = named(QScrollArea(), name, spoken)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(texts)
        return scroll
