"""A seating plan on paper: the board above, a heading, a frame for each seat; names only, no marks."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.domain.seating import Layout, Seat
from ui.printing.sheet import INK, MARGIN, MIDDLE, SHADE, SHEET, paper_font, write_whole
from ui.seating.model import SeatModel

HEAD, BOARD = 90.0, 90.0
"""Tenths of a millimetre of the heading, and of the board with what is free around it."""

BETWEEN, AISLE = 20.0, 55.0
"""Between two rows, and between two desks."""

TALLEST = 200.0
"""Of a seat."""

TITLE_PT, TEXT_PT, NAME_PT = 13.0, 9.0, 11.0
WIDTH = SHEET.width() - 2 * MARGIN


class RoomSheet:
    """One sheet: how they sit now. title: of the journal. day: of printing."""

    def __init__(self, title: str, day: date, room: SeatModel) -> None:
        translate = QCoreApplication.translate
        self.title = translate("Seating", "Seating plan: {journal}").format(journal=title)
        self.told = (self.title,)
        self._board = translate("Seating", "Board")
        self._day = QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
        self._layout: Layout = room.layout
        rows, places = range(self._layout.rows), range(self._layout.width)
        self._names = {(row, place): room.name((row, place)) for row in rows for place in places}
        self._title_font = paper_font(TITLE_PT, bold=True)
        self._font, self._name_font = paper_font(TEXT_PT), paper_font(NAME_PT)

    def draw(self, painter: QPainter, _number: int) -> None:
        """Draw the sheet."""
        painter.setPen(INK)
        head = QRectF(MARGIN, MARGIN, WIDTH, HEAD)
        right = Qt.AlignmentFlag.AlignRight | MIDDLE
        write_whole(painter, head.adjusted(0, 0, -WIDTH / 5, 0), self.title, self._title_font)
        write_whole(painter, head.adjusted(WIDTH * 4 / 5, 0, 0, 0), self._day, self._font, right)
        board = QRectF(MARGIN + WIDTH / 4, head.bottom(), WIDTH / 2, BOARD - BETWEEN)
        painter.fillRect(board, SHADE)
        painter.setPen(QPen(INK, 4))
        painter.drawRect(board)
        write_whole(painter, board, self._board, self._font, Qt.AlignmentFlag.AlignCenter)
        for seat, name in self._names.items():
            self._draw_seat(painter, seat, name)

    def _draw_seat(self, painter: QPainter, seat: Seat, name: str) -> None:
        layout, top = self._layout, MARGIN + HEAD + BOARD + BETWEEN
        width = (WIDTH - AISLE * (layout.across - 1)) / layout.width
        height = min(TALLEST, (SHEET.height() - MARGIN - top) / layout.rows)
        left = MARGIN + seat[1] * width + AISLE * (seat[1] // layout.seats)
        area = QRectF(left, top + seat[0] * height, width, height - BETWEEN)
        painter.drawRect(area)
        inside = area.adjusted(BETWEEN / 2, 0, -BETWEEN / 2, 0)
        write_whole(painter, inside, name, self._name_font, Qt.AlignmentFlag.AlignCenter)
