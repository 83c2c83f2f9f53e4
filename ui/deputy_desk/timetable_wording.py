"""What lessons of the timetable, stand-ins and clashes say in words."""

from PySide6.QtCore import QCoreApplication

from app.domain.timetable import Clash, ClashKind, StandIn, TimetableLesson


def time_text(lesson: TimetableLesson) -> str:
    """Return when a lesson is, empty where the bells do not say."""
    return f"{lesson.slot.starts}–{lesson.slot.ends}" if lesson.slot.starts else ""


def teachers_text(lesson: TimetableLesson) -> str:
    """Return whose lesson it is by the timetable."""
    return ", ".join(each.name for each in lesson.teachers) or "—"


def note_text(lesson: TimetableLesson) -> str:
    """Return what is different from the timetable, empty where nothing is."""
    translate = QCoreApplication.translate
    if lesson.cancelled:
        text = translate("Deputy", "cancelled")
        return f"{text}: {lesson.reason}" if lesson.reason else text
    parts = []
    if lesson.substitute is not None:
        parts.append(translate("Deputy", "stands in: {teacher}").format(teacher=lesson.substitute.name))
    if lesson.joined:
        parts.append(translate("Deputy", "together with {lessons}").format(lessons=", ".join(lesson.joined)))
    if lesson.reason:
        parts.append(lesson.reason)
    return " · ".join(parts)


def spoken_lesson(lesson: TimetableLesson) -> str:
    """Return a lesson as one sentence."""
    number = QCoreApplication.translate("Deputy", "Lesson {number}").format(number=lesson.slot.number)
    named = f"{lesson.title} {lesson.subject}"
    parts = (number, time_text(lesson), named, teachers_text(lesson), room_text(lesson), note_text(lesson))
    return ", ".join(part for part in parts if part)


def room_text(lesson: TimetableLesson) -> str:
    """Return where a lesson is, empty where nobody said."""
    translate = QCoreApplication.translate
    return translate("Deputy", "room {room}").format(room=lesson.room) if lesson.room else ""


def fitness_text(each: StandIn) -> str:
    """Return why a teacher fits: what else the teacher has then, and what of the lesson the teacher knows."""
    translate = QCoreApplication.translate
    parts = [translate("Deputy", "busy: {lesson}").format(lesson=each.busy)] if each.busy else []
    if each.same_subject:
        parts.append(translate("Deputy", "teaches the subject"))
    if each.same_class:
        parts.append(translate("Deputy", "teaches the class"))
    return " · ".join(parts) or translate("Deputy", "teaches other subjects and classes")


def clash_text(clash: Clash) -> str:
    """Return what a lesson would meet, as a sentence."""
    translate = QCoreApplication.translate
    text = {
        ClashKind.OUTSIDE: translate("Deputy", "The day is outside the school year of the class."),
        ClashKind.HOLIDAY: translate("Deputy", "There are no lessons then: {name}."),
        ClashKind.CLASS: translate("Deputy", "The class has {other} then."),
        ClashKind.TEACHER: translate("Deputy", "{name} has {other} then."),
        ClashKind.ROOM: translate("Deputy", "Room {name} is taken: {other}."),
    }[clash.kind]
    return text.format(name=clash.name, other=clash.other)
