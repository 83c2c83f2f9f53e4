"""Draws a lesson of the day: number, time, class and subject, topic, and what is not filled in."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.pages import DayLesson
from ui.theme import DISPLAY_PT, GAP, RADIUS, SMALL_GAP, SMALL_PT, WIDE_GAP, Theme, text_font
from ui.today.lessons_model import (
    Moment,
    Role,
    change_text,
    missing_texts,
    moment_text,
    room_text,
    second_line,
    time_text,
)

ELIDE = Qt.TextElideMode.ElideRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

Chip = tuple[str, QColor, QColor]
"""A word on a coloured ground: text, ground, ink."""


class LessonDelegate(QStyledItemDelegate):
    """Two lines for each lesson, with chips at the right."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts = {
            "number": text_font(DISPLAY_PT, bold=True),
            "strong": text_font(bold=True),
            "text": text_font(),
            "small": text_font(SMALL_PT),
        }
        self._fonts["struck"] = QFont(self._fonts["strong"])
        self._fonts["struck"].setStrikeOut(True)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = QFontMetrics(self._fonts["strong"]).height() + QFontMetrics(self._fonts["text"]).height()
        return QSize(0, lines + GAP + 2 * WIDE_GAP)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        lesson, moment = index.data(Role.LESSON), index.data(Role.MOMENT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        self._paint_ground(painter, area, option.state, moment)
        self._paint_lesson(painter, area.adjusted(WIDE_GAP, SMALL_GAP, -WIDE_GAP, -SMALL_GAP), lesson, moment)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag, moment: Moment) -> None:
        theme = self._theme
        ground = theme.today if moment is Moment.NOW else theme.surface
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, theme.selection if selected else ground)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.line)
        if moment is Moment.NOW:
            painter.fillRect(QRect(area.left(), area.top(), GAP, area.height() - 1), theme.accent)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.focus, 2))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -3), RADIUS, RADIUS)

    def _paint_lesson(self, painter: QPainter, area: QRect, lesson: DayLesson, moment: Moment) -> None:
        theme = self._theme
        past = moment is Moment.PAST or not lesson.is_mine
        number = QRect(area.left(), area.top(), self._wide("number", "10"), area.height())
        self._write(painter, number, str(lesson.number), ("number", theme.muted if past else theme.accent), CENTRE)
        time = QRect(
            number.right() + WIDE_GAP, area.top(), self._wide("text", "00:00–00:00") + SMALL_GAP, area.height()
        )
        self._paint_pair(painter, time, ((time_text(lesson), "text"), (room_text(lesson), "small")), theme.muted)
        right = self._paint_chips(painter, area, lesson, moment)
        words = QRect(time.right() + SMALL_GAP, area.top(), 0, area.height())
        words.setRight(right - SMALL_GAP)
        title = f"{lesson.title}  {lesson.subject}"
        self._paint_pair(
            painter,
            words,
            ((title, "struck" if lesson.cancelled else "strong"), (second_line(lesson), "text")),
            theme.text,
        )

    def _paint_pair(
        self, painter: QPainter, area: QRect, lines: tuple[tuple[str, str], tuple[str, str]], colour: QColor
    ) -> None:
        (first, first_font), (second, second_font) = lines
        if not second:
            self._write(painter, area, first, (first_font, colour), MIDDLE)
            return
        half = area.height() // 2
        self._write(painter, QRect(area.topLeft(), QSize(area.width(), half)), first, (first_font, colour), MIDDLE)
        below = QRect(area.left(), area.top() + half, area.width(), half)
        self._write(painter, below, second, (second_font, self._theme.muted), MIDDLE)

    def _paint_chips(self, painter: QPainter, area: QRect, lesson: DayLesson, moment: Moment) -> int:
        """Draw what stands at the right, and return where it begins."""
        if not lesson.is_mine:
            theme = self._theme
            colours = (theme.refused_soft, theme.refused) if lesson.cancelled else (theme.raised, theme.muted)
            return self._chip(painter, QPoint(area.right(), area.center().y()), change_text(lesson), *colours)
        state, badge = self._state_chips(lesson, moment), self._badge_chips(lesson, moment)
        middle, half = area.center().y(), area.height() // 4
        upper, lower = (middle - half, middle + half + 1) if state and badge else (middle, middle)
        return min(
            self._paint_row(painter, QPoint(area.right(), upper), badge),
            self._paint_row(painter, QPoint(area.right(), lower), state),
        )

    def _badge_chips(self, lesson: DayLesson, moment: Moment) -> list[Chip]:
        theme = self._theme
        changed = change_text(lesson)
        strong = (theme.accent, theme.on_accent) if moment is Moment.NOW else (theme.accent_soft, theme.text)
        text = moment_text(moment)
        chips = [(changed, theme.good_soft, theme.good)] if changed else []
        return [*chips, (text, *strong)] if text else chips

    def _state_chips(self, lesson: DayLesson, moment: Moment) -> list[Chip]:
        theme = self._theme
        begun = moment in {Moment.PAST, Moment.NOW}
        missing = missing_texts(lesson)
        if begun and not missing:
            return [(QCoreApplication.translate("Today", "filled in"), theme.good_soft, theme.good)]
        colours = (theme.held_soft, theme.held) if begun else (theme.raised, theme.muted)
        return [(text, *colours) for text in missing]

    def _paint_row(self, painter: QPainter, right_middle: QPoint, chips: list[Chip]) -> int:
        left = right_middle.x()
        for text, ground, colour in reversed(chips):
            left = self._chip(painter, QPoint(left, right_middle.y()), text, ground, colour) - GAP
        return left

    def _chip(self, painter: QPainter, right_middle: QPoint, text: str, ground: QColor, colour: QColor) -> int:
        metrics = QFontMetrics(self._fonts["small"])
        width, height = metrics.horizontalAdvance(text) + 2 * SMALL_GAP, metrics.height() + GAP
        area = QRect(right_middle.x() - width, right_middle.y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, height / 2, height / 2)
        self._write(painter, area, text, ("small", colour), CENTRE)
        return area.left()

    def _write(
        self, painter: QPainter, area: QRect, text: str, ink: tuple[str, QColor], align: Qt.AlignmentFlag
    ) -> None:
        font, colour = ink
        painter.setFont(self._fonts[font])
        painter.setPen(colour)
        painter.drawText(area, align, QFontMetrics(self._fonts[font]).elidedText(text, ELIDE, area.width()))

    def _wide(self, font: str, text: str) -> int:
        return QFontMetrics(self._fonts[font]).horizontalAdvance(text)
