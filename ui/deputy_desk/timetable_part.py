"""«Замены и расписание»: the school's lessons of a day, who stands in, what is cancelled, moved or added."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.changes import Changes
from app.domain.timetable import Clash, Person, TimetableLesson
from app.errors import GradebookError
from app.ids import LessonId, TeacherId
from app.services.timetable import (
    add_lesson,
    cancel_lessons,
    hold_after_all,
    move_lesson,
    read_addable,
    read_clashes,
    read_people,
    read_stand_ins,
    read_timetable,
    substitute,
)
from app.store.unit import Unit
from ui.deputy_desk.place_box import PlaceBox, Wish
from ui.deputy_desk.stand_in_card import StandInCard
from ui.deputy_desk.timetable_model import NOTE, SUBJECT, DayModel
from ui.deputy_desk.timetable_wording import clash_text
from ui.desk import Desk
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.today.day_bar import DayBar
from ui.widgets.ask_box import AskBox, Question
from ui.widgets.focus_lead import FocusLead
from ui.widgets.naming import named
from ui.widgets.row_table import RowTable

P = ParamSpec("P")
CARD = 320
"""Pixels of what can be done with a lesson."""


class TimetablePart(QWidget):
    """Arrows and Shift choose lessons, Tab goes to who might stand in, Enter there lets that one."""

    refused = Signal(object)
    journal_wanted = Signal(str, str, str)

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now = now
        self._today = self._day = now().date()
        self._stale = True
        self._all: tuple[TimetableLesson, ...] = ()
        self._asked: list[LessonId] = []
        self._coming_back: list[LessonId] = []
        self._model = DayModel(theme, self)
        self._bar = DayBar(theme, self)
        self._who = named(QComboBox(), "timetable_teacher", self.tr("Whose lessons"))
        self._add = named(QPushButton(self.tr("Add a lesson…")), "timetable_add")
        self._table = self._build_table()
        self._card = StandInCard(theme)
        self._empty = named(QLabel(self.tr("No lessons on this day")), "timetable_empty")
        self._pages = QStackedWidget()
        self._move_box = PlaceBox(self, "move_box", self._clashes)
        self._add_box = PlaceBox(self, "add_box", self._clashes)
        self._cancel_box = AskBox(self, "cancel_box")
        self._hold_box = AskBox(self, "hold_box")
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read the day anew; the chosen lessons stay chosen, and today gives way to the day that has begun since."""
        self._stale = False
        today = self._now().date()
        self._day = today if self._day == self._today else self._day
        self._today = today
        chosen = {each.id for each in self._chosen()}
        self._bar.show_day(self._day, self._today)
        self._all = self._desk.page(read_timetable, self._day)
        self._fill_people(self._desk.page(read_people, self._day))
        self._show(chosen)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _connect(self) -> None:
        self._bar.chosen.connect(self._on_day)
        self._who.activated.connect(lambda: self._show(set()))
        self._add.clicked.connect(self._on_add)
        self._table.selectionModel().selectionChanged.connect(self._show_card)
        self._table.activated.connect(self._on_open)
        self._card.chosen.connect(self._on_stand_in)
        self._card.ended.connect(lambda: self._on_stand_in(""))
        self._card.cancelled.connect(self._on_cancel)
        self._card.held.connect(self._on_hold)
        self._card.moved.connect(self._on_move)
        self._card.opened.connect(self._on_open)
        self._move_box.wished.connect(self._on_moved)
        self._add_box.wished.connect(self._on_added)
        self._cancel_box.answered.connect(self._on_cancelled)
        self._hold_box.answered.connect(self._on_held)
        for box in (self._move_box, self._add_box, self._cancel_box, self._hold_box):
            box.left.connect(self._table.setFocus)
        self._desk.changed.connect(self._on_changed)

    def _show(self, chosen: set[LessonId]) -> None:
        person = self._who.currentData() or ""
        lessons = [each for each in self._all if not person or each.is_of(TeacherId(person))]
        self._model.show(lessons)
        self._pages.setCurrentIndex(0 if lessons else 1)
        rows = [row for row, each in enumerate(lessons) if each.id in chosen] or [0]
        selection, flag = self._table.selectionModel(), QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(self._model.index(rows[0], 0), flag.ClearAndSelect | flag.Rows)
        for row in rows[1:]:
            selection.select(self._model.index(row, 0), flag.Select | flag.Rows)
        self._show_card()

    def _chosen(self) -> list[TimetableLesson]:
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [lesson for row in rows if (lesson := self._model.row(row))]

    def _show_card(self) -> None:
        if chosen := self._chosen():
            people = self._desk.page(read_stand_ins, at=chosen[0], others=self._all)
            self._card.show_lessons(chosen, people)

    def _fill_people(self, people: Sequence[Person]) -> None:
        person = self._who.currentData()
        self._who.clear()
        self._who.addItem(self.tr("All lessons"), "")
        for each in people:
            self._who.addItem(each.name, each.id)
        self._who.setCurrentIndex(max(0, self._who.findData(person)))

    def _clashes(self, wish: Wish) -> Sequence[Clash]:
        return self._desk.page(read_clashes, moved=wish.lesson, day=wish.day, number=wish.number, room=wish.room)

    def _on_day(self, day: date) -> None:
        self._day = day
        self.reload()

    def _on_stand_in(self, teacher: str) -> None:
        lessons = [each.id for each in self._chosen() if not each.cancelled]
        self._do(substitute, lessons=lessons, teacher_id=TeacherId(teacher))

    def _on_hold(self) -> None:
        lessons = [each for each in self._chosen() if each.cancelled]
        self._coming_back = [each.id for each in lessons]
        wishes = (Wish(each, each.day, each.slot.number, each.room, each.reason) for each in lessons)
        if met := [clash_text(clash) for wish in wishes for clash in self._clashes(wish)]:
            title = self.tr("Hold after all: {lessons}").format(lessons=_titles(lessons))
            self._hold_box.ask(Question(title, "\n".join(met), self.tr("Hold it after all")), self._area())
        else:
            self._on_held()

    def _on_held(self) -> None:
        if self._do(hold_after_all, lessons=self._coming_back):
            self._hold_box.leave()

    def _on_cancel(self) -> None:
        lessons = [each for each in self._chosen() if not each.cancelled]
        if not lessons:
            return
        # the answer is about what was asked, whatever is chosen in the table meanwhile
        self._asked = [each.id for each in lessons]
        question = Question(
            self.tr("Cancel: {lessons}").format(lessons=_titles(lessons)),
            self.tr("Topic, homework and marks that stand there already stay."),
            self.tr("Cancel the lesson"),
            reason=True,
        )
        self._cancel_box.ask(question, self._area())

    def _on_cancelled(self, reason: str) -> None:
        if self._do(cancel_lessons, lessons=self._asked, reason=reason):
            self._cancel_box.leave()

    def _on_move(self) -> None:
        if chosen := self._chosen():
            self._move_box.ask_move(chosen[0], self._area())

    def _on_moved(self, wish: Wish) -> None:
        if self._do(
            move_lesson,
            moved=wish.lesson,
            day=wish.day,
            number=wish.number,
            room=wish.room,
            reason=wish.reason,
        ):
            self._move_box.leave()

    def _on_add(self) -> None:
        journals = self._desk.page(read_addable, self._day)
        if journals:
            self._add_box.ask_new(journals, self._day, QRect(self._add.pos(), self._add.size()))

    def _on_added(self, wish: Wish) -> None:
        if self._do(add_lesson, added=wish.lesson, day=wish.day, number=wish.number, room=wish.room):
            self._add_box.leave()

    def _on_open(self) -> None:
        if chosen := self._chosen():
            self.journal_wanted.emit(chosen[0].journal, chosen[0].id, "")

    def _on_changed(self, changes: Changes) -> None:
        self._stale = self._stale or bool(changes.school or changes.shapes or changes.lessons)
        if self._stale and self.isVisible():
            self.reload()

    def _do(self, command: Callable[Concatenate[Unit, P], Changes], *args: P.args, **kwargs: P.kwargs) -> bool:
        try:
            self._desk.do(command, *args, **kwargs)
        except GradebookError as error:
            self.refused.emit(error)
            return False
        return True

    def _area(self) -> QRect:
        area = self._table.visualRect(self._table.currentIndex())
        return QRect(self._table.viewport().mapTo(self, area.topLeft()), area.size())

    def _build_table(self) -> RowTable:
        table = named(
            RowTable(self._model, RowTable.SelectionMode.ExtendedSelection),
            "timetable_table",
            self.tr("Lessons of the school"),
        )
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(SUBJECT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        self._empty.setProperty("role", "title")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._table)
        splitter.addWidget(self._card)
        splitter.setStretchFactor(0, 1)
        self._card.setMinimumWidth(CARD)
        self._pages.addWidget(splitter)
        self._pages.addWidget(self._empty)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._bar)
        lines.addLayout(self._tools())
        lines.addWidget(self._pages, 1)
        FocusLead(self, self._table)

    def _tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        tools.setContentsMargins(WIDE_GAP, 0, WIDE_GAP, SMALL_GAP)
        tools.setSpacing(SMALL_GAP)
        who = QLabel(self.tr("Who is away:"))
        who.setBuddy(self._who)
        tools.addWidget(who)
        tools.addWidget(self._who)
        tools.addStretch()
        tools.addWidget(self._add)
        return tools


def _titles(lessons: Sequence[TimetableLesson]) -> str:
    return ", ".join(f"{each.title} {each.subject}" for each in lessons)
