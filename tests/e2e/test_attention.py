"""Two teachers whose entries met: each sees both sides, one of them decides, and it is decided for both."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.domain.attention import AttentionItem
from app.domain.pages import Standing
from app.services.attention import read_attention, resolve
from app.services.undoing import revert
from tests.portal_process import PortalProcess
from tests.sync.desktops import Desktop, a_desktop

Pair = tuple[Desktop, Desktop]


@pytest.fixture
def teachers(portal_process: PortalProcess, tmp_path: Path) -> Iterator[Pair]:
    """Anna's 3 came first, Boris' 2 met it; both PCs know."""
    with ExitStack() as stack:
        anna, boris = (
            stack.enter_context(a_desktop(tmp_path / name, portal_process, name)) for name in ("anna", "boris")
        )
        exchange(anna, boris)
        anna.put("4")
        exchange(anna, boris)
        anna.put("3")
        boris.put("2")
        exchange(anna, boris, anna)
        yield anna, boris


def exchange(*desktops: Desktop) -> None:
    for each in desktops:
        each.round()


def listed(desktop: Desktop) -> tuple[AttentionItem, ...]:
    with desktop.store.reading() as unit:
        return read_attention(unit)


def values(desktop: Desktop) -> list[tuple[str, Standing]]:
    return [(mark.value, mark.standing) for mark in desktop.cell().marks]


def test_each_sees_both_sides_and_whose_they_are(teachers: Pair) -> None:
    anna, boris = teachers
    (hers,), (his,) = listed(anna), listed(boris)
    assert (hers.shown, hers.other, hers.author, hers.is_mine, hers.this_pc) == ("3", "2", "Седов Б.", False, False)
    assert (his.shown, his.other, his.author, his.is_mine, his.this_pc) == ("3", "2", "Седов Б.", True, True)
    assert hers.wall == his.wall
    assert hers.wall >= boris.clock.wall.isoformat(timespec="seconds")


@pytest.mark.parametrize(("take_other", "value"), [(True, "2"), (False, "3")])
@pytest.mark.parametrize("decider", [0, 1], ids=["anna", "boris"])
def test_what_one_decides_is_decided_for_both(teachers: Pair, decider: int, take_other: bool, value: str) -> None:
    one, other = teachers[decider], teachers[1 - decider]
    (item,) = listed(one)
    with one.store.unit() as unit:
        resolve(unit, conflict_id=item.id, take_other=take_other)
    exchange(one, other)
    for each in teachers:
        assert (listed(each), values(each), each.waiting()) == ((), [(value, Standing.SENT)], 0)


def test_both_decide_at_once_and_nothing_is_lost(teachers: Pair) -> None:
    for each, take_other in zip(teachers, (True, False), strict=True):
        (item,) = listed(each)
        with each.store.unit() as unit:
            resolve(unit, conflict_id=item.id, take_other=take_other)
    anna, boris = teachers
    exchange(anna, boris, anna)
    for each in teachers:
        assert (listed(each), values(each), each.waiting()) == ((), [("2", Standing.SENT)], 0)


def test_a_decision_that_was_sent_can_be_undone(teachers: Pair) -> None:
    anna, boris = teachers
    (item,) = listed(anna)
    with anna.store.unit() as unit:
        changes = resolve(unit, conflict_id=item.id, take_other=True)
    exchange(anna, boris)
    with anna.store.unit() as unit:
        revert(unit, steps=changes.recorded)
    exchange(anna, boris)
    for each in teachers:
        assert (listed(each), values(each)) == ((), [("3", Standing.SENT)])
