"""A field of the lesson panel: label, editor, and the line that appears when two texts collide."""

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.pages import Standing
from app.errors import ChangedSinceError, GradebookError
from app.ids import LessonId, OperationId
from ui.error_texts import sentence
from ui.lessons.draft import Draft, Drafts
from ui.theme import GAP, SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine


class Keep(Protocol):
    """Writes a field of a lesson."""

    def __call__(self, lesson: LessonId, text: str, base: OperationId) -> None:
        """Write it.

        Raises:
            GradebookError: nothing was written.
        """
        ...


class LessonField(QWidget):
    """Keeps what is typed on leaving; on a refusal the text stays and both texts are offered."""

    kept = Signal()

    def __init__(self, name: str, editor: TextLine | TextArea, label: str, drafts: Drafts, keep: Keep) -> None:
        super().__init__()
        self._name = name
        self._editor = editor
        self._drafts = drafts
        self._keep = keep
        self._lesson: LessonId | None = None
        self._shown = ""
        self._token = OperationId("")
        self._collision = False
        title = QLabel(label)
        title.setBuddy(editor)
        title.setProperty("role", "caption")
        self._standing = named(QLabel(), f"{name}_standing")
        self._standing.setProperty("role", "caption")
        self._top = top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self._standing)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP)
        lines.addLayout(top)
        lines.addWidget(editor)
        lines.addWidget(self._build_refusal())
        editor.typed.connect(self._on_typed)
        editor.kept.connect(self.keep)

    def show_text(self, lesson: LessonId, text: str, token: OperationId, standing: Standing) -> None:
        """Show what is written now; what is typed and not kept stays in the editor."""
        draft = self._drafts.of(lesson, self._name)
        if lesson != self._lesson:
            self._hide_refusal()
        self._lesson, self._shown, self._token = lesson, text, token
        self._editor.show_text(draft.text if draft else text)
        self._standing.setText(self._standing_text(standing, draft))
        if self._collision:
            self._why.setText(self._other_text())

    def put_beside(self, button: QPushButton) -> None:
        """Show a button at the end of the field's label."""
        self._top.addWidget(button)

    def propose(self, text: str) -> None:
        """Put a text into the field as if it were typed, and keep it."""
        if self._lesson is not None:
            self._editor.show_text(text)
            self._on_typed(text)
            self.keep()

    def keep(self) -> None:
        """Write what is typed, if anything is."""
        lesson = self._lesson
        draft = self._drafts.of(lesson, self._name) if lesson is not None else None
        if lesson is None or draft is None:
            return
        self._drafts.drop(lesson, self._name)
        if draft.text == self._shown:
            return
        try:
            self._keep(lesson, draft.text, draft.base)
        except GradebookError as error:
            self._drafts.type(lesson, self._name, draft.text, draft.base)
            self._editor.show_text(draft.text)
            self._show_refusal(error)
        else:
            self._hide_refusal()
            self.kept.emit()

    def _build_refusal(self) -> QWidget:
        self._refusal = named(QWidget(), f"{self._name}_refusal")
        self._why = named(QLabel(), f"{self._name}_why")
        self._why.setProperty("role", "conflict")
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setWordWrap(True)
        self._mine = named(QPushButton(self.tr("Keep mine")), f"{self._name}_mine")
        self._other = named(QPushButton(self.tr("Take the other")), f"{self._name}_other")
        self._mine.clicked.connect(self._on_mine)
        self._other.clicked.connect(self._on_other)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_GAP)
        buttons.addWidget(self._mine)
        buttons.addWidget(self._other)
        lines = QVBoxLayout(self._refusal)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._why)
        lines.addLayout(buttons)
        self._refusal.hide()
        return self._refusal

    def _show_refusal(self, error: GradebookError) -> None:
        self._collision = isinstance(error, ChangedSinceError)
        self._why.setText(self._other_text() if self._collision else sentence(error))
        self._other.setVisible(self._collision)
        self._mine.setText(self.tr("Keep mine") if self._collision else self.tr("Try again"))
        self._refusal.show()

    def _hide_refusal(self) -> None:
        self._collision = False
        self._refusal.hide()

    def _other_text(self) -> str:
        return self.tr("Somebody wrote meanwhile: “{text}”").format(text=self._shown)

    def _standing_text(self, standing: Standing, draft: Draft | None) -> str:
        if draft is not None:
            return self.tr("not kept yet")
        return {
            Standing.SENT: "",
            Standing.WAITING: self.tr("waits to be sent"),
            Standing.HELD: self.tr("with the deputy head"),
            Standing.REFUSED: self.tr("refused by the portal"),
            Standing.CONFLICT: self.tr("two variants"),
        }[standing]

    def _on_typed(self, text: str) -> None:
        if self._lesson is not None:
            self._drafts.type(self._lesson, self._name, text, self._token)

    def _on_mine(self) -> None:
        if self._lesson is not None:
            self._drafts.rebase(self._lesson, self._name, self._token)
            self.keep()

    def _on_other(self) -> None:
        if self._lesson is not None:
            self._drafts.drop(self._lesson, self._name)
            self._editor.show_text(self._shown)
            self._hide_refusal()
