"""The action that opens a pupil's card from a table: by a key and in the table's menu."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

KEYS = "Alt+Return"


def offer_card(table: QWidget, name: str, act: Callable[[], object]) -> QAction:
    """Add the action to a table. name: the action's. act: opens the card of the row with the caret."""
    action = QAction(QCoreApplication.translate("PupilCard", "Pupil's card"), table)
    action.setObjectName(name)
    action.setShortcut(QKeySequence(KEYS))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _checked: act())
    table.addAction(action)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    return action
