"""For every test: no window, folders of its own, no network but this PC; on demand: a keyring, a portal."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported

import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.keyring_service import KeyringService, running_keyring
from tests.leak_watch import CANARY, watched
from tests.portal_database import NAME, Session
from tests.portal_process import PortalProcess, PortalTemplate, make_template
from tests.scratch import keep_in_memory
from tests.shared_statements import share_statements

OUTSIDE = "a test asked for the network beyond this PC"


DATABASES = ("sqlite", NAME)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=DATABASES, default=DATABASES[0], help="what the portals keep their rows in")


def pytest_configure(config: pytest.Config) -> None:
    keep_in_memory()
    Session.server = config.getoption("--database") == NAME
    share_statements()
    # how long one example takes says something of the machine's other work only
    settings.register_profile("any_machine", deadline=None)
    settings.load_profile("any_machine")
    config.addinivalue_line("markers", "on_file: only where the portal's database is a file")
    config.addinivalue_line("markers", "on_server: only where it is on a server")
    config.addinivalue_line("markers", f"{CANARY}: leaks on purpose")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if _is_left_out(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not _is_left_out(item)]


def _is_left_out(item: pytest.Item) -> bool:
    """Return whether a test is not for this database; how a page looks in a browser is the same over both."""
    if not Session.server:
        return item.get_closest_marker("on_server") is not None
    return item.get_closest_marker("on_file") is not None or "browser" in getattr(item, "fixturenames", ())


@pytest.fixture(autouse=True)
def own_folders(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "PEREMENA_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={home}/no-bus")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with nullcontext() if request.node.get_closest_marker(CANARY) else watched(home):
        yield


def _refuse_outside(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise OSError(101, OUTSIDE)


sys.addaudithook(_refuse_outside)


@pytest.fixture(scope="session")
def _keyring_process() -> Iterator[KeyringService]:
    with tempfile.TemporaryDirectory(prefix="kr") as folder, running_keyring(Path(folder)) as service:
        yield service


@pytest.fixture
def keyring_service(
    _keyring_process: KeyringService, own_folders: None, monkeypatch: pytest.MonkeyPatch
) -> KeyringService:
    """An unlocked, empty keyring on a bus of its own."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", _keyring_process.address)
    _keyring_process.empty()
    return _keyring_process


@pytest.fixture
def locked_keyring(own_folders: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringService]:
    """A keyring that somebody locked; nobody will type its password."""
    with tempfile.TemporaryDirectory(prefix="kr") as folder, running_keyring(Path(folder)) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        service.lock()
        yield service


@pytest.fixture(scope="session")
def portal_template(tmp_path_factory: pytest.TempPathFactory) -> PortalTemplate:
    return make_template(tmp_path_factory.mktemp("portal"))


@pytest.fixture
def portal_process(portal_template: PortalTemplate, tmp_path: Path) -> Iterator[PortalProcess]:
    """The real portal with a small school, in a process of its own, on a free port of this PC."""
    with PortalProcess(portal_template.copy(tmp_path / "portal")) as portal:
        portal.start()
        yield portal


@pytest.fixture
def portal_url(portal_process: PortalProcess) -> str:
    return portal_process.url
