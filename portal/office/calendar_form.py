"""What a sent form of a term or of holidays asks for, and what is wrong at which field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from msgspec.structs import replace

from app.domain.calendar_rules import FIELDS, Flaw, Found, Notice, Noticed, check_holiday, check_term, notices_of
from app.domain.records import Holiday, Term
from portal.admin.calendar import Calendar
from portal.office.forms import Form
from portal.office.rule_form import Change
from portal.office.time_wording import day_text

TERM_NAMES = {
    "name": "Название",
    "first": "Первый день",
    "last": "Последний день",
    "first_grade": "С класса",
    "last_grade": "По класс",
}
HOLIDAY_NAMES = {"name": "Название", "first": "Первый день", "last": "Последний день"}
LONGEST_NAME = 60
GRADES = ("first_grade", "last_grade")

_FLAWS = {
    Flaw.BACKWARDS: "Последний день раньше первого.",
    Flaw.OUTSIDE: "Эти дни вне учебного года: он идёт с 1 сентября по 31 августа.",
    Flaw.GRADES: "Нужны классы от 1 до 11, первый не больше последнего.",
    Flaw.OVERLAP: "Эти дни уже заняты: «{other}».",
    Flaw.NO_DAYS: "В этих днях нет ни одного учебного: только воскресенья и каникулы.",
}
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")


@dataclass(frozen=True, slots=True)
class CalendarForm:
    """The form as it is drawn: what stands in each field, and what is wrong there."""

    texts: Mapping[str, str]
    errors: Mapping[str, str]


def texts_of(thing: Term | Holiday, *, is_new: bool) -> dict[str, str]:
    """Return what stands in the form's fields."""
    days = {"name": thing.name, "first": thing.first.isoformat(), "last": thing.last.isoformat()}
    if is_new:
        days = dict.fromkeys(days, "")
    if isinstance(thing, Term):
        days |= {"first_grade": str(thing.first_grade), "last_grade": str(thing.last_grade)}
    return days


def names_of(thing: Term | Holiday) -> Mapping[str, str]:
    """Return the fields of the form and what they are called."""
    return TERM_NAMES if isinstance(thing, Term) else HOLIDAY_NAMES


def asked_thing(
    thing: Term | Holiday, sent: Form, calendar: Calendar, now: Mapping[str, str]
) -> tuple[Term | Holiday, CalendarForm]:
    """Return what a form asks for; it can be done where no field has an error. now: texts as they stand."""
    texts = {name: " ".join(sent.typed[name].split()) for name in names_of(thing)}
    errors: dict[str, str] = {}
    days: dict[str, date] = {}
    for name in ("first", "last"):
        day = day_of(texts[name])
        if day is None:
            errors[name] = "Нужна дата, например 01.09.2026."
        else:
            days[name] = day
            texts[name] = day.isoformat()
    if not texts["name"] or len(texts["name"]) > LONGEST_NAME or not texts["name"].isprintable():
        errors["name"] = f"Нужно название не длиннее {LONGEST_NAME} знаков."
    if dict(sent.drawn) != dict(now):
        errors["name"] = "Пока вы заполняли форму, это изменил кто-то другой. Проверьте и отправьте ещё раз."
    wanted = _with(thing, texts, days)
    if not errors:
        errors = {FIELDS[each.flaw]: said(each) for each in reversed(_flaws(wanted, calendar))}
    return wanted, CalendarForm(texts, errors)


def changes_of(thing: Term | Holiday, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what changes, in words."""
    return tuple(
        Change(title, _shown(before[name]), _shown(after[name]))
        for name, title in names_of(thing).items()
        if before[name] != after[name]
    )


def said(found: Found) -> str:
    """Return a flaw in words."""
    return _FLAWS[found.flaw].format(other=found.other)


def notice_words(term: Term, calendar: Calendar) -> list[str]:
    """Return what should be looked at though it is no mistake."""
    return [_noticed(each) for each in notices_of(term, calendar.terms, calendar.holidays)]


def day_of(text: str) -> date | None:
    """Return a day such as "2026-09-01" or "01.09.2026", None where it is none."""
    pattern = "%d.%m.%Y" if _DOTTED.fullmatch(text) else "%Y-%m-%d"
    try:
        return datetime.strptime(text, pattern).date()  # noqa: DTZ007 (a day has no time zone)
    except ValueError:
        return None


def _flaws(wanted: Term | Holiday, calendar: Calendar) -> tuple[Found, ...]:
    if isinstance(wanted, Term):
        return check_term(wanted, calendar.terms, calendar.holidays, calendar.year)
    return check_holiday(wanted, calendar.holidays, calendar.year)


def _with(thing: Term | Holiday, texts: Mapping[str, str], days: Mapping[str, date]) -> Term | Holiday:
    fresh = replace(thing, name=texts["name"], **days)
    if isinstance(fresh, Term):
        low, high = (int(texts[name]) if re.fullmatch(r"\d{1,2}", texts[name]) else 0 for name in GRADES)
        return replace(fresh, first_grade=low, last_grade=high)
    return fresh


def _noticed(each: Noticed) -> str:
    match each.notice:
        case Notice.MEETS:
            return f"{day_text(each.first)} есть и в «{each.other}»: его отметки идут в период, который кончается."
        case Notice.GAP:
            days = " – ".join(dict.fromkeys((day_text(each.first), day_text(each.last))))
            return f"Между этим периодом и «{each.other}» есть учебные дни, которые не входят никуда: {days}."


def _shown(text: str) -> str:
    day = day_of(text)
    return day_text(day) if day else text
