"""What a sent form of a place of the timetable asks for: days, journals, weeks and rooms."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.calendar_rules import EVEN, ODD
from app.ids import ClassId, JournalId
from portal.admin.calendar import Calendar
from portal.admin.clashing import clash_words
from portal.admin.staff import TaughtJournal
from portal.office.calendar_form import day_of
from portal.office.forms import Form
from portal.office.time_wording import WEEKS, day_text, lessons_words
from portal.office.timetable_changes import Met, Spell
from portal.office.timetable_week import EVERY_WEEK, Standing

ENTRIES = range(4)
"""Lessons side by side at one place: two weeks of two groups each."""

FIELDS = tuple(f"{field}-{n}" for n in ENTRIES for field in ("journal", "week", "room"))
SPAN_FIELDS = ("first", "last")
LONGEST_ROOM = 20

_WEEKS = {str(week): week for week in (EVERY_WEEK, ODD, EVEN)}


@dataclass(frozen=True, slots=True)
class PlaceForm:
    """The form as it is drawn: what stands in each field, and what is wrong there."""

    texts: Mapping[str, str]
    errors: Mapping[str, str]


def entry_texts(entries: Sequence[Standing]) -> dict[str, str]:
    """Return what stands in the fields of the lessons."""
    found = dict.fromkeys(FIELDS, "")
    for n in ENTRIES:
        found[f"week-{n}"] = str(EVERY_WEEK)
    for n, each in enumerate(entries[: len(ENTRIES)]):
        found |= {f"journal-{n}": each.journal, f"week-{n}": str(each.week), f"room-{n}": each.room}
    return found


def span_texts(first: date, last: date) -> dict[str, str]:
    """Return what stands in the fields of the days."""
    return {"first": first.isoformat(), "last": last.isoformat()}


def asked_place(
    sent: Form, calendar: Calendar, journals: Sequence[TaughtJournal], spot: tuple[ClassId, int, int], today: date
) -> tuple[Spell, tuple[Standing, ...], PlaceForm]:
    """Return what a form asks for; it can be done where no field has an error. spot: class, weekday and number."""
    texts = {name: " ".join(sent.typed[name].split()) for name in (*SPAN_FIELDS, *FIELDS)}
    first, last = day_of(texts["first"]), day_of(texts["last"])
    errors: dict[str, str] = {}
    if first is None or first < max(today, calendar.first):
        errors["first"] = f"Нужен день не раньше {day_text(max(today, calendar.first))}: прошедшие уроки не меняются."
    if last is None or last > calendar.last or (first and last < first):
        errors["last"] = f"Нужен день не раньше первого и не позже {day_text(calendar.last)}."
    entries, wrong = _entries(texts, {each.id for each in journals})
    errors |= wrong
    errors |= _twice(entries)
    spell = Spell(*spot, first or calendar.first, last or calendar.last)
    return spell, tuple(each for _, each in entries), PlaceForm(texts, errors)


def entry_words(each: Standing, journals: Mapping[JournalId, TaughtJournal]) -> str:
    """Return a lesson of the week in words."""
    week = "" if each.week == EVERY_WEEK else f", {WEEKS[each.week]}"
    return f"{journals[each.journal].label}{f', каб. {each.room}' if each.room else ''}{week}"


def met_words(met: Met) -> str:
    """Return a clash in words, with the days on which it happens."""
    words = clash_words(met.clash)
    if len(met.days) == 1:
        return f"{words} ({day_text(met.days[0])})"
    return f"{words} ({lessons_words(len(met.days))}, с {day_text(met.days[0])})"


def _entries(
    texts: Mapping[str, str], known: Collection[JournalId]
) -> tuple[list[tuple[int, Standing]], dict[str, str]]:
    entries: list[tuple[int, Standing]] = []
    errors: dict[str, str] = {}
    for n in ENTRIES:
        key, room = JournalId(texts[f"journal-{n}"]), texts[f"room-{n}"]
        if key and (key not in known or texts[f"week-{n}"] not in _WEEKS):
            errors[f"journal-{n}"] = "Такого журнала у класса нет."
        elif len(room) > LONGEST_ROOM or not room.isprintable():
            errors[f"room-{n}"] = f"Не длиннее {LONGEST_ROOM} знаков."
        elif key:
            entries.append((n, Standing(key, _WEEKS[texts[f"week-{n}"]], room)))
    return entries, errors


def _twice(entries: Sequence[tuple[int, Standing]]) -> dict[str, str]:
    """Return the fields of lessons whose journal stands there already in the same week."""
    errors: dict[str, str] = {}
    for place, (n, each) in enumerate(entries):
        before = [other for _, other in entries[:place] if other.journal == each.journal]
        if any(EVERY_WEEK in {other.week, each.week} or other.week == each.week for other in before):
            errors[f"journal-{n}"] = "Этот урок здесь уже стоит."
    return errors
