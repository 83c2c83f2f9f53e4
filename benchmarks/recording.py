"""A portal that is asked through another one and remembers what was asked, to ask it again."""

from app.services.forking import NO_LEASE, Lease
from app.services.profile import Profile
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


class RecordingPortal:
    """The Portal protocol over the real thing."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self.exchanges: list[ExchangeAsk] = []

    def ping(self) -> PingAnswer:
        return self._portal.ping()

    def hello(self, ask: HelloAsk) -> HelloAnswer:
        return self._portal.hello(ask)

    def exchange(self, ask: ExchangeAsk, lease: Lease = NO_LEASE) -> ExchangeAnswer:
        self.exchanges.append(ask)
        return self._portal.exchange(ask, lease)

    def known(self, ask: KnownAsk) -> KnownAnswer:
        return self._portal.known(ask)

    def fork(self, ask: ForkAsk) -> ForkAnswer:
        return self._portal.fork(ask)

    def become(self, profile: Profile) -> None:
        self._portal.become(profile)

    def snapshot(self, ask: SnapshotAsk) -> SnapshotAnswer:
        return self._portal.snapshot(ask)
