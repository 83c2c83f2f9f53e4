"""Finds the texts of a screen that have less room than they need, or are beside what can be seen."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QToolButton,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
SMALLEST, LARGE, LARGEST = QSize(1024, 600), QSize(1920, 1080), QSize(3840, 2160)
"""Pixels as the windows reckon them: LARGE is a display of LARGEST at 200 %."""

LAYOUTS = 8
"""Times that the layouts are let work: what wraps asks for another height, and that may ask for another width."""

ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
BESIDE_CARET = 4
"""Pixels that a line of text keeps free at both sides together."""

Found = tuple[str, str]
"""Whose text, and the text."""


def cut_at(shown: QWidget, window: QWidget, size: QSize) -> list[Found]:
    """Return what is cut of a screen once its window has a size."""
    window.setUpdatesEnabled(False)  # what is measured need not be painted
    window.resize(size)
    for _ in range(LAYOUTS):
        QApplication.processEvents()
    found = cut_texts(shown) + outside_texts(shown)
    window.setUpdatesEnabled(True)
    assert window.size() == size, "nothing forces the window to be larger"
    return found


def cut_texts(screen: QWidget) -> list[Found]:
    """Return every text of a screen that is cut."""
    found: list[Found] = []
    for kind, look in LOOKS:
        found += [(each.objectName(), text) for each in _seen(screen, kind) for text in look(each)]
    return found


def outside_texts(screen: QWidget) -> list[Found]:
    """Return the labels and buttons that are not wholly in the window; what can be scrolled to is left out."""
    window = screen.window().rect()
    texts = [each for kind in (QLabel, QAbstractButton) for each in _seen(screen, kind) if each.property("text")]
    return [
        (each.objectName(), str(each.property("text")))
        for each in texts
        if not _is_scrolled(each) and not window.contains(QRect(each.mapTo(screen.window(), QPoint()), each.size()))
    ]


def _seen(screen: QWidget, kind: type[W]) -> list[W]:
    inside = [each for each in screen.findChildren(kind) if each.isVisible() and each.window() is screen.window()]
    return [each for each in inside if not each.objectName().startswith("qt_")]


def _is_scrolled(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above is not None


def _of_label(label: QLabel) -> Iterator[str]:
    if label.wordWrap():
        is_cut = label.heightForWidth(label.width()) > label.height()
    else:
        wanted = label.sizeHint()
        is_cut = wanted.width() > label.width() or wanted.height() > label.height()
    if is_cut and label.text():
        yield label.text()


def _of_button(button: QAbstractButton) -> Iterator[str]:
    # a button that takes whatever room there is shortens its text by itself, and tells the whole of it
    shortens = button.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
    shortens = shortens or (isinstance(button, QToolButton) and button.toolButtonStyle() is ICON_ONLY)
    wanted = button.sizeHint()
    if button.text() and not shortens and (wanted.width() > button.width() or wanted.height() > button.height()):
        yield button.text()


def _of_line(line: QLineEdit) -> Iterator[str]:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width() - BESIDE_CARET
    hint = line.placeholderText()
    if hint and not line.text() and line.fontMetrics().horizontalAdvance(hint) > room:
        yield hint


def _of_area(area: QPlainTextEdit) -> Iterator[str]:
    room = area.viewport().rect().adjusted(0, 0, -BESIDE_CARET, 0)
    hint = area.placeholderText()
    wanted = area.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), hint)
    if hint and not area.toPlainText() and not room.contains(wanted.translated(room.topLeft() - wanted.topLeft())):
        yield hint


def _of_choice(choice: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    control = QStyle.SubControl.SC_ComboBoxEditField
    room = choice.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, control, choice).width()
    text = choice.currentText()
    # what the office has named may be of any length: then the tooltip tells the whole of it
    if not choice.isEditable() and choice.fontMetrics().horizontalAdvance(text) > room and choice.toolTip() != text:
        yield text


def _of_header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    # a header of our own draws its sections by itself and says the whole of them in its tooltips
    if type(header) is not QHeaderView or header.orientation() is not Qt.Orientation.Horizontal:
        return
    for section in range(header.count()):
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        if text and header.fontMetrics().horizontalAdvance(text) > header.sectionSize(section) - BESIDE_CARET:
            yield text


def _of_tabs(tabs: QTabBar) -> Iterator[str]:
    for tab in range(tabs.count()):
        if (
            tabs.isTabVisible(tab)
            and tabs.fontMetrics().horizontalAdvance(tabs.tabText(tab)) > tabs.tabRect(tab).width()
        ):
            yield tabs.tabText(tab)


LOOKS: tuple[tuple[type[QWidget], Callable[..., Iterator[str]]], ...] = (
    (QLabel, _of_label),
    (QAbstractButton, _of_button),
    (QLineEdit, _of_line),
    (QPlainTextEdit, _of_area),
    (QComboBox, _of_choice),
    (QHeaderView, _of_header),
    (QTabBar, _of_tabs),
)
