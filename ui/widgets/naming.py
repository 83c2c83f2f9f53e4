"""Gives a widget the name that tests find it by and the one that readers of the screen say."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, label: str = "") -> W:
    """Return the widget with its object name, and its accessible name where its own text does not serve."""
    widget.setObjectName(name)
    if label:
        widget.setAccessibleName(label)
    return widget
