"""Applications for access over a real portal: decided offline, by two at once, and handed over with the class."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, select

from app.domain.access import GRANTED, REFUSED, AccessRequest
from app.domain.access_pages import ShownRequest
from app.domain.attention import About, AttentionItem
from app.domain.pages import Standing
from app.domain.records import NEVER, Record, SchoolClass
from app.ids import OFFICE
from app.operations import Operation
from app.planning import AccessDecide
from app.services.access_requests import decide_request, read_requests
from app.services.attention import read_attention
from portal.exchange.office import decide_asked, put_records
from portal.store.tables import TABLES, schools
from resources.demo.serving import command
from tests.access_requests import DUE, a_request
from tests.portal.conftest import NOW_MS
from tests.portal_database import owned
from tests.portal_process import PortalProcess
from tests.small_school import BORIS, CLASS, PUPILS
from tests.sync.desktops import Desktop, NewDesktop

SECOND = a_request("second", PUPILS[1])


@dataclass(frozen=True, slots=True)
class Office:
    """The school office beside the portal that is served: what it puts and decides goes through the same log."""

    engine: Engine

    def put(self, *records: Record) -> None:
        with self.engine.begin() as connection:
            school = connection.execute(select(schools.c.school_id)).scalar_one()
            put_records(connection, school, records, received_ms=NOW_MS)

    def decide(self, decision: str, answer: str = "") -> None:
        with self.engine.begin() as connection:
            school = connection.execute(select(schools.c.school_id)).scalar_one()
            wanted = Operation(AccessDecide(decision, answer), ent="request", base=NEVER)
            decide_asked(connection, school, wanted, received_ms=NOW_MS)

    def standing(self) -> tuple[str, str]:
        """Return how the application is decided at the portal, and by whom."""
        table = TABLES[AccessRequest]
        with self.engine.connect() as connection:
            row = connection.execute(select(table).where(table.c.id == "request")).one()
        return row.decision, row.decided_by


@pytest.fixture
def office(portal_process: PortalProcess) -> Iterator[Office]:
    made = Office(owned(portal_process.data))
    made.put(a_request(), SECOND)
    yield made
    made.engine.dispose()


@pytest.fixture
def deputy(new_desktop: NewDesktop, portal_process: PortalProcess) -> Desktop:
    """Boris' PC; he is the deputy head."""
    command("user", "deputy", "--data", str(portal_process.data), "boris")
    desktop = new_desktop("boris")
    desktop.round()
    return desktop


def listed(desktop: Desktop, *, decided: bool = False) -> Sequence[ShownRequest]:
    with desktop.store.reading() as unit:
        return read_requests(unit, classes=None, today=DUE, decided=decided)


def ids(desktop: Desktop) -> set[str]:
    return {each.id for each in listed(desktop)}


def decide(desktop: Desktop, decision: str, answer: str = "") -> None:
    request = next(each for each in listed(desktop) if each.id == "request")
    with desktop.store.unit() as unit:
        decide_request(unit, request=request, decision=decision, answer=answer, today=DUE)


def told(desktop: Desktop) -> Sequence[AttentionItem]:
    with desktop.store.reading() as unit:
        return read_attention(unit)


def test_a_decision_made_offline_reaches_the_portal_and_the_deputy_head(
    office: Office, anna: Desktop, deputy: Desktop
) -> None:
    assert ids(anna) == ids(deputy) == {"request", "second"}
    decide(anna, GRANTED)
    assert office.standing() == ("", "")
    assert [each.standing for each in listed(anna, decided=True)] == [Standing.WAITING]
    anna.round()
    assert office.standing() == (GRANTED, "anna")
    deputy.round()
    for desktop in (anna, deputy):
        (done,) = listed(desktop, decided=True)
        assert (done.decision, done.standing) == (GRANTED, Standing.SENT)
    assert told(anna) == told(deputy) == ()


def test_who_decides_otherwise_and_later_is_told(office: Office, anna: Desktop) -> None:
    anna.round()
    decide(anna, GRANTED)
    office.decide(REFUSED, "Документы не совпали")
    anna.round()
    assert office.standing() == (REFUSED, OFFICE)
    (done,) = listed(anna, decided=True)
    assert (done.decision, done.by_office, done.answer) == (REFUSED, True, "Документы не совпали")
    (item,) = told(anna)
    assert (item.about, item.reason, item.shown, item.other) == (About.ACCESS, "decided", REFUSED, GRANTED)


def test_two_who_decide_the_same_agree(office: Office, anna: Desktop, deputy: Desktop) -> None:
    for desktop in (anna, deputy):
        desktop.round()
        decide(desktop, GRANTED)
    anna.round()
    deputy.round()
    assert office.standing() == (GRANTED, "anna")
    assert told(anna) == told(deputy) == ()


def test_a_class_that_is_handed_over_takes_its_applications_to_the_new_teacher(
    office: Office, anna: Desktop, boris: Desktop
) -> None:
    anna.round()
    assert (ids(anna), ids(boris)) == ({"request", "second"}, set())
    decide(anna, REFUSED, "Не тот ученик")
    office.put(SchoolClass(CLASS, NEVER, 7, "Б", 1, BORIS))
    for desktop in (anna, boris):
        desktop.round()
    # what she had decided before she heard of it is not in force, and she is told
    assert (ids(anna), ids(boris)) == (set(), {"request", "second"})
    assert [item.reason for item in told(anna)] == ["no_request"]
    decide(boris, GRANTED)
    boris.round()
    assert office.standing() == (GRANTED, "boris")


def test_applications_come_to_a_program_that_was_just_connected(office: Office, new_desktop: NewDesktop) -> None:
    office.decide(GRANTED)
    fresh = new_desktop("anna")
    fresh.round()
    assert ids(fresh) == {"second"}
    assert [(each.decision, each.by_office) for each in listed(fresh, decided=True)] == [(GRANTED, True)]
