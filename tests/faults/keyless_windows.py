"""The real program on a PC without a keyring, used for a moment; it prints what its windows say, a fact a line.

Run as `python -m tests.faults.keyless_windows ACT [WORD...]`.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QMenu, QPushButton, QTableView

from tests.faults.windows import FIRST_LESSON, notices, shown_error, tell
from tests.letting_in import let_in
from tests.tour.hands import (
    choose,
    click,
    column_of,
    drive,
    part,
    press,
    press_letter,
    text_of,
    until,
    window,
    write_anew,
)

PROFILE = ("change_pin", "remove_profile", "sign_out")
"""Actions about a profile that lasts."""


LONG_MS = 60_000


def find(name: str) -> list[QLabel]:
    roots = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    return [each for root in roots for each in root.findChildren(QLabel, name) if each.isVisible()]


def sign_in(address: str, data: str, login: str) -> None:
    """Come from the first start to the journal, by what the entrance offers where there is no keyring."""
    write_anew(part(QLineEdit, "first_start_address"), address)
    press(Qt.Key.Key_Return)
    until(lambda: bool(shown_error("first_start_error")), "a refusal")
    tell("refused", text_of("first_start_error"))
    click(part(QPushButton, "first_start_keyless"))
    tell("why", text_of("keyless_why"))
    tell("means", text_of("keyless_means").replace("\n", " "))
    begin(data, login)


def begin(data: str, login: str) -> None:
    click(part(QPushButton, "keyless_begin"))
    # the session before has to be closed first, and a round of it may be under way
    until(lambda: bool(find("sign_in_code")), "a code", LONG_MS)
    let_in(Path(data), text_of("sign_in_code"), login)
    window("main_window")


def open_table() -> QTableView:
    listed = part(QListView, "today_list")
    choose(listed, listed.model().index(0, 0))
    press(Qt.Key.Key_Return, on=listed)
    return part(QTableView, "journal_table")


def enter(keys: str) -> None:
    """Type into the first column, from its first cell on; tell what the cells show."""
    table = open_table()
    for key in keys:
        press_letter(table, key)
        press(Qt.Key.Key_Return, on=table)
    tell("marks", " ".join(filter(None, column_of(table, 0))))


def work(address: str, data: str, login: str, keys: str) -> None:
    """Sign in, type, look whether the portal has it, and at what is offered; end the session and sign in anew."""
    sign_in(address, data, login)
    tell("banner", part(QPushButton, "keyless_line").text())
    enter(keys)
    pause_for("disk")
    main = window("main_window")
    menu = main.findChildren(QMenu, "profile")[0]
    menu.aboutToShow.emit()
    for name in PROFILE:
        (action,) = main.findChildren(QAction, name)
        tell(name, f"{action.isEnabled()} {action.toolTip()}")
    (lock,) = main.findChildren(QAction, "lock")
    tell("lock", lock.text())
    lock.trigger()
    tell("ended", text_of("keyless_title"))
    tell("says", text_of("keyless_means"))
    pause_for("closed")
    begin(data, login)
    table = open_table()
    until(lambda: bool(column_of(table, 0)[0]), "the marks from the portal")
    tell("again", " ".join(filter(None, column_of(table, 0))))


def be_killed(address: str, data: str, login: str, keys: str) -> None:
    """Sign in, wait for a word, type, and go on until somebody ends this."""
    sign_in(address, data, login)
    pause_for("ready")
    table = open_table()
    for key in keys:
        press_letter(table, key)
        # what the cell shows now is acknowledged, whatever comes next
        tell("cell", str(table.currentIndex().data()))
        press(Qt.Key.Key_Return, on=table)
    tell("typed", keys)
    until(lambda: False, "the end")


def quit_unsent(address: str, data: str, login: str, keys: str) -> None:
    """Sign in, wait for a word, type, and close the window twice."""
    sign_in(address, data, login)
    pause_for("ready")
    enter(keys)
    main = window("main_window")
    main.close()
    tell("warning", " ".join(each.text() for each in notices()))
    tell("open", str(main.isVisible()))
    main.close()
    QApplication.processEvents()
    tell("open", str(main.isVisible()))


def come_back(home: str) -> None:
    """Start once more, and wait until nothing of a session is left."""
    until(lambda: not list(Path(home).glob("keyless-*")), "an empty folder")
    tell("left", "nothing")


def come_back_offline(address: str) -> None:
    """Start once more while nobody reaches the portal, and tell what waits; wait for a word, and send it."""
    write_anew(part(QLineEdit, "first_start_address"), address)
    press(Qt.Key.Key_Return)
    click(part(QPushButton, "first_start_keyless"))
    tell("waiting", text_of("keyless_waiting"))
    click(part(QPushButton, "keyless_send"))
    until(lambda: bool(shown_error("keyless_error")), "a refusal")
    tell("refused", text_of("keyless_error"))
    pause_for("portal")
    click(part(QPushButton, "keyless_send"))
    tell("sent", part(QLabel, "keyless_told").text())


def pause_for(what: str) -> None:
    """Tell that something is to be done or looked at, and wait for a word."""
    tell("pause", what)
    sys.stdin.readline()


ACTS = {each.__name__: each for each in (work, be_killed, quit_unsent, come_back, come_back_offline)}


if __name__ == "__main__":
    act, *words = sys.argv[1:]
    drive(["--now", FIRST_LESSON], lambda: ACTS[act](*words))
