"""The pages of the kinds of work: the list, and one kind to be added or changed."""

from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.records import WorkType
from app.domain.works import answer_weight
from portal.admin.work_types import WEIGHTS, is_colour, new_work_type, put_work_type, read_uses, read_work_types
from portal.auth.office_links import OfficeVisit
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import DrawnForm, Form
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError
from portal.office.work_form import NAMES, Slot, asked_work

NEW = "new"
"""Stands in an address where the id of a kind would; no id is so short."""

Kinds = tuple[WorkType, ...]


def show_works(desk: OfficeDesk, visit: OfficeVisit, *, saved: bool) -> Response[str]:
    """Show the kinds of work. saved: whether one was just saved."""
    with desk.reading(visit.school) as connection:
        facts: dict[str, Any] = {
            "kinds": read_work_types(connection, visit.school),
            "uses": read_uses(connection, visit.school),
            "saved": saved,
        }
        return page("works.html", visit, read_school(connection, visit.school), facts)


def show_work(desk: OfficeDesk, visit: OfficeVisit, key: str) -> Response[str]:
    """Show one kind to be changed. key: its id, or NEW.

    Raises:
        PageRefusedError: there is no such kind.
    """
    with desk.reading(visit.school) as connection:
        slot = _slot(read_work_types(connection, visit.school), key)
        return _form_page(connection, visit, slot, DrawnForm(slot.texts, {}, {}))


def answer_work(desk: OfficeDesk, visit: OfficeVisit, key: str, sent: Form) -> Response[str]:
    """Answer a form of a kind: what its button asks for.

    Raises:
        PageRefusedError: there is no such kind, the form is not whole, or too much was saved.
    """
    if not sent.holds(*NAMES) or sent.step not in {"check", "save", "edit", "show"}:
        raise PageRefusedError(MALFORMED)
    with desk.answering(visit, saves=sent.step == "save") as connection:
        return _answered(connection, visit, key, sent, now_ms=desk.now_ms())


def _answered(connection: Connection, visit: OfficeVisit, key: str, sent: Form, *, now_ms: int) -> Response[str]:
    kinds = read_work_types(connection, visit.school)
    slot = _slot(kinds, key)
    found = asked_work(slot, kinds, sent)
    if sent.step in {"edit", "show"}:
        return _form_page(connection, visit, slot, found.form)
    if found.form.errors:
        return _form_page(connection, visit, slot, found.form, status=HTTP_422_UNPROCESSABLE_ENTITY)
    if not found.changes:
        return _form_page(connection, visit, slot, found.form, unchanged=True)
    if sent.step == "save":
        put_work_type(connection, visit.school, found.kind, place=found.place, received_ms=now_ms)
        return moved(f"{visit.home}/works?saved=1")
    facts: dict[str, Any] = {
        "action": f"{visit.home}/works/{key}",
        "changes": found.changes,
        "notes": {NAMES[name]: words for name, words in found.form.notes.items()},
        "kind": found.kind,
        "slot": slot,
        "uses": read_uses(connection, visit.school).get(slot.kind.id, 0),
        "answered": answer_weight(kinds),
        "answering": answer_weight((*(each for each in kinds if each.id != found.kind.id), found.kind)),
        "typed": found.form.texts,
        "drawn": slot.texts,
    }
    return page("work_review.html", visit, read_school(connection, visit.school), facts)


def _slot(kinds: Kinds, key: str) -> Slot:
    if key == NEW:
        return Slot(new_work_type(kinds), len(kinds) + 1, is_new=True)
    found = next((Slot(kind, place, is_new=False) for place, kind in enumerate(kinds, 1) if kind.id == key), None)
    if found is None:
        raise PageRefusedError(UNKNOWN)
    return found


def _form_page(connection: Connection, visit: OfficeVisit, slot: Slot, form: DrawnForm, **also: Any) -> Response[str]:
    status = also.pop("status", HTTP_200_OK)
    colour = form.texts["colour"]
    kinds = read_work_types(connection, visit.school)
    facts: dict[str, Any] = {
        "action": f"{visit.home}/works/{NEW if slot.is_new else slot.kind.id}",
        "slot": slot,
        "form": form,
        "drawn": slot.texts,
        "names": NAMES,
        "weights": WEIGHTS,
        "places": len(kinds) + slot.is_new,
        "shown_colour": colour if is_colour(colour) else slot.kind.colour,
        "uses": read_uses(connection, visit.school).get(slot.kind.id, 0),
        "failed": status != HTTP_200_OK,
        "unchanged": False,
        **also,
    }
    return page("work.html", visit, read_school(connection, visit.school), facts, status=status)
