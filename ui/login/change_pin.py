"""The question for another PIN: the one until now, and the new one twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.vault.errors import WrongPinError
from ui.error_texts import sentence
from ui.help.helping import offer_help
from ui.login.card import CARD_WIDTH, text_line
from ui.login.new_pin import NewPin
from ui.login.pin_field import PinField
from ui.theme import PAGE_GAP, SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.offering import offer


class ChangePin(QDialog):
    """Stays open until the PIN was changed, or its teacher gives up."""

    submitted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("change_pin_dialog")
        self.setWindowTitle(self.tr("Change the PIN"))
        self._old = PinField("old_pin", self.tr("The PIN until now"))
        self._new = NewPin()
        self._error = text_line("change_pin_error", "error")
        self._error.hide()
        self._submit = named(QPushButton(self.tr("Change")), "change_pin_submit")
        self._submit.setProperty("kind", "primary")
        self._submit.setDefault(True)
        self._lay_out()
        self._new.follow(self._old)
        self.finished.connect(self.deleteLater)
        self._submit.clicked.connect(self._on_submit)
        self._old.typed.connect(self._on_typed)
        self._new.typed.connect(self._on_typed)
        self._on_typed()
        self._old.setFocus()
        offer_help(self)

    def _lay_out(self) -> None:
        cancel = named(QPushButton(self.tr("Cancel")), "change_pin_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_GAP, PAGE_GAP, PAGE_GAP, PAGE_GAP)
        lines.setSpacing(SMALL_GAP)
        for each in (self._error, self._old, self._new):
            each.setFixedWidth(CARD_WIDTH - 2 * PAGE_GAP)
            lines.addWidget(each)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._submit)
        lines.addLayout(buttons)

    def show_error(self, error: Exception, left: int) -> None:
        """Say why the PIN stays. left: how many tries there are."""
        few = self.tr("Tries left: {count}.").format(count=left) if isinstance(error, WrongPinError) else ""
        self._error.setText(f"{sentence(error)} {few}".rstrip())
        self._error.show()
        self._old.clear()
        offer(self, possible=True, reason="")
        self._old.setFocus()

    def _on_typed(self) -> None:
        reason = self._new.told if self._old.text else self.tr("Type the PIN until now first.")
        offer(self._submit, possible=bool(self._old.text and self._new.pin), reason=reason)

    def _on_submit(self) -> None:
        offer(self, possible=False, reason=self.tr("One moment…"))
        self.submitted.emit(self._old.text, self._new.pin)
