"""What pictures show: an average mark by mark, the marks of a lesson, a class over a term."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.calling import is_taught
from app.domain.counting import Countable, Counting, Sums, counting_of, summed_value, sums_of
from app.domain.marks import weight_as_counted
from app.domain.pages import JournalPage, LessonColumn, ShownMark
from app.domain.rules import MarkingRules
from app.domain.scales import Scale
from app.ids import PupilId, WorkId


def running_averages(marks: Iterable[Countable], scale: Scale, rules: MarkingRules) -> tuple[Decimal, ...]:
    """Return the averages as shown after each mark that counts. marks: in their order."""
    sums, found = Sums(), []
    for mark in marks:
        if counting_of(mark, scale, rules) is Counting.COUNTS:
            weight = weight_as_counted(mark.weight, weights_count=rules.weights_count)
            sums = sums.plus(summed_value(mark.value, scale) or "", weight)
            if sums.average is not None:
                found.append(sums.average)
    return tuple(found)


def pupil_trend(page: JournalPage, who: PupilId) -> tuple[Decimal, ...]:
    """Return how a pupil's average went over the lessons of a page; marks from elsewhere come before them."""
    cells = (page.cells.get((who, lesson.id)) for lesson in page.lessons)
    marks = [mark for cell in cells if cell for mark in cell.marks]
    return running_averages([*page.carried.get(who, ()), *marks], page.scale, page.rules)


@dataclass(frozen=True, slots=True)
class Spread:
    """The marks of a work, or of a whole lesson. counts: by value, best first, those that nobody has too.

    names: who has which, by value. absent: who missed the lesson and has no mark. without: who has none besides.
    average: as shown, with the weights, None without any.
    """

    counts: tuple[tuple[str, int], ...]
    names: Mapping[str, tuple[str, ...]]
    absent: int
    without: int
    average: Decimal | None


def spread_of(page: JournalPage, column: int, work: WorkId | None) -> Spread:
    """Return the marks of a lesson. work: of which one alone, None for all of the lesson."""
    names: dict[str, list[str]] = {value: [] for value, _ in page.scale.values}
    counted: list[ShownMark] = []
    absent = without = 0
    for row, who in enumerate(page.pupils):
        cell = page.cell(row, column)
        marks = [mark for mark in cell.counting if work is None or mark.work == work]
        counted += marks
        for mark in marks:
            names.setdefault(mark.value, []).append(who.short_name)
        if not marks and is_taught(page, who.id, page.lessons[column].day):
            absent += cell.absence.is_missed
            without += not cell.absence.is_missed
    return Spread(
        tuple((value, len(listed)) for value, listed in names.items()),
        {value: tuple(listed) for value, listed in names.items()},
        absent,
        without,
        sums_of(counted, page.scale, page.rules).average,
    )


@dataclass(frozen=True, slots=True)
class ClassStep:
    """A lesson with marks. average: of its marks. so_far: of all until it; both as shown, None where none count."""

    lesson: LessonColumn
    marks: int
    average: Decimal | None
    so_far: Decimal | None


def class_over(page: JournalPage) -> tuple[ClassStep, ...]:
    """Return how a class went over the lessons of a page, those with marks only."""
    until: list[ShownMark] = []
    steps = []
    for column, lesson in enumerate(page.lessons):
        marks = [mark for row in range(len(page.pupils)) for mark in page.cell(row, column).counting]
        if marks:
            until += marks
            average, so_far = (sums_of(each, page.scale, page.rules).average for each in (marks, until))
            steps.append(ClassStep(lesson, len(marks), average, so_far))
    return tuple(steps)
