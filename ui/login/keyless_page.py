"""The entrance's page where there is no keyring: why, what working without one means, what a closed session left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.help.helping import Helping
from ui.keyless_line import HELP_PAGE
from ui.login.card import lay_card, text_line
from ui.login.pin_field import HEIGHT
from ui.theme import SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 560
"""Pixels: the three buttons beside one another, within the smallest window."""


class KeylessPage(QWidget):
    """It names nobody: whose entries wait is known to the portal alone."""

    wanted = Signal()
    """A session shall begin: somebody signs in."""

    left = Signal()
    sending_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = text_line("keyless_title", "title")
        self._why = text_line("keyless_why", "warning")
        self._means = text_line("keyless_means", "")
        self._waiting = text_line("keyless_waiting", "muted")
        self._told = text_line("keyless_told", "good")
        self._error = text_line("keyless_error", "error")
        lines = lay_card(self, "keyless_card", WIDTH)
        for each in (self._title, self._why, self._means, self._waiting, self._told, self._error):
            lines.addWidget(each)
        lines.addLayout(self._links())
        lines.addLayout(self._buttons())
        self.setFocusProxy(self._begin)

    def show_reason(self, why: str) -> None:
        """Say that one can work, and what it means. why: a sentence about the keyring."""
        self._title.setText(self.tr("Work without a password storage"))
        self._why.setText(why)
        self._why.show()
        self._means.setText(
            self.tr(
                "You can work all the same. You sign in, and the journals are loaded. On this computer they lie "
                "encrypted by a key that is nowhere but in memory: once you close or lock the journal, or the computer "
                "is switched off, nobody opens it again, and you sign in anew.\n\n"
                "What you enter is sent as always. What is not sent yet stays here sealed for the portal, "
                "and the next connection hands it in."
            )
        )
        self._begin.setText(self.tr("Sign in and work"))
        self._show_nothing_left()

    def show_ended(self) -> None:
        """Say that the session is over."""
        self._title.setText(self.tr("The journal is closed"))
        self._why.hide()
        self._means.setText(
            self.tr("It was kept until now only and is gone from this computer. To go on, sign in anew.")
        )
        self._begin.setText(self.tr("Sign in anew"))
        self._show_nothing_left()

    def show_waiting(self, waiting: int) -> None:
        """Say how many sealed entries of sessions that are over wait for their portal."""
        self.set_busy(busy=False)
        self._waiting.setText(
            self.tr("%n entry(ies) of closed sessions lie here sealed and wait to be sent.", "", waiting)
        )
        for each in (self._waiting, self._send):
            each.setVisible(bool(waiting))

    def show_sent(self, waiting: int, taken: int) -> None:
        """Say what became of them. waiting: before; taken: those that the portal has now."""
        self.show_waiting(waiting - taken)
        self._told.setText(self.tr("The portal has {taken} of {waiting}.").format(taken=taken, waiting=waiting))
        self._told.show()
        self._error.hide()

    def show_error(self, text: str) -> None:
        """Say why nothing was sent."""
        self.set_busy(busy=False)
        self._error.setText(text)
        self._error.setAccessibleName(text)
        self._error.show()
        self._told.hide()

    def set_busy(self, *, busy: bool) -> None:
        """Wait for an answer."""
        offer(self._send, possible=not busy, reason=self.tr("One moment…"))

    def _show_nothing_left(self) -> None:
        for each in (self._waiting, self._send, self._told, self._error):
            each.hide()

    def _links(self) -> QHBoxLayout:
        self._send = named(QPushButton(self.tr("Send now")), "keyless_send")
        self._send.setProperty("kind", "quiet")
        self._send.clicked.connect(self._on_send)
        how = named(QPushButton(self.tr("How to get a password storage")), "keyless_help")
        how.setProperty("kind", "link")
        helping = Helping(self)
        how.clicked.connect(lambda _checked: helping.open_page(HELP_PAGE))
        line = QHBoxLayout()
        line.setSpacing(SMALL_GAP)
        line.addWidget(how)
        line.addStretch()
        line.addWidget(self._send)
        return line

    def _buttons(self) -> QHBoxLayout:
        self._leave = named(QPushButton(self.tr("Back")), "keyless_back")
        self._leave.clicked.connect(self.left)
        self._begin = named(QPushButton(), "keyless_begin")
        self._begin.setProperty("kind", "primary")
        self._begin.setMinimumHeight(HEIGHT)
        self._begin.clicked.connect(self.wanted)
        line = QHBoxLayout()
        line.setContentsMargins(0, SMALL_GAP, 0, 0)
        line.addWidget(self._leave)
        line.addStretch()
        line.addWidget(self._begin)
        return line

    def _on_send(self) -> None:
        self.set_busy(busy=True)
        self.sending_wanted.emit()
