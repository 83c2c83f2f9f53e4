"""Hands letters over to the mail server, several by one connection; tells apart whose fault it is where it refuses."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from portal.notices.mail_settings import PLAIN, STARTTLS, TLS, MailSettings

TIMEOUT_S = 20
FOR_GOOD = 500
"""From this status on a server says that asking again will not help.  Source: RFC 5321, section 4.2.1."""


class LetterRefusedError(Exception):
    """The server takes no letter for this address, or not this letter, ever."""


class LetterPutOffError(Exception):
    """The server does not take this letter now."""


class MailAwayError(Exception):
    """The server cannot be used now: it does not answer, is not trusted, or does not let the portal in."""


class Post:
    """A connection to the mail server."""

    def __init__(self, connection: smtplib.SMTP) -> None:
        self._connection = connection

    def send(self, letter: EmailMessage) -> None:
        """Hand one letter over; on return the server answers for it.

        Raises:
            LetterRefusedError: for good.
            LetterPutOffError: for now.
            MailAwayError: the server is the trouble, not the letter.
        """
        try:
            self._connection.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            ((status, _),) = error.recipients.values()
            raise (LetterRefusedError if status >= FOR_GOOD else LetterPutOffError) from error
        except smtplib.SMTPDataError as error:
            raise (LetterRefusedError if error.smtp_code >= FOR_GOOD else LetterPutOffError) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailAwayError(type(error).__name__) from error


@contextmanager
def open_post(settings: MailSettings) -> Iterator[Post]:
    """Connect for as long as the block lasts.

    Raises:
        MailAwayError: the server does not answer, is not trusted, or does not let the portal in.
    """
    try:
        connection = _connected(settings)
    except (smtplib.SMTPException, OSError) as error:
        raise MailAwayError(type(error).__name__) from error
    try:
        yield Post(connection)
    finally:
        _leave(connection)


def _connected(settings: MailSettings) -> smtplib.SMTP:
    trust = None if settings.security == PLAIN else ssl.create_default_context(cafile=settings.authority)
    if settings.security == TLS and trust is not None:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=TIMEOUT_S, context=trust)
    else:
        connection = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_S)
    try:
        if settings.security == STARTTLS and trust is not None:
            connection.starttls(context=trust)
        if settings.user:
            connection.login(settings.user, settings.password)
    except (smtplib.SMTPException, OSError):
        connection.close()
        raise
    return connection


def _leave(connection: smtplib.SMTP) -> None:
    """Say good-bye; what was handed over stays so, whatever the server answers."""
    try:
        connection.quit()
    except (smtplib.SMTPException, OSError):
        connection.close()
