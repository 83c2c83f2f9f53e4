"""A portal for each test of the office that saves something, one for those that do not, one browser a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import DESKTOP, open_browser, open_page
from tests.portal.office.closing_office import new_school
from tests.portal.office.office_portal import OfficePortal
from tests.portal_database import copied
from tests.portal_process import PortalProcess


@pytest.fixture
def office(school_data: Path) -> Iterator[OfficePortal]:
    with PortalProcess(school_data) as process:
        process.start()
        yield OfficePortal(process)


@pytest.fixture(scope="module")
def untouched(school_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficePortal]:
    """A portal in which nothing is ever saved."""
    data = copied(school_template, tmp_path_factory.mktemp("untouched") / "school")
    with PortalProcess(data) as process:
        process.start()
        yield OfficePortal(process)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desktop, without JavaScript."""
    with open_page(browser, viewport=DESKTOP) as opened:
        yield opened


@pytest.fixture(scope="session")
def empty_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a portal with nothing in it, to be copied."""
    return new_school(tmp_path_factory.mktemp("empty"))
