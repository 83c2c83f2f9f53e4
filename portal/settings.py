"""Where a portal keeps its things."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from portal.errors import BadAddressError, BadIssuerError, NoDataError
from portal.store.dialects import SERVER

FOLDER_MODE = 0o700
"""Of a folder that we make: it holds the personal data of children."""

FILE_MODE = 0o600
"""Of the file with the database's address, which may hold a password."""


_HTTPS = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A portal's folder."""

    path: Path

    @property
    def database(self) -> Path:
        """The file with everything but the key."""
        return self.path / "portal.db"

    @property
    def key(self) -> Path:
        """The file with the key that signs the portal's answers."""
        return self.path / "portal.key"

    @property
    def address(self) -> Path:
        """The file with the address of a database on a server; without it the database is the file above."""
        return self.path / "portal.url"

    @property
    def backup_key(self) -> Path:
        """The file with the public half of the operator's key, for whom backups are sealed."""
        return self.path / "backup.pub"

    @property
    def archives(self) -> Path:
        """The folder with the archives of all schools."""
        return self.path / "archive"

    def archive(self, school: str) -> Path:
        """Return the folder with a school's archives, a folder for each year. school: its id."""
        return self.archives / school

    @property
    def url(self) -> URL:
        """The address of the database.

        Raises:
            BadAddressError: the file holds no address of a server's database.
        """
        if not self.address.is_file():
            return URL.create("sqlite", database=str(self.database))
        return server_url(self.address.read_text(encoding="utf-8").strip())

    def keep_address(self, url: URL) -> None:
        """Write the address of a database on a server for the commands that follow."""
        handle = os.open(self.address, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(url.render_as_string(hide_password=False) + "\n")


def find_folder(path: Path) -> DataFolder:
    """Return the folder of an existing portal.

    Raises:
        NoDataError: there is none.
    """
    folder = DataFolder(path)
    if not (folder.database.is_file() or folder.address.is_file()):
        raise NoDataError(str(path))
    return folder


def server_url(text: str) -> URL:
    """Return the address of a database on a server, such as "postgresql+psycopg://peremena@localhost/peremena".

    Raises:
        BadAddressError: it is none, or names no role or no database.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise BadAddressError from error
    if url.get_backend_name() != SERVER or not (url.username and url.database):
        raise BadAddressError
    return url


def check_issuer(text: str) -> str:
    """Return the address at which a portal is reached, without a slash at the end; empty for none.

    Raises:
        BadIssuerError: it is no https address; plain http is for this machine alone.
    """
    address = text.strip().rstrip("/")
    if not address or _HTTPS.fullmatch(address) or _LOOPBACK.fullmatch(address):
        return address
    raise BadIssuerError(text)
