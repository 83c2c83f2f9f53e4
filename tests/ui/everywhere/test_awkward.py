"""A school that does not fit, on the smallest display, with texts as large as they get: nothing is cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.ids import JournalId
from tests.builders import a_store
from tests.ui.awkward_school import EMPTY, WITHOUT_LESSONS, awkward_school
from tests.ui.cutting import LAYOUTS, SMALLEST, cut_at, cut_texts, outside_texts
from tests.ui.every_screen import ADDRESS, TEACHERS, Screen, back, opened, over
from tests.ui.shown_school import NOW, TODAY
from ui.login.portal_acts import SignInDialog
from ui.main_window import MainWindow
from ui.settings import TEXT_PERCENTS
from ui.theme import LIGHT, apply_theme

LARGER = TEXT_PERCENTS[-1]


@pytest.fixture(scope="module")
def awkward(_dressed: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The window of the school that does not fit, with texts as large as they get."""
    folder = tmp_path_factory.mktemp("awkward")
    store = a_store(folder, rows=tuple(awkward_school()))
    window = opened(_dressed, store, folder, NOW, text_percent=LARGER)
    yield window
    window.close()
    window.deleteLater()
    store.close()
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
