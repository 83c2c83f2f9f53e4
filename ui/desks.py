"""The pages of the school beside the journals: for whom they are, how they are called, and what makes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from app.services.rights import is_class_teacher
from app.services.terms import is_deputy_head
from app.store.unit import Unit
from ui.class_desk.view import ClassDeskView
from ui.deputy_desk.view import DeputyDesk
from ui.desk import Desk
from ui.desk_view import DeskView
from ui.news.view import NewsView
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A kind of page. name: of its action and its tab. keys: its shortcut. is_for: whether today's profile has it."""

    name: str
    picture: str
    keys: str
    title: Callable[[], str]
    make: Callable[[Desk, Theme, Callable[[], datetime]], DeskView]
    is_for: Callable[[Unit, date], bool]


NEWS = DeskPage(
    "news",
    "news",
    "Ctrl+Shift+H",
    lambda: QCoreApplication.translate("Desks", "What has changed"),
    NewsView,
    lambda _unit, _today: True,
)

CLASS = DeskPage(
    "class_desk",
    "class",
    "Ctrl+Shift+K",
    lambda: QCoreApplication.translate("Desks", "My class"),
    ClassDeskView,
    is_class_teacher,
)

DEPUTY = DeskPage(
    "deputy_desk",
    "deputy",
    "Ctrl+Shift+Y",
    lambda: QCoreApplication.translate("Desks", "Deputy head"),
    DeputyDesk,
    lambda unit, today: is_deputy_head(unit, today=today),
)

DESKS: tuple[DeskPage, ...] = (
    DEPUTY,
    CLASS,
    NEWS,
)
"""In the order of the menu."""
