"""The chosen lessons of the timetable: who might stand in, and what else can be done with them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from app.domain.timetable import StandIn, TimetableLesson
from ui.deputy_desk.timetable_model import StandInsModel
from ui.deputy_desk.timetable_wording import note_text, room_text, teachers_text
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.lines_delegate import LinesDelegate
from ui.widgets.naming import named


class StandInCard(QWidget):
    """Enter on a teacher lets that one stand in at every chosen lesson."""

    chosen = Signal(str)
    """A teacher, by id."""
    ended = Signal()
    cancelled = Signal()
    held = Signal()
    moved = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = named(QLabel(), "timetable_title")
        self._title.setProperty("role", "title")
        self._place = named(QLabel(), "timetable_place")
        self._place.setProperty("role", "muted")
        self._note = named(QLabel(), "timetable_note")
        self._note.setProperty("role", "warning")
        for label in (self._title, self._place, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._model = StandInsModel(self)
        self._who = QLabel(self.tr("Who stands in:"))
        self._who.setProperty("role", "caption")
        self._list = named(QListView(), "stand_ins", self.tr("Who might stand in"))
        self._list.setProperty("kind", "rows")
        self._list.setModel(self._model)
        self._list.setItemDelegate(LinesDelegate(theme, self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.activated.connect(self._on_activated)
        self._end = self._button("timetable_end", self.tr("End the substitution"))
        self._cancel = self._button("timetable_cancel", self.tr("Cancel the lesson…"))
        self._hold = self._button("timetable_hold", self.tr("Hold it after all"))
        self._move = self._button("timetable_move", self.tr("Move…"))
        self._open = self._button("timetable_open", self.tr("Open in the journal"))
        self._lay_out()
        for button, wish in (
            (self._end, self.ended),
            (self._cancel, self.cancelled),
            (self._hold, self.held),
            (self._move, self.moved),
            (self._open, self.opened),
        ):
            button.clicked.connect(wish)

    def show_lessons(self, lessons: Sequence[TimetableLesson], people: Sequence[StandIn]) -> None:
        """Show the chosen lessons. people: who might take the first of them."""
        first, several = lessons[0], len(lessons) > 1
        self._title.setText(
            self.tr("%n lesson(s) chosen", "", len(lessons)) if several else f"{first.title} {first.subject}"
        )
        place = self.tr("{number}. {teachers}").format(number=first.slot.number, teachers=teachers_text(first))
        shown = [f"{each.title} {each.subject}" for each in lessons] if several else [place, room_text(first)]
        self._place.setText(" · ".join(part for part in shown if part))
        self._note.setText(note_text(first))
        self._note.setVisible(bool(note_text(first)) and not several)
        held = [each for each in lessons if not each.cancelled]
        self._model.show(people if held else ())
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._who.setVisible(bool(held))
        self._end.setVisible(any(each.substitute for each in lessons))
        self._cancel.setVisible(bool(held))
        self._hold.setVisible(len(held) < len(lessons))
        self._move.setVisible(not several)
        self._open.setVisible(not several)

    def _on_activated(self, index: QModelIndex) -> None:
        if each := self._model.row(index.row()):
            self.chosen.emit(each.person.id)

    def _button(self, name: str, text: str) -> QPushButton:
        button = named(QPushButton(text), name)
        button.setAutoDefault(True)
        return button

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        for each in (self._title, self._place, self._note, self._who):
            lines.addWidget(each)
        lines.addWidget(self._list, 1)
        for pair in ((self._end, self._hold), (self._cancel, self._move), (self._open,)):
            line = QHBoxLayout()
            line.setSpacing(SMALL_GAP)
            for button in pair:
                line.addWidget(button, 1)
            lines.addLayout(line)
