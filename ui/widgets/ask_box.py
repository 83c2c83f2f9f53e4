"""A small question over the page: yes or Escape, with a reason where one is needed."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 380
"""Pixels: a reason of a line."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. answer: the button's text. reason: whether one has to be written. hint: for it."""

    title: str
    text: str
    answer: str
    reason: bool = False
    hint: str = ""


class AskBox(FloatingBox):
    """Enter answers, Escape leaves all as it was; the page below stays alive."""

    answered = Signal(str)

    def __init__(self, parent: QWidget, name: str = "ask_box") -> None:
        super().__init__(name, parent)
        self.setFixedWidth(WIDTH)
        self._title = named(QLabel(), "ask_title")
        self._text = named(QLabel(), "ask_text")
        self._text.setProperty("role", "caption")
        for each in (self._title, self._text):
            # what stands in a question was typed by somebody, at times by nobody of the school
            each.setTextFormat(Qt.TextFormat.PlainText)
            each.setWordWrap(True)
        self._reason = named(QLineEdit(), "ask_reason")
        self._answer = named(QPushButton(), "ask_answer")
        self._answer.setProperty("kind", "primary")
        self._answer.setAutoDefault(True)
        self._lay_out()
        self._reason.textChanged.connect(self._on_typed)
        self._reason.returnPressed.connect(self._on_answer)
        self._answer.clicked.connect(self._on_answer)

    def ask(self, question: Question, area: QRect) -> None:
        """Ask beside *area*."""
        self._title.setText(question.title)
        self._text.setText(question.text)
        self._text.setVisible(bool(question.text))
        self._answer.setText(question.answer)
        self._reason.clear()
        self._reason.setVisible(question.reason)
        self._reason.setPlaceholderText(question.hint or self.tr("Why so"))
        self._reason.setAccessibleName(question.hint or self.tr("Reason"))
        self._on_typed()
        self.open_beside(area)
        (self._reason if question.reason else self._answer).setFocus()

    def _lay_out(self) -> None:
        hint = QLabel(self.tr("Enter — yes, Esc — leave as it was"))
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        last = QHBoxLayout()
        last.setSpacing(SMALL_GAP)
        last.addWidget(hint, 1)
        last.addWidget(self._answer)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        for each in (self._title, self._text, self._reason):
            lines.addWidget(each)
        lines.addLayout(last)

    def _on_typed(self) -> None:
        is_answered = self._reason.isHidden() or bool(self._reason.text().strip())
        offer(self._answer, possible=is_answered, reason=self.tr("Write the reason first."))

    def _on_answer(self) -> None:
        if self._answer.isEnabled():
            self.answered.emit(self._reason.text().strip())
