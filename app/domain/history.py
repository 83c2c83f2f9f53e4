"""What became of a thing, change by change, as plain values; and the order in which its changes were made."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.attention import About
from app.domain.debts import PAID
from app.domain.pages import Standing
from app.ids import LessonId, OperationId, PupilId

IN_FORCE = {Standing.SENT, Standing.WAITING}
"""Standings of changes that are in force, or were until the next one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a thing.

    id: the operation, empty where it is not known. standing: as in IN_FORCE, or why it never came into force.
    before: None for a first entry. after: empty for what was taken back, PAID for a debt that a mark has paid.
    author: short name, empty where unknown. this_pc: None where unknown. wall: the time its PC claimed, ISO 8601, empty
    where unknown. ground: why it is held or was refused, the portal's word. decision: of the deputy head, with who
    decided and the answer. by_office: the school office made it.
    """

    id: str
    standing: Standing
    before: str | None
    after: str
    author: str = ""
    is_mine: bool = False
    this_pc: bool | None = None
    wall: str = ""
    reason: str = ""
    is_private: bool = False
    ground: str = ""
    decision: str = ""
    decided_by: str = ""
    answer: str = ""
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """One thing with its steps, the newest first.

    label: the work that a mark was given for, empty for an answer at the lesson. now: what stands. base: token of
    that, None where nothing does. lesson: None for a mark for a period.
    """

    entity: str
    about: About
    label: str
    now: str
    base: OperationId | None
    steps: tuple[Step, ...]
    lesson: LessonId | None = None
    pupil: PupilId | None = None

    def can_restore(self, step: Step) -> bool:
        """Whether what a step left behind can be brought back: it was in force and does not stand now."""
        return step.standing in IN_FORCE and step.after not in {self.now, PAID}


@dataclass(frozen=True, slots=True)
class History:
    """The things of a cell or a lesson that have changed or stand. kinds: names of the kinds of work, by id."""

    threads: tuple[Thread, ...]
    kinds: dict[str, str]


def in_order(steps: Iterable[Step], now: str) -> list[Step]:
    """Return changes from the first to the last: each begins with what the one before it left, the last left *now*.

    steps: as they came here; among several that fit, the one that came later is taken for the later one. A PC's clock
    decides nothing.
    """
    left, ordered, wanted = list(steps), [], now
    while left:
        fitting = [place for place, step in enumerate(left) if step.after == wanted] or [len(left) - 1]
        step = left.pop(fitting[-1])
        ordered.append(step)
        wanted = step.before or ""
    return ordered[::-1]


def with_others(ordered: Iterable[Step], others: Iterable[Step]) -> tuple[Step, ...]:
    """Return steps newest first, with those that never came into force where their PCs claim that they belong."""
    found = list(ordered)[::-1]
    for step in sorted(others, key=_claimed):
        place = next((n for n, each in enumerate(found) if _claimed(each) <= _claimed(step)), len(found))
        found.insert(place if step.wall else 0, step)
    return tuple(found)


def as_private(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return steps of which the newest in force is marked as not for the parent."""
    newest = next((n for n, step in enumerate(steps) if step.standing in IN_FORCE), None)
    return tuple(replace(step, is_private=True) if n == newest else step for n, step in enumerate(steps))


def _claimed(step: Step) -> float:
    try:
        return datetime.fromisoformat(step.wall).timestamp()
    except (ValueError, OverflowError):
        return 0.0
