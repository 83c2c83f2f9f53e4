"""Draws the head of a printed page's columns: month, day, lesson and work of each lesson."""

from dataclasses import dataclass

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.domain.pages import LessonColumn
from ui.printing.sheet import INK, LINE, PALE, SHADE, paper_font, write_whole

MONTH_HEIGHT, DAY_HEIGHT, LESSON_HEIGHT, WORK_HEIGHT = 42.0, 42.0, 30.0, 36.0
BAND = MONTH_HEIGHT + DAY_HEIGHT + LESSON_HEIGHT + WORK_HEIGHT
"""Tenths of a millimetre of the whole head."""

CENTRE = Qt.AlignmentFlag.AlignCenter
MONTH_PT, DAY_PT, SMALL_PT = 8.5, 9.5, 6.5
SIDE = 8.0


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a column. month: "Ноябрь 2026", the same of neighbours is written once. work: short name."""

    month: str
    day: str
    lesson: str
    work: str
    cancelled: bool


class LessonBand:
    """Texts are made when the sheets are, in the language of the windows then."""

    def __init__(self, lessons: tuple[LessonColumn, ...]) -> None:
        self.heads = tuple(_head(each) for each in lessons)
        self._month, self._day = paper_font(MONTH_PT, bold=True), paper_font(DAY_PT, bold=True)
        self._small, self._work = paper_font(SMALL_PT), paper_font(SMALL_PT, bold=True)

    def width(self, column: int) -> float:
        """Return how wide a column must be for what stands above it."""
        head = self.heads[column]
        texts = (head.day, self._day), (head.lesson, self._small), (head.work, self._work)
        return max(QFontMetricsF(font).horizontalAdvance(text) for text, font in texts) + 2 * SIDE

    def draw(self, painter: QPainter, corner: QPointF, columns: range, widths: list[float]) -> None:
        """Draw the head of these columns, from its upper left corner. widths: of every column of the page."""
        left = corner.x()
        for column in columns:
            self._draw_column(
                painter, QRectF(left, corner.y() + MONTH_HEIGHT, widths[column], BAND - MONTH_HEIGHT), column
            )
            left += widths[column]
        self._draw_months(painter, corner, columns, widths)

    def _draw_months(self, painter: QPainter, corner: QPointF, columns: range, widths: list[float]) -> None:
        left, first = corner.x(), columns.start
        for column in columns:
            if column + 1 < columns.stop and self.heads[column + 1].month == self.heads[column].month:
                continue
            area = QRectF(left, corner.y(), sum(widths[first : column + 1]), MONTH_HEIGHT)
            painter.fillRect(area, SHADE)
            painter.setPen(QPen(LINE, 2))
            painter.drawRect(area)
            painter.setPen(INK)
            write_whole(painter, area.adjusted(SIDE, 0, -SIDE, 0), self.heads[column].month, self._month)
            left, first = area.right(), column + 1

    def _draw_column(self, painter: QPainter, area: QRectF, column: int) -> None:
        head = self.heads[column]
        day = QRectF(area.left(), area.top(), area.width(), DAY_HEIGHT)
        lesson = QRectF(area.left(), day.bottom(), area.width(), LESSON_HEIGHT)
        work = QRectF(area.left(), lesson.bottom(), area.width(), WORK_HEIGHT)
        if head.cancelled:
            painter.fillRect(area, SHADE)
        painter.setPen(QPen(LINE, 2))
        painter.drawRect(area)
        painter.setPen(INK)
        write_whole(painter, day, head.day, self._day, CENTRE)
        if head.cancelled:
            painter.drawLine(
                QPointF(day.left() + SIDE, day.center().y()), QPointF(day.right() - SIDE, day.center().y())
            )
        write_whole(painter, work, head.work, self._work, CENTRE)
        painter.setPen(PALE)
        write_whole(painter, lesson, head.lesson, self._small, CENTRE)


def _head(lesson: LessonColumn) -> Head:
    day = QDate(lesson.day.year, lesson.day.month, lesson.day.day)
    month = QLocale().standaloneMonthName(lesson.day.month)
    weekday = QLocale().standaloneDayName(day.dayOfWeek(), QLocale.FormatType.ShortFormat)
    works = () if lesson.cancelled else lesson.works
    return Head(
        f"{month[:1].upper()}{month[1:]} {lesson.day.year}",
        str(lesson.day.day),
        f"{weekday} {lesson.number}",
        "+".join(each.short for each in sorted(works, key=lambda work: -work.weight)),
        lesson.cancelled,
    )
