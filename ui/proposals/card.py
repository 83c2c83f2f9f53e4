"""One reason of an absence in full: whose, of which days, which lessons it would excuse, and what can be decided."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.proposal_pages import ShownProposal
from ui.asked.card import AskedCard
from ui.asked.wording import decided_text, pupil_text
from ui.attention.card import text_label
from ui.attention.wording import proposal_text
from ui.proposals.wording import bare_text, days_text, reason_text, told_text


class ProposalCard(AskedCard):
    """The lessons stand there while something may still become of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._title = text_label("proposal_pupil", "title")
        self._reason = text_label("proposal_reason", "")
        self._bare = text_label("proposal_bare", "")
        self._decided = text_label("proposal_decided", "")
        self._told = text_label("proposal_told", "muted")
        texts = (self._title, self._reason, self._bare, self._decided, self._told)
        spoken = QCoreApplication.translate("ProposalCard", "The chosen message")
        super().__init__(texts, name="proposal", spoken=spoken, parent=parent)

    def show_proposal(self, proposal: ShownProposal) -> None:
        """Show another proposal, or the same one anew."""
        self._title.setText(pupil_text(proposal, whole=True))
        self._reason.setText(f"{days_text(proposal)}: {reason_text(proposal)}")
        self._bare.setText(bare_text(proposal))
        self._bare.setVisible(bool(self._bare.text()))
        self._decided.setText(decided_text(proposal, proposal_text(proposal.decision)))
        self._decided.setVisible(not proposal.is_waiting)
        self._told.setText(told_text(proposal))
        yes = self.tr("Give the reason (+)…") if proposal.is_followed_up else self.tr("Accept (+)…")
        no = self.tr("Decline (−)…") if proposal.is_waiting else self.tr("Decline after all (−)…")
        self.offer(yes=yes if proposal.can_accept else "", no=no if proposal.can_decline else "", pupil=proposal.pupil)
