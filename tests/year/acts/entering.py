"""At the desktop's door: the first start, let in by the phone, and a round of synchronisation by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from tests.letting_in import let_in
from tests.tour.hands import part, press, set_pin, text_of, until, window, write
from tests.year.sitting import ADDRESS, Sitting

LOADING_MS = 120_000
"""A deputy head's PC loads the whole school once: twenty seconds on two quiet cores."""


def sign_in(at: Sitting) -> str:
    """Type the portal's address, be let in, choose a PIN, and wait until the journals are loaded."""
    window("entrance")
    write(part(QLineEdit, "first_start_address"), (at.folder / ADDRESS).read_text())
    press(Qt.Key.Key_Return)
    let_in(at.folder / "portal", text_of("sign_in_code"), at.login)
    set_pin()
    until(lambda: is_shown("main_window"), "the main window", LOADING_MS)
    return "signed in, journals loaded"


def synchronise(at: Sitting) -> str:
    """Press F5 and wait until everything is sent."""
    press(Qt.Key.Key_F5)
    indicator = part(QToolButton, "sync_indicator")
    until(lambda: is_sent(indicator.text().lower()), "everything to be sent", LOADING_MS)
    return indicator.text()


def is_sent(text: str) -> bool:
    """Return whether the indicator says that nothing waits; what needs attention stands in place of it."""
    return "всё отправлено" in text or ("внимани" in text and "ждут" not in text and "…" not in text)


def is_shown(name: str) -> bool:
    """Return whether a window is there."""
    return any(each.objectName() == name and each.isVisible() for each in QApplication.topLevelWidgets())
