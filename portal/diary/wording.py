"""The diary's Russian words for days, absences and works, and where a text contains an address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.attendance import Absence
from portal.diary.weeks import DiaryWork

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
"""Of which month, January first."""

WEEKDAYS = ("Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота", "Воскресенье")
EACH_WEEKDAY = ("понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям")
SHORT_WEEKDAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
SATURDAY = 5

BySex = tuple[str, str, str]
"""What is said of a boy, of a girl, of a pupil whose sex the list does not say."""

ABSENCES: dict[Absence, BySex] = {
    Absence.ABSENT: ("Не был", "Не была", "Не был(а)"),
    Absence.ILL: ("Болел", "Болела", "Болел(а)"),
    Absence.EXCUSED: (
        "Не был по уважительной причине",
        "Не была по уважительной причине",
        "Не был(а) по уважительной причине",
    ),
    Absence.LATE: ("Опоздал", "Опоздала", "Опоздал(а)"),
    Absence.RELEASED: ("Освобождён", "Освобождена", "Освобождён(а)"),
}
"""What a sign of absence says of the pupil."""

ADDRESS = re.compile(r"https?://[\w\[][^\s<>\"«»]*", re.IGNORECASE)
"""An address in a text; nothing but http and https ever becomes a link."""

AFTER_ADDRESS = ".,;:!?)]}'…"
"""What ends a sentence or a bracket around an address rather than the address."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. href: where it leads, empty for plain words."""

    text: str
    href: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """Yield a text's stretches in order, addresses apart from words."""
    begin = 0
    for found in ADDRESS.finditer(text):
        address = found.group().rstrip(AFTER_ADDRESS)
        if words := text[begin : found.start()]:
            yield Piece(words)
        yield Piece(address, address)
        begin = found.start() + len(address)
    if words := text[begin:]:
        yield Piece(words)


def day_words(day: date) -> str:
    """Return a day such as «7 сентября»."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def weekday_words(day: date) -> str:
    """Return a day such as «Понедельник, 7 сентября»."""
    return f"{WEEKDAYS[day.weekday()]}, {day_words(day)}"


def each_weekday_words(day: date) -> str:
    """Return on which weekday something is each week: «по понедельникам»."""
    return f"по {EACH_WEEKDAY[day.weekday()]}"


def short_weekday(day: date) -> str:
    """Return «Пн» to «Вс»."""
    return SHORT_WEEKDAYS[day.weekday()]


def range_words(first: date, last: date) -> str:
    """Return days from the first to the last such as «7–13 сентября 2026» or «28 сентября – 4 октября 2026»."""
    if first.year != last.year:
        return f"{day_words(first)} {first.year} – {day_words(last)} {last.year}"
    if first.month != last.month:
        return f"{day_words(first)} – {day_words(last)} {last.year}"
    return f"{first.day}–{day_words(last)} {last.year}"


def free_words(day: date, holiday: str) -> str:
    """Return why a day has no lessons."""
    return holiday or ("Выходной" if day.weekday() >= SATURDAY else "Уроков нет")


def room_words(room: str) -> str:
    """Return where a lesson is: «каб. 201», but «спортзал»."""
    return f"каб. {room}" if room[:1].isdigit() else room


def said_of(sex: str, words: BySex) -> str:
    """Return what is said of a pupil. sex: "m", "f" or empty."""
    return words[{"m": 0, "f": 1}.get(sex, 2)]


def absence_words(absence: Absence, minutes: int, sex: str) -> str:
    """Return what the sign of absence says of this pupil; minutes: late by, 0 where not said."""
    words = said_of(sex, ABSENCES[absence])
    return f"{words} на {minutes} мин" if absence is Absence.LATE and minutes else words


def teacher_words(surname: str, name: str, patronymic: str) -> str:
    """Return a teacher such as «Иванова И. И.»."""
    return " ".join([surname, *(f"{each[0]}." for each in (name, patronymic) if each)])


def work_words(work: DiaryWork | None) -> str:
    """Return what a mark is for: the kind of work and its title; None: an answer at the lesson."""
    if work is None:
        return "Ответ на уроке"
    if not work.title or work.title.casefold() == work.kind.casefold():
        return work.kind
    return f"{work.kind} «{work.title}»"
