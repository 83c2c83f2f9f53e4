"""Undo and redo in the menu: each says what it is about, and a list goes back over several steps at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.errors import GradebookError
from ui.desk import Desk
from ui.step_names import step_name
from ui.widgets.offering import offer

LISTED = 12
"""How many steps the list shows: what a teacher remembers of the last minutes."""


class UndoMenu(QObject):
    """Keeps the two actions and the list below them true."""

    refused = Signal(object)
    begins = Signal()
    """What is typed and not written yet is to be written now."""

    def __init__(self, desk: Desk, menu: QMenu, undo: QAction, redo: QAction) -> None:
        super().__init__(menu)
        self._desk = desk
        self._undo = undo
        self._redo = redo
        self._steps = menu.addMenu(self.tr("What was done"))
        self._steps.setObjectName("undo_steps")
        self._steps.setToolTipsVisible(True)
        self._steps.aboutToShow.connect(self._list)
        # the chosen one is triggered after the list is hidden
        self._steps.aboutToHide.connect(lambda: QTimer.singleShot(0, self._steps, self._steps.clear))
        undo.triggered.connect(lambda: self._move(desk.undo))
        redo.triggered.connect(lambda: self._move(desk.redo))
        desk.history_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        done, undone = self._desk.done, self._desk.undone
        nothing = self.tr("Nothing has been written since the start.")
        undo = self.tr("Undo: {what}").format(what=step_name(done[-1])) if done else self.tr("Undo")
        redo = self.tr("Redo: {what}").format(what=step_name(undone[-1])) if undone else self.tr("Redo")
        _name(self._undo, undo, possible=bool(done), reason=nothing)
        _name(self._redo, redo, possible=bool(undone), reason=self.tr("Nothing has been undone."))
        offer(self._steps.menuAction(), possible=bool(done), reason=nothing)

    def _list(self) -> None:
        self._steps.clear()
        for back, step in enumerate(reversed(self._desk.done[-LISTED:]), 1):
            action = self._steps.addAction(step_name(step))
            action.setToolTip(self.tr("Take back this step and those above it"))
            action.triggered.connect(lambda _checked=False, count=back: self._back(count))

    def _back(self, count: int) -> None:
        self.begins.emit()
        for _ in range(count):
            if not self._try(self._desk.undo):
                return

    def _move(self, move: Callable[[], object]) -> None:
        self.begins.emit()
        self._try(move)

    def _try(self, move: Callable[[], object]) -> bool:
        """Return whether it was not refused."""
        try:
            move()
        except GradebookError as error:
            self.refused.emit(error)
            return False
        return True


def _name(action: QAction, text: str, *, possible: bool, reason: str) -> None:
    action.setText(text)
    offer(action, possible=possible, reason=reason)
    if possible:
        action.setToolTip(text)
