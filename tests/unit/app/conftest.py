from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.unit import Store
from tests.builders import FeedOf, a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)
