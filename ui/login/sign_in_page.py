"""The page on which a sign-in is waited for: at a phone, which reads the code shown here, or in this PC's browser."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.login.card import lay_card, text_line
from ui.login.qr import QrCode
from ui.theme import PAGE_GAP, SMALL_GAP
from ui.widgets.naming import named

WIDTH = 600
"""Pixels: the code and what is to be done with it, side by side, within the smallest window."""


class SignInPage(QWidget):
    """It types nothing and asks for no password: both belong to the phone or to the browser."""

    left = Signal()
    phone_wanted = Signal()
    browser_wanted = Signal()
    address_wanted = Signal()
    """Another portal is meant."""

    def __init__(self) -> None:
        super().__init__()
        self._can_change = False
        self._title = text_line("sign_in_title", "title")
        self._explanation = text_line("sign_in_explanation", "")
        self._stage = text_line("sign_in_stage", "muted")
        self._error = text_line("sign_in_error", "error")
        self._build_phone()
        lines = lay_card(self, "sign_in_card", WIDTH)
        for each in (self._title, self._explanation, self._error, self._phone, self._stage):
            lines.addWidget(each)
        lines.addLayout(self._buttons())
        self.show_asking()

    def offer_another_portal(self, *, possible: bool) -> None:
        """Let the portal's address be changed, or not."""
        self._can_change = possible

    def show_asking(self) -> None:
        """Say that the portal is being asked how to sign in."""
        self._show(self.tr("Sign in"), "", phone=False)
        self._say(self.tr("Asking the portal…"))
        self._offer()

    def show_phone(self, *, code: str, number: str, address: str, whole: str) -> None:
        """Show what a phone reads. code: typed where it cannot. number: two digits. whole: address and code in one."""
        self._show(self.tr("Sign in by your phone"), "", phone=True)
        self._qr.show_text(whole)
        self._qr.setAccessibleDescription(whole)
        self._code.setText(code)
        self._number.setText(number)
        shown = address.removeprefix("https://").removeprefix("http://")
        self._by_hand.setText(self.tr("No camera? Open {address} there and type:").format(address=shown))
        self.tell_waiting()
        self._offer(browser=self.tr("In the browser"))

    def show_browser(self) -> None:
        """Say that the browser has been opened."""
        told = self.tr(
            "The portal's page is open in this computer's browser. Sign in there and let the program in; "
            "then come back here. At a computer that others use too the phone is safer: "
            "a browser remembers who was there."
        )
        self._show(self.tr("Sign in in the browser"), told, phone=False)
        self._say(self.tr("Waiting for the browser. This page goes on by itself."))
        self._offer(phone=self.tr("By QR code"), browser=self.tr("Open once more"))

    def tell_waiting(self, *, held_up: bool = False) -> None:
        """Say that the phone is waited for. held_up: the portal is not reached just now, and will be asked again."""
        self._say(
            self.tr("The portal is not reached just now. The program asks again by itself.")
            if held_up
            else self.tr("Waiting for the phone. This page goes on by itself.")
        )

    def show_error(self, text: str) -> None:
        """Say why nobody was signed in, and offer to begin anew."""
        self._show(self.tr("Sign in"), "", phone=False)
        self._error.setText(text)
        self._error.setAccessibleName(text)
        self._error.show()
        self._say("")
        self._offer(phone=self.tr("Try once more"), browser=self.tr("In the browser"))
        self._by_phone.setFocus()

    def show_entering(self) -> None:
        """Say that somebody was let in."""
        self._show(self.tr("Sign in"), "", phone=False)
        self._say(self.tr("Signed in. One moment…"))
        self._offer(leave=False)

    def _show(self, title: str, explanation: str, *, phone: bool) -> None:
        self._title.setText(title)
        self._explanation.setText(explanation)
        self._explanation.setVisible(bool(explanation))
        self._error.hide()
        self._phone.setVisible(phone)

    def _say(self, text: str) -> None:
        self._stage.setText(text)
        self._stage.setVisible(bool(text))

    def _offer(self, *, phone: str = "", browser: str = "", leave: bool = True) -> None:
        for button, text in ((self._by_phone, phone), (self._by_browser, browser)):
            button.setText(text)
            button.setVisible(bool(text))
        self._leave.setVisible(leave)
        self._other.setVisible(leave and self._can_change)

    def _build_phone(self) -> None:
        self._qr = QrCode("sign_in_qr", self.tr("QR code of the sign-in"))
        self._by_hand = text_line("sign_in_by_hand", "")
        self._code = named(QLabel(), "sign_in_code", self.tr("Code for the phone"))
        self._number = named(QLabel(), "sign_in_number", self.tr("Number for the phone"))
        for each in (self._code, self._number):
            each.setProperty("role", "display")
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._number.setProperty("role", "huge")
        steps = QVBoxLayout()
        steps.setSpacing(SMALL_GAP)
        point = text_line("sign_in_point", "", self.tr("1. Point your phone's camera at the code."))
        type_it = text_line("sign_in_type", "", self.tr("2. Sign in there, then type this number on the phone:"))
        for each in (point, self._by_hand, self._code, type_it, self._number):
            steps.addWidget(each)
        steps.addStretch()
        self._phone = QWidget()
        row = QHBoxLayout(self._phone)
        row.setContentsMargins(0, SMALL_GAP, 0, SMALL_GAP)
        row.setSpacing(PAGE_GAP)
        row.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(steps, 1)

    def _buttons(self) -> QHBoxLayout:
        self._leave = named(QPushButton(self.tr("Back")), "sign_in_back")
        self._leave.clicked.connect(self.left)
        self._other = named(QPushButton(self.tr("Another portal")), "sign_in_other")
        self._other.setProperty("kind", "quiet")
        self._other.clicked.connect(self.address_wanted)
        self._by_browser = named(QPushButton(), "sign_in_browser")
        self._by_browser.clicked.connect(self.browser_wanted)
        self._by_phone = named(QPushButton(), "sign_in_phone")
        self._by_phone.setProperty("kind", "primary")
        self._by_phone.clicked.connect(self.phone_wanted)
        line = QHBoxLayout()
        line.setContentsMargins(0, SMALL_GAP, 0, 0)
        line.addWidget(self._leave)
        line.addWidget(self._other)
        line.addStretch()
        line.addWidget(self._by_browser)
        line.addWidget(self._by_phone)
        return line
