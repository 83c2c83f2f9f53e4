"""What cells, lessons and selections say in words: to readers of the screen, in tooltips, in the line below."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.attendance import Absence
from app.domain.corrections import late_entry, window_ends
from app.domain.counting import sums_of
from app.domain.debts import is_overdue
from app.domain.pages import (
    JournalPage,
    LessonColumn,
    PupilRow,
    ShownCell,
    ShownDebt,
    ShownMark,
    ShownWork,
    Standing,
    is_member,
)
from app.domain.rules import HELD
from app.domain.scales import FAILED, FIVE, PASSED
from app.errors import UnconfirmedError
from app.ids import WorkId
from ui.counts import Counts
from ui.error_texts import sentence


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
    owes = QCoreApplication.translate("Journal", "owes a work") if cell.debts else ""
    marks = (mark.value for mark in cell.marks)
    parts = [*marks, owes, absence_text(cell.absence), _minutes_text(cell), standing_text(cell.standing)]
    words = ", ".join(part for part in parts if part)
    return words or QCoreApplication.translate("Journal", "empty")


def spoken_cell(page: JournalPage, row: int, column: int) -> str:
    """Return a cell as one sentence, such as "Иванова Мария, 24 ноября, урок 2: 5, отсутствует"."""
    where = f"{page.pupils[row].short_name}, {lesson_text(page.lessons[column])}"
    comments = [mark.comment for mark in page.cell(row, column).marks if mark.comment]
    return "; ".join([f"{where}: {cell_words(page.cell(row, column))}", *comments])


def told_cell(page: JournalPage, row: int, column: int, today: date) -> str:
    """Return a cell as one sentence, with what is due there and what becomes of an entry that comes late."""
    cell = page.cell(row, column)
    parts = [spoken_cell(page, row, column), *(_debt_line(debt, page.lessons[column], today) for debt in cell.debts)]
    parts += [_outside_text(page, row, column), _released_text(page, row, column), _window_text(page, column, today)]
    return " · ".join(part for part in parts if part)


def debt_day_text(until: date, *, overdue: bool) -> str:
    """Return until when something is owed, as "до 8 декабря"."""
    translate = QCoreApplication.translate
    text = translate("Journal", "until {day}, overdue") if overdue else translate("Journal", "until {day}")
    return text.format(day=day_text(until))


def retaken_text(lesson: LessonColumn, mark: ShownMark) -> str:
    """Return a mark to choose from, as "2 — 14 сентября, Контрольная работа"."""
    return f"{mark.value} — {day_text(lesson.day)}, {_work_of(mark.work, lesson)}"


def marks_text(page: JournalPage) -> str:
    """Return which keys are marks, as "1–5"."""
    if page.scale == FIVE:
        return "1–5"
    translate = QCoreApplication.translate
    passes = {PASSED: translate("Journal", "з, − (pass, fail)")}
    values = [value for value, _ in page.scale.values if value not in {PASSED, FAILED}]
    listed = [f"{values[-1]}…{values[0]}"] if values else []
    return ", ".join([*listed, *(text for value, text in passes.items() if value in page.scale)])


def question_text(doubt: UnconfirmedError | None, *, same_key: bool) -> str:
    """Return what is asked about an entry and how it is answered, empty where nothing is."""
    if doubt is None:
        return ""
    translate = QCoreApplication.translate
    again = translate("Journal", "The same key again or Enter — yes, Esc — no")
    plain = translate("Journal", "Enter — yes, Esc — no")
    return f"{sentence(doubt)} {again if same_key else plain}"


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
    cell, lesson = page.cell(row, column), page.lessons[column]
    lines = [_mark_line(mark, lesson) for mark in cell.marks]
    lines += [_debt_line(debt, lesson, None) for debt in cell.debts]
    if cell.absence:
        lines.append(_absence_line(cell))
    lines += [_outside_text(page, row, column), _released_text(page, row, column)]
    return "\n".join(line for line in lines if line)


def selection_text(page: JournalPage, cells: Iterable[tuple[int, int]]) -> str:
    """Return how many marks are selected, their average, and how many there are of each value."""
    translate = QCoreApplication.translate
    marks = [mark for row, column in cells for mark in page.cell(row, column).counting]
    if not marks:
        return translate("Journal", "No marks are selected")
    average = sums_of(marks, page.scale, page.rules).average
    counts = [(value, sum(mark.value == value for mark in marks)) for value, _ in page.scale.values]
    shown = "" if average is None else QLocale().toString(float(average), "f", 2)
    parts = [
        Counts().marks(len(marks)),
        translate("Journal", "average {average}").format(average=shown) if shown else "",
        ",  ".join(f"{value} — {count}" for value, count in counts if count),
    ]
    return "   ·   ".join(part for part in parts if part)


def _mark_line(mark: ShownMark, lesson: LessonColumn) -> str:
    translate = QCoreApplication.translate
    work = _work_of(mark.work, lesson)
    private = translate("Journal", "{comment} (for the teacher only)").format(comment=mark.comment)
    parts = [
        translate("Journal", "{mark} ({work}, weight {weight})").format(mark=mark.value, work=work, weight=mark.weight),
        translate("Journal", "re-taken: another mark stands instead of it") if mark.retaken else "",
        translate("Journal", "given instead of another mark") if mark.retakes else "",
        translate("Journal", "entered late") if mark.late else "",
        private if mark.comment_private and mark.comment else mark.comment,
        standing_text(mark.standing),
        translate("Journal", "the other entry: {value}").format(value=mark.other) if mark.other else "",
    ]
    return " · ".join(part for part in parts if part)


def _absence_line(cell: ShownCell) -> str:
    translate = QCoreApplication.translate
    other = cell.attendance_other
    parts = [
        absence_text(cell.absence),
        _minutes_text(cell),
        standing_text(cell.attendance_standing),
        translate("Journal", "the other entry: {value}").format(value=other) if other else "",
    ]
    return " · ".join(part for part in parts if part)


def _minutes_text(cell: ShownCell) -> str:
    return Counts().minutes_late(cell.minutes) if cell.minutes else ""


def _debt_line(debt: ShownDebt, lesson: LessonColumn, today: date | None) -> str:
    until = debt_day_text(debt.until, overdue=today is not None and is_overdue(debt.until, today))
    text = QCoreApplication.translate("Journal", "owes {work} {until}")
    return text.format(work=_work_of(debt.work, lesson), until=until)


def _outside_text(page: JournalPage, row: int, column: int) -> str:
    spans = page.members.get(page.pupils[row].id)
    if spans is None or is_member(spans, page.lessons[column].day):
        return ""
    return QCoreApplication.translate("Journal", "not in the group on this day")


def _released_text(page: JournalPage, row: int, column: int) -> str:
    if not is_member(page.released.get(page.pupils[row].id, ()), page.lessons[column].day):
        return ""
    return QCoreApplication.translate("Journal", "released from this lesson: it is not counted")


def _window_text(page: JournalPage, column: int, today: date) -> str:
    """Return what becomes of an entry at this lesson, by this PC's clock; empty where it is in time."""
    day = page.lessons[column].day
    last, late = window_ends(day, page.rules), late_entry(day, today, page.rules)
    if last is None or late is None:
        return ""
    translate = QCoreApplication.translate
    held = translate("Journal", "entries were due by {day}: the deputy head will decide on this one")
    marked = translate("Journal", "entries were due by {day}: this one will be marked as late")
    return (held if late == HELD else marked).format(day=day_text(last))


def _work_of(work: WorkId | None, lesson: LessonColumn) -> str:
    found = (_work_name(each) for each in lesson.works if each.id == work)
    return next(found, QCoreApplication.translate("Journal", "answer"))


def _work_name(work: ShownWork) -> str:
    return work.title or work.type_name


def _work_line(work: ShownWork) -> str:
    translate = QCoreApplication.translate
    return translate("Journal", "{work}, weight {weight}").format(work=_work_name(work), weight=work.weight)
