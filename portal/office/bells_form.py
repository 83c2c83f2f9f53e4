"""What a sent form of bells asks for: times by lesson, and on a single day its date, shift and name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.bells import LENGTHS, NUMBERS, SILENT, Amiss, Times, check_bells, clock, minutes_of, shortened
from app.domain.calendar_rules import year_span
from portal.admin.bells import BellBook, Single, Week
from portal.office.calendar_form import day_of
from portal.office.forms import Form

FIELDS = tuple(f"{end}-{number}" for number in NUMBERS for end in ("starts", "ends"))
DAY_FIELDS = ("day", "shift", "name", "minutes")
LONGEST_NAME = 60
USUAL_NAME, USUAL_MINUTES = "Сокращённый день", "30"

_AMISS = {
    Amiss.NO_TIME: "Нужны начало и конец, например 08:30 и 09:15.",
    Amiss.BACKWARDS: "Конец не позже начала.",
    Amiss.EARLY: "Начинается раньше, чем кончился предыдущий.",
}
_SHORT = re.compile(r"(\d{1,2})[:.](\d\d)")


@dataclass(frozen=True, slots=True)
class BellForm:
    """The form as it is drawn: what stands in each field, and what is wrong there."""

    texts: Mapping[str, str]
    errors: Mapping[str, str]


def texts_of(times: Mapping[int, Times]) -> dict[str, str]:
    """Return what stands in the fields of the times."""
    found: dict[str, str] = {}
    for number in NUMBERS:
        found[f"starts-{number}"], found[f"ends-{number}"] = times.get(number, SILENT)
    return found


def day_texts(place: Single | None, name: str) -> dict[str, str]:
    """Return what stands in the fields of a single day. place: None for a new one."""
    day, shift = (place.day.isoformat(), str(place.shift)) if place else ("", "0")
    return {"day": day, "shift": shift, "name": name or USUAL_NAME, "minutes": USUAL_MINUTES}


def asked_times(sent: Form) -> tuple[dict[int, Times], BellForm]:
    """Return the times that a form asks for; they can be used where no field has an error."""
    texts = {name: _time(sent.typed[name]) for name in FIELDS}
    times = {number: (texts[f"starts-{number}"], texts[f"ends-{number}"]) for number in NUMBERS}
    errors = {f"starts-{number}": _AMISS[amiss] for number, amiss in check_bells(times).items()}
    rung = {number: each for number, each in times.items() if each != SILENT}
    return rung, BellForm(texts, errors)


def asked_single(sent: Form, book: BellBook, year: int, place: Single | None) -> tuple[Single | None, BellForm]:
    """Return the day that a form asks for, None where it names none. place: that of the form, None for a new one."""
    texts = {name: " ".join(sent.typed[name].split()) for name in DAY_FIELDS}
    errors: dict[str, str] = {}
    day = day_of(texts["day"])
    first, last = year_span(year)
    if day is None or not first <= day <= last:
        errors["day"] = "Нужен день учебного года, например 30.12.2026."
    if not texts["name"] or len(texts["name"]) > LONGEST_NAME or not texts["name"].isprintable():
        errors["name"] = f"Нужно название не длиннее {LONGEST_NAME} знаков."
    if texts["shift"] not in {"0", *map(str, book.shifts)}:
        errors["shift"] = "Такой смены нет."
    found = Single(day, int(texts["shift"])) if day and not errors else None
    if found and found != place and found in book.single:
        errors["day"] = "У этого дня уже есть свои звонки: измените их."
    return found, BellForm(texts, errors)


def filled(sent: Form, book: BellBook) -> Form:
    """Return the form with shortened bells typed in; unchanged where its day or minutes cannot be read."""
    day, minutes = day_of(sent.typed["day"].strip()), sent.typed["minutes"].strip()
    if day is None or not re.fullmatch(r"\d{1,2}", minutes) or int(minutes) not in LENGTHS:
        return sent
    return sent.retyped(texts_of(shortened(_usual(book, day, sent.typed["shift"]), int(minutes))))


def place_of(key: str) -> Week | None:
    """Return which usual bells an address names, such as "1-6" for the first shift on Saturdays."""
    found = re.fullmatch(r"([1-3])-([0-7])", key)
    return Week(int(found[1]), int(found[2])) if found else None


def single_of(key: str) -> Single | None:
    """Return which day an address names, such as "2026-12-30-0"."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)-([0-3])", key)
    day = day_of(found[1]) if found else None
    return Single(day, int(found[2])) if found and day else None


def _usual(book: BellBook, day: date, shift: str) -> dict[int, Times]:
    chosen = int(shift) if shift in set("123") else book.shifts[0]
    return book.times_on(day, chosen)


def _time(text: str) -> str:
    """Return a time as "08:30" however it is typed: 8:30, 8.30, 08:30:00; else the text."""
    plain = text.strip().removesuffix(":00") if text.strip().count(":") > 1 else text.strip()
    found = _SHORT.fullmatch(plain)
    tidy = f"{int(found[1]):02}:{found[2]}" if found else plain
    minutes = minutes_of(tidy)
    return clock(minutes) if minutes is not None else tidy
