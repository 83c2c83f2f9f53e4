"""A pupil's card at the right of the window: its head, and the parts below."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.pages import PupilRow
from app.domain.pupil_cards import CardSubject, PupilCard, neighbours, term_card
from app.domain.works import WorkKind
from app.ids import PupilId
from ui.explanation.markup import Heading
from ui.explanation.sheet import ExplanationSheet
from ui.pupil_card.head import CardHead
from ui.pupil_card.parts import CardParts
from ui.pupil_card.trial import TrialPart
from ui.pupil_card.wording import counted, whose_text
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.floating_box import FloatingBox
from ui.widgets.key_action import key_action
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 600
"""Pixels: a remark fits a line, and on the smallest display the names of the journal stay beside it."""

KEPT_OF_PAGE = 260
"""Pixels of the page that stay in sight at the left."""

MARKS, WHY, TRIAL, ABSENCES, REMARKS, DEBTS = range(6)
"""The parts, as Alt+1 to Alt+6 show them."""


class CardSheet(FloatingBox):
    """Not modal; Alt+Up and Alt+Down go to the pupils beside, Escape leaves."""

    pupil_wanted = Signal(str)
    journal_wanted = Signal(str, str, str)
    """Journal, lesson and pupil, by their ids."""

    def __init__(self, theme: Theme, parent: QWidget, kinds: Sequence[WorkKind]) -> None:
        super().__init__("pupil_card", parent)
        self._around = parent
        self._card: PupilCard | None = None
        self._listed: Sequence[PupilRow] = ()
        self._today = date.min
        self.setAccessibleName(self.tr("Pupil's card"))
        self._head = CardHead(theme)
        self._parts = CardParts()
        self._why = ExplanationSheet(theme)
        self._trial = TrialPart()
        self._trial.show_kinds(kinds)
        marks, *others = self._parts.pages()
        self._inside = (marks, self._why, self._trial, *others)
        self._tabs = self._build_tabs()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def shown(self) -> PupilId | None:
        """Whose card is open, None where none is."""
        return self._card.pupil.id if self._card and self.isVisible() else None

    def show_card(self, card: PupilCard, listed: Sequence[PupilRow], today: date) -> None:
        """Show a card. listed: the pupils among whom the keys go on."""
        before = self._card
        is_like = before is not None and _journals(before) == _journals(card)
        subject, term = (self._head.subject, self._head.term) if is_like else (0, "")
        if before is None or before.pupil.id != card.pupil.id:
            self._trial.clear()
        self._card, self._listed, self._today = card, listed, today
        back, on = neighbours(listed, card.pupil)
        self._head.show_pupil(card, subject)
        self._head.show_neighbours(before=back is not None, after=on is not None)
        for action, beside in zip(self._beside, (back, on), strict=True):
            offer(action, possible=beside is not None, reason=self.tr("The list has no other pupil there."))
        self._show_subject(term)
        if not self.isVisible():
            self._place()
            self._show_part(MARKS)
            self.show()
            self.raise_()
            self._inside[MARKS].setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _build_tabs(self) -> QTabBar:
        tabs = named(QTabBar(), "card_parts", self.tr("Parts of the card"))
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(True)
        tabs.setProperty("kind", "inside")
        return tabs

    def _lay_out(self) -> None:
        for page in self._inside:
            self._tabs.addTab("")
            self._pages.addWidget(page)
        hint = QLabel(self.tr("Alt+↑ Alt+↓ — another pupil · Alt+1…6 — parts · Enter — to the lesson · Esc — back"))
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._head)
        lines.addWidget(self._tabs)
        lines.addWidget(self._pages, 1)
        lines.addWidget(hint)

    def _connect(self) -> None:
        self._around.installEventFilter(self)
        self._head.previous_wanted.connect(lambda: self._go(0))
        self._head.next_wanted.connect(lambda: self._go(1))
        self._head.close_wanted.connect(self.leave)
        self._head.subject_chosen.connect(lambda: self._show_subject(""))
        self._head.term_chosen.connect(self._show_term)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._why.left.connect(self.leave)
        self._parts.opened.connect(self._on_opened)
        self._beside = (
            key_action(self, "card_previous_pupil", self.tr("Previous pupil"), "Alt+Up", lambda: self._go(0)),
            key_action(self, "card_next_pupil", self.tr("Next pupil"), "Alt+Down", lambda: self._go(1)),
        )
        self._showing = [
            key_action(self, f"card_part_{number}", text, f"Alt+{number}", partial(self._show_part, number - 1))
            for number, text in enumerate(self._part_names(), 1)
        ]

    def _subject(self) -> CardSubject | None:
        subjects = self._card.subjects if self._card else ()
        place = self._head.subject
        return subjects[place] if 0 <= place < len(subjects) else None

    def _show_subject(self, term: str) -> None:
        if self._card is not None:
            subject = self._subject()
            self._head.show_whose(whose_text(self._card, subject))
            self._head.show_terms(subject.periods if subject else (), term, self._today)
            self._show_term()

    def _show_term(self) -> None:
        card, subject = self._card, self._subject()
        if card is None:
            return
        term = term_card(subject, self._head.term) if subject else None
        is_marked = subject is not None and not subject.is_unmarked
        self._head.show_figures(term if is_marked else None)
        for part in (WHY, TRIAL):
            self._tabs.setTabVisible(part, is_marked)
            self._showing[part].setVisible(is_marked)
        if subject is not None and term is not None:
            heading = Heading(card.pupil.short_name, self._head.term_name, term.value, attended=term.attended)
            self._why.show_term(heading, term.explanation)
            self._trial.show_term(subject, self._head.term, term)
        self._parts.show_card(card, subject, term, self._today)
        self._name_parts(self._parts.counts)

    def _name_parts(self, counts: tuple[int, int, int, int]) -> None:
        marks, absences, remarks, debts = counts
        for place, (text, count) in enumerate(
            zip(self._part_names(), (marks, None, None, absences, remarks, debts), strict=True)
        ):
            self._tabs.setTabText(place, text if count is None else counted(text, count))

    def _part_names(self) -> tuple[str, ...]:
        return (
            self.tr("Marks"),
            self.tr("Why"),
            self.tr("If…"),
            self.tr("Absences"),
            self.tr("Remarks"),
            self.tr("Debts"),
        )

    def _show_part(self, place: int) -> None:
        if self._tabs.isTabVisible(place):
            self._tabs.setCurrentIndex(place)
            self._inside[place].setFocus()

    def _on_opened(self, journal: str, lesson: str) -> None:
        if self._card is not None:
            self.journal_wanted.emit(journal, lesson, self._card.pupil.id)

    def _go(self, side: int) -> None:
        if self._card is not None and (found := neighbours(self._listed, self._card.pupil)[side]):
            self.pupil_wanted.emit(found.id)

    def _place(self) -> None:
        room = self._around.rect()
        width = max(WIDTH // 2, min(WIDTH, room.width() - KEPT_OF_PAGE))
        self.setGeometry(room.right() + 1 - width, 0, width, room.height())


def _journals(card: PupilCard) -> list[str]:
    return [each.journal for each in card.subjects]
