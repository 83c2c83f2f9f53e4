"""A journal's page on paper: pupils on every sheet, columns parted among sheets, a head and a legend on each."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.domain.pages import JournalPage, is_member
from ui.journal.wording import average_text, day_text
from ui.printing.cell_paper import CellPaper, draw_outside
from ui.printing.legend import Legend, signs_of
from ui.printing.lesson_band import BAND, LessonBand
from ui.printing.parting import evenly, parted
from ui.printing.sheet import INK, LINE, MARGIN, PALE, SHADE, SHEET, paper_font, text_size, write_whole

NARROWEST = 76.0
"""Tenths of a millimetre of a column."""

TALLEST, LOWEST = 54.0, 42.0
"""Of a row: as high as there is room, and as low as can be read and written on."""

NUMBER, AVERAGE = 66.0, 104.0
SHORTEST_NAME, LONGEST_NAME = 300.0, 620.0
SIDE = 10.0
HEAD_GAP, FOOT = 14.0, 40.0
TITLE_PT, HEAD_PT, NAME_PT, AVERAGE_PT, FOOT_PT = 13.0, 8.5, 8.5, 9.0, 7.5
WIDTH = SHEET.width() - 2 * MARGIN
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a page. title: of the journal. lines: below it. printed: at the right. foot: at the bottom."""

    title: str
    lines: tuple[str, ...]
    printed: str
    foot: str


@dataclass(frozen=True, slots=True)
class Part:
    """Which pupils and which lessons are on a sheet."""

    rows: range
    columns: range


class JournalSheets:
    """Laid out once, when it is made; drawing it only reads. day: of printing."""

    def __init__(self, page: JournalPage, around: Around, day: date) -> None:
        self.page = page
        self.around = around
        self._paper = CellPaper(page, day)
        self._band = LessonBand(page.lessons)
        self._has_averages = not page.is_unmarked
        self._averages = tuple(average_text(page, each) for each in page.pupils)
        self._heads = (
            QCoreApplication.translate("Paper", "Pupil"),
            QCoreApplication.translate("Paper", "Average"),
        )
        self._number = QCoreApplication.translate("Paper", "Sheet {number} of {count}")
        self._title, self._small = paper_font(TITLE_PT, bold=True), paper_font(HEAD_PT)
        self._name, self._bold = paper_font(NAME_PT), paper_font(AVERAGE_PT, bold=True)
        self._foot = paper_font(FOOT_PT)
        self._legend = Legend(signs_of(page, self._paper, outside=self._anybody_outside()), WIDTH)
        self._names = self._name_width()
        self._left = MARGIN + NUMBER + self._names + (AVERAGE if self._has_averages else 0)
        self._top = MARGIN + self._head_height() + BAND
        self._widths = self._column_widths()
        self.parts = self._parts()
        self.told = tuple(self._said(each) for each in self.parts)

    @property
    def title(self) -> str:
        """The journal's title."""
        return self.around.title

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw a sheet, from 0."""
        part = self.parts[number]
        height = self._row_height(len(part.rows))
        self._draw_head(painter)
        self._draw_left(painter, part, height)
        self._band.draw(painter, QPointF(self._left, self._top - BAND), part.columns, self._widths)
        for at, row in enumerate(part.rows):
            left = self._left
            for column in part.columns:
                area = QRectF(left, self._top + at * height, self._widths[column], height)
                self._draw_cell(painter, area, row, column)
                left += self._widths[column]
        self._draw_foot(painter, number)

    def _draw_head(self, painter: QPainter) -> None:
        painter.setPen(INK)
        beside = text_size(self.around.printed, self._small, WIDTH).width()
        area = QRectF(MARGIN, MARGIN, WIDTH - beside - SIDE, text_size("Йу", self._title, WIDTH).height())
        write_whole(painter, area, self.around.title, self._title)
        painter.setFont(self._small)
        painter.drawText(QRectF(area.right(), area.top(), beside + SIDE, area.height()), RIGHT, self.around.printed)
        top = area.bottom()
        for line in self.around.lines:
            height = text_size(line, self._small, WIDTH).height()
            painter.drawText(QRectF(MARGIN, top, WIDTH, height), Qt.TextFlag.TextWordWrap, line)
            top += height

    def _draw_left(self, painter: QPainter, part: Part, height: float) -> None:
        head = QRectF(MARGIN, self._top - BAND, self._left - MARGIN, BAND)
        painter.fillRect(head, SHADE)
        painter.setPen(INK)
        name, average = self._beside(head)
        write_whole(painter, name.adjusted(0, BAND - FOOT, 0, 0), self._heads[0], self._foot)
        if self._has_averages:
            write_whole(painter, average.adjusted(0, BAND - FOOT, 0, 0), self._heads[1], self._foot, RIGHT)
        self._frame(painter, head)
        for at, row in enumerate(part.rows):
            area = QRectF(MARGIN, self._top + at * height, self._left - MARGIN, height)
            painter.setPen(PALE)
            painter.setFont(self._foot)
            painter.drawText(QRectF(MARGIN, area.top(), NUMBER - SIDE, height), RIGHT, str(row + 1))
            painter.setPen(INK)
            name, average = self._beside(area)
            write_whole(painter, name, self.page.pupils[row].short_name, self._name)
            painter.setFont(self._bold)
            painter.drawText(average, RIGHT, self._averages[row] if self._has_averages else "")
            self._frame(painter, area)

    def _beside(self, area: QRectF) -> tuple[QRectF, QRectF]:
        """Return where the name and the average stand in a row's left part."""
        name = QRectF(area.left() + NUMBER, area.top(), self._names - SIDE, area.height())
        return name, QRectF(name.right(), area.top(), AVERAGE, area.height())

    def _draw_cell(self, painter: QPainter, area: QRectF, row: int, column: int) -> None:
        pupil, lesson = self.page.pupils[row].id, self.page.lessons[column]
        if lesson.cancelled:
            painter.fillRect(area, SHADE)
        cell = self.page.cells.get((pupil, lesson.id))
        if not self._was_there(row, column):
            draw_outside(painter, area)
        if cell is not None:
            self._paper.draw(painter, area, cell)
        elif is_member(self.page.released.get(pupil, ()), lesson.day):
            self._paper.draw_released(painter, area)
        self._frame(painter, area)

    def _draw_foot(self, painter: QPainter, number: int) -> None:
        area = QRectF(MARGIN, SHEET.height() - MARGIN - FOOT, WIDTH, FOOT)
        self._legend.draw(painter, QPointF(MARGIN, area.top() - self._legend.height))
        painter.setPen(INK)
        counted = self._number.format(number=number + 1, count=len(self.parts))
        painter.setFont(self._foot)
        painter.drawText(area, RIGHT, counted)
        taken = text_size(counted, self._foot, WIDTH).width() + 4 * SIDE
        write_whole(painter, area.adjusted(0, 0, -taken, 0), self.around.foot, self._foot)

    def _frame(self, painter: QPainter, area: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(LINE, 2))
        painter.drawRect(area)

    def _was_there(self, row: int, column: int) -> bool:
        spans = self.page.members.get(self.page.pupils[row].id)
        return spans is None or is_member(spans, self.page.lessons[column].day)

    def _anybody_outside(self) -> bool:
        columns = range(len(self.page.lessons))
        return any(not self._was_there(row, column) for row in range(len(self.page.pupils)) for column in columns)

    def _head_height(self) -> float:
        lines = sum(text_size(line, self._small, WIDTH).height() for line in self.around.lines)
        return text_size("Йу", self._title, WIDTH).height() + lines + HEAD_GAP

    def _name_width(self) -> float:
        metrics = QFontMetricsF(self._name)
        longest = max((metrics.horizontalAdvance(each.short_name) for each in self.page.pupils), default=0.0)
        return max(SHORTEST_NAME, min(LONGEST_NAME, longest + 2 * SIDE))

    def _column_widths(self) -> list[float]:
        room = SHEET.width() - MARGIN - self._left
        widths = [max(NARROWEST, self._band.width(column)) for column in range(len(self.page.lessons))]
        places = {lesson.id: column for column, lesson in enumerate(self.page.lessons)}
        for (_, lesson), cell in self.page.cells.items():
            if (column := places.get(lesson)) is not None:
                widths[column] = max(widths[column], self._paper.width(cell))
        return [min(each, room) for each in widths]

    def _parts(self) -> tuple[Part, ...]:
        across = parted(self._widths, SHEET.width() - MARGIN - self._left)
        down = evenly(len(self.page.pupils), int(self._rows_room() / LOWEST))
        return tuple(Part(rows, columns) for rows in down for columns in across)

    def _rows_room(self) -> float:
        return SHEET.height() - MARGIN - FOOT - self._legend.height - HEAD_GAP - self._top

    def _row_height(self, rows: int) -> float:
        return min(TALLEST, self._rows_room() / max(1, rows))

    def _said(self, part: Part) -> str:
        if not part.rows or not part.columns:
            return ""
        lessons = self.page.lessons
        return QCoreApplication.translate("Paper", "pupils {first}–{last}, lessons from {begin} to {end}").format(
            first=part.rows.start + 1,
            last=part.rows.stop,
            begin=day_text(lessons[part.columns.start].day),
            end=day_text(lessons[part.columns.stop - 1].day),
        )
