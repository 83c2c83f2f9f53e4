"""The office's Russian words for days, weekdays, weeks and lessons."""

from datetime import date

from app.domain.calendar_rules import EVEN, ODD
from portal.diary.term_wording import count_words
from portal.diary.wording import SHORT_WEEKDAYS, WEEKDAYS

LESSONS = ("урок", "урока", "уроков")
MARKS = ("отметка", "отметки", "отметок")
EVERY_WEEK = 0
WEEKS = {EVERY_WEEK: "каждую неделю", ODD: "1-я неделя", EVEN: "2-я неделя"}
"""How often a place of the timetable has its lesson."""


def day_text(day: date) -> str:
    """Return a day such as «01.09.2026»."""
    return f"{day:%d.%m.%Y}"


def weekday_text(day: date) -> str:
    """Return a day with its weekday: «Пн 07.09.2026»."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day_text(day)}"


def weekday_name(weekday: int) -> str:
    """Return the weekday's name; weekday: 1 Monday to 7, 0 for every day."""
    return WEEKDAYS[weekday - 1] if weekday else "Каждый день"


def lessons_words(count: int) -> str:
    """Return how many lessons: «12 уроков»."""
    return count_words(count, LESSONS)


def marks_words(count: int) -> str:
    """Return how many marks: «3 отметки»."""
    return count_words(count, MARKS)


def grades_text(low: int, high: int) -> str:
    """Return of which grades: «1–9 классы»."""
    return f"{low} класс" if low == high else f"{low}–{high} классы"
