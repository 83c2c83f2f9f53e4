"""Reads the topics of the demo school's plans, one lesson hour after another."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("topics.txt")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a plan. control: the kind of work at its last lesson, empty for none."""

    section: str
    topic: str
    hours: int
    control: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A subject's items for the grades first to last. is_filed: it is one of the school's plan files."""

    subject: str
    first: int
    last: int
    is_filed: bool
    items: tuple[Item, ...]


@cache
def plans() -> tuple[Plan, ...]:
    """Return every plan; those of a single grade come before the general ones of their subject."""
    return tuple(_plan(block) for block in SOURCE.read_text(encoding="utf-8").split("# ") if block.strip())


def plan_of(subject: str, grade: int) -> Plan:
    """Return the plan that fits best."""
    fitting = [each for each in plans() if each.subject == subject and each.first <= grade <= each.last]
    return min(fitting, key=lambda each: each.last - each.first)


def hours_of(plan: Plan) -> list[tuple[str, str]]:
    """Return (topic, kind of work) for each lesson hour in turn; the kind is empty but at the last hour of its item."""
    return [
        (item.topic, item.control if hour == item.hours - 1 else "")
        for item in plan.items
        for hour in range(item.hours)
    ]


def _plan(block: str) -> Plan:
    lines = block.splitlines()
    subject, grades, *rest = (part.strip() for part in lines[0].split("|"))
    first, _, last = grades.partition("-")
    items: list[Item] = []
    section = ""
    for line in lines[1:]:
        if line.startswith("== "):
            section = line.removeprefix("== ")
        elif line.strip():
            topic, hours, *control = (part.strip() for part in line.split("|"))
            items.append(Item(section, topic, int(hours), control[0] if control else ""))
    return Plan(subject, int(first), int(last or first), "plan" in rest, tuple(items))
