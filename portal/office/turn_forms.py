"""What sent forms of the turn of the year decide, and what is wrong at which field."""

from collections.abc import Callable, Mapping
from datetime import date

from msgspec.structs import replace

from app.domain.records import SchoolClass
from app.domain.year_turn import LEAVES, Load, Turn, moved_days, next_title
from app.domain.year_turned import YearTurned
from portal.admin.import_books import class_title
from portal.admin.import_lists import MOST_HOURS
from portal.office.calendar_form import day_of
from portal.office.people_reading import People
from portal.office.time_wording import day_text
from portal.office.turn_wording import class_options

Typed = Mapping[str, str]
Errors = dict[str, str]
AWAY = "-"
"""Stands in a form for leaving the school: an empty choice is «as the class»."""

MOST_FRESH = 30
LONGEST_ORDER, HOURS_DIGITS = 60, 3
BAD_TITLE = "Нужны число от 1 до 11 и буква, например 6А; прочерк — выпуск."


def read_start(turned: YearTurned, _people: People, _key: str, typed: Typed, errors: Errors) -> Turn:
    """Return the decisions of the first page: further classes, the order, the last day of who leaves."""
    words = typed.get("fresh", "").replace(",", " ").split()
    titles = [class_title(each) for each in words]
    if len(words) > MOST_FRESH or None in titles:
        errors["fresh"] = "Нужны классы через запятую, например 1А, 1Б, 10А."
    order = " ".join(typed.get("order", "").split())
    if len(order) > LONGEST_ORDER or not order.isprintable():
        errors["order"] = f"Не длиннее {LONGEST_ORDER} знаков, без невидимых знаков."
    last = day_of(typed.get("last", "")) if typed.get("last") else None
    if typed.get("last") and last is None:
        errors["last"] = "Нужен день, например 25.06.2027."
    elif last is not None and not date(turned.year, 4, 1) <= last <= turned.eve:
        errors["last"] = f"Нужен день с 01.04.{turned.year} по {day_text(turned.eve)}."
    fresh = tuple(dict.fromkeys(each for each in titles if each))
    return replace(turned.turn, fresh=fresh, order=order, last=last)


def read_class(turned: YearTurned, _people: People, key: str, typed: Typed, errors: Errors) -> Turn:
    """Return the decisions about a class: what it becomes, and who goes elsewhere."""
    school_class = next(each for each in turned.before.classes if each.id == key)
    classes = _target(turned, school_class, typed, errors)
    options = {each for each, _ in class_options(turned, school_class.grade)}
    own = {each.pupil for each in turned.before.enrolments if each.school_class == key}
    pupils = {who: to for who, to in turned.turn.pupils.items() if who not in own}
    for who in own:
        chosen = typed.get(f"p.{who}", "")
        if chosen and chosen not in options:
            errors[f"p.{who}"] = "Выберите из списка."
        elif chosen:
            pupils[who] = LEAVES if chosen == AWAY else chosen
    return replace(turned.turn, classes=classes, pupils=pupils)


def _target(turned: YearTurned, school_class: SchoolClass, typed: Typed, errors: Errors) -> dict[str, str]:
    classes = {each: to for each, to in turned.turn.classes.items() if each != school_class.id}
    text = typed.get("to", "").strip()
    title = LEAVES if text in {"", AWAY, "–", "—"} else class_title(text)
    if title is None:
        errors["to"] = BAD_TITLE
    elif title != next_title(school_class):
        classes[school_class.id] = title
    return classes


def read_days(turned: YearTurned, _people: People, _key: str, typed: Typed, errors: Errors) -> Turn:
    """Return the days of the terms and holidays of the new year."""
    days: dict[str, tuple[date, date] | None] = {}
    for each in turned.before.spans:
        usual = moved_days(each, turned.before.school.year)
        if typed.get(f"drop.{each.id}") == "1":
            days[each.id] = None
            continue
        first, last = (day_of(typed.get(f"{end}.{each.id}", "")) for end in ("first", "last"))
        if first is None or last is None:
            errors[each.id] = "Нужны два дня, например 01.09.2027."
        elif (first, last) != usual:
            days[each.id] = first, last
    return replace(turned.turn, days=days)


def read_load(turned: YearTurned, people: People, key: str, typed: Typed, errors: Errors) -> Turn:
    """Return the load of a class: hours and teacher of each journal."""
    own = {each.id: each for each in turned.before.journals if people.groups[each.group].school_class == key}
    loads = {journal: load for journal, load in turned.turn.loads.items() if journal not in own}
    blank = YearTurned(turned.before, replace(turned.turn, loads=loads))
    for journal, each in own.items():
        hours, teacher = typed.get(f"hours.{journal}", ""), typed.get(f"teacher.{journal}", "")
        if not hours.isdecimal() or len(hours) > HOURS_DIGITS or int(hours) > MOST_HOURS:
            errors[journal] = f"Нужно число часов от 0 до {MOST_HOURS}."
        elif teacher and teacher not in people.teachers:
            errors[journal] = "Выберите учителя из списка."
        elif Load(int(hours), teacher) != blank.load(each):
            loads[journal] = Load(int(hours), teacher)
    return replace(turned.turn, loads=loads)


READERS: dict[str, Callable[[YearTurned, People, str, Typed, Errors], Turn]] = {
    "": read_start,
    "class": read_class,
    "days": read_days,
    "load": read_load,
}
"""By the word of the address."""
