"""A work as a teacher describes it."""

from dataclasses import dataclass

from app.ids import WorkTypeId


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """weight: 0..10, usually that of its kind; 0 informs only. title: may be empty where the kind says enough."""

    type: WorkTypeId
    title: str
    weight: int
