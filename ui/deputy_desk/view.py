"""The deputy head's page «Завуч»: how journals are kept, what is to decide, a day's timetable, what families ask."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.access.part import AccessPart
from ui.deputy_desk.asked_part import DeputyAskedPart
from ui.deputy_desk.deciding_part import DecidingPart
from ui.deputy_desk.keeping_part import KeepingPart
from ui.deputy_desk.timetable_part import TimetablePart
from ui.deputy_desk.year_part import YearPart
from ui.desk import Desk
from ui.desk_view import DeskView
from ui.proposals.part import ProposalsPart
from ui.theme import Theme
from ui.widgets.focus_lead import FocusLead
from ui.widgets.later import Later
from ui.widgets.naming import named
from ui.widgets.when_shown import WhenShown


class DeputyDesk(DeskView):
    """Ctrl+Page Up and Ctrl+Page Down go from one part to the next."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keeping = KeepingPart(desk, theme, now)
        self._deciding = DecidingPart(desk, theme)
        self._years = YearPart(desk)
        self._access = DeputyAskedPart(desk, AccessPart(desk, theme, now))
        self._proposals = DeputyAskedPart(desk, ProposalsPart(desk, theme, now))
        self._timetable = WhenShown(lambda: self._timetable_part(TimetablePart(desk, theme, now)))
        self._parts = named(QTabWidget(documentMode=True), "deputy_parts")
        for each in (self._parts, self._parts.tabBar()):
            each.setAccessibleName(self.tr("Parts of the deputy head's page"))
        self._parts.tabBar().setDrawBase(False)
        self._parts.addTab(self._deciding, "")
        self._parts.addTab(self._keeping, self.tr("Keeping of journals"))
        self._parts.addTab(self._timetable, self.tr("Substitutions and timetable"))
        for part in (self._years, self._access, self._proposals):
            self._parts.addTab(part, "")
        self._soon = Later(self._count, self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._parts)
        self._connect()
        for say in (self._on_counted, self._on_years, self._on_access, self._on_proposals):
            say(0)
        self._lead = FocusLead(self, self._keeping)
        self._parts.setCurrentWidget(self._keeping)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # the page stands there first: what the other parts have to say is counted a moment later
        self._soon.ask()

    def _connect(self) -> None:
        self._deciding.counted.connect(self._on_counted)
        self._years.counted.connect(self._on_years)
        self._access.counted.connect(self._on_access)
        self._proposals.counted.connect(self._on_proposals)
        for each in (self._access, self._proposals):
            each.card_wanted.connect(self.card_wanted)
        self._parts.currentChanged.connect(self._on_part)
        for part in (self._keeping, self._deciding, self._years):
            part.journal_wanted.connect(self.journal_wanted)
        for refusing in (self._deciding, self._years, self._access, self._proposals):
            refusing.refused.connect(self.refused)
        find = QAction(self.tr("Find a journal"), self)
        find.setObjectName("deputy_find")
        find.setShortcut(QKeySequence("Ctrl+F"))
        find.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.triggered.connect(self._on_find)
        self.addAction(find)

    def _timetable_part(self, part: TimetablePart) -> TimetablePart:
        part.journal_wanted.connect(self.journal_wanted)
        part.refused.connect(self.refused)
        return part

    def _count(self) -> None:
        self._deciding.refresh()
        self._years.refresh()
        self._access.refresh()
        self._proposals.refresh()

    def _on_counted(self, count: int) -> None:
        self._parts.setTabText(
            self._parts.indexOf(self._deciding),
            self.tr("To decide: {count}").format(count=count) if count else self.tr("To decide"),
        )

    def _on_years(self, count: int) -> None:
        text = self.tr("Years: {count}").format(count=count) if count else self.tr("Years")
        self._parts.setTabText(self._parts.indexOf(self._years), text)

    def _on_access(self, count: int) -> None:
        text = self.tr("Access: {count}").format(count=count) if count else self.tr("Access")
        place = self._parts.indexOf(self._access)
        self._parts.setTabText(place, text)
        self._parts.setTabToolTip(place, self.tr("Access to the diary"))

    def _on_proposals(self, count: int) -> None:
        text = self.tr("From parents: {count}").format(count=count) if count else self.tr("From parents")
        place = self._parts.indexOf(self._proposals)
        self._parts.setTabText(place, text)
        self._parts.setTabToolTip(place, self.tr("What parents tell of absences"))

    def _on_part(self) -> None:
        part = self._parts.currentWidget()
        if part is not None:
            self._lead.lead_to(part)
            part.setFocus()

    def _on_find(self) -> None:
        self._parts.setCurrentWidget(self._keeping)
        self._keeping.begin_search()
