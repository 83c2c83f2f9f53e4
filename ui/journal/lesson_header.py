"""The page's upper edge: months, days, lesson numbers and works."""

from itertools import groupby

from PySide6.QtCore import QDate, QLocale, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from app.domain.pages import LessonColumn, ShownWork
from ui.journal.marks_model import MarksModel
from ui.theme import GAP, SMALL_GAP, SMALL_PT, TEXT_PT, Theme, text_font

TINY_PT = 8.5
CENTRE = Qt.AlignmentFlag.AlignCenter
EVEN_LUMINANCE = 0.179
"""Relative luminance of a ground on which black and white are read equally well."""


class LessonHeader(QHeaderView):
    """Four lines for each lesson; a month's name stays in sight while its lessons are scrolled."""

    def __init__(self, model: MarksModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._page_model = model
        self._theme = theme
        self._current = -1
        self._today = frozenset[int]()
        self._runs: list[tuple[int, int]] = []
        self._month_font = text_font(SMALL_PT, bold=True)
        self._day_font = text_font(TEXT_PT, bold=True)
        self._small_font = text_font(TINY_PT)
        self._work_font = text_font(TINY_PT, bold=True)
        self._lines = tuple(
            QFontMetrics(font).height() + extra
            for font, extra in (
                (self._month_font, GAP),
                (self._day_font, GAP // 2),
                (self._small_font, 0),
                (self._work_font, GAP),
            )
        )
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(GAP)
        self.setAccessibleName(self.tr("Lessons"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_columns(self, *, today: frozenset[int]) -> None:
        """Take the page's months anew. today: columns of today."""
        self._today = today
        lessons = self._page_model.page.lessons
        months = groupby(range(len(lessons)), key=lambda n: (lessons[n].day.year, lessons[n].day.month))
        self._runs = [(columns[0], columns[-1]) for _, each in months for columns in [tuple(each)]]
        self.viewport().update()

    def month_starts(self) -> frozenset[int]:
        """Return the columns that begin a month, the page's first one left out."""
        return frozenset(first for first, _ in self._runs if first)

    def show_current(self, column: int) -> None:
        """Show whose column the caret is in."""
        for each in {self._current, column}:
            if each >= 0:
                self.viewport().update(
                    QRect(self.sectionViewportPosition(each), 0, self.sectionSize(each), self.height())
                )
        self._current = column

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, sum(self._lines) + 2 * GAP)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        lesson = self._page_model.page.lessons[logicalIndex]
        theme = self._theme
        band, day, small, work = self._line_rects(rect)
        ground = theme.today if logicalIndex in self._today else theme.raised
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.selection if logicalIndex == self._current else ground)
        self._paint_month(painter, band, logicalIndex)
        colour = theme.muted if lesson.cancelled else theme.text
        self._write(painter, day, str(lesson.day.day), self._day_font, colour)
        self._write(painter, small, self._lesson_line(lesson), self._small_font, theme.muted)
        if lesson.cancelled:
            painter.fillRect(QRect(day.left() + GAP, day.center().y(), day.width() - SMALL_GAP, 1), theme.muted)
        elif lesson.works:
            self._paint_works(painter, work, lesson.works)
        self._paint_edges(painter, rect, band)
        painter.restore()

    def _line_rects(self, rect: QRect) -> list[QRect]:
        found, top = [], rect.top()
        for number, height in enumerate(self._lines):
            found.append(QRect(rect.left(), top, rect.width(), height))
            top += height + (GAP // 2 if number == 0 else 0)
        return found

    def _paint_month(self, painter: QPainter, band: QRect, column: int) -> None:
        number, (first, last) = next((n, run) for n, run in enumerate(self._runs) if run[0] <= column <= run[1])
        painter.fillRect(band, self._theme.month_band if number % 2 == 0 else self._theme.raised)
        if column == last:
            painter.fillRect(QRect(band.right(), band.top(), 1, band.height()), self._theme.line)
        begin, end = self.sectionViewportPosition(first), self.sectionViewportPosition(last) + self.sectionSize(last)
        month = self._page_model.page.lessons[column].day.month
        name = QLocale().standaloneMonthName(month)
        name = name[:1].upper() + name[1:]
        width = QFontMetrics(self._month_font).horizontalAdvance(name)
        left = min(max(begin, 0), max(begin, end - width - 2 * SMALL_GAP)) + SMALL_GAP
        if width + SMALL_GAP > end - begin:
            name = QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat).rstrip(".")
            left = begin + GAP
        painter.setFont(self._month_font)
        painter.setPen(self._theme.muted)
        painter.drawText(QRect(left, band.top(), width + SMALL_GAP, band.height()), Qt.AlignmentFlag.AlignVCenter, name)

    def _lesson_line(self, lesson: LessonColumn) -> str:
        day = QDate(lesson.day.year, lesson.day.month, lesson.day.day)
        name = QLocale().standaloneDayName(day.dayOfWeek(), QLocale.FormatType.ShortFormat)
        return f"{name} {lesson.number}"

    def _paint_works(self, painter: QPainter, area: QRect, works: tuple[ShownWork, ...]) -> None:
        heaviest = max(works, key=lambda work: work.weight)
        text = heaviest.short if len(works) == 1 else f"{heaviest.short}+{len(works) - 1}"
        colour = QColor(heaviest.colour)
        width = min(area.width() - GAP, QFontMetrics(self._work_font).horizontalAdvance(text) + SMALL_GAP)
        chip = QRect(area.left() + (area.width() - width) // 2, area.top() + 1, width, area.height() - 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(chip, GAP, GAP)
        self._write(painter, chip, text, self._work_font, ink_on(colour))

    def _paint_edges(self, painter: QPainter, rect: QRect, band: QRect) -> None:
        theme = self._theme
        painter.fillRect(QRect(rect.right(), band.bottom(), 1, rect.height()), theme.line)
        painter.fillRect(QRect(rect.left(), band.bottom(), rect.width(), 1), theme.line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.strong_line)

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(area, CENTRE, text)


def ink_on(ground: QColor) -> QColor:
    """Return black or white, whichever is read better on a work's colour.

    Source: WCAG 2.2, relative luminance; at 0.179 both have the same contrast.
    """
    parts = (ground.redF(), ground.greenF(), ground.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 (sRGB)
    return QColor("#000000") if 0.2126 * red + 0.7152 * green + 0.0722 * blue > EVEN_LUMINANCE else QColor("#ffffff")
