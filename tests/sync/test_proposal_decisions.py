"""Parents' reasons of absences over a real portal: decided offline, by two at once, and given where «н» comes later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, select

from app.domain.attendance import attendance_id
from app.domain.attention import About
from app.domain.excuse_proposals import ACCEPTED, DECLINED, ExcuseProposal
from app.domain.proposal_pages import ShownProposal
from app.domain.records import NEVER, Attendance, Record
from app.ids import OFFICE
from app.operations import AttendanceSet, Operation
from app.planning import ProposalDecide
from app.services.attention import read_attention
from app.services.excuse_proposals import accept_proposal, read_proposals
from app.store.rows import read
from portal.exchange.office import decide_asked, put_records
from portal.store.tables import TABLES, schools
from tests.excuse_proposals import FIRST, LAST, a_proposal
from tests.portal.conftest import NOW_MS
from tests.portal_database import owned
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop


@dataclass(frozen=True, slots=True)
class Office:
    """The school office beside the portal that is served: what it puts and decides goes through the same log."""

    engine: Engine

    def put(self, *records: Record) -> None:
        with self.engine.begin() as connection:
            school = connection.execute(select(schools.c.school_id)).scalar_one()
            put_records(connection, school, records, received_ms=NOW_MS)

    def decline(self) -> None:
        with self.engine.begin() as connection:
            school = connection.execute(select(schools.c.school_id)).scalar_one()
            wanted = Operation(ProposalDecide(DECLINED, "Был на уроках"), ent="proposal", base=NEVER)
            decide_asked(connection, school, wanted, received_ms=NOW_MS)

    def standing(self) -> tuple[str, str]:
        """Return how the proposal is decided at the portal, and by whom."""
        table = TABLES[ExcuseProposal]
        with self.engine.connect() as connection:
            row = connection.execute(select(table).where(table.c.id == "proposal")).one()
        return row.decision, row.decided_by

    def excuse(self, lesson: int) -> str:
        table, key = TABLES[Attendance], attendance_id(LESSONS[lesson], PUPILS[0])
        with self.engine.connect() as connection:
            return str(connection.execute(select(table.c.excuse).where(table.c.id == key)).scalar_one())


@pytest.fixture
def office(portal_process: PortalProcess) -> Iterator[Office]:
    made = Office(owned(portal_process.data))
    made.put(a_proposal(), replace(a_proposal("second"), first=LAST, last=LAST))
    yield made
    made.engine.dispose()


def waiting(desktop: Desktop) -> Sequence[ShownProposal]:
    with desktop.store.reading() as unit:
        return read_proposals(unit, classes=None, today=FIRST)


def accept(desktop: Desktop, key: str = "proposal") -> None:
    shown = next(each for each in waiting(desktop) if each.id == key)
    with desktop.store.unit() as unit:
        accept_proposal(unit, proposal=shown, today=FIRST)


def absent(desktop: Desktop, lesson: int = 9) -> None:
    """Let a subject teacher write «н» and send it."""
    with desktop.store.unit() as unit:
        unit.record(Operation(AttendanceSet(LESSONS[lesson], PUPILS[0], "н")))
    desktop.round()


def excuse_at(desktop: Desktop, lesson: int = 9) -> str:
    with desktop.store.reading() as unit:
        found = read(unit.connection, Attendance, attendance_id(LESSONS[lesson], PUPILS[0]))
    assert found is not None
    return found.excuse


def test_what_was_accepted_offline_reaches_the_portal_with_its_reasons(
    office: Office, anna: Desktop, boris: Desktop
) -> None:
    absent(boris)
    anna.round()
    assert [each.id for each in waiting(boris)] == []
    accept(anna)
    assert (excuse_at(anna), office.standing(), office.excuse(9)) == ("б", ("", ""), "")
    anna.round()
    assert (office.standing(), office.excuse(9)) == ((ACCEPTED, "anna"), "б")
    boris.round()
    assert excuse_at(boris) == "б"


def test_who_accepts_after_the_office_has_declined_is_told_once_and_no_reason_is_left(
    office: Office, anna: Desktop, boris: Desktop
) -> None:
    absent(boris)
    anna.round()
    accept(anna)
    office.decline()
    anna.round()
    assert (office.standing(), office.excuse(9), excuse_at(anna)) == ((DECLINED, OFFICE), "", "")
    with anna.store.reading() as unit:
        (item,) = read_attention(unit)
    assert (item.about, item.reason, item.shown, item.other) == (About.PROPOSAL, "decided", DECLINED, ACCEPTED)


def test_an_absence_that_comes_after_the_acceptance_asks_for_its_reason(
    office: Office, anna: Desktop, boris: Desktop
) -> None:
    anna.round()
    accept(anna, "second")
    anna.round()
    absent(boris, 11)
    anna.round()
    (shown,) = (each for each in waiting(anna) if each.id == "second")
    assert (shown.is_followed_up, len(shown.bare)) == (True, 1)
    accept(anna, "second")
    anna.round()
    assert office.excuse(11) == "б"
