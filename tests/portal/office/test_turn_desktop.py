"""A real desktop before and after the turn of the year: it shows the new journals, and the old ones are not lost."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.clock import Clock
from app.ids import ReplicaId, SchoolId, text_of
from app.services.profile import keep_profile
from app.services.reading import read_journals
from app.services.removing import allow_removal, read_removals
from app.store.opening import open_store
from app.store.tables import journal, term
from portal.auth.codes import issue_code
from portal.auth.office_links import issue_office_link, open_visit
from portal.office.actions import Deed, act
from portal.office.people_reading import People
from portal.office.turn_draft import read_turn, year_before
from portal.store.tables import schools
from sync.enrolment import enrol
from sync.transport import new_session
from tests.portal.office.clocked_portal import ClockedPortal, served
from tests.portal.office.turn_office import MAY
from tests.portal_database import owned
from tests.small_school import ALGEBRA
from tests.sync.desktops import Desktop


@pytest.fixture
def portal(school_data: Path) -> Iterator[ClockedPortal]:
    with served(school_data) as serving:
        serving.at(str(MAY))
        yield serving


@pytest.fixture
def desktop(portal: ClockedPortal, tmp_path: Path) -> Iterator[Desktop]:
    """Anna's PC, enrolled and synchronised."""
    clock, seed, key = Clock(), os.urandom(32), os.urandom(32)
    store = open_store(tmp_path / "journal.db", key, clock)
    engine = owned(portal.data)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        code = issue_code(connection, school, "anna", now_ms=portal.clock.ms)
    engine.dispose()
    profile = enrol(portal.url, code, replica=ReplicaId(text_of(os.urandom(16))), seed=seed, name="PC", clock=clock)
    with store.unit() as unit:
        keep_profile(unit, profile=profile)
    with new_session() as session:
        made = Desktop(store, profile, clock, session, tmp_path, key)
        made.round()
        yield made
    store.close()


def turn(portal: ClockedPortal) -> None:
    """Turn the year as the page does."""
    engine = owned(portal.data)
    now_ms = portal.clock.ms
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        visit = open_visit(
            connection, issue_office_link(connection, school, now_ms=now_ms).rpartition("/")[2], now_ms=now_ms
        )
        assert visit is not None
        turned = read_turn(connection, school, year_before(People(connection, school, MAY)))
        act(connection, visit, Deed("Поворот года", ()), turned.records, now_ms=now_ms)
    engine.dispose()


def titles(desktop: Desktop) -> list[str]:
    with desktop.store.reading() as unit:
        return [f"{each.title} {each.subject}" for each in read_journals(unit)]


def test_the_teacher_sees_the_new_journals_in_place_of_the_old(portal: ClockedPortal, desktop: Desktop) -> None:
    assert titles(desktop) == ["7Б Алгебра"]
    turn(portal)
    desktop.round()
    assert titles(desktop) == ["8Б Алгебра"]
    # what is here and what the portal has agree: nothing is repaired (I14)
    assert not desktop.round().changes
    with desktop.store.reading() as unit:
        assert {row.first.year for row in unit.connection.execute(select(term))} == {2027}


def test_what_was_typed_before_and_sent_later_is_held_and_stays_with_its_author(
    portal: ClockedPortal, desktop: Desktop
) -> None:
    desktop.put("5")
    turn(portal)
    desktop.round()
    desktop.round()
    assert desktop.waiting() == 0
    assert desktop.attention() == 1
    with desktop.store.reading() as unit:
        held = unit.connection.execute(select(journal.c.id).where(journal.c.id == ALGEBRA)).scalar()
        assert held == ALGEBRA
    assert titles(desktop)[-1] == "8Б Алгебра"


def test_much_goes_from_a_pc_only_after_a_question(portal: ClockedPortal, desktop: Desktop) -> None:
    turn(portal)
    desktop.round()
    with desktop.store.unit() as unit:
        for each in read_removals(unit):
            allow_removal(unit, part=each.part)
    desktop.round()
    with desktop.store.reading() as unit:
        assert ALGEBRA not in set(unit.connection.execute(select(journal.c.id)).scalars())
    assert titles(desktop) == ["8Б Алгебра"]
