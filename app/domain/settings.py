"""The school's settings as they travel, one by one, and the rules that they make."""

from collections.abc import Iterable
from dataclasses import asdict

import msgspec

from app.domain.rules import MarkingRules, check_rules


def rules_of(settings: Iterable[tuple[str, str]]) -> MarkingRules:
    """Return the defaults with these settings; one that is not known here, or makes no sense, is passed over.

    settings: name, a field of MarkingRules, and value as text: a number, a word, "1" or "0".
    """
    rules = MarkingRules()
    for name, text in settings:
        rules = _with(rules, name, text)
    return rules if not check_rules(rules) else MarkingRules()


def setting_text(rules: MarkingRules, name: str) -> str:
    """Return a setting's value as it travels."""
    value = getattr(rules, name)
    return str(int(value)) if isinstance(value, bool) else str(value)


def _with(rules: MarkingRules, name: str, text: str) -> MarkingRules:
    named = asdict(rules)
    if name not in named:
        return rules
    try:
        return msgspec.convert(named | {name: text}, MarkingRules, strict=False)
    except msgspec.ValidationError:
        return rules
