"""A work as a teacher describes it, and the kinds of works that the school has."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.marks import DEFAULT_WEIGHT
from app.domain.records import WorkType
from app.ids import WorkTypeId

ANSWERS = ("Ответ на уроке", "ответ на уроке")
"""How the kind is called whose weight marks without a work have: they are answers at the lesson.

Source: the school's regulation on assessment sets the weight of each kind, this one too.
"""


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """weight: 0..10, usually that of its kind; 0 informs only. title: may be empty where the kind says enough."""

    type: WorkTypeId
    title: str
    weight: int


@dataclass(frozen=True, slots=True)
class WorkKind:
    """A kind of work of the school. weight: 0..10, offered for a new work. colour: "#rrggbb". short: for headers."""

    id: WorkTypeId
    name: str
    short: str
    weight: int
    colour: str


def answer_weight(kinds: Iterable[WorkKind | WorkType]) -> int:
    """Return what a mark without a work weighs."""
    return max((each.weight for each in kinds if each.name in ANSWERS), default=DEFAULT_WEIGHT)


def told_work(kind: str, weight: int, title: str) -> str:
    """Return a work as a Revision keeps it: its kind, weight and title, parted by spaces."""
    return f"{kind} {weight} {title}".rstrip()
