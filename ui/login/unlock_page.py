"""The page of a locked profile: the PIN, how long to wait after wrong ones, and what can be done without it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.errors import GradebookError
from app.vault.errors import TooManyTriesError, TryLaterError
from ui.error_texts import sentence
from ui.login.card import lay_card, text_line
from ui.login.pin_field import HEIGHT, PinField
from ui.theme import SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.offering import offer

SECOND_MS = 1000
FEW = 5
"""From so many tries left on their number is told."""


class UnlockPage(QWidget):
    """It says who by a label only, and never more than the folder shows to everybody."""

    submitted = Signal(str)
    forgotten = Signal()
    sending_wanted = Signal()
    keyless_wanted = Signal()
    """Somebody wants to work though this PC gives no key."""

    left = Signal()

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self._wait_s = 0.0
        self._busy = False
        self._shut = False
        self._who = text_line("unlock_who", "title")
        self._waiting = text_line("unlock_waiting", "muted")
        self._pin = PinField("unlock_pin", self.tr("PIN or phrase"))
        self._error = text_line("unlock_error", "error")
        self._told = text_line("unlock_told", "good")
        self._hint = text_line("unlock_hint", "warning", hint)
        self._hint.setVisible(bool(hint))
        self._timer = QTimer(self, interval=SECOND_MS)
        self._timer.timeout.connect(self._on_second)
        self._lay_out()
        self._pin.typed.connect(self._on_typed)
        self._pin.entered.connect(self._on_submit)

    def show_profile(self, label: str, waiting: int, *, shut: bool, wait_s: float) -> None:
        """Ask for a profile's PIN. shut: no PIN opens it. wait_s: until a try is taken."""
        self._who.setText(label or self.tr("Journal on this computer"))
        self._waiting.setText(self.tr("%n entry(ies) wait to be sent.", "", waiting))
        self._waiting.setVisible(bool(waiting))
        self._send.setVisible(bool(waiting))
        self._told.hide()
        self._keyless.hide()
        self._shut = shut
        self._pin.clear()
        self._pin.setVisible(not shut)
        self._submit.setVisible(not shut)
        self._error.hide()
        self._timer.stop()
        self.set_busy(busy=False)
        if shut:
            self.show_error(TooManyTriesError(), left=0)
        elif wait_s > 0:
            self.show_error(TryLaterError(wait_s), left=FEW)
        self._name_way_out()

    def show_error(self, error: Exception, *, left: int) -> None:
        """Say why the profile stays locked. left: how many tries there are until its slot is erased."""
        self.set_busy(busy=False)
        self._shut = self._shut or isinstance(error, TooManyTriesError)
        self._pin.clear()
        self._wait_s = error.wait_s if isinstance(error, TryLaterError) else 0.0
        self._timer.stop()
        if self._wait_s:
            self._timer.start()
        few = self.tr("Tries left: {count}. Then only the portal can open it.").format(count=left) if left else ""
        is_about_pin = isinstance(error, GradebookError) and left <= FEW and not self._shut and not self._wait_s
        self._say(f"{sentence(error)} {few}" if is_about_pin else sentence(error))
        self._pin.setVisible(not self._shut)
        self._submit.setVisible(not self._shut)
        self._on_typed()
        self._name_way_out()

    def offer_keyless(self) -> None:
        """Offer to work though this PC gives no key; the profile stays as it is."""
        self._keyless.show()
        self._keyless.setFocus()

    def show_sent(self, waiting: int, taken: int) -> None:
        """Say what became of the waiting entries."""
        self.set_busy(busy=False)
        text = self.tr("The portal has {taken} of {waiting}. They are crossed off here when the journal is opened.")
        self._told.setText(text.format(taken=taken, waiting=waiting))
        self._told.show()
        self._error.hide()

    def set_busy(self, *, busy: bool) -> None:
        """Wait for an answer."""
        self._busy = busy
        self._submit.setText(self.tr("One moment…") if busy else self.tr("Open"))
        for each in (self._pin, self._send, self._forgotten, self._other):
            offer(each, possible=not busy, reason=self.tr("One moment…"))
        self._on_typed()

    def _lay_out(self) -> None:
        self._submit = self._button("unlock_submit", "primary", self._on_submit)
        self._submit.setMinimumHeight(HEIGHT)
        self._send = self._button("unlock_send", "quiet", self._on_send, self.tr("Send without opening"))
        keyless = self.tr("Work without a password storage…")
        self._keyless = self._button("unlock_keyless", "", self.keyless_wanted.emit, keyless)
        self._keyless.hide()
        self._forgotten = self._button("unlock_forgotten", "quiet", self.forgotten.emit, self.tr("Forgot the PIN?"))
        self._other = self._button("unlock_other", "quiet", self.left.emit, self.tr("Another teacher"))
        lines = lay_card(self, "unlock_card")
        above = (self._hint, self._who, self._waiting, self._error, self._keyless, self._told, self._pin, self._submit)
        for each in above:
            lines.addWidget(each)
        below = QHBoxLayout()
        below.setSpacing(SMALL_GAP)
        below.addWidget(self._forgotten)
        below.addStretch()
        below.addWidget(self._other)
        beside = QVBoxLayout()
        beside.addWidget(self._send)
        beside.addLayout(below)
        lines.addLayout(beside)

    def _button(self, name: str, kind: str, act: Callable[[], object], text: str = "") -> QPushButton:
        button = named(QPushButton(text), name)
        button.setProperty("kind", kind)
        button.clicked.connect(lambda _checked: act())
        return button

    def _name_way_out(self) -> None:
        self._forgotten.setText(self.tr("Open by signing in") if self._shut else self.tr("Forgot the PIN?"))
        (self._forgotten if self._shut else self._pin).setFocus()

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setAccessibleName(text)
        self._error.show()

    def _on_second(self) -> None:
        self._wait_s = max(0.0, self._wait_s - SECOND_MS / 1000)
        if self._wait_s:
            self._say(sentence(TryLaterError(self._wait_s)))
        else:
            self._timer.stop()
            self._error.hide()
        self._on_typed()

    def _on_typed(self) -> None:
        possible = bool(self._pin.text) and not self._busy and not self._wait_s
        offer(self._submit, possible=possible, reason=self._why_not())

    def _why_not(self) -> str:
        if self._busy:
            return self.tr("One moment…")
        return sentence(TryLaterError(self._wait_s)) if self._wait_s else self.tr("Type the PIN first.")

    def _on_submit(self) -> None:
        if self._submit.isEnabled():
            self.set_busy(busy=True)
            self.submitted.emit(self._pin.text)

    def _on_send(self) -> None:
        self.set_busy(busy=True)
        self.sending_wanted.emit()
