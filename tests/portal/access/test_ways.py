"""By whichever way a class teacher's decision comes in, it is carried out in the same moment."""

from collections.abc import Callable

import pytest

from app.operations import Operation
from app.planning import AccessDecide
from tests.portal import test_attic, test_courier
from tests.portal.access.applying import Applying, enrol, requests
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc


def pushed(_portal: Portal, anna: Pc, decision: Operation) -> None:
    anna.push(decision)


def carried(portal: Portal, anna: Pc, decision: Operation) -> None:
    """As a stick or a colleague's PC brings it."""
    test_courier.hand_in(portal, test_courier.seals(portal, anna, [anna.write(decision)]))


def parked(portal: Portal, anna: Pc, decision: Operation) -> None:
    """As a program of another version hands it in."""
    test_attic.park(portal, test_attic.seals(portal, anna, [anna.write(decision)]))


def parked_behind_a_gap(portal: Portal, anna: Pc, decision: Operation) -> None:
    """It waits for an entry that comes later, of something else."""
    bodies = [anna.write(test_attic.add("5")), anna.write(decision)]
    (_, second) = test_attic.seals(portal, anna, bodies)
    test_attic.park(portal, [second])
    assert requests(portal)[0].decision == ""
    assert anna.ask("exchange", anna.batch(bodies[:1], first_n=1)).status == 200


@pytest.mark.parametrize("way", [pushed, carried, parked, parked_behind_a_gap], ids=lambda way: str(way.__name__))
def test_a_decision_opens_the_diary_however_it_comes(
    portal: Portal, papa: Applying, anna: Pc, way: Callable[[Portal, Pc, Operation], None]
) -> None:
    enrol(portal)
    papa.apply()
    (request,) = requests(portal)
    way(portal, anna, Operation(AccessDecide("granted"), request.id, request.token))
    assert requests(portal)[0].decision == "granted"
    assert papa.browser.get("/roles").text.count("Открыть дневник:") == 2


def test_a_decision_that_is_handed_in_twice_is_carried_out_once(portal: Portal, papa: Applying, anna: Pc) -> None:
    enrol(portal)
    page = str(papa.apply().url.path)
    (request,) = requests(portal)
    bodies = [anna.write(Operation(AccessDecide("granted"), request.id, request.token))]
    for _ in range(2):
        test_courier.hand_in(portal, test_courier.seals(portal, anna, bodies))
    papa.browser.get(page)
    assert papa.steps().count("Доступ открыт") == 1
