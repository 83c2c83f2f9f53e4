"""A mail server of the tests: it takes letters on loopback, or says what a test lets it say."""

import asyncio
import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from typing_extensions import override


@dataclass
class PostOffice:
    """What has arrived. recipients, contents: what is answered instead of taking a letter, empty for taking it."""

    letters: list[EmailMessage] = field(default_factory=list)
    recipients: str = ""
    contents: str = ""
    port: int = 0

    async def handle_RCPT(  # noqa: N802 (the library's name and arguments)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.recipients:
            return self.recipients
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (as above)
        if self.contents:
            return self.contents
        letter = email.message_from_bytes(cast("bytes", envelope.content), policy=email.policy.default)
        self.letters.append(letter)
        return "250 OK"

    def texts(self) -> list[str]:
        """Return what the letters say."""
        return [text_of(each) for each in self.letters]


class _AnyPort(Controller):
    """Finds out at which port it was given a place before it tries itself."""

    @override
    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def open_post_office(port: int = 0) -> Iterator[PostOffice]:
    """Open one for as long as the block lasts. port: 0 for any free one."""
    office = PostOffice()
    controller = _AnyPort(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        office.port = controller.port
        yield office
    finally:
        controller.stop()


def text_of(letter: EmailMessage) -> str:
    """Return a letter's plain text."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
