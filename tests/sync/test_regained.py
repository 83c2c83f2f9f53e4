"""What a journal has lost and the portal holds is carried no more, unless that portal was put back (I2, I15)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typing_extensions import override

from app.services.profile import read_profile
from app.store.backups import make_copy
from app.store.spool import ANSWERED, read_spool
from app.wire.messages import CourierAnswer, CourierAsk, KnownAnswer, KnownAsk
from sync.http_portal import HttpPortal
from tests.portal_process import PortalProcess
from tests.small_school import PUPILS
from tests.sync.desktops import Desktop, started_from
from tests.sync.test_put_back import damaged_and_put_back, values, whole_round


class Listening(HttpPortal):
    """The portal, and what it was asked about own operations."""

    asked: list[str]

    @override
    def courier(self, ask: CourierAsk) -> CourierAnswer:
        self.asked.append("courier")
        return super().courier(ask)

    @override
    def known(self, ask: KnownAsk) -> KnownAnswer:
        self.asked.append("known")
        return super().known(ask)


def asked_in_a_round(desktop: Desktop) -> list[str]:
    with desktop.store.reading() as unit:
        named = read_profile(unit) or desktop.profile
    portal = Listening(named.address, named, desktop.clock, desktop.session)
    portal.asked = []
    whole_round(desktop, portal)
    return portal.asked


@pytest.fixture
def yesterday(anna: Desktop, boris: Desktop, portal_process: PortalProcess, tmp_path: Path) -> Path:
    """Return the portal's folder before Anna's two entries that her journal will lose."""
    anna.put("3", PUPILS[2])
    whole_round(anna)
    portal_process.stop()
    folder = Path(shutil.copytree(portal_process.data, tmp_path / "yesterday"))
    portal_process.start()
    return folder


@pytest.fixture
def back(anna: Desktop, yesterday: Path, tmp_path: Path) -> Iterator[Desktop]:
    """Yield Anna's PC, whose journal was put back to before two entries that the portal has answered."""
    assert make_copy(anna.store, anna.folder)
    anna.put("5")
    anna.put("4", PUPILS[1])
    whole_round(anna)
    damaged_and_put_back(anna, tmp_path / "back")
    with started_from(anna, tmp_path / "back") as desktop:
        desktop.spool.reserve_numbers(desktop.store)
        yield desktop


def test_what_the_portal_holds_is_carried_no_more(back: Desktop) -> None:
    asked = asked_in_a_round(back)
    assert (asked[0], asked[-1]) == ("courier", "known")
    assert asked_in_a_round(back) == []
    assert back.spool.read() == ()
    assert [each.n for each in read_spool(back.folder / ANSWERED)] == [1, 2, 3]
    assert values(back) == [["5"], ["4"], ["3"]]


def test_a_portal_put_back_gets_it_again_in_the_next_round(
    back: Desktop, boris: Desktop, portal_process: PortalProcess, yesterday: Path
) -> None:
    """The record beside the journal is the only one of these entries that is left anywhere."""
    whole_round(back)
    portal_process.stop()
    shutil.rmtree(portal_process.data)
    shutil.copytree(yesterday, portal_process.data)
    portal_process.start()
    whole_round(back)
    boris.round()
    assert values(back) == values(boris) == [["5"], ["4"], ["3"]]
    assert asked_in_a_round(back) == []
