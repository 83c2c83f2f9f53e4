"""The teachers of this PC, each by a label and the number of entries that wait; nothing else is known while locked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QPushButton, QWidget

from ui.login.card import lay_card, text_line
from ui.login.pin_field import HEIGHT
from ui.widgets.naming import named

ROW_HEIGHT = 48
"""Pixels: also for a finger."""

MOST_ROWS = 5
"""Rows that are seen at once."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A profile in the list. folder: its name."""

    folder: str
    label: str
    waiting: int


class ProfilesPage(QWidget):
    """Enter or a click opens a profile's lock."""

    chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._error = text_line("profiles_error", "error")
        self._error.hide()
        self._model = QStandardItemModel(self)
        self._list = named(QListView(), "profiles_list", self.tr("Teachers at this computer"))
        self._list.setModel(self._model)
        self._list.setProperty("kind", "rows")
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.activated.connect(self._on_activated)
        self._list.clicked.connect(self._on_activated)
        new = named(QPushButton(self.tr("New teacher")), "profiles_new")
        new.setMinimumHeight(HEIGHT)
        new.clicked.connect(self.new_wanted)
        lines = lay_card(self, "profiles_card")
        lines.addWidget(text_line("profiles_title", "title", self.tr("Who is at the computer?")))
        for each in (self._error, self._list, new):
            lines.addWidget(each)
        self.setFocusProxy(self._list)

    def show_profiles(self, profiles: Sequence[Listed]) -> None:
        """List the profiles, the first one chosen."""
        self._error.hide()
        self._model.clear()
        for number, each in enumerate(profiles, start=1):
            name = each.label or self.tr("Teacher {number}").format(number=number)
            waits = self.tr("%n entry(ies) wait to be sent", "", each.waiting)
            item = QStandardItem(f"{name}   ·   {waits}" if each.waiting else name)
            item.setData(each.folder, Qt.ItemDataRole.UserRole)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            self._model.appendRow(item)
        self._list.setFixedHeight(min(MOST_ROWS, max(1, len(profiles))) * ROW_HEIGHT + 2 * self._list.frameWidth())
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus()

    def show_error(self, text: str) -> None:
        """Say why a profile cannot be opened now."""
        self._error.setText(text)
        self._error.show()

    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(str(index.data(Qt.ItemDataRole.UserRole)))
