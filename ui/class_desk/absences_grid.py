"""The class's days as a table asks for them, with the sums at the right, and what they say in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.absences import DaySums, LessonSums
from app.domain.attendance import Absence
from app.domain.class_absences import AbsencesPage, ClassSums, DayKind, LessonOfDay, ShownDay
from app.domain.pages import PupilRow
from ui.journal.wording import absence_text, day_text


class Sum(StrEnum):
    """A column of sums."""

    MISSED = "missed"
    ILL = "ill"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"
    LATE = "late"
    DAYS = "days"


SUMS = tuple(Sum)
NOT_MARKED = LessonSums()
NO_DAYS = DaySums()


@dataclass(frozen=True, slots=True)
class AbsencesGrid:
    """Pupils down; days, then sums across. span: what the sums are of, such as "II четверть"."""

    page: AbsencesPage
    sums: ClassSums
    span: str

    @property
    def pupils(self) -> Sequence[PupilRow]:
        """The rows."""
        return self.page.pupils

    @property
    def keys(self) -> Sequence[date | Sum]:
        """The columns."""
        return [*self.page.days, *SUMS]

    def day(self, row: int, column: int) -> ShownDay | None:
        """Return a day with its lessons, None where there are none, and for a sum."""
        return self.page.cell(row, column) if column < len(self.page.days) else None

    def sum_at(self, column: int) -> Sum | None:
        """Return which sum a column is, None for a day."""
        place = column - len(self.page.days)
        return SUMS[place] if place >= 0 else None

    def number(self, row: int, which: Sum) -> int:
        """Return a pupil's sum."""
        who = self.page.pupils[row].id
        lessons, days = self.sums.lessons.get(who, NOT_MARKED), self.sums.days.get(who, NO_DAYS)
        return days.missed if which is Sum.DAYS else int(getattr(lessons, which.value))

    def text(self, row: int, column: int) -> str:
        """Return "н" for a whole day, "н 2/6" for a part of one, a number for a sum."""
        which = self.sum_at(column)
        if which is not None:
            number = self.number(row, which)
            return str(number) if number else ""
        day = self.day(row, column)
        return day_sign(day) if day else ""

    def spoken(self, row: int, column: int) -> str:
        """Return a cell as one sentence."""
        who, which = self.page.pupils[row].short_name, self.sum_at(column)
        if which is not None:
            return f"{who}, {self.span}: {sum_text(which)} — {self.number(row, which)}"
        return f"{who}, {day_text(self.page.days[column])}: {day_words(self.day(row, column))}"

    def heading(self, column: int) -> str:
        """Return a day's or a sum's name."""
        which = self.sum_at(column)
        return weekday(self.page.days[column], "dddd, d MMMM") if which is None else f"{self.span}: {sum_text(which)}"

    def lines(self, column: int) -> tuple[str, ...]:
        """Return what the header shows of a column."""
        which = self.sum_at(column)
        if which is None:
            day = self.page.days[column]
            return str(day.day), weekday(day, "ddd")
        return (sum_mark(which),)


def weekday(day: date, shape: str) -> str:
    """Return a day in the language of the program."""
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)


def day_sign(day: ShownDay) -> str:
    """Return what a day shows: its sign, with how many lessons where it is a part of the day."""
    match day.kind:
        case DayKind.PARTLY:
            return f"{day.sign} {day.missed}/{len(day.lessons)}"
        case DayKind.MISSED | DayKind.LATE:
            return str(day.sign)
        case DayKind.RELEASED:
            return str(Absence.RELEASED)
        case _:
            return ""


def day_words(day: ShownDay | None) -> str:
    """Return how a day was attended, with each lesson that was not."""
    translate = QCoreApplication.translate
    if day is None:
        return translate("ClassDesk", "no lessons")
    texts = {
        DayKind.MISSED: translate("ClassDesk", "missed the whole day"),
        DayKind.PARTLY: translate("ClassDesk", "lessons missed: {count} of {all}"),
        DayKind.LATE: translate("ClassDesk", "came late"),
        DayKind.RELEASED: translate("ClassDesk", "released"),
        DayKind.PRESENT: translate("ClassDesk", "present"),
    }
    told = "; ".join(lesson_words(each) for each in day.lessons if each.absence)
    text = texts[day.kind].format(count=day.missed, all=len(day.lessons))
    return f"{text} — {told}" if told else text


def lesson_words(lesson: LessonOfDay) -> str:
    """Return a lesson's sign with who wrote it and why, such as "2 Алгебра: б (справка № 5 от 3 сентября)"."""
    translate = QCoreApplication.translate
    sign = str(lesson.absence) if lesson.absence is not Absence.RELEASED else absence_text(lesson.absence)
    document = lesson.document
    if document and lesson.document_day:
        document = translate("ClassDesk", "{document} of {day}").format(
            document=document, day=day_text(lesson.document_day)
        )
    notes = ", ".join(filter(None, (document, "" if lesson.filled else lesson.author)))
    return f"{lesson.number} {lesson.subject}: {sign}" + (f" ({notes})" if notes else "")


def sum_mark(which: Sum) -> str:
    """Return a sum's short name, above its column."""
    translate = QCoreApplication.translate
    return {
        Sum.MISSED: translate("ClassDesk", "all"),
        Sum.ILL: "б",
        Sum.EXCUSED: "у",
        Sum.UNEXCUSED: "н",
        Sum.LATE: "о",
        Sum.DAYS: translate("ClassDesk", "days"),
    }[which]


def sum_text(which: Sum) -> str:
    """Return what a sum is of."""
    translate = QCoreApplication.translate
    return {
        Sum.MISSED: translate("ClassDesk", "lessons missed"),
        Sum.ILL: translate("ClassDesk", "missed by illness"),
        Sum.EXCUSED: translate("ClassDesk", "missed with a reason"),
        Sum.UNEXCUSED: translate("ClassDesk", "missed without a reason"),
        Sum.LATE: translate("ClassDesk", "came late"),
        Sum.DAYS: translate("ClassDesk", "whole days missed"),
    }[which]


def class_line(grid: AbsencesGrid) -> str:
    """Return what the whole class's absences come to."""
    lessons, days = grid.sums.all_lessons, grid.sums.all_days
    text = QCoreApplication.translate(
        "ClassDesk",
        "{title}, {span}: lessons missed {missed} of {all} — by illness {ill}, with a reason {excused}, without"
        " {unexcused}; late {late}; whole days {days}",
    )
    return text.format(
        title=grid.page.school_class.title,
        span=grid.span,
        missed=lessons.missed,
        all=lessons.lessons,
        ill=lessons.ill,
        excused=lessons.excused,
        unexcused=lessons.unexcused,
        late=lessons.late,
        days=days.missed,
    )
