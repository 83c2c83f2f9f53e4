"""A lesson of a day that is to be held at another time or in another room: what it meets, what stands against it."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from sqlalchemy import Connection, select

from app.domain.bells import NUMBERS
from app.domain.timetable import Clash, ClashKind, Person, Place, TimetableLesson, clashes
from app.ids import SchoolId
from portal.admin.calendar import Calendar
from portal.admin.staff import Staff
from portal.exchange.closed_terms import ClosedTerms
from portal.office.calendar_form import day_of
from portal.office.rule_form import Change
from portal.office.time_wording import day_text, weekday_text
from portal.office.timetable_form import LONGEST_ROOM
from portal.office.timetable_reading import lesson, read_day
from portal.written_lessons import IS_WRITTEN_IN

PLACE_FIELDS = ("day", "number", "room")


@dataclass(frozen=True, slots=True)
class Move:
    """Where a lesson is to be. met: what it would meet there, the most serious first."""

    day: date
    number: int
    room: str
    met: tuple[Clash, ...]


def place_texts(at: TimetableLesson) -> dict[str, str]:
    """Return what stands in the fields of the place."""
    return {"day": at.day.isoformat(), "number": str(at.slot.number), "room": at.room}


def place_errors(calendar: Calendar, texts: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with a place that was typed."""
    errors: dict[str, str] = {}
    day = day_of(texts["day"])
    if day is None or not calendar.first <= day <= calendar.last:
        errors["day"] = f"Нужен день учебного года: с {day_text(calendar.first)} по {day_text(calendar.last)}."
    if texts["number"] not in set(map(str, NUMBERS)):
        errors["number"] = "Такого урока нет."
    if len(texts["room"]) > LONGEST_ROOM or not texts["room"].isprintable():
        errors["room"] = f"Не длиннее {LONGEST_ROOM} знаков."
    return errors


def read_move(
    connection: Connection,
    school: SchoolId,
    known: tuple[Staff, Calendar],
    at: TimetableLesson,
    wanted: tuple[Mapping[str, str], Person | None],
) -> Move:
    """Return what a lesson would meet. wanted: a place without errors, and who stands in, None for its own teachers."""
    (staff, calendar), (texts, person) = known, wanted
    day, number = date.fromisoformat(texts["day"]), int(texts["number"])
    taught = staff.journals[at.journal]
    own = [each for each in calendar.terms if each.first_grade <= taught.grade <= each.last_grade]
    year = (min(each.first for each in own), max(each.last for each in own)) if own else None
    holiday = next((each.name for each in calendar.holidays if each.first <= day <= each.last), "")
    place = Place(day, staff.slot(taught.shift, day, number), texts["room"], year, holiday)
    to_be = dataclasses.replace(at, substitute=person, teachers=staff.teachers(at.journal, day))
    others = read_day(connection, school, staff, day)
    return Move(day, number, texts["room"], clashes(to_be, place, others))


def refusal(connection: Connection, school: SchoolId, at: TimetableLesson, move: Move) -> str:
    """Return why a lesson cannot be there at all, empty where it can."""
    if any(each.kind is ClashKind.OUTSIDE for each in move.met):
        return "В этот день у класса нет уроков: он вне учебных периодов."
    if move.day == at.day:
        return ""
    written = select(IS_WRITTEN_IN).where(lesson.c.school_id == school, lesson.c.id == at.id)
    if not connection.execute(written).scalar():
        return ""
    closed = ClosedTerms()
    closed.gather(connection, school, [at.journal])
    if any(closed.on(at.journal, day, None) for day in (at.day, move.day)):
        return "В уроке уже есть записи, а период закрыт: на другой день его не перенести. Сначала откройте период."
    return ""


def moved_words(at: TimetableLesson, move: Move) -> str:
    """Return why a lesson is elsewhere, for those who look for it, where the office has said nothing else."""
    if (move.day, move.number) != (at.day, at.slot.number):
        return f"перенос: было {weekday_text(at.day)}, {at.slot.number} урок"
    return f"кабинет {move.room or 'не назван'} вместо {at.room or 'не названного'}"


def move_changes(at: TimetableLesson, move: Move) -> tuple[Change, ...]:
    """Return what becomes of the place, in words."""
    rows = (
        ("День", weekday_text(at.day), weekday_text(move.day)),
        ("Урок", str(at.slot.number), str(move.number)),
        ("Кабинет", at.room or "–", move.room or "–"),
    )
    return tuple(Change(*row) for row in rows if row[1] != row[2])


def version_of(texts: Mapping[str, str], changes: Sequence[Change], met: Sequence[str]) -> str:
    """Return what tells whether the same would be done as was shown."""
    return blake2b(repr((sorted(texts.items()), changes, met)).encode(), digest_size=12).hexdigest()
