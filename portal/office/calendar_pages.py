"""The pages of the school year: terms and holidays in a list, and one of them to be added, changed or taken away."""

import os
from datetime import date
from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec.structs import replace
from sqlalchemy import Connection

from app.domain.calendar_rules import LAST_GRADE
from app.domain.records import NEVER, Holiday, Record, Term
from app.domain.regulations import PAUSED_WEEKS, Setting
from app.domain.withdrawing import withdrawn
from app.ids import ID_BYTES, text_of
from portal.admin.calendar import Calendar, numbered, read_calendar, read_hanging
from portal.auth.office_links import OfficeVisit
from portal.office.actions import Deed, act
from portal.office.calendar_form import (
    CalendarForm,
    asked_thing,
    changes_of,
    names_of,
    notice_words,
    texts_of,
)
from portal.office.calendar_lessons import Freed, read_freed
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import Form
from portal.office.people_reading import today_in
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError
from portal.office.time_wording import day_text, marks_words
from portal.office.wording import closed_words

NEW = "new"
"""Stands in an address where the id would; no id is so short."""

TERM, HOLIDAY = "term", "holiday"
STEPS = {"check", "edit", "save", "remove", "remove.save"}

Thing = Term | Holiday


def show_year(desk: OfficeDesk, visit: OfficeVisit, *, saved: bool) -> Response[str]:
    """Show the school year. saved: whether something was just saved."""
    with desk.reading(visit.school) as connection:
        calendar = read_calendar(connection, visit.school)
        today = today_in(connection, visit.school, desk.now_ms())
        facts: dict[str, Any] = {"calendar": calendar, "saved": saved, "weeks": calendar.weeks(today)}
        return page("year.html", visit, read_school(connection, visit.school), facts)


def answer_weeks(desk: OfficeDesk, visit: OfficeVisit, sent: Form) -> Response[str]:
    """Take how alternating weeks are counted.

    Raises:
        PageRefusedError: the form is not whole, or too much was saved.
    """
    if sent.typed.get("paused") not in {"0", "1"}:
        raise PageRefusedError(MALFORMED)
    desk.take_save(visit)
    value = "1" if sent.typed["paused"] == "1" else ""
    words = "каникулы не считаются" if value else "подряд по календарю"
    with desk.writing(visit.school) as connection:
        deed = Deed("Счёт недель", (f"Недели: {words}",))
        act(connection, visit, deed, [Setting(PAUSED_WEEKS, NEVER, value)], now_ms=desk.now_ms())
    return moved(f"{visit.home}/year?saved=1")


def show_thing(desk: OfficeDesk, visit: OfficeVisit, kind: str, key: str) -> Response[str]:
    """Show one term, or holidays, to be changed. key: its id, or NEW.

    Raises:
        PageRefusedError: there is none such.
    """
    with desk.reading(visit.school) as connection:
        thing = _thing(read_calendar(connection, visit.school), kind, key)
        form = CalendarForm(texts_of(thing, is_new=key == NEW), {})
        return _form_page(connection, visit, thing, form, key=key)


def answer_thing(desk: OfficeDesk, visit: OfficeVisit, place: tuple[str, str], sent: Form) -> Response[str]:
    """Answer a form of a term or of holidays: what its button asks for. place: kind and id, or NEW.

    Raises:
        PageRefusedError: there is none such, the form is not whole, or too much was saved.
    """
    if sent.step not in STEPS:
        raise PageRefusedError(MALFORMED)
    with desk.answering(visit, saves=sent.step.endswith("save")) as connection:
        return _answered(connection, visit, place, sent, now_ms=desk.now_ms())


def _answered(
    connection: Connection, visit: OfficeVisit, place: tuple[str, str], sent: Form, *, now_ms: int
) -> Response[str]:
    kind, key = place
    calendar = read_calendar(connection, visit.school)
    thing = _thing(calendar, kind, key)
    if not sent.holds(*names_of(thing)):
        raise PageRefusedError(MALFORMED)
    now = texts_of(thing, is_new=key == NEW)
    removes = sent.step.startswith("remove") and key != NEW
    wanted, form = (_gone(thing), CalendarForm(now, {})) if removes else asked_thing(thing, sent, calendar, now)
    notices, refused = _hanging(connection, visit, thing, wanted) if key != NEW and not form.errors else ([], "")
    if refused:
        form = CalendarForm(form.texts, {"last": refused})
    if sent.step == "edit" or form.errors:
        status = HTTP_200_OK if sent.step == "edit" else HTTP_422_UNPROCESSABLE_ENTITY
        return _form_page(connection, visit, thing, form, key=key, status=status)
    changes = () if removes else changes_of(thing, now, form.texts)
    if not changes and not removes:
        return _form_page(connection, visit, thing, form, key=key, unchanged=True)
    freed = _freed(connection, visit, wanted, None if key == NEW else thing)
    did = tuple(f"{each.title}: {each.before or '–'} → {each.after}" for each in changes) or ("убрано",)
    if sent.step.endswith("save"):
        did += tuple(freed.lines())
        act(connection, visit, Deed(wanted.name, did), [*_rows(calendar, wanted), *freed.removed], now_ms=now_ms)
        return moved(f"{visit.home}/year?saved=1")
    if isinstance(wanted, Term) and not removes:
        notices += notice_words(wanted, calendar)
    notices += freed.lines()
    facts: dict[str, Any] = {
        "action": f"{visit.home}/year/{kind}/{key}",
        "name": wanted.name,
        "changes": changes,
        "removes": removes,
        "notices": notices,
        "typed": form.texts,
        "drawn": now,
        "is_new": key == NEW,
    }
    return page("year_review.html", visit, read_school(connection, visit.school), facts)


def _hanging(connection: Connection, visit: OfficeVisit, thing: Thing, wanted: Thing) -> tuple[list[str], str]:
    """Return what is said of a change, and why it cannot be; empty where it can."""
    if not (isinstance(thing, Term) and isinstance(wanted, Term)):
        return [], ""
    found = read_hanging(connection, visit.school, thing, wanted)
    lost = f"{marks_words(found.lost)} за эти дни" if found.lost else ""
    gone = not wanted.last_grade
    if found.closed and (found.lost or gone):
        return (
            [],
            f"Период закрыт {closed_words(found.closed)}: его отметки не могут из него уйти. Сначала откройте его.",
        )
    if found.finals and gone:
        return [], f"За период уже выставлено: {marks_words(found.finals)}. Убрать его нельзя."
    return ([f"Из периода уходит: {lost}. Их средние пересчитаются."] if lost else []), ""


def _freed(connection: Connection, visit: OfficeVisit, wanted: Thing, was: Thing | None) -> Freed:
    """Return what becomes of lessons where days become holidays."""
    if not isinstance(wanted, Holiday) or isinstance(was, Term):
        return Freed()
    return read_freed(connection, visit.school, wanted, was)


def _rows(calendar: Calendar, wanted: Thing) -> list[Record]:
    """Return what is put: the thing, and the other terms of its grades whose place in the order changes."""
    if isinstance(wanted, Holiday):
        return [replace(wanted, token=NEVER)]
    others = [each for each in calendar.terms if each.id != wanted.id]
    known = {each.id: each for each in calendar.terms}
    placed = numbered([*others, wanted]) if wanted.last_grade else (*numbered(others), wanted)
    return [replace(each, token=NEVER) for each in placed if known.get(each.id) != each]


def _gone(thing: Thing) -> Thing:
    gone = withdrawn(thing)
    if not isinstance(gone, Term | Holiday):
        raise TypeError(thing)
    return gone


def _thing(calendar: Calendar, kind: str, key: str) -> Thing:
    begin = date(calendar.year, 9, 1)
    if key == NEW:
        fresh = text_of(os.urandom(ID_BYTES))
        if kind == TERM:
            return Term(fresh, NEVER, "", 0, 1, LAST_GRADE, begin, begin)
        if kind == HOLIDAY:
            return Holiday(fresh, NEVER, "", begin, begin)
    things: dict[str, tuple[Thing, ...]] = {TERM: calendar.terms, HOLIDAY: calendar.holidays}
    found = next((each for each in things.get(kind, ()) if each.id == key), None)
    if found is None:
        raise PageRefusedError(UNKNOWN)
    return found


def _form_page(
    connection: Connection, visit: OfficeVisit, thing: Thing, form: CalendarForm, *, key: str, **also: Any
) -> Response[str]:
    status = also.pop("status", HTTP_200_OK)
    kind = TERM if isinstance(thing, Term) else HOLIDAY
    facts: dict[str, Any] = {
        "action": f"{visit.home}/year/{kind}/{key}",
        "kind": kind,
        "is_new": key == NEW,
        "name": thing.name,
        "form": form,
        "drawn": texts_of(thing, is_new=key == NEW),
        "names": names_of(thing),
        "grades": range(1, LAST_GRADE + 1),
        "failed": status != HTTP_200_OK,
        "unchanged": False,
        "day_text": day_text,
        **also,
    }
    return page("year_form.html", visit, read_school(connection, visit.school), facts, status=status)
