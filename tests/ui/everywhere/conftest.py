"""The windows that every screen is walked in: opened once for each file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.door_screens import Doors
from tests.ui.every_screen import SCHOOL_MONDAY, deputys_store, opened, teachers_store
from tests.ui.shown_school import NOW
from ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def _no_popup_is_left() -> Iterator[None]:
    """Close what would keep the keyboard from the next test's window."""
    yield
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


@pytest.fixture(scope="module")
def teachers(_dressed: QApplication, _filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    folder = tmp_path_factory.mktemp("teacher")
    shutil.copytree(_filled, folder, dirs_exist_ok=True)
    store = teachers_store(folder)
    window = opened(_dressed, store, folder, NOW)
    yield window
    window.close()
    window.deleteLater()
    store.close()


@pytest.fixture(scope="module")
def deputys(_dressed: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    folder = tmp_path_factory.mktemp("deputy")
    store = deputys_store(folder)
    window = opened(_dressed, store, folder, SCHOOL_MONDAY)
    yield window
    window.close()
    window.deleteLater()
    store.close()


@pytest.fixture(scope="module")
def doors(_dressed: QApplication) -> Iterator[Doors]:
    made = Doors()
    yield made
    made.window.close()
    made.window.deleteLater()
