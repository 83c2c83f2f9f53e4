"""The card in the middle of the entrance window, on which one thing is asked."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import PAGE_GAP, SMALL_GAP
from ui.widgets.naming import named

CARD_WIDTH = 460
"""Pixels: fits beside the margins of the smallest window."""


def lay_card(page: QWidget, name: str, width: int = CARD_WIDTH) -> QVBoxLayout:
    """Put an empty card into the middle of a page; return its lines. width: in pixels."""
    card = named(QFrame(), name)
    card.setProperty("role", "card")
    card.setFixedWidth(width)
    lines = QVBoxLayout(card)
    lines.setContentsMargins(PAGE_GAP, PAGE_GAP, PAGE_GAP, PAGE_GAP)
    lines.setSpacing(SMALL_GAP)
    # not by an alignment: a wrapped text gets its height only from the layout's own width
    middle = QHBoxLayout()
    middle.addStretch()
    middle.addWidget(card)
    middle.addStretch()
    around = QVBoxLayout(page)
    around.addStretch(2)
    around.addLayout(middle)
    around.addStretch(3)
    return lines


def text_line(name: str, role: str, text: str = "") -> QLabel:
    """Return a wrapped sentence for a card."""
    label = named(QLabel(text), name)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
