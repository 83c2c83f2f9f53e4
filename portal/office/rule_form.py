"""What a sent form of the rules asks for: changes, mistakes beside their fields, and what others did meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.rules import ORDERED, PRESETS, Flaw, Impossible, MarkingRules, Preset, check_rules
from app.domain.settings import setting_text
from portal.admin.rule_fields import FIELDS, OF_MARKS, THRESHOLDS, Kind, RuleField, Value
from portal.office.forms import DrawnForm, Form, Standing, standing

UNSAVED = "Ваше значение не сохранено: проверьте его и отправьте ещё раз."
"""What is said where two people changed the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one setting, in words."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for. rules: with all changes; they can be used where form.errors is empty.

    of_marks: whether marks are assessed by any of what changes.
    """

    rules: MarkingRules
    changes: tuple[Change, ...]
    form: DrawnForm
    of_marks: bool


def drawn_form(rules: MarkingRules) -> DrawnForm:
    """Return the form that shows the rules as they are."""
    return DrawnForm({name: field.text_in(rules) for name, field in FIELDS.items()}, {}, {})


def with_preset(sent: Form, preset: Preset) -> Form:
    """Return the form with the thresholds of a preset typed in; nothing else changes."""
    chosen = MarkingRules().with_preset(preset)
    return sent.retyped({field.name: field.text_in(chosen) for field in THRESHOLDS.fields})


def with_default(sent: Form, name: str) -> Form:
    """Return the form with one setting's default typed in."""
    return sent.retyped({name: FIELDS[name].text_in(MarkingRules())})


def preset_named(word: str) -> Preset | None:
    """Return the preset of this name, None where there is none that can be chosen."""
    return next((preset for preset in PRESETS if preset.value == word), None)


def asked(rules: MarkingRules, sent: Form) -> Asked:
    """Return what a form asks for. rules: the school's now. sent: holds every field."""
    values: dict[str, Value] = {}
    texts, errors, notes = {}, {}, {}
    for name, field in FIELDS.items():
        texts[name] = sent.typed[name]
        value = field.read(sent.typed[name])
        if value is None:
            errors[name] = _unreadable(field)
            continue
        now = setting_text(rules, name)
        match standing(drawn=sent.drawn[name], wanted=_travelling(value), now=now):
            case Standing.MINE:
                values[name] = value
            case Standing.MOVED:
                texts[name] = field.text_in(rules)
                notes[name] = f"Пока вы заполняли форму, это изменили: теперь {field.words_in(rules)}."
            case Standing.CLASH:
                errors[name] = f"Пока вы заполняли форму, это изменили: теперь {field.words_in(rules)}. {UNSAVED}"
    fresh = replace(rules, **values)  # type: ignore[arg-type]  # each value was read as its field's kind
    errors = _impossible(fresh, values) | errors
    changes = tuple(
        Change(field.title, field.words_in(rules), field.words_in(fresh))
        for name, field in FIELDS.items()
        if name in values
    )
    return Asked(fresh, changes, DrawnForm(texts, errors, notes), not OF_MARKS.isdisjoint(values))


def _travelling(value: Value) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _unreadable(field: RuleField) -> str:
    match field.kind:
        case Kind.AVERAGE:
            return f"Нужно число {field.range_words}, не больше двух цифр после запятой, например 4,50."
        case Kind.NUMBER:
            return f"Нужно целое число {field.range_words}."
        case _:
            return "Выберите одно из двух."


def _impossible(rules: MarkingRules, changed: Mapping[str, Value]) -> dict[str, str]:
    """Return what is wrong, each at the field that the sender has to look at, the first of each only."""
    errors: dict[str, str] = {}
    for flaw in check_rules(rules):
        at = flaw.beside if flaw.setting not in changed and flaw.beside in changed else flaw.setting
        errors.setdefault(at, _unordered(rules, flaw, at) if flaw.flaw is Flaw.ORDER else _unreadable(FIELDS[at]))
    return errors


def _unordered(rules: MarkingRules, flaw: Impossible, at: str) -> str:
    gap = next(least for greater, smaller, least in ORDERED if (greater, smaller) == (flaw.beside, flaw.setting))
    if at == flaw.setting:
        other, relation = FIELDS[flaw.beside], "меньше" if gap else "не больше"
    else:
        other, relation = FIELDS[flaw.setting], "больше" if gap else "не меньше"
    return f"Нужно {relation} {other.words_in(rules)}: это {other.short}."
