"""The pages of the bells: those of each week by shift and weekday, and those of single days."""

from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.bells import NUMBERS
from portal.admin.bells import BellBook, Single, Week, bell_rows, read_bell_book
from portal.admin.calendar import read_calendar
from portal.auth.office_links import OfficeVisit
from portal.office.actions import Deed, act
from portal.office.bells_form import (
    DAY_FIELDS,
    FIELDS,
    BellForm,
    asked_single,
    asked_times,
    day_texts,
    filled,
    place_of,
    single_of,
    texts_of,
)
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import Form
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError
from portal.office.time_wording import day_text, weekday_name

NEW = "new"
WEEK_STEPS = {"save", "remove"}
DAY_STEPS = {"save", "remove", "fill"}


def show_bells(desk: OfficeDesk, visit: OfficeVisit, *, saved: bool) -> Response[str]:
    """Show all bells. saved: whether some were just saved."""
    with desk.reading(visit.school) as connection:
        book = read_bell_book(connection, visit.school)
        facts: dict[str, Any] = {
            "book": book,
            "weeks": sorted(book.usual, key=lambda each: (each.shift, each.weekday)),
            "singles": sorted(book.single, key=lambda each: (each.day, each.shift)),
            "numbers": NUMBERS,
            "saved": saved,
        }
        return page("bells.html", visit, read_school(connection, visit.school), facts)


def show_week_bells(desk: OfficeDesk, visit: OfficeVisit, key: str) -> Response[str]:
    """Show the bells of a shift on a weekday to be changed. key: such as "1-6".

    Raises:
        PageRefusedError: there can be none such.
    """
    place = _week(key)
    with desk.reading(visit.school) as connection:
        book = read_bell_book(connection, visit.school)
        return _form_page(connection, visit, book, (place, key), BellForm(texts_of(book.usual.get(place, {})), {}))


def show_day_bells(desk: OfficeDesk, visit: OfficeVisit, key: str) -> Response[str]:
    """Show the bells of a single day to be changed. key: such as "2026-12-30-0", or NEW.

    Raises:
        PageRefusedError: there are none such.
    """
    with desk.reading(visit.school) as connection:
        book = read_bell_book(connection, visit.school)
        place = _single(book, key)
        times = book.single.get(place, {}) if place else {}
        texts = {**texts_of(times), **day_texts(place, book.names.get(place, "") if place else "")}
        return _form_page(connection, visit, book, (place, key), BellForm(texts, {}))


def answer_week_bells(desk: OfficeDesk, visit: OfficeVisit, key: str, sent: Form) -> Response[str]:
    """Take the bells of a shift on a weekday.

    Raises:
        PageRefusedError: there can be none such, the form is not whole, or too much was saved.
    """
    place = _week(key)
    if not all(name in sent.typed for name in FIELDS) or sent.step not in WEEK_STEPS:
        raise PageRefusedError(MALFORMED)
    desk.take_save(visit)
    times, form = asked_times(sent)
    with desk.writing(visit.school) as connection:
        book = read_bell_book(connection, visit.school)
        if form.errors and sent.step == "save":
            return _form_page(connection, visit, book, (place, key), form)
        wanted = {} if sent.step == "remove" else times
        deed = Deed(f"Звонки: {place.shift} смена, {weekday_name(place.weekday).lower()}", (f"уроков: {len(wanted)}",))
        act(connection, visit, deed, bell_rows(book, visit.school, place, wanted), now_ms=desk.now_ms())
    return moved(f"{visit.home}/bells?saved=1")


def answer_day_bells(desk: OfficeDesk, visit: OfficeVisit, key: str, sent: Form) -> Response[str]:
    """Take the bells of a single day, or fill in its form.

    Raises:
        PageRefusedError: there are none such, the form is not whole, or too much was saved.
    """
    if not all(name in sent.typed for name in (*FIELDS, *DAY_FIELDS)) or sent.step not in DAY_STEPS:
        raise PageRefusedError(MALFORMED)
    if sent.step == "fill":
        with desk.reading(visit.school) as connection:
            return _filled_page(connection, visit, key, sent)
    desk.take_save(visit)
    with desk.writing(visit.school) as connection:
        return _day_answered(connection, visit, key, sent, now_ms=desk.now_ms())


def _filled_page(connection: Connection, visit: OfficeVisit, key: str, sent: Form) -> Response[str]:
    book = read_bell_book(connection, visit.school)
    place = _single(book, key)
    _, form = asked_single(sent, book, read_calendar(connection, visit.school).year, place)
    retyped = filled(sent, book)
    errors = {name: words for name, words in form.errors.items() if name == "day"}
    if retyped is sent and not errors:
        errors["minutes"] = "Нужно целое число минут от 10 до 90."
    return _form_page(connection, visit, book, (place, key), BellForm(retyped.typed, errors))


def _day_answered(connection: Connection, visit: OfficeVisit, key: str, sent: Form, *, now_ms: int) -> Response[str]:
    book = read_bell_book(connection, visit.school)
    old = _single(book, key)
    place, day_form = asked_single(sent, book, read_calendar(connection, visit.school).year, old)
    times, time_form = asked_times(sent)
    errors = {**day_form.errors, **time_form.errors}
    if sent.step == "save" and not times and not errors:
        errors["starts-1"] = "Впишите хотя бы один урок или уберите день."
    if sent.step == "remove" and old:
        rows, said = bell_rows(book, visit.school, old, {}, book.names.get(old, "")), "убрано"
        title = f"Звонки {day_text(old.day)}"
    elif errors or place is None:
        form = BellForm({**sent.typed, **day_form.texts, **time_form.texts}, errors)
        return _form_page(connection, visit, book, (old, key), form)
    else:
        rows = bell_rows(book, visit.school, place, times, day_form.texts["name"])
        if old and old != place:
            rows += bell_rows(book, visit.school, old, {}, book.names.get(old, ""))
        title, said = f"Звонки {day_text(place.day)}", f"{day_form.texts['name']}, уроков: {len(times)}"
    act(connection, visit, Deed(title, (said,)), rows, now_ms=now_ms)
    return moved(f"{visit.home}/bells?saved=1")


def _week(key: str) -> Week:
    place = place_of(key)
    if place is None:
        raise PageRefusedError(UNKNOWN)
    return place


def _single(book: BellBook, key: str) -> Single | None:
    """Return the day of a form, None for a new one."""
    if key == NEW:
        return None
    place = single_of(key)
    if place is None or place not in book.single:
        raise PageRefusedError(UNKNOWN)
    return place


def _form_page(
    connection: Connection, visit: OfficeVisit, book: BellBook, at: tuple[Week | Single | None, str], form: BellForm
) -> Response[str]:
    place, key = at
    is_week = isinstance(place, Week)
    facts: dict[str, Any] = {
        "action": f"{visit.home}/bells/{'week' if is_week else 'days'}/{key}",
        "place": place,
        "is_week": is_week,
        "is_new": place is None or (isinstance(place, Week) and place not in book.usual),
        "book": book,
        "form": form,
        "numbers": NUMBERS,
        "failed": bool(form.errors),
        "names": {"day": "День", "name": "Название", "shift": "Смена", "minutes": "Минут в уроке"}
        | {f"starts-{number}": f"{number} урок" for number in NUMBERS},
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if form.errors else HTTP_200_OK
    return page("bells_form.html", visit, read_school(connection, visit.school), facts, status=status)
