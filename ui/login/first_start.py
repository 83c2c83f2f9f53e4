"""The first start on a PC: the portal's address, the choice of a way to sign in, the first loading of the journals."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from resources.paths import ICONS
from ui.login.card import lay_card
from ui.theme import SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.offering import offer

LOGO = 56
"""Pixels."""

WIDTH = 540
"""Pixels: the way back and both ways to sign in beside one another, within the smallest window."""


class FirstStart(QWidget):
    """Asks, shows progress, and says what went wrong without emptying the field."""

    submitted = Signal(str)
    """The portal's address: a phone shall sign in there."""

    browser_wanted = Signal(str)
    """The same, in this PC's browser."""

    keyless_wanted = Signal(str)
    """The same, though this PC can keep no key."""

    cancelled = Signal()
    left = Signal()
    resumed = Signal()
    """The loading shall go on."""

    def __init__(self, *, address: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build_texts()
        self._build_fields(address)
        self._build_waiting()
        lines = lay_card(self, "first_start_card", WIDTH)
        for each in (self._head, self._explanation, self._form, self._error, self._keyless, self._waiting):
            lines.addWidget(each)
        lines.addLayout(self._buttons())
        self._on_typed()

    def show_error(self, text: str) -> None:
        """Say what went wrong; the field stays as it was typed."""
        self._set_busy(busy=False)
        self._error.setText(text)
        self._error.setAccessibleName(text)
        self._error.show()

    def offer_keyless(self) -> None:
        """Offer to work though this PC can keep no key."""
        self._keyless.show()
        self._keyless.setFocus()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Say what is being done. total: 0 where nobody knows yet."""
        self._set_busy(busy=True)
        self._error.hide()
        self._keyless.hide()
        self._stage.setText(text)
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def set_address(self, address: str) -> None:
        """Fill the address in."""
        self._address.setText(address)

    def show_asking(self, *, back: bool) -> None:
        """Ask for the address. back: whether there are other teachers to go back to."""
        self._form.show()
        self._set_busy(busy=False)
        self._error.hide()
        self._keyless.hide()
        self._explanation.setText(self._asking_text())
        self._submit.setText(self.tr("Sign in by QR code"))
        self._back.setVisible(back)
        self._on_typed()
        self._address.setFocus()

    def show_loading(self) -> None:
        """Leave the fields out: this PC is enrolled, only the journals are still to be loaded."""
        self._form.hide()
        self._back.hide()
        self._browser.hide()
        self._explanation.setText(
            self.tr("This computer is yours now. The journals are loaded once, then they are here.")
        )
        self._submit.setText(self.tr("Go on loading"))
        self._on_typed()

    def _set_busy(self, *, busy: bool) -> None:
        offer(self._form, possible=not busy, reason=self.tr("One moment…"))
        self._waiting.setVisible(busy)
        self._cancel.setVisible(busy)
        self._submit.setVisible(not busy)
        self._browser.setVisible(not busy and not self._form.isHidden())

    def _build_texts(self) -> None:
        logo = QLabel()
        logo.setPixmap(QIcon(str(ICONS / "peremena.svg")).pixmap(LOGO, LOGO))
        title = QLabel(self.tr("Peremena"))
        title.setProperty("role", "display")
        self._head = QWidget()
        line = QHBoxLayout(self._head)
        line.setContentsMargins(0, 0, 0, SMALL_GAP)
        line.setSpacing(2 * SMALL_GAP)
        line.addWidget(logo)
        line.addWidget(title, 1)
        self._explanation = QLabel(self._asking_text())
        self._explanation.setWordWrap(True)
        self._error = named(QLabel(), "first_start_error")
        self._error.setProperty("role", "error")
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setWordWrap(True)
        self._error.hide()
        self._keyless = named(QPushButton(self.tr("Work without a password storage…")), "first_start_keyless")
        self._keyless.clicked.connect(lambda: self.keyless_wanted.emit(self._address.text().strip()))
        self._keyless.hide()

    def _asking_text(self) -> str:
        return self.tr(
            "Type the portal's address; the school office knows it. "
            "You sign in with your phone: this computer is told no password."
        )

    def _build_fields(self, address: str) -> None:
        self._address = named(QLineEdit(address), "first_start_address")
        self._address.setAccessibleName(self.tr("Portal's address"))
        self._address.setPlaceholderText("https://school.example.ru")
        self._address.textChanged.connect(self._on_typed)
        self._address.returnPressed.connect(self._on_submit)
        self._form = QWidget()
        lines = QVBoxLayout(self._form)
        lines.setContentsMargins(0, SMALL_GAP, 0, 0)
        lines.setSpacing(SMALL_GAP // 2)
        label = QLabel(self.tr("Portal's address"))
        label.setProperty("role", "caption")
        label.setBuddy(self._address)
        lines.addWidget(label)
        lines.addWidget(self._address)
        lines.addSpacing(SMALL_GAP)

    def _build_waiting(self) -> None:
        self._stage = named(QLabel(), "first_start_stage")
        self._stage.setProperty("role", "muted")
        self._progress = named(QProgressBar(textVisible=False), "first_start_progress")
        self._progress.setAccessibleName(self.tr("Loading"))
        self._waiting = QWidget()
        lines = QVBoxLayout(self._waiting)
        lines.setContentsMargins(0, SMALL_GAP, 0, 0)
        lines.addWidget(self._stage)
        lines.addWidget(self._progress)
        self._waiting.hide()

    def _buttons(self) -> QHBoxLayout:
        self._submit = named(QPushButton(self.tr("Sign in by QR code")), "first_start_submit")
        self._submit.setProperty("kind", "primary")
        self._submit.clicked.connect(self._on_submit)
        self._cancel = named(QPushButton(self.tr("Cancel")), "first_start_cancel")
        self._cancel.clicked.connect(self.cancelled)
        self._cancel.hide()
        self._browser = named(QPushButton(self.tr("Sign in in the browser")), "first_start_browser")
        self._browser.clicked.connect(lambda: self.browser_wanted.emit(self._address.text().strip()))
        line = QHBoxLayout()
        line.setContentsMargins(0, SMALL_GAP, 0, 0)
        self._back = named(QPushButton(self.tr("Back")), "first_start_back")
        self._back.clicked.connect(self.left)
        self._back.hide()
        line.addWidget(self._back)
        line.addStretch()
        line.addWidget(self._cancel)
        line.addWidget(self._browser)
        line.addWidget(self._submit)
        return line

    def _on_typed(self) -> None:
        has_address = bool(self._address.text().strip())
        reason = self.tr("Type the portal's address first.")
        offer(self._browser, possible=has_address, reason=reason)
        offer(self._submit, possible=has_address or self._form.isHidden(), reason=reason)

    def _on_submit(self) -> None:
        if self._form.isHidden():
            self.resumed.emit()
        elif self._submit.isEnabled():
            self.submitted.emit(self._address.text().strip())
