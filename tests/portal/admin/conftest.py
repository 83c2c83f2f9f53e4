"""Portals with schools that have nothing yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.portal.admin.school_files import found_school
from tests.portal_database import new_engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = new_engine(tmp_path)
    found_school(engine)
    yield engine
    engine.dispose()
