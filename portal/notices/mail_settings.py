"""What the portal knows of the server that takes its letters: a file of the operator's in the portal's folder."""

import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from portal.errors import BadMailSettingsError

FILE = "mail.toml"
PASSWORD = "PEREMENA_MAIL_PASSWORD"  # noqa: S105 (the name of a variable)
"""Environment variable that holds the password where no file does."""

STARTTLS, TLS, PLAIN = "starttls", "tls", "none"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST = 254
"""Signs of an address.  Source: RFC 5321, section 4.5.3.1.3."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """A file's contents. security: "starttls", "tls", or "none", which is for this machine alone.

    user: empty where the server asks for none. authority: a file of root certificates, None for the usual ones.
    """

    host: str
    sender: str
    port: int = 587
    security: str = STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    authority: Path | None = None


def read_mail_settings(folder: Path) -> MailSettings | None:
    """Return the settings in a portal's folder, None where it sends no letters.

    Raises:
        BadMailSettingsError: the file cannot be used.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        secret = found.pop("password_file", None)
        if "password" in found:
            # a file that people open to change the port is no place for it
            raise ValueError  # noqa: TRY301 (one sentence for all that is wrong with the file)
        found["password"] = _password(folder / secret) if secret else os.environ.get(PASSWORD, "")
        if "authority" in found:
            found["authority"] = folder / found["authority"]
        return _checked(MailSettings(**found))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadMailSettingsError(str(path)) from error


def checked_address(text: str) -> str | None:
    """Return an address as letters are sent to it, None where it is none; a Russian domain is written in Latin."""
    name, at, domain = text.strip().rpartition("@")
    try:
        address = f"{name}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return None
    return address if len(address) <= LONGEST and _ADDRESS.fullmatch(address) else None


def _password(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


def _checked(settings: MailSettings) -> MailSettings:
    good = (
        bool(settings.host),
        checked_address(settings.sender) == settings.sender,
        0 < settings.port < 2**16,
        settings.security in {STARTTLS, TLS} or (settings.security == PLAIN and settings.host in LOOPBACK),
        bool(settings.password) or not settings.user,
        settings.authority is None or settings.authority.is_file(),
    )
    if not all(good):
        raise ValueError
    return settings
