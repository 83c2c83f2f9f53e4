import gc
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.core
import pytest
from keyring.backends import chainer, null
from typing_extensions import override

from app.errors import KeyMissingError, KeyringLockedError, NoKeyringError, UnsafeKeyringError
from app.vault.profiles import remembered_backend
from sync.credentials import KEY_BYTES, JournalKeys
from tests.keyring_service import KeyringService

LINUX_BACKEND = "keyring.backends.SecretService.Keyring"

pytestmark = pytest.mark.filterwarnings(
    # keyring 25 leaves its connection to the collector when a collection stays locked or an answer is an error
    "ignore:Exception ignored in. <socket.socket:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(autouse=True)
def _fresh_choice_of_backend() -> Iterator[None]:
    _forget()
    yield
    _forget()
    gc.collect()


def _forget() -> None:
    keyring.backend.get_all_keyring()
    keyring.backend.get_all_keyring.reset()
    keyring.core._keyring_backend = None  # noqa: SLF001 (what a start of the program finds)


def test_a_key_is_kept_in_the_keyring_and_nowhere_else(keyring_service: KeyringService, tmp_path: Path) -> None:
    key = JournalKeys(tmp_path).new_key("folder")
    assert len(key) == KEY_BYTES
    assert JournalKeys(tmp_path).read_key("folder") == key
    assert keyring_service.stored() == {("peremena", "folder")}
    assert all(key not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_backend_that_was_used_is_remembered(keyring_service: KeyringService, tmp_path: Path) -> None:
    keys = JournalKeys(tmp_path)
    keys.new_key("folder")
    assert remembered_backend(tmp_path) == keys.backend_name() == LINUX_BACKEND


def test_a_stored_key_is_never_replaced(keyring_service: KeyringService, tmp_path: Path) -> None:
    keys = JournalKeys(tmp_path)
    assert keys.new_key("folder") == keys.new_key("folder")
    assert keys.new_key("other") != keys.new_key("folder")


def test_an_emptied_keyring_has_no_key(keyring_service: KeyringService, tmp_path: Path) -> None:
    keys = JournalKeys(tmp_path)
    keys.new_key("folder")
    keyring_service.empty()
    with pytest.raises(KeyMissingError):
        keys.read_key("folder")


@pytest.mark.parametrize("kept", ["", "short", "не ключ", "A" * 44])
def test_what_is_no_key_counts_as_missing(kept: str, keyring_service: KeyringService, tmp_path: Path) -> None:
    keyring.set_password("peremena", "folder", kept)
    with pytest.raises(KeyMissingError):
        JournalKeys(tmp_path).read_key("folder")


def test_without_a_service_there_is_no_keyring(tmp_path: Path) -> None:
    keys = JournalKeys(tmp_path)
    for ask in (lambda: keys.new_key("folder"), lambda: keys.read_key("folder"), keys.backend_name):
        with pytest.raises(NoKeyringError):
            ask()


def test_a_service_that_starts_later_is_found(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    keys = JournalKeys(tmp_path)
    with pytest.raises(NoKeyringError):
        keys.new_key("folder")
    request.getfixturevalue("keyring_service")
    assert len(keys.new_key("folder")) == KEY_BYTES


def test_a_service_that_went_away_is_no_keyring(
    keyring_service: KeyringService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = JournalKeys(tmp_path)
    keys.new_key("folder")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/gone")
    with pytest.raises(NoKeyringError):
        keys.read_key("folder")


def test_a_locked_keyring_is_named_so(locked_keyring: KeyringService, tmp_path: Path) -> None:
    keys = JournalKeys(tmp_path, patience_s=20)
    with pytest.raises(KeyringLockedError):
        keys.read_key("folder")
    with pytest.raises(KeyringLockedError):
        keys.new_key("folder")


class Invented(keyring.backend.KeyringBackend):
    """A keyring of no use; never chosen by keyring itself."""

    priority = -1.0

    @override
    def get_password(self, service: str, username: str) -> str | None:
        return "A" * 43

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError(service)


class Sleepy(Invented):
    """Shows a prompt that nobody answers."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        time.sleep(3)
        return None


class PlaintextKeyring(Invented):
    """What the package keyrings.alt offers where there is no real keyring."""

    __module__ = "keyrings.alt.file"


def test_a_prompt_that_nobody_answers_does_not_hold_up_the_program(tmp_path: Path) -> None:
    keyring.set_keyring(Sleepy())
    begun = time.monotonic()
    with pytest.raises(KeyringLockedError):
        JournalKeys(tmp_path, patience_s=0.2).read_key("folder")
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("backend", "name"),
    [(null.Keyring, "keyring.backends.null.Keyring"), (PlaintextKeyring, "keyrings.alt.file.PlaintextKeyring")],
)
def test_a_keyring_that_keeps_no_secret_is_refused(backend: type, name: str, tmp_path: Path) -> None:
    keyring.set_keyring(backend())
    for ask in (JournalKeys(tmp_path).new_key, JournalKeys(tmp_path).read_key):
        with pytest.raises(UnsafeKeyringError) as refused:
            ask("folder")
        assert refused.value.backend == name
    assert remembered_backend(tmp_path) is None


def test_of_a_chain_only_a_safe_member_is_used(keyring_service: KeyringService, tmp_path: Path) -> None:
    secret_service = keyring.get_keyring()
    members = {"priority": -1.0, "backends": [PlaintextKeyring(), secret_service]}
    chain = type("ChainerBackend", (chainer.ChainerBackend,), members)
    keyring.set_keyring(chain())
    JournalKeys(tmp_path).new_key("folder")
    assert JournalKeys(tmp_path).backend_name() == LINUX_BACKEND
    assert keyring_service.stored() == {("peremena", "folder")}


def test_importing_the_module_does_not_import_keyring() -> None:
    said = "import sys, sync.credentials; print(sorted({'keyring', 'secretstorage', 'requests'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", said], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
