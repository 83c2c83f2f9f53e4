"""A work of the lesson: its kind, title and weight."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from typing_extensions import override

from app.domain.pages import ShownWork
from app.domain.works import WorkFacts, WorkKind
from app.judging.works import MOST_WEIGHT
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named
from ui.widgets.offering import offer
from ui.widgets.telling import telling
from ui.widgets.text_line import KEEP_KEYS

WIDTH = 300


class WorkBox(FloatingBox):
    """Not modal: Enter keeps, Escape leaves all as it was."""

    kept = Signal(object)
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("work_box", parent)
        self.setFixedWidth(WIDTH)
        self._kinds: tuple[WorkKind, ...] = ()
        self._kind = telling(named(QComboBox(), "work_kind", self.tr("Kind of work")))
        self._title = named(QLineEdit(), "work_title", self.tr("Title"))
        self._title.setPlaceholderText(self.tr("May stay empty"))
        self._weight = named(QSpinBox(), "work_weight", self.tr("Weight"))
        self._weight.setRange(0, MOST_WEIGHT)
        self._keep = named(QPushButton(), "work_keep")
        self._keep.setProperty("kind", "primary")
        self._remove = named(QPushButton(self.tr("Take back")), "work_remove")
        self._remove.setAccessibleName(self.tr("Take the work back"))
        self._lay_out()
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._keep.clicked.connect(self._on_keep)
        self._remove.clicked.connect(self.removed)

    def add(self, kinds: tuple[WorkKind, ...], area: QRect) -> None:
        """Ask for a new work of one of these kinds."""
        self._fill(kinds)
        self._title.clear()
        self._on_kind(self._kind.currentIndex())
        self._open(self.tr("Add"), area, removable=False)

    def change(self, kinds: tuple[WorkKind, ...], work: ShownWork, area: QRect) -> None:
        """Ask for what a work shall be; a kind that the school no longer offers stays as it is."""
        known = any(kind.id == work.type for kind in kinds)
        own = WorkKind(work.type, work.type_name, work.short, work.weight, work.colour)
        self._fill(kinds if known else (*kinds, own))
        self._kind.setCurrentIndex([kind.id for kind in self._kinds].index(work.type))
        self._title.setText(work.title)
        self._weight.setValue(work.weight)
        self._open(self.tr("Keep"), area, removable=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in KEEP_KEYS:
            self._on_keep()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        grid.setSpacing(SMALL_GAP)
        fields = (
            (self.tr("Kind"), self._kind),
            (self.tr("Title"), self._title),
            (self.tr("Weight"), self._weight),
        )
        for row, (text, field) in enumerate(fields):
            label = QLabel(text)
            label.setProperty("role", "caption")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._remove)
        buttons.addStretch()
        buttons.addWidget(self._keep)
        grid.addLayout(buttons, len(fields), 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self._kind.setMinimumWidth(1)
        self._weight.setMinimumHeight(self._kind.sizeHint().height())

    def _fill(self, kinds: tuple[WorkKind, ...]) -> None:
        self._kinds = ()
        self._kind.clear()
        self._kind.addItems([kind.name for kind in kinds])
        self._kinds = kinds

    def _open(self, answer: str, area: QRect, *, removable: bool) -> None:
        self._keep.setText(answer)
        offer(self._keep, possible=bool(self._kinds), reason=self.tr("The school has no kinds of work yet."))
        self._remove.setVisible(removable)
        self.open_beside(area)
        self._kind.setFocus()

    def _on_kind(self, number: int) -> None:
        if 0 <= number < len(self._kinds):
            self._weight.setValue(self._kinds[number].weight)

    def _on_keep(self) -> None:
        number = self._kind.currentIndex()
        if 0 <= number < len(self._kinds):
            self.kept.emit(WorkFacts(self._kinds[number].id, self._title.text().strip(), self._weight.value()))
