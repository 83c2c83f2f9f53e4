"""Pages of people ask the store as often in a large school as in a small one."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import event

from app.domain.records import NEVER, Enrolment, Group, Membership, Pupil, Record, SchoolClass
from app.ids import ClassId, GroupId, PupilId
from tests.portal.conftest import Portal
from tests.portal.office.people_office import PeopleOffice
from tests.small_school import ANNA, BEGINS, CLASS, GROUP, PUPILS


def more_classes(count: int) -> Iterator[Record]:
    for place in range(count):
        key, whole = ClassId(f"more-{place}"), GroupId(f"whole-{place}")
        yield SchoolClass(key, NEVER, 1 + place % 11, "ВГДЕ"[place // 11], 1, ANNA)
        yield Group(whole, NEVER, key, "")
        for n in range(25):
            pupil = PupilId(f"more-{place}-{n}")
            yield Pupil(pupil, NEVER, f"Семёнова{n}", f"Имя{place}", "", date(2012, 1, 1 + n), "f")
            yield Enrolment(f"e-{pupil}", NEVER, pupil, key, BEGINS, None, "1")
            yield Membership(f"m-{pupil}", NEVER, whole, pupil, BEGINS, None)


def statements(office: PeopleOffice, path: str) -> int:
    """Return how often the store is asked for a page."""
    asked: list[str] = []

    def count(*facts: object) -> None:
        asked.append(str(facts[2]))

    event.listen(office.portal.engine, "before_cursor_execute", count)
    office.get(path)
    event.remove(office.portal.engine, "before_cursor_execute", count)
    return len(asked)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "?q=фамилия",
        f"/class/{CLASS}",
        f"/pupil/{PUPILS[0]}",
        f"/group/{GROUP}",
        f"/transfer/{PUPILS[0]}?class={CLASS}",
        "/teachers",
        "/new-group",
    ],
)
def test_a_page_of_a_large_school_asks_no_more_often(portal: Portal, path: str) -> None:
    office = PeopleOffice(portal)
    small = statements(office, path)
    portal.put(*more_classes(38))
    assert statements(office, path) == small
    assert small <= 20
