"""Finds a week's timetable in which no teacher is in two places and no class has a gap."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from resources.demo.curriculum import ALGEBRA, GEOMETRY, ClassPlan, Load

DAYS = 5
SHIFT_OFFSET = 6
"""The seventh lesson of the first shift and the first of the second overlap, so they share a slot."""

TUESDAY = 1
PINNED = {
    ("7Б", ALGEBRA): (TUESDAY, 2),
    ("7А", ALGEBRA): (TUESDAY, 3),
    ("8А", GEOMETRY): (TUESDAY, 4),
    ("9А", ALGEBRA): (TUESDAY, 5),
    ("7Б", GEOMETRY): (TUESDAY, 6),
}
"""Lessons of the demo teacher that the guided tour counts on: (day, number)."""

CLASH, REPEAT = 20, 1
HOT, COLD, STEPS = 3.0, 0.15, 400_000

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """One lesson a week of a class: the loads taught side by side."""

    loads: tuple[Load, ...]

    @property
    def subject(self) -> str:
        """Return what is taught."""
        return self.loads[0].subject


@dataclass(frozen=True, slots=True)
class Placed:
    """A load's place in the week. day: 1 Monday to 5. number: by the bells of its shift."""

    load: Load
    day: int
    number: int


class NoTimetableError(Exception):
    """The search ended with clashes left; another seed may do."""


def timetable(random: Random, loads: Sequence[Load]) -> list[Placed]:
    """Return every lesson of the week by class, day and number.

    Raises:
        NoTimetableError: none was found.
    """
    search = _Search(random, loads)
    search.run()
    return search.result()


class _Search:
    """Simulated annealing: lessons of one class change places until nobody clashes."""

    def __init__(self, random: Random, loads: Sequence[Load]) -> None:
        self.random = random
        self.units: dict[ClassPlan, list[Unit]] = _units(loads)
        self.places = {each: _places(len(units)) for each, units in self.units.items()}
        self.busy: Counter[tuple[str, int, str]] = Counter()
        self.subjects: Counter[tuple[str, int, str]] = Counter()
        self.cost = 0
        for each in self.units:
            self._start(each)

    def run(self) -> None:
        """Swap until the clashes are gone and the repeats are few."""
        movable = {
            each: [index for index, unit in enumerate(units) if not self._is_pinned(each, unit, index)]
            for each, units in self.units.items()
        }
        listed = list(self.units)
        for step in range(STEPS):
            heat = HOT * (COLD / HOT) ** (step / STEPS)
            each = self.random.choice(listed)
            first, second = self.random.sample(movable[each], 2)
            before = self.cost
            self._swap(each, first, second)
            if self.cost > before and self.random.random() >= math.exp((before - self.cost) / heat):
                self._swap(each, first, second)

    def result(self) -> list[Placed]:
        """Return the lessons found."""
        if any(count > 1 for count in self.busy.values()):
            raise NoTimetableError
        return [
            Placed(load, day + 1, number)
            for each, units in self.units.items()
            for (day, number), unit in sorted(zip(self.places[each], units, strict=True), key=lambda pair: pair[0])
            for load in unit.loads
        ]

    def _start(self, each: ClassPlan) -> None:
        self.random.shuffle(self.units[each])
        for (title, subject), place in PINNED.items():
            if title == each.title:
                units = self.units[each]
                index = next(i for i, unit in enumerate(units) if unit.subject == subject)
                wanted = self.places[each].index(place)
                units[index], units[wanted] = units[wanted], units[index]
        for index in range(len(self.units[each])):
            self._count(each, index, 1)

    def _is_pinned(self, each: ClassPlan, unit: Unit, index: int) -> bool:
        return PINNED.get((each.title, unit.subject)) == self.places[each][index]

    def _swap(self, each: ClassPlan, first: int, second: int) -> None:
        units = self.units[each]
        self._count(each, first, -1)
        self._count(each, second, -1)
        units[first], units[second] = units[second], units[first]
        self._count(each, first, 1)
        self._count(each, second, 1)

    def _count(self, each: ClassPlan, index: int, change: int) -> None:
        day, number = self.places[each][index]
        unit = self.units[each][index]
        slot = number + (SHIFT_OFFSET if each.shift > 1 else 0)
        for load in unit.loads:
            self._change(self.busy, (load.login, day, str(slot)), change, CLASH)
        self._change(self.subjects, (each.title, day, unit.subject), change, REPEAT)

    def _change(
        self, counter: Counter[tuple[str, int, str]], key: tuple[str, int, str], change: int, price: int
    ) -> None:
        before = counter[key]
        counter[key] = before + change
        self.cost += price * (max(before + change - 1, 0) - max(before - 1, 0))


def _units(loads: Sequence[Load]) -> dict[ClassPlan, list[Unit]]:
    together: dict[tuple[ClassPlan, str], list[Load]] = defaultdict(list)
    for load in loads:
        together[load.school_class, load.subject].append(load)
    units: dict[ClassPlan, list[Unit]] = defaultdict(list)
    for (each, _), parts in together.items():
        units[each] += [Unit(tuple(parts))] * parts[0].hours
    return units


def _places(count: int) -> list[Place]:
    longest = [2, 1, 3, 0, 4]
    lengths = [count // DAYS] * DAYS
    for day in longest[: count % DAYS]:
        lengths[day] += 1
    return [(day, number) for day, length in enumerate(lengths) for number in range(1, length + 1)]
