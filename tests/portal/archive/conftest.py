"""A portal that has a past year, and its archive; written once for the tests that only look."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.archive.commands import write_year
from portal.store.rows import write_records
from tests.portal.archive.past_school import YEAR, past_records
from tests.portal.conftest import Portal


@pytest.fixture
def past(portal: Portal) -> Portal:
    """The portal with a year that is over."""
    with portal.engine.begin() as connection:
        write_records(connection, portal.school, tuple(past_records()))
    return portal


@pytest.fixture
def write(past: Portal) -> Callable[[], Path]:
    """Write the year's archive and return its folder."""
    return lambda: write_year(past.folder, past.serving, past.school, YEAR)


@pytest.fixture
def written(write: Callable[[], Path]) -> Path:
    return write()
