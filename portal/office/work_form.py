"""What a sent form of a kind of work asks for: changes, mistakes beside their fields, what others did meanwhile."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from app.domain.records import WorkType
from portal.admin.work_types import LONGEST_NAME, LONGEST_SHORT, WEIGHTS, Wrong, check_work_type
from portal.office.forms import DrawnForm, Form, Standing, standing
from portal.office.rule_form import UNSAVED, Change

NAMES = {"name": "Название", "short": "Коротко", "weight": "Вес", "colour": "Цвет", "place": "Место в списке"}
"""The fields of the form and what they are called."""

_SPACES = re.compile(" +")
_WHOLE = re.compile(r"[0-9]{1,4}")
_WEIGHT_WORDS = f"Нужно целое число от {WEIGHTS.start} до {WEIGHTS.stop - 1}."
_WRONG = {
    ("name", Wrong.EMPTY): "Нужно название.",
    ("name", Wrong.LONG): f"Не длиннее {LONGEST_NAME} знаков.",
    ("name", Wrong.SIGNS): "В названии есть невидимые знаки.",
    ("name", Wrong.TAKEN): "Вид работы с таким названием уже есть.",
    ("short", Wrong.EMPTY): f"Нужно сокращение: от одной до {LONGEST_SHORT} букв.",
    ("short", Wrong.LONG): f"Не длиннее {LONGEST_SHORT} букв.",
    ("short", Wrong.SIGNS): "Только буквы и цифры.",
    ("short", Wrong.TAKEN): "Такое сокращение уже есть у другого вида.",
    ("weight", Wrong.RANGE): _WEIGHT_WORDS,
    ("colour", Wrong.COLOUR): "Нужен цвет, например #c0503f.",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A kind and its place among all. place: 1 for the first. is_new: the school does not have it yet."""

    kind: WorkType
    place: int
    is_new: bool

    @property
    def texts(self) -> dict[str, str]:
        """Return what stands in the form's fields."""
        kind = self.kind
        return {
            "name": kind.name,
            "short": kind.short,
            "weight": str(kind.weight),
            "colour": kind.colour,
            "place": str(self.place),
        }


@dataclass(frozen=True, slots=True)
class AskedWork:
    """What a form asks for. place: None where the order stays. It can be done where form.errors is empty."""

    kind: WorkType
    place: int | None
    changes: tuple[Change, ...]
    form: DrawnForm


def asked_work(slot: Slot, kinds: Sequence[WorkType], sent: Form) -> AskedWork:
    """Return what a form asks for. slot: the kind as it is now. kinds: all of the school. sent: holds each of NAMES."""
    now = slot.texts
    texts = {name: _tidy(name, sent.typed[name]) for name in NAMES}
    errors, notes = {}, {}
    mine: dict[str, str] = {}
    for name, text in texts.items():
        match standing(drawn=sent.drawn[name], wanted=text, now=now[name]):
            case Standing.MINE:
                mine[name] = text
            case Standing.MOVED:
                texts[name] = now[name]
                notes[name] = f"Пока вы заполняли форму, это изменили: теперь {now[name]}."
            case Standing.CLASH:
                errors[name] = f"Пока вы заполняли форму, это изменили: теперь {now[name]}. {UNSAVED}"
    count = len(kinds) + slot.is_new
    kind = _changed(slot.kind, mine)
    others = [each for each in kinds if each.id != kind.id]
    errors = _wrong(kind, others, mine, count) | errors
    changes = tuple(Change(NAMES[name], "" if slot.is_new else now[name], text) for name, text in mine.items())
    place = int(mine["place"]) if "place" in mine and not errors else None
    return AskedWork(kind, place, changes, DrawnForm(texts, errors, notes))


def _tidy(name: str, text: str) -> str:
    words = _SPACES.sub(" ", text).strip(" ")
    return words.lower() if name == "colour" else words


def _changed(kind: WorkType, mine: Mapping[str, str]) -> WorkType:
    """Return the kind with what was typed; a weight that is no number becomes one that cannot be."""
    weight = mine.get("weight", str(kind.weight))
    return replace(
        kind,
        name=mine.get("name", kind.name),
        short=mine.get("short", kind.short),
        weight=int(weight) if _WHOLE.fullmatch(weight) else WEIGHTS.stop,
        colour=mine.get("colour", kind.colour),
    )


def _wrong(kind: WorkType, others: Sequence[WorkType], mine: Mapping[str, str], count: int) -> dict[str, str]:
    errors = {flaw.field: _WRONG[flaw.field, flaw.wrong] for flaw in check_work_type(kind, others)}
    place = mine.get("place", "1")
    if not (_WHOLE.fullmatch(place) and 1 <= int(place) <= count):
        errors["place"] = f"Нужно место от 1 до {count}."
    return errors
