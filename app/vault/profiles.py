"""The folders of this PC's profiles: where a journal lies, which keyring has its key, and who has it open."""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from platformdirs import user_data_path

from app.disk import disk_errors
from app.errors import AlreadyRunningError, NetworkShareError
from app.vault.shares import is_share

HOME_VARIABLE = "PEREMENA_HOME"
"""Names another folder for all profiles, such as one on a stick."""

JOURNAL = "journal.db"
BACKEND = "keyring.txt"
LOCK = "running.lock"
BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


FIRST, LATER = "default", "teacher-{number}"
"""How the folders are named; never by whom they belong to."""

KEYLESS = "keyless-{name}"
"""The folder of a session without a keyring; its journal has another name than a profile's."""


def profiles_home() -> Path:
    """Return the folder that holds the folders of all profiles; it may not exist yet."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else user_data_path("peremena", appauthor=False)


def profile_folder(name: str) -> Path:
    """Return the folder of a profile, which may not exist yet."""
    return profiles_home() / name


def profile_folders(home: Path) -> list[Path]:
    """Return the folders in which a journal lies, by name; what cannot be looked into has none."""
    try:
        return sorted(folder for folder in home.iterdir() if journal_file(folder).exists())
    except OSError:
        return []


def keyless_folders(home: Path) -> list[Path]:
    """Return the folders of sessions without a keyring, under way or over."""
    return sorted(path for path in home.glob(KEYLESS.format(name="*")) if path.is_dir())


def fresh_folder(home: Path) -> Path:
    """Return where the next teacher's journal will lie."""
    names = [FIRST, *(LATER.format(number=number) for number in range(2, 1000))]
    return next(home / name for name in names if not journal_file(home / name).exists())


def journal_file(folder: Path) -> Path:
    """Return where a profile's journal lies."""
    return folder / JOURNAL


def remember_backend(folder: Path, name: str) -> None:
    """Write down which keyring was given the key, so that a changed one can be told from an emptied one.

    Raises:
        StoreError: the folder cannot be written.
    """
    with disk_errors():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / BACKEND).write_text(f"{name}\n", encoding="utf-8")


def remembered_backend(folder: Path) -> str | None:
    """Return the full name of the keyring that was given the key, None where nobody wrote it down."""
    path = folder / BACKEND
    return path.read_text(encoding="utf-8").strip() if path.exists() else None


class InstanceLock:
    """Holds a profile while the program runs; the system lets go of it by itself when the program dies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / LOCK
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """Take the profile; its folder is made where there is none.

        Raises:
            AlreadyRunningError: another instance has it.
            NetworkShareError: its folder lies on another computer; nothing was made there.
            StoreError: the folder cannot be written.
        """
        if is_share(self.folder):
            raise NetworkShareError
        with disk_errors():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = self._path.open("ab")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            if error.errno in BUSY:
                raise AlreadyRunningError from error
            raise
        self._file = file
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
