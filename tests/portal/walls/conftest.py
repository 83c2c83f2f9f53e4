"""A portal in whose one school everybody has a key; another school is founded beside it by the tests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from app.ids import SchoolId
from portal.auth.keys import read_key
from portal.endpoints import Dependencies
from portal.limits import Tries
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from tests.portal.answering import answering
from tests.portal.conftest import Clock, Portal
from tests.portal.walls.asking import Swaps
from tests.portal.walls.guests import Guests, fill, let_in
from tests.portal.walls.neighbours import OTHER, neighbours
from tests.portal.walls.walking import Walk
from tests.portal_database import copied, drop, owned


@dataclass(frozen=True)
class FullSchool:
    """A portal's folder, and who has a key to it.

    pages: what everybody sees while no other school is there, each with its route, by who asks for it.
    """

    data: Path
    guests: Guests
    pages: Mapping[str, tuple[str, str]]


@contextmanager
def opened(data: Path, *, is_walled: bool) -> Iterator[Portal]:
    """Open a portal. is_walled: it serves as itself, not as the owner of the database, who stands above its walls."""
    folder, clock = DataFolder(data), Clock()
    key, owner = read_key(folder.key), owned(data)
    serving = open_engine(folder.url) if is_walled else owner
    with owner.connect() as connection:
        found = connection.execute(select(schools.c.school_id).where(schools.c.school_id != OTHER)).scalar_one()
    with answering(Dependencies(serving, key, Tries(clock.seconds), clock.now_ms)) as client:
        yield Portal(folder, owner, serving, key, client, clock, SchoolId(found))
    serving.dispose()
    owner.dispose()


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """How often something may be tried stands in front of the walls."""
    monkeypatch.setattr(Tries, "take", lambda *_: 0)


@pytest.fixture(scope="module")
def full_school(school_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullSchool]:
    data = copied(school_template, tmp_path_factory.mktemp("walls") / "school")
    with opened(data, is_walled=True) as portal:
        fill(portal)
        guests, swaps = let_in(portal), Swaps(neighbours(portal.engine, portal.school))
        # who looks for the first time is told what is new since then
        for walk in (Walk(portal, swaps), Walk(portal, swaps)):
            walk.look(guests.guests)
    yield FullSchool(data, guests, walk.found.pages)
    drop(data)


@pytest.fixture
def data(full_school: FullSchool, tmp_path: Path) -> Iterator[Path]:
    """A folder of its own for a test."""
    copy = copied(full_school.data, tmp_path / "school")
    yield copy
    drop(copy)
