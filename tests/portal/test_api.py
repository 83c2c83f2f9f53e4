"""The endpoints as HTTP shows them: described, quick to answer, quiet in the log."""

import logging
import time
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import event, text

from app.operations import ARGS, HomeworkSet, MarkAdd, MarkComment, Operation
from app.wire.messages import BASE_PATH, MAX_BYTES, MAX_OPERATIONS, REFUSALS, ExchangeAnswer, HelloAsk
from portal.describing import MESSAGES
from portal.refusals import Code
from portal.store.dialects import is_server, writing
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import LESSON, PUPIL
from tests.portal_process import PortalProcess

PAGE = Path(__file__).parents[2] / "docs" / "protocol.md"


@pytest.fixture
def document(portal: Portal) -> dict[str, Any]:
    told: dict[str, Any] = portal.client.get("/schema/openapi.json").json()
    return told


def test_every_endpoint_is_described_with_its_messages_and_refusals(document: dict[str, Any]) -> None:
    assert set(document["paths"]) == {f"{BASE_PATH}/{name}" for name in MESSAGES}
    for name, (_, _, refusals) in MESSAGES.items():
        described = document["paths"][f"{BASE_PATH}/{name}"]["post"]
        asked = described["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        answered = described["responses"]["200"]["content"]["application/octet-stream"]["schema"]["$ref"]
        kind = name.capitalize()
        assert (asked, answered) == (
            "#/components/schemas/ParkRequest" if name == "park" else f"#/components/schemas/Request_{kind}Ask_",
            f"#/components/schemas/Answer_{kind}Answer_",
        )
        assert set(described["responses"]) == {"200", *(str(code.status) for code in refusals)}


def test_every_reference_of_the_description_leads_somewhere(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert references(document) <= {f"#/components/schemas/{name}" for name in schemas}
    assert set(schemas["ExchangeAsk"]["required"]) == {"cursor"}
    assert set(schemas["ExchangeAsk"]["properties"]) > {"cursor", "session", "first_n", "ops", "sig", "want"}


def references(value: object) -> set[str]:
    match value:
        case {"$ref": str(found)}:
            return {found}
        case dict():
            return set().union(*map(references, value.values()))
        case list():
            return set().union(*map(references, value))
        case _:
            return set()


def test_the_words_of_refusal_are_the_protocols() -> None:
    assert {code.value for code in Code} == set(REFUSALS)
    assert {code.value: code.status for code in Code} == REFUSALS


def test_every_refusal_is_described_somewhere() -> None:
    assert {code for _, _, codes in MESSAGES.values() for code in codes} == set(Code)


def test_the_protocols_page_names_every_kind_and_every_refusal() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [kind for kind, _ in ARGS if f"`{kind}`" not in page] == []
    assert [code for code in REFUSALS if f"`{code}`" not in page] == []
    assert [name for name in MESSAGES if f"| `{name}` |" not in page] == []


def test_hello_tells_what_can_be_done(anna: Pc) -> None:
    hello = anna.hello()
    assert set(hello.kinds.items()) == set(ARGS)
    assert (hello.max_operations, hello.max_bytes) == (MAX_OPERATIONS, MAX_BYTES)


def test_no_answer_is_kept_by_anything_in_between(anna: Pc) -> None:
    headers = anna.ask("hello", HelloAsk({})).headers
    assert (headers["cache-control"], headers["content-type"]) == ("no-store", "application/octet-stream")


def test_a_failure_is_answered_as_one_and_logged_without_anything_personal(
    portal: Portal, anna: Pc, caplog: pytest.LogCaptureFixture
) -> None:
    mark = Operation(MarkAdd(LESSON, PUPIL, None, "5"))
    with portal.engine.begin() as connection:
        connection.execute(text("ALTER TABLE mark RENAME TO lost"))
    request = anna.batch([anna.write(mark), anna.write(Operation(HomeworkSet("Секрет"), ent=LESSON))])
    heard = anna.ask("exchange", request)
    assert (heard.status, heard.refusal) == (500, ("broken", ""))
    assert "exchange failed" in caplog.text
    assert not [word for word in ("Секрет", anna.token, PUPIL) if word in caplog.text]
    with portal.engine.begin() as connection:
        connection.execute(text("ALTER TABLE lost RENAME TO mark"))
    outcomes = anna.ask("exchange", request).body(ExchangeAnswer).outcomes
    assert [each.outcome for each in outcomes] == ["applied", "applied"]


def test_an_ordinary_day_logs_nothing(anna: Pc, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "portal"):
        anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
        anna.push(Operation(MarkComment("Секрет"), ent=anna.ids[0]))
        anna.rows("roster")
    assert [record for record in caplog.records if record.name == "portal"] == []


def test_while_an_import_holds_the_database_readers_read_and_writers_are_told_to_wait(portal: Portal, anna: Pc) -> None:
    hurry = "SET lock_timeout = 50" if is_server(portal.serving) else "PRAGMA busy_timeout = 50"

    @event.listens_for(portal.serving, "checkout")
    def _impatient(connection: Any, *_: object) -> None:
        connection.execute(hurry)

    ask = anna.batch([anna.write(Operation(MarkAdd(LESSON, PUPIL, None, "5")))])
    with writing(portal.engine, portal.school).begin():
        assert anna.hello().teacher == "anna"
        heard = anna.ask("exchange", ask)
        assert (heard.status, heard.refusal, heard.answer.retry_after) == (429, ("throttled", ""), 5)
    assert anna.ask("exchange", ask).body(ExchangeAnswer).outcomes[0].outcome == "applied"


def test_a_real_portal_answers_without_nagles_delay(school_data: Path) -> None:
    with PortalProcess(school_data) as process, requests.Session() as session:
        process.start()
        times = []
        for _ in range(40):
            begun = time.perf_counter()
            assert session.post(f"{process.url}{BASE_PATH}/ping", data=b"{}", timeout=5).status_code == 422
            times.append(time.perf_counter() - begun)
    # a fresh connection acknowledges at once and hides the delay
    assert sorted(times[20:])[10] < 0.03
