"""What is done with the works of a lesson, from the panel beside the page."""

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.domain.pages import ShownWork
from app.ids import LessonId
from ui.desk import Desk
from ui.lessons.work_asking import WorkAsking
from ui.lessons.works import WorkList


class Working(QObject):
    """Another lesson closes what is being asked."""

    refused = Signal(object)

    def __init__(self, desk: Desk, works: WorkList, page: QWidget) -> None:
        super().__init__(page)
        self._works = works
        self._page = page
        self._lesson: LessonId | None = None
        self._asking = WorkAsking(desk, page)
        self._asking.refused.connect(self.refused)
        self._asking.left.connect(page.setFocus)
        works.add_wanted.connect(self._on_add)
        works.change_wanted.connect(self._on_change)

    def show_lesson(self, lesson: LessonId, works: tuple[ShownWork, ...], *, is_mine: bool) -> None:
        """Show a lesson's works. is_mine: whether they may be changed here."""
        if lesson != self._lesson:
            self._asking.forget()
        self._lesson = lesson
        self._works.show_works(works, is_mine=is_mine)

    def _on_add(self) -> None:
        if self._lesson is not None:
            self._asking.add(self._lesson, self._area())

    def _on_change(self, work: ShownWork) -> None:
        if self._lesson is not None:
            self._asking.change(self._lesson, work, self._area())

    def _area(self) -> QRect:
        return QRect(self._works.mapTo(self._page, self._works.rect().topLeft()), self._works.size())
