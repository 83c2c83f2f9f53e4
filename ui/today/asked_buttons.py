"""What of the families of one's own class waits for a decision: a button each, nothing where nothing waits."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.attention import About
from app.services.access_requests import count_own_requests
from app.services.excuse_proposals import count_own_proposals
from ui.desk import Desk
from ui.theme import SMALL_GAP, Theme
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named


class AskedButtons(QWidget):
    """What waits longer than it may has another picture."""

    wanted = Signal(str)
    """What is asked, by what it is about."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._proposals = self._button("today_proposals", About.PROPOSAL)
        self._proposals.setIcon(icon("calendar", theme.accent))
        self._proposals.setToolTip(self.tr("Parents of your class tell why a child is away: to decide"))
        self._access = self._button("today_access", About.ACCESS)
        self._access_icons = {False: icon("class", theme.accent), True: icon("attention", theme.refused)}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._proposals)
        line.addWidget(self._access)

    def show_day(self, today: date) -> None:
        """Say how many wait today."""
        proposals = self._desk.page(count_own_proposals, today=today)
        self._proposals.setVisible(bool(proposals))
        self._proposals.setText(self.tr("From parents: {count}").format(count=proposals))
        waiting = self._desk.page(count_own_requests, today=today)
        self._access.setVisible(bool(waiting.count))
        self._access.setIcon(self._access_icons[bool(waiting.overdue)])
        self._access.setText(self.tr("Access to the diary: {count}").format(count=waiting.count))
        overdue = self.tr("Applications of your class to decide, overdue: {count}").format(count=waiting.overdue)
        self._access.setToolTip(overdue if waiting.overdue else self.tr("Applications of your class to decide"))
        self.setVisible(bool(proposals or waiting.count))

    def _button(self, name: str, about: About) -> QPushButton:
        button = named(QPushButton(), name)
        button.setProperty("kind", "quiet")
        button.setIconSize(BESIDE_TEXT)
        button.clicked.connect(partial(self.wanted.emit, about.value))
        return button
