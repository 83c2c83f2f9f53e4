"""What the page of marks for periods says in words: periods, cells, headers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.final_marks import NOT_ASSESSED, RELEASED
from app.domain.finals import FinalsPage, MeanExplanation, Period, ShownFinal
from app.domain.periods import EXAM, FINAL, YEAR
from ui.explanation.markup import Names
from ui.explanation.wording import two_places
from ui.journal.wording import standing_text


def period_text(period: Period) -> str:
    """Return a period's name: a term's own, or "Год"."""
    translate = QCoreApplication.translate
    names = {
        YEAR: translate("Finals", "Year"),
        EXAM: translate("Finals", "Exam"),
        FINAL: translate("Finals", "Final"),
    }
    return period.name or names.get(period.id, period.id)


def mean_names(mean: MeanExplanation) -> Names:
    """Return what the marks of a mean are called; the tenth class's terms are called as the eleventh's."""
    own = [period_text(each) for each, _ in mean.parts]
    further = QCoreApplication.translate("Finals", "Term {place}")
    tenth = (
        period_text(Period(place))
        if not place.isdecimal()
        else own[int(place) - 1]
        if int(place) < len(own)
        else further.format(place=place)
        for place, _ in mean.tenth
    )
    return Names(tuple(own), tuple(tenth))


def average_text(cell: ShownFinal) -> str:
    """Return a cell's average as "4,36", empty without one."""
    return "" if cell.average is None else two_places(cell.average)


def lacks_marks(cell: ShownFinal, period: Period, today: date) -> bool:
    """Whether a teacher is warned of too few marks: the period has begun, and no word stands in their place."""
    begun = period.first is not None and period.first <= today
    return begun and not cell.is_enough and cell.value not in {NOT_ASSESSED, RELEASED}


def cell_facts(cell: ShownFinal, period: Period, today: date) -> tuple[str, ...]:
    """Return what is to be known of a cell beside its marks, a fact each."""
    few = QCoreApplication.translate("Finals", "not enough marks")
    return (*([few] if lacks_marks(cell, period, today) else []), *entry_facts(cell))


def entry_facts(cell: ShownFinal) -> tuple[str, ...]:
    """Return what is to be known of the mark that is set, a fact each."""
    translate = QCoreApplication.translate
    then = two_places(Decimal(cell.then)) if cell.has_changed else ""
    facts = (
        translate("Finals", "the marks have changed since: the average was {then}").format(then=then) if then else "",
        translate("Finals", "reason: {reason}").format(reason=cell.reason) if cell.value and cell.reason else "",
        standing_text(cell.standing),
        translate("Finals", "the other entry: {value}").format(value=cell.other) if cell.other else "",
    )
    return tuple(fact for fact in facts if fact)


def cell_words(cell: ShownFinal) -> str:
    """Return a cell's marks in words, such as "5, средний 4,57" or "предложена 5"."""
    translate = QCoreApplication.translate
    average = average_text(cell)
    parts = (
        cell.value or (translate("Finals", "proposed {mark}").format(mark=cell.proposed) if cell.proposed else ""),
        translate("Finals", "average {average}").format(average=average) if average else "",
        translate("Finals", "proposed {mark}").format(mark=cell.proposed)
        if cell.value and cell.proposed and cell.proposed != cell.value
        else "",
    )
    return ", ".join(part for part in parts if part) or translate("Finals", "empty")


def spoken_cell(page: FinalsPage, row: int, column: int, today: date) -> str:
    """Return a cell as one sentence, such as "Иванов Пётр, II четверть: 5, средний 4,57; ждёт отправки"."""
    pupil, period = page.pupils[row], page.periods[column]
    cell = page.cells[pupil.id, period.id]
    where = f"{pupil.short_name}, {period_text(period)}"
    return "; ".join([f"{where}: {cell_words(cell)}", *cell_facts(cell, period, today)])


def count_text(page: FinalsPage, period: Period) -> str:
    """Return how many marks of a period are set, as "24 из 28"."""
    marks = page.marks(period.id)
    done = len(marks) - marks.count(None)
    return QCoreApplication.translate("Finals", "{done} of {all}").format(done=done, all=len(marks))


def spoken_period(page: FinalsPage, period: Period) -> str:
    """Return a column's header as one sentence."""
    translate = QCoreApplication.translate
    closed = translate("Finals", "closed") if period.closed else ""
    count = translate("Finals", "set: {count}").format(count=count_text(page, period))
    return ", ".join(part for part in (period_text(period), closed, count) if part)


def due_text(page: FinalsPage, period: Period, today: date) -> str:
    """Return until when a period's marks are expected, and from that day on how many are not set; empty if none is."""
    count = page.awaited(period, today)
    if period.due is None or not count:
        return ""
    translate = QCoreApplication.translate
    if not period.is_due(today):
        return translate("Finals", "marks are expected by {day}").format(day=long_day(period.due))
    return translate("Finals", "due {day}, not set: {count}").format(day=long_day(period.due), count=count)


def long_day(day: date) -> str:
    """Return a day as "25 октября"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QCoreApplication.translate("Finals", "d MMMM"))


def proposed_count(page: FinalsPage, period: Period) -> int:
    """Return how many proposals of a period are not set."""
    cells = (page.cells[pupil.id, period.id] for pupil in page.pupils)
    return sum(cell.proposed is not None and not cell.value for cell in cells)


def period_on(periods: Sequence[Period], day: date) -> int:
    """Return the index of the period that a day is in, else of the last one begun, else the first."""
    begun = [n for n, period in enumerate(periods) if period.first is not None and period.first <= day]
    return begun[-1] if begun else 0
