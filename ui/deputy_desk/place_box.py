"""Asks where a lesson is to be: day, number, room; says beforehand what it would meet there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QRect, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.timetable import Clash, ClashKind, TimetableLesson
from app.judging.timetable import LESSON_NUMBERS
from ui.deputy_desk.timetable_wording import clash_text
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 420
"""Pixels: a clash of a line and a half."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a lesson is to be."""

    lesson: TimetableLesson
    day: date
    number: int
    room: str
    reason: str


class PlaceBox(FloatingBox):
    """Nothing is done before the button; a day outside the school year is not taken."""

    wished = Signal(object)

    def __init__(self, parent: QWidget, name: str, clashes: Callable[[Wish], Sequence[Clash]]) -> None:
        super().__init__(name, parent)
        self.setFixedWidth(WIDTH)
        self._clashes = clashes
        self._lessons: tuple[TimetableLesson, ...] = ()
        self._title = named(QLabel(), "place_title")
        self._title.setWordWrap(True)
        self._lesson = named(QComboBox(), "place_lesson", self.tr("Journal"))
        self._day = named(QDateEdit(), "place_day", self.tr("Day"))
        self._day.setCalendarPopup(True)
        self._number = named(QComboBox(), "place_number", self.tr("Lesson number"))
        self._number.addItems([str(number) for number in LESSON_NUMBERS])
        self._room = named(QLineEdit(), "place_room", self.tr("Room"))
        self._reason = named(QLineEdit(), "place_reason", self.tr("Reason"))
        self._reason.setPlaceholderText(self.tr("Why so"))
        self._told = named(QLabel(), "place_clashes")
        self._told.setWordWrap(True)
        # the frame that a role gives a label is there from the start, or its padding never comes
        self._told.setProperty("role", "good")
        self._answer = named(QPushButton(), "place_answer")
        self._answer.setProperty("kind", "primary")
        self._answer.setAutoDefault(True)
        self._answer_text = ""
        self._area = QRect()
        self._lay_out()
        self._connect()

    def ask_move(self, lesson: TimetableLesson, area: QRect) -> None:
        """Ask where a lesson goes."""
        self._title.setText(f"{lesson.title} {lesson.subject}")
        self._answer_text = self.tr("Move")
        self._ask((lesson,), lesson.day, area, has_reason=True)

    def ask_new(self, lessons: Sequence[TimetableLesson], day: date, area: QRect) -> None:
        """Ask of which journal a lesson is to be added, and where."""
        self._title.setText(self.tr("One more lesson"))
        self._answer_text = self.tr("Add")
        self._ask(lessons, day, area, has_reason=False)

    def _ask(self, lessons: Sequence[TimetableLesson], day: date, area: QRect, *, has_reason: bool) -> None:
        self._lessons, self._area = (), area
        self._lesson.clear()
        self._lesson.addItems([f"{each.title} {each.subject}" for each in lessons])
        self._form.setRowVisible(self._lesson, len(lessons) > 1)
        self._form.setRowVisible(self._reason, has_reason)
        first = lessons[0]
        self._day.setDate(QDate(day.year, day.month, day.day))
        self._number.setCurrentIndex(first.slot.number)
        self._room.setText(first.room)
        self._reason.clear()
        self._lessons = tuple(lessons)
        self._tell()
        (self._lesson if len(lessons) > 1 else self._day).setFocus()

    def _wish(self) -> Wish | None:
        chosen = self._lesson.currentIndex()
        if not 0 <= chosen < len(self._lessons):
            return None
        picked = self._day.date()
        day = date(picked.year(), picked.month(), picked.day())
        return Wish(self._lessons[chosen], day, self._number.currentIndex(), self._room.text(), self._reason.text())

    def _tell(self) -> None:
        wish = self._wish()
        if wish is None:
            return
        found = self._clashes(wish)
        outside = any(clash.kind is ClashKind.OUTSIDE for clash in found)
        self._told.setProperty("role", "error" if outside else "warning" if found else "good")
        self._told.style().polish(self._told)
        self._told.setText("\n".join(map(clash_text, found)) or self.tr("Class, teacher and room are free then."))
        self._answer.setText(
            self.tr("{answer} all the same").format(answer=self._answer_text) if found else self._answer_text
        )
        offer(self._answer, possible=not outside, reason=self._told.text())
        self.open_beside(self._area)

    def _on_answer(self) -> None:
        wish = self._wish()
        if wish is not None and self._answer.isEnabled():
            self.wished.emit(wish)

    def _connect(self) -> None:
        for changed in (
            self._lesson.currentIndexChanged,
            self._day.dateChanged,
            self._number.currentIndexChanged,
            self._room.textChanged,
        ):
            changed.connect(self._tell)
        for field in (self._room, self._reason):
            field.returnPressed.connect(self._on_answer)
        self._answer.clicked.connect(self._on_answer)

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setSpacing(SMALL_GAP)
        for text, field in (
            (self.tr("Journal"), self._lesson),
            (self.tr("Day"), self._day),
            (self.tr("Lesson number"), self._number),
            (self.tr("Room"), self._room),
            (self.tr("Reason"), self._reason),
        ):
            self._form.addRow(text, field)
        hint = QLabel(self.tr("Esc — leave as it was"))
        hint.setProperty("role", "caption")
        last = QHBoxLayout()
        last.addWidget(hint, 1)
        last.addWidget(self._answer)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._title)
        lines.addLayout(self._form)
        lines.addWidget(self._told)
        lines.addLayout(last)
