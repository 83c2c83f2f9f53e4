"""Enables what can be used, or says why it cannot be."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

USUAL = "usual_tip"
"""Property that keeps a tooltip while a reason stands there."""


def offer(target: QAction | QWidget, *, possible: bool, reason: str) -> None:
    """Enable an action or a widget where it is possible; else its tooltip and its status tip say the reason.

    Whoever reads the screen hears the tooltip as the description, and the palette shows the reason.
    """
    if target.property(USUAL) is None:
        target.setProperty(USUAL, target.toolTip())
    target.setEnabled(possible)
    target.setToolTip(target.property(USUAL) if possible else reason)
    target.setStatusTip("" if possible else reason)
