"""Printing by keys: the page as it is seen, looked over first, printed or kept as a file, left at any time."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import PrinterRefusesError
from tests.ui.conftest import Shown
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import NOW, TODAY
from ui.error_texts import sentence
from ui.printing.journal_sheets import JournalSheets
from ui.printing.opening import JournalPrinting
from ui.printing.press import Press, across, print_sheets
from ui.printing.preview import PrintPreview
from ui.printing.sheets_view import Canvas, SheetsView
from ui.seating.opening import Seats
from ui.seating.plan import SeatingPlan
from ui.theme import LIGHT

Key = Qt.Key


@pytest.fixture
def preview(shown: Shown, qtbot: QtBot) -> PrintPreview:
    """The page of today's term, looked over before it is printed."""
    JournalPrinting(shown.view, shown.desk, LIGHT, lambda: NOW)
    pressed(shown.table, Key.Key_P, modifiers=CTRL)
    return seen(shown.view, qtbot)


def seen(over: QWidget, qtbot: QtBot) -> PrintPreview:
    found = over.findChild(PrintPreview)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def said(preview: PrintPreview, name: str = "print_said") -> str:
    found = preview.findChild(QLabel, name)
    assert found is not None
    return found.text()


def button(preview: PrintPreview, name: str) -> QPushButton:
    found = preview.findChild(QPushButton, name)
    assert found is not None
    return found


def sheets_of(preview: PrintPreview) -> JournalSheets:
    printed = preview.printed
    assert isinstance(printed, JournalSheets)
    return printed


def test_the_sheets_are_the_page_as_it_is_seen(shown: Shown, qtbot: QtBot) -> None:
    typed(shown.table, "5")
    JournalPrinting(shown.view, shown.desk, LIGHT, lambda: NOW)
    pressed(shown.table, Key.Key_P, modifiers=CTRL)
    preview = seen(shown.view, qtbot)
    sheets = sheets_of(preview)
    assert sheets.page is shown.page
    assert sheets.title == "7Б Алгебра"
    assert sheets.around.lines == (
        "II четверть: 2 ноября 2026 — 30 декабря 2026   Учитель: Морозова Е. В.",
        "Школа № 12",
    )
    assert sheets.around.foot.endswith("ещё не отправлена 1 запись этой страницы")
    assert said(preview, "print_where").startswith("Лист 1 из 1: ученики 1–28, уроки с 3 ноября")
    assert preview.windowTitle() == "Печать", "a title names nobody"


def test_the_whole_year_is_printed_where_it_is_shown(shown: Shown, qtbot: QtBot) -> None:
    terms = shown.view.findChild(QComboBox, "journal_term")
    assert terms is not None
    terms.setCurrentIndex(terms.count() - 1)
    terms.activated.emit(terms.count() - 1)
    JournalPrinting(shown.view, shown.desk, LIGHT, lambda: NOW)
    pressed(shown.table, Key.Key_P, modifiers=CTRL)
    preview = seen(shown.view, qtbot)
    assert sheets_of(preview).around.lines[0].startswith("Весь год: 1 сентября 2026 — ")
    view = preview.findChild(SheetsView)
    assert view is not None
    count = len(preview.printed.told)
    assert said(preview, "print_where").startswith(f"Лист 1 из {count}"), "it is told of the sheet that is seen first"
    pressed(view, Key.Key_End)
    assert count > 2
    assert said(preview, "print_where").startswith(f"Лист {count} из {count}")
    pressed(view, Key.Key_Home)
    assert said(preview, "print_where").startswith("Лист 1 ")


def test_a_page_without_lessons_says_that_there_is_nothing_to_print(shown: Shown) -> None:
    told: list[str] = []
    printing = JournalPrinting(shown.view, shown.desk, LIGHT, lambda: NOW)
    printing.told.connect(told.append)
    shown.table.marks.show_page(replace(shown.page, lessons=(), cells={}))
    pressed(shown.view, Key.Key_P, modifiers=CTRL)
    assert len(told) == 1
    assert shown.view.findChild(PrintPreview) is None


def save_as(preview: PrintPreview, target: Path, qtbot: QtBot) -> None:
    """Press Ctrl+S, and take a name in the dialog of files."""
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    pressed(preview, Key.Key_S, modifiers=CTRL)
    dialog = preview.findChild(QFileDialog, "print_to_file")
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    assert Path(dialog.selectedFiles()[0]).name == f"{preview.printed.title} 24.11.2026.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.close()


def test_ctrl_s_keeps_the_sheets_as_a_pdf_and_says_so(preview: PrintPreview, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "страница.pdf"
    with qtbot.waitSignal(preview.saved):
        save_as(preview, target, qtbot)
    assert target.read_bytes().count(b"/Type /Page\n") == 1
    assert said(preview) == "Сохранено: страница.pdf"
    assert preview.focusWidget() is button(preview, "print_close")


def test_a_file_that_cannot_be_written_is_said_and_another_place_can_be_chosen(
    preview: PrintPreview, tmp_path: Path, qtbot: QtBot
) -> None:
    save_as(preview, tmp_path / "nowhere" / "page.pdf", qtbot)
    qtbot.waitUntil(lambda: "page.pdf" in said(preview))
    assert "Выберите другое место" in said(preview)
    with qtbot.waitSignal(preview.saved):
        save_as(preview, tmp_path / "page.pdf", qtbot)


def test_no_printer_is_said_in_words_and_the_file_is_offered(
    preview: PrintPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the PC that runs this may have one
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    pressed(preview, Key.Key_P, modifiers=CTRL)
    assert said(preview).startswith("На этом компьютере нет принтера.")
    assert button(preview, "print_save").hasFocus()


def test_escape_goes_back_to_the_cell(preview: PrintPreview, shown: Shown, qtbot: QtBot) -> None:
    caret = shown.table.caret
    pressed(preview, Key.Key_Escape)
    qtbot.waitUntil(lambda: shown.view.findChild(PrintPreview) is None)
    shown.view.activateWindow()
    qtbot.waitUntil(shown.table.hasFocus)
    assert shown.table.caret == caret


def test_the_sheets_get_larger_and_smaller_by_keys(preview: PrintPreview) -> None:
    canvas = preview.findChild(Canvas)
    assert canvas is not None
    before = canvas.width()
    pressed(preview, Key.Key_Plus, modifiers=CTRL)
    assert canvas.width() > before
    pressed(preview, Key.Key_Minus, modifiers=CTRL)
    assert canvas.width() == before


class SlowSheets:
    """Sheets whose drawing waits until it is let go on."""

    title, told = "Медленно", ("", "", "")

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.begun = threading.Event()

    def draw(self, painter: QPainter, number: int) -> None:
        if threading.current_thread() is not threading.main_thread() and number:
            self.begun.set()
            assert self.go_on.wait(20)
        painter.drawPoint(number, number)


@pytest.fixture
def slow(shown: Shown, tmp_path: Path, qtbot: QtBot) -> tuple[PrintPreview, SlowSheets]:
    """A preview that is being saved, and is at its second sheet."""
    sheets = SlowSheets()
    preview = PrintPreview(sheets, TODAY, LIGHT, shown.view)
    preview.open()
    save_as(preview, tmp_path / "slow.pdf", qtbot)
    qtbot.waitUntil(sheets.begun.is_set)
    return preview, sheets


def test_saving_shows_how_far_it_is_and_can_be_stopped_by_escape(
    slow: tuple[PrintPreview, SlowSheets], tmp_path: Path, qtbot: QtBot
) -> None:
    preview, sheets = slow
    bar = preview.findChild(QProgressBar)
    assert bar is not None
    qtbot.waitUntil(lambda: bar.value() == 1)
    assert (bar.isVisible(), bar.maximum()) == (True, 3)
    assert not button(preview, "print_save").isVisible(), "one run at a time"
    pressed(preview, Key.Key_Escape)
    sheets.go_on.set()
    qtbot.waitUntil(lambda: said(preview) == "Остановлено. Ничего не сохранено.")
    assert preview.isVisible()
    assert list(tmp_path.glob("slow*")) == []


def test_closing_the_window_leaves_nothing_half_written(
    slow: tuple[PrintPreview, SlowSheets], tmp_path: Path, qtbot: QtBot
) -> None:
    preview, sheets = slow
    threading.Timer(0.05, sheets.go_on.set).start()
    with qtbot.waitSignal(preview.destroyed):
        preview.close()
    assert list(tmp_path.glob("slow*")) == []


def test_a_printer_takes_the_sheets_that_were_chosen(preview: PrintPreview, tmp_path: Path) -> None:
    sheets = SlowSheets()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(across())
    printer.setFromTo(2, 3)
    assert print_sheets(sheets, printer, lambda _: True)
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == 2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_of(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no folder" / "printed.pdf"))
    press = Press()
    with qtbot.waitSignal(press.failed) as failed:
        press.print_on(SlowSheets(), printer)
    press.close()
    assert isinstance(failed.args[0], PrinterRefusesError)
    assert sentence(failed.args[0])


def test_over_the_seating_plan_the_same_key_prints_the_plan(shown: Shown, qtbot: QtBot) -> None:
    JournalPrinting(shown.view, shown.desk, LIGHT, lambda: NOW)
    Seats(shown.view, shown.desk, LIGHT, lambda: NOW)
    pressed(shown.table, Key.Key_M, modifiers=CTRL | SHIFT)
    plan = shown.view.findChild(SeatingPlan)
    assert plan is not None
    qtbot.waitUntil(plan.table.hasFocus)
    pressed(plan.table, Key.Key_P, modifiers=CTRL)
    preview = seen(shown.view, qtbot)
    assert preview.printed.title.startswith("Рассадка: 7Б Алгебра")
    assert len(shown.view.findChildren(PrintPreview)) == 1
    preview.close()


def test_what_is_changed_after_the_preview_was_opened_is_not_on_its_sheets(preview: PrintPreview, shown: Shown) -> None:
    before = sheets_of(preview).page
    typed(shown.table, "5")
    assert sheets_of(preview).page is before
