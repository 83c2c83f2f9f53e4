"""The diary's portals, served once for all tests that read them."""

from collections.abc import Iterator

import pytest

from tests.portal.diary.diary_portal import DiaryPortal, an_own_portal
from tests.portal.diary.diary_school import a_hostile_school, a_school


@pytest.fixture(scope="session")
def diary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    with an_own_portal(tmp_path_factory.mktemp("diary"), a_school) as portal:
        yield portal


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    with an_own_portal(tmp_path_factory.mktemp("hostile"), a_hostile_school) as portal:
        yield portal
