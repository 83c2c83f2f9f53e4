"""The pictures of a journal's page: the marks of a work, and the class over the term."""

from functools import cached_property

from PySide6.QtCore import QObject, QRect, QSize

from app.domain.pages import LessonColumn
from app.domain.pictures import ClassStep, Spread, class_over, spread_of
from app.ids import JournalId, LessonId, WorkId
from ui.counts import Counts
from ui.explanation.wording import short_day, two_places
from ui.journal.view import JournalView
from ui.journal.wording import lesson_text
from ui.pictures.bars import Bar, BarsPicture
from ui.pictures.box import PictureBox
from ui.theme import Theme
from ui.widgets.text_table import TextModel, TextRow
from ui.widgets.trend import TrendPicture

LINE = QSize(420, 120)
"""Pixels of the class's line."""


class Pictures(QObject):
    """Each is made when it is wanted for the first time."""

    def __init__(self, page: JournalView, theme: Theme) -> None:
        super().__init__(page)
        self._page = page
        self._theme = theme
        page.spread_wanted.connect(self._on_spread)
        page.class_trend_wanted.connect(self._on_class)

    @cached_property
    def _bars(self) -> BarsPicture:
        return BarsPicture(self._theme, "spread_picture")

    @cached_property
    def _spread(self) -> PictureBox:
        heads = self.tr("Mark"), self.tr("How many"), self.tr("Share"), self.tr("Who")
        model = TextModel(heads, frozenset({1, 2}))
        box = PictureBox("spread", self._bars, model, 3, self._page)
        box.left.connect(self._page.setFocus)
        return box

    @cached_property
    def _line(self) -> TrendPicture:
        return TrendPicture(self._theme, "class_line", LINE)

    @cached_property
    def _class(self) -> PictureBox:
        heads = self.tr("Day"), self.tr("Marks"), self.tr("Average of the lesson"), self.tr("Average so far")
        box = PictureBox("class_trend", self._line, TextModel(heads, frozenset({1, 2, 3})), 0, self._page)
        box.left.connect(self._page.setFocus)
        box.opened.connect(lambda _journal, lesson: self._page.show_lesson(LessonId(lesson)))
        box.opened.connect(self._page.setFocus)
        return box

    def _on_spread(self, column: int, work: str, area: QRect) -> None:
        page = self._page.page
        found = spread_of(page, column, WorkId(work) if work else None)
        bars = [Bar(value, count, self._theme.mark(page.scale.five(value) or value)) for value, count in found.counts]
        self._bars.show_bars(bars, self._told(found))
        given = sum(count for _, count in found.counts)
        rows = [self._spread_row(value, count, given, found.names[value]) for value, count in found.counts]
        heading = _spread_title(page.lessons[column], work)
        self._spread.open_at((heading, self._told(found)), rows, area)

    def _spread_row(self, value: str, count: int, given: int, names: tuple[str, ...]) -> TextRow:
        share = f"{round(100 * count / given)} %" if given else "—"
        texts = value, str(count), share, ", ".join(names)
        return TextRow(texts, f"{value}: {count}, {share}. {texts[3]}")

    def _told(self, found: Spread) -> str:
        given = sum(count for _, count in found.counts)
        parts = [Counts().marks(given)]
        if found.average is not None:
            parts.append(self.tr("average {average}").format(average=two_places(found.average)))
        parts.append(", ".join(f"{value} — {count}" for value, count in found.counts if count))
        if found.absent:
            parts.append(self.tr("absent: {count}").format(count=found.absent))
        if found.without:
            parts.append(self.tr("without a mark: {count}").format(count=found.without))
        return " · ".join(part for part in parts if part)

    def _on_class(self, area: QRect) -> None:
        page = self._page.page
        steps = class_over(page)
        averages = tuple(each.so_far for each in steps if each.so_far is not None)
        told = self.tr("No marks count yet.")
        if averages:
            told = self.tr("The class's average went from {first} to {now}.").format(
                first=two_places(averages[0]), now=two_places(averages[-1])
            )
        self._line.show_averages(averages, told)
        rows = [self._class_row(page.journal, each) for each in reversed(steps)]
        self._class.open_at(
            (self.tr("{journal}: the class over the term").format(journal=self._page.title()), told), rows, area
        )

    def _class_row(self, journal: JournalId, step: ClassStep) -> TextRow:
        average, so_far = ("—" if each is None else two_places(each) for each in (step.average, step.so_far))
        texts = short_day(step.lesson.day), str(step.marks), average, so_far
        told = f"{lesson_text(step.lesson)}: {Counts().marks(step.marks)}, {average}, {so_far}"
        return TextRow(texts, told, journal, step.lesson.id)


def _spread_title(lesson: LessonColumn, work: str) -> str:
    named = next((each.title or each.type_name for each in lesson.works if each.id == work), "")
    return f"{lesson_text(lesson)}: {named}" if named else lesson_text(lesson)
