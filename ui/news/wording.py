"""What a line of the news says: whose and what, who wrote it, and the day that it stands under."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.domain.attention import About
from app.domain.finals import Period
from app.domain.news import NewsItem, Told
from ui.finals.wording import period_text
from ui.history.wording import change_text
from ui.journal.wording import day_text

_ABOUT = {
    Told.MARK: About.MARK,
    Told.COMMENT: About.COMMENT,
    Told.ATTENDANCE: About.ATTENDANCE,
    Told.TOPIC: About.TOPIC,
    Told.HOMEWORK: About.HOMEWORK,
    Told.FINAL_MARK: About.FINAL_MARK,
    Told.WORK: About.WORK,
    Told.DEBT: About.DEBT,
}


def heading_text(item: NewsItem) -> str:
    """Return what a line stands under: "7Б Алгебра · 24 ноября", or a period instead of the day."""
    journal = f"{item.title} {item.subject}"
    if item.day is not None:
        return f"{journal} · {day_text(item.day)}"
    return f"{journal} · {_period(item)}" if item.period else journal


def line_text(item: NewsItem, kinds: Mapping[str, str]) -> str:
    """Return whose and what: "Иванова Мария: 3 → 5, Степени"."""
    said = _said(item, kinds)
    label = item.label if item.told is not Told.REMARK else ""
    text = f"{said}, {label}" if label else said
    return f"{item.pupil_name}: {text}" if item.pupil_name else f"{about_text(item)}: {text}"


def origin_text(item: NewsItem) -> str:
    """Return who wrote it and what it is: "Седов Б. А. · отметка исправлена · урок 2 · опечатка"."""
    translate = QCoreApplication.translate
    lesson = translate("News", "lesson {number}").format(number=item.number) if item.number else ""
    who = item.author or translate("News", "The school office")
    return " · ".join(part for part in (who, _deed(item), lesson, item.reason) if part)


def about_text(item: NewsItem) -> str:
    """Return what a line is about, in a word."""
    translate = QCoreApplication.translate
    if item.told in {Told.LESSON, Told.ROOM}:
        return translate("News", "Lesson")
    return {
        About.MARK: translate("News", "Mark"),
        About.COMMENT: translate("News", "Comment"),
        About.ATTENDANCE: translate("News", "Attendance"),
        About.TOPIC: translate("News", "Topic"),
        About.HOMEWORK: translate("News", "Homework"),
        About.FINAL_MARK: translate("News", "Final mark"),
        About.WORK: translate("News", "Work"),
        About.DEBT: translate("News", "Debt"),
    }.get(_about(item), translate("News", "Entry"))


def spoken(item: NewsItem, kinds: Mapping[str, str]) -> str:
    """Return a line as one sentence."""
    return f"{heading_text(item)}. {line_text(item, kinds)}. {origin_text(item)}"


def _about(item: NewsItem) -> About:
    if item.told is Told.CHANGE:
        return About(item.field) if item.field in set(About) else About.ATTENDANCE
    return _ABOUT.get(item.told, About.OTHER)


def _said(item: NewsItem, kinds: Mapping[str, str]) -> str:
    translate = QCoreApplication.translate
    if item.told is Told.LESSON:
        return translate("News", "cancelled") if item.after else translate("News", "now at this time")
    if item.told is Told.ROOM:
        room = item.after
        return translate("News", "room {room}").format(room=room) if room else translate("News", "room not said")
    if item.told is Told.REMARK:
        return item.label
    said = change_text(_about(item), item.before, item.after, kinds)
    return translate("News", "debt {until}").format(until=said) if _about(item) is About.DEBT else said


def _deed(item: NewsItem) -> str:
    translate = QCoreApplication.translate
    if item.told is Told.CHANGE:
        deed = translate("News", "corrected") if item.after else translate("News", "taken back")
        return f"{about_text(item).lower()}: {deed}" if item.pupil_name else deed
    if item.told is Told.REMARK:
        return translate("News", "praise") if item.after else translate("News", "remark")
    deeds = {
        Told.MARK: translate("News", "mark given"),
        Told.FINAL_MARK: translate("News", "final mark set"),
        Told.LESSON: translate("News", "timetable"),
        Told.ROOM: translate("News", "timetable"),
        Told.WORK: translate("News", "work announced"),
    }
    return deeds.get(item.told, about_text(item).lower() if item.pupil_name else "")


def _period(item: NewsItem) -> str:
    return period_text(Period(item.period, item.period_name))
