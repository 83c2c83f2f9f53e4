"""Copied and put back disks of real desktops: noticed within one exchange, nothing lost, nothing doubled (I16, P12)."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select
from typing_extensions import override

from app.errors import PortalSilentError
from app.services.forking import NO_LEASE, Lease, is_forgetful, lease_of
from app.store.tables import identity, outbox
from app.wire.messages import ExchangeAnswer, ExchangeAsk, ForkAnswer, ForkAsk, KnownAnswer, KnownAsk
from sync.http_portal import HttpPortal
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop, a_copy_of, started_from


class Losing(HttpPortal):
    """Loses replies. lost: how many of each question are still to be lost after the portal has worked on them."""

    def losing(self, **lost: int) -> "Losing":
        self.lost = lost
        return self

    @override
    def exchange(self, ask: ExchangeAsk, lease: Lease = NO_LEASE) -> ExchangeAnswer:
        answer = super().exchange(ask, lease)
        self._lose("exchange")
        return answer

    @override
    def known(self, ask: KnownAsk) -> KnownAnswer:
        answer = super().known(ask)
        self._lose("known")
        return answer

    @override
    def fork(self, ask: ForkAsk) -> ForkAnswer:
        answer = super().fork(ask)
        self._lose("fork")
        return answer

    def _lose(self, name: str) -> None:
        if self.lost.get(name, 0):
            self.lost[name] -= 1
            raise PortalSilentError


def losing(desktop: Desktop, **lost: int) -> Losing:
    return Losing(desktop.profile.address, desktop.profile, desktop.clock, desktop.session).losing(**lost)


def name_of(desktop: Desktop) -> str:
    with desktop.store.reading() as unit:
        return str(unit.connection.execute(select(identity.c.replica)).scalar_one())


def values(desktop: Desktop, pupils: Sequence[int]) -> list[list[str]]:
    return [[mark.value for mark in desktop.cell(PUPILS[at]).marks] for at in pupils]


def agree(*desktops: Desktop) -> None:
    for _ in range(2):
        for each in desktops:
            each.round()
    assert len({each.dump() for each in desktops}) == 1
    assert all(each.waiting() == 0 for each in desktops)


@pytest.mark.parametrize("first", [0, 1])
def test_both_copies_of_a_pc_keep_what_they_wrote(anna: Desktop, boris: Desktop, tmp_path: Path, first: int) -> None:
    """P12: one entry waited when the disk was copied, and both go on from there; whichever comes first."""
    anna.put("5")
    with started_from(anna, a_copy_of(anna, tmp_path / "copy")) as other:
        anna.put("4", PUPILS[1])
        other.put("3", PUPILS[2])
        other.put("2", PUPILS[3])
        two = (anna, other) if first == 0 else (other, anna)
        two[0].round()
        assert name_of(two[0]) == anna.profile.replica
        two[1].round()
        assert name_of(two[1]) != anna.profile.replica
        assert [told.stage for told in two[1].told].count("copied") == 1
        agree(anna, other, boris)
        assert values(boris, range(4)) == [["5"], ["4"], ["3"], ["2"]]
        assert (other.attention(), anna.attention()) == (0, 0)


def test_a_disk_put_back_behind_answered_entries_is_noticed_and_goes_on(
    anna: Desktop, boris: Desktop, tmp_path: Path
) -> None:
    """P12: also when nothing new was written."""
    anna.put("5")
    anna.round()
    before = a_copy_of(anna, tmp_path / "before")
    anna.put("4", PUPILS[1])
    anna.put("3", PUPILS[1], LESSONS[1])
    anna.round()
    with started_from(anna, before) as back:
        back.round()
        assert name_of(back) != anna.profile.replica
        back.put("2", PUPILS[2])
        agree(back, boris)
        assert values(boris, range(3)) == [["5"], ["4"], ["2"]]


def test_what_a_copy_filed_under_the_same_numbers_hides_nothing(
    anna: Desktop, boris: Desktop, portal_process: PortalProcess, tmp_path: Path
) -> None:
    """I2, I15: the portal is put back, and the other copy is there first, under the name that both have."""
    portal_process.stop()
    shutil.copytree(portal_process.data, tmp_path / "yesterday")
    portal_process.start()
    with started_from(anna, a_copy_of(anna, tmp_path / "copy")) as other:
        # sent one by one: whoever has renewed the lease more often is believed after a restored portal
        for value, pupil in (("5", PUPILS[0]), ("4", PUPILS[1])):
            anna.put(value, pupil)
            anna.round()
        portal_process.stop()
        shutil.rmtree(portal_process.data)
        shutil.copytree(tmp_path / "yesterday", portal_process.data)
        portal_process.start()
        other.put("3", PUPILS[2])
        other.put("2", PUPILS[3])
        other.round()
        assert name_of(other) == anna.profile.replica
        agree(anna, other, boris)
        assert values(boris, range(4)) == [["5"], ["4"], ["3"], ["2"]]


def test_an_entry_of_before_the_copy_can_be_changed_after_it(anna: Desktop, boris: Desktop, tmp_path: Path) -> None:
    """The number on which a change builds means the copy's own entry, whichever name it bore."""
    anna.put("5")
    with started_from(anna, a_copy_of(anna, tmp_path / "copy")) as other:
        anna.put("4", PUPILS[1])
        anna.round()
        other.put("3", PUPILS[1])
        other.put("3")
        agree(anna, other, boris)
        assert sorted(mark.value for mark in boris.cell(PUPILS[1]).marks) == ["3", "4"]
        assert "3" in [mark.value for mark in boris.cell().marks]


@pytest.mark.parametrize("question", ["exchange", "known", "fork"])
def test_a_lost_reply_in_the_middle_costs_nothing(anna: Desktop, boris: Desktop, tmp_path: Path, question: str) -> None:
    with started_from(anna, a_copy_of(anna, tmp_path / "copy")) as other:
        anna.put("4")
        anna.round()
        other.put("3", PUPILS[1])
        with pytest.raises(PortalSilentError):
            other.round(portal=losing(other, **{question: 1}))
        agree(other, anna, boris)
        assert values(boris, range(2)) == [["4"], ["3"]]
        with other.store.reading() as unit:
            assert unit.connection.execute(select(outbox.c.id).where(outbox.c.outcome.is_(None))).first() is None


def test_a_lease_that_was_asked_for_and_never_answered_is_no_copy(anna: Desktop) -> None:
    """The program dies between writing the coming lease down and hearing of it."""
    anna.put("5")
    with pytest.raises(PortalSilentError):
        anna.round(portal=losing(anna, exchange=1))
    with anna.store.reading() as unit:
        assert lease_of(unit).coming
    anna.round()
    assert name_of(anna) == anna.profile.replica
    with anna.store.reading() as unit:
        assert not lease_of(unit).coming


def test_a_disk_that_is_forgotten_at_each_start_is_told(anna: Desktop, tmp_path: Path) -> None:
    image = a_copy_of(anna, tmp_path / "image")
    anna.put("5")
    anna.round()
    found = []
    for start in range(2):
        with started_from(anna, a_copy_of_folder(image, tmp_path / str(start))) as again:
            again.round()
            with again.store.reading() as unit:
                found.append(is_forgetful(unit))
    assert found == [False, True]


def a_copy_of_folder(source: Path, target: Path) -> Path:
    return Path(shutil.copytree(source, target))
