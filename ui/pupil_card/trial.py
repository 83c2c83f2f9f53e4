"""«Если получит…»: marks that might come, and what the average and the proposal would be; nothing is written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.pupil_cards import CardSubject, CardTerm, parse_tried, try_marks
from app.domain.works import ANSWERS, WorkKind, answer_weight
from app.errors import UnknownMarkError
from ui.error_texts import sentence
from ui.pupil_card.wording import tried_text
from ui.theme import GAP, SMALL_GAP
from ui.widgets.naming import named

FIELD = 150
"""Pixels of a field: eight marks."""


class TrialPart(QWidget):
    """A field for each kind of work; all of them together are tried."""

    def __init__(self) -> None:
        super().__init__()
        self._subject: CardSubject | None = None
        self._term: CardTerm | None = None
        self._term_id = ""
        self._weights: list[int] = []
        self._fields: list[QLineEdit] = []
        self._outcome = named(QLabel(), "card_tried")
        self._outcome.setProperty("role", "title")
        self._outcome.setWordWrap(True)
        self._wrong = named(QLabel(), "card_tried_wrong")
        self._wrong.setProperty("role", "warning")
        self._wrong.setWordWrap(True)
        self._content = QWidget()
        self._content.setProperty("role", "page")
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, SMALL_GAP, 0)
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(0, 1)
        self._lay_out()

    def show_kinds(self, kinds: Sequence[WorkKind]) -> None:
        """Offer an answer at the lesson and then the school's other kinds of work."""
        answer = self.tr("Answer at the lesson"), answer_weight(kinds)
        for name, weight in (answer, *((kind.name, kind.weight) for kind in kinds if kind.name not in ANSWERS)):
            label = QLabel(self.tr("{work}, weight {weight}").format(work=name, weight=weight))
            label.setTextFormat(Qt.TextFormat.PlainText)
            field = named(QLineEdit(), "card_try", label.text())
            field.setFixedWidth(FIELD)
            field.textChanged.connect(self._reckon)
            label.setBuddy(field)
            self._grid.addWidget(label, len(self._fields), 0)
            self._grid.addWidget(field, len(self._fields), 1)
            self._fields.append(field)
            self._weights.append(weight)
        self._grid.setRowStretch(len(self._fields), 1)
        self.setFocusProxy(self._fields[0])

    def show_term(self, subject: CardSubject, term_id: str, term: CardTerm) -> None:
        """Try marks in another term, or another pupil's; what was typed goes unless it is the same place."""
        before = self._subject
        is_same = before is not None and before.journal == subject.journal and self._term_id == term_id
        self._subject, self._term_id, self._term = subject, term_id, term
        if not is_same:
            self.clear()
        self._reckon()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self._fields:
            field.clear()

    def _lay_out(self) -> None:
        scroll = named(QScrollArea(), "card_trial_scroll", self.tr("Kinds of work"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._content)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, SMALL_GAP, 0, 0)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._outcome)
        lines.addWidget(self._wrong)
        lines.addWidget(scroll, 1)

    def _reckon(self) -> None:
        if self._subject is None or self._term is None:
            return
        now = self._term.explanation.proposal
        try:
            marks = self._typed(self._subject)
        except UnknownMarkError as error:
            self._wrong.setText(sentence(error))
            self._wrong.show()
            self._outcome.setText(tried_text(now, None))
            return
        self._wrong.hide()
        found = try_marks(self._subject, self._term_id, marks) if marks else None
        self._outcome.setText(tried_text(now, found))

    def _typed(self, subject: CardSubject) -> list[tuple[str, int]]:
        scale = subject.subject.scale
        return [
            (value, weight)
            for field, weight in zip(self._fields, self._weights, strict=True)
            for value in parse_tried(field.text(), scale)
        ]
