"""The bar of the seating plan: how many desks, arranging, whoever has no seat, printing."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QToolButton, QVBoxLayout, QWidget

from app.domain.seating import DESKS_ACROSS, ROWS, SEATS, Layout
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import icon
from ui.widgets.naming import named


class RoomBar(QWidget):
    """Tells what is wanted; holds no room."""

    sized = Signal(int, int, int)
    filled = Signal()
    arranging = Signal(bool)
    print_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._across = self._number("seating_across", self.tr("Desks in a row"), DESKS_ACROSS)
        self._rows = self._number("seating_rows", self.tr("Rows"), ROWS)
        self._seats = self._number("seating_seats", self.tr("Seats at a desk"), SEATS)
        self._arrange = named(QPushButton(self.tr("Arrange")), "seating_arrange")
        self._arrange.setCheckable(True)
        self._arrange.toggled.connect(self._on_arranging)
        self._fill = named(QPushButton(self.tr("Seat the others")), "seating_fill")
        self._fill.clicked.connect(self.filled)
        self._print = named(QPushButton(self.tr("Print…")), "seating_print")
        self._print.setToolTip(self.tr("Print the seating plan (Ctrl+P)"))
        self._print.clicked.connect(self.print_wanted)
        close = named(QToolButton(), "seating_close", self.tr("Close the seating plan"))
        close.setIcon(icon("close", theme.text))
        close.setToolTip(self.tr("Back to the page (Esc)"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.close_wanted)
        self._sizes = QWidget()
        self._lay_out(close)
        self._on_arranging(on=False)

    def show_room(self, layout: Layout) -> None:
        """Show the sizes of a room."""
        for field, value in ((self._across, layout.across), (self._rows, layout.rows), (self._seats, layout.seats)):
            with QSignalBlocker(field):
                field.setValue(value)

    def _lay_out(self, close: QWidget) -> None:
        sizes = QHBoxLayout(self._sizes)
        sizes.setContentsMargins(0, 0, 0, 0)
        sizes.setSpacing(SMALL_GAP)
        for field in (self._across, self._rows, self._seats):
            label = QLabel(field.accessibleName())
            label.setProperty("role", "caption")
            label.setBuddy(field)
            sizes.addWidget(label)
            sizes.addWidget(field)
        sizes.addStretch()
        line = QHBoxLayout()
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._arrange)
        line.addWidget(self._fill)
        line.addStretch()
        line.addWidget(self._print)
        line.addWidget(close)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, 0)
        lines.setSpacing(SMALL_GAP)
        lines.addLayout(line)
        lines.addWidget(self._sizes)

    def _number(self, name: str, label: str, span: range) -> QSpinBox:
        field = named(QSpinBox(), name, label)
        field.setRange(span.start, span.stop - 1)
        field.setMinimumHeight(QPushButton().sizeHint().height())
        field.valueChanged.connect(self._on_sized)
        return field

    def _on_sized(self) -> None:
        self.sized.emit(self._across.value(), self._rows.value(), self._seats.value())

    def _on_arranging(self, on: bool) -> None:  # noqa: FBT001 - a signal's value
        for each in (self._sizes, self._fill):
            each.setVisible(on)
        self.arranging.emit(on)
