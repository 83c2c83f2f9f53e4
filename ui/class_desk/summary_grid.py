"""The summary of all subjects as a table asks for it, and what its cells say in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from app.domain.class_page import SummaryCell, SummaryPage
from app.domain.figures import ClassFigures
from app.domain.pages import PupilRow
from app.ids import PupilId, SubjectId
from ui.explanation.wording import two_places
from ui.finals.figures_wording import percent


@dataclass(frozen=True, slots=True)
class SummaryGrid:
    """Pupils down, subjects across."""

    page: SummaryPage

    @property
    def pupils(self) -> Sequence[PupilRow]:
        """The rows."""
        return self.page.pupils

    @property
    def keys(self) -> Sequence[SubjectId]:
        """The columns."""
        return [each.id for each in self.page.subjects]

    def text(self, row: int, column: int) -> str:
        """Return the mark that is set, else the average so far."""
        cell = self.page.cell(row, column)
        return "" if cell is None else cell.value or average_text(cell.average)

    def spoken(self, row: int, column: int) -> str:
        """Return a cell as "Иванов Пётр, Алгебра: выставлена 4, средний балл 4,21"."""
        where = f"{self.page.pupils[row].short_name}, {self.page.subjects[column].name}"
        return f"{where}: {cell_words(self.page.cell(row, column))}"

    def heading(self, column: int) -> str:
        """Return a subject's name."""
        return self.page.subjects[column].name


def average_text(average: Decimal | None) -> str:
    """Return an average as "4,36", empty for none."""
    return "" if average is None else two_places(average)


def cell_words(cell: SummaryCell | None) -> str:
    """Return what stands in a cell in words."""
    translate = QCoreApplication.translate
    if cell is None:
        return translate("ClassDesk", "is not taught this subject")
    average = average_text(cell.average)
    so_far = translate("ClassDesk", "average {average}").format(average=average) if average else ""
    if cell.value:
        value = translate("ClassDesk", "set: {value}").format(value=cell.value)
        return f"{value}, {so_far}" if so_far else value
    if so_far:
        return translate("ClassDesk", "not set yet, {average}").format(average=so_far)
    return translate("ClassDesk", "no marks yet")


def figures_line(page: SummaryPage) -> str:
    """Return the class's figures in one line, or in words why there are none."""
    translate = QCoreApplication.translate
    if page.is_unmarked:
        return translate("ClassDesk", "This class has no marks.")
    figures = page.figures()
    shares = (
        (translate("ClassDesk", "Quality of knowledge"), figures.quality),
        (translate("ClassDesk", "success"), figures.success),
    )
    texts = [f"{name} {percent(share)}" for name, share in shares if share is not None]
    texts += [f"{name} — {len(who)}" for name, who in _groups(figures) if who]
    return " · ".join(texts)


def figures_names(page: SummaryPage) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who stands how: what they are called, and their names, with subjects where these say more."""
    named = {who.id: who.short_name for who in page.pupils}
    return tuple(
        (name, tuple(_name(page, named, key, found) for key, found in who))
        for name, who in _groups(page.figures())
        if who
    )


Stands = Sequence[tuple[PupilId, tuple[SubjectId, ...]]]


def _groups(figures: ClassFigures) -> tuple[tuple[str, Stands], ...]:
    translate = QCoreApplication.translate
    return (
        (translate("ClassDesk", "excellent"), _bare(figures.excellent)),
        (translate("ClassDesk", "good"), _bare(figures.good)),
        (translate("ClassDesk", "with one 4"), _bare(figures.with_one_four)),
        (translate("ClassDesk", "with one 3"), _bare(figures.with_one_three)),
        (translate("ClassDesk", "failing"), figures.failing),
        (translate("ClassDesk", "not assessed"), figures.not_assessed),
        (translate("ClassDesk", "not everything set"), _bare(figures.unfinished)),
    )


def _bare(who: Sequence[PupilId]) -> Stands:
    return [(each, ()) for each in who]


def _name(page: SummaryPage, named: dict[PupilId, str], key: PupilId, subjects: Sequence[SubjectId]) -> str:
    called = [each.short for each in page.subjects if each.id in subjects]
    return f"{named[key]} ({', '.join(called)})" if called else named[key]
