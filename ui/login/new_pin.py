"""Choosing a PIN: twice, with its flaw told while it is typed; a first one, or one in place of a lost one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.vault.pins import flaw_of
from ui.lock_texts import flaw_text
from ui.login.card import lay_card, text_line
from ui.login.pin_field import HEIGHT, PinField
from ui.theme import SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.offering import offer


class NewPin(QWidget):
    """Two fields and what is still wrong with them."""

    typed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first = PinField("new_pin", self.tr("New PIN or phrase"))
        self._second = PinField("new_pin_again", self.tr("Once more"))
        self._flaw = text_line("new_pin_flaw", "caption")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL_GAP)
        for each in (self._first, self._second, self._flaw):
            lines.addWidget(each)
        self._first.show_after(self._second)
        self._first.typed.connect(self._on_typed)
        self._second.typed.connect(self._on_typed)
        self._first.entered.connect(self._second.setFocus)
        self._second.entered.connect(self.entered)
        self.setFocusProxy(self._first)
        self._on_typed()

    @property
    def pin(self) -> str:
        """The PIN where both fields say the same and it is good, empty otherwise."""
        text = self._first.text
        return text if flaw_of(text) is None and text == self._second.text else ""

    @property
    def told(self) -> str:
        """What is still wanting."""
        return self._flaw.text()

    def follow(self, before: PinField) -> None:
        """Be the next stops of Tab after another field of the window."""
        before.show_after(self._second)

    def clear(self) -> None:
        """Empty both fields."""
        self._first.clear()
        self._second.clear()

    def _on_typed(self) -> None:
        self._flaw.setText(self._told())
        self.typed.emit()

    def _told(self) -> str:
        flaw = flaw_of(self._first.text)
        if not self._first.text:
            return self.tr("Six digits or more, or a phrase. Not a date, not a run such as 123456.")
        if flaw is not None:
            return self.tr("Not yet: {why}.").format(why=flaw_text(flaw))
        if not self._second.text:
            return self.tr("Good. Type it once more.")
        return self.tr("Both are the same.") if self.pin else self.tr("The two are not the same yet.")


class NewPinPage(QWidget):
    """The entrance's page for a first PIN, and for another one after a new sign-in."""

    submitted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = text_line("new_pin_title", "title")
        self._explanation = text_line("new_pin_explanation", "")
        self._new = NewPin()
        self._error = text_line("new_pin_error", "error")
        self._error.hide()
        lines = lay_card(self, "new_pin_card")
        for each in (self._title, self._explanation, self._error, self._new):
            lines.addWidget(each)
        lines.addLayout(self._buttons())
        self._new.typed.connect(self._on_typed)
        self._new.entered.connect(self._on_submit)

    def ask_first(self, *, back: bool) -> None:
        """Ask for the first PIN of a profile. back: whether one may go back."""
        self._title.setText(self.tr("Choose a PIN"))
        told = self.tr(
            "It keeps your journal closed to others at this computer. The program asks for it at each start."
        )
        self._begin(told, back=back)

    def ask_another(self) -> None:
        """Ask for the PIN that shall hold from now on in place of a lost one."""
        self._title.setText(self.tr("Choose a new PIN"))
        told = self.tr("The portal opens the journal for its teacher. Entries that are not sent yet are kept.")
        self._begin(told, back=True)

    def show_error(self, text: str) -> None:
        """Say what went wrong; what was typed stays."""
        self.set_busy(busy=False)
        self._error.setText(text)
        self._error.show()

    def set_busy(self, *, busy: bool) -> None:
        """Wait for an answer."""
        for each in (self._new, self._leave):
            offer(each, possible=not busy, reason=self.tr("One moment…"))
        self._submit.setText(self.tr("One moment…") if busy else self.tr("Done"))
        self._on_typed()

    def _begin(self, told: str, *, back: bool) -> None:
        self._explanation.setText(told)
        self._error.hide()
        self._new.clear()
        self._leave.setVisible(back)
        self.set_busy(busy=False)
        self._new.setFocus()

    def _buttons(self) -> QHBoxLayout:
        self._leave = named(QPushButton(self.tr("Back")), "new_pin_back")
        self._leave.clicked.connect(self.left)
        self._submit = named(QPushButton(), "new_pin_submit")
        self._submit.setProperty("kind", "primary")
        self._submit.setMinimumHeight(HEIGHT)
        self._submit.clicked.connect(self._on_submit)
        line = QHBoxLayout()
        line.addWidget(self._leave)
        line.addStretch()
        line.addWidget(self._submit)
        return line

    def _on_typed(self) -> None:
        reason = self._new.told if self._new.isEnabled() else self.tr("One moment…")
        offer(self._submit, possible=bool(self._new.pin) and self._new.isEnabled(), reason=reason)

    def _on_submit(self) -> None:
        if self._submit.isEnabled():
            self.submitted.emit(self._new.pin)
