"""The network between desktops and the portal as schools have it: it loses, doubles, delays, cuts and lies."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import msgspec
from nacl.signing import VerifyKey

from app.clock import Clock
from app.errors import OfflineError, PortalSilentError
from app.services.forking import NO_LEASE, Lease
from app.services.profile import Profile
from app.wire.framing import from_base64, packed
from app.wire.messages import (
    CourierAnswer,
    CourierAsk,
    DigestsAnswer,
    DigestsAsk,
    ExchangeAnswer,
    ExchangeAsk,
    ForkAnswer,
    ForkAsk,
    HelloAnswer,
    HelloAsk,
    KnownAnswer,
    KnownAsk,
    PingAnswer,
    PingAsk,
    Refusal,
    Request,
    SnapshotAnswer,
    SnapshotAsk,
)
from app.wire.witnesses import WitnessAnswer, WitnessAsk
from portal.endpoints import Dependencies, Endpoints, Said
from portal.exchange.pushing import Caller
from portal.hearing import hear_witness
from portal.questions import read_question
from portal.refusals import Code, RefusedError
from sync.answers import Reach, Reply, read_answer
from sync.http_portal import Line
from sync.transport import new_session
from tests.simulation.committing import at_commit
from tests.simulation.tracing import Trace

T = TypeVar("T")

ASKED: dict[str, type[Request[Any]]] = {
    "hello": Request[HelloAsk],
    "exchange": Request[ExchangeAsk],
    "snapshot": Request[SnapshotAsk],
    "digests": Request[DigestsAsk],
    "known": Request[KnownAsk],
    "fork": Request[ForkAsk],
    "courier": Request[CourierAsk],
    "witness": Request[WitnessAsk],
}

UNUSED = new_session()
"""What a real PC would send its questions by; here nothing leaves, so one is enough for all."""

FAULTS = 0.4
"""Share of the requests to which something happens while the weather is bad."""


class SimulatedCrashError(Exception):
    """The process died here."""


@dataclass
class Served:
    """The real portal's answers without HTTP."""

    dependencies: Dependencies
    endpoints: Endpoints = field(init=False)

    def __post_init__(self) -> None:
        self.endpoints = Endpoints(self.dependencies)

    def close(self) -> None:
        """Let go of the database."""
        self.dependencies.engine.dispose()

    def reply(self, endpoint: str, data: bytes, token: str) -> Reply:
        """Return what the portal says to these bytes."""
        req = ""
        try:
            question = read_question(data)
            req = question.named.req
            said = self._said(endpoint, question.decoded(ASKED[endpoint]), token)
        except RefusedError as error:
            refused = Said(Refusal(error.code, error.field))
            message = self.endpoints.message(req, refused, retry_after_s=error.retry_after_s)
            return Reply(error.code.status, error.retry_after_s, message)
        return Reply(200, 0, self.endpoints.message(req, said))

    def _said(self, endpoint: str, request: Request[Any], token: str) -> Said:
        if endpoint == "courier":
            return self.endpoints.carry(request, "127.0.0.1")
        caller = self.endpoints.caller(token)
        if request.replica.id != caller.replica:
            raise RefusedError(Code.NOT_FOUND)
        if endpoint == "witness":
            return hear_witness(self.endpoints, caller, request.body)
        if endpoint == "exchange":
            return self.endpoints.exchange(caller, request.body, request.replica)
        answer: Callable[[Caller, Any], Said] = getattr(self.endpoints, endpoint)
        return answer(caller, request.body)

    @contextmanager
    def dying(self) -> Iterator[None]:
        """Let the portal die instead of its next commit."""
        deaths = iter((SimulatedCrashError,))

        def die(_connection: object) -> None:
            for death in deaths:
                raise death

        with at_commit(self.dependencies.engine, die):
            yield


@dataclass
class Network:
    """Carries requests. calm: nothing goes wrong any more. flipped: whether a disk has changed a row by itself.

    trace: of everything that reached the portal, and its answers. faults: how many requests something happened to.
    """

    served: Served
    chance: random.Random
    calm: bool = False
    flipped: bool = False
    faults: int = 0
    trace: Trace = field(default_factory=Trace)
    _delayed: list[tuple[str, bytes, str]] = field(default_factory=list)
    _last: dict[str, Reply] = field(default_factory=dict)

    def carry(self, endpoint: str, data: bytes, token: str) -> Reply:
        """Return the answer, or whatever the network makes of it.

        Raises:
            SyncError: no answer came.
        """
        if self.calm or self.chance.random() > FAULTS:
            return self._reach(endpoint, data, token)
        self.faults += 1
        return self.chance.choice(
            (
                self._never_sent,
                self._reply_lost,
                self._doubled,
                self._delayed_first,
                self._cut,
                self._another_page,
                self._an_old_answer,
                self._too_large,
                self._portal_dies,
            )
        )(endpoint, data, token)

    def _reach(self, endpoint: str, data: bytes, token: str) -> Reply:
        # what a courier carries is sealed anew by chance itself
        self.trace.note(endpoint, b"" if endpoint == "courier" else data)
        self._last[endpoint] = self.served.reply(endpoint, data, token)
        self.trace.note(self._last[endpoint].data)
        return self._last[endpoint]

    def _never_sent(self, *_request: object) -> Reply:
        raise OfflineError

    def _reply_lost(self, endpoint: str, data: bytes, token: str) -> Reply:
        self._reach(endpoint, data, token)
        raise PortalSilentError

    def _doubled(self, endpoint: str, data: bytes, token: str) -> Reply:
        self._reach(endpoint, data, token)
        return self._reach(endpoint, data, token)

    def _delayed_first(self, endpoint: str, data: bytes, token: str) -> Reply:
        """Deliver an old request late, keep this one for later, and answer nothing."""
        if self._delayed:
            self.served.reply(*self._delayed.pop(self.chance.randrange(len(self._delayed))))
        self._delayed.append((endpoint, data, token))
        raise PortalSilentError

    def _cut(self, endpoint: str, data: bytes, token: str) -> Reply:
        whole = self._reach(endpoint, data, token)
        return Reply(whole.status, 0, whole.data[: int(self.chance.random() * len(whole.data))])

    def _another_page(self, *_request: object) -> Reply:
        return Reply(200, 0, b"<html>Please sign in</html>")

    def _an_old_answer(self, endpoint: str, data: bytes, token: str) -> Reply:
        old, new = self._last.get(endpoint), self._reach(endpoint, data, token)
        return old or new

    def _too_large(self, *_request: object) -> Reply:
        return Reply(413, 0, b"")

    def _portal_dies(self, endpoint: str, data: bytes, token: str) -> Reply:
        try:
            with self.served.dying():
                return self._reach(endpoint, data, token)
        except SimulatedCrashError as error:
            raise OfflineError from error


class Link:
    """One PC's way to the portal: the client's own requests and checks, the simulated network between."""

    def __init__(self, network: Network, profile: Profile, clock: Clock) -> None:
        self._network = network
        self._line = Line("", profile.school, profile.replica, profile.token, clock, UNUSED)
        self._key = VerifyKey(from_base64(profile.portal_key))
        self.reach: Reach | None = None

    def ping(self) -> PingAnswer:
        """Ask whether this is the portal."""
        return self._ask("ping", PingAsk("nonce"), PingAnswer)

    def hello(self, ask: HelloAsk) -> HelloAnswer:
        """Ask what may be read."""
        return self._ask("hello", ask, HelloAnswer)

    def become(self, profile: Profile) -> None:
        """Ask under another name from now on."""
        self._line = replace(self._line, replica=profile.replica, token=profile.token)

    def exchange(self, ask: ExchangeAsk, lease: Lease = NO_LEASE) -> ExchangeAnswer:
        """Push and pull."""
        return self._ask("exchange", ask, ExchangeAnswer, lease)

    def known(self, ask: KnownAsk) -> KnownAnswer:
        """Ask what the portal holds."""
        return self._ask("known", ask, KnownAnswer)

    def fork(self, ask: ForkAsk) -> ForkAnswer:
        """Ask for another name."""
        return self._ask("fork", ask, ForkAnswer)

    def snapshot(self, ask: SnapshotAsk) -> SnapshotAnswer:
        """Ask for a page."""
        return self._ask("snapshot", ask, SnapshotAnswer)

    def digests(self, ask: DigestsAsk) -> DigestsAnswer:
        """Ask for digests."""
        return self._ask("digests", ask, DigestsAnswer)

    def witness(self, ask: WitnessAsk) -> WitnessAnswer:
        """Tell what was seen of others."""
        return self._ask("witness", ask, WitnessAnswer)

    def courier(self, ask: CourierAsk) -> CourierAnswer:
        """Hand in sealed operations."""
        return self._ask("courier", ask, CourierAnswer)

    def _ask(self, endpoint: str, ask: object, kind: type[T], lease: Lease = NO_LEASE) -> T:
        request = self._line.request(ask, lease)
        reply = self._network.carry(endpoint, packed(msgspec.json.encode(request)), self._line.token)
        heard = self._hear if endpoint == "exchange" else lambda _: None
        return read_answer(reply, req=request.req, key=self._key, kind=kind, heard=heard)

    def _hear(self, reach: Reach) -> None:
        self.reach = reach
