"""What a teacher wrote while the portal was out of reach: a term's mix of changes in the measured school."""

from collections.abc import Iterator
from itertools import cycle, islice, product

from app.domain.records import Mark
from app.operations import MarkAdd, MarkAnnul, MarkSet, Operation
from app.store.unit import Store, Unit
from benchmarks.school import JOURNALS, lesson_id, pupil_id, size_of

CHANGES = 10_000
ROUND = (7, 2, 1)
"""Of ten changes: marks given, changed, taken back."""

SLICE = 50
"""Changes in one transaction; a teacher makes one after another, but that is not what is measured here."""


def write_offline(store: Store, changes: int) -> None:
    """Write changes of the mix. changes: a multiple of SLICE."""
    places = cells()
    for _ in range(changes // SLICE):
        with store.unit() as unit:
            for _ in range(SLICE // sum(ROUND)):
                _round(unit, places)


def cells() -> Iterator[tuple[int, int, int]]:
    """Yield journal, row and column of one cell after another, lesson by lesson, again and again."""
    everything = (
        (place, row, column)
        for place in range(JOURNALS)
        for column, row in product(range(size_of(place)[1]), range(size_of(place)[0]))
    )
    return cycle(everything)


def _round(unit: Unit, places: Iterator[tuple[int, int, int]]) -> None:
    added, changed, annulled = ROUND
    marks = [_added(unit, *place) for place in islice(places, added)]
    for mark in marks[:changed]:
        unit.record(Operation(MarkSet("3" if mark.value == "4" else "4"), ent=mark.id, base=mark.token))
    for mark in marks[changed : changed + annulled]:
        unit.record(Operation(MarkAnnul(""), ent=mark.id, base=mark.token))


def _added(unit: Unit, place: int, row: int, column: int) -> Mark:
    value = "5443322"[(row + column) % 7]
    recorded = unit.record(Operation(MarkAdd(lesson_id(place, column), pupil_id(place, row), None, value))).recorded
    mark = recorded[0].after
    assert isinstance(mark, Mark)
    return mark
