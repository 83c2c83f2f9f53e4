"""A TCP proxy on loopback that does to a conversation what school networks do."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

PAGE = b"<html><title>Wi-Fi</title><form action=/login>Sign in to the network</form></html>"
CAPTIVE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (
    len(PAGE),
    PAGE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to the next connections. None: no such fault. Bytes are counted in the portal's answers.

    cut_after: the connection is broken behind that many bytes. garble_at: this byte is turned over.
    delay_s: before each piece of an answer. captive: a login page answers. page: these bytes answer. deaf: the portal's
    answer is read and dropped, so that it has done its work. twice: each request is sent once more, as a retrying proxy
    does. rate: bytes in a second, both ways together; 0 for as many as there are.
    """

    cut_after: int | None = None
    garble_at: int | None = None
    delay_s: float = 0
    captive: bool = False
    deaf: bool = False
    twice: bool = False
    page: bytes = b""
    rate: int = 0


NO_FAULT = Fault()


class FaultProxy:
    """Stands between a desktop and the portal while the context lasts. target: the portal's port."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept)]
        self._clients: list[socket.socket] = []
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.fault = NO_FAULT
        self.connections = self.bytes_up = self.bytes_down = 0

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for open_one in (self._socket, *self._clients):
            with suppress(OSError):
                open_one.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(10)

    @contextmanager
    def doing(self, fault: Fault) -> Iterator[None]:
        """Do this to every request until the context ends."""
        self.fault = fault
        try:
            yield
        finally:
            self.fault = NO_FAULT

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._clients.append(client)
            thread = threading.Thread(target=self._serve, args=(client,))
            thread.start()
            self._threads.append(thread)

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(10)
            while request := read_message(client):
                if not self._pass(request, client, self.fault):
                    return

    def _pass(self, request: bytes, client: socket.socket, fault: Fault) -> bool:
        """Take one request to the portal and its answer back; return whether the connection is kept."""
        if fault.captive or fault.page:
            client.sendall(fault.page or CAPTIVE)
            return False
        answer = self._ask(request)
        if fault.twice:
            answer = self._ask(request)
        if fault.deaf:
            return False
        if fault.rate:
            time.sleep((len(request) + len(answer)) / fault.rate)
        client.sendall(spoilt(answer, fault))
        return fault.cut_after is None

    def _ask(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self._target), 10) as portal:
            portal.sendall(request)
            answer = read_message(portal)
        self.bytes_up += len(request)
        self.bytes_down += len(answer)
        time.sleep(self.fault.delay_s)
        return answer


def spoilt(answer: bytes, fault: Fault) -> bytes:
    """Return what is left of an answer."""
    if fault.garble_at is not None:
        at = min(fault.garble_at, len(answer) - 1)
        answer = answer[:at] + bytes([answer[at] ^ 0x55]) + answer[at + 1 :]
    return answer[: fault.cut_after]


def read_message(connection: socket.socket) -> bytes:
    """Return one HTTP message with its head, or nothing where the other side has closed."""
    return _read(lambda: connection.recv(65536))


def _read(receive: Callable[[], bytes]) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (piece := receive()):
            return b""
        data += piece
    head, _, _ = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    whole = len(head) + 4 + (int(lengths[0].split(b":")[1]) if lengths else 0)
    while len(data) < whole:
        if not (piece := receive()):
            return data
        data += piece
    return data
