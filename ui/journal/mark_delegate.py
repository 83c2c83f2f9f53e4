"""Draws a cell of the journal: marks side by side, the sign of absence, a comment's corner, the entry's standing."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.pages import EMPTY_CELL, ShownCell, Standing
from ui.journal.glyphs import GLYPH, Glyphs
from ui.journal.marks_model import MarksModel, Place
from ui.theme import GAP, Theme, text_font

MARK_PT = 11.0
SIGN_PT = 10.0
SIDE = 6
"""Pixels left free at each side of a cell."""

BETWEEN = 4
"""Pixels between two marks."""

CORNER = 7
"""Pixels of the corner that tells of a comment."""

CENTRE = Qt.AlignmentFlag.AlignCenter


class Piece(NamedTuple):
    """One mark or sign as it is written."""

    text: str
    colour: QColor
    font: QFont


Pieces = tuple[tuple[Piece, int], ...]
"""What is written into a cell, each with its width."""


class MarkDelegate(QStyledItemDelegate):
    """Reads the page itself: one look-up for each cell, no role."""

    def __init__(self, model: MarksModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._mark_font = text_font(MARK_PT, bold=True)
        self._sign_font = text_font(SIGN_PT, bold=True)
        self._struck_font = text_font(MARK_PT)
        self._struck_font.setStrikeOut(True)
        self._today = frozenset[int]()
        self._months = frozenset[int]()
        self._cancelled = frozenset[int]()
        self._adding: Place | None = None
        self._run = -1
        self._laid_out: dict[tuple[str, ...], Pieces] = {}
        self._glyphs = Glyphs(theme)

    @property
    def adding(self) -> Place | None:
        """The cell that waits for one more mark."""
        return self._adding

    @property
    def run(self) -> int:
        """The column that is being filled, -1 where none is."""
        return self._run

    def show_columns(self, *, today: frozenset[int], months: frozenset[int]) -> None:
        """Tell which columns are of today and which begin a month."""
        self._today = today
        self._months = months
        self._cancelled = frozenset(n for n, lesson in enumerate(self._model.page.lessons) if lesson.cancelled)

    def show_typing(self, *, adding: Place | None, run: int) -> None:
        """Tell which cell waits for one more mark, and which column is being filled (-1: none)."""
        self._adding = adding
        self._run = run

    def width(self, cell: ShownCell) -> int:
        """Return how wide a cell must be to show everything in it."""
        pieces = self._pieces(cell, "/" if cell.marks else "")
        return sum(width for _, width in pieces) + BETWEEN * max(0, len(pieces) - 1) + 2 * SIDE + self._aside(cell)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(
            self.width(self._model.cell(index.row(), index.column())), QFontMetrics(self._mark_font).height() + 2 * GAP
        )

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, column = index.row(), index.column()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        cell = self._model.cell(row, column)
        ground = self._ground(cell, column, selected=bool(state & QStyle.StateFlag.State_Selected))
        if ground is not None:
            painter.fillRect(area, ground)
        if column in self._months:
            painter.fillRect(QRect(area.left(), area.top(), 1, area.height() + 1), self._theme.strong_line)
        if cell is not EMPTY_CELL or self._adding == (row, column):
            self._paint_cell(painter, area, cell, "/" if self._adding == (row, column) else "")
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _ground(self, cell: ShownCell, column: int, *, selected: bool) -> QColor | None:
        theme = self._theme
        if selected:
            return theme.selection
        standing = cell.standing if cell is not EMPTY_CELL else Standing.SENT
        if standing > Standing.WAITING:
            return {
                Standing.HELD: theme.held_soft,
                Standing.REFUSED: theme.refused_soft,
                Standing.CONFLICT: theme.conflict_soft,
            }[standing]
        if column == self._run:
            return theme.accent_soft
        if column in self._today:
            return theme.today
        return theme.raised if column in self._cancelled else None

    def _paint_cell(self, painter: QPainter, area: QRect, cell: ShownCell, suffix: str) -> None:
        pieces = self._pieces(cell, suffix)
        taken = sum(width for _, width in pieces) + BETWEEN * (len(pieces) - 1) + self._aside(cell)
        left = area.left() + (area.width() - taken) // 2
        for piece, width in pieces:
            painter.setFont(piece.font)
            painter.setPen(piece.colour)
            painter.drawText(left, area.top(), width, area.height(), CENTRE, piece.text)
            left += width + BETWEEN
        if any(mark.comment for mark in cell.marks):
            self._paint_corner(painter, area)
        if standing := cell.standing:
            self._glyphs.paint(painter, area, standing)

    def _aside(self, cell: ShownCell) -> int:
        """Return how much room the sign of a standing takes beside the marks; a dot fits below them."""
        return GLYPH - GAP if cell.standing > Standing.WAITING else 0

    def _pieces(self, cell: ShownCell, suffix: str) -> Pieces:
        # the same few contents come again in thousands of cells
        content = (cell.absence, suffix, *[mark.value if mark.counts else f"-{mark.value}" for mark in cell.marks])
        found = self._laid_out.get(content)
        if found is None:
            found = self._laid_out[content] = self._lay_out(cell, suffix)
        return found

    def _lay_out(self, cell: ShownCell, suffix: str) -> Pieces:
        theme = self._theme
        sign = [Piece(str(cell.absence), theme.absence, self._sign_font)] if cell.absence else []
        marks = [
            Piece(mark.value, theme.mark(mark.value), self._mark_font)
            if mark.counts
            else Piece(mark.value, theme.muted, self._struck_font)
            for mark in cell.marks
        ]
        more = [Piece(suffix, theme.muted, self._mark_font)] if suffix else []
        return tuple(
            (piece, QFontMetrics(piece.font).horizontalAdvance(piece.text)) for piece in (*sign, *marks, *more)
        )

    def _paint_corner(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent)
        right, top = area.right() + 1, area.top()
        painter.drawPolygon(QPolygon([QPoint(right - CORNER, top), QPoint(right, top), QPoint(right, top + CORNER)]))
