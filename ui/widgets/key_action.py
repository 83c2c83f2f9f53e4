"""An action of a part of a page: by a key while it is seen, in the menu of the page, and in the palette."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

Context = Qt.ShortcutContext


def key_action(  # noqa: PLR0913 (what an action is made of)
    widget: QWidget,
    name: str,
    text: str,
    keys: str,
    act: Callable[[], object],
    *,
    context: Context = Context.WidgetWithChildrenShortcut,
) -> QAction:
    """Add an action to a widget. context: where the key is heard; by default where the focus is in the widget."""
    action = QAction(text, widget)
    action.setObjectName(name)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(context)
    action.triggered.connect(lambda _checked: act())
    widget.addAction(action)
    return action
