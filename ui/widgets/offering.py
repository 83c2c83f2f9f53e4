"""Enables an action, or says why it cannot be used."""

from PySide6.QtGui import QAction

USUAL = "usual_tip"
"""Property that keeps an action's tooltip while a reason stands there."""


def offer(action: QAction, *, possible: bool, reason: str) -> None:
    """Enable an action where it is possible; else its tooltip and its status tip say the reason."""
    if action.property(USUAL) is None:
        action.setProperty(USUAL, action.toolTip())
    action.setEnabled(possible)
    action.setToolTip(action.property(USUAL) if possible else reason)
    action.setStatusTip("" if possible else reason)
