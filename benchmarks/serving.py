"""What one worker of the portal takes in: batches of operations in a row, beside a raw echo of the same bytes."""

import socket
import statistics
import threading
import time
from pathlib import Path

import msgspec
from typing_extensions import override

from app.services.forking import NO_LEASE, Lease
from app.wire.framing import packed
from app.wire.messages import ExchangeAnswer, ExchangeAsk
from benchmarks.exchange import make_portal
from benchmarks.figures import Figure, p99
from benchmarks.recording import RecordingPortal
from benchmarks.school import LOGIN
from benchmarks.writing import write_offline
from sync.portal import Portal
from tests.portal_process import PortalProcess
from tests.sync.desktops import a_desktop

BATCH = 200
"""Operations in one request."""

BATCHES = 60


class TimedPortal(RecordingPortal):
    """Remembers besides how long each exchange took, from the question to the verified answer."""

    def __init__(self, portal: Portal) -> None:
        super().__init__(portal)
        self.took_s: list[float] = []

    @override
    def exchange(self, ask: ExchangeAsk, lease: Lease = NO_LEASE) -> ExchangeAnswer:
        begun = time.perf_counter()
        answer = super().exchange(ask, lease)
        self.took_s.append(time.perf_counter() - begun)
        return answer


def measure(folder: Path) -> list[Figure]:
    """Let one PC send its batches; what it does itself between two of them is not timed.

    Raises:
        RuntimeError: something was not sent in one request.
    """
    data = folder / "portal"
    make_portal(data)
    with PortalProcess(data) as portal:
        portal.start()
        with a_desktop(folder / "writer", portal, LOGIN) as writer:
            writer.round()
            timed = TimedPortal(writer.portal())
            for _ in range(BATCHES):
                write_offline(writer.store, BATCH)
                writer.round(portal=timed)
            if len(timed.exchanges) != BATCHES or writer.waiting():
                raise RuntimeError
    echoed = [_echoed_s(packed(msgspec.json.encode(ask))) for ask in timed.exchanges]
    return [
        Figure(
            "portal_batches_s", 1 / statistics.mean(timed.took_s), "1/s", 1 / statistics.mean(echoed), 20, least=True
        ),
        Figure("portal_batch_p99_ms", p99(timed.took_s) * 1000, "ms", p99(echoed) * 1000, 250),
    ]


def _echoed_s(data: bytes) -> float:
    """Return how long it takes to send these bytes over loopback and to have them back."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        echo = threading.Thread(target=_send_back, args=(listening, len(data)))
        echo.start()
        with socket.create_connection(listening.getsockname()) as line, line.makefile("rb") as reader:
            begun = time.perf_counter()
            line.sendall(data)
            reader.read(len(data))
            took = time.perf_counter() - begun
        echo.join()
    return took


def _send_back(listening: socket.socket, size: int) -> None:
    line, _ = listening.accept()
    with line, line.makefile("rb") as reader:
        line.sendall(reader.read(size))
