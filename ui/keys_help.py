"""The list of keys, on one page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.help.helping import offer_help
from ui.theme import GAP, PAGE_GAP, SMALL_GAP
from ui.widgets.naming import named

TALLEST = 560
"""Pixels: fits the smallest display; what does not fit is scrolled by the arrow keys."""

MEANING = 290
"""Pixels: most meanings take one line."""


class KeysHelp(QDialog):
    """Two columns of groups, each with its keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys_help")
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offer_help(self)
        halves = QHBoxLayout()
        halves.setSpacing(2 * PAGE_GAP)
        for groups in (self._journal(), self._around()):
            halves.addLayout(self._half(groups))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_GAP, PAGE_GAP, PAGE_GAP, PAGE_GAP)
        lines.setSpacing(PAGE_GAP)
        content = QWidget()
        halves.setContentsMargins(0, 0, 0, 0)
        content.setLayout(halves)
        scroll = named(QScrollArea(), "keys_scroll", self.tr("Keys"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        scroll.setMinimumWidth(content.sizeHint().width() + scroll.verticalScrollBar().sizeHint().width())
        lines.addWidget(scroll, 1)
        lines.addWidget(buttons)
        around = buttons.sizeHint().height() + 3 * PAGE_GAP
        self.resize(self.sizeHint().width(), min(TALLEST, content.sizeHint().height() + around))

    def _journal(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                self.tr("A cell of the journal"),
                [
                    ("1 – 5", self.tr("a mark")),
                    ("/", self.tr("then a digit: one more mark")),
                    ("=", self.tr("a mark instead of another one")),
                    ("н б у о с", self.tr("absent, ill, excused, late, released; once more takes it away")),
                    ("о 1 5", self.tr("late, and two digits: by how many minutes")),
                    ("д", self.tr("owes a work; once more takes it away")),
                    ("Delete", self.tr("clear")),
                    ("F2", self.tr("comment of the mark, minutes late, day of the debt")),
                    ("Ctrl+H", self.tr("history of the cell, also in the results")),
                    ("Ctrl+Alt+H", self.tr("history of the lesson")),
                    ("Alt+Enter", self.tr("pupil's card, also on the class's page")),
                    ("Ctrl+Shift+W", self.tr("works of the lesson and pictures of its marks")),
                    ("Enter", self.tr("next pupil")),
                    ("Tab", self.tr("next lesson")),
                ],
            ),
            (
                self.tr("A column at once"),
                [
                    ("Ctrl+Enter", self.tr("fill a column: a mark, and the next pupil")),
                    ("Ctrl+Shift+D", self.tr("what is owed in this journal")),
                    ("Ctrl+E", self.tr("the same to everybody")),
                    ("Ctrl+D", self.tr("fill down")),
                    ("Ctrl+C, Ctrl+V", self.tr("copy, paste from a spreadsheet")),
                ],
            ),
            (
                self.tr("The day and the lesson"),
                [
                    ("Alt+←, Alt+→", self.tr("another day")),
                    ("Alt+Home", self.tr("back to today")),
                    ("Enter", self.tr("open the lesson")),
                    ("Ctrl+T", self.tr("topic from the plan")),
                    ("Ctrl+Shift+M", self.tr("seating plan, and back")),
                    ("Ctrl+Shift+B", self.tr("who answers, and a timer")),
                    ("F11", self.tr("show to the class; Esc twice leaves")),
                    ("Ctrl+Shift+T", self.tr("plan of the journal, and back")),
                    ("Insert, Alt+↑, Alt+↓", self.tr("in the plan: a new item, move the item")),
                ],
            ),
        ]

    def _around(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                self.tr("Everywhere"),
                [
                    ("Ctrl+Z; Ctrl+Y, Ctrl+Shift+Z", self.tr("undo; redo")),
                    ("Ctrl+1", self.tr("today")),
                    ("Ctrl+J", self.tr("journals")),
                    ("Ctrl+Shift+A", self.tr("what needs attention")),
                    ("Ctrl+Shift+H", self.tr("what others have changed")),
                    ("Ctrl+Shift+K, Ctrl+Shift+Y", self.tr("my class, the deputy head's page")),
                    ("Ctrl+F", self.tr("find a pupil")),
                    ("Ctrl+P", self.tr("print the page or the seating plan")),
                    ("Ctrl+S; Ctrl++, Ctrl+-", self.tr("sheets to be printed: into a PDF file; their size")),
                    ("Ctrl+W", self.tr("close the page")),
                    ("Ctrl+L", self.tr("panel at the right")),
                    ("F5, Ctrl+R", self.tr("synchronise")),
                    ("Ctrl+K", self.tr("find any action, journal, pupil or day")),
                    ("F1; ?, Shift+F1", self.tr("help for this page; these keys")),
                    ("Esc", self.tr("close what is open over the page")),
                    ("Ctrl+Shift+L", self.tr("lock the profile")),
                    ("Ctrl+Q", self.tr("quit")),
                ],
            ),
            (
                self.tr("Pupil's card, my class, deputy head"),
                [
                    ("Alt+1 – 7", self.tr("part of the class's page; of the card, up to 6")),
                    ("Alt+↑, Alt+↓", self.tr("in the card: another pupil")),
                    ("F2, Shift+F2", self.tr("absences of the class: a reason, no reason; F2 writes a remark")),
                    ("+, -", self.tr("deputy head: accept, refuse")),
                ],
            ),
            (
                self.tr("Results"),
                [
                    ("Ctrl+I", self.tr("results of the journal, and back")),
                    ("1 – 5, н, с", self.tr("a mark, not assessed, released")),
                    ("Enter", self.tr("as proposed, and the next pupil")),
                    ("Ctrl+D", self.tr("all as proposed")),
                    ("Ctrl+Shift+I", self.tr("why this mark")),
                    ("Ctrl+Shift+F", self.tr("how the figures come about")),
                ],
            ),
        ]

    def _half(self, groups: list[tuple[str, list[tuple[str, str]]]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(PAGE_GAP)
        grid.setVerticalSpacing(GAP)
        row = 0
        for title, keys in groups:
            head = QLabel(title)
            head.setProperty("role", "title")
            head.setContentsMargins(0, SMALL_GAP if row else 0, 0, 0)
            grid.addWidget(head, row, 0, 1, 2)
            for number, (key, text) in enumerate(keys, row + 1):
                self._add(grid, number, key, text)
            row += len(keys) + 1
        grid.setRowStretch(row, 1)
        return grid

    def _add(self, grid: QGridLayout, row: int, key: str, text: str) -> None:
        name, meaning = QLabel(key), QLabel(text)
        name.setProperty("role", "key")
        meaning.setWordWrap(True)
        meaning.setMinimumWidth(MEANING)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(meaning, row, 1, Qt.AlignmentFlag.AlignTop)
