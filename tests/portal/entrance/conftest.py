import pytest

from tests.portal.conftest import Portal
from tests.portal.entrance.people import Person, a_person


@pytest.fixture
def person(portal: Portal) -> Person:
    """Anna, who has an account and is signed in."""
    return a_person(portal)
