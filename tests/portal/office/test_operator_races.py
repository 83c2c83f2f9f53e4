"""Two at once, and a process that dies: an act of the operator is answered once and carried out at most once."""

import re
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event

import pytest
from sqlalchemy import Connection, text

from portal.auth.operator_acts import VALID_MS, carry_out, expire
from portal.auth.operators import operator_now
from portal.errors import ActWaitsError, NoOperatorActError
from portal.store.dialects import writing
from tests.forked_portal import ForkedPortal
from tests.portal.conftest import Portal
from tests.portal.office.ordering_process import killed_order
from tests.portal.office.test_operator_acts import (
    CODE,
    FIRST,
    SECOND,
    SignedIn,
    answer,
    count_codes,
    issued,
    noted,
    order,
    rows,
)
from tests.waiting import until

AT_ONCE = 6
THIRD = "1003 orlova"
ROUNDS = 5


@pytest.fixture
def office(portal: Portal) -> SignedIn:
    return SignedIn(portal)


def asked(portal: Portal, by: str = FIRST) -> str:
    """Order, be told to wait, and return the id of the one act that waits."""
    with pytest.raises(ActWaitsError):
        order(portal, by)
    (key,) = (each.id for each in rows(portal) if each.state == "waiting")
    return key


def together(*jobs: Callable[[], object]) -> list[str]:
    """Do jobs at once, each on a thread of its own; return the errors by name, "" for what was done."""
    ready = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> str:
        ready.wait()
        try:
            job()
        except (ActWaitsError, NoOperatorActError) as error:
            return type(error).__name__
        return ""

    with ThreadPoolExecutor(len(jobs)) as pool:
        return sorted(pool.map(run, jobs))


def test_of_many_who_repeat_a_confirmed_command_one_is_served(portal: Portal, office: SignedIn) -> None:
    for served in range(1, ROUNDS + 1):
        answer(portal, asked(portal), SECOND)
        told = together(*[partial(order, portal)] * AT_ONCE)
        assert told == ["", *["ActWaitsError"] * (AT_ONCE - 1)]
        assert count_codes(portal) == served
        # those who came too late have asked anew, all of them for the same
        assert [each.state for each in rows(portal)].count("waiting") == 1
        answer(portal, asked(portal), SECOND, agrees=False)
    assert noted(portal).count("operator_did") == ROUNDS


def count_blocked(portal: Portal) -> int:
    """Return how many connections wait until another one's transaction ends."""
    blocked = text("SELECT count(*) FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0")
    with portal.engine.connect() as connection:
        return int(connection.execute(blocked).scalar_one())


@pytest.mark.on_server
def test_where_nobody_waits_for_a_turn_one_is_served_all_the_same(portal: Portal, office: SignedIn) -> None:
    """The second wall: the state is compared as it is changed. In a file every transaction has its turn."""

    served = Event()

    def while_they_wait(connection: Connection) -> str:
        # who comes too late tries the command too, to say at once what cannot be done
        if not served.is_set():
            served.set()
            until(lambda: count_blocked(portal) == AT_ONCE - 1)
        return issued(portal, "anna", connection)

    def unordered() -> str:
        return carry_out(portal.engine, portal.school, CODE, while_they_wait, by=FIRST, now_ms=portal.clock.ms)

    answer(portal, asked(portal), SECOND)
    assert together(*[unordered] * AT_ONCE) == ["", *["ActWaitsError"] * (AT_ONCE - 1)]
    assert (count_codes(portal), noted(portal).count("operator_did")) == (1, 1)


def test_of_many_who_confirm_at_once_one_does(portal: Portal, office: SignedIn) -> None:
    for agreed in range(1, ROUNDS + 1):
        key = asked(portal)
        told = together(*(partial(answer, portal, key, by) for by in (SECOND, THIRD) * (AT_ONCE // 2)))
        assert told == ["", *["NoOperatorActError"] * (AT_ONCE - 1)]
        assert noted(portal).count("operator_confirmed") == agreed
        assert order(portal)
    assert count_codes(portal) == ROUNDS


def test_what_one_confirms_and_another_refuses_at_once_is_one_of_both(portal: Portal, office: SignedIn) -> None:
    for _ in range(ROUNDS):
        key = asked(portal)
        told = together(
            partial(answer, portal, key, SECOND), partial(answer, portal, key, THIRD, agrees=False), lambda: None
        )
        assert told == ["", "", "NoOperatorActError"]
        (state,) = (each.state for each in rows(portal) if each.id == key)
        assert state in {"confirmed", "refused"}
        before = count_codes(portal)
        assert together(partial(order, portal)) == ["" if state == "confirmed" else "ActWaitsError"]
        assert count_codes(portal) == before + (state == "confirmed")
        for each in rows(portal):
            if each.state == "waiting":
                answer(portal, each.id, SECOND, agrees=False)


def test_processes_that_repeat_a_confirmed_command_bring_one_code(portal: Portal, office: SignedIn) -> None:
    words = ("user", "code", "anna", "--data", str(portal.folder.path))
    portal.clock.ms = time.time_ns() // 1_000_000
    key = asked(portal, operator_now())
    answer(portal, key, f"{operator_now().partition(' ')[0]}0 another")
    processes = [ForkedPortal(words) for _ in range(4)]
    said = [_heard(process) for process in processes]
    ends = sorted(process.wait(30) for process in processes)
    assert ends == [0, 1, 1, 1]
    assert len([text for text in said if re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}\n", text)]) == 1
    assert count_codes(portal) == 1


def _heard(process: ForkedPortal) -> str:
    """Return all that a process has printed."""
    assert process.stdout
    with process.stdout as told:
        return told.read()


def test_an_act_whose_process_was_killed_stays_confirmed_and_is_done_once(portal: Portal, office: SignedIn) -> None:
    answer(portal, asked(portal), SECOND)
    for _ in range(2):
        ended = killed_order(portal.folder.path, CODE, "anna", by=FIRST, now_ms=portal.clock.ms)
        assert ended == -signal.SIGKILL
        assert [each.state for each in rows(portal)] == ["confirmed"]
        assert (count_codes(portal), "operator_did" in noted(portal)) == (0, False)
    assert order(portal)
    assert ([each.state for each in rows(portal)], count_codes(portal)) == (["done"], 1)


def test_a_confirmed_act_that_nobody_carries_out_waits_its_whole_time_and_no_longer(
    portal: Portal, office: SignedIn
) -> None:
    key = asked(portal)
    answer(portal, key, SECOND)
    assert killed_order(portal.folder.path, CODE, "anna", by=FIRST, now_ms=portal.clock.ms) == -signal.SIGKILL
    for more_ms, state in ((VALID_MS - 1, "confirmed"), (1, "expired")):
        portal.clock.ms += more_ms
        with writing(portal.serving, portal.school).begin() as connection:
            expire(connection, portal.school, now_ms=portal.clock.ms)
        assert [each.state for each in rows(portal) if each.id == key] == [state]
    with pytest.raises(ActWaitsError):
        order(portal)
    assert count_codes(portal) == 0


def test_an_order_whose_process_was_killed_while_it_was_tried_has_asked_nobody(
    portal: Portal, office: SignedIn
) -> None:
    ended = killed_order(portal.folder.path, CODE, "anna", by=FIRST, now_ms=portal.clock.ms)
    assert (ended, rows(portal), count_codes(portal)) == (-signal.SIGKILL, [], 0)
