"""P20: every route, asked with one school's keys for another school's things, with either of the two walls alone.

The first wall is what the program asks the database: `where school_id == …` and `authorize`. The second one is the
database's own, row-level security, which a server has and a file has not. The routes, pages, buttons and ids are read
from the application; a route that the walk does not reach fails the test until it is told how.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from portal.store.tables import metadata
from tests.portal.conftest import Portal
from tests.portal.doors import Shape
from tests.portal.test_every_route import ROUTES
from tests.portal.walls.asking import Swaps
from tests.portal.walls.conftest import FullSchool, opened
from tests.portal.walls.neighbours import CANARY, OF_PEOPLE, OTHER, Neighbours, neighbours
from tests.portal.walls.pc_asks import ENDPOINTS, PcAsks, said
from tests.portal.walls.planted import forgotten_conditions, mistaken_school
from tests.portal.walls.walking import Found, Walk

OK, BAD_REQUEST = 200, 400
LISTS_SCHOOLS = "GET /access/new"
"""The page on which whoever applies for access chooses among all schools of the portal."""

TELL_OF_A_SCHOOL = {"courier", "park"}
"""Endpoints that say whether a school is on this portal, to whoever knows its id of 128 bits: what a stick holds is
kept for the right portal."""

SHOW_NOTHING = {
    "GET /diary/{code:str}/manifest.webmanifest",
    "GET /notices/confirm/{secret:str}",
    "GET /notices/stop/{secret:str}",
}
"""Pages with nothing of a school on them."""


class Told(NamedTuple):
    """Endpoints at which a PC got an answer for its own, was told of the other school, or whether a thing is there."""

    own: list[str]
    leaks: list[str]
    uneven: list[str]


@dataclass(frozen=True)
class Beside:
    """A portal with another school beside the first one. held: what that one has."""

    portal: Portal
    near: Neighbours
    full: FullSchool
    held: Mapping[str, str]

    @property
    def touched(self) -> set[str]:
        """Return the tables in which the other school has not what it had."""
        now = self.near.held_by_other()
        return {name for name in self.held.keys() | now.keys() if self.held.get(name) != now.get(name)}

    def walk(self) -> Walk:
        return Walk(self.portal, Swaps(self.near))

    def changed(self, found: Found) -> set[str]:
        """Return the routes whose pages are not as they were while no other school was there."""
        before = self.full.pages
        return {route for name, (route, text) in before.items() if found.pages.get(name) != (route, text)}

    def told_to_pcs(self) -> Told:
        """Let PCs of a teacher ask for their own, for the other school's things, and for things that are nowhere."""
        pcs, swaps, told = self.full.guests.pcs_at(self.portal), Swaps(self.near), Told([], [], [])
        for endpoint in ENDPOINTS:
            for ask in (PcAsks.ask, PcAsks.ask_elsewhere):
                theirs, nobodys = (
                    [said(heard) for heard in ask(PcAsks(self.portal, pcs, swap), endpoint)]
                    for swap in (swaps.theirs, swaps.nobodys)
                )
                if CANARY in str(theirs):
                    told.leaks.append(endpoint)
                if swaps.levelled(str(theirs)) != swaps.levelled(str(nobodys)):
                    told.uneven.append(endpoint)
            if any(heard.status == OK for heard in PcAsks(self.portal, pcs).ask(endpoint)):
                told.own.append(endpoint)
        return told


@contextmanager
def beside(data: Path, full: FullSchool, *, is_walled: bool) -> Iterator[Beside]:
    """Found the other school, and open the portal anew."""
    with opened(data, is_walled=False) as portal:
        near = neighbours(portal.engine, portal.school)
        near.found_other()
    with opened(data, is_walled=is_walled) as portal:
        near = Neighbours(portal.engine, near.school, near.ids)
        yield Beside(portal, near, full, near.held_by_other())


def unreached(found: Found) -> list[str]:
    """Return the routes behind a key that nobody has got an answer from that was not a refusal."""
    return [
        str(route)
        for route in ROUTES
        if route.door.shape not in {Shape.OPEN, Shape.PROTOCOL}
        and not any(status < BAD_REQUEST for status in found.statuses[str(route)])
    ]


@pytest.mark.on_file
def test_the_program_alone_keeps_the_schools_apart(data: Path, full_school: FullSchool) -> None:
    """In a file, which has no walls of its own."""
    with beside(data, full_school, is_walled=False) as here:
        assert set(metadata.tables) - here.held.keys() == OF_PEOPLE
        walk = here.walk()
        found = walk.found
        looked = walk.look(full_school.guests.guests)
        assert here.changed(found) == {LISTS_SCHOOLS}
        walk.ask_for_others(looked)
        told = here.told_to_pcs()
        walk.press(looked)
        assert unreached(found) == []
        assert (found.leaks, found.uneven, found.broken) == ([], [], [])
        assert (told.own, told.leaks, set(told.uneven)) == (list(ENDPOINTS), [], TELL_OF_A_SCHOOL)
        assert here.touched == set()


def test_where_no_wall_is_left_the_walk_sees_it(data: Path, full_school: FullSchool) -> None:
    """The control: every page on which something of a school stands shows the other's then, or none at all."""
    guests = full_school.guests.guests
    with beside(data, full_school, is_walled=False) as here:
        with mistaken_school(here.portal.serving, here.portal.school, OTHER):
            mistaken = here.walk()
            mistaken.look(guests)
            told = here.told_to_pcs()
        with forgotten_conditions(here.portal.serving):
            forgetful = here.walk()
            forgetful.look(guests)
        touched = here.touched
        # a page that is broken, or another one, gives the fault away as a stranger's name on it does
        noticed = set[str]().union(*(each.found.noticed | here.changed(each.found) for each in (mistaken, forgetful)))
        shown = {str(route) for route in ROUTES if route.method == "GET" and route.door.shape is not Shape.OPEN}
        assert shown - noticed == SHOW_NOTHING
        assert told.leaks == ["snapshot"]
        assert {"held_entry", "lesson", "mark", "operations", "replicas"} <= touched


@pytest.mark.on_server
def test_the_database_alone_keeps_the_schools_apart(data: Path, full_school: FullSchool) -> None:
    """Every statement has forgotten on which school it was conditioned; everything is as it was."""
    with beside(data, full_school, is_walled=True) as here, forgotten_conditions(here.portal.serving):
        walk = here.walk()
        found = walk.found
        looked = walk.look(full_school.guests.guests)
        assert here.changed(found) == {LISTS_SCHOOLS}
        walk.ask_for_theirs(looked)
        told = here.told_to_pcs()
        walk.press(looked)
        assert (found.leaks, found.broken, unreached(found)) == ([], [], [])
        assert (told.own, told.leaks) == (list(ENDPOINTS), [])
        assert here.touched == set()


@pytest.mark.on_server
def test_the_database_shows_nothing_to_who_asks_for_the_other_school(data: Path, full_school: FullSchool) -> None:
    """Every statement names the other school, also where it writes."""
    with beside(data, full_school, is_walled=True) as here:
        with mistaken_school(here.portal.serving, here.portal.school, OTHER):
            walk = here.walk()
            looked = walk.look(full_school.guests.guests)
            walk.ask_for_theirs(looked)
            told = here.told_to_pcs()
            walk.press(looked)
        assert (walk.found.leaks, told.leaks) == ([], [])
        assert here.touched == set()
