"""The portal over HTTP: one POST a question."""

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import msgspec
import requests
from nacl.signing import VerifyKey
from requests.auth import AuthBase
from typing_extensions import override

from app.clock import Clock
from app.errors import NotThePortalError, PortalSilentError, SignedOutError
from app.ids import ReplicaId, SchoolId, text_of
from app.services.forking import NO_LEASE, Lease
from app.services.profile import Profile
from app.wire.framing import from_base64, packed
from app.wire.messages import (
    BASE_PATH,
    MAX_BYTES,
    PROTOCOL,
    CourierAnswer,
    CourierAsk,
    Device,
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
    ParkAnswer,
    ParkAsk,
    PingAnswer,
    PingAsk,
    Request,
    SnapshotAnswer,
    SnapshotAsk,
)
from app.wire.witnesses import WitnessAnswer, WitnessAsk
from sync.answers import Reach, Reply, read_answer
from sync.failures import FOREIGN_ERRORS, sync_error_of
from sync.transport import CONNECT_TIMEOUT_S, READ_TIMEOUT_S

T = TypeVar("T")
Q = TypeVar("Q")

ANSWER_TIMEOUT_S = 180
"""Longest time for one whole answer; 1 MB at 64 kbit/s takes 125."""

CHUNK_BYTES = 64 * 1024
"""Most bytes taken from the network at once."""

RANDOM_BYTES = 16
"""Length of a request's name and of a nonce: never met twice."""


class Bearer(AuthBase):
    """Carries the PC's token; an own class, so that a .netrc file never replaces it. token: may be empty."""

    def __init__(self, token: str) -> None:
        self._token = token

    @override
    def __call__(self, r: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            r.headers["Authorization"] = f"Bearer {self._token}"
        return r


@dataclass(frozen=True)
class Line:
    """One PC's way to one address; school and replica may be empty before the enrolment."""

    address: str
    school: SchoolId
    replica: ReplicaId
    token: str
    clock: Clock
    session: requests.Session

    def request(self, body: T, lease: Lease = NO_LEASE) -> Request[T]:
        """Return a new request around a question. lease: by which this copy of the PC is known."""
        return Request(
            p=PROTOCOL,
            req=text_of(os.urandom(RANDOM_BYTES)),
            school=self.school,
            replica=Device(self.replica, 0, lease.held, lease.coming),
            device_now=self.clock.claimed_now().isoformat(timespec="seconds"),
            boot_id=self.clock.boot,
            mono_ms=self.clock.elapsed_ms(),
            body=body,
        )

    def post(self, endpoint: str, request: Request[T]) -> Reply:
        """Send a request and return the whole answer, unchecked.

        Raises:
            SyncError: no whole answer came; the kind says why.
        """
        try:
            with self.session.post(
                f"{self.address}{BASE_PATH}/{endpoint}",
                data=packed(msgspec.json.encode(request)),
                auth=Bearer(self.token),
                timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S),
                allow_redirects=False,
                stream=True,
            ) as response:
                return Reply(response.status_code, _retry_after_s(response), _whole(response))
        except FOREIGN_ERRORS as error:
            raise sync_error_of(error, self.clock) from error


class Passes(Protocol):
    """Where a signed-in PC has its access tokens from."""

    @property
    def token(self) -> str:
        """The one in hand, empty for none."""
        ...

    def renewed(self, refused: str) -> str:
        """Return another one than the portal has refused.

        Raises:
            SignedOutError: there is none for this PC any more.
            SyncError: nobody answered.
        """
        ...


class HttpPortal:
    """The portal that a profile was enrolled at. passes: of a PC that was signed in, None for a token of its own."""

    def __init__(
        self, address: str, profile: Profile, clock: Clock, session: requests.Session, passes: Passes | None = None
    ) -> None:
        token = passes.token if passes else profile.token
        self._line = Line(address, profile.school, profile.replica, token, clock, session)
        self._key = VerifyKey(from_base64(profile.portal_key))
        self._passes = passes
        self.reach: Reach | None = None
        """What the last exchange told of the portal's backup."""

    def ping(self) -> PingAnswer:
        """Ask whether this is the portal."""
        nonce = text_of(os.urandom(RANDOM_BYTES))
        answer = self._ask("ping", PingAsk(nonce), PingAnswer)
        if answer.nonce != nonce:
            raise NotThePortalError
        return answer

    def hello(self, ask: HelloAsk) -> HelloAnswer:
        """Ask what both sides can do, and what this PC's teacher may read."""
        return self._ask("hello", ask, HelloAnswer)

    def become(self, profile: Profile) -> None:
        """Ask under this profile's name from now on."""
        if profile.replica != self._line.replica:
            # a name of one's own comes with a token of its own
            self._passes = None
        token = self._passes.token if self._passes else profile.token
        self._line = replace(self._line, replica=profile.replica, token=token)

    def exchange(self, ask: ExchangeAsk, lease: Lease = NO_LEASE) -> ExchangeAnswer:
        """Push operations and pull the feed in one round trip. lease: by which this copy of the PC is known."""
        return self._answered("exchange", self._line.request(ask, lease), ExchangeAnswer, self._hear)

    def known(self, ask: KnownAsk) -> KnownAnswer:
        """Ask which of the own operations the portal holds."""
        return self._ask("known", ask, KnownAnswer)

    def fork(self, ask: ForkAsk) -> ForkAnswer:
        """Ask for a name of this copy's own."""
        return self._ask("fork", ask, ForkAnswer)

    def snapshot(self, ask: SnapshotAsk) -> SnapshotAnswer:
        """Ask for a page of a part of the scope."""
        return self._ask("snapshot", ask, SnapshotAnswer)

    def witness(self, ask: WitnessAsk) -> WitnessAnswer:
        """Tell what others had written before the portal was put back."""
        return self._ask("witness", ask, WitnessAnswer)

    def digests(self, ask: DigestsAsk) -> DigestsAnswer:
        """Ask what the portal holds of some parts."""
        return self._ask("digests", ask, DigestsAnswer)

    def courier(self, ask: CourierAsk) -> CourierAnswer:
        """Hand in sealed operations of any author; no token goes with them."""
        return self._ask("courier", ask, CourierAnswer)

    def park(self, ask: ParkAsk) -> ParkAnswer:
        """Hand in sealed operations that the portal shall keep, whatever it can do with them."""
        return self._ask("park", ask, ParkAnswer)

    def _hear(self, reach: Reach) -> None:
        self.reach = reach

    def _ask(self, endpoint: str, ask: object, kind: type[T]) -> T:
        return self._answered(endpoint, self._line.request(ask), kind, lambda _: None)

    def _answered(self, endpoint: str, request: Request[Q], kind: type[T], heard: Callable[[Reach], None]) -> T:
        """Ask; once more where the access token's time is over, which nobody but the portal can say."""
        try:
            return self._once(endpoint, request, kind, heard)
        except SignedOutError:
            if self._passes is None:
                raise
            self._line = replace(self._line, token=self._passes.renewed(self._line.token))
            return self._once(endpoint, request, kind, heard)

    def _once(self, endpoint: str, request: Request[Q], kind: type[T], heard: Callable[[Reach], None]) -> T:
        reply = self._line.post(endpoint, request)
        return read_answer(reply, req=request.req, key=self._key, kind=kind, heard=heard)


def _whole(response: requests.Response) -> bytes:
    """Return the body as it came over the wire, still compressed."""
    until = time.monotonic() + ANSWER_TIMEOUT_S
    data = bytearray()
    while chunk := response.raw.read1(CHUNK_BYTES, decode_content=False):
        data += chunk
        if len(data) > MAX_BYTES:
            raise NotThePortalError
        if time.monotonic() > until:
            raise PortalSilentError
    return bytes(data)


def _retry_after_s(response: requests.Response) -> int:
    told = response.headers.get("Retry-After", "")
    return int(told) if re.fullmatch("[0-9]{1,9}", told) else 0
