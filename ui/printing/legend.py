"""What the signs on a printed page mean: only those that stand on it, in a few lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from app.domain.attendance import Absence
from app.domain.debts import POINT
from app.domain.pages import JournalPage, ShownCell, ShownMark, Standing
from ui.journal.wording import absence_text, standing_text
from ui.printing.cell_paper import CORNER, OVERDUE, SIGN_SIDE, CellPaper, draw_corner, draw_outside, draw_standing
from ui.printing.sheet import PALE, paper_font, write_whole

LEGEND_PT = 7.0
LINE_HEIGHT = 34.0
BETWEEN = 36.0
BOX = 30.0
"""Tenths of a millimetre of a sign that is drawn, with what is free behind it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its meaning. standing, cell, outside: what is drawn before the text; none for a text alone."""

    text: str
    standing: Standing = Standing.SENT
    cell: ShownCell | None = None
    outside: bool = False

    @property
    def room(self) -> float:
        """How much stands before the text."""
        return BOX if self.standing or self.cell or self.outside else 0.0


class Legend:
    """Lines of signs. width: of the paper that there is."""

    def __init__(self, signs: tuple[Sign, ...], width: float) -> None:
        self._font = paper_font(LEGEND_PT)
        self._width = width
        self._lines: list[list[tuple[Sign, float]]] = [[]]
        left, metrics = 0.0, QFontMetricsF(self._font)
        for sign in signs:
            taken = sign.room + metrics.horizontalAdvance(sign.text)
            if left and left + taken > width:
                self._lines.append([])
                left = 0.0
            self._lines[-1].append((sign, left))
            left += taken + BETWEEN

    @property
    def height(self) -> float:
        """How high it is."""
        return LINE_HEIGHT * len(self._lines) if self._lines[0] else 0.0

    def draw(self, painter: QPainter, corner: QPointF) -> None:
        """Draw it from its upper left corner."""
        for number, line in enumerate(self._lines):
            for sign, left in line:
                self._draw_sign(painter, QPointF(corner.x() + left, corner.y() + number * LINE_HEIGHT), sign)

    def _draw_sign(self, painter: QPainter, corner: QPointF, sign: Sign) -> None:
        box = QRectF(corner.x(), corner.y() + (LINE_HEIGHT - SIGN_SIDE) / 2, SIGN_SIDE, SIGN_SIDE)
        if sign.standing:
            draw_standing(painter, box.topLeft(), sign.standing)
        if sign.cell:
            draw_corner(painter, QRectF(box.left(), box.top(), CORNER, CORNER), sign.cell)
        if sign.outside:
            draw_outside(painter, box)
        painter.setPen(PALE)
        room = self._width - (corner.x() - box.left()) - sign.room
        write_whole(painter, QRectF(corner.x() + sign.room, corner.y(), room, LINE_HEIGHT), sign.text, self._font)


def signs_of(page: JournalPage, paper: CellPaper, *, outside: bool) -> tuple[Sign, ...]:
    """Return the signs that stand on a page. outside: whether somebody was not in the group on a day."""
    return (*_works(page), *_absences(page), *_states(page, paper), *_edges(page, outside=outside))


def _works(page: JournalPage) -> Iterator[Sign]:
    text = QCoreApplication.translate("Paper", "{short} — {work}, weight {weight}")
    works = {(each.short, each.type_name, each.weight) for lesson in page.lessons for each in lesson.works}
    for short, work, weight in sorted(works):
        yield Sign(text.format(short=short, work=work, weight=weight))


def _absences(page: JournalPage) -> Iterator[Sign]:
    signs = {cell.absence for cell in page.cells.values() if cell.absence}
    for absence in sorted(signs | ({Absence.RELEASED} if page.released else set())):
        yield Sign(f"{absence} — {absence_text(absence)}")


def _states(page: JournalPage, paper: CellPaper) -> Iterator[Sign]:
    translate = QCoreApplication.translate
    cells = page.cells.values()
    if any(cell.debts for cell in cells):
        owed = translate("Paper", "owes a work")
        yield Sign(f"{POINT} — {owed}")
    if any(paper.is_late(cell) for cell in cells):
        overdue = translate("Paper", "owed, and overdue")
        yield Sign(f"{OVERDUE} — {overdue}")
    if any(paper.is_struck(mark) for cell in cells for mark in cell.marks):
        yield Sign(translate("Paper", "struck through — not in the average"))
    for standing in sorted({cell.standing for cell in cells if cell.standing}):
        yield Sign(standing_text(standing), standing=standing)


def _edges(page: JournalPage, *, outside: bool) -> Iterator[Sign]:
    translate = QCoreApplication.translate
    commented = [mark for cell in page.cells.values() for mark in cell.marks if mark.comment]
    if any(not mark.comment_private for mark in commented):
        yield Sign(translate("Paper", "has a comment"), cell=_with_comment(commented, private=False))
    if any(mark.comment_private for mark in commented):
        text = translate("Paper", "has a comment for the teacher only")
        yield Sign(text, cell=_with_comment(commented, private=True))
    if outside:
        yield Sign(translate("Paper", "not in the group"), outside=True)
    if any(lesson.cancelled for lesson in page.lessons):
        yield Sign(translate("Paper", "day struck through — the lesson was cancelled"))


def _with_comment(commented: list[ShownMark], *, private: bool) -> ShownCell:
    return ShownCell(marks=(next(mark for mark in commented if mark.comment_private is private),))
