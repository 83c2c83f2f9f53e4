"""What the connector believes: kinds of account, whose signature, for whom, when; and answers that get lost."""

import base64
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from portal.auth.esia.connector import Connector
from portal.auth.esia.errors import (
    EsiaAwayError,
    EsiaError,
    RefusedByPersonError,
    StrangeAnswerError,
    SystemRefusedError,
    WrongClockError,
    error_of,
)
from portal.auth.esia.markers import LEEWAY_S, MarkerCheck
from portal.auth.esia.people import Standing, VerifiedPerson, standing_of
from portal.auth.esia.settings import EsiaSettings
from sandbox.checking import CheckedRequest
from sandbox.systems import Folder
from sandbox.tokens import marker_answer, signed
from sandbox.visits import MARKER_S, Visit
from tests.fault_proxy import Fault, FaultProxy
from tests.portal.esia.conftest import now_ms
from tests.sandbox_process import Sandbox

STATE = "c0c1c2c3-0000-4000-8000-000000000000"
NOW_S = 1_790_000_000


def signed_in(sandbox: Sandbox, connector: Connector, login: str) -> VerifiedPerson:
    state = str(uuid.uuid4())
    back = sandbox.sign_in(connector.address(state, now_ms=now_ms()), login)
    return connector.person(dict(parse_qsl(urlsplit(back).query))["code"], state, now_ms=now_ms())


@pytest.mark.parametrize(
    ("login", "standing"),
    [
        ("morozova@example.ru", Standing.CONFIRMED),
        ("volkov@example.ru", Standing.CONFIRMED),
        ("orlova@example.ru", Standing.VERIFIED),
        ("+79990000106", Standing.SIMPLIFIED),
        ("ivanova-d@example.ru", Standing.CHILD),
    ],
)
def test_each_kind_of_account_is_known(sandbox: Sandbox, connector: Connector, login: str, standing: Standing) -> None:
    assert signed_in(sandbox, connector, login).standing is standing


def test_a_person_comes_with_their_name_day_of_birth_and_groups(sandbox: Sandbox, connector: Connector) -> None:
    person = signed_in(sandbox, connector, "sokolova@example.ru")
    assert (person.surname, person.name, person.patronymic) == ("Соколова", "Ирина", "Павловна")
    assert person.born == date(1988, 11, 21)
    assert [each.groups for each in person.employments] == [frozenset({"PEREMENA_OFFICE"})]


def test_groups_of_another_organisation_do_not_count(sandbox: Sandbox, connector: Connector) -> None:
    assert signed_in(sandbox, connector, "ivanov@example.ru").employments == ()


CONFIRMED = {"urn:esia:sbj:is_tru": True, "urn:esia:sbj:lvl": "PR"}
DOCUMENT = {"vrfStu": "VERIFIED"}


@pytest.mark.parametrize(
    ("subject", "trusted"),
    [
        ({"urn:esia:sbj:lvl": "PR"}, True),
        ({"urn:esia:sbj:is_tru": False, "urn:esia:sbj:lvl": "PR"}, True),
        ({"urn:esia:sbj:is_tru": "true", "urn:esia:sbj:lvl": "PR"}, True),
        ({"urn:esia:sbj:is_tru": True, "urn:esia:sbj:lvl": "P"}, True),
        (CONFIRMED, False),
        (CONFIRMED, None),
    ],
)
def test_an_account_is_confirmed_only_where_every_sign_says_so(
    subject: Mapping[str, Any], trusted: bool | None
) -> None:
    facts = {"snils": "112-233-445 95", "trusted": trusted}
    assert standing_of(CONFIRMED, {**facts, "trusted": True}, [DOCUMENT]) is Standing.CONFIRMED
    assert standing_of(subject, facts, [DOCUMENT]) is Standing.VERIFIED
    assert standing_of(subject, facts, []) is Standing.SIMPLIFIED


@pytest.fixture
def visit(settings: EsiaSettings) -> Visit:
    request = CheckedRequest(settings.client_id, "openid", STATE, settings.redirect_uri, is_first_version=False)
    return Visit(request, oid="1000000101", proof="PWD", is_proved=True)


@pytest.mark.parametrize(
    ("late_s", "is_believed"),
    [
        (0, True),
        (-LEEWAY_S, True),
        (-LEEWAY_S - 1, False),
        (MARKER_S + LEEWAY_S - 1, True),
        (MARKER_S + LEEWAY_S, False),
        (-86_400 * 365, False),
    ],
)
def test_times_are_believed_within_a_minute(
    settings: EsiaSettings, system: Folder, visit: Visit, late_s: int, *, is_believed: bool
) -> None:
    answer, check = marker_answer(system, visit, NOW_S), MarkerCheck(settings)
    if is_believed:
        assert check.read(answer, STATE, now_ms=(NOW_S + late_s) * 1000).oid == "1000000101"
        return
    with pytest.raises(WrongClockError):
        check.read(answer, STATE, now_ms=(NOW_S + late_s) * 1000)


def claims(system: Folder, visit: Visit, name: str, **changes: object) -> str:
    """Return a token of an answer with other claims, signed by the sandbox all the same."""
    body = marker_answer(system, visit, NOW_S)[name].split(".")[1]
    found = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return signed(system, {key: value for key, value in {**found, **changes}.items() if value is not None})


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("access_token", {"iss": "http://esia.gosuslugi.ru.evil/"}),
        ("access_token", {"client_id": "OTHER"}),
        ("access_token", {"urn:esia:sbj_id": "1000000102"}),
        ("access_token", {"urn:esia:sbj_id": "../1"}),
        ("access_token", {"exp": None}),
        ("access_token", {"exp": "soon"}),
        ("access_token", {"iat": True}),
        ("id_token", {"iss": None}),
        ("id_token", {"aud": ["OTHER"]}),
        ("id_token", {"sub": 1000000102}),
        ("id_token", {"urn:esia:sbj": None}),
        ("id_token", {"urn:esia:sbj": {"urn:esia:sbj:oid": 1000000102}}),
    ],
)
def test_a_token_for_somebody_else_or_by_somebody_else_is_not_believed(
    settings: EsiaSettings, system: Folder, visit: Visit, name: str, changes: dict[str, object]
) -> None:
    answer = {**marker_answer(system, visit, NOW_S), name: claims(system, visit, name, **changes)}
    with pytest.raises(StrangeAnswerError):
        MarkerCheck(settings).read(answer, STATE, now_ms=NOW_S * 1000)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: {**answer, "state": "another"},
        lambda answer: {**answer, "token_type": "mac"},
        lambda answer: {**answer, "id_token": answer["id_token"][:-8] + "AAAAAAAA"},
        lambda answer: {**answer, "access_token": "eyJhbGciOiJub25lIn0." + answer["access_token"].split(".")[1] + "."},
        lambda answer: {**answer, "id_token": answer["access_token"]},
        lambda answer: {**answer, "id_token": None},
        lambda answer: {**answer, "access_token": "x" * 20_000},
    ],
)
def test_an_answer_of_another_shape_is_not_believed(
    settings: EsiaSettings, system: Folder, visit: Visit, spoil: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    with pytest.raises(StrangeAnswerError):
        MarkerCheck(settings).read(spoil(marker_answer(system, visit, NOW_S)), STATE, now_ms=NOW_S * 1000)


def test_a_token_signed_with_another_key_is_not_believed(
    settings: EsiaSettings, system: Folder, visit: Visit, tmp_path: Path
) -> None:
    other = Folder(tmp_path).prepared()
    with pytest.raises(StrangeAnswerError):
        MarkerCheck(settings).read(marker_answer(other, visit, NOW_S), STATE, now_ms=NOW_S * 1000)


@pytest.mark.parametrize("fault", [Fault(deaf=True), Fault(cut_after=200)])
def test_a_lost_answer_signs_nobody_in_and_the_next_sign_in_works(
    sandbox: Sandbox, settings: EsiaSettings, connector: Connector, fault: Fault
) -> None:
    state = str(uuid.uuid4())
    back = sandbox.sign_in(connector.address(state, now_ms=now_ms()), "petrova@example.ru")
    code = dict(parse_qsl(urlsplit(back).query))["code"]
    with FaultProxy(sandbox.port) as proxy:
        through = Connector(replace(settings, host=proxy.url))
        with proxy.doing(fault), pytest.raises(EsiaAwayError):
            through.person(code, state, now_ms=now_ms())
    with pytest.raises(SystemRefusedError):
        connector.person(code, state, now_ms=now_ms())
    assert signed_in(sandbox, connector, "petrova@example.ru").oid == "1000000102"


def test_a_page_of_the_network_is_no_answer_of_esia(settings: EsiaSettings, sandbox: Sandbox) -> None:
    with FaultProxy(sandbox.port) as proxy, proxy.doing(Fault(captive=True)), pytest.raises(StrangeAnswerError):
        Connector(replace(settings, host=proxy.url)).person("code", STATE, now_ms=now_ms())


@pytest.mark.parametrize(
    ("error", "description", "kind", "code"),
    [
        ("access_denied", "ESIA-007004: refused", RefusedByPersonError, "ESIA-007004"),
        ("temporarily_unavailable", "", EsiaAwayError, "ESIA"),
        ("invalid_request", "ESIA-007053: <script>", SystemRefusedError, "ESIA-007053"),
        ("\n2026 ERROR", "ESIA-12\nESIA-0070031 Иванов", SystemRefusedError, "ESIA-007003"),
        ("", "Иванов Пётр", SystemRefusedError, "ESIA"),
    ],
)
def test_an_error_is_told_plainly_and_only_its_code_is_kept(
    error: str, description: str, kind: type[EsiaError], code: str
) -> None:
    found = error_of(error, description)
    assert type(found) is kind
    assert found.code == code
    assert "Иванов" not in found.text + str(found)
