"""The operating system's keyring: the only place where the key of a journal is kept."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.errors import CredentialError, KeyMissingError, KeyringLockedError, NoKeyringError, UnsafeKeyringError
from app.vault.errors import KeyringChangedError
from app.vault.profiles import remember_backend, remembered_backend
from app.wire.framing import from_base64, to_base64

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "peremena"
"""The keyring's name for everything that this program keeps."""

KEY_BYTES = 32
"""Length of a journal's raw key."""

PATIENCE_S = 90.0
"""How long a keyring may take: time for a person to type its password, not for ever."""

NOWHERE = ("keyring.backends.fail.",)
"""Backends that stand for no keyring at all."""

UNSAFE = ("keyring.backends.null.", "keyrings.alt.")
"""Backends that forget what they are given, or write it to a file anybody can read."""

T = TypeVar("T")


class JournalKeys:
    """The keys of this account's journals. Every method may wait for a person who is asked for a password."""

    def __init__(self, folder: Path, *, patience_s: float = PATIENCE_S) -> None:
        self._folder = folder
        self._patience_s = patience_s

    def new_key(self, folder_id: str) -> bytes:
        """Make a key, store it, and return it as it is read back; one that is stored already is never replaced.

        Raises:
            CredentialError: the kind says why there is none.
        """

        def make(backend: "KeyringBackend") -> str | None:
            held = backend.get_password(SERVICE, folder_id)
            if held is None:
                backend.set_password(SERVICE, folder_id, to_base64(os.urandom(KEY_BYTES)))
                held = backend.get_password(SERVICE, folder_id)
            return held

        key = self._key(make)
        remember_backend(self._folder, self.backend_name())
        return key

    def read_key(self, folder_id: str) -> bytes:
        """Return the key of a journal.

        Raises:
            KeyringChangedError: it was given to another keyring than the one in use.
            KeyMissingError: this keyring has none: it was emptied, or the folder comes from another PC.
            CredentialError: the kind says why.
        """
        try:
            return self._key(lambda backend: backend.get_password(SERVICE, folder_id))
        except KeyMissingError as error:
            before, now = remembered_backend(self._folder), self.backend_name()
            if before and before != now:
                raise KeyringChangedError(_short(before), _short(now)) from error
            raise

    def holds(self, folder_id: str) -> bool:
        """Return whether a key is kept under this name.

        Raises:
            CredentialError: the kind says why nobody knows.
        """
        return self._patiently(lambda: _backend().get_password(SERVICE, folder_id)) is not None

    def forget(self, folder_id: str) -> None:
        """Take a key out of the keyring; none there is well.

        Raises:
            CredentialError: the kind says why it may be there still.
        """

        def take_out() -> None:
            backend = _backend()
            if backend.get_password(SERVICE, folder_id) is not None:
                backend.delete_password(SERVICE, folder_id)

        self._patiently(take_out)

    def backend_name(self) -> str:
        """Return the full name of the class that keeps the keys.

        Raises:
            NoKeyringError: there is no keyring.
            UnsafeKeyringError: the one there is keeps no secret.
        """
        return self._patiently(lambda: _name(_backend()))

    def _key(self, ask: "Callable[[KeyringBackend], str | None]") -> bytes:
        text = self._patiently(lambda: ask(_backend()))
        if text is None:
            raise KeyMissingError
        try:
            key = from_base64(text)
        except ValueError as error:
            raise KeyMissingError from error
        if len(key) != KEY_BYTES:
            raise KeyMissingError
        return key

    def _patiently(self, job: Callable[[], T]) -> T:
        """Run *job* on a thread of its own: a prompt that nobody answers must hold up neither us nor the exit."""
        answers: list[T] = []
        errors: list[Exception] = []

        def work() -> None:
            try:
                answers.append(job())
            except Exception as error:  # noqa: BLE001 (the thread's edge: handed over)
                errors.append(error)

        thread = threading.Thread(target=work, name="keyring", daemon=True)
        thread.start()
        thread.join(self._patience_s)
        if errors:
            raise _credential_error(errors[0])
        if not answers:
            raise KeyringLockedError
        return answers[0]


def _backend() -> "KeyringBackend":
    """Return the keyring in use; where none was found before, look again."""
    import keyring.backend  # noqa: PLC0415 (not before the first paint: it costs a third of the start)
    import keyring.core  # noqa: PLC0415
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415

    found = keyring.core.get_keyring()
    if _name(found).startswith(NOWHERE):
        keyring.backend.get_all_keyring()  # jaraco.functools 4: an answer never given cannot be reset
        keyring.backend.get_all_keyring.reset()
        keyring.core.init_backend()
        found = keyring.core.get_keyring()
    members = list(found.backends) if isinstance(found, ChainerBackend) else [found]
    safe = [member for member in members if not _name(member).startswith(NOWHERE + UNSAFE)]
    if safe:
        return safe[0]
    unsafe = [_name(member) for member in members if _name(member).startswith(UNSAFE)]
    raise UnsafeKeyringError(unsafe[0]) if unsafe else NoKeyringError


def _name(backend: "KeyringBackend") -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _short(name: str) -> str:
    """Return what a person knows a backend by: "SecretService", "Windows", "kwallet"."""
    return name.split(".")[-2] if "." in name else name


def _credential_error(error: Exception) -> Exception:
    """Return what a keyring's error means; one that no keyring raises is returned as it is."""
    from keyring import errors  # noqa: PLC0415

    if isinstance(error, CredentialError):
        return error
    if isinstance(
        error, errors.InitError | errors.KeyringLocked | errors.PasswordSetError | errors.PasswordDeleteError
    ):
        return KeyringLockedError()
    if isinstance(error, errors.KeyringError | OSError | EOFError) or _is_of_secret_service(error):
        return NoKeyringError()
    return error


def _is_of_secret_service(error: Exception) -> bool:
    return type(error).__module__.split(".")[0] in {"secretstorage", "jeepney"}
