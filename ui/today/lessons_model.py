"""The lessons of one day as a list: what each row says, and where the day stands."""

from datetime import datetime
from enum import Enum, IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt
from typing_extensions import override

from app.domain.pages import DayLesson, DayPage
from ui.widgets.rows_model import AnyIndex, RowsModel


class Moment(Enum):
    """Where a lesson stands in the day."""

    PAST = "past"
    NOW = "now"
    NEXT = "next"
    LATER = "later"


class Role(IntEnum):
    """What a row holds beside its accessible text."""

    LESSON = Qt.ItemDataRole.UserRole
    MOMENT = Qt.ItemDataRole.UserRole + 1


class LessonsModel(RowsModel[tuple[DayLesson, Moment]]):
    """Shows one immutable day."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, key=lambda each: each[0].lesson)

    def show_day(self, page: DayPage, now: datetime) -> None:
        """Show a day. now: local time, to mark the lesson that is going on."""
        self.show(list(zip(page.lessons, moments_of(page, now), strict=True)))

    def lesson(self, row: int) -> DayLesson | None:
        """Return the lesson of a row, None where there is no such row."""
        found = self.row(row)
        return found[0] if found else None

    def row_of_interest(self) -> int:
        """Return the row that is going on, else the next one, else the first; -1 on an empty day."""
        moments = [moment for _, moment in self.rows]
        for wanted in (Moment.NOW, Moment.NEXT):
            if wanted in moments:
                return moments.index(wanted)
        return 0 if moments else -1

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.row(index.row())
        if found is None:
            return None
        lesson, moment = found
        match role:
            case Role.LESSON:
                return lesson
            case Role.MOMENT:
                return moment
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return spoken(lesson, moment)
            case Qt.ItemDataRole.ToolTipRole:
                return second_line(lesson) or None
            case _:
                return None


def moments_of(page: DayPage, now: datetime) -> tuple[Moment, ...]:
    """Return where each lesson of the day stands at a local time; one that is not held by me is never next."""
    today = now.date()
    if page.day != today:
        return tuple(Moment.PAST if page.day < today else Moment.LATER for _ in page.lessons)
    clock = now.strftime("%H:%M")
    found: list[Moment] = []
    for lesson in page.lessons:
        if lesson.ends and lesson.ends <= clock:
            found.append(Moment.PAST)
        elif lesson.starts and lesson.starts <= clock and lesson.is_mine:
            found.append(Moment.NOW)
        elif lesson.starts and lesson.is_mine and Moment.NEXT not in found:
            found.append(Moment.NEXT)
        else:
            found.append(Moment.LATER)
    return tuple(found)


def moment_text(moment: Moment) -> str:
    """Return what is said about a lesson that is going on or comes next, else nothing."""
    translate = QCoreApplication.translate
    return {
        Moment.NOW: translate("Today", "now"),
        Moment.NEXT: translate("Today", "next"),
    }.get(moment, "")


def missing_texts(lesson: DayLesson) -> tuple[str, ...]:
    """Return what is not filled in, in words."""
    translate = QCoreApplication.translate
    texts = {
        "topic": translate("Today", "no topic"),
        "homework": translate("Today", "no homework"),
        "attendance": translate("Today", "attendance not taken"),
    }
    return tuple(texts[each] for each in lesson.missing if each in texts)


def change_text(lesson: DayLesson) -> str:
    """Return what is different from the timetable: cancelled, given away, or taken over; else nothing."""
    translate = QCoreApplication.translate
    if lesson.cancelled:
        return translate("Today", "cancelled")
    if lesson.substitute:
        return translate("Today", "{teacher} stands in").format(teacher=lesson.substitute)
    return translate("Today", "substitution") if lesson.instead_of else ""


def second_line(lesson: DayLesson) -> str:
    """Return what stands below a lesson's name: why it is cancelled, whose it is, or its topic."""
    translate = QCoreApplication.translate
    if lesson.cancelled:
        return lesson.reason
    if lesson.substitute:
        return translate("Today", "Not yours to fill in")
    if lesson.instead_of and not lesson.topic:
        return translate("Today", "instead of {teacher}").format(teacher=lesson.instead_of)
    return lesson.topic


def room_text(lesson: DayLesson) -> str:
    """Return where the lesson is, empty where nobody said."""
    return QCoreApplication.translate("Today", "room {room}").format(room=lesson.room) if lesson.room else ""


def time_text(lesson: DayLesson) -> str:
    """Return when the lesson is, empty where the bells do not say."""
    return f"{lesson.starts}–{lesson.ends}" if lesson.starts else ""


def spoken(lesson: DayLesson, moment: Moment) -> str:
    """Return a row as one sentence, for readers of the screen."""
    translate = QCoreApplication.translate
    parts = [
        translate("Today", "Lesson {number}").format(number=lesson.number),
        time_text(lesson),
        f"{lesson.title} {lesson.subject}",
        room_text(lesson),
        change_text(lesson),
        second_line(lesson) if change_text(lesson) else "",
        moment_text(moment) if lesson.is_mine else "",
        *(missing_texts(lesson) if lesson.is_mine else ()),
    ]
    return ", ".join(part for part in parts if part)
