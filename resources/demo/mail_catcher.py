"""A mail server of the demo: it sends nothing on, keeps each letter as a file, and tells of it."""

import email
import email.policy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

SENDER = "diary@school.example"


class Catcher:
    """Keeps letters in a folder. tell: hears of each, in a line."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self._folder, self._tell = folder, tell

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (its name)
        """Keep a letter."""
        content = cast("bytes", envelope.content)
        letter = email.message_from_bytes(content, policy=email.policy.default)
        path = self._folder / f"{len(list(self._folder.glob('*.eml'))) + 1:03}.eml"
        path.write_bytes(content)
        body = letter.get_body(("plain",))
        self._tell(f"a letter to {letter['To']}: {letter['Subject']} ({path})")
        for line in str(body.get_content()).splitlines() if body else ():
            self._tell(f"  {line}")
        return "250 kept"


@contextmanager
def catching(folder: Path, settings: Path, port: int, tell: Callable[[str], None]) -> Iterator[None]:
    """Catch letters on loopback as long as the block lasts. settings: the portal's file about its mail server.

    Raises:
        OSError: the port is taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = ('host = "127.0.0.1"', f"port = {port}", 'security = "none"', f'sender = "{SENDER}"')
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    controller = Controller(Catcher(folder, tell), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
