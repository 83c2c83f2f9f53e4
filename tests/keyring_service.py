"""A real Secret Service: gnome-keyring on a D-Bus of its own, in folders of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import secretstorage

PASSWORD = b"only-for-tests"

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""Without service folders: nothing is started on demand, neither a second keyring nor a window that asks."""


@dataclass(frozen=True)
class KeyringService:
    """A running service. address: of its bus. folder: where it keeps its files."""

    address: str
    folder: Path

    def lock(self) -> None:
        """Lock the keyring, as a screen saver or an administrator does."""
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_default_collection(bus).lock()

    def empty(self) -> None:
        """Take everything out, as a person does who clears the keyring."""
        with closing(secretstorage.dbus_init()) as bus:
            for item in list(secretstorage.get_default_collection(bus).get_all_items()):
                item.delete()

    def stored(self) -> set[tuple[str, str]]:
        """Return service and user name of everything that is kept."""
        with closing(secretstorage.dbus_init()) as bus:
            items = secretstorage.get_default_collection(bus).get_all_items()
            return {
                (found["service"], found["username"]) for item in items if "service" in (found := item.get_attributes())
            }


@contextmanager
def running_keyring(folder: Path) -> Iterator[KeyringService]:
    """Run an unlocked keyring while the context lasts. folder: new and short, it becomes part of a socket's path."""
    places = {
        name: str(folder / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    }
    for place in places.values():
        Path(place).mkdir(mode=0o700, parents=True)
    config = folder / "bus.conf"
    config.write_text(BUS.format(folder=folder))
    environment = {**os.environ, **places, "HOME": str(folder), "DBUS_SESSION_BUS_ADDRESS": ""}
    command = ["dbus-daemon", f"--config-file={config}", "--print-address=1", "--nofork"]
    with _running(command, environment) as bus:
        assert bus.stdout
        environment["DBUS_SESSION_BUS_ADDRESS"] = address = bus.stdout.readline().decode().strip()
        command = ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"]
        with _running(command, environment) as keyring:
            assert keyring.stdin
            assert keyring.stdout
            keyring.stdin.write(PASSWORD)
            keyring.stdin.close()
            keyring.stdout.readline()
            yield KeyringService(address, folder)


@contextmanager
def private_keyring(folder: Path) -> Iterator[KeyringService]:
    """Run a keyring as this process's own: what it starts meanwhile finds no other. folder: as above."""
    with running_keyring(folder) as service:
        before = dict(os.environ)
        os.environ.pop("PYTHON_KEYRING_BACKEND", None)
        os.environ |= {"DBUS_SESSION_BUS_ADDRESS": service.address, "XDG_CONFIG_HOME": str(folder / "XDG_CONFIG_HOME")}
        try:
            yield service
        finally:
            os.environ.clear()
            os.environ |= before


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(10)
