"""Listens on this PC for the one answer that a browser brings back from the portal."""

import socket
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Self

from typing_extensions import override

from sync.sign_in import CALLBACK_PATH

LOOPBACK = "127.0.0.1"
LONGEST = 4_096
"""Of what a browser brings in bytes; ours has some 200."""


class Loopback:
    """A port of this PC that waits for a browser; what is no answer at our path changes nothing.

    page: what the browser shows then, a whole HTML page.
    """

    def __init__(self, page: str) -> None:
        self._brought: list[str] = []
        self._server = HTTPServer((LOOPBACK, 0), _handler(page, self._brought.append))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.server_close()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_port)

    def wait(self, seconds: float) -> str | None:
        """Return path and query of the answer, None where none came for so long; it may be asked again."""
        self._server.timeout = seconds
        self._server.handle_request()
        return self._brought.pop(0) if self._brought else None


def _handler(page: str, brought: Callable[[str], None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            if len(self.path) > LONGEST or self.path.partition("?")[0] != CALLBACK_PATH:
                self.send_error(404)
                return
            body = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            brought(self.path)

        @override
        def log_message(self, format: str, *args: Any) -> None:
            """Write nothing down: the path holds a code."""

        @override
        def setup(self) -> None:
            super().setup()
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    return Handler
