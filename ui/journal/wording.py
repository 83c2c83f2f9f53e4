"""What cells, lessons and selections say in words: to readers of the screen, in tooltips, in the line below."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.attendance import Absence
from app.domain.marks import SCALE, weighted_average
from app.domain.pages import JournalPage, LessonColumn, PupilRow, ShownCell, ShownMark, ShownWork, Standing
from ui.counts import Counts


def day_text(day: date) -> str:
    """Return a day as "24 ноября"."""
    translate = QCoreApplication.translate
    return QLocale().toString(QDate(day.year, day.month, day.day), translate("Journal", "d MMMM"))


def lesson_text(lesson: LessonColumn) -> str:
    """Return a lesson as "24 ноября, урок 2"."""
    translate = QCoreApplication.translate
    return translate("Journal", "{day}, lesson {number}").format(day=day_text(lesson.day), number=lesson.number)


def average_text(page: JournalPage, pupil: PupilRow) -> str:
    """Return a pupil's weighted average as "4,36", empty where nothing counts."""
    average = page.averages.get(pupil.id)
    return "" if average is None else QLocale().toString(float(average), "f", 2)


def absence_text(absence: Absence) -> str:
    """Return an absence in a word, empty for present."""
    translate = QCoreApplication.translate
    return {
        Absence.PRESENT: "",
        Absence.ABSENT: translate("Journal", "absent"),
        Absence.ILL: translate("Journal", "ill"),
        Absence.EXCUSED: translate("Journal", "excused"),
        Absence.LATE: translate("Journal", "late"),
        Absence.RELEASED: translate("Journal", "released"),
    }[absence]


def standing_text(standing: Standing) -> str:
    """Return how far an entry has come, empty where it arrived."""
    translate = QCoreApplication.translate
    return {
        Standing.SENT: "",
        Standing.WAITING: translate("Journal", "waits to be sent"),
        Standing.HELD: translate("Journal", "with the deputy head"),
        Standing.REFUSED: translate("Journal", "refused by the portal"),
        Standing.CONFLICT: translate("Journal", "collided with another entry"),
    }[standing]


def cell_words(cell: ShownCell) -> str:
    """Return a cell's content in words, such as "5, отсутствует", or that it is empty."""
    parts = [*(mark.value for mark in cell.marks), absence_text(cell.absence), standing_text(cell.standing)]
    words = ", ".join(part for part in parts if part)
    return words or QCoreApplication.translate("Journal", "empty")


def spoken_cell(page: JournalPage, row: int, column: int) -> str:
    """Return a cell as one sentence, such as "Иванова Мария, 24 ноября, урок 2: 5, отсутствует"."""
    where = f"{page.pupils[row].short_name}, {lesson_text(page.lessons[column])}"
    comments = [mark.comment for mark in page.cell(row, column).marks if mark.comment]
    return "; ".join([f"{where}: {cell_words(page.cell(row, column))}", *comments])


def spoken_pupil(page: JournalPage, row: int) -> str:
    """Return a row's header as one sentence."""
    translate = QCoreApplication.translate
    pupil = page.pupils[row]
    average = average_text(page, pupil)
    if not average:
        return pupil.short_name
    return translate("Journal", "{pupil}, average {average}").format(pupil=pupil.short_name, average=average)


def spoken_lesson(lesson: LessonColumn) -> str:
    """Return a column's header as one sentence."""
    parts = [lesson_text(lesson), *(_work_name(work) for work in lesson.works), lesson.topic]
    if lesson.cancelled:
        parts.insert(1, QCoreApplication.translate("Journal", "cancelled"))
    return ", ".join(part for part in parts if part)


def lesson_lines(lesson: LessonColumn) -> str:
    """Return what there is to know about a lesson, a fact a line."""
    translate = QCoreApplication.translate
    parts = [
        lesson_text(lesson),
        translate("Journal", "cancelled") if lesson.cancelled else "",
        lesson.topic,
        translate("Journal", "Homework: {homework}").format(homework=lesson.homework) if lesson.homework else "",
        *(_work_line(work) for work in lesson.works),
    ]
    return "\n".join(part for part in parts if part)


def cell_lines(page: JournalPage, row: int, column: int) -> str:
    """Return what there is to know about a cell, a fact a line; empty for an empty cell."""
    cell = page.cell(row, column)
    lines = [_mark_line(mark, page.lessons[column]) for mark in cell.marks]
    if cell.absence:
        lines.append(_absence_line(cell))
    return "\n".join(lines)


def selection_text(page: JournalPage, cells: Iterable[tuple[int, int]]) -> str:
    """Return how many marks are selected, their average, and how many there are of each value."""
    translate = QCoreApplication.translate
    marks = [mark for row, column in cells for mark in page.cell(row, column).marks if mark.counts]
    average = weighted_average(((mark.value, mark.weight) for mark in marks), weights_count=page.weights_count)
    if average is None:
        return translate("Journal", "No marks are selected")
    counts = [(value, sum(mark.value == value for mark in marks)) for value in SCALE]
    parts = [
        Counts().marks(len(marks)),
        translate("Journal", "average {average}").format(average=QLocale().toString(float(average), "f", 2)),
        ",  ".join(f"{value} — {count}" for value, count in counts if count),
    ]
    return "   ·   ".join(parts)


def _mark_line(mark: ShownMark, lesson: LessonColumn) -> str:
    translate = QCoreApplication.translate
    work = next((_work_name(each) for each in lesson.works if each.id == mark.work), translate("Journal", "answer"))
    parts = [
        translate("Journal", "{mark} ({work}, weight {weight})").format(mark=mark.value, work=work, weight=mark.weight),
        mark.comment,
        standing_text(mark.standing),
        translate("Journal", "the other entry: {value}").format(value=mark.other) if mark.other else "",
    ]
    return " · ".join(part for part in parts if part)


def _absence_line(cell: ShownCell) -> str:
    translate = QCoreApplication.translate
    other = cell.attendance_other
    parts = [
        absence_text(cell.absence),
        Counts().minutes_late(cell.minutes) if cell.minutes else "",
        standing_text(cell.attendance_standing),
        translate("Journal", "the other entry: {value}").format(value=other) if other else "",
    ]
    return " · ".join(part for part in parts if part)


def _work_name(work: ShownWork) -> str:
    return work.title or work.type_name


def _work_line(work: ShownWork) -> str:
    translate = QCoreApplication.translate
    return translate("Journal", "{work}, weight {weight}").format(work=_work_name(work), weight=work.weight)
