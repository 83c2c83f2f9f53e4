"""The pages of the school beside the journals: for whom they are, how they are called, and what makes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.store.unit import Unit
from ui.desk import Desk
from ui.theme import Theme


class DeskView(QWidget):
    """A page in a tab of its own; it may ask for a cell of a journal, and tells what was refused."""

    refused = Signal(object)
    journal_wanted = Signal(str, str, str)
    """Journal, lesson and pupil, by their ids; the last two may be empty."""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A kind of page. name: of its action and its tab. keys: its shortcut. is_for: whether today's profile has it."""

    name: str
    picture: str
    keys: str
    title: Callable[[], str]
    make: Callable[[Desk, Theme, Callable[[], datetime]], DeskView]
    is_for: Callable[[Unit, date], bool]


DESKS: tuple[DeskPage, ...] = ()
"""In the order of the menu."""
