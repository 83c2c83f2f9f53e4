"""What is new in a diary costs what the pupil's own rows cost, however much the school has written meanwhile."""

import re

import pytest
from msgspec.structs import replace
from sqlalchemy import event

from portal.diary.looking import VISIT_MS
from portal.diary.moved_lessons import AT_ONCE
from tests.portal.conftest import Portal
from tests.portal.diary.reader import a_reader
from tests.portal.diary.test_moved_news import LATER, STANDING, TUESDAY
from tests.small_school import PUPILS

pytestmark = pytest.mark.on_file

BY_ORDER = re.compile(
    r"SEARCH operations .*seq[<>]|SCAN operations|SEARCH attendance .*\(school_id=\?\)$", re.MULTILINE
)
"""A plan that goes through the school's operations, or its signs of absence, and asks of each whose it is."""


def plans(portal: Portal, path: str) -> str:
    """Return how the store looks for what a page shows, a line a step."""
    asked: list[tuple[str, object]] = []
    reader = a_reader(portal, PUPILS[0])
    reader.get("/new")
    portal.put(STANDING)
    portal.clock.ms += VISIT_MS + 1

    def note(*facts: object) -> None:
        asked.append((str(facts[2]), facts[3]))

    event.listen(portal.serving, "before_cursor_execute", note)
    reader.get(path)
    event.remove(portal.serving, "before_cursor_execute", note)
    with portal.engine.connect() as connection:
        looked = [
            row[3]
            for said, facts in asked
            if said.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", facts)  # type: ignore[arg-type]  # its own
        ]
    return "\n".join(looked)


@pytest.mark.parametrize("path", ["/new", "", f"/day/{TUESDAY}"])
def test_whatever_the_school_wrote_meanwhile_is_not_gone_through(portal: Portal, path: str) -> None:
    found = plans(portal, path)
    assert "SEARCH operations USING INDEX ux_operations_id" in found
    assert BY_ORDER.findall(found) == []


def test_where_a_lesson_was_last_is_found_behind_more_than_one_look(portal: Portal) -> None:
    for room in ("201", "5"):
        portal.put(replace(STANDING, room=room))
    reader = a_reader(portal, PUPILS[0])
    for n in range(AT_ONCE + 1):
        portal.put(LATER[n % len(LATER)])
    reader.get("/new")
    portal.clock.ms += VISIT_MS + 1
    portal.put(replace(STANDING, room="12"))
    assert "кабинет 12 вместо 5" in reader.get("/new").text
