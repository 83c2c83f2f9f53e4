"""P19: what watches every test would see a leak, wherever it came out."""

import logging
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.leak_watch import LeakError, watched
from tests.locked_pcs import PIN

pytestmark = pytest.mark.canary


@pytest.mark.parametrize(
    "said", ["Фамилия07", "/diary?q=%D0%98", "\\u0418", f"typed {PIN}", "eyJ" + "a" * 20 + "." + "b" * 20]
)
@pytest.mark.parametrize("level", [logging.DEBUG, logging.ERROR])
def test_a_word_that_is_logged_is_seen_at_any_level_of_any_logger(tmp_path: Path, said: str, level: int) -> None:
    with pytest.raises(LeakError, match=r"the logger library\.x"), watched(tmp_path):
        logging.getLogger("library.x").log(level, "asked: %s", said)


def test_an_error_that_is_logged_is_read_too(tmp_path: Path) -> None:
    with pytest.raises(LeakError, match="the logger portal"), watched(tmp_path):
        logging.getLogger("portal").error("failed", exc_info=ValueError("Иванова"))


def test_ids_and_numbers_are_no_leak(tmp_path: Path) -> None:
    with watched(tmp_path):
        logging.getLogger("portal").debug("pupil-07 in 7b: 3 rows of 2026-09-01, %s", "Zm9vYmFy")


@pytest.mark.parametrize("kept", ["Фамилия07", PIN])
def test_a_word_in_a_file_of_the_desktop_is_seen(tmp_path: Path, kept: str) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "journal.db").write_bytes(b"\x00\xff" + kept.encode() + b"\x00")
    with pytest.raises(LeakError, match=r"the file journal\.db"), watched(tmp_path):
        pass


def test_a_name_in_a_title_is_seen(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowTitle("Фамилия07 – Перемена")
    with pytest.raises(LeakError, match="the title of QWidget"), watched(tmp_path):
        pass
    window.setWindowTitle("Перемена")
