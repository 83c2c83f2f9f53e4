"""The chosen held entries in full, and what can be decided about them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.attention import AttentionItem
from ui.attention.card import Side, text_label
from ui.attention.wording import WITHOUT_SIDES, place, shown_text, title
from ui.deputy_desk.held_wording import author_text, decision_text, ground_text, wanted_text, was_text
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.naming import named


class HeldCard(QWidget):
    """Asks for a decision and never takes one by itself."""

    accepted = Signal()
    refused = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = text_label("held_title", "title")
        self._place = text_label("held_place", "muted")
        self._sides = (
            Side("held_was", self.tr("Stood there")),
            Side("held_wanted", self.tr("Is to stand there")),
            Side("held_now", self.tr("Stands there now")),
        )
        self._author = text_label("held_author", "")
        self._ground = text_label("held_ground", "warning")
        self._accept = named(QPushButton(), "held_accept")
        self._accept.setProperty("kind", "primary")
        self._refuse = named(QPushButton(), "held_refuse")
        self._open = named(QPushButton(self.tr("Open in the journal")), "held_open")
        self._open.setToolTip(self.tr("Open in the journal (Enter)"))
        self._lay_out()
        for button, wish in ((self._accept, self.accepted), (self._refuse, self.refused), (self._open, self.opened)):
            button.setAutoDefault(True)
            button.clicked.connect(wish)

    def show_items(self, items: Sequence[AttentionItem]) -> None:
        """Show one entry in full, or how many were chosen."""
        item, several = items[0], len(items) > 1
        self._title.setText(self.tr("%n entry(ies) chosen", "", len(items)) if several else title(item))
        self._place.setText(place(item))
        was, wanted, now = self._sides
        was.show_value(was_text(item))
        wanted.show_value(wanted_text(item))
        now.show_value(shown_text(item))
        has_sides = item.about not in WITHOUT_SIDES and not several
        for side in (was, wanted):
            side.setVisible(has_sides)
        now.setVisible(has_sides and not item.decision and item.shown not in {item.was, item.other})
        self._author.setText(author_text(item))
        self._ground.setText(decision_text(item) or ground_text(item))
        for label in (self._place, self._author, self._ground):
            label.setVisible(not several)
        self._show_buttons(items)

    def _show_buttons(self, items: Sequence[AttentionItem]) -> None:
        waiting = sum(not item.decision for item in items)
        many = waiting > 1
        accept = self.tr("Accept %n (+)", "", waiting) if many else self.tr("Accept (+)")
        refuse = self.tr("Refuse %n (−)…", "", waiting) if many else self.tr("Refuse (−)…")
        self._accept.setText(accept)
        self._refuse.setText(refuse)
        for button in (self._accept, self._refuse):
            button.setVisible(bool(waiting))
        self._open.setVisible(len(items) == 1 and items[0].journal is not None)

    def _lay_out(self) -> None:
        sides, decide = QHBoxLayout(), QHBoxLayout()
        for line in (sides, decide):
            line.setSpacing(SMALL_GAP)
        for side in self._sides:
            sides.addWidget(side, 1)
        for button in (self._accept, self._refuse, self._open):
            decide.addWidget(button)
        decide.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._title)
        lines.addWidget(self._place)
        lines.addLayout(decide)
        lines.addLayout(sides)
        lines.addWidget(self._author)
        lines.addWidget(self._ground)
        lines.addStretch(1)
