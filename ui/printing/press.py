"""Puts sheets on paper or into a PDF file beside the window: told sheet by sheet, and it can be stopped."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QObject, QSizeF, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from app.errors import PrinterRefusesError, UnwritableFileError
from ui.background import Background
from ui.printing.sheet import SHEET, Printed

DOTS_PER_INCH = 300


class Press(QObject):
    """One run at a time."""

    progressed = Signal(int)
    """How many sheets are done."""

    done = Signal()
    stopped = Signal()
    """By request; nothing was saved."""

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._stop = threading.Event()
        self._runs = False

    @property
    def is_running(self) -> bool:
        """Whether something is being drawn."""
        return self._runs

    def save(self, printed: Printed, path: Path) -> None:
        """Write the sheets into a PDF file; one that is there is replaced as a whole, or stays as it was."""
        self._run(lambda: save_pdf(printed, path, self._told))

    def print_on(self, printed: Printed, printer: QPrinter) -> None:
        """Print the sheets, or those that the printer was told to take."""
        self._run(lambda: print_sheets(printed, printer, self._told))

    def stop(self) -> None:
        """Leave off after the sheet that is being drawn."""
        self._stop.set()

    def close(self) -> None:
        """Leave off, and answer nothing any more."""
        self.stop()
        self._background.close()
        self._runs = False

    def _run(self, job: Callable[[], bool]) -> None:
        if not self._runs:
            self._runs = True
            self._stop.clear()
            self._background.run(job, done=self._on_done, failed=self._on_failed)

    def _told(self, sheets: int) -> bool:
        """Tell how many sheets are done, on the press's thread; return whether to go on."""
        self.progressed.emit(sheets)
        return not self._stop.is_set()

    def _on_done(self, complete: bool) -> None:  # noqa: FBT001 (what the job returned)
        self._runs = False
        (self.done if complete else self.stopped).emit()

    def _on_failed(self, error: Exception) -> None:
        self._runs = False
        self.failed.emit(error)


Told = Callable[[int], bool]
"""Hears how many sheets are done; returns whether to go on."""


def save_pdf(printed: Printed, path: Path, told: Told) -> bool:
    """Write sheets into a PDF file; return whether it was done, False where it was stopped.

    Raises:
        UnwritableFileError: the file cannot be written; what stood there is as it was.
    """
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(across())
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(printed.title)
    if not _put(printed, writer, range(len(printed.told)), told):
        return False
    _replace(path, bytes(buffer.data().data()))
    return True


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f"{path.name}.new")
    try:
        try:
            fresh.write_bytes(content)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableFileError(path.name) from error


def print_sheets(printed: Printed, printer: QPrinter, told: Told) -> bool:
    """Print sheets; return whether it was done, False where it was stopped.

    Raises:
        PrinterRefusesError: the printer takes nothing.
    """
    first = printer.fromPage() or 1
    numbers = range(first - 1, min(printer.toPage() or len(printed.told), len(printed.told)))
    printer.setFullPage(True)
    complete = _put(printed, printer, numbers, told)
    if not complete:
        printer.abort()
    return complete


def across() -> QPageLayout:
    """Return a page of A4 across, up to its edges: the sheets have margins of their own."""
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF(), QPageLayout.Unit.Millimeter)


def fitted(painter: QPainter, room: QSizeF) -> None:
    """Let a painter draw a sheet as large as there is room for."""
    share = min(room.width() / SHEET.width(), room.height() / SHEET.height())
    painter.scale(share, share)


def _put(printed: Printed, device: QPagedPaintDevice, numbers: range, told: Told) -> bool:
    painter = QPainter()
    if not painter.begin(device):
        raise PrinterRefusesError
    try:
        for number in numbers:
            if number != numbers.start:
                device.newPage()
            painter.save()
            fitted(painter, QSizeF(painter.viewport().size()))
            printed.draw(painter, number)
            painter.restore()
            if not told(number - numbers.start + 1):
                return False
    finally:
        painter.end()
    return True
