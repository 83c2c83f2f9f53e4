"""One scene of the tour: the real program, used by keys and clicks; it fails on anything that is not as it should be.

Run as `python -m tests.tour.desktop SCENE FOLDER [WORD...]`; pictures go to the folder.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QTableView,
    QToolButton,
    QWidget,
)

from resources.demo.school import DEMO
from tests.browser import open_browser, open_page
from tests.phone import Phone
from tests.tour.hands import (
    Camera,
    choose,
    click,
    column_of,
    drive,
    expect,
    part,
    pause,
    press,
    press_letter,
    row_names,
    set_pin,
    text_of,
    unlock,
    until,
    window,
    write,
)
from tests.tour.telling import say
from ui.login.qr import QrCode
from ui.today.lessons_model import Role

NEXT_CLASS, NEXT_NUMBER = "7А", 3
"""The lesson after, in which the power fails."""

SIGNS = {3: "y", 11: "б", 17: "у"}
"""By row, who is away; the first one typed while the keyboard is in its Latin layout."""

SEEN_AS = {"y": "н"}
PATTERN = "545345443554"
"""Marks from the first pupil down, again and again."""

HALF_A_MINUTE_S = 30


def first_start(camera: Camera, address: str, invitation: str) -> None:
    """The address is typed once, the teacher signs in on the phone, and the journals are loaded."""
    entrance = window("entrance")
    sign_in(camera, entrance, address, invitation)
    (progress,) = entrance.findChildren(QProgressBar, "first_start_progress")
    shots: list[str] = []

    def watch(value: int) -> None:
        if not shots and progress.maximum() // 4 < value < progress.maximum():
            shots.append(f"{value} of {progress.maximum()} rows")
            camera.take(entrance, "loading", at_once=True)

    progress.valueChanged.connect(watch)
    part(QLineEdit, "new_pin")
    camera.take(entrance, "new-pin")
    begun = time.monotonic()
    set_pin(DEMO.pin)
    main = window("main_window")
    say("first start", f"signed in; loading was seen at {shots[0]}, complete after {time.monotonic() - begun:.1f} s")
    rows = row_names(part(QListView, "today_list"))
    expect(sum(f"{DEMO.school_class} {DEMO.subject}" in row for row in rows), 1, "the lesson in the list of the day")
    camera.take(main, "today")
    say("today", f"{len(rows)} lessons; {rows[DEMO.number - 1]}")


def sign_in(camera: Camera, entrance: QWidget, address: str, invitation: str) -> None:
    """Type the portal's address and follow the QR code on the phone, where an account is made before."""
    write(part(QLineEdit, "first_start_address"), address)
    camera.take(entrance, "first-start")
    press(Qt.Key.Key_Return)
    number = text_of("sign_in_number")
    camera.take(entrance, "sign-in")
    with open_browser() as browser, open_page(browser) as page:
        phone = Phone(page, DEMO.login, camera.folder / "phone")
        phone.join(invitation)
        phone.approve(part(QrCode, "sign_in_qr").accessibleDescription(), number)
    say("first start", f"let in by the phone, which was told the number {number}; no password on this computer")


def lesson(camera: Camera) -> None:
    """Without the portal: marks for a whole column, who is away, topic, homework."""
    entrance = window("entrance")
    part(QLineEdit, "unlock_pin")
    camera.take(entrance, "locked")
    unlock(DEMO.pin)
    main = window("main_window")
    table = open_lesson(DEMO.school_class, DEMO.number)
    press(Qt.Key.Key_F5)
    until(lambda: "нет связи" in indicator().lower(), "the portal is missed")
    typed = fill_column(table)
    undo_and_redo(table)
    camera.take(main, "column-of-marks")
    say("column", f"{len(typed)} pupils by the keyboard alone: {' '.join(typed)}")
    one_more_mark(table)
    refuse_a_wrong_key(table)
    write_lesson()
    camera.take(main, "lesson-without-the-portal")
    say("indicator", indicator())


def entry(camera: Camera) -> None:
    """The next lesson, in which the power fails: each mark is told as soon as it is on the screen."""
    unlock(DEMO.pin)
    table = open_lesson(NEXT_CLASS, NEXT_NUMBER)
    names, column = pupils(table), table.currentIndex().column()
    press(Qt.Key.Key_Return, control=True)
    for row, name in enumerate(names):
        value = PATTERN[row % len(PATTERN)]
        press_letter(table, value)
        expect(column_of(table, column)[row], value, name)
        print(f"acknowledged {numbered(row, name)} {value}", flush=True)  # noqa: T201 (read by who kills)
        pause(20)
    time.sleep(HALF_A_MINUTE_S)


def after_the_kill(camera: Camera, *acknowledged: str) -> None:
    """Every mark that was on the screen before the kill is there."""
    unlock(DEMO.pin)
    table = open_lesson(NEXT_CLASS, NEXT_NUMBER)
    column = column_of(table, table.currentIndex().column())
    cells = {numbered(row, name): cell for row, (name, cell) in enumerate(zip(pupils(table), column, strict=True))}
    for name, _, value in (each.rpartition(" ") for each in acknowledged):
        expect(cells[name], value, f"the mark of {name} after the kill")
    filled = [cell for cell in cells.values() if cell]
    expect(len(filled) - len(acknowledged) in {0, 1}, wanted=True, what="marks that nobody typed")
    camera.take(window("main_window"), "after-the-kill")
    say("started again", f"all {len(acknowledged)} acknowledged marks are there: {' '.join(filled)}")


def synchronise(camera: Camera) -> None:
    """The portal is back: everything is sent."""
    unlock(DEMO.pin)
    main = window("main_window")
    table = open_lesson(DEMO.school_class, DEMO.number)
    press(Qt.Key.Key_F5)
    until(lambda: "всё отправлено" in indicator().lower(), "the indicator that everything is sent")
    hints = [str(table.currentIndex().siblingAtRow(row).data(Qt.ItemDataRole.ToolTipRole)) for row in range(5)]
    expect([hint for hint in hints if "отправ" in hint], [], "marks that still wait")
    camera.take(main, "synchronised")
    click(part(QToolButton, "sync_indicator"))
    panel = window("sync_panel")
    camera.take(panel, "synchronisation")
    say("synchronised", f"{indicator()}; {text_of('sync_explanation')}")
    panel.close()


def open_lesson(school_class: str, number: int) -> QTableView:
    """Choose a lesson of the day and open it in its journal by Enter."""
    window("main_window")
    listed = part(QListView, "today_list")
    choose(listed, lesson_row(listed, school_class, number))
    press(Qt.Key.Key_Return, on=listed)
    table = part(QTableView, "journal_table")
    until(table.hasFocus, "the caret in the table")
    expect(table.currentIndex().row(), 0, "the caret's row")
    return table


def lesson_row(listed: QListView, school_class: str, number: int) -> QModelIndex:
    """Return the row of a class's lesson."""
    model = listed.model()
    for row in range(model.rowCount()):
        found = model.index(row, 0).data(Role.LESSON)
        if (found.title, found.number) == (school_class, number):
            return model.index(row, 0)
    message = f"{school_class}, lesson {number}: not in {row_names(listed)}"
    raise AssertionError(message)


def fill_column(table: QTableView) -> list[str]:
    """Give everybody a mark or a sign: a key each; return what the cells show."""
    column, count = table.currentIndex().column(), table.model().rowCount()
    keys = [SIGNS.get(row, PATTERN[row % len(PATTERN)]) for row in range(count)]
    press(Qt.Key.Key_Return, control=True)
    for key in keys:
        press_letter(table, key)
    wanted = [SEEN_AS.get(key, key) for key in keys]
    expect(column_of(table, column), wanted, "the column")
    return wanted


def undo_and_redo(table: QTableView) -> None:
    """Take the last mark back and give it again."""
    column, last = table.currentIndex().column(), table.model().rowCount() - 1
    before = column_of(table, column)
    press(Qt.Key.Key_Z, control=True)
    expect(column_of(table, column)[last], "", "the last cell after undo")
    press(Qt.Key.Key_Y, control=True)
    expect(column_of(table, column), before, "the column after redo")
    say("undo, redo", f"{pupils(table)[last]}: {before[last]}, taken back, given again")


def one_more_mark(table: QTableView) -> None:
    """Give one pupil two marks in a cell."""
    cell = cell_of_pupil(table)
    choose(table, cell)
    before = str(cell.data())
    press_letter(table, "/")
    press_letter(table, DEMO.marks[1])
    expect(cell.data(), f"{before}/{DEMO.marks[1]}", "the cell with two marks")
    expect(cell.data(), "/".join(DEMO.marks), "the marks that the parent shall see")
    say("two marks", f"{DEMO.pupil}: {cell.data()}")


def refuse_a_wrong_key(table: QTableView) -> None:
    """A key that is no mark changes nothing and is explained."""
    cell = cell_of_pupil(table)
    before = cell.data()
    press_letter(table, "9")
    expect(cell.data(), before, "the cell after a wrong key")
    expect("«9»" in text_of("notice_text"), wanted=True, what="the hint about 9")
    say("wrong key", text_of("notice_text"))
    click(part(QToolButton, "notice_close"))


def write_lesson() -> None:
    """Take the topic from the plan, type the homework."""
    press(Qt.Key.Key_T, control=True)
    topic = part(QLineEdit, "lesson_topic")
    until(lambda: topic.text() == DEMO.topic, f"the topic from the plan: «{DEMO.topic}»")
    homework = part(QPlainTextEdit, "lesson_homework")
    write(homework, DEMO.homework)
    press(Qt.Key.Key_Return, control=True, on=homework)
    for name in ("lesson_topic_standing", "lesson_homework_standing"):
        expect(text_of(name), "ждёт отправки", name)
    say("topic", topic.text())
    say("homework", homework.toPlainText())
    say("attendance", text_of("lesson_presence"))


def cell_of_pupil(table: QTableView) -> QModelIndex:
    """Return the cell of the pupil whose diary is shown, in the caret's column."""
    row = next(row for row, name in enumerate(pupils(table)) if name.startswith(DEMO.pupil))
    return table.model().index(row, table.currentIndex().column())


def pupils(table: QTableView) -> list[str]:
    """Return the full names of the rows."""
    model, role = table.model(), Qt.ItemDataRole.ToolTipRole
    return [str(model.headerData(row, Qt.Orientation.Vertical, role)) for row in range(model.rowCount())]


def numbered(row: int, name: str) -> str:
    """Return a pupil as told before and after the kill; the class has namesakes."""
    return f"{row + 1}. {name}"


def indicator() -> str:
    """Return what the indicator of synchronisation says."""
    return part(QToolButton, "sync_indicator").text()


SCENES: dict[str, Callable[..., None]] = {
    each.__name__: each for each in (first_start, lesson, entry, after_the_kill, synchronise)
}


def main(words: Sequence[str]) -> None:
    """Play one scene."""
    scene, folder, *rest = words
    camera = Camera(Path(folder))
    drive(["--now", DEMO.now], lambda: SCENES[scene](camera, *rest))


if __name__ == "__main__":
    main(sys.argv[1:])
