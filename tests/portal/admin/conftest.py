"""Portals with schools that have nothing yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from portal.store.opening import open_engine
from tests.portal.admin.school_files import found_school


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path}/portal.db")
    found_school(engine)
    yield engine
    engine.dispose()
