"""The one way from a widget to the gradebook: commands, queries, undo, and what has changed."""

from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from app.changes import Asked, Changes, Recorded
from app.errors import NothingToUndoError
from app.services.undoing import revert
from app.store.unit import Store, Unit

P = ParamSpec("P")
T = TypeVar("T")

Step = tuple[Recorded | Asked, ...]
"""What one command wrote, and undo takes back at once."""


class Desk(QObject):
    """Runs commands and queries, and tells the views what has changed."""

    changed = Signal(Changes)
    written = Signal()
    """Something of this profile's own waits for the portal now."""

    history_changed = Signal()

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def done(self) -> Sequence[Step]:
        """What can be undone, the newest last."""
        return self._done

    @property
    def undone(self) -> Sequence[Step]:
        """What can be done again, the next one last."""
        return self._undone

    def do(self, command: Callable[Concatenate[Unit, P], Changes], *args: P.args, **kwargs: P.kwargs) -> Changes:
        """Run one command in its own transaction, announce what it touched, and remember it as one step of undo.

        Raises:
            GradebookError: the command was refused; nothing was written or announced.
        """
        changes = self._run(command, *args, **kwargs)
        if changes.steps:
            self._done.append(changes.steps)
            self._undone.clear()
            self.history_changed.emit()
        return changes

    def page(self, query: Callable[Concatenate[Unit, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one query and return its plain values."""
        with self._store.reading() as unit:
            return query(unit, *args, **kwargs)

    def undo(self) -> Changes:
        """Take the last step back, by operations of its own.

        Raises:
            NothingToUndoError: there is none.
            ChangedSinceError: somebody changed the same thing since; the step stays.
        """
        return self._move(self._done, self._undone)

    def redo(self) -> Changes:
        """Do the last undone step again.

        Raises:
            NothingToUndoError: there is none.
            ChangedSinceError: somebody changed the same thing since; the step stays.
        """
        return self._move(self._undone, self._done)

    def announce(self, changes: Changes) -> None:
        """Tell the views what came from the portal."""
        if changes:
            self.changed.emit(changes)

    def _move(self, source: list[Step], target: list[Step]) -> Changes:
        if not source:
            raise NothingToUndoError
        changes = self._run(revert, steps=source[-1])
        source.pop()
        target.append(changes.steps)
        self.history_changed.emit()
        return changes

    def _run(self, command: Callable[Concatenate[Unit, P], Changes], *args: P.args, **kwargs: P.kwargs) -> Changes:
        with self._store.unit() as unit:
            changes = command(unit, *args, **kwargs)
        self.announce(changes)
        if changes.outbox:
            self.written.emit()
        return changes
