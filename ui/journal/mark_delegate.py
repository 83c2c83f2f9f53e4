"""Draws a cell of the journal: marks side by side, the sign of absence, a comment's corner, the entry's standing."""

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.attendance import Absence
from app.domain.debts import POINT, is_overdue
from app.domain.pages import EMPTY_CELL, ShownCell, ShownDebt, ShownMark, Standing
from ui.journal.blocks import sign_text
from ui.journal.glyphs import GLYPH, Glyphs
from ui.journal.marks_model import MarksModel, Place
from ui.theme import GAP, SMALL_PT, Theme, text_font

MARK_PT = 11.0
SIGN_PT = 10.0
DEBT_PT = 17.0
"""The point has to be seen."""

SIDE = 6
"""Pixels left free at each side of a cell."""

BETWEEN = 4
"""Pixels between two marks."""

CORNER = 7
"""Pixels of the corner that tells of a comment."""

OVERDUE = f"{POINT}!"
"""A debt that should have been paid by now."""

SELECTED, FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value
"""As numbers: a page has hundreds of cells in sight, and Python's flags are slow to combine."""

CENTRE = Qt.AlignmentFlag.AlignCenter


class Piece(NamedTuple):
    """One mark or sign as it is written."""

    text: str
    colour: QColor
    font: QFont


Hint = tuple[Place, str]
"""A cell, and what is written behind its marks while something is being typed there."""

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
        self._debt_font = text_font(DEBT_PT, bold=True)
        self._small_font = text_font(SMALL_PT)
        self._struck_font = text_font(MARK_PT)
        self._struck_font.setStrikeOut(True)
        self._today = frozenset[int]()
        self._months = frozenset[int]()
        self._cancelled = frozenset[int]()
        self._hint: Hint | None = None
        self._day = date.min
        self._run = -1
        self._laid_out: dict[tuple[str, ...], Pieces] = {}
        self._glyphs = Glyphs(theme)

    @property
    def hint(self) -> Hint | None:
        """What a cell waits for."""
        return self._hint

    @property
    def run(self) -> int:
        """The column that is being filled, -1 where none is."""
        return self._run

    def show_columns(self, *, today: frozenset[int], months: frozenset[int]) -> None:
        """Tell which columns are of today and which begin a month."""
        self._today = today
        self._months = months
        self._laid_out.clear()
        self._cancelled = frozenset(n for n, lesson in enumerate(self._model.page.lessons) if lesson.cancelled)

    def show_day(self, today: date) -> None:
        """Tell which day it is: what is owed may be overdue."""
        self._day = today

    def show_typing(self, *, hint: Hint | None, run: int) -> None:
        """Tell what a cell waits for, and which column is being filled (-1: none)."""
        self._hint = hint
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
        state: int = option.state.value
        cell = self._model.cell(row, column)
        ground = self._ground(cell, column, selected=bool(state & SELECTED))
        if ground is not None:
            painter.fillRect(area, ground)
        if column in self._months:
            painter.fillRect(QRect(area.left(), area.top(), 1, area.height() + 1), self._theme.strong_line)
        self._paint_inside(painter, area, (row, column), cell)
        if state & FOCUSED:
            painter.setPen(QPen(self._theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def paint_content(self, painter: QPainter, area: QRect, place: Place) -> None:
        """Draw what a cell holds and how far it has come, elsewhere than in the table of the page."""
        cell = self._model.cell(*place)
        if cell is not EMPTY_CELL and cell.standing > Standing.WAITING:
            painter.fillRect(area, self._standing_ground(cell.standing))
        self._paint_inside(painter, area, place, cell)

    def _paint_inside(self, painter: QPainter, area: QRect, place: Place, cell: ShownCell) -> None:
        if self._model.is_outside(*place):
            painter.fillRect(area, QBrush(self._theme.line, Qt.BrushStyle.BDiagPattern))
        if self._model.is_released(*place):
            self._paint_released(painter, area, cell)
        suffix = self._hint[1] if self._hint and self._hint[0] == place else ""
        if cell is not EMPTY_CELL or suffix:
            self._paint_cell(painter, area, cell, suffix)

    def _standing_ground(self, standing: Standing) -> QColor:
        return {
            Standing.HELD: self._theme.held_soft,
            Standing.REFUSED: self._theme.refused_soft,
            Standing.CONFLICT: self._theme.conflict_soft,
        }[standing]

    def _ground(self, cell: ShownCell, column: int, *, selected: bool) -> QColor | None:
        theme = self._theme
        if selected:
            return theme.selection
        standing = cell.standing if cell is not EMPTY_CELL else Standing.SENT
        if standing > Standing.WAITING:
            return self._standing_ground(standing)
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
        self._paint_corners(painter, area, cell)
        if standing := cell.standing:
            self._glyphs.paint(painter, area, standing)

    def _paint_released(self, painter: QPainter, area: QRect, cell: ShownCell) -> None:
        """Dot the ground, and write «осв» where nothing else stands."""
        painter.fillRect(area, QBrush(self._theme.line, Qt.BrushStyle.Dense6Pattern))
        if not (cell.marks or cell.absence or cell.debts):
            painter.setFont(self._small_font)
            painter.setPen(self._theme.muted)
            painter.drawText(area, CENTRE, str(Absence.RELEASED))

    def _aside(self, cell: ShownCell) -> int:
        """Return how much room the sign of a standing takes beside the marks; a dot fits below them."""
        return GLYPH - GAP if cell.standing > Standing.WAITING else 0

    def _pieces(self, cell: ShownCell, suffix: str) -> Pieces:
        # the same few contents come again in thousands of cells
        content = (sign_text(cell), suffix, *map(self._debt_text, cell.debts), *map(self._key, cell.marks))
        found = self._laid_out.get(content)
        if found is None:
            found = self._laid_out[content] = self._lay_out(cell, suffix)
        return found

    def _lay_out(self, cell: ShownCell, suffix: str) -> Pieces:
        theme = self._theme
        sign = [Piece(sign_text(cell), theme.absence, self._sign_font)] if cell.absence else []
        marks = [self._mark_piece(mark) for mark in cell.marks]
        debts = [
            Piece(text, theme.refused if text == OVERDUE else theme.held, self._debt_font)
            for text in map(self._debt_text, cell.debts)
        ]
        more = [Piece(suffix, theme.muted, self._mark_font)] if suffix else []
        return tuple(
            (piece, QFontMetrics(piece.font).horizontalAdvance(piece.text)) for piece in (*sign, *marks, *debts, *more)
        )

    def _mark_piece(self, mark: ShownMark) -> Piece:
        if self._is_struck(mark):
            return Piece(mark.value, self._theme.muted, self._struck_font)
        five = self._model.page.scale.five(mark.value) or mark.value
        return Piece(mark.value, self._theme.mark(five), self._mark_font)

    def _is_struck(self, mark: ShownMark) -> bool:
        """Return whether a mark is not in force, or was re-taken and is left out by the school's rule."""
        return not mark.counts or (mark.retaken and not self._model.page.rules.retaken_counts)

    def _key(self, mark: ShownMark) -> str:
        return f"-{mark.value}" if self._is_struck(mark) else mark.value

    def _debt_text(self, debt: ShownDebt) -> str:
        return OVERDUE if is_overdue(debt.until, self._day) else POINT

    def _paint_corners(self, painter: QPainter, area: QRect, cell: ShownCell) -> None:
        """Fill the corner for a comment that the parent reads; one for the teacher only has an empty one."""
        commented = [mark for mark in cell.marks if mark.comment]
        if not commented:
            return
        is_open = not all(mark.comment_private for mark in commented)
        right, top = area.right() + (1 if is_open else 0), area.top()
        painter.setPen(Qt.PenStyle.NoPen if is_open else QPen(self._theme.accent, 1))
        painter.setBrush(self._theme.accent if is_open else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygon([QPoint(right - CORNER, top), QPoint(right, top), QPoint(right, top + CORNER)]))
