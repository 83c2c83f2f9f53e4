"""Draws an entry that needs attention: whose, what and where, and at the right why it is on the list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.attention import AttentionItem
from app.domain.pages import Standing
from app.judging.held import ACCEPTED
from ui.attention.model import ITEM
from ui.attention.wording import standing_text, summary, title
from ui.theme import GAP, RADIUS, SMALL_GAP, SMALL_PT, WIDE_GAP, Theme, text_font

ELIDE = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of an entry: the second line, and the word at the right."""

    summary: Callable[[AttentionItem], str] = summary
    chip: Callable[[AttentionItem], str] = standing_text


class ItemDelegate(QStyledItemDelegate):
    """Two lines and a word on a coloured ground."""

    def __init__(self, theme: Theme, parent: QObject | None = None, words: Words | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words or Words()
        self._strong = text_font(bold=True)
        self._text = text_font(SMALL_PT)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, QFontMetrics(self._strong).height() + QFontMetrics(self._text).height() + GAP + WIDE_GAP)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item = index.data(ITEM)
        area = QRect(option.rect)
        ground, ink = self._colours(item)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, self._theme.selection if selected else self._theme.surface)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), self._theme.line)
        painter.fillRect(QRect(area.left(), area.top(), GAP, area.height() - 1), ink)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.focus, 2))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -3), RADIUS, RADIUS)
        inside = area.adjusted(WIDE_GAP, SMALL_GAP, -WIDE_GAP, -SMALL_GAP)
        inside.setRight(self._paint_chip(painter, inside, self._words.chip(item), (ground, ink)) - SMALL_GAP)
        self._paint_lines(painter, inside, item)
        painter.restore()

    def _paint_lines(self, painter: QPainter, area: QRect, item: AttentionItem) -> None:
        half = area.height() // 2
        for top, font, colour, text in (
            (area.top(), self._strong, self._theme.text, title(item)),
            (area.top() + half, self._text, self._theme.muted, self._words.summary(item)),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            line = QRect(area.left(), top, area.width(), half)
            shown = QFontMetrics(font).elidedText(text, ELIDE, area.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_chip(self, painter: QPainter, area: QRect, text: str, colours: tuple[QColor, QColor]) -> int:
        """Draw a word at the right, and return where it begins."""
        metrics = QFontMetrics(self._text)
        width, height = metrics.horizontalAdvance(text) + 2 * SMALL_GAP, metrics.height() + GAP
        chip = QRect(area.right() - width, area.center().y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours[0])
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setFont(self._text)
        painter.setPen(colours[1])
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return chip.left()

    def _colours(self, item: AttentionItem) -> tuple[QColor, QColor]:
        theme = self._theme
        if item.decision == ACCEPTED:
            return theme.good_soft, theme.good
        return {
            Standing.CONFLICT: (theme.conflict_soft, theme.conflict),
            Standing.HELD: (theme.held_soft, theme.held),
            Standing.REFUSED: (theme.refused_soft, theme.refused),
        }[item.standing]
