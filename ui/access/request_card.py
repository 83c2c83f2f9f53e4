"""One application in full: who applies for whom, what is to be checked, and what can be decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.access_pages import ShownRequest
from ui.access.wording import applicant_text, decided_text, doubt_texts, filed_text, whole_pupil_text
from ui.attention.card import text_label
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.focus_lead import FocusLead
from ui.widgets.naming import named
from ui.widgets.offering import offer


class RequestCard(QWidget):
    """Asks for a decision and never takes one by itself; the buttons stay in sight however much there is to read."""

    opened = Signal()
    """The access is to be granted or restored."""
    closed = Signal()
    """The application is to be refused, or the access ended."""
    card_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = text_label("access_pupil", "title")
        self._applicant = text_label("access_applicant", "")
        self._filed = text_label("access_filed", "muted")
        self._doubts = text_label("access_doubts", "warning")
        self._decided = text_label("access_decided", "")
        self._open = named(QPushButton(), "access_open")
        self._open.setProperty("kind", "primary")
        self._close = named(QPushButton(), "access_close")
        self._card = named(QPushButton(self.tr("Pupil's card")), "access_card")
        self._card.setToolTip(self.tr("Pupil's card (Alt+Enter)"))
        self._lead = FocusLead(self, self._open)
        self._lay_out()
        for button, wish in ((self._open, self.opened), (self._close, self.closed), (self._card, self.card_wanted)):
            button.setAutoDefault(True)
            button.clicked.connect(wish)

    def show_request(self, request: ShownRequest) -> None:
        """Show another application, or the same one anew."""
        self._title.setText(whole_pupil_text(request))
        self._applicant.setText(applicant_text(request))
        self._filed.setText(filed_text(request))
        doubts = doubt_texts(request) if request.is_waiting else ()
        self._doubts.setText("\n".join(doubts))
        self._doubts.setVisible(bool(doubts))
        self._decided.setText(decided_text(request))
        self._decided.setVisible(not request.is_waiting)
        self._open.setText(self.tr("Open access (+)…") if request.is_waiting else self.tr("Restore access (+)…"))
        self._close.setText(self.tr("Refuse (−)…") if request.is_waiting else self.tr("End access (−)…"))
        self._open.setVisible(request.can_open)
        self._close.setVisible(request.can_close)
        reason = self.tr("The pupil is not in the lists of this computer.")
        offer(self._card, possible=request.pupil is not None, reason=reason)
        self._lead.lead_to(self._open if request.can_open else self._close if request.can_close else self._card)

    def _lay_out(self) -> None:
        decide = QHBoxLayout()
        decide.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, WIDE_GAP)
        decide.setSpacing(SMALL_GAP)
        for button in (self._open, self._close, self._card):
            decide.addWidget(button)
        decide.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._build_texts(), 1)
        lines.addLayout(decide)

    def _build_texts(self) -> QScrollArea:
        texts = QWidget()
        lines = QVBoxLayout(texts)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, 0)
        lines.setSpacing(SMALL_GAP)
        for label in (self._title, self._applicant, self._doubts, self._decided, self._filed):
            lines.addWidget(label)
        lines.addStretch(1)
        scroll = named(QScrollArea(), "access_scroll", self.tr("The chosen application"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(texts)
        return scroll
