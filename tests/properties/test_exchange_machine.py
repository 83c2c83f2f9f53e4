"""I2-I5, I7, I8, I11, I14, I15: whatever PCs, network, office and portal do, in the end all hold the same, once.

Hypothesis chooses what happens, and makes the shortest story of one that goes wrong. `make soak` plays seeds instead.
"""

import random
import shutil
import tempfile
import threading
from collections import defaultdict
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from hypothesis.stateful import rule as when
from sqlalchemy import select
from typing_extensions import override

import app.services.receiving
from app.errors import CursorLostError, PortalSilentError, SyncError
from app.services.forking import NO_LEASE, Lease
from app.services.receiving import cursor_of, take_exchange
from app.store.tables import TABLES
from app.wire.messages import Cursor, ExchangeAnswer, ExchangeAsk
from sync.courier import hand_in_lost
from sync.pulling import entries_of
from sync.rounds import run_round
from tests.simulation.acts import (
    Act,
    add_mark,
    annul_mark,
    close_term,
    comment_mark,
    decide,
    set_attendance,
    set_mark,
    write_homework,
    write_topic,
)
from tests.simulation.checking import check
from tests.simulation.network import Link
from tests.simulation.pcs import SimulatedPc
from tests.simulation.school import LOGINS, Template, make_template
from tests.simulation.world import World, a_world

STORIES, STEPS = 6, 20
PCS = st.integers(0, len(LOGINS) - 1)
BORIS_PC = LOGINS.index("boris")
SEEDS = st.integers(0, 50)
"""From which an act draws what exactly it does."""

ACTS = st.sampled_from(
    (add_mark, add_mark, set_mark, annul_mark, comment_mark, set_attendance, write_topic, write_homework)
)


class DeafLink(Link):
    """A way on which every answer to an exchange is lost after the portal has done what was asked."""

    @override
    def exchange(self, ask: ExchangeAsk, lease: Lease = NO_LEASE) -> ExchangeAnswer:
        super().exchange(ask, lease)
        raise PortalSilentError


class Exchanges(RuleBasedStateMachine):
    """A school whose weather is fine unless a rule says otherwise; who does not exchange is offline."""

    template: ClassVar[Template]

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="machine"))
        self._context = a_world(self.template, self._folder / "world", 0)
        self._world: World = self._context.__enter__()
        self._world.network.calm = True
        self._read: dict[int, list[Cursor]] = defaultdict(list)

    @when(pc=PCS, act=ACTS, seed=SEEDS)
    def somebody_enters(self, pc: int, act: Act, seed: int) -> None:
        self._write(pc, act, seed)

    @when(act=st.sampled_from((close_term, decide)), seed=SEEDS)
    def the_deputy_head_leads(self, act: Act, seed: int) -> None:
        self._write(BORIS_PC, act, seed)

    @when(pc=PCS)
    def a_pc_exchanges(self, pc: int) -> None:
        self._world.pcs[pc].round()
        with self._world.pcs[pc].store.reading() as unit:
            self._read[pc].append(cursor_of(unit))

    @when(pc=PCS)
    def a_reply_is_lost(self, pc: int) -> None:
        """I3."""
        with suppress(PortalSilentError):
            _round_over(self._world.pcs[pc], DeafLink)

    @when(pc=PCS)
    def a_pc_restarts(self, pc: int) -> None:
        self._world.pcs[pc].restart()

    @when()
    def the_office_writes(self) -> None:
        self._world.office()

    @when(pc=PCS, want=st.integers(1, 5), back=st.integers(0, 5))
    def pages_overlap(self, pc: int, want: int, back: int) -> None:
        """I4: what was read before is read once more, in other pages, and nothing is different."""
        self.a_pc_exchanges(pc)
        reader = self._world.pcs[pc]
        before = _shown(reader)
        with suppress(CursorLostError):
            _read_again(reader, self._read[pc][-1 - back % len(self._read[pc])], want)
            assert _shown(reader) == before

    @when()
    def the_portal_is_copied(self) -> None:
        self._world.back_up()

    @when()
    def the_portal_is_restored(self) -> None:
        """I15."""
        self._world.restore()

    @override
    def teardown(self) -> None:
        try:
            self._world.settle()
            check(self._world)
        finally:
            self._context.__exit__(None, None, None)
            shutil.rmtree(self._folder)

    def _write(self, pc: int, act: Act, seed: int) -> None:
        self._world.pcs[pc].write(lambda unit, _: act(unit, random.Random(seed)))  # noqa: S311 (wants to be repeated)


def _round_over(pc: SimulatedPc, kind: type[Link]) -> None:
    link = kind(pc.network, pc.profile, pc.clock)
    run_round(
        pc.store,
        link,
        author_seed=pc.profile.author_seed,
        progress=lambda _: None,
        stop=threading.Event(),
        fill_gap=lambda: hand_in_lost(pc.store, pc.spool, link),
    )


def _read_again(pc: SimulatedPc, since: Cursor, want: int) -> None:
    link, more = Link(pc.network, pc.profile, pc.clock), True
    while more:
        answer = link.exchange(ExchangeAsk(since, want=want))
        since = since if answer.next == Cursor() else answer.next
        with pc.store.unit() as unit:
            take_exchange(unit, outcomes=(), feed=entries_of(answer.feed), next_cursor=since)
        more = answer.more


def _shown(pc: SimulatedPc) -> dict[str, set[tuple[object, ...]]]:
    with pc.store.reading() as unit:
        return {table.name: set(map(tuple, unit.connection.execute(select(table)))) for table in TABLES.values()}


@pytest.fixture(scope="session")
def template(school_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(school_template, tmp_path_factory.mktemp("machine") / "template")


def play(template: Template, stories: int) -> None:
    """Let Hypothesis try so many stories."""
    Exchanges.template = template
    told = settings(
        max_examples=stories, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Exchanges, settings=told)


@pytest.mark.timeout(300)
def test_every_story_ends_in_agreement(template: Template) -> None:
    """I2-I5, I7, I8, I11, I14, I15."""
    play(template, STORIES)


@pytest.mark.parametrize("planted", [False, True])
def test_entries_that_are_not_sent_again_end_a_story_badly(
    template: Template, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    """The control: without I15 an entry is lost with a restored portal, and the machine's end says so."""
    if planted:
        monkeypatch.setattr(app.services.receiving, "reopen", lambda *_: None)
    Exchanges.template = template
    story = Exchanges()
    story.the_portal_is_copied()
    for seed in range(3):
        story.somebody_enters(0, add_mark, seed)
    story.a_pc_exchanges(0)
    story.the_portal_is_restored()
    with pytest.raises((AssertionError, SyncError)) if planted else nullcontext():
        story.teardown()
