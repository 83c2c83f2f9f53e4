"""For every test of the windows: Russian, light, a real journal behind them; what is shown is closed before it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.pages import JournalPage
from app.ids import LessonId
from app.services.reading import read_page
from app.store.unit import Store
from tests.builders import a_store
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import ALGEBRA, NOW, TODAY, shown_school
from tests.ui.watchdog import Watchdog
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.journal.view import JournalView
from ui.main_window import MainWindow
from ui.settings import Scheme, Settings
from ui.synchroniser import Synchroniser
from ui.theme import LIGHT, apply_theme
from ui.theme_switch import ThemeSwitch
from ui.translation import install_translation


@pytest.fixture(scope="session")
def watchdog() -> Iterator[Watchdog]:
    """Watches every call by which a test lets the windows work."""
    watching = Watchdog()
    with pytest.MonkeyPatch.context() as patch:
        watching.install(patch)
        yield watching
        watching.leave()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "may_take(ms, why): for how long the windows may not answer, and why")


@pytest.fixture(autouse=True)
def _is_never_held_up(
    request: pytest.FixtureRequest, app: QApplication, watchdog: Watchdog, tmp_path: Path
) -> Iterator[None]:
    # an earlier test's windows go with the next turn of a waiting loop: they are not this test's to clear away
    _clear_away()
    watchdog.listen()
    yield
    marked = request.node.get_closest_marker("may_take")
    slow = watchdog.slow(*marked.args[:1] if marked else ())
    # the windows go before their folder does: what one of them has put off may look into a journal there
    _clear_away()
    assert slow == [], "the windows did not answer for too long"


def _clear_away() -> None:
    """Let the windows go that were closed for good."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> QApplication:
    install_translation(qapp)
    apply_theme(qapp, LIGHT)
    return qapp


@pytest.fixture(autouse=True)
def app(_dressed: QApplication) -> QApplication:
    """The application as the program dresses it."""
    return _dressed


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the journal of the school that is shown, filled once."""
    folder = tmp_path_factory.mktemp("filled")
    a_store(folder, rows=tuple(shown_school())).close()
    return folder


@pytest.fixture
def store(_filled: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(_filled, tmp_path, dirs_exist_ok=True)
    opened = a_store(tmp_path)
    yield opened
    # the windows go first: what one of them has put off would look into a journal that is closed
    _clear_away()
    opened.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@dataclass
class Shown:
    """A journal's page on the screen, with what a test asks of it. refusals: every refusal since it was opened."""

    view: JournalView
    desk: Desk
    refusals: list[BaseException] = field(default_factory=list)

    @property
    def table(self) -> MarksTable:
        found = self.view.findChild(MarksTable)
        assert found is not None
        return found

    @property
    def page(self) -> JournalPage:
        """What is on the screen."""
        model = self.table.model()
        return model.page  # type: ignore[attr-defined, no-any-return]  # the table's model is a MarksModel

    @property
    def today(self) -> int:
        """The column of today's lesson."""
        return next(n for n, lesson in enumerate(self.page.lessons) if lesson.day == TODAY)

    @property
    def lesson(self) -> LessonId:
        return self.page.lessons[self.today].id

    def text(self, row: int, column: int | None = None) -> str:
        """Return what a cell of today's lesson, or of another, shows."""
        return str(self.table.model().index(row, self.today if column is None else column).data())

    def texts(self, rows: int) -> list[str]:
        return [self.text(row) for row in range(rows)]

    def stored(self, row: int) -> list[str]:
        """Return the marks of a cell of today's lesson as they stand in the journal."""
        page = self.desk.page(read_page, ALGEBRA)
        cell = page.cells.get((self.page.pupils[row].id, self.lesson))
        return [mark.value for mark in cell.marks] if cell else []


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk) -> Shown:
    """The journal of 7Б, opened at today's lesson, with the caret on the first pupil."""
    view = JournalView(desk, ALGEBRA, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    page = Shown(view, desk)
    view.refused.connect(page.refusals.append)
    view.resize(900, 620)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    return page


@pytest.fixture
def window(qtbot: QtBot, app: QApplication, desk: Desk, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window over the school that is shown; nothing is synchronised."""
    settings = Settings(tmp_path)
    settings.scheme = Scheme.LIGHT
    synchroniser = Synchroniser(desk, quiet_round)
    shown = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    synchroniser.close()
    apply_theme(app, LIGHT)
