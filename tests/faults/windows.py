"""The real program in a process of its own, used for a moment; it prints what its windows say, a fact a line.

Run as `python -m tests.faults.windows ACT [WORD...]`.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from tests.browser import open_browser, open_page
from tests.letting_in import let_in
from tests.phone import Phone
from tests.tour.hands import (
    choose,
    click,
    column_of,
    drive,
    part,
    press,
    press_letter,
    set_pin,
    text_of,
    unlock,
    until,
    window,
    write,
    write_anew,
)
from ui.login.qr import QrCode


class Asked(QObject):
    """What the program has asked the system's browser to show."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        """Keep an address."""
        self.addresses.append(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))


FIRST_LESSON = "2026-09-01T08:35"
"""Of the small school."""


def look() -> None:
    """Wait until the start has come to an end, and tell where."""
    until(lambda: bool(settled()), "a window that waits for a person")
    tell_window(settled()[0])


def look_inside(pin: str) -> None:
    """Type a PIN, and tell where that leads."""
    unlock(pin)
    until(lambda: not is_busy(), "an answer")
    tell_window(settled()[0])


def go_in(pin: str) -> None:
    """Type a PIN, and wait until the journals are there, loaded first where they are not."""
    unlock(pin)
    tell("window", window("main_window").objectName())


def choose_pin(pin: str) -> None:
    """Choose the first PIN of a profile, and tell where that leads."""
    set_pin(pin)
    until(lambda: not is_busy(), "an answer")
    tell_window(settled()[0])


def forget() -> None:
    """Take the way out of a forgotten PIN, and tell where that leads."""
    click(part(QPushButton, "unlock_forgotten"))
    until(lambda: bool(shown_error("entrance_text") or shown_error("sign_in_error")), "an answer")
    tell_window(settled()[0])


def choose_teacher(row: str, pin: str) -> None:
    """Choose a profile in the list of this PC's teachers by the keyboard, type its PIN, and tell where that leads.

    pin: empty where the profile cannot be taken.
    """
    listed = part(QListView, "profiles_list")
    tell("teachers", ", ".join(str(listed.model().index(n, 0).data()) for n in range(listed.model().rowCount())))
    for _ in range(int(row)):
        press(Qt.Key.Key_Down, on=listed)
    press(Qt.Key.Key_Return, on=listed)
    if not pin:
        tell("says", text_of("profiles_error"))
        return
    unlock(pin)
    until(lambda: not is_busy(), "an answer")
    tell_window(settled()[0])


def lock_and_return(pin: str) -> None:
    """Open a journal, lock the profile by its keys, type the PIN again, and tell how that went."""
    unlock(pin)
    main = window("main_window")
    listed = part(QListView, "today_list")
    choose(listed, listed.model().index(0, 0))
    press(Qt.Key.Key_Return, on=listed)
    table = part(QTableView, "journal_table")
    press_letter(table, "5")
    press(Qt.Key.Key_Return, on=table)
    QApplication.clipboard().setText("copied marks")
    (lock,) = main.findChildren(QAction, "lock")
    begun = time.monotonic()
    lock.trigger()
    QApplication.processEvents()
    tell("locked", f"{(time.monotonic() - begun) * 1000:.0f}")
    field = part(QLineEdit, "unlock_pin")
    tell("clipboard", QApplication.clipboard().text())
    shown = [each.objectName() for each in QApplication.topLevelWidgets() if each.isVisible()]
    tell("shown", " ".join(shown))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tell("window kept", str(isValid(main)))
    write(field, pin)
    press(Qt.Key.Key_Return, on=field)
    window("main_window")
    tell("marks", " ".join(filter(None, column_of(part(QTableView, "journal_table"), 0))))


def work_a_while(pin: str) -> None:
    """Open a journal, type a mark, lock, come back, and tell the titles that windows had meanwhile."""
    unlock(pin)
    main = window("main_window")
    listed = part(QListView, "today_list")
    choose(listed, listed.model().index(0, 0))
    press(Qt.Key.Key_Return, on=listed)
    table = part(QTableView, "journal_table")
    press_letter(table, "5")
    press(Qt.Key.Key_Return, on=table)
    tell_titles()
    (lock,) = main.findChildren(QAction, "lock")
    lock.trigger()
    part(QLineEdit, "unlock_pin")
    tell_titles()
    unlock(pin)
    tell("marks", " ".join(filter(None, column_of(part(QTableView, "journal_table"), 0))))
    tell_titles()


def sign_in(*addresses: str) -> None:
    """Type one address after another at the first start, and tell what is answered to each."""
    entrance = window("entrance")
    for address in addresses:
        write_anew(part(QLineEdit, "first_start_address"), address)
        press(Qt.Key.Key_Return)
        part(QPushButton, "first_start_submit", entrance)
        until(lambda: bool(shown_error("first_start_error")), "an answer")
        tell("says", text_of("first_start_error"))
        tell("kept", part(QLineEdit, "first_start_address").text())
        tell("offers", " ".join(buttons(entrance)))


def enter(*words: str) -> None:
    """Do the same, and go in with what has just been made right: the last address, let in by the phone.

    words: addresses, the portal's folder, whose phone it is.
    """
    *wrong, address, data, login = words
    sign_in(*wrong)
    write_anew(part(QLineEdit, "first_start_address"), address)
    press(Qt.Key.Key_Return)
    let_in(Path(data), text_of("sign_in_code"), login)
    set_pin()
    tell("window", window("main_window").objectName())


def decide_and_mark(address: str, data: str, login: str, checked: str, mark: str) -> None:
    """Sign in, open the diary to the only one who applied, mark the first pupil of the first lesson, hand both in.

    data: the portal's folder. checked: how it was found out who applies.
    """
    enter(address, data, login)
    main = window("main_window")
    click(part(QPushButton, "today_access"))
    asked = part(QTableView, "access_requests")
    tell("asks", " ".join(str(asked.model().index(0, column).data()) for column in range(asked.model().columnCount())))
    choose(asked, asked.model().index(0, 0))
    press_letter(asked, "+")
    write(part(QLineEdit, "ask_reason"), checked)
    press(Qt.Key.Key_Return)
    until(lambda: asked.model().rowCount() == 0, "nothing that waits")
    press(Qt.Key.Key_1, control=True)
    listed = part(QListView, "today_list")
    choose(listed, listed.model().index(0, 0))
    press(Qt.Key.Key_Return, on=listed)
    table = part(QTableView, "journal_table")
    press_letter(table, mark)
    tell("column", " ".join(filter(None, column_of(table, table.currentIndex().column()))))
    press(Qt.Key.Key_F5)
    until(lambda: "всё отправлено" in part(QToolButton, "sync_indicator", main).text().lower(), "all handed in")


def join(address: str, invitation: str, login: str, pin: str) -> None:
    """Sign in on the phone, which is Chromium here, choose a PIN, and tell where that leads.

    address: empty where this PC knows it already, because another teacher works here.
    """
    if address:
        write_anew(part(QLineEdit, "first_start_address"), address)
        press(Qt.Key.Key_Return)
    number = text_of("sign_in_number")
    with open_browser() as browser, open_page(browser) as page:
        phone = Phone(page, login)
        phone.join(invitation)
        phone.approve(part(QrCode, "sign_in_qr").accessibleDescription(), number)
    set_pin(pin)
    tell("window", window("main_window").objectName())


def join_second(invitation: str, login: str, pin: str) -> None:
    """Add another teacher at this PC, who has an address to sign in at already."""
    click(part(QPushButton, "unlock_other"))
    click(part(QPushButton, "profiles_new"))
    join("", invitation, login, pin)


def join_in_browser(address: str, invitation: str, login: str, pin: str) -> None:
    """Sign in in the browser of this PC, which knows its teacher already, and tell where that leads."""
    asked = Asked()
    QDesktopServices.setUrlHandler("http", asked, "open")  # type: ignore[arg-type]  # bytes are refused
    write_anew(part(QLineEdit, "first_start_address"), address)
    click(part(QPushButton, "first_start_browser"))
    until(lambda: bool(asked.addresses), "the browser's address")
    with open_browser() as browser, open_page(browser) as page:
        Phone(page, login).join(invitation)
        page.goto(asked.addresses[0])
        page.get_by_role("button", name="Впустить").click()
        page.wait_for_url("http://127.0.0.1:*/callback?*")
    set_pin(pin)
    tell("window", window("main_window").objectName())


def wait_at_phone(address: str) -> None:
    """Show the QR code and wait for ever."""
    write_anew(part(QLineEdit, "first_start_address"), address)
    press(Qt.Key.Key_Return)
    tell("code", text_of("sign_in_code"))
    until(lambda: False, "the end")


def make_slowly(address: str, data: str, login: str) -> None:
    """Be let in, choose a PIN, and go on until somebody ends this."""
    write_anew(part(QLineEdit, "first_start_address"), address)
    press(Qt.Key.Key_Return)
    let_in(Path(data), text_of("sign_in_code"), login)
    part(QLineEdit, "new_pin")
    tell("asks", "a PIN")
    sys.stdin.readline()
    set_pin()
    tell("made", "soon")
    until(lambda: False, "the end")


def sign_in_anew() -> None:
    """Take the way out that a lost key leaves."""
    click(part(QPushButton, "entrance_anew"))
    part(QLineEdit, "first_start_address")
    tell_window(window("entrance"))


def restore_copy(pin: str) -> None:
    """Take the way out of a damaged journal, and tell where that leads."""
    unlock(pin)
    until(lambda: not is_busy(), "an answer")
    tell("damaged", " ".join(buttons(settled()[0])))
    click(part(QPushButton, "entrance_copy"))
    unlock(pin)
    until(lambda: not is_busy(), "an answer")
    tell_window(settled()[0])


def type_marks(keys: str) -> None:
    """Type into the first column, wait for a word after each line of input, and tell what the cells show."""
    unlock()
    window("main_window")
    listed = part(QListView, "today_list")
    choose(listed, listed.model().index(0, 0))
    press(Qt.Key.Key_Return, on=listed)
    table = part(QTableView, "journal_table")
    for row, key in enumerate(keys):
        tell("ready", str(row))
        sys.stdin.readline()
        press_letter(table, key)
        tell("cell", str(table.currentIndex().data()))
        tell("notice", " ".join(label.text() for label in notices()))
        press(Qt.Key.Key_Return, on=table)


def settled() -> list[QWidget]:
    """Return the windows that wait for a person, boxes first."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    boxes = [each for each in shown if isinstance(each, QMessageBox)]
    mains = [each for each in shown if each.objectName() == "main_window"]
    # one that can only be stopped is at work, and waits for nobody
    asking = [each for each in shown if each.objectName() == "entrance" and set(buttons(each)) - {"work_stop"}]
    return [*boxes, *mains, *asking]


def shown_error(name: str) -> str:
    """Return what a label says that is in sight, empty where none is."""
    roots = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    labels = [each for root in roots for each in root.findChildren(QLabel, name) if each.isVisible()]
    return labels[0].text() if labels and labels[0].property("role") == "error" else ""


def is_busy() -> bool:
    """Return whether the entrance is working on an answer."""
    if not settled():
        return True
    fields = [each for name in ("unlock_pin", "new_pin") for each in settled()[0].findChildren(QLineEdit, name)]
    return any(each.isVisible() and not each.isEnabled() for each in fields)


def buttons(of: QWidget) -> list[str]:
    return [each.objectName() for each in of.findChildren(QPushButton) if each.isVisible()]


def notices() -> list[QLabel]:
    return [each for each in window("main_window").findChildren(QLabel, "notice_text") if each.isVisible()]


def tell_window(shown: QWidget) -> None:
    """Tell a window's kind, its buttons, and its sentence where it has one."""
    tell("window", shown.objectName() or type(shown).__name__)
    tell("buttons", " ".join(buttons(shown)))
    names = ("entrance_text", "unlock_error", "new_pin_error")
    texts = [each.text() for name in names for each in shown.findChildren(QLabel, name) if each.isVisible()]
    tell("says", shown.text() if isinstance(shown, QMessageBox) else " ".join(texts))


def tell_titles() -> None:
    """Tell what the system's list of windows shows, and what the program calls itself there."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    texts = {text for each in shown for text in (each.windowTitle(), each.windowIconText(), each.windowFilePath())}
    tell("titles", " | ".join(sorted(filter(None, {*texts, QApplication.applicationDisplayName()}))))


def tell(what: str, seen: str) -> None:
    print(f"{what}: {seen}", flush=True)  # noqa: T201 (read by the test)


ACTS = {
    each.__name__: each
    for each in (
        look,
        look_inside,
        go_in,
        choose_teacher,
        lock_and_return,
        work_a_while,
        choose_pin,
        forget,
        sign_in,
        enter,
        decide_and_mark,
        join,
        join_second,
        join_in_browser,
        wait_at_phone,
        make_slowly,
        sign_in_anew,
        restore_copy,
        type_marks,
    )
}


if __name__ == "__main__":
    act, *words = sys.argv[1:]
    drive(["--now", FIRST_LESSON], lambda: ACTS[act](*words))
