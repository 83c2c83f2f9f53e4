"""Sends letters on a thread of its own as long as the portal serves."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from app.ids import derived
from portal.auth.derived import DerivedKeys
from portal.auth.keys import read_key
from portal.beside import beside
from portal.endpoints import now_ms
from portal.notices.mail_settings import read_mail_settings
from portal.notices.sending import Sender
from portal.settings import DataFolder
from portal.store.opening import open_engine

EVERY_S = 5.0
"""Seconds from one look to the next; where nothing was written it costs one statement for each school."""

_logger = logging.getLogger("portal.notices")


@contextmanager
def notifying(folder: DataFolder, issuer: str, *, every_s: float = EVERY_S) -> Iterator[None]:
    """Send letters as long as the block lasts, where the operator has named a mail server.

    Raises:
        BadMailSettingsError: the file that names it cannot be used.
    """
    settings = read_mail_settings(folder.path)
    if settings is None:
        yield
        return
    sender = Sender(
        open_engine(folder.url), DerivedKeys(read_key(folder.key)), settings, issuer, now_ms, _name_of(folder)
    )
    # a letter that is half handed over when the portal ends is handed over again by the next start
    with beside("letters", lambda ending: _send_until(sender, ending, every_s)):
        yield


def _name_of(folder: DataFolder) -> str:
    """Return who takes turns here: the same after a restart, which then need not wait for the end of its own turn."""
    return derived("letters", socket.gethostname(), str(folder.path.resolve()))


def _send_until(sender: Sender, ending: threading.Event, every_s: float) -> None:
    try:
        while not ending.wait(every_s):
            try:
                count = sender.round()
            except DBAPIError as error:
                # the next round comes anyway
                _logger.warning("no letters were sent: %s", type(error).__name__)
            else:
                if count:
                    _logger.info("letters sent: %d", count)
    finally:
        sender.engine.dispose()
