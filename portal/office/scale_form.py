"""What the sent forms of scales ask for: one scale's name and values, or which scale a subject has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.regulations import MarkScale
from app.domain.scales import Scale, read_scale, scale_text
from portal.admin.scales import name_flaw, values_flaw
from portal.office.forms import DrawnForm, Form, Standing, standing
from portal.office.rule_form import UNSAVED, Change

NAMES = {"name": "Название", "values": "Значения"}
"""The fields of a scale's form and what they are called."""

GIVEN = "scale"
"""The one field of a subject's form."""

TAKEN = "Шкала с таким названием уже есть."

_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class AskedScale:
    """What a form asks for; it can be done where form.errors is empty."""

    scale: Scale
    changes: tuple[Change, ...]
    form: DrawnForm


def texts_of(scale: MarkScale | None) -> dict[str, str]:
    """Return what stands in the fields of a scale's form. scale: None for a new one."""
    return {"name": scale.name, "values": scale.scheme} if scale else {"name": "", "values": ""}


def asked_scale(now: MarkScale | None, scales: Sequence[MarkScale], sent: Form) -> AskedScale:
    """Return what a form asks for. now: the scale as it is, None for a new one, which alone has a name to be typed.

    scales: all of the school. sent: holds each of NAMES.
    """
    kept = texts_of(now)
    texts = {name: _SPACES.sub(" ", sent.typed[name]).strip(" ") for name in NAMES}
    errors: dict[str, str] = {}
    notes: dict[str, str] = {}
    if now is not None:
        texts["name"] = now.name
        stands = standing(drawn=sent.drawn["values"], wanted=texts["values"], now=now.scheme)
        words = f"Пока вы заполняли форму, это изменили: теперь {now.scheme}."
        if stands is Standing.MOVED:
            texts["values"], notes["values"] = now.scheme, words
        elif stands is Standing.CLASH:
            errors["values"] = f"{words} {UNSAVED}"
    scale = read_scale(texts["name"], texts["values"])
    errors = _wrong(scale, [] if now else scales) | errors
    if not errors:
        texts["values"] = scale_text(scale)
    changes = tuple(Change(NAMES[name], kept[name], texts[name]) for name in NAMES if texts[name] != kept[name])
    return AskedScale(scale, changes, DrawnForm(texts, errors, notes))


def _wrong(scale: Scale, others: Sequence[MarkScale]) -> dict[str, str]:
    found = {"name": name_flaw(scale.name), "values": values_flaw(scale)}
    errors = {name: f"{words[:1].upper()}{words[1:]}." for name, words in found.items() if words}
    if scale.name.casefold() in {each.name.casefold() for each in others}:
        errors["name"] = TAKEN
    return errors
