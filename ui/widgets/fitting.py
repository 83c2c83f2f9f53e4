"""Buttons of a bar that leave their texts out, the last ones first, where there is no room for all of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from ui.theme import SMALL_GAP

WITH_TEXT = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly


class Fitting(QObject):
    """Looks at each new width of the bar. beside: pixels of whatever stands there too. Tooltips tell what is left out.

    The buttons have pictures and accessible names.
    """

    def __init__(self, bar: QWidget, buttons: Sequence[QToolButton], beside: Callable[[], int]) -> None:
        super().__init__(bar)
        self._bar = bar
        self._buttons = tuple(buttons)
        self._beside = beside
        self._widths: tuple[tuple[int, int], ...] = ()
        bar.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._widths = ()
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        if not self._widths:
            sizes = [(self._width(each, WITH_TEXT), self._width(each, ICON_ONLY)) for each in self._buttons]
            self._widths = tuple(sizes)
        seen = [number for number, each in enumerate(self._buttons) if not each.isHidden()]
        room = self._bar.width() - self._beside() - SMALL_GAP * len(seen)
        taken = sum(self._widths[number][0] for number in seen)
        styles = dict.fromkeys(seen, WITH_TEXT)
        for number in reversed(seen):
            if taken > room:
                styles[number] = ICON_ONLY
                taken -= self._widths[number][0] - self._widths[number][1]
        for number, style in styles.items():
            self._buttons[number].setToolButtonStyle(style)

    def _width(self, button: QToolButton, style: Qt.ToolButtonStyle) -> int:
        button.ensurePolished()
        button.setToolButtonStyle(style)
        return button.sizeHint().width()
