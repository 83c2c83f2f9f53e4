"""What the lessons of the timetable are known by."""

from datetime import date

from app.ids import LessonId, SchoolId, derived


def lesson_id(school: SchoolId, group: str, subject: str, day: date, number: int) -> LessonId:
    """Return the id of a lesson of the timetable: the same, whoever puts it there and how often."""
    return LessonId(derived("lesson", school, group, subject, day.isoformat(), str(number)))
