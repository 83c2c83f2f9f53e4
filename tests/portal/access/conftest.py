"""A portal with ESIA or without, and people who apply for access to a diary."""

import pytest

from tests.portal.access.applying import Applying, applying_as
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser, Person
from tests.portal.esia.conftest import esia_portal, sandbox, system
from tests.portal.esia.entrants import PARENT
from tests.portal.esia.test_families import invited
from tests.sandbox_process import Sandbox
from tests.small_school import PUPILS

__all__ = ["esia_portal", "sandbox", "system"]


@pytest.fixture
def father(esia_portal: Portal, sandbox: Sandbox) -> Applying:
    """Сергей Иванов, whom ESIA has confirmed and no school knows, at the form."""
    return applying_as(esia_portal, sandbox, PARENT)


@pytest.fixture
def person(portal: Portal) -> Person:
    """A parent with a password, let in by the school for another child; the portal's clock stands still."""
    papa = Person(Browser(portal), "papa")
    assert papa.join(invited(portal, PUPILS[0])).status_code == 200
    return papa


@pytest.fixture
def papa(person: Person) -> Applying:
    """The same at the form."""
    return Applying(person.browser, applicant="Иванов Сергей Петрович")
