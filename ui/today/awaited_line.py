"""The line of the day that says which journals wait for marks of a term, and leads to them."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget
from typing_extensions import override

from app.domain.finals import AwaitedMarks
from ui.counts import Counts
from ui.theme import GAP, PAGE_GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named


class AwaitedLine(QWidget):
    """One journal is opened at once; of several one is chosen from a menu."""

    opened = Signal(str, str)
    """A journal, and the term that waits for marks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = {False: icon("finals", theme.muted), True: icon("attention", theme.held)}
        self._button = named(QPushButton(), "today_awaited")
        self._button.setProperty("kind", "quiet")
        self._button.setIconSize(BESIDE_TEXT)
        self._button.clicked.connect(self._on_clicked)
        # the line gives the button its text, so the text must not widen the line
        self._button.setMinimumWidth(1)
        self._awaited: tuple[AwaitedMarks, ...] = ()
        self._today = date.min
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP, 0, WIDE_GAP, SMALL_GAP)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_awaited(self, awaited: Sequence[AwaitedMarks], today: date) -> None:
        """Show what waits for marks, the oldest first; nothing where nothing does."""
        self._awaited, self._today = tuple(awaited), today
        self.setVisible(bool(awaited))
        if awaited:
            self._button.setIcon(self._icons[awaited[0].due <= today])
            self._button.setAccessibleName(self._text())
            self._button.setToolTip("\n".join(map(self._whole, self._awaited)))
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _text(self) -> str:
        first, *others = self._awaited
        text = self.tr("Results wait: {what}").format(what=self._waits(f"{first.title} {first.subject}", first))
        return self.tr("{text} and {count} more").format(text=text, count=len(others)) if others else text

    def _whole(self, awaited: AwaitedMarks) -> str:
        return self._waits(f"{awaited.title} {awaited.subject}, {awaited.term}", awaited)

    def _waits(self, where: str, awaited: AwaitedMarks) -> str:
        due = awaited.due
        day = QLocale().toString(QDate(due.year, due.month, due.day), self.tr("d MMMM"))
        text = (
            self.tr("{where} — {marks} until {day}") if self._today < due else self.tr("{where} — {marks}, due {day}")
        )
        return text.format(where=where, marks=Counts().marks(awaited.count), day=day)

    def _fit(self) -> None:
        if self._awaited:
            room = self.width() - PAGE_GAP - BESIDE_TEXT.width() - 2 * WIDE_GAP
            whole, metrics = self._button.accessibleName(), self._button.fontMetrics()
            self._button.setText(metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room))

    def _on_clicked(self) -> None:
        if len(self._awaited) == 1:
            self.opened.emit(self._awaited[0].journal, self._awaited[0].period)
            return
        menu = named(QMenu(self), "today_awaited_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._awaited:
            menu.addAction(self._whole(each), partial(self.opened.emit, each.journal, each.period))
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))
