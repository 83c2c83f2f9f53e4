"""What is done with the works of a lesson: asked in a small box, written through the desk."""

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
from ui.lessons.works import WorkList

P = ParamSpec("P")


class Working(QObject):
    """The box is about the lesson and the work that were shown when it opened; another lesson closes it."""

    refused = Signal(object)

    def __init__(self, desk: Desk, works: WorkList, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._works = works
        self._page = page
        self._lesson: LessonId | None = None
        self._work: ShownWork | None = None
        self._box = WorkBox(page)
        self._box.kept.connect(self._on_kept)
        self._box.removed.connect(self._on_removed)
        self._box.left.connect(page.setFocus)
        works.add_wanted.connect(self._on_add)
        works.change_wanted.connect(self._on_change)

    def show_lesson(self, lesson: LessonId, works: tuple[ShownWork, ...], *, is_mine: bool) -> None:
        """Show a lesson's works. is_mine: whether they may be changed here."""
        if lesson != self._lesson:
            self._box.hide()
        self._lesson = lesson
        self._works.show_works(works, is_mine=is_mine)

    def _on_add(self) -> None:
        self._work = None
        self._box.add(self._desk.page(read_work_types), self._area())

    def _on_change(self, work: ShownWork) -> None:
        self._work = work
        self._box.change(self._desk.page(read_work_types), work, self._area())

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

    def _area(self) -> QRect:
        return QRect(self._works.mapTo(self._page, self._works.rect().topLeft()), self._works.size())
