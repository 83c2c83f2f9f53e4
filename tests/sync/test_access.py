"""A signed-in PC's tokens against the real portal: renewed when it says so, by one of many, and ended for good."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from typing_extensions import override

from app.clock import Clock
from app.errors import PortalSilentError, SignedOutError
from app.services.profile import keep_profile, read_profile
from app.wire.framing import from_base64
from app.wire.messages import HelloAsk
from portal.auth.oauth.access_tokens import KEPT
from portal.commands import change_token_key
from sync.access import Access, access_of, from_journal
from sync.enrolment import enrol_signed_in
from sync.http_portal import HttpPortal
from sync.sign_in import SignIn, Tokens
from sync.transport import new_session
from tests.letting_in import let_in
from tests.portal_process import PortalProcess
from tests.sync.desktops import Desktop, NewDesktop

ROUNDS, AT_ONCE = 200, 8
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)


class Counted(SignIn):
    """The same, which counts how often it was asked for successors."""

    asked = 0

    @override
    def refresh(self, tokens: Tokens) -> Tokens:
        self.asked += 1
        return super().refresh(tokens)


@dataclass
class Kept:
    """What a PC has written down, in order."""

    tokens: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, before: str, token: str) -> None:
        self.tokens.append((before, token))


def tokens_of(portal: PortalProcess, sign_in: SignIn, login: str = "anna") -> Tokens:
    """Sign in by a phone that says yes at once."""
    waiting = sign_in.begin_at_phone("PC")
    let_in(portal.data, waiting.user_code, login)
    tokens = sign_in.ask_phone(waiting)
    assert isinstance(tokens, Tokens)
    return tokens


def forget_what_signed(portal: PortalProcess) -> None:
    """Let every access token that is out there open nothing any more, as after ten minutes."""
    portal.kill()
    for _ in range(KEPT):
        change_token_key(portal.data)
    portal.start()


@pytest.fixture
def pc(portal_process: PortalProcess) -> Iterator[Counted]:
    with new_session() as session:
        yield Counted(portal_process.url, session, Clock())


@pytest.fixture
def signed_in(new_desktop: NewDesktop, pc: SignIn, portal_process: PortalProcess) -> Desktop:
    """Anna's PC, which has signed in."""
    desktop = new_desktop("anna")
    seed = from_base64(desktop.profile.author_seed)
    facts = {"replica": desktop.profile.replica, "seed": seed, "name": "PC", "clock": desktop.clock}
    desktop.profile = enrol_signed_in(portal_process.url, tokens_of(portal_process, pc), **facts)  # type: ignore[arg-type]  # each by its name
    with desktop.store.unit() as unit:
        keep_profile(unit, profile=desktop.profile)
    desktop.round(portal=reached(desktop))
    return desktop


def reached(desktop: Desktop) -> HttpPortal:
    """Return the portal as the program asks it: by what the journal says."""
    with desktop.store.reading() as unit:
        profile = read_profile(unit)
    assert profile
    access = access_of(desktop.store, profile, desktop.session, desktop.clock)
    return HttpPortal(profile.address, profile, desktop.clock, desktop.session, access)


def stored_token(desktop: Desktop) -> str:
    with desktop.store.reading() as unit:
        profile = read_profile(unit)
    assert profile
    return profile.token


def test_a_token_whose_time_is_over_is_renewed_once_and_nothing_is_lost(
    signed_in: Desktop, portal_process: PortalProcess
) -> None:
    portal, before = reached(signed_in), stored_token(signed_in)
    signed_in.put("5")
    signed_in.round(portal=portal)
    first = stored_token(signed_in)
    assert first != before
    forget_what_signed(portal_process)
    signed_in.put("4", signed_in.page().pupils[1].id)
    signed_in.round(portal=portal)
    assert signed_in.waiting() == 0
    assert stored_token(signed_in) not in {before, first}


def test_the_clock_of_the_pc_decides_nothing_about_tokens(
    signed_in: Desktop, portal_process: PortalProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clock, "claimed_now", lambda _: LONG_AGO)
    portal = reached(signed_in)
    assert portal.hello(HelloAsk({}, ())).teacher == "anna"
    held = stored_token(signed_in)
    assert portal.hello(HelloAsk({}, ())).teacher == "anna"
    assert stored_token(signed_in) == held


def test_of_eight_threads_one_asks_and_all_go_on_with_the_same_token(
    pc: Counted, portal_process: PortalProcess
) -> None:
    kept = Kept()
    access = Access(pc, tokens_of(portal_process, pc), kept)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number in range(1, ROUNDS + 1):
            refused = access.token
            renewed = set(pool.map(access.renewed, [refused] * AT_ONCE))
            assert len(renewed) == 1
            assert refused not in renewed
            assert (pc.asked, len(kept.tokens)) == (number, number)
    assert [after for _, after in kept.tokens[:-1]] == [before for before, _ in kept.tokens[1:]]


def test_of_eight_programs_that_ask_at_once_each_gets_the_same_successor(
    pc: Counted, portal_process: PortalProcess
) -> None:
    tokens = tokens_of(portal_process, pc)

    def asking() -> Callable[[Tokens], Tokens]:
        return SignIn(portal_process.url, new_session(), Clock()).refresh

    programs = [asking() for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in range(ROUNDS):
            now = tokens
            successors = set(pool.map(lambda refresh, held=now: refresh(held).refresh_token, programs))
            assert len(successors) == 1
            (token,) = successors
            assert token != tokens.refresh_token
            tokens = from_journal(token)


def test_a_pc_that_is_not_let_in_any_more_keeps_everything_and_asks_no_second_time(
    signed_in: Desktop, pc: Counted, portal_process: PortalProcess
) -> None:
    portal = reached(signed_in)
    portal.hello(HelloAsk({}, ()))
    pc.end(from_journal(stored_token(signed_in)))
    signed_in.put("5")
    for _ in range(2):
        with pytest.raises(SignedOutError):
            signed_in.round(portal=portal)
    assert signed_in.waiting() == 1
    ended = Access(pc, from_journal(stored_token(signed_in)), Kept())
    asked = pc.asked
    for _ in range(2):
        with pytest.raises(SignedOutError):
            ended.renewed("")
    assert pc.asked == asked + 1


def test_a_portal_that_is_away_costs_no_sign_in(signed_in: Desktop, portal_process: PortalProcess) -> None:
    portal, held = reached(signed_in), stored_token(signed_in)
    portal_process.kill()
    with pytest.raises(PortalSilentError):
        portal.hello(HelloAsk({}, ()))
    portal_process.start()
    assert portal.hello(HelloAsk({}, ())).teacher == "anna"
    assert stored_token(signed_in) != held


def test_tokens_show_themselves_in_no_text(pc: SignIn, portal_process: PortalProcess) -> None:
    tokens = tokens_of(portal_process, pc)
    assert tokens.refresh_token not in f"{tokens} {tokens!r}"
    assert tokens.access_token not in f"{tokens} {tokens!r}"
