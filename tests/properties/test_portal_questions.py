"""P15: whatever the portal's own description allows to be asked, it answers as described, in bounded time.

Written over Hypothesis itself: a generator that knows the description alone stops at the protocol's name in 98 of 100
requests, and can read no answer, since they are packed and signed. The share is larger with PEREMENA_INPUTS=10000.
"""

import json
import os
import time
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.operations import ARGS
from app.wire.messages import PROTOCOL, ExchangeAnswer
from portal.describing import MESSAGES
from portal.refusals import Code
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc, post
from tests.portal.portal_school import CONTROL, ELSEWHERE, STRANGERS, TEST
from tests.properties.described import ANYTHING, described
from tests.small_school import ALGEBRA, ANNA, BORIS, CLASS, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR

INPUTS = int(os.environ.get("PEREMENA_INPUTS", "0"))
MOST_S = 2.0

KNOWN = (
    *(ALGEBRA, LESSONS[0], LESSONS[9], PUPILS[0], STRANGERS[0], TEST, ELSEWHERE, CONTROL, ANNA, BORIS, CLASS, SUBJECT),
    *(WHOLE_YEAR, "A" * 22, "school", "roster", "own", "", "5", "н", "зач", "year", "2026-09-01", "09:00"),
)
"""What means something in the school, so that more than the first check is reached."""

TEXTS = st.sampled_from(KNOWN) | st.text(max_size=30)
OUTCOMES = {"applied", "same", "conflict", "held", "rejected"}


def bounded(share: int) -> settings:
    return settings(
        max_examples=max(share, INPUTS),
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def document(portal: Portal) -> dict[str, Any]:
    told: dict[str, Any] = portal.client.get("/schema/openapi.json").json()
    return told


def bodies(portal: Portal, endpoint: str) -> tuple[st.SearchStrategy[Any], set[int]]:
    """Return what the description allows to be asked, and the statuses that it names."""
    told = document(portal)
    operation = told["paths"][f"/peremena/1/{endpoint}"]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return described(schema, told["components"]["schemas"], TEXTS), {int(status) for status in operation["responses"]}


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("endpoint", MESSAGES)
def test_what_is_described_is_answered_as_described(portal: Portal, anna: Pc, endpoint: str) -> None:
    """P15."""
    strategy, statuses = bodies(portal, endpoint)
    _, answer, codes = MESSAGES[endpoint]
    met: set[str] = set()

    @bounded(60)
    @given(asked=strategy, honest=st.sampled_from([True, True, True, False]))
    def asks(asked: dict[str, Any], honest: bool) -> None:
        if honest:
            asked |= {"p": PROTOCOL, "req": "req-1", "school": anna.school}
            asked["replica"] = {"id": anna.replica}
            if endpoint == "fork":
                asked["body"] |= {"id": "A" * 22, "of": anna.replica, "lease": ""}
        begun = time.monotonic()
        heard = post(anna, endpoint, json.dumps(asked).encode(), req=asked["req"])
        assert time.monotonic() - begun < MOST_S
        assert heard.status in statuses
        met.add("answered" if heard.status == 200 else heard.refusal[0])
        if heard.status == 200:
            assert heard.signed
            msgspec.json.decode(msgspec.json.encode(heard.answer), type=answer)
        else:
            assert heard.refusal[0] in set(codes)
            assert heard.status < 500

    asks()
    assert met - {Code.MALFORMED, Code.TOO_OLD}, "only the envelope was ever looked at"


def arguments() -> st.SearchStrategy[Any]:
    """Return the args of every kind, as their shapes allow, with texts that mean something."""
    found = []
    for (kind, kv), args in ARGS.items():
        (reference,), parts = msgspec.json.schema_components([args], ref_template="#/{name}")
        versions = st.sampled_from([kv, kv, kv, kv + 1])
        found.append(st.tuples(st.just(kind), versions, described(reference, parts, TEXTS)))
    return st.one_of(found)


OPS = st.tuples(arguments(), st.none() | TEXTS, st.none() | st.integers(-1, 40) | TEXTS, st.integers(-5, 2**60))


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("login", ["anna", "boris", "galina"])
def test_whatever_is_signed_as_an_operation_gets_an_outcome(portal: Portal, login: str) -> None:
    """P15, I12: nothing that an enrolled PC can sign breaks the portal or another operation of its batch."""
    pc = portal.pc(login)
    met: set[str] = set()

    @bounded(150)
    @given(drawn=st.lists(OPS, min_size=1, max_size=4), odd=st.lists(ANYTHING, max_size=1))
    def pushes(drawn: list[Any], odd: list[object]) -> None:
        arrays: list[object] = [[kind, kv, ent, base, args, ms] for (kind, kv, args), ent, base, ms in drawn]
        bodies = [pc.number(json.dumps(each).encode()) for each in (*arrays, *odd) if _is_json(each)]
        begun = time.monotonic()
        heard = pc.ask("exchange", pc.batch(bodies))
        assert time.monotonic() - begun < MOST_S
        outcomes = heard.body(ExchangeAnswer).outcomes
        assert [each.n for each in outcomes] == list(range(pc.n - len(bodies) + 1, pc.n + 1))
        met.update(each.outcome for each in outcomes)
        assert met <= OUTCOMES

    pushes()
    assert len(met) > 1


def _is_json(value: object) -> bool:
    """Return whether a value is JSON as the protocol has it: NaN is none, nor is half of a surrogate pair."""
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except ValueError:
        return False
    return True
