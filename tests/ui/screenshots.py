"""Draws every screen, light and dark, into a folder: what the documentation shows and what eyes look over.

With QT_SCALE_FACTOR=2 at 200 %, under names of their own.
"""

import os
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from app.changes import NOTHING, Changes
from app.domain.pages import EMPTY_CELL
from app.errors import CertificateError, NotThePortalError, SignInExpiredError
from app.ids import ClassId, LessonId
from app.services.finals import read_finals, set_proposed
from app.services.marking import put_mark
from app.services.terms import close_term
from app.vault.errors import TooManyTriesError, TryLaterError
from sync.rounds import Progress, Round
from tests.builders import FeedOf, a_store
from tests.ui.attended_school import collide, hold_and_refuse
from tests.ui.desk_screenshots import DeskScreens
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import ALGEBRA, NOW, TODAY, pupil_id, shown_school
from ui.desk import Desk
from ui.error_texts import sentence
from ui.finals.finals_table import FinalsTable
from ui.help.window import HelpWindow
from ui.journal.marks_table import MarksTable
from ui.journal.view import JournalView
from ui.keys_help import KeysHelp
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.login.new_pin import NewPinPage
from ui.login.profiles_page import Listed, ProfilesPage
from ui.login.sign_in_page import SignInPage
from ui.login.unlock_page import UnlockPage
from ui.main_window import MainWindow
from ui.palette.box import PaletteBox
from ui.printing.preview import PrintPreview
from ui.settings import Scheme, Settings
from ui.sync_panel.view import SyncPanel
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch
from ui.translation import install_translation

WIDE, SMALL = QSize(1280, 800), QSize(1024, 600)
MARKS = "54н54354445б"
"""Of today's lesson: a column that is half filled."""

LOSSLESS = 100
"""The quality at which a WebP loses nothing; it takes a third of a PNG's room, and pictures at 200 % need it."""

HOMEWORK = "§ 16, № 331, 334 (а, в). Повторить свойства степеней."


def main(folder: Path, *, small: bool) -> None:
    """Draw everything. small: on the smallest display too."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_translation(app)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        with tempfile.TemporaryDirectory() as home:
            screens = Screens(app, Path(home), scheme, folder)
            screens.draw(small=small)
            desks = DeskScreens(app, Path(home), scheme, quiet_round, screens.save)
            for size, suffix in ((WIDE, ""), (SMALL, "-small")) if small else ((WIDE, ""),):
                desks.draw(size, suffix)


class Screens:
    """One theme's screens."""

    def __init__(self, app: QApplication, home: Path, scheme: Scheme, out: Path) -> None:
        self._app = app
        self._scheme = scheme
        self._out = out
        self._settings = Settings(home)
        self._settings.scheme = scheme
        self._switch = ThemeSwitch(app, self._settings)
        self._store = a_store(home, rows=tuple(shown_school()))
        self._desk = Desk(self._store)

    def draw(self, *, small: bool) -> None:
        self._draw_entrance()
        window, synchroniser = self._window()
        self._end_autumn()
        self._begin_today(window)
        self._draw_window(window, WIDE, "")
        if small:
            self._draw_window(window, SMALL, "-small")
        self._let_in_what_needs_attention()
        self._draw_attention(window, WIDE, "")
        if small:
            self._draw_attention(window, SMALL, "-small")
        self._draw_touch(window)
        synchroniser.close()
        window.close()
        self._store.close()

    def _window(self) -> tuple[MainWindow, Synchroniser]:
        synchroniser = Synchroniser(self._desk, quiet_round)
        window = MainWindow(self._desk, synchroniser, self._switch, self._settings, lambda: NOW)
        window.show()
        window.activateWindow()
        return window, synchroniser

    def _begin_today(self, window: MainWindow) -> None:
        window.workspace.open_journal(ALGEBRA)
        self._app.processEvents()
        table = window.findChild(MarksTable)
        assert table is not None
        pressed(table, Qt.Key.Key_T, modifiers=CTRL)
        homework = window.findChild(QPlainTextEdit, "lesson_homework")
        assert homework is not None
        homework.setFocus()
        typed(homework, HOMEWORK)
        table.setFocus()
        pressed(table, Qt.Key.Key_Return, modifiers=CTRL)
        typed(table, MARKS)
        QTest.qWait(200)

    def _let_in_what_needs_attention(self) -> None:
        feed = FeedOf(self._store)
        feed.apply_all()
        collide(feed)
        hold_and_refuse(feed)
        self._desk.announce(Changes(school=True, outbox=True))
        QTest.qWait(200)

    def _draw_attention(self, window: MainWindow, size: QSize, suffix: str) -> None:
        window.resize(size)
        window.workspace.open_attention()
        self.save(window, f"attention{suffix}")

    def _draw_touch(self, window: MainWindow) -> None:
        """Draw what is used with fingers at a board: the day, the journal with its pad, the seats, the sheets."""
        window.resize(WIDE)
        self._switch.choose_touch(touch=True)
        window.workspace.go(0)
        self.save(window, "today-touch")
        window.workspace.open_journal(ALGEBRA)
        self.save(window, "journal-touch")
        page = window.workspace.page
        assert isinstance(page, JournalView)
        self._press(window, page.table, Qt.Key.Key_M, CTRL | SHIFT)
        self.save(window, "seating-touch")
        self._escape(window)
        self._switch.choose_touch(touch=False)

    def _draw_printing(self, window: MainWindow, table: QWidget, suffix: str) -> None:
        """Draw the preview of what is printed."""
        self._press(window, table, Qt.Key.Key_P, CTRL)
        preview = window.findChild(PrintPreview)
        assert preview is not None
        self.save(preview, f"printing{suffix}")
        preview.close()

    def _draw_window(self, window: MainWindow, size: QSize, suffix: str) -> None:
        window.resize(size)
        window.workspace.go(0)
        self.save(window, f"today{suffix}")
        window.workspace.go(1)
        self.save(window, f"journals{suffix}")
        window.workspace.open_journal(ALGEBRA)
        self.save(window, f"journal{suffix}")
        self._draw_average(window, suffix)
        self._draw_finals(window, suffix)
        self._draw_class(window, suffix)
        help_page = KeysHelp(window)
        help_page.show()
        self.save(help_page, f"keys{suffix}")
        help_page.close()
        self._draw_guide(window, suffix)
        panel = next(each for each in window.findChildren(SyncPanel))
        panel.show()
        self.save(panel, f"sync{suffix}")
        panel.hide()

    def _draw_guide(self, window: MainWindow, suffix: str) -> None:
        """Draw the palette and the help, opened from the journal."""
        window.findChild(QAction, "palette").trigger()  # type: ignore[union-attr]  # it is in the menu
        self.save(window, f"palette{suffix}")
        window.findChild(PaletteBox).leave()  # type: ignore[union-attr]  # it has just been opened
        shown = HelpWindow(window)
        shown.open_page("journal")
        self.save(shown, f"help{suffix}")
        shown.close()
        shown.deleteLater()

    def _draw_average(self, window: MainWindow, suffix: str) -> None:
        table = window.findChild(MarksTable)
        assert table is not None
        table.setFocus()
        pressed(table, Qt.Key.Key_I, modifiers=CTRL | SHIFT)
        self.save(window, f"explanation{suffix}")
        table.setFocus()

    def _draw_class(self, window: MainWindow, suffix: str) -> None:
        """Draw what is there for the class: a card, pictures, the seating plan, who answers, the page for the class."""
        page = window.workspace.page
        assert isinstance(page, JournalView)
        table, today = page.table, page.table.caret or (0, 0)
        # the run of the column that the first pictures show ends here
        self._press(window, table, Qt.Key.Key_Escape)
        self._press(window, table, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        self.save(window, f"card{suffix}")
        self._escape(window)
        column = next(n for n, each in enumerate(page.page.lessons) if each.works)
        area = page.at(0, column)[2]
        page.spread_wanted.emit(column, page.page.lessons[column].works[0].id, area)
        self.save(window, f"spread{suffix}")
        self._escape(window)
        page.class_trend_wanted.emit(area)
        self.save(window, f"class-trend{suffix}")
        self._escape(window)
        table.go(today)
        for key, name in ((Qt.Key.Key_M, "seating"), (Qt.Key.Key_B, "board")):
            self._press(window, table, key, CTRL | SHIFT)
            self.save(window, f"{name}{suffix}")
            self._escape(window)
        self._draw_printing(window, table, suffix)
        self._press(window, table, Qt.Key.Key_F11)
        self.save(window, f"presentation{suffix}")
        self._press(window, window.focusWidget(), Qt.Key.Key_F11)

    def _press(
        self,
        window: MainWindow,
        widget: QWidget | None,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key in a window that other windows were over before."""
        assert widget is not None
        window.activateWindow()
        self._app.processEvents()
        widget.setFocus()
        pressed(widget, key, modifiers=modifiers)

    def _escape(self, window: MainWindow) -> None:
        self._press(window, window.focusWidget(), Qt.Key.Key_Escape)

    def _draw_finals(self, window: MainWindow, suffix: str) -> None:
        window.workspace.open_finals_of(ALGEBRA)
        table = window.findChild(FinalsTable)
        assert table is not None
        table.go((4, 1))
        QTest.qWait(200)
        self.save(window, f"finals{suffix}")
        table.go((4, 0))
        pressed(table, Qt.Key.Key_F, modifiers=CTRL | SHIFT)
        QTest.qWait(200)
        self.save(window, f"figures{suffix}")
        window.workspace.close_tab(window.workspace.place[0])
        QTest.qWait(50)

    def _end_autumn(self) -> None:
        """Set the marks of the first quarter as proposed, change two marks below them, and close it."""
        page = self._desk.page(read_finals, ALGEBRA, today=TODAY)
        self._desk.do(set_proposed, page=page, period="t1")
        for row in (1, 5):
            self._desk.do(put_mark, pupil=pupil_id(row), lesson=LessonId("lesson-001"), value="2", seen=EMPTY_CELL)
        self._desk.do(close_term, term_id="t1", school_class=ClassId("7Б"))

    def _draw_entrance(self) -> None:
        form = FirstStart(address="https://school12.example.ru")
        entrance = Entrance(form)
        entrance.resize(900, 640)
        entrance.show()
        form.show_asking(back=False)
        entrance.show_first_start()
        self.save(entrance, "first-start")
        form.show_error(sentence(NotThePortalError()))
        self.save(entrance, "first-start-refused")
        form.show_loading()
        form.show_progress("Загружаются журналы: 12 из 40", 12, 40)
        self.save(entrance, "first-start-loading")
        self._draw_sign_in(entrance)
        self._draw_locks(entrance)
        entrance.close()

    def _draw_sign_in(self, entrance: Entrance) -> None:
        page = SignInPage()
        page.offer_another_portal(possible=True)
        entrance.show_page(page)
        address = "https://school12.example.ru/device"
        page.show_phone(code="BDHK-LMNP", number="47", address=address, whole=f"{address}?user_code=BDHK-LMNP")
        self.save(entrance, "sign-in")
        page.tell_waiting(held_up=True)
        self.save(entrance, "sign-in-offline")
        page.show_browser()
        self.save(entrance, "sign-in-browser")
        for name, error in (("expired", SignInExpiredError()), ("clock", CertificateError(clock_is_wrong=True))):
            page.show_error(sentence(error))
            self.save(entrance, f"sign-in-{name}")

    def _draw_locks(self, entrance: Entrance) -> None:
        lock, chosen, listed = UnlockPage(), NewPinPage(), ProfilesPage()
        entrance.show_page(lock)
        lock.show_profile("Г. А. И.", 3, shut=False, wait_s=0)
        self.save(entrance, "unlock")
        lock.show_error(TryLaterError(95), left=3)
        self.save(entrance, "unlock-wait")
        lock.show_error(TooManyTriesError(), left=0)
        self.save(entrance, "unlock-shut")
        entrance.show_page(chosen)
        chosen.ask_first(back=True)
        self.save(entrance, "new-pin")
        chosen.ask_another()
        self.save(entrance, "new-pin-anew")
        entrance.show_page(listed)
        listed.show_profiles([Listed("default", "Г. А. И.", 3), Listed("teacher-2", "Морозова Е. С.", 0)])
        self.save(entrance, "profiles")

    def save(self, widget: QWidget, name: str) -> None:
        """Keep a picture of a widget."""
        for _ in range(3):
            self._app.processEvents()
        picture, path = widget.grab(), self._out / f"{name}-{self._scheme}"
        if picture.devicePixelRatio() == 1:
            picture.save(f"{path}.png")
        else:
            picture.save(f"{path}@2x.webp", quality=LOSSLESS)


def quiet_round(progress: Callable[[Progress], None], stop: threading.Event) -> Round:
    """Stand for a round that finds nothing to do."""
    return Round(NOTHING, 0, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), small="--small" in sys.argv)
