"""«Мой класс»: the class teacher's desk in a tab: subjects, absences, risk, remarks, what families ask."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout
from typing_extensions import override

from app.changes import Changes
from app.domain.attention import About
from app.domain.class_page import OwnClass
from app.services.class_desk import read_own_classes
from ui.access.part import AccessPart
from ui.class_desk.absences_section import AbsencesSection
from ui.class_desk.asked_section import AskedSection
from ui.class_desk.remarks_section import RemarksSection
from ui.class_desk.risk_section import RiskSection
from ui.class_desk.section import Section
from ui.class_desk.summary_section import SummarySection
from ui.class_desk.weeks_section import WeeksSection
from ui.desk import Desk
from ui.desk_view import DeskView
from ui.proposals.part import ProposalsPart
from ui.settings import Settings
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.focus_lead import FocusLead
from ui.widgets.key_action import key_action
from ui.widgets.naming import named


class ClassDeskView(DeskView):
    """Alt+1 to Alt+7 go to its parts; a part is read when it is looked at."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._classes: tuple[OwnClass, ...] = desk.page(read_own_classes)
        self._chooser = named(QComboBox(), "class_chooser", self.tr("Class"))
        self._title = named(QLabel(), "class_title")
        self._title.setProperty("role", "display")
        self._tabs = named(QTabBar(), "class_tabs", self.tr("Parts of the page"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._none = named(QLabel(self.tr("You are not a class teacher now.")), "class_none")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        mine = self._classes[0] if self._classes else OwnClass("", "", 0)  # type: ignore[arg-type]  # no class any more
        self._absences = AbsencesSection(desk, theme, now, mine)
        self._risk = RiskSection(desk, theme, now, mine)
        self._weeks = WeeksSection(desk, theme, now, mine)
        self._access = AskedSection(desk, theme, now, mine, AccessPart(desk, theme, now))
        self._proposals = AskedSection(desk, theme, now, mine, ProposalsPart(desk, theme, now))
        self._sections: tuple[Section, ...] = (
            SummarySection(desk, theme, now, mine),
            self._absences,
            self._risk,
            RemarksSection(desk, theme, now, mine),
            self._weeks,
            self._access,
            self._proposals,
        )
        self._lead = FocusLead(self, self._sections[0])
        self._lay_out()
        self._connect()
        self._show_classes()

    @override
    def show_asked(self, about: str) -> None:
        section = self._access if about == About.ACCESS else self._proposals
        self._tabs.setCurrentIndex(self._sections.index(section))

    @override
    def keep_in(self, settings: Settings) -> None:
        self._risk.show_own(settings.own_risk)

        def keep(own: object) -> None:
            settings.own_risk = own  # type: ignore[assignment]  # the signal carries rules only

        self._risk.own_chosen.connect(keep)

    def _lay_out(self) -> None:
        texts = (
            self.tr("All subjects"),
            self.tr("Absences"),
            self.tr("At risk"),
            self.tr("Remarks"),
            self.tr("Over the year"),
            self.tr("Access to the diary"),
            self.tr("From parents"),
        )
        for number, (section, text) in enumerate(zip(self._sections, texts, strict=True), 1):
            self._tabs.addTab(text)
            self._tabs.setTabToolTip(number - 1, f"{text} (Alt+{number})")
            self._pages.addWidget(section)
        top = QHBoxLayout()
        top.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, 0)
        top.setSpacing(WIDE_GAP)
        top.addWidget(self._chooser)
        top.addWidget(self._title)
        top.addWidget(self._tabs)
        top.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self._none, 1)
        lines.addWidget(self._pages, 1)

    def _connect(self) -> None:
        for number, section in enumerate(self._sections, 1):
            section.refused.connect(self.refused)
            section.journal_wanted.connect(self.journal_wanted)
            section.card_wanted.connect(self.card_wanted)
            text, go = self._tabs.tabText(number - 1), partial(self._tabs.setCurrentIndex, number - 1)
            key_action(self, f"class_part_{number}", text, f"Alt+{number}", go)
        self._weeks.day_wanted.connect(self._on_day)
        self._access.counted.connect(partial(self._on_counted, self._access, self.tr("Access to the diary")))
        self._proposals.counted.connect(partial(self._on_counted, self._proposals, self.tr("From parents")))
        self._tabs.currentChanged.connect(self._on_tab)
        self._chooser.currentIndexChanged.connect(self._on_class)
        self._desk.changed.connect(self._on_changed)

    def _show_classes(self) -> None:
        kept = self._chooser.currentData()
        with QSignalBlocker(self._chooser):
            self._chooser.clear()
            for each in self._classes:
                self._chooser.addItem(each.title, each.id)
            self._chooser.setCurrentIndex(max(0, self._chooser.findData(kept)))
        several = len(self._classes) > 1
        self._chooser.setVisible(several)
        self._title.setVisible(len(self._classes) == 1)
        self._title.setText(self._classes[0].title if self._classes else "")
        self._none.setVisible(not self._classes)
        self._tabs.setVisible(bool(self._classes))
        self._pages.setVisible(bool(self._classes))
        self._recount()
        self._on_tab(self._tabs.currentIndex())

    def _recount(self) -> None:
        for each in (self._access, self._proposals):
            each.recount()

    def _on_counted(self, section: Section, text: str, count: int) -> None:
        place = self._sections.index(section)
        self._tabs.setTabText(place, f"{text}: {count}" if count else text)

    def _on_tab(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        section = self._sections[place]
        self._lead.lead_to(section)
        if self.isVisible():
            section.setFocus()

    def _on_day(self, day: date, pupil: str) -> None:
        self._tabs.setCurrentIndex(self._sections.index(self._absences))
        self._absences.show_day(day, pupil)

    def _on_class(self, place: int) -> None:
        for section in self._sections:
            section.show_class(self._classes[place])
        self._recount()

    def _on_changed(self, changes: Changes) -> None:
        if changes.access or changes.cells or changes.shapes:
            self._recount()
        if not changes.school:
            return
        classes = self._desk.page(read_own_classes)
        if classes != self._classes:
            self._classes = classes
            self._show_classes()
            if classes:
                self._on_class(self._chooser.currentIndex())
