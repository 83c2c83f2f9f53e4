"""The page of the school's rules: shown, checked, looked over, saved."""

from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.rules import PRESETS, MarkingRules, Preset
from app.domain.settings import setting_text
from portal.admin.assessment import put_rules, read_last_changes, read_rules
from portal.admin.rule_fields import FIELDS, GROUPS, THRESHOLDS
from portal.auth.office_links import OfficeVisit
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import DrawnForm, Form
from portal.office.reading import read_closed_terms, read_school
from portal.office.refusing import MALFORMED, PageRefusedError
from portal.office.rule_form import asked, drawn_form, preset_named, with_default, with_preset

PRESET_NAMES = {Preset.USUAL: "обычные", Preset.STRICT: "строгие", Preset.OWN: "свои"}

Choice = tuple[str, str]
"""The word of a preset and what its button says."""


def show_rules(desk: OfficeDesk, visit: OfficeVisit, saved: int) -> Response[str]:
    """Show the rules as they are. saved: how many were just saved, 0 for none."""
    with desk.reading(visit.school) as connection:
        rules = read_rules(connection, visit.school)
        return _form_page(connection, visit, rules, drawn_form(rules), saved=saved)


def answer_rules(desk: OfficeDesk, visit: OfficeVisit, sent: Form) -> Response[str]:
    """Answer a form of the rules: what its button asks for.

    Raises:
        PageRefusedError: the form is not whole, or too much was saved.
    """
    if not sent.holds(*FIELDS):
        raise PageRefusedError(MALFORMED)
    with desk.answering(visit, saves=sent.step == "save") as connection:
        return _answered(connection, visit, sent, now_ms=desk.now_ms())


def _answered(connection: Connection, visit: OfficeVisit, sent: Form, *, now_ms: int) -> Response[str]:
    rules = read_rules(connection, visit.school)
    typed = _retyped(sent)
    found = asked(rules, typed)
    if sent.step not in {"check", "save"}:
        return _form_page(connection, visit, rules, found.form, status=HTTP_200_OK)
    if found.form.errors:
        return _form_page(connection, visit, rules, found.form, status=HTTP_422_UNPROCESSABLE_ENTITY)
    if not found.changes:
        return _form_page(connection, visit, rules, found.form, unchanged=True)
    if sent.step == "save":
        count = put_rules(connection, visit.school, found.rules, received_ms=now_ms)
        return moved(f"{visit.home}/rules?saved={count}")
    facts: dict[str, Any] = {
        "action": f"{visit.home}/rules",
        "changes": found.changes,
        "notes": {FIELDS[name].title: words for name, words in found.form.notes.items()},
        "of_marks": found.of_marks,
        "closed": read_closed_terms(connection, visit.school),
        "typed": found.form.texts,
        "drawn": _drawn(rules),
    }
    return page("rules_review.html", visit, read_school(connection, visit.school), facts)


def _retyped(sent: Form) -> Form:
    """Return the form with what its button types in."""
    action, _, word = sent.step.partition(".")
    if action == "preset" and (preset := preset_named(word)) is not None:
        return with_preset(sent, preset)
    if action == "default" and word in FIELDS:
        return with_default(sent, word)
    if sent.step in {"check", "save", "edit"}:
        return sent
    raise PageRefusedError(MALFORMED)


def _form_page(
    connection: Connection, visit: OfficeVisit, rules: MarkingRules, form: DrawnForm, **also: Any
) -> Response[str]:
    status = also.pop("status", HTTP_200_OK)
    facts: dict[str, Any] = {
        "groups": GROUPS,
        "rules": rules,
        "form": form,
        "drawn": _drawn(rules),
        "changed": read_last_changes(connection, visit.school),
        "preset": PRESET_NAMES[rules.preset],
        "presets": _presets(),
        "failed": status != HTTP_200_OK,
        "saved": 0,
        "unchanged": False,
        **also,
    }
    return page("rules.html", visit, read_school(connection, visit.school), facts, status=status)


def _drawn(rules: MarkingRules) -> dict[str, str]:
    return {name: setting_text(rules, name) for name in FIELDS}


def _presets() -> tuple[Choice, ...]:
    return tuple(
        (preset.value, f"{PRESET_NAMES[preset].capitalize()}: {_thresholds(MarkingRules().with_preset(preset))}")
        for preset in PRESETS
    )


def _thresholds(rules: MarkingRules) -> str:
    return " / ".join(field.text_in(rules) for field in THRESHOLDS.fields)
