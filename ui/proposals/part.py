"""«От родителей»: why pupils are away, as parents tell it; the class teacher or a deputy head accepts or declines."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.pages import PupilRow
from app.domain.proposal_pages import ShownProposal
from app.services.excuse_proposals import accept_proposal, count_proposals, decline_proposal, read_proposals
from ui.asked.part import AskedPart
from ui.asked.wording import pupil_text
from ui.desk import Desk
from ui.proposals.card import ProposalCard
from ui.proposals.counts import ProposalCounts
from ui.proposals.model import DAYS, PUPIL, REASON, STATE, ProposalsModel
from ui.proposals.wording import days_text, reason_text
from ui.theme import Theme
from ui.widgets.ask_box import Question
from ui.widgets.list_table import ListTable

WIDTHS = {PUPIL: 250, DAYS: 180, STATE: 230}
"""Pixels of the columns beside the reason."""


class ProposalsPart(AskedPart[ShownProposal]):
    """+ accepts a reason, − declines it."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        model = ProposalsModel(theme)
        table = ListTable(model, wide=REASON)
        table.setObjectName("proposals")
        table.setAccessibleName(QCoreApplication.translate("ProposalsPart", "Parents' messages about absences"))
        for column, width in WIDTHS.items():
            table.setColumnWidth(column, width)
        self._proposal_card = ProposalCard()
        super().__init__(desk, now, model, table, self._proposal_card, name="proposal", parent=parent)
        model.setParent(self)

    @override
    def read(self, *, decided: bool) -> Sequence[ShownProposal]:
        return self._desk.page(read_proposals, classes=self._classes, today=self._now().date(), decided=decided)

    @override
    def key_of(self, row: ShownProposal) -> str:
        return row.id

    @override
    def pupil_of(self, row: ShownProposal) -> PupilRow | None:
        return row.pupil

    @override
    def show_row(self, row: ShownProposal) -> None:
        self._proposal_card.show_proposal(row)

    @override
    def counted_text(self) -> tuple[int, str]:
        count = self._desk.page(count_proposals, classes=self._classes, today=self._now().date())
        return count, ProposalCounts().waiting(count)

    @override
    def nothing_text(self, *, decided: bool) -> str:
        if decided:
            return self.tr("Nothing has been decided yet.")
        return self.tr(
            "No message waits. Parents tell in the diary why a child is away; what they send comes here with the next "
            "synchronisation."
        )

    @override
    def yes_and_no(self) -> tuple[str, str]:
        return self.tr("Accept the reason…"), self.tr("Decline the reason…")

    @override
    def ask_yes(self, row: ShownProposal) -> None:
        if not row.can_accept:
            return
        follows = ProposalCounts().lessons(len(row.bare)) if row.bare else self._later(row)
        question = Question(
            self.tr("Give the reason to what has come since?") if row.is_followed_up else self.tr("Accept the reason?"),
            "\n".join(filter(None, (self._told(row), follows))),
            self.tr("Give the reason") if row.is_followed_up else self.tr("Accept"),
        )
        self.ask(question, lambda _reason: self._accept(row))

    @override
    def ask_no(self, row: ShownProposal) -> None:
        if not row.can_decline:
            return
        told = self.tr("The parents read the reason.")
        if not row.is_waiting:
            told = self.tr("What it has excused becomes “н” again. The parents read the reason.")
        question = Question(
            self.tr("Decline the reason?"), f"{self._told(row)}\n{told}", self.tr("Decline"), reason=True
        )
        self.ask(question, partial(self._decline, row))

    def _told(self, row: ShownProposal) -> str:
        return f"{pupil_text(row)}\n{days_text(row)}: {reason_text(row)}"

    def _later(self, row: ShownProposal) -> str:
        if not row.is_coming:
            return self.tr("There is no “н” on these days: nothing changes in the journals.")
        return self.tr("There is no “н” on these days yet; once there is one, it is told here.")

    def _accept(self, row: ShownProposal) -> None:
        self._desk.do(accept_proposal, proposal=row, today=self._now().date())

    def _decline(self, row: ShownProposal, reason: str) -> None:
        self._desk.do(decline_proposal, proposal=row, answer=reason, today=self._now().date())
