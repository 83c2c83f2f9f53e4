"""What the office does with people: a form, a look at what it will do, the deed; the same way for every one of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.records import Record
from app.files.headed import as_day
from app.operations import Operation
from portal.auth.office_links import OfficeVisit
from portal.office.actions import Deed, act, give_reasons
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import Form
from portal.office.people_reading import People, today_in
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError
from portal.office.rule_form import Change

STEPS = frozenset({"check", "save", "edit", "show"})
STALE = "Пока вы смотрели, здесь что-то изменили. Ничего не сохранено: посмотрите ещё раз, что получится."

Option = tuple[str, str]
"""A value and its words."""

Typed = Mapping[str, str]
"""What stands in the fields, by name; a box that is not ticked is not there."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form. kind: text, wide, date, select, radio, tick, hidden. value: what stands there at first."""

    name: str
    label: str
    does: str = ""
    kind: str = "text"
    options: tuple[Option, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form to be filled in. back: where to go without doing anything, below the visitor's first page.

    facts: what is there now. shows: what the button says that only brings further fields, empty for none.
    """

    title: str
    back: str
    fields: tuple[Field, ...]
    facts: tuple[str, ...] = ()
    shows: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """Return what stands in the fields at first."""
        return {each.name: each.value for each in self.fields if each.value}


@dataclass(frozen=True, slots=True)
class Planned:
    """What a filled-in form will do. title: of the deed in the list of actions. to: where to look afterwards.

    reasons: of absences, given by operations, where it puts no records. decision: from which they follow, on what a
    family asks. errors: by field; nothing can be done then.
    changes, notes: in words.
    """

    title: str = ""
    to: str = ""
    records: tuple[Record, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Operation, ...] = ()
    decision: Operation | None = None

    @property
    def does_nothing(self) -> bool:
        """Whether all is so already."""
        return not (self.records or self.reasons or self.decision)


@dataclass(frozen=True, slots=True)
class DeedPage:
    """A deed by its two halves; both get the id in the address. Both may raise PageRefusedError: nothing is there."""

    draw: Callable[[People, str, Typed], Drawn]
    plan: Callable[[People, str, Typed], Planned]


def show_deed(desk: OfficeDesk, visit: OfficeVisit, place: tuple[DeedPage, str, str], asked: Typed) -> Response[str]:
    """Show a deed's form. place: the deed, its path, the id in its address. asked: what the address fills in."""
    deed, _, key = place
    with desk.reading(visit.school) as connection:
        people = _people(connection, desk, visit)
        drawn = deed.draw(people, key, asked)
        return _form(connection, visit, place, (drawn, {**drawn.texts, **asked}, {}))


def answer_deed(desk: OfficeDesk, visit: OfficeVisit, place: tuple[DeedPage, str, str], sent: Form) -> Response[str]:
    """Answer a deed's form: what its button asks for.

    Raises:
        PageRefusedError: the form is not whole, or too much was saved.
    """
    if sent.step not in STEPS:
        raise PageRefusedError(MALFORMED)
    with desk.answering(visit, saves=sent.step == "save") as connection:
        return _answered(connection, desk, visit, (place, sent))


def _answered(
    connection: Connection, desk: OfficeDesk, visit: OfficeVisit, asked: tuple[tuple[DeedPage, str, str], Form]
) -> Response[str]:
    place, sent = asked
    deed, path, key = place
    people = _people(connection, desk, visit)
    typed = {name: " ".join(text.split()) for name, text in sent.typed.items()}
    drawn = deed.draw(people, key, typed)
    if sent.step in {"edit", "show"} or any(each.kind == "date" and each.name not in typed for each in drawn.fields):
        return _form(connection, visit, place, (drawn, {**_defaults(drawn), **typed}, {}))
    planned = deed.plan(people, key, typed)
    if planned.errors or planned.does_nothing:
        return _form(connection, visit, place, (drawn, typed, planned.errors), unchanged=not planned.errors)
    version = _version(planned)
    if sent.step == "save" and sent.drawn.get("version") == version:
        number = _done(connection, visit, planned, now_ms=desk.now_ms())
        return moved(f"{visit.home}/people/{planned.to}?done={number or 0}")
    facts: dict[str, Any] = {
        "action": f"{visit.home}/people/{path}",
        "planned": planned,
        "typed": typed,
        "drawn": {"version": version},
        "stale": STALE if sent.step == "save" else "",
    }
    return page("people_review.html", visit, read_school(connection, visit.school), facts)


def _done(connection: Connection, visit: OfficeVisit, planned: Planned, *, now_ms: int) -> int | None:
    said = Deed(planned.title, tuple(_line(each) for each in planned.changes))
    if planned.decision or planned.reasons:
        return give_reasons(connection, visit, said, (planned.decision, planned.reasons), now_ms=now_ms)
    return act(connection, visit, said, planned.records, now_ms=now_ms) if planned.records else None


def _people(connection: Connection, desk: OfficeDesk, visit: OfficeVisit) -> People:
    return People(connection, visit.school, today_in(connection, visit.school, desk.now_ms()))


def _form(
    connection: Connection,
    visit: OfficeVisit,
    place: tuple[DeedPage, str, str],
    filled: tuple[Drawn, Typed, Mapping[str, str]],
    *,
    unchanged: bool = False,
) -> Response[str]:
    drawn, texts, errors = filled
    facts: dict[str, Any] = {
        "action": f"{visit.home}/people/{place[1]}",
        "form": drawn,
        "texts": texts,
        "errors": errors,
        "unchanged": unchanged,
        "labels": {each.name: each.label for each in drawn.fields},
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if errors else HTTP_200_OK
    return page("people_form.html", visit, read_school(connection, visit.school), facts, status=status)


def _defaults(drawn: Drawn) -> Typed:
    """Return what stands in fields that were not sent because they were not there; a box is not sent when unticked."""
    return {each.name: each.value for each in drawn.fields if each.kind not in {"box", "tick"}}


def _version(planned: Planned) -> str:
    """Return what tells whether the same would be done as was shown."""
    told = repr((planned.changes, planned.notes, planned.records, planned.reasons, planned.decision))
    return blake2b(told.encode(), digest_size=12).hexdigest()


def _line(change: Change) -> str:
    return f"{change.title}: {change.before} → {change.after}" if change.before else f"{change.title}: {change.after}"


def known(things: Mapping[Any, Any], key: str) -> Any:
    """Return the thing of an id.

    Raises:
        PageRefusedError: there is none.
    """
    if key not in things:
        raise PageRefusedError(UNKNOWN)
    return things[key]


def read_day(people: People, typed: Typed, name: str, errors: dict[str, str], *, may_lack: bool = False) -> date | None:
    """Return a typed day, None where there is none; what cannot be one is told in errors."""
    text = typed.get(name, "")
    if not text and may_lack:
        return None
    day = as_day(text, people.facts.year)
    if day is None:
        errors[name] = "Нужен день, например 12.10.2026."
    return day


def read_choice(typed: Typed, name: str, options: Sequence[Option], errors: dict[str, str]) -> str:
    """Return a typed choice; what is none of the options is told in errors."""
    value = typed.get(name, "")
    if value not in {each for each, _ in options}:
        errors[name] = "Выберите из списка."
    return value


def read_name(typed: Typed, name: str, errors: dict[str, str], *, most: int = 60, may_lack: bool = False) -> str:
    """Return a typed text; what cannot be one is told in errors. most: letters."""
    text = typed.get(name, "")
    if not text and not may_lack:
        errors[name] = "Заполните это поле."
    elif len(text) > most:
        errors[name] = f"Не длиннее {most} знаков."
    elif not text.isprintable():
        errors[name] = "Есть невидимые знаки."
    return text


def ticked(typed: Typed, prefix: str) -> set[str]:
    """Return the ids whose boxes are ticked."""
    return {name.removeprefix(prefix) for name, text in typed.items() if name.startswith(prefix) and text == "1"}
