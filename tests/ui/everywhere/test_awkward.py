"""A school that does not fit, on the smallest display, with texts as large as they get: nothing is cut."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from app.ids import JournalId
from tests.access_requests import a_request
from tests.builders import a_store
from tests.small_school import CLASS, PUPILS
from tests.ui.asked_screens import DEPUTYS, TEACHERS
from tests.ui.attended_school import ask_removal, unusual
from tests.ui.awkward_school import EMPTY, LONG, WITHOUT_LESSONS, awkward_school
from tests.ui.cutting import LAYOUTS, SMALLEST, cut_at, cut_texts, outside_texts
from tests.ui.door_screens import DOORS, Doors
from tests.ui.every_screen import ADDRESS, SCHOOL_MONDAY, Screen, back, deputys_store, opened, over
from tests.ui.shown_school import NOW, TODAY
from ui.login.portal_acts import SignInDialog
from ui.main_window import MainWindow
from ui.settings import TEXT_PERCENTS
from ui.theme import LIGHT, apply_theme

LARGER = TEXT_PERCENTS[-1]


@pytest.fixture(scope="module")
def awkward_deputys(_dressed: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The window of a deputy head, with texts as large as they get."""
    folder = tmp_path_factory.mktemp("awkward_deputy")
    names = replace(a_request("long", PUPILS[1], CLASS), applicant=f"{LONG} Александра-Мария Всеволодовна")
    store = deputys_store(folder, [names])
    window = opened(_dressed, store, folder, SCHOOL_MONDAY, text_percent=LARGER)
    yield window
    window.close()
    window.deleteLater()
    store.close()
    apply_theme(_dressed, LIGHT)


@pytest.fixture(scope="module")
def awkward(_dressed: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The window of the school that does not fit, with texts as large as they get."""
    folder = tmp_path_factory.mktemp("awkward")
    store = a_store(folder, rows=(*awkward_school(), *unusual()))
    ask_removal(store)
    window = opened(_dressed, store, folder, NOW, text_percent=LARGER)
    yield window
    window.close()
    window.deleteLater()
    store.close()
    apply_theme(_dressed, LIGHT)


@pytest.fixture(scope="module")
def large_doors(_dressed: QApplication) -> Iterator[Doors]:
    """The window before the journal, with texts as large as they get."""
    apply_theme(_dressed, LIGHT, LARGER)
    made = Doors()
    yield made
    made.window.close()
    made.window.deleteLater()
    apply_theme(_dressed, LIGHT)


def test_a_sign_in_that_has_more_to_show_grows(awkward: MainWindow) -> None:
    back(awkward)
    dialog = SignInDialog(awkward)
    dialog.show()
    dialog.resize(dialog.minimumSizeHint())
    before = dialog.height()
    dialog.page.show_phone(code="BDHK-LMNP", number="47", address=ADDRESS, whole=f"{ADDRESS}?user_code=BDHK-LMNP")
    for _ in range(LAYOUTS):
        QApplication.processEvents()
    layout = dialog.layout()
    assert layout is not None
    assert before < dialog.height() == layout.totalHeightForWidth(dialog.width())
    assert cut_texts(dialog) + outside_texts(dialog) == []
    dialog.close()


def _of_journal(name: str, journal: JournalId) -> Screen:
    def show(window: MainWindow) -> QWidget:
        window.workspace.open_journal(journal)
        return window

    return Screen(name, "journal", show)


def _sunday(window: MainWindow) -> QWidget:
    window.workspace.go(0, TODAY.replace(day=29))
    return window


@over(
    *TEACHERS,
    _of_journal("empty_class", EMPTY),
    _of_journal("no_lessons", WITHOUT_LESSONS),
    Screen("no_timetable", "today", _sunday),
)
def test_no_text_is_cut_where_names_are_long_and_texts_are_large(screen: Screen, awkward: MainWindow) -> None:
    back(awkward)
    awkward.resize(SMALLEST)
    shown = screen.show(awkward)
    QApplication.processEvents()
    assert cut_at(shown, awkward, SMALLEST) == []


@over(*DEPUTYS)
def test_no_text_of_a_deputy_head_is_cut_where_texts_are_large(screen: Screen, awkward_deputys: MainWindow) -> None:
    back(awkward_deputys)
    awkward_deputys.resize(SMALLEST)
    shown = screen.show(awkward_deputys)
    QApplication.processEvents()
    assert cut_at(shown, awkward_deputys, SMALLEST) == []


@over(*DOORS)
def test_no_text_before_the_journal_is_cut_where_texts_are_large(screen: Screen, large_doors: Doors) -> None:
    back(large_doors.window)
    shown = screen.show(large_doors)
    QApplication.processEvents()
    assert cut_at(shown, large_doors.window, SMALLEST) == []
