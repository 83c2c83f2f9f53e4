"""«Доступ к дневнику»: applications of parents and pupils, which the class teacher or a deputy head decides."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.access import ENDED, GRANTED, REFUSED
from app.domain.access_pages import ShownRequest
from app.domain.pages import PupilRow
from app.services.access_requests import count_requests, decide_request, read_requests
from ui.access.counts import AccessCounts
from ui.access.request_card import RequestCard
from ui.access.requests_model import APPLICANT, GROUND, PUPIL, STATE, RequestsModel
from ui.access.wording import applicant_text
from ui.asked.part import AskedPart
from ui.asked.wording import pupil_text
from ui.desk import Desk
from ui.theme import Theme
from ui.widgets.ask_box import Question
from ui.widgets.list_table import ListTable

WIDTHS = {PUPIL: 250, GROUND: 120, STATE: 270}
"""Pixels of the columns beside the applicant."""


class AccessPart(AskedPart[ShownRequest]):
    """+ opens an access and − closes it."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        model = RequestsModel(theme)
        table = ListTable(model, wide=APPLICANT)
        table.setObjectName("access_requests")
        table.setAccessibleName(QCoreApplication.translate("AccessPart", "Applications for access to the diary"))
        for column, width in WIDTHS.items():
            table.setColumnWidth(column, width)
        self._request_card = RequestCard()
        super().__init__(desk, now, model, table, self._request_card, name="access", parent=parent)
        model.setParent(self)

    @override
    def read(self, *, decided: bool) -> Sequence[ShownRequest]:
        return self._desk.page(read_requests, classes=self._classes, today=self._now().date(), decided=decided)

    @override
    def key_of(self, row: ShownRequest) -> str:
        return row.id

    @override
    def pupil_of(self, row: ShownRequest) -> PupilRow | None:
        return row.pupil

    @override
    def show_row(self, row: ShownRequest) -> None:
        self._request_card.show_request(row)

    @override
    def counted_text(self) -> tuple[int, str]:
        waiting = self._desk.page(count_requests, classes=self._classes, today=self._now().date())
        text = AccessCounts().waiting(waiting.count)
        overdue = self.tr("overdue: {count}").format(count=waiting.overdue)
        return waiting.count, f"{text}, {overdue}" if waiting.overdue else text

    @override
    def nothing_text(self, *, decided: bool) -> str:
        if decided:
            return self.tr("Nothing has been decided yet.")
        return self.tr(
            "No application waits. Parents and pupils from 14 apply on the portal's page; what they send comes here "
            "with the next synchronisation, and is to be decided within one working day."
        )

    @override
    def yes_and_no(self) -> tuple[str, str]:
        return self.tr("Open or restore access…"), self.tr("Refuse or end access…")

    @override
    def ask_yes(self, row: ShownRequest) -> None:
        if not row.can_open:
            return
        restored = row.decision == ENDED
        text = f"{pupil_text(row)}\n{applicant_text(row)}"
        checks = self.tr("Write how you have checked who it is: by which document, when.")
        checked = restored or row.is_doubtful
        question = Question(
            self.tr("Restore the access to the diary?") if restored else self.tr("Open the access to the diary?"),
            f"{text}\n{checks}" if checked else text,
            self.tr("Restore access") if restored else self.tr("Open access"),
            reason=checked,
            hint=self.tr("How it was checked"),
        )
        self.ask(question, partial(self._decide, row, GRANTED))

    @override
    def ask_no(self, row: ShownRequest) -> None:
        if not row.can_close:
            return
        who = f"{pupil_text(row)}\n{applicant_text(row)}"
        if row.is_waiting:
            told = self.tr("The applicant reads the reason.")
            refusal = Question(self.tr("Refuse the access?"), f"{who}\n{told}", self.tr("Refuse"), reason=True)
            self.ask(refusal, partial(self._decide, row, REFUSED))
            return
        told = self.tr("Write by which document, its number and date. What was entered stays.")
        end = Question(
            self.tr("End the access?"), f"{who}\n{told}", self.tr("End access"), reason=True, hint=self.tr("Document")
        )
        self.ask(end, partial(self._decide, row, ENDED))

    def _decide(self, request: ShownRequest, decision: str, reason: str) -> None:
        self._desk.do(decide_request, request=request, decision=decision, answer=reason, today=self._now().date())
