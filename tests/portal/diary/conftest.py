"""The diary's portals, served once for all tests that read them."""

from collections.abc import Iterator

import pytest

from tests.portal.diary.diary_portal import DiaryPortal, an_own_portal
from tests.portal.diary.diary_school import a_hostile_school, a_school
from tests.portal.diary.term_school import a_hostile_year, a_year


@pytest.fixture(scope="session")
def diary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    with an_own_portal(tmp_path_factory.mktemp("diary"), a_school) as portal:
        yield portal


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    with an_own_portal(tmp_path_factory.mktemp("hostile"), a_hostile_school) as portal:
        yield portal


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    with an_own_portal(tmp_path_factory.mktemp("year"), a_year) as portal:
        yield portal


@pytest.fixture(scope="session")
def hostile_year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    with an_own_portal(tmp_path_factory.mktemp("hostile-year"), a_hostile_year) as portal:
        yield portal
