from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fault_proxy import FaultProxy
from tests.portal_process import PortalProcess
from tests.sync.desktops import Desktop, NewDesktop, a_desktop


@pytest.fixture
def new_desktop(portal_process: PortalProcess, tmp_path: Path) -> Iterator[NewDesktop]:
    with ExitStack() as open_ones:

        def made(login: str) -> Desktop:
            folder = tmp_path / f"desktop-{len(list(tmp_path.glob('desktop-*')))}"
            return open_ones.enter_context(a_desktop(folder, portal_process, login))

        yield made


@pytest.fixture
def anna(new_desktop: NewDesktop) -> Desktop:
    """Anna's PC after its first synchronisation."""
    desktop = new_desktop("anna")
    desktop.round()
    return desktop


@pytest.fixture
def boris(new_desktop: NewDesktop) -> Desktop:
    """Boris' PC after its first synchronisation; he has the same journal."""
    desktop = new_desktop("boris")
    desktop.round()
    return desktop


@pytest.fixture
def proxy(portal_process: PortalProcess) -> Iterator[FaultProxy]:
    with FaultProxy(portal_process.port) as proxy:
        yield proxy
