"""Asks twice whether a profile shall go from this PC: by a tick, then by the button."""

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.help.helping import offer_help
from ui.login.card import CARD_WIDTH, text_line
from ui.theme import PAGE_GAP, SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.offering import offer


class Removal(QDialog):
    """Accepted where both were answered with yes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("removal_dialog")
        self.setWindowTitle(self.tr("Remove the profile"))
        told = self.tr(
            "Everything is sent. The journal on this computer, its key and its settings are erased; "
            "the portal keeps the marks. To work here again you will sign in anew."
        )
        sure = named(QCheckBox(self.tr("I do not need this journal on this computer any more")), "removal_sure")
        text = text_line("removal_text", "", told)
        text.setFixedWidth(CARD_WIDTH)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_GAP, PAGE_GAP, PAGE_GAP, PAGE_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(text)
        lines.addWidget(sure)
        lines.addLayout(self._buttons(sure))
        self.finished.connect(self.deleteLater)
        offer_help(self)

    def _buttons(self, sure: QCheckBox) -> QHBoxLayout:
        remove = named(QPushButton(self.tr("Remove")), "removal_submit")
        remove.setAutoDefault(False)
        keep = named(QPushButton(self.tr("Keep it")), "removal_keep")
        keep.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(remove)
        buttons.addWidget(keep)

        def let(is_sure: bool) -> None:  # noqa: FBT001 (a signal's value)
            offer(remove, possible=is_sure, reason=self.tr("Tick the line above first."))

        let(sure.isChecked())
        sure.toggled.connect(let)
        remove.clicked.connect(self.accept)
        keep.clicked.connect(self.reject)
        return buttons
