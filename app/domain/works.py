"""A work as a teacher describes it, and the kinds of works that the school has."""

from dataclasses import dataclass

from app.ids import WorkTypeId


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


def told_work(kind: str, weight: int, title: str) -> str:
    """Return a work as a Revision keeps it: its kind, weight and title, parted by spaces."""
    return f"{kind} {weight} {title}".rstrip()
