"""A work of a lesson is asked for in a small box and written through the desk."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.changes import Changes
from app.domain.pages import ShownWork
from app.domain.works import WorkFacts
from app.errors import GradebookError
from app.ids import LessonId
from app.services.works import change_work, create_work, read_work_types, remove_work
from app.store.unit import Unit
from ui.desk import Desk
from ui.lessons.work_box import WorkBox

P = ParamSpec("P")


class WorkAsking(QObject):
    """The box is about the lesson and the work for which it opened."""

    refused = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._lesson: LessonId | None = None
        self._work: ShownWork | None = None
        self._box = WorkBox(page)
        self._box.kept.connect(self._on_kept)
        self._box.removed.connect(self._on_removed)
        self._box.left.connect(self.left)

    def add(self, lesson: LessonId, area: QRect) -> None:
        """Ask for one more work of a lesson beside *area*."""
        self._lesson, self._work = lesson, None
        self._box.add(self._desk.page(read_work_types), area)

    def change(self, lesson: LessonId, work: ShownWork, area: QRect) -> None:
        """Ask what a work shall be beside *area*."""
        self._lesson, self._work = lesson, work
        self._box.change(self._desk.page(read_work_types), work, area)

    def forget(self) -> None:
        """Take the box away; nothing is written."""
        self._box.hide()

    def _on_kept(self, facts: WorkFacts) -> None:
        if self._lesson is None:
            return
        if self._work is None:
            self._do(create_work, lesson=self._lesson, facts=facts)
        else:
            self._do(change_work, work=self._work.id, lesson=self._lesson, facts=facts, base=self._work.token)

    def _on_removed(self) -> None:
        if self._lesson is not None and self._work is not None:
            self._do(remove_work, work=self._work.id, lesson=self._lesson, base=self._work.token)

    def _do(self, command: Callable[Concatenate[Unit, P], Changes], *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            self._desk.do(command, *args, **kwargs)
        except GradebookError as error:
            self.refused.emit(error)
        else:
            self._box.leave()
