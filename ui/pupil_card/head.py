"""The head of a pupil's card: whose it is, the choice of subject and term, the average with its trend."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.domain.finals import Period
from app.domain.pupil_cards import CardTerm, PupilCard
from ui.pupil_card.wording import answer_text, average_text, subject_text, trend_text
from ui.theme import GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import icon
from ui.widgets.naming import named
from ui.widgets.offering import offer
from ui.widgets.telling import telling
from ui.widgets.trend import TrendPicture


class CardHead(QWidget):
    """Tells what is wanted; its owner reckons."""

    previous_wanted = Signal()
    next_wanted = Signal()
    close_wanted = Signal()
    subject_chosen = Signal()
    term_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = self._label("card_name", "title")
        self._whose = self._label("card_whose", "muted")
        self._subjects = telling(named(QComboBox(), "card_subject", self.tr("Subject")))
        self._subjects.currentIndexChanged.connect(self.subject_chosen)
        self._terms = named(QComboBox(), "card_term", self.tr("Term"))
        self._terms.currentIndexChanged.connect(self.term_chosen)
        self._average = self._label("card_average", "display")
        self._average.setWordWrap(False)
        self._answer = self._label("card_answer", "muted")
        self._trend = TrendPicture(theme, "card_trend")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL_GAP)
        lines.addLayout(self._build_first_line())
        lines.addWidget(self._whose)
        lines.addLayout(self._build_choice())
        lines.addLayout(self._build_figures())

    @property
    def subject(self) -> int:
        """The number of the chosen subject, -1 for none."""
        return self._subjects.currentIndex()

    @property
    def term(self) -> str:
        """The id of the chosen term, empty for none."""
        return str(self._terms.currentData() or "")

    @property
    def term_name(self) -> str:
        """How the chosen term is called."""
        return self._terms.currentText()

    def show_pupil(self, card: PupilCard, subject: int) -> None:
        """Show whose card it is. subject: the number of the one to choose."""
        self._name.setText(card.pupil.full_name)
        with QSignalBlocker(self._subjects):
            self._subjects.clear()
            self._subjects.addItems([subject_text(each) for each in card.subjects])
            self._subjects.setCurrentIndex(subject)
        self._subjects.setToolTip(self._subjects.currentText())
        self._subjects.setVisible(len(card.subjects) > 1)

    def show_whose(self, text: str) -> None:
        """Say of which class and group, and born when."""
        self._whose.setText(text)

    def show_neighbours(self, *, before: bool, after: bool) -> None:
        """Offer the pupils beside, where there are some."""
        offer(self._previous, possible=before, reason=self.tr("The first pupil of the list is shown."))
        offer(self._next, possible=after, reason=self.tr("The last pupil of the list is shown."))

    def show_terms(self, periods: Sequence[Period], wanted: str, today: date) -> None:
        """Offer terms. wanted: the one to choose; empty for today's, or the last one that has begun."""
        begun = [each.id for each in periods if each.first is not None and each.first <= today]
        with QSignalBlocker(self._terms):
            self._terms.clear()
            for period in periods:
                self._terms.addItem(period.name, period.id)
            place = self._terms.findData(wanted or (begun[-1] if begun else ""))
            self._terms.setCurrentIndex(max(0, place) if periods else -1)
        self._terms.setVisible(bool(periods))

    def show_figures(self, term: CardTerm | None) -> None:
        """Show a term's average and trend, nothing for None."""
        for each in (self._average, self._answer, self._trend):
            each.setVisible(term is not None)
        if term is not None:
            self._average.setText(average_text(term.explanation.proposal.average))
            self._answer.setText(answer_text(term))
            self._trend.show_averages(term.trend, trend_text(term.trend))

    def _build_first_line(self) -> QHBoxLayout:
        self._previous = self._button("card_previous", "left", self.tr("Previous pupil"), "Alt+Up")
        self._previous.clicked.connect(self.previous_wanted)
        self._next = self._button("card_next", "right", self.tr("Next pupil"), "Alt+Down")
        self._next.clicked.connect(self.next_wanted)
        close = self._button("card_close", "close", self.tr("Close the card"), "Esc")
        close.clicked.connect(self.close_wanted)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self._name, 1)
        for button in (self._previous, self._next, close):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _build_choice(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._subjects)
        line.addWidget(self._terms)
        line.addStretch()
        return line

    def _build_figures(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(WIDE_GAP)
        line.addWidget(self._average)
        line.addWidget(self._answer, 1)
        line.addWidget(self._trend)
        return line

    def _button(self, name: str, picture: str, text: str, keys: str) -> QToolButton:
        button = named(QToolButton(), name, text)
        button.setIcon(icon(picture, self._theme.text))
        button.setToolTip(f"{text} ({keys})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _label(self, name: str, role: str) -> QLabel:
        label = named(QLabel(), name)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
