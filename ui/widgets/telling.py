"""Lets a choice of names that may be of any length tell the whole of the chosen one."""

from typing import TypeVar

from PySide6.QtWidgets import QComboBox

C = TypeVar("C", bound=QComboBox)


def telling(choice: C) -> C:
    """Return the choice, whose tooltip is the chosen text from now on."""
    choice.currentTextChanged.connect(choice.setToolTip)
    choice.setToolTip(choice.currentText())
    return choice
