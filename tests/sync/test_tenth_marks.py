"""Marks of the tenth class over a real portal: they reach the teacher's PC, propose, are corrected, and go again."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.domain.earlier_marks import EarlierMark, earlier_mark_id
from app.domain.finals import ShownFinal
from app.domain.periods import FINAL, YEAR
from app.domain.records import NEVER, Record, SchoolClass
from app.services.finals import read_finals, set_final
from app.store.tables import earlier_mark
from portal.exchange.office import put_records
from portal.store.tables import schools
from tests.portal.conftest import NOW_MS
from tests.portal_database import owned
from tests.portal_process import PortalProcess
from tests.small_school import ALGEBRA, ANNA, CLASS, ENDS, PUPILS, SUBJECT, WHOLE_YEAR
from tests.sync.desktops import Desktop

WHO = PUPILS[0]
Put = Callable[..., None]


@pytest.fixture
def put(portal_process: PortalProcess) -> Iterator[Put]:
    """Put records as the office does, beside the portal that is served."""
    engine = owned(portal_process.data)

    def put(*records: Record) -> None:
        with engine.begin() as connection:
            school = connection.execute(select(schools.c.school_id)).scalar_one()
            put_records(connection, school, records, received_ms=NOW_MS)

    put(SchoolClass(CLASS, NEVER, 11, "Б", 1, ANNA))
    yield put
    engine.dispose()


def tenth(*values: str) -> list[EarlierMark]:
    """Return marks of the tenth class: of its only term and of the year."""
    return [
        EarlierMark(earlier_mark_id(WHO, SUBJECT, period), NEVER, WHO, SUBJECT, 2025, period, value, "10Б")
        for period, value in zip(("1", YEAR), values, strict=True)
    ]


def final(desktop: Desktop, period: str = FINAL) -> ShownFinal:
    with desktop.store.reading() as unit:
        return read_finals(unit, ALGEBRA, today=ENDS).cells[WHO, period]


def decide(desktop: Desktop, period: str, value: str) -> None:
    seen = final(desktop, period)
    with desktop.store.unit() as unit:
        set_final(unit, journal_id=ALGEBRA, who=WHO, period=period, value=value, seen=seen, reason="по итогам")


def test_what_the_office_enters_proposes_on_the_teachers_pc_and_follows_corrections(put: Put, anna: Desktop) -> None:
    """(3 + 3 + 4 + 4) / 4 = 3.50, a «4»; corrected (2 + 3 + 4 + 4) / 4 = 3.25, a «3»."""
    anna.round()
    for period in (WHOLE_YEAR, YEAR):
        decide(anna, period, "4")
    assert (final(anna).proposed, final(anna).is_by_hand) == (None, True)
    put(*tenth("3", "3"))
    anna.round()
    assert (final(anna).proposed, final(anna).average) == ("4", Decimal("3.50"))
    put(*tenth("2", "3"))
    anna.round()
    assert (final(anna).proposed, final(anna).average) == ("3", Decimal("3.25"))


def test_a_mark_set_before_a_correction_says_that_its_average_has_changed(put: Put, anna: Desktop) -> None:
    put(*tenth("3", "3"))
    anna.round()
    for period in (WHOLE_YEAR, YEAR):
        decide(anna, period, "4")
    decide(anna, FINAL, "4")
    assert not final(anna).has_changed
    put(*tenth("2", "3"))
    anna.round()
    assert (final(anna).value, final(anna).has_changed) == ("4", True)


def test_they_go_from_the_pc_when_the_class_is_no_eleventh_any_more(put: Put, anna: Desktop) -> None:
    put(*tenth("3", "3"))
    anna.round()
    assert count(anna) == 2
    put(SchoolClass(CLASS, NEVER, 10, "Б", 1, ANNA))
    anna.round()
    assert count(anna) == 0


def count(desktop: Desktop) -> int:
    with desktop.store.reading() as unit:
        return int(unit.connection.execute(select(func.count()).select_from(earlier_mark)).scalar_one())
