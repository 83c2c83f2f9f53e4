"""One application in full: who applies for whom, what is to be checked, and what can be decided."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.access_pages import ShownRequest
from ui.access.wording import applicant_text, doubt_texts, filed_text
from ui.asked.card import AskedCard
from ui.asked.wording import decided_text, pupil_text
from ui.attention.card import text_label
from ui.attention.wording import access_text


class RequestCard(AskedCard):
    """What is to be checked stands there only while that can still be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._title = text_label("access_pupil", "title")
        self._applicant = text_label("access_applicant", "")
        self._filed = text_label("access_filed", "muted")
        self._doubts = text_label("access_doubts", "warning")
        self._decided = text_label("access_decided", "")
        texts = (self._title, self._applicant, self._doubts, self._decided, self._filed)
        spoken = QCoreApplication.translate("RequestCard", "The chosen application")
        super().__init__(texts, name="access", spoken=spoken, parent=parent)

    def show_request(self, request: ShownRequest) -> None:
        """Show another application, or the same one anew."""
        self._title.setText(pupil_text(request, whole=True))
        self._applicant.setText(applicant_text(request))
        self._filed.setText(filed_text(request))
        doubts = doubt_texts(request) if request.is_waiting else ()
        self._doubts.setText("\n".join(doubts))
        self._doubts.setVisible(bool(doubts))
        self._decided.setText(decided_text(request, access_text(request.decision)))
        self._decided.setVisible(not request.is_waiting)
        yes = self.tr("Open access (+)…") if request.is_waiting else self.tr("Restore access (+)…")
        no = self.tr("Refuse (−)…") if request.is_waiting else self.tr("End access (−)…")
        self.offer(yes=yes if request.can_open else "", no=no if request.can_close else "", pupil=request.pupil)
