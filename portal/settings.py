"""Where a portal keeps its things."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from portal.errors import NoDataError

FOLDER_MODE = 0o700
"""Of a folder that we make: it holds the personal data of children."""


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
    def url(self) -> URL:
        """The address of the database."""
        return URL.create("sqlite", database=str(self.database))


def find_folder(path: Path) -> DataFolder:
    """Return the folder of an existing portal.

    Raises:
        NoDataError: there is none.
    """
    folder = DataFolder(path)
    if not folder.database.is_file():
        raise NoDataError(str(path))
    return folder
