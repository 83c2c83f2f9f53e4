"""A portal that is asked through another one and remembers what was asked, to ask it again."""

from app.wire.messages import (
    ExchangeAnswer,
    ExchangeAsk,
    HelloAnswer,
    HelloAsk,
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

    def exchange(self, ask: ExchangeAsk) -> ExchangeAnswer:
        self.exchanges.append(ask)
        return self._portal.exchange(ask)

    def snapshot(self, ask: SnapshotAsk) -> SnapshotAnswer:
        return self._portal.snapshot(ask)
