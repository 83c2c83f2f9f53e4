"""What will be printed, looked over before it is: printed, saved as a PDF file, or left."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.error_texts import sentence
from ui.file_dialog import file_dialog
from ui.help.helping import offer_help
from ui.printing.file_names import file_name
from ui.printing.press import Press, across
from ui.printing.sheet import Printed
from ui.printing.sheets_view import SheetsView
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.key_action import key_action
from ui.widgets.naming import named

USUAL = (1000, 720)
"""Pixels; smaller where the window below is."""

SUFFIX = ".pdf"
WINDOW = Qt.ShortcutContext.WindowShortcut


def has_printers() -> bool:
    """Return whether a printer is set up on this PC."""
    return bool(QPrinterInfo.availablePrinterNames())


class PrintPreview(QDialog):
    """The window below waits; the sheets are of the moment when it was opened. day: of printing."""

    saved = Signal(str)
    """The path of the file."""

    def __init__(self, printed: Printed, day: date, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("print_preview")
        self.setWindowTitle(self.tr("Print"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.printed, self._day = printed, day
        self._press = Press(self)
        self._path = ""
        self._sheets = SheetsView(printed, theme)
        self._build_lines()
        self._build_buttons()
        self._lay_out()
        self._connect()
        offer_help(self)
        self._show_working(working=False)
        self._on_scrolled()
        below = parent.window().size()
        self.resize(min(USUAL[0], below.width()), min(USUAL[1], below.height()))
        self._sheets.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._press.close()
        super().closeEvent(event)

    @override
    def reject(self) -> None:
        # Escape stops what is running first
        if self._press.is_running:
            self._press.stop()
        else:
            self._press.close()
            super().reject()

    def _build_lines(self) -> None:
        self._where = named(QLabel(), "print_where")
        self._where.setProperty("role", "caption")
        self._said = named(QLabel(), "print_said")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.hide()
        self._bar = named(QProgressBar(), "print_progress", self.tr("Sheets done"))
        self._bar.setTextVisible(False)

    def _build_buttons(self) -> None:
        self._print = named(QPushButton(self.tr("Print…")), "print_print")
        self._print.setToolTip(self.tr("Choose a printer (Ctrl+P)"))
        self._save = named(QPushButton(self.tr("Save as PDF…")), "print_save")
        self._save.setToolTip(self.tr("Keep the sheets as a file (Ctrl+S)"))
        self._stop = named(QPushButton(self.tr("Stop")), "print_stop")
        self._close = named(QPushButton(self.tr("Close")), "print_close")
        self._print.setProperty("kind", "primary")
        for each in (self._save, self._stop, self._close):
            each.setAutoDefault(False)
        self._print.setDefault(True)
        key_action(self, "print_choose", self.tr("Choose a printer"), "Ctrl+P", self._on_print, context=WINDOW)
        key_action(self, "print_file", self.tr("Save as PDF"), "Ctrl+S", self._on_save, context=WINDOW)
        key_action(self, "print_larger", self.tr("Larger"), "Ctrl++", lambda: self._sheets.zoom(1), context=WINDOW)
        key_action(self, "print_smaller", self.tr("Smaller"), "Ctrl+-", lambda: self._sheets.zoom(-1), context=WINDOW)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._where, 1)
        for each in (self._bar, self._stop, self._print, self._save, self._close):
            line.addWidget(each)
        said = QHBoxLayout()
        said.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, 0)
        said.addWidget(self._said)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._sheets, 1)
        lines.addLayout(said)
        lines.addLayout(line)

    def _connect(self) -> None:
        self._sheets.scrolled.connect(self._on_scrolled)
        self._print.clicked.connect(self._on_print)
        self._save.clicked.connect(self._on_save)
        self._stop.clicked.connect(self._press.stop)
        self._close.clicked.connect(self.reject)
        self._press.progressed.connect(self._on_progressed)
        self._press.done.connect(self._on_done)
        self._press.stopped.connect(lambda: self._end(self.tr("Stopped. Nothing was saved.")))
        self._press.failed.connect(lambda error: self._end(sentence(error)))

    def _on_scrolled(self) -> None:
        number = self._sheets.number
        texts = self.tr("Sheet {number} of {count}"), self.printed.told[number]
        told = texts[0].format(number=number + 1, count=len(self.printed.told))
        self._where.setText(": ".join(each for each in (told, texts[1]) if each))
        self._sheets.setAccessibleDescription(self._where.text())

    def _on_print(self) -> None:
        if self._press.is_running:
            return
        if not has_printers():
            none = self.tr("No printer is set up on this computer.")
            instead = self.tr("Save the sheets as a PDF file: it can be printed on another one.")
            self._say(f"{none} {instead}")
            self._save.setFocus()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(across())
        printer.setDocName(file_name(self.printed.title, ""))
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.printed.told))
        dialog.accepted.connect(lambda: self._begin(lambda: self._press.print_on(self.printed, printer)))
        dialog.finished.connect(dialog.deleteLater)
        offer_help(dialog, "printing")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _on_save(self) -> None:
        if self._press.is_running:
            return
        dialog = file_dialog(self, "print_to_file", self.tr("Save as PDF"), "printing")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF files (*{suffix})").format(suffix=SUFFIX))
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.setDirectory(_documents())
        dialog.selectFile(file_name(f"{self.printed.title} {self._day:%d.%m.%Y}", SUFFIX))
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, path: str) -> None:
        self._path = path
        self._begin(lambda: self._press.save(self.printed, Path(path)))

    def _begin(self, run: Callable[[], None]) -> None:
        self._said.hide()
        self._show_working(working=True)
        self._bar.setRange(0, len(self.printed.told))
        self._bar.setValue(0)
        run()

    def _on_progressed(self, sheets: int) -> None:
        self._bar.setValue(sheets)

    def _on_done(self) -> None:
        path, self._path = self._path, ""
        if path:
            self._end(self.tr("Saved: {file}").format(file=Path(path).name))
            self.saved.emit(path)
        else:
            self._end(self.tr("Sent to the printer."))

    def _end(self, text: str) -> None:
        self._path = ""
        self._show_working(working=False)
        self._say(text)
        self._close.setFocus()

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._said.setAccessibleName(text)

    def _show_working(self, *, working: bool) -> None:
        for each in (self._bar, self._stop):
            each.setVisible(working)
        for each in (self._print, self._save):
            each.setVisible(not working)
        if working:
            self._stop.setFocus()


def _documents() -> str:
    """Return where people keep their papers, their own folder where there is no such one."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return found if Path(found).is_dir() else str(Path.home())
