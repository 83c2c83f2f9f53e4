"""The pages of the scales of marks: the list, one scale to be defined or changed, and the scale of a subject."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec.structs import replace
from sqlalchemy import Connection

from app.domain.records import Subject
from app.domain.regulations import MarkScale
from app.domain.scales import FIVE, PASS_FAIL, Scale, scale_named
from app.ids import SchoolId
from portal.admin.gone import read_gone
from portal.admin.scales import (
    BUILT_IN,
    FIVE_POINTS,
    count_marks,
    defined_scale,
    read_own_scales,
    read_scales,
    read_subjects,
    with_scale,
)
from portal.auth.office_links import OfficeVisit
from portal.office.actions import Deed, act
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import DrawnForm, Form, Standing, standing
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError
from portal.office.rule_form import UNSAVED, Change
from portal.office.scale_form import GIVEN, NAMES, asked_scale, texts_of

NEW = "new"
"""Stands in an address where the id of a scale would; no id is so short."""

TITLES = {FIVE_POINTS: "Пятибалльная", PASS_FAIL.name: "Зачёт / незачёт"}
"""What the scales that every school has are called on the page."""

STEPS = {"check", "save", "edit"}


def show_scales(desk: OfficeDesk, visit: OfficeVisit, *, saved: bool) -> Response[str]:
    """Show every scale with its values, and every subject with its scale. saved: whether one was just saved."""
    with desk.reading(visit.school) as connection:
        facts: dict[str, Any] = {
            "scales": read_scales(connection, visit.school),
            "keys": {each.name: each.id for each in read_own_scales(connection, visit.school)},
            "subjects": _subjects(connection, visit.school).values(),
            "named": _named(connection, visit.school),
            "titles": TITLES,
            "saved": saved,
        }
        return page("scales.html", visit, read_school(connection, visit.school), facts)


def show_scale(desk: OfficeDesk, visit: OfficeVisit, key: str) -> Response[str]:
    """Show one scale to be changed. key: its id, or NEW.

    Raises:
        PageRefusedError: there is no such scale.
    """
    with desk.reading(visit.school) as connection:
        now = _scale(connection, visit.school, key)
        return _form_page(connection, visit, now, DrawnForm(texts_of(now), {}, {}))


def answer_scale(desk: OfficeDesk, visit: OfficeVisit, key: str, sent: Form) -> Response[str]:
    """Answer a form of a scale: what its button asks for.

    Raises:
        PageRefusedError: there is no such scale, the form is not whole, or too much was saved.
    """
    if not sent.holds(*NAMES) or sent.step not in STEPS:
        raise PageRefusedError(MALFORMED)
    with desk.answering(visit, saves=sent.step == "save") as connection:
        return _answered(connection, visit, key, sent, now_ms=desk.now_ms())


def show_given(desk: OfficeDesk, visit: OfficeVisit, key: str) -> Response[str]:
    """Show which scale a subject has, to be changed. key: the subject's id.

    Raises:
        PageRefusedError: there is no such subject.
    """
    with desk.reading(visit.school) as connection:
        subject = _subject(connection, visit.school, key)
        return _given_page(connection, visit, subject, {"wanted": subject.scale})


def answer_given(desk: OfficeDesk, visit: OfficeVisit, key: str, sent: Form) -> Response[str]:
    """Answer a form of a subject's scale.

    Raises:
        PageRefusedError: there is no such subject or scale, the form is not whole, or too much was saved.
    """
    if not sent.holds(GIVEN) or sent.step not in STEPS:
        raise PageRefusedError(MALFORMED)
    with desk.answering(visit, saves=sent.step == "save") as connection:
        return _answered_given(connection, visit, key, sent, now_ms=desk.now_ms())


def _answered(connection: Connection, visit: OfficeVisit, key: str, sent: Form, *, now_ms: int) -> Response[str]:
    school, now = visit.school, _scale(connection, visit.school, key)
    found = asked_scale(now, read_own_scales(connection, school), sent)
    if sent.step == "edit":
        return _form_page(connection, visit, now, found.form)
    if found.form.errors:
        return _form_page(connection, visit, now, found.form, failed=True)
    if not found.changes:
        return _form_page(connection, visit, now, found.form, unchanged=True)
    if sent.step == "save":
        deed = Deed(f"Шкала «{found.scale.name}»", _said(found.changes))
        act(connection, visit, deed, [defined_scale(connection, school, found.scale)], now_ms=now_ms)
        return moved(f"{visit.home}/scales?saved=1")
    having = [each for each in _subjects(connection, school).values() if now and each.scale == now.id]
    facts: dict[str, Any] = {
        "action": f"{visit.home}/scales/{key}",
        "what": found.scale.name,
        "changes": found.changes,
        "notes": {NAMES[name]: words for name, words in found.form.notes.items()},
        **_concerned(connection, school, having, found.scale),
        "typed": found.form.texts,
        "drawn": texts_of(now),
    }
    return page("scale_review.html", visit, read_school(connection, school), facts)


def _answered_given(connection: Connection, visit: OfficeVisit, key: str, sent: Form, *, now_ms: int) -> Response[str]:
    school, subject = visit.school, _subject(connection, visit.school, key)
    named, wanted = _named(connection, school), sent.typed[GIVEN]
    if wanted not in named:
        raise PageRefusedError(MALFORMED)
    if sent.step == "edit":
        return _given_page(connection, visit, subject, {"wanted": wanted})
    stands = standing(drawn=sent.drawn[GIVEN], wanted=wanted, now=subject.scale)
    if stands is Standing.CLASH:
        words = f"Пока вы заполняли форму, это изменили: теперь {named[subject.scale]}. {UNSAVED}"
        return _given_page(connection, visit, subject, {"wanted": wanted, "error": words})
    if stands is not Standing.MINE:
        return _given_page(connection, visit, subject, {"wanted": subject.scale, "unchanged": True})
    changes = [Change("Шкала", named[subject.scale], named[wanted])]
    if sent.step == "save":
        deed = Deed(f"Шкала предмета {subject.name}", _said(changes))
        act(connection, visit, deed, [with_scale(subject, wanted)], now_ms=now_ms)
        return moved(f"{visit.home}/scales?saved=1")
    scheme = next((each.scheme for each in read_own_scales(connection, school) if each.id == wanted), None)
    facts: dict[str, Any] = {
        "action": f"{visit.home}/scales/of/{key}",
        "what": subject.name,
        "changes": changes,
        "notes": {},
        **_concerned(connection, school, [subject], scale_named(wanted, scheme)),
        "typed": {GIVEN: wanted},
        "drawn": {GIVEN: subject.scale},
    }
    return page("scale_review.html", visit, read_school(connection, school), facts)


def _concerned(connection: Connection, school: SchoolId, subjects: Sequence[Subject], scale: Scale) -> dict[str, Any]:
    """Return what the review tells of subjects and of the marks that they have already."""
    marks, outside = count_marks(connection, school, [each.id for each in subjects], scale)
    return {"subjects": [each.name for each in subjects], "marks": marks, "outside": outside}


def _said(changes: Sequence[Change]) -> tuple[str, ...]:
    return tuple(f"{each.title}: {each.before or '–'} → {each.after}" for each in changes)


def _form_page(
    connection: Connection, visit: OfficeVisit, now: MarkScale | None, form: DrawnForm, **also: bool
) -> Response[str]:
    facts: dict[str, Any] = {
        "action": f"{visit.home}/scales/{now.id if now else NEW}",
        "scale": now,
        "form": form,
        "drawn": texts_of(now),
        "names": NAMES,
        "failed": False,
        "unchanged": False,
        **also,
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if facts["failed"] else HTTP_200_OK
    return page("scale.html", visit, read_school(connection, visit.school), facts, status=status)


def _given_page(connection: Connection, visit: OfficeVisit, subject: Subject, also: Mapping[str, Any]) -> Response[str]:
    facts: dict[str, Any] = {
        "action": f"{visit.home}/scales/of/{subject.id}",
        "subject": subject,
        "named": _named(connection, visit.school),
        "drawn": {GIVEN: subject.scale},
        "error": "",
        "unchanged": False,
        **also,
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if facts["error"] else HTTP_200_OK
    return page("scale_given.html", visit, read_school(connection, visit.school), facts, status=status)


def _named(connection: Connection, school: SchoolId) -> dict[str, str]:
    """Return what the scales are called, by what Subject.scale says of each."""
    own = {each.id: each.name for each in read_own_scales(connection, school)}
    return {key: TITLES[name] for name, key in BUILT_IN.items()} | own


def _subjects(connection: Connection, school: SchoolId) -> dict[str, Subject]:
    """Return the subjects by id, each with the scale that it has, also where it says none."""
    gone, named = read_gone(connection, school), _named(connection, school)
    return {
        # a scale that is not known means five points, as on the desktops
        each.id: each if each.scale in named else replace(each, scale=FIVE.name)
        for each in read_subjects(connection, school)
        if each.id not in gone
    }


def _subject(connection: Connection, school: SchoolId, key: str) -> Subject:
    found = _subjects(connection, school).get(key)
    if found is None:
        raise PageRefusedError(UNKNOWN)
    return found


def _scale(connection: Connection, school: SchoolId, key: str) -> MarkScale | None:
    if key == NEW:
        return None
    found = next((each for each in read_own_scales(connection, school) if each.id == key), None)
    if found is None:
        raise PageRefusedError(UNKNOWN)
    return found
