"""Draws a class's heading or one of its journals."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.pages import JournalInfo
from ui.journal_list.model import JOURNAL, stands_in_text
from ui.theme import PAGE_GAP, RADIUS, SMALL_GAP, TITLE_PT, WIDE_GAP, Theme, text_font, touchable


class JournalDelegate(QStyledItemDelegate):
    """A heading is large; a journal is its subject, and its group where it is not the whole class."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = text_font(TITLE_PT, bold=True)
        self._text = text_font()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        if index.data(JOURNAL) is None:
            return QSize(0, QFontMetrics(self._heading).height() + PAGE_GAP)
        return QSize(0, touchable(QFontMetrics(self._text).height() + WIDE_GAP))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        journal = index.data(JOURNAL)
        area = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if journal is None:
            painter.setFont(self._heading)
            painter.setPen(self._theme.accent)
            words = area.adjusted(WIDE_GAP, 0, -WIDE_GAP, -SMALL_GAP)
            painter.drawText(words, Qt.AlignmentFlag.AlignBottom, str(index.data()))
        else:
            self._paint_journal(painter, area, option.state, journal)
        painter.restore()

    def _paint_journal(self, painter: QPainter, area: QRect, state: QStyle.StateFlag, journal: JournalInfo) -> None:
        theme = self._theme
        ground = area.adjusted(SMALL_GAP, 1, -SMALL_GAP, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.focus, 2) if state & QStyle.StateFlag.State_HasFocus else Qt.PenStyle.NoPen)
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(ground, RADIUS, RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft)
            painter.drawRoundedRect(ground, RADIUS, RADIUS)
        group = " · ".join(part for part in (journal.title.partition(" · ")[2], stands_in_text(journal)) if part)
        words = area.adjusted(PAGE_GAP, 0, -PAGE_GAP, 0)
        painter.setFont(self._text)
        painter.setPen(theme.text)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, journal.subject)
        if group:
            painter.setPen(theme.muted)
            shift = QFontMetrics(self._text).horizontalAdvance(journal.subject) + WIDE_GAP
            painter.drawText(words.adjusted(shift, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, group)
