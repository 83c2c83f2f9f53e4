"""One entry in full: both values side by side, who and when, what happens meanwhile, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.attention import AttentionItem
from app.domain.pages import Standing
from ui.attention.wording import (
    SHORT,
    WITHOUT_SIDES,
    meanwhile,
    origin,
    other_text,
    place,
    shown_text,
    title,
)
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.naming import named

ROLES = {Standing.CONFLICT: "conflict", Standing.HELD: "warning", Standing.REFUSED: "error"}
"""How the sentence about what happens meanwhile is set off."""


class ItemCard(QWidget):
    """Asks for a decision and never takes one by itself."""

    kept = Signal()
    taken = Signal()
    opened = Signal()
    dismissed = Signal()
    withdrawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = text_label("attention_title", "title")
        self._place = text_label("attention_place", "muted")
        self._shown = Side("attention_shown", self.tr("Now in the journal"))
        self._other = Side("attention_other", self.tr("The other entry"))
        self._origin = text_label("attention_origin", "")
        self._meanwhile = text_label("attention_meanwhile", "conflict")
        self._keep = named(QPushButton(), "attention_keep")
        self._take = named(QPushButton(), "attention_take")
        self._dismiss = named(QPushButton(self.tr("Take off the list")), "attention_dismiss")
        self._withdraw = named(QPushButton(self.tr("Withdraw")), "attention_withdraw")
        self._withdraw.setToolTip(self.tr("Take this back before the deputy head decides"))
        self._open = named(QPushButton(self.tr("Open in the journal")), "attention_open")
        self._open.setToolTip(self.tr("Open in the journal (Enter)"))
        self._lay_out()
        for button, wish in (
            (self._keep, self.kept),
            (self._take, self.taken),
            (self._dismiss, self.dismissed),
            (self._withdraw, self.withdrawn),
            (self._open, self.opened),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(wish)

    def show_item(self, item: AttentionItem) -> None:
        """Show another entry, or the same one anew."""
        collided = item.standing is Standing.CONFLICT
        self._title.setText(title(item))
        self._place.setText(place(item))
        self._shown.show_value(shown_text(item))
        self._other.show_value(other_text(item))
        self._other.show_caption(self.tr("The other entry") if collided else self.tr("Your entry"))
        for side in (self._shown, self._other):
            side.setVisible(item.about not in WITHOUT_SIDES)
        self._origin.setText(origin(item))
        self._show_meanwhile(item)
        self._keep.setVisible(collided)
        self._take.setVisible(item.can_take)
        self._dismiss.setVisible(item.standing is Standing.REFUSED)
        self._withdraw.setVisible(item.can_withdraw)
        self._open.setVisible(item.journal is not None)
        self._name_choices(shown_text(item), other_text(item))

    def _show_meanwhile(self, item: AttentionItem) -> None:
        self._meanwhile.setText(meanwhile(item))
        if self._meanwhile.property("role") != ROLES[item.standing]:
            self._meanwhile.setProperty("role", ROLES[item.standing])
            self._meanwhile.style().polish(self._meanwhile)

    def _name_choices(self, shown: str, other: str) -> None:
        keep, take = self.tr("Keep: {value}").format(value=shown), self.tr("Take: {value}").format(value=other)
        fit = max(len(shown), len(other)) <= SHORT
        # two long texts often begin alike, so that their beginnings would not tell the buttons apart
        self._keep.setText(keep if fit else self.tr("Keep what stands now"))
        self._take.setText(take if fit else self.tr("Take the other entry"))
        for button, text in ((self._keep, keep), (self._take, take)):
            button.setAccessibleName(text)
            button.setToolTip("" if fit else text)

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(SMALL_GAP)
        sides.addWidget(self._shown, 1)
        sides.addWidget(self._other, 1)
        decide = QHBoxLayout()
        decide.setSpacing(SMALL_GAP)
        for each in (self._keep, self._take, self._dismiss, self._withdraw, self._open):
            decide.addWidget(each)
        decide.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._title)
        lines.addWidget(self._place)
        lines.addLayout(sides)
        lines.addWidget(self._origin)
        lines.addWidget(self._meanwhile)
        lines.addLayout(decide)
        lines.addStretch(1)


class Side(QFrame):
    """A value with what it is above it."""

    def __init__(self, name: str, caption: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._caption = text_label(f"{name}_caption", "caption")
        self._caption.setText(caption)
        self._value = text_label(name, "title")
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(SMALL_GAP, SMALL_GAP, SMALL_GAP, SMALL_GAP)
        lines.addWidget(self._caption)
        lines.addWidget(self._value, 1, Qt.AlignmentFlag.AlignTop)

    def show_value(self, text: str) -> None:
        """Show another value; a long one in ordinary letters."""
        role = "title" if len(text) <= SHORT else ""
        self._value.setText(text)
        if self._value.property("role") != role:
            self._value.setProperty("role", role)
            self._value.style().unpolish(self._value)
            self._value.style().polish(self._value)

    def show_caption(self, text: str) -> None:
        """Say what the value is."""
        self._caption.setText(text)


def text_label(name: str, role: str) -> QLabel:
    """Return a label for plain text of several lines. role: of the style sheet."""
    label = named(QLabel(), name)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
