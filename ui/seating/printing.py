"""A seating plan on paper: the board above, a heading, a frame for each seat; names only, no marks."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from app.domain.seating import Seat
from ui.seating.model import SeatModel
from ui.theme import TEXT_PT, TITLE_PT, text_font

HEAD = 0.12
"""Share of the page that heading and board take."""

BETWEEN = 0.02
"""Share of the page's width between two desks."""

MARGIN_MM = 12.0
INK = QColor("#000000")
PAPER = QColor("#ffffff")


def landscape(printer: QPrinter) -> None:
    """Let a printer use a page across."""
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)


def print_plan(printer: QPrinter, title: str, day: date, room: SeatModel) -> None:
    """Print a room. title: of the journal. day: of printing."""
    painter = QPainter(printer)
    page = QRectF(painter.viewport())
    translate = QCoreApplication.translate
    painter.setPen(INK)
    painter.setFont(text_font(TITLE_PT, bold=True))
    head = QRectF(page.left(), page.top(), page.width(), page.height() * HEAD / 2)
    heading = translate("Seating", "Seating plan: {journal}").format(journal=title)
    painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, heading)
    painter.setFont(text_font(TEXT_PT))
    painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{day:%d.%m.%Y}")
    board = head.translated(0, head.height())
    painter.fillRect(
        board.adjusted(page.width() / 4, board.height() * 0.2, -page.width() / 4, -board.height() * 0.2), INK
    )
    painter.setPen(PAPER)
    painter.drawText(board, Qt.AlignmentFlag.AlignCenter, translate("Seating", "Board"))
    painter.setPen(QPen(INK, 2))
    for row in range(room.layout.rows):
        for place in range(room.layout.width):
            _draw_seat(painter, page, (row, place), room)
    painter.end()


def _draw_seat(painter: QPainter, page: QRectF, seat: Seat, room: SeatModel) -> None:
    layout, gap = room.layout, page.width() * BETWEEN
    width = (page.width() - gap * (layout.across - 1)) / layout.width
    height = page.height() * (1 - HEAD) / layout.rows
    left = page.left() + seat[1] * width + gap * (seat[1] // layout.seats)
    area = QRectF(left, page.top() + page.height() * HEAD + seat[0] * height, width, height * 0.85)
    painter.drawRect(area)
    inside = area.adjusted(width * 0.03, 0, -width * 0.03, 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, room.name(seat))
