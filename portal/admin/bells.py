"""The school's bells as the office keeps them: those of each week and those of single days."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace
from sqlalchemy import BindParameter, Connection, bindparam, select

from app.columns import record_of
from app.domain.bells import NUMBERS, SILENT, Bells, Times
from app.domain.records import NEVER, Bell, Record, SchoolClass
from app.domain.regulations import BellDay
from app.ids import SchoolId, derived
from portal.store.rows import fields_of
from portal.store.tables import TABLES

bell, bell_day, school_class = TABLES[Bell], TABLES[BellDay], TABLES[SchoolClass]

_SCHOOL: BindParameter[str] = bindparam("school")
_USUAL = select(*fields_of(Bell)).where(bell.c.school_id == _SCHOOL)
_SINGLE = select(*fields_of(BellDay)).where(bell_day.c.school_id == _SCHOOL)
_SHIFTS = select(school_class.c.shift).where(school_class.c.school_id == _SCHOOL, school_class.c.year == 0).distinct()

By = Mapping[int, Times]
"""Bells by the lesson's number."""


@dataclass(frozen=True, slots=True)
class Week:
    """Of which days usual bells are. weekday: 1 Monday to 7, 0 for every day."""

    shift: int
    weekday: int


@dataclass(frozen=True, slots=True)
class Single:
    """Of which day single bells are. shift: 0 for all."""

    day: date
    shift: int


@dataclass(frozen=True, slots=True)
class BellBook:
    """All bells of a school. shifts: those that classes have. name: of single days."""

    usual: Mapping[Week, By]
    single: Mapping[Single, By]
    names: Mapping[Single, str]
    shifts: tuple[int, ...]
    kept: Mapping[tuple[Week | Single, int], Bell | BellDay]

    def times_on(self, day: date, shift: int) -> dict[int, Times]:
        """Return the usual bells of a day by number, single ones left out."""
        bells = Bells((each for each in self.kept.values() if isinstance(each, Bell)), ())
        found = {number: bells.times(day, shift, number) for number in NUMBERS}
        return {number: each for number, each in found.items() if each != SILENT}


def read_bell_book(connection: Connection, school: SchoolId) -> BellBook:
    """Return all bells of a school."""
    named = {"school": school}
    kept: dict[tuple[Week | Single, int], Bell | BellDay] = {}
    usual: dict[Week, dict[int, Times]] = defaultdict(dict)
    single: dict[Single, dict[int, Times]] = defaultdict(dict)
    names: dict[Single, str] = {}
    for each in (record_of(Bell, row) for row in connection.execute(_USUAL, named)):
        week = Week(each.shift, each.weekday)
        kept[week, each.number] = each
        if each.starts:
            usual[week][each.number] = each.starts, each.ends
    for one in (record_of(BellDay, row) for row in connection.execute(_SINGLE, named)):
        place = Single(one.day, one.shift)
        kept[place, one.number] = one
        if one.starts:
            single[place][one.number] = one.starts, one.ends
            names[place] = one.name
    shifts = set(connection.execute(_SHIFTS, named).scalars()) | {each.shift for each in usual} or {1}
    return BellBook(usual, single, names, tuple(sorted(shifts)), kept)


def bell_rows(book: BellBook, school: SchoolId, place: Week | Single, times: By, name: str = "") -> list[Record]:
    """Return what has to be put so that a day has these bells and no others."""
    found: list[Record] = []
    for number in NUMBERS:
        starts, ends = times.get(number, SILENT)
        old = book.kept.get((place, number))
        fresh = _bell(school, place, number, (starts, ends), name)
        stands = (old.starts, old.ends, _name(old)) if old else (*SILENT, _name(fresh))
        if stands != (starts, ends, _name(fresh)):
            # the id of a bell that came by another way is its own
            found.append(replace(fresh, id=old.id) if old else fresh)
    return found


def _name(bell: Bell | BellDay) -> str:
    return bell.name if isinstance(bell, BellDay) else ""


def _bell(school: SchoolId, place: Week | Single, number: int, times: Times, name: str) -> Bell | BellDay:
    match place:
        case Week(shift=shift, weekday=weekday):
            key = derived("bell", school, str(shift), str(weekday), str(number))
            return Bell(key, NEVER, shift, weekday, number, *times)
        case Single(day=day, shift=shift):
            key = derived("bell_day", school, day.isoformat(), str(shift), str(number))
            return BellDay(key, NEVER, day, shift, number, *times, name)
