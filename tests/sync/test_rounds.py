"""Rounds of a real journal with a real portal; what stands between them is a Portal of our own making."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import update

import sync.rounds
from app.changes import Changes
from app.domain.pages import Standing
from app.errors import DiskFullError, NotThePortalError, OfflineError, SignedOutError, TooLargeError
from app.services.forking import NO_LEASE, Lease
from app.services.profile import Profile
from app.services.receiving import cursor_of, scope_of, take_exchange
from app.store.tables import identity
from app.store.unit import Unit
from app.wire.messages import (
    ExchangeAnswer,
    ExchangeAsk,
    ForkAnswer,
    ForkAsk,
    HelloAnswer,
    HelloAsk,
    KnownAnswer,
    KnownAsk,
    PingAnswer,
    SnapshotAnswer,
    SnapshotAsk,
)
from sync.portal import Portal
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop, NewDesktop


@dataclass
class Between:
    """Passes every question on; a test changes one answer. asked: the pages asked for."""

    portal: Portal
    page_rows: int = 2_000
    before_exchange: Callable[[ExchangeAsk], None] = lambda _: None
    before_page: Callable[[int], None] = lambda _: None
    spoil: Callable[[SnapshotAnswer], SnapshotAnswer] = lambda answer: answer
    asked: list[SnapshotAsk] = field(default_factory=list)
    exchanged: list[ExchangeAsk] = field(default_factory=list)

    def ping(self) -> PingAnswer:
        return self.portal.ping()

    def hello(self, ask: HelloAsk) -> HelloAnswer:
        return self.portal.hello(ask)

    def exchange(self, ask: ExchangeAsk, lease: Lease = NO_LEASE) -> ExchangeAnswer:
        self.exchanged.append(ask)
        self.before_exchange(ask)
        return self.portal.exchange(ask, lease)

    def known(self, ask: KnownAsk) -> KnownAnswer:
        return self.portal.known(ask)

    def fork(self, ask: ForkAsk) -> ForkAnswer:
        return self.portal.fork(ask)

    def become(self, profile: Profile) -> None:
        self.portal.become(profile)

    def snapshot(self, ask: SnapshotAsk) -> SnapshotAnswer:
        self.before_page(len(self.asked))
        self.asked.append(ask)
        return self.spoil(self.portal.snapshot(replace(ask, limit=self.page_rows)))


def test_the_first_round_brings_the_journals(anna: Desktop) -> None:
    page = anna.page()
    assert [pupil.id for pupil in page.pupils] == list(PUPILS)
    assert [lesson.id for lesson in page.lessons] == list(LESSONS)
    assert {told.stage for told in anna.told} == {"snapshot", "receiving"}
    assert max(told.done for told in anna.told if told.stage == "snapshot") >= len(PUPILS) + len(LESSONS)


def test_a_mark_reaches_the_other_teacher(anna: Desktop, boris: Desktop) -> None:
    anna.put("5")
    assert anna.cell().standing is Standing.WAITING
    assert anna.round().sent == 1
    assert (anna.waiting(), anna.cell().standing) == (0, Standing.SENT)
    brought = boris.round()
    assert [mark.value for mark in boris.cell().marks] == ["5"]
    assert {(cell.pupil, cell.lesson) for cell in brought.changes.cells} == {(PUPILS[0], LESSONS[0])}
    assert anna.dump() == boris.dump()


def test_a_quiet_round_is_one_request(anna: Desktop) -> None:
    between = Between(anna.portal())
    done = anna.round(portal=between)
    assert (len(between.exchanged), done.sent, done.received, bool(done.changes)) == (1, 0, 0, False)


def test_two_who_saw_the_same_mark_both_keep_theirs_and_both_see_the_conflict(anna: Desktop, boris: Desktop) -> None:
    anna.put("4")
    anna.round()
    boris.round()
    anna.put("5")
    boris.put("3")
    for desktop in (anna, boris, anna, boris):
        desktop.round()
    for desktop in (anna, boris):
        shown = desktop.cell()
        assert ([mark.value for mark in shown.marks], [mark.other for mark in shown.marks]) == (["5"], ["3"])
        assert shown.standing is Standing.CONFLICT
        assert desktop.attention() == 1
    assert (anna.waiting(), boris.waiting(), anna.dump()) == (0, 0, boris.dump())


def test_a_first_round_goes_on_where_it_was_cut(new_desktop: NewDesktop) -> None:
    desktop = new_desktop("anna")

    def cut(page: int) -> None:
        if page == 5:
            raise OfflineError

    first = Between(desktop.portal(), page_rows=7, before_page=cut)
    with pytest.raises(OfflineError):
        desktop.round(portal=first)
    second = Between(desktop.portal(), page_rows=7)
    desktop.round(portal=second)
    assert not {(ask.part, ask.after) for ask in first.asked} & {(ask.part, ask.after) for ask in second.asked}
    whole = new_desktop("anna")
    whole.round()
    assert desktop.page() == whole.page()


@pytest.mark.parametrize("rows", [b"[]", b"[1]"])
def test_a_page_that_differs_from_its_digest_changes_nothing(new_desktop: NewDesktop, rows: bytes) -> None:
    desktop = new_desktop("anna")

    def spoilt(answer: SnapshotAnswer) -> SnapshotAnswer:
        return replace(answer, rows=type(answer.rows)(rows))

    with pytest.raises(NotThePortalError):
        desktop.round(portal=Between(desktop.portal(), spoil=spoilt))
    with desktop.store.reading() as unit:
        assert scope_of(unit) == ""
    desktop.round()
    assert len(desktop.page().pupils) == len(PUPILS)


def test_a_batch_that_is_too_large_is_halved_down_to_one(anna: Desktop) -> None:
    for lesson in LESSONS[:10]:
        anna.put("5", lesson=lesson)

    def narrow(ask: ExchangeAsk) -> None:
        if len(ask.ops) > 1:
            raise TooLargeError

    between = Between(anna.portal(), before_exchange=narrow)
    assert anna.round(portal=between).sent == 10
    assert [len(ask.ops) for ask in between.exchanged] == [10, 5, 2, *[1] * 10]
    assert anna.waiting() == 0


def test_one_operation_that_is_too_large_ends_the_round(anna: Desktop) -> None:
    anna.put("5")

    def closed(ask: ExchangeAsk) -> None:
        raise TooLargeError

    with pytest.raises(TooLargeError):
        anna.round(portal=Between(anna.portal(), before_exchange=closed))
    assert anna.waiting() == 1


def test_the_journal_can_be_written_while_the_portal_is_waited_for(anna: Desktop) -> None:
    anna.put("5")
    typed = threading.Event()

    def type_meanwhile(ask: ExchangeAsk) -> None:
        if not typed.is_set():
            anna.put("4", lesson=LESSONS[1])
            typed.set()

    assert anna.round(portal=Between(anna.portal(), before_exchange=type_meanwhile)).sent == 2
    assert anna.waiting() == 0


def test_a_round_that_is_stopped_keeps_what_it_has_not_sent(anna: Desktop) -> None:
    for lesson in LESSONS[:6]:
        anna.put("5", lesson=lesson)

    def narrow(ask: ExchangeAsk) -> None:
        if len(ask.ops) > 3:
            raise TooLargeError
        anna.stop.set()

    assert anna.round(portal=Between(anna.portal(), before_exchange=narrow)).sent == 3
    assert anna.waiting() == 3
    assert anna.round().sent == 0
    anna.stop.clear()
    assert anna.round().sent == 3


def test_what_a_failed_round_has_taken_was_told(anna: Desktop) -> None:
    for lesson in LESSONS[:4]:
        anna.put("5", lesson=lesson)

    def fail_later(ask: ExchangeAsk) -> None:
        if len(ask.ops) > 2:
            raise TooLargeError
        if ask.first_n > 1:
            raise OfflineError

    anna.told.clear()
    with pytest.raises(OfflineError):
        anna.round(portal=Between(anna.portal(), before_exchange=fail_later))
    assert [(told.stage, told.done, told.total) for told in anna.told] == [("sending", 2, 4)]
    assert anna.told[0].changes
    assert anna.waiting() == 2


def test_the_portal_works_on_what_follows_while_an_answer_is_taken_in(
    anna: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lesson in LESSONS[:4]:
        anna.put("5", lesson=lesson)
    followed = threading.Event()

    def narrow(ask: ExchangeAsk) -> None:
        if len(ask.ops) > 2:
            raise TooLargeError
        if ask.first_n > 1:
            followed.set()

    def take_late(unit: Unit, **said: Any) -> Changes:
        assert followed.wait(10)
        return take_exchange(unit, **said)

    monkeypatch.setattr(sync.rounds, "take_exchange", take_late)
    assert anna.round(portal=Between(anna.portal(), before_exchange=narrow)).sent == 4
    assert anna.waiting() == 0


def test_what_went_ahead_of_an_answer_that_was_not_kept_is_sent_again_and_stands_once(
    anna: Desktop, boris: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I2."""
    for lesson in LESSONS[:4]:
        anna.put("5", lesson=lesson)

    def narrow(ask: ExchangeAsk) -> None:
        if len(ask.ops) > 2:
            raise TooLargeError

    def full(*_: object, **__: object) -> None:
        raise DiskFullError

    between = Between(anna.portal(), before_exchange=narrow)
    with monkeypatch.context() as patch:
        patch.setattr(sync.rounds, "take_exchange", full)
        with pytest.raises(DiskFullError):
            anna.round(portal=between)
    assert [ask.first_n for ask in between.exchanged] == [1, 1, 3]
    assert anna.waiting() == 4
    assert anna.round().sent == 4
    boris.round()
    assert anna.waiting() == 0
    assert anna.dump() == boris.dump()


def test_a_portal_restored_from_an_old_copy_is_read_anew_and_nothing_pending_is_lost(
    anna: Desktop, boris: Desktop, portal_process: PortalProcess, tmp_path: Path
) -> None:
    portal_process.stop()
    shutil.copytree(portal_process.data, tmp_path / "copy")
    portal_process.start()
    boris.put("3", lesson=LESSONS[3])
    boris.round()
    anna.round()
    portal_process.stop()
    shutil.rmtree(portal_process.data)
    shutil.copytree(tmp_path / "copy", portal_process.data)
    portal_process.start()
    anna.put("5", lesson=LESSONS[1])
    anna.round()
    assert anna.waiting() == 0
    assert [mark.value for mark in anna.cell(lesson=LESSONS[1]).marks] == ["5"]
    with anna.store.reading() as unit:
        assert cursor_of(unit).seq > 0


def test_what_a_restored_portal_has_lost_comes_back_from_the_pc_that_wrote_it(
    anna: Desktop, new_desktop: NewDesktop, portal_process: PortalProcess, tmp_path: Path
) -> None:
    """I15."""
    anna.put("3")
    anna.round()
    portal_process.stop()
    shutil.copytree(portal_process.data, tmp_path / "copy")
    portal_process.start()
    anna.put("4")
    anna.put("5", lesson=LESSONS[1])
    anna.round()
    assert anna.waiting() == 0
    portal_process.stop()
    shutil.rmtree(portal_process.data)
    shutil.copytree(tmp_path / "copy", portal_process.data)
    portal_process.start()
    anna.round()
    boris = new_desktop("boris")
    boris.round()
    for desktop in (anna, boris):
        assert [mark.value for mark in desktop.cell().marks] == ["4"]
        assert [mark.value for mark in desktop.cell(lesson=LESSONS[1]).marks] == ["5"]
    assert (anna.waiting(), anna.dump()) == (0, boris.dump())


def test_a_pc_with_a_foreign_token_is_signed_out_and_keeps_its_entries(anna: Desktop) -> None:
    anna.put("5")
    with anna.store.unit() as unit:
        unit.connection.execute(update(identity).values(token="another"))  # noqa: S106 (a token of nobody)
    with pytest.raises(SignedOutError):
        anna.round()
    assert anna.waiting() == 1
