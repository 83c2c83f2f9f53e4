"""An author whose PC is gone for good, and a portal put back to before: what others had seen of it comes back."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.columns import record_of
from app.domain.witnesses import SEEN_TYPES, Share, shares_of
from app.services.deciding import decide, read_held
from app.store.tables import TABLES
from tests.simulation.acts import TEACHING, Act
from tests.simulation.checking import check_pc
from tests.simulation.pcs import SimulatedPc
from tests.simulation.school import Template
from tests.simulation.world import a_world
from tests.small_school import BORIS

Standing = set[tuple[str, Share]]

WRITTEN = 60


@pytest.mark.parametrize("seed", range(2))
def test_what_an_author_who_is_gone_had_written_comes_back_from_those_who_had_seen_it(
    template: Template, tmp_path: Path, seed: int
) -> None:
    """I2, I14, I15: whatever the author had done, and in whatever order it is put back."""
    with a_world(template, tmp_path / "world", seed) as world:
        world.network.calm = True
        author, deputy = world.pcs[0], next(pc for pc in world.pcs if pc.teacher == BORIS)
        _work(author, world.chance.choices(TEACHING, k=WRITTEN // 2))
        world.settle()
        world.back_up()
        _work(author, world.chance.choices(TEACHING, k=WRITTEN))
        world.settle()
        seen = set(_standing(deputy))
        world.restore()
        author.store.close()
        shutil.rmtree(author.folder)
        world.pcs.remove(author)
        world.settle()
        lost = seen - set(_standing(deputy))
        assert lost
        while _accept_all(deputy):
            world.settle()
        assert {(key, share) for key, share in seen if share.text} <= set(_standing(deputy))
        with world.network.served.dependencies.engine.connect() as connection:
            for pc in world.pcs:
                check_pc(pc, connection)


def _work(pc: SimulatedPc, acts: Iterable[Act]) -> None:
    for act in acts:
        pc.write(act)


def _standing(pc: SimulatedPc) -> Iterator[tuple[str, Share]]:
    """Yield whatever says something in a journal, by its row."""
    with pc.store.reading() as unit:
        for kind in SEEN_TYPES:
            for row in unit.connection.execute(select(TABLES[kind])):
                seen = record_of(kind, row)
                yield from ((seen.id, share) for share in shares_of(seen))


def _accept_all(deputy: SimulatedPc) -> int:
    with deputy.store.unit() as unit:
        waiting = [item.id for item in read_held(unit)]
        decide(unit, entries=waiting, accept=True)
    return len(waiting)
