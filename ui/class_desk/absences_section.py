"""The class's absences by days: whole days are entered with one key, reasons are given for what is chosen."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout
from typing_extensions import override

from app.domain.attendance import Absence
from app.domain.class_absences import AbsencesPage, ClassSums, Reason
from app.domain.class_page import OwnClass
from app.domain.finals import Period
from app.ids import PupilId
from app.services.class_desk import read_periods
from app.services.class_desk_absences import read_absence_sums, read_absences
from app.services.excusing import excuse_days, fill_days, read_filling, take_reasons_back
from ui.class_desk.absence_reason_box import AbsenceReasonBox
from ui.class_desk.absences_bar import AbsencesBar
from ui.class_desk.absences_delegate import AbsencesDelegate
from ui.class_desk.absences_grid import AbsencesGrid, Sum, class_line
from ui.class_desk.column_header import ColumnHeader
from ui.class_desk.counts import ClassCounts
from ui.class_desk.grid_model import GridModel
from ui.class_desk.grid_table import GridTable
from ui.class_desk.section import Section
from ui.desk import Desk
from ui.journal.keys import Act, Press
from ui.journal.marks_model import Place
from ui.journal.status_line import StatusLine
from ui.theme import GAP, WIDE_GAP, Theme
from ui.widgets.empty_note import EmptyNote
from ui.widgets.empty_texts import nobody_text
from ui.widgets.focus_lead import FocusLead
from ui.widgets.naming import named

WIDEST = 96
"""Pixels of a day."""

PupilDays = frozenset[tuple[PupilId, date]]


class AbsencesSection(Section):
    """«н», «б», «у» say that somebody is away all day; a subject teacher's own signs stay."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], mine: OwnClass) -> None:
        super().__init__(desk, theme, now, mine)
        self._grid = AbsencesGrid(AbsencesPage(mine, (), (), {}), ClassSums({}, {}), "")
        self._periods: tuple[Period, ...] = ()
        self._asked: PupilDays = frozenset()
        self._bar = AbsencesBar(theme, self.today)
        self._model = GridModel(self._grid, self)
        self._table = GridTable("class_absences", self.tr("Absences of the class by days"), self._model, theme)
        self._delegate = AbsencesDelegate(lambda: self._grid, theme, self._table)
        header = ColumnHeader(theme, self._table, self._lines, self._ground)
        header.setAccessibleName(self.tr("Days and sums"))
        self._table.dress(header, self._delegate, self._widths)
        self._sums = named(QLabel(), "class_sums")
        self._sums.setWordWrap(True)
        self._sums.setTextFormat(Qt.TextFormat.PlainText)
        self._sums.setContentsMargins(WIDE_GAP, GAP, WIDE_GAP, 0)
        self._note = EmptyNote(self._table)
        self._line = StatusLine()
        self._box = AbsenceReasonBox(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for each, stretch in ((self._bar, 0), (self._table, 1), (self._sums, 0), (self._line, 0)):
            lines.addWidget(each, stretch)
        self._acts: dict[Act, Callable[[Press], None]] = {
            Act.SIGN: lambda press: self._on_sign(press.sign),
            Act.CLEAR: lambda _press: self._fill(Absence.PRESENT),
            Act.BACK: lambda _press: self._fill(Absence.PRESENT),
            Act.DOWN: lambda _press: self._on_open(),
            Act.RIGHT: lambda _press: self._step(1),
            Act.LEFT: lambda _press: self._step(-1),
        }
        self._connect()
        FocusLead(self, self._table)

    @override
    def reload(self) -> None:
        first, last = self._bar.days
        self._bar.show_today(self.today)
        self._periods = self._desk.page(read_periods, self._class)
        page = self._desk.page(read_absences, self._class.id, first=first, last=last)
        since, until, span = self._bar.summed(self._periods)
        sums = self._desk.page(read_absence_sums, self._class.id, first=since, last=until)
        caret = self._table.caret
        before = self._grid.keys[caret[1]] if caret else self.today
        self._grid = AbsencesGrid(page, sums, span)
        changed = self._model.show_grid(self._grid)
        self._table.keep_place((caret[0] if caret else 0, self._column_of(before)), changed=changed)
        self._note.say("" if page.pupils else nobody_text())
        self._sums.setText(class_line(self._grid) if page.pupils else "")
        self._tell()

    def show_day(self, day: date, pupil: str) -> None:
        """Go to a pupil's day in the week that it is of."""
        self._bar.show_week(day)
        rows = [row for row, who in enumerate(self._grid.pupils) if who.id == pupil]
        if rows:
            self._table.go((rows[0], self._column_of(day)))

    def _column_of(self, key: date | Sum) -> int:
        """Return where a day or a sum is now; today, or the first day, where it is out of sight."""
        found = [self._grid.keys.index(each) for each in (key, self.today) if each in self._grid.keys]
        return found[0] if found else 0

    def _connect(self) -> None:
        self._bar.changed.connect(self._refresh)
        for action in (self._bar.reason, self._bar.no_reason):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        self._bar.reason.triggered.connect(self._on_reason)
        self._bar.no_reason.triggered.connect(self._on_no_reason)
        self._box.given.connect(self._on_given)
        self._box.left.connect(self._table.setFocus)
        self._table.opened.connect(self._on_open)
        self._table.card_wanted.connect(lambda row: self.show_card(row, self._grid.pupils))
        self._table.typed.connect(self._on_typed)
        self._table.caret_moved.connect(self._tell)

    def _lines(self, column: int) -> tuple[str, ...]:
        return self._grid.lines(column)

    def _ground(self, column: int) -> QColor | None:
        return self._theme.today if self._grid.keys[column] == self.today else None

    def _widths(self, room: int) -> list[int]:
        days = len(self._grid.page.days)
        sums = len(self._grid.keys) - days
        narrow = self._delegate.narrowest_sum
        wide = max(self._delegate.narrowest, min(WIDEST, (room - sums * narrow) // max(1, days)))
        return [wide] * days + [narrow] * sums

    def _chosen(self) -> PupilDays:
        """Return the chosen days of pupils; sums are no days."""
        page = self._grid.page
        return frozenset(
            (page.pupils[row].id, page.days[column]) for row, column in self._table.chosen() if column < len(page.days)
        )

    def _on_typed(self, press: Press) -> None:
        act = self._acts.get(press.act)
        if act is None:
            self._line.show_hint(self._keys())
        else:
            act(press)

    def _on_sign(self, sign: Absence) -> None:
        if sign.is_missed:
            self._fill(sign)
        else:
            self._line.show_hint(
                self.tr("“о” and “осв” are of single lessons: their teachers write them. Here: н, б, у for whole days.")
            )

    def _fill(self, absence: Absence) -> None:
        days = self._chosen()
        if days and self._try(
            lambda: self._desk.do(fill_days, school_class=self._class.id, days=days, absence=absence)
        ):
            self._tell_filling(days)

    def _tell_filling(self, days: Collection[tuple[PupilId, date]]) -> None:
        filling = self._desk.page(read_filling, school_class=self._class.id, days=days)
        texts = [ClassCounts().filled(filling.filled)]
        if filling.by_teacher:
            texts.append(ClassCounts().by_teacher(filling.by_teacher))
        self._line.show_hint(", ".join(texts))

    def _on_reason(self) -> None:
        self._asked = self._chosen()
        if self._asked:
            title = self.tr("Reason for the “н” of: {what}").format(what=self._named(self._asked))
            self._box.ask(title, self.today, self._area(self._table.chosen()[0]))

    def _on_given(self, reason: Reason) -> None:
        self._box.leave()
        days = self._asked
        done: list[int] = []

        def write() -> None:
            changes = self._desk.do(excuse_days, school_class=self._class.id, days=days, reason=reason)
            done.append(len(changes.recorded))

        if self._try(write):
            self._line.show_hint(ClassCounts().reasons(done[0]))

    def _on_no_reason(self) -> None:
        days = self._chosen()
        done: list[int] = []

        def take_back() -> None:
            done.append(len(self._desk.do(take_reasons_back, school_class=self._class.id, days=days).recorded))

        if days and self._try(take_back):
            self._line.show_hint(ClassCounts().taken_back(done[0]))

    def _named(self, days: PupilDays) -> str:
        if len(days) == 1:
            return self._grid.spoken(*self._table.chosen()[0]).split(":", maxsplit=1)[0]
        return ClassCounts().chosen_days(len(days))

    def _area(self, place: Place) -> QRect:
        area = self._table.visualRect(self._model.index(*place))
        return QRect(self._table.viewport().mapTo(self, area.topLeft()), area.size())

    def _on_open(self) -> None:
        caret = self._table.caret
        day = self._grid.day(*caret) if caret else None
        if caret is None or day is None:
            return
        lesson = next((each for each in day.lessons if each.absence), day.lessons[0])
        self.journal_wanted.emit(lesson.journal, lesson.lesson, self._grid.pupils[caret[0]].id)

    def _step(self, columns: int) -> None:
        caret = self._table.caret
        if caret is not None and 0 <= caret[1] + columns < self._model.columnCount():
            self._table.go((caret[0], caret[1] + columns))

    def _tell(self) -> None:
        caret = self._table.caret
        if caret is not None and self._grid.pupils:
            self._line.show_selection(self._grid.spoken(*caret))
        self._line.show_hint(self._keys())

    def _keys(self) -> str:
        return self.tr("н, б, у — away all day · Delete — take back · F2 — reason · Enter — open")
