"""The real portal in a process of its own, with a link to its office's pages, and what is read of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import Connection, select

from app.domain.records import Closing, WorkType
from app.domain.regulations import MarkScale
from app.domain.rules import MarkingRules
from app.domain.scales import read_scale
from app.ids import SchoolId
from portal.admin.assessment import read_rules, set_rules
from portal.admin.scales import GivenScale, define_scale, read_scales
from portal.admin.work_types import read_work_types
from portal.commands import new_office_link
from portal.exchange.office import put_records
from portal.store.tables import schools
from tests.portal_database import owned
from tests.portal_process import PortalProcess

SHOTS = Path(__file__).parents[3] / "build" / "shots"
LATER_MS = 1_790_600_000_000
"""28 September 2026, 16:13 in Moscow."""


@dataclass(frozen=True)
class OfficePortal:
    """A portal as the office reaches it."""

    process: PortalProcess

    @property
    def home(self) -> str:
        """Return the address of the pages behind a new link."""
        return self.process.url + new_office_link(self.process.data)

    def put(self, *records: Closing | MarkScale | WorkType) -> None:
        """Put records as another one of the office does meanwhile."""
        with self._writing() as (connection, school):
            put_records(connection, school, records, received_ms=LATER_MS)

    def set(self, **rules: str) -> None:
        """Set rules as another one of the office does meanwhile."""
        with self._writing() as (connection, school):
            set_rules(connection, school, list(rules.items()), received_ms=LATER_MS)

    @property
    def rules(self) -> MarkingRules:
        """Return the school's rules."""
        with self._writing() as (connection, school):
            return read_rules(connection, school)

    @property
    def kinds(self) -> tuple[WorkType, ...]:
        """Return the school's kinds of work."""
        with self._writing() as (connection, school):
            return read_work_types(connection, school)

    @property
    def scales(self) -> tuple[GivenScale, ...]:
        """Return the scales of marks: the two that every school has, and the school's own."""
        with self._writing() as (connection, school):
            return read_scales(connection, school)

    def define(self, name: str, values: str) -> None:
        """Define a scale, or change it, as the command does."""
        with self._writing() as (connection, school):
            define_scale(connection, school, read_scale(name, values), received_ms=LATER_MS)

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, SchoolId]]:
        engine = owned(self.process.data)
        try:
            with engine.begin() as connection:
                yield connection, SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        finally:
            engine.dispose()


def errors_on(page: Page) -> dict[str, str]:
    """Return what a page says is wrong, by the field beside which it stands."""
    return {
        str(each.get_attribute("id")).removesuffix("-says"): each.locator(".error").inner_text()
        for each in page.locator("[id$='-says']:has(.error)").all()
    }


def press(page: Page, name: str) -> None:
    """Press the button of this name that is seen, and wait for the page that it brings."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()
