"""A portal that no longer speaks with a program keeps what it has waiting, and the program loses nothing (I2, I17)."""

import threading
from dataclasses import dataclass

import pytest

from app.errors import PortalTooNewError
from app.wire.messages import ExchangeAnswer, ExchangeAsk, ParkAnswer, ParkAsk
from sync.http_portal import HttpPortal
from sync.parking import Parking
from tests.small_school import LESSONS
from tests.sync.desktops import Desktop
from ui.portal_rounds import PortalRounds


@dataclass
class Counted:
    """The portal, which counts what it is handed in."""

    portal: HttpPortal
    records: int = 0

    def park(self, ask: ParkAsk) -> ParkAnswer:
        self.records += len(ask.records)
        return self.portal.park(ask)


def test_what_waits_is_kept_once_and_stays_in_the_outbox(anna: Desktop, boris: Desktop) -> None:
    for n in range(3):
        anna.put("5", lesson=LESSONS[n])
    counted, parking = Counted(anna.portal()), Parking(anna.store, anna.spool)
    assert (parking.park(counted), anna.waiting(), counted.records) == (3, 3, 3)
    anna.put("4", lesson=LESSONS[3])
    assert (parking.park(counted), anna.waiting(), counted.records) == (4, 4, 4)
    boris.round()
    assert [mark.value for n in range(4) for mark in boris.cell(lesson=LESSONS[n]).marks] == ["5", "5", "5", "4"]
    anna.round()
    assert (anna.waiting(), anna.dump()) == (0, boris.dump())


def test_a_round_with_a_portal_that_is_too_new_says_how_many_entries_it_keeps(
    anna: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.put("5")

    def too_new(_portal: HttpPortal, _ask: ExchangeAsk, *_more: object) -> ExchangeAnswer:
        raise PortalTooNewError

    rounds = PortalRounds(anna.store, anna.spool, anna.profile, anna.clock, copies=True)
    monkeypatch.setattr(HttpPortal, "exchange", too_new)
    for _ in range(2):
        with pytest.raises(PortalTooNewError) as refused:
            rounds(lambda _: None, threading.Event())
        assert (refused.value.parked, anna.waiting()) == (1, 1)
