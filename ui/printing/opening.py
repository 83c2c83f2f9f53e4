"""Opens the preview of a journal's page as it is seen: its period, its marks, whose it is."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QObject, Signal

from app.domain.pages import JournalPage, Standing
from app.services.paper_head import PaperHead, read_paper_head
from ui.desk import Desk
from ui.journal.view import JournalView
from ui.printing.journal_sheets import Around, JournalSheets
from ui.printing.preview import PrintPreview
from ui.theme import Theme
from ui.widgets.key_action import key_action


class JournalPrinting(QObject):
    """An action of the page: Ctrl+P, in the page's menu and in the palette."""

    told = Signal(str)

    def __init__(self, page: JournalView, desk: Desk, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(page)
        self._page, self._desk, self._theme, self._now = page, desk, theme, now
        key_action(page, "journal_print", self.tr("Print the page…"), "Ctrl+P", self._on_wanted)

    def _on_wanted(self) -> None:
        page = self._page.page
        if not page.pupils or not page.lessons:
            self.told.emit(self.tr("There is nothing to print: the page has no pupils or no lessons."))
            return
        now = self._now()
        sheets = JournalSheets(page, self._around(page, now), now.date())
        preview = PrintPreview(sheets, now.date(), self._theme, self._page)
        preview.finished.connect(self._page.setFocus)
        preview.open()

    def _around(self, page: JournalPage, now: datetime) -> Around:
        first, last = page.lessons[0].day, page.lessons[-1].day
        head = self._desk.page(read_paper_head, page.journal, first=first, last=last)
        term = self._page.term
        begins, ends = (_long(term.first if term else first), _long(term.last if term else last))
        name = term.name if term else self.tr("Whole year")
        period = f"{name}: {begins} — {ends}"
        return Around(
            self._page.title(),
            tuple(each for each in (f"{period}   {self._teachers(head)}".rstrip(), head.school) if each),
            self.tr("Printed on {day}").format(day=_long(now.date())),
            self._foot(page, now),
        )

    def _teachers(self, head: PaperHead) -> str:
        return self.tr("Teacher: {names}").format(names=", ".join(head.teachers)) if head.teachers else ""

    def _foot(self, page: JournalPage, now: datetime) -> str:
        waiting = sum(_waiting(page))
        as_of = self.tr("As it stood on this computer on {day}, {time}").format(
            day=_long(now.date()), time=now.strftime("%H:%M")
        )
        unsent = self.tr("%n entry(ies) of this page not sent yet", "", waiting)
        return f"{as_of}; {unsent}" if waiting else as_of


def _waiting(page: JournalPage) -> list[int]:
    """Return how many entries of each cell the portal does not have yet."""
    return [
        sum(mark.standing is Standing.WAITING for mark in cell.marks)
        + (cell.attendance_standing is Standing.WAITING)
        + sum(debt.standing is Standing.WAITING for debt in cell.debts)
        for cell in page.cells.values()
    ]


def _long(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
