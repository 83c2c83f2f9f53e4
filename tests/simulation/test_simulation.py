"""Simulated schools under every fault at once; each seed is a history of its own, printed where it fails."""

import shutil
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

import sync.rounds
from app.changes import Changes
from app.services.receiving import forget_cursor
from app.wire.messages import Cursor
from sync.pulling import fetch_scope
from tests.simulation.acts import add_mark
from tests.simulation.checking import check_pc, play
from tests.simulation.network import Link
from tests.simulation.pcs import NeedlessRepairError, SimulatedPc
from tests.simulation.world import Template, a_world


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_doubled_or_different(template: Template, tmp_path: Path, seed: int) -> None:
    """I1-I8, I10, I11, I13-I15."""
    play(template, tmp_path / "world", seed)


@pytest.mark.parametrize("believed", [False, True])
def test_a_page_of_a_lost_history_is_not_believed(
    template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, believed: bool
) -> None:
    """I14, found by a seed: the portal is put back to a state between two pages of a first synchronisation.

    believed: as it would be without telling the portal what has been seen; then only the comparison puts it right.
    """
    if believed:
        monkeypatch.setattr(sync.rounds, "seen_of", lambda _unit: Cursor())
    with a_world(template, tmp_path / "world", 0) as world:
        world.network.calm = True
        reader, writer = world.pcs[0], world.pcs[2]
        with reader.store.unit() as unit:
            forget_cursor(unit)
        _fetch(reader, parts=1)
        world.back_up()
        for _ in range(4):
            writer.write(add_mark)
        writer.round()
        _fetch(reader, parts=10)
        world.restore()
        # what was written after the copy is lost with its author's disk, so that nobody brings it back
        shutil.rmtree(writer.folder)
        world.pcs.remove(writer)
        with pytest.raises(NeedlessRepairError) if believed else nullcontext():
            reader.round()
            with world.network.served.dependencies.engine.connect() as connection:
                check_pc(reader, connection)


def _fetch(pc: SimulatedPc, *, parts: int) -> None:
    """Fetch so many pages of what is missing, without reading the feed."""
    stop, left = threading.Event(), [parts]

    def taken(_rows: int, _changes: Changes) -> None:
        left[0] -= 1
        if not left[0]:
            stop.set()

    fetch_scope(pc.store, Link(pc.network, pc.profile, pc.clock), begun=lambda *_: None, taken=taken, stop=stop)
