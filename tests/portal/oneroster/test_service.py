"""The roster's service: who may read it, in pages, orders and parts, and how it says no."""

import base64
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from app.domain.records import NEVER, Record, School, Teacher
from app.ids import SchoolId, TeacherId
from app.wire.messages import BASE_PATH, HelloAsk
from portal.__main__ import main
from portal.auth.oauth.access_tokens import Access
from portal.exchange.office import put_records
from portal.oneroster.program_tokens import SCOPES
from portal.oneroster.programs import add_program, revoke_program
from portal.store.sign_in_tables import events, programs
from portal.store.tables import schools
from tests.portal.conftest import Portal
from tests.portal.office.people_office import ORIGIN, PeopleOffice, words
from tests.portal.pcs import Pc
from tests.portal.portal_school import PHYSICS, STRANGERS, VERA
from tests.small_school import ALGEBRA, ANNA, BORIS, CLASS, PUPILS, WHOLE_YEAR

SERVICE = "/ims/oneroster/rostering/v1p2"
ASKING = "/ims/oneroster/token"
"""Where programs ask for tokens."""


@dataclass
class Reader:
    """A program of a school."""

    client: httpx.Client
    id: str
    secret: str
    token: str = ""

    def ask_token(self, **fields: str) -> httpx.Response:
        """Ask for a token by id and secret in the head of the request."""
        basic = base64.b64encode(f"{self.id}:{self.secret}".encode()).decode()
        form = {"grant_type": "client_credentials", **fields}
        return self.client.post(ASKING, data=form, headers={"Authorization": f"Basic {basic}"})

    def sign_in(self) -> "Reader":
        self.token = self.ask_token().json()["access_token"]
        return self

    def get(self, path: str, **asked: str | int) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.client.get(f"{SERVICE}{path}", params=asked, headers=headers)

    def ids(self, path: str, **asked: str | int) -> list[str]:
        """Return the ids of the things in an answer."""
        answer = self.get(path, **asked)
        assert answer.status_code == 200, answer.text
        ((_, found),) = answer.json().items()
        return [each["sourcedId"] for each in found]


def a_reader(portal: Portal, school: SchoolId | None = None) -> Reader:
    with portal.engine.begin() as connection:
        made = add_program(connection, school or portal.school, "Столовая", now_ms=portal.clock.ms)
    return Reader(portal.client, *made)


@pytest.fixture
def reader(portal: Portal) -> Reader:
    return a_reader(portal).sign_in()


def said(answer: httpx.Response) -> tuple[int, str]:
    """Return the status of a refusal and the standard's word for it."""
    body = answer.json()
    assert (body["imsx_codeMajor"], body["imsx_severity"]) == ("failure", "error")
    (field,) = body["imsx_CodeMinor"]["imsx_codeMinorField"]
    return answer.status_code, field["imsx_codeMinorFieldValue"]


def other_school(portal: Portal) -> SchoolId:
    """Found a second school with one teacher."""
    key = SchoolId("other-school")
    with portal.engine.begin() as connection:
        connection.execute(insert(schools), {"school_id": key, "epoch": "e", "head": 0, "chain": "", "roster": 0})
        rows: list[Record] = [
            School(key, NEVER, "Лицей", "Лицей", 2026, "Europe/Moscow"),
            Teacher(TeacherId("stranger"), NEVER, "Чужова", "Инна", "", "inna"),
        ]
        put_records(connection, key, rows, received_ms=portal.clock.ms)
    return key


def test_a_program_gets_a_token_by_id_and_secret(portal: Portal) -> None:
    reader = a_reader(portal)
    answer = reader.ask_token(scope=SCOPES[0])
    assert answer.status_code == 200
    told = answer.json()
    assert (told["token_type"], told["expires_in"], told["scope"]) == ("Bearer", 600, SCOPES[0])
    assert "refresh_token" not in told
    form = {"grant_type": "client_credentials", "client_id": reader.id, "client_secret": reader.secret}
    assert portal.client.post(ASKING, data=form).status_code == 200
    assert answer.headers["cache-control"] == "no-store"


def test_an_id_that_is_nowhere_is_refused_like_a_wrong_secret(portal: Portal) -> None:
    """I22: in the head of the request and in its form, where the library's own words differ."""
    reader = a_reader(portal)
    asked = []
    for id_ in (reader.id, f"{reader.id}x", f"other.{reader.id}"):
        form = {"grant_type": "client_credentials", "client_id": id_, "client_secret": "x"}
        asked += [Reader(portal.client, id_, "x").ask_token(), portal.client.post(ASKING, data=form)]
    assert {(answer.status_code, answer.text, answer.headers.get("www-authenticate")) for answer in asked} == {
        (401, '{"error":"invalid_client"}', None)
    }


def test_who_does_not_know_the_secret_gets_none(portal: Portal) -> None:
    reader = a_reader(portal)
    for id_, secret in (
        (reader.id, "x"),
        (reader.id, ""),
        ("x.y", reader.secret),
        (f"other.{reader.id}", reader.secret),
    ):
        answer = Reader(portal.client, id_, secret).ask_token()
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    alone = {"grant_type": "client_credentials", "client_id": reader.id}
    assert portal.client.post(ASKING, data=alone).json()["error"] == "invalid_client"


def test_guesses_of_a_secret_are_counted_and_right_ones_are_not(portal: Portal) -> None:
    reader = a_reader(portal)
    assert {reader.ask_token().status_code for _ in range(15)} == {200}
    guesses = [Reader(portal.client, reader.id, "x").ask_token().status_code for _ in range(12)]
    assert guesses == [401] * 10 + [429] * 2


@pytest.mark.parametrize("grant", ["password", "refresh_token", "authorization_code", ""])
def test_there_is_no_other_way_to_a_token(portal: Portal, grant: str) -> None:
    answer = a_reader(portal).ask_token(grant_type=grant)
    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")


def test_a_scope_that_nobody_is_given_is_refused(portal: Portal) -> None:
    wider = "https://purl.imsglobal.org/spec/or/v1p2/scope/roster-demographics.readonly"
    reader = a_reader(portal)
    assert reader.ask_token(scope=wider).json()["error"] == "invalid_scope"
    assert reader.ask_token(scope=f"{wider} {SCOPES[1]}").json()["scope"] == SCOPES[1]
    assert said(reader.sign_in().get("/demographics")) == (403, "forbidden")


def test_of_a_secret_only_a_hash_is_kept(portal: Portal) -> None:
    reader = a_reader(portal)
    with portal.engine.connect() as connection:
        row = connection.execute(select(programs)).one()
    assert reader.secret not in str(row)
    assert len(row.secret_hash) == 64


def test_without_a_token_nothing_is_told(portal: Portal, anna: Pc) -> None:
    nobody = Reader(portal.client, "", "")
    assert said(nobody.get("/users")) == (401, "unauthorisedrequest")
    assert nobody.get("/users").headers["www-authenticate"] == "Bearer"
    for token in ("x", "x.y.z", anna.token, ""):
        nobody.token = token
        assert said(nobody.get("/users")) == (401, "unauthorisedrequest")


def test_a_programs_token_opens_no_journal(portal: Portal, anna: Pc, reader: Reader) -> None:
    assert anna.ask("hello", HelloAsk({})).status == 200
    anna.token = reader.token
    assert anna.ask("hello", HelloAsk({})).status == 401
    assert portal.client.post(f"{BASE_PATH}/exchange", headers={"Authorization": reader.token}).status_code == 422


def test_a_pcs_token_reads_no_roster_whatever_it_says_of_itself(portal: Portal, reader: Reader) -> None:
    tokens = portal.client.app.state.desks.endpoints.entrance.tokens  # type: ignore[attr-defined]  # of Litestar's client
    tokens.ready(now_ms=portal.clock.ms)
    program = reader.id.partition(".")[2]
    reader.token = tokens.issue(Access(portal.school, program, program), now_ms=portal.clock.ms)
    assert said(reader.get("/users")) == (401, "unauthorisedrequest")


def test_a_token_ends_with_its_time_and_with_the_program(portal: Portal) -> None:
    reader, other = a_reader(portal).sign_in(), a_reader(portal).sign_in()
    with portal.engine.begin() as connection:
        assert revoke_program(connection, portal.school, reader.id, now_ms=portal.clock.ms)
    assert said(reader.get("/users")) == (401, "unauthorisedrequest")
    assert reader.ask_token().status_code == 401
    assert other.get("/users").status_code == 200
    portal.clock.ms += 600_000
    assert said(other.get("/users")) == (401, "unauthorisedrequest")


def test_a_program_reads_its_own_school_and_no_other(portal: Portal, reader: Reader) -> None:
    other = a_reader(portal, other_school(portal)).sign_in()
    assert other.ids("/users") == ["stranger"]
    assert said(other.get(f"/users/{ANNA}")) == (404, "unknownobject")
    assert said(other.get(f"/schools/{portal.school}/classes")) == (404, "unknownobject")
    assert "stranger" not in reader.ids("/users")
    assert said(reader.get("/users/stranger")) == said(reader.get("/users/nobody")) == (404, "unknownobject")


def test_every_collection_is_told_in_the_standards_words(portal: Portal, reader: Reader) -> None:
    assert reader.ids("/orgs") == reader.ids("/schools") == [portal.school]
    assert reader.ids("/terms") == [WHOLE_YEAR]
    assert reader.ids("/gradingPeriods") == []
    assert len(reader.ids("/academicSessions")) == 2
    assert {ANNA, BORIS, VERA} < set(reader.ids("/teachers"))
    assert set(reader.ids("/students")) == {*PUPILS, *STRANGERS}
    assert {CLASS, ALGEBRA, PHYSICS} < set(reader.ids("/classes"))
    assert len(reader.ids("/courses")) == 3
    (anna,) = [reader.get(f"/users/{ANNA}").json()["user"]]
    school = {"href": f"http://127.0.0.1:8470{SERVICE}/orgs/{portal.school}", "sourcedId": portal.school, "type": "org"}
    assert anna == {
        "sourcedId": ANNA,
        "status": "active",
        "dateLastModified": "2026-09-21T14:13:20.000Z",
        "enabledUser": "true",
        "username": "anna",
        "givenName": "Анна",
        "familyName": "Громова",
        "middleName": "Игоревна",
        "primaryOrg": school,
        "roles": [{"roleType": "primary", "role": "teacher", "org": school}],
    }
    assert "2013-" not in reader.get("/users", limit=500).text


def test_what_belongs_to_something_is_found_there(portal: Portal, reader: Reader) -> None:
    assert reader.ids(f"/classes/{PHYSICS}/students") == list(STRANGERS)
    assert reader.ids(f"/classes/{PHYSICS}/teachers") == [VERA]
    assert set(reader.ids(f"/teachers/{ANNA}/classes")) == {CLASS, ALGEBRA}
    assert set(reader.ids(f"/users/{PUPILS[0]}/classes")) == {CLASS, ALGEBRA}
    assert ALGEBRA in reader.ids(f"/terms/{WHOLE_YEAR}/classes")
    assert len(reader.ids(f"/schools/{portal.school}/students")) == len(PUPILS) + len(STRANGERS)
    assert said(reader.get(f"/classes/{PHYSICS}/orgs")) == (404, "unknownobject")
    assert said(reader.get("/results")) == (404, "unknownobject")


def test_pages_follow_each_other_and_say_how_many_there_are(reader: Reader) -> None:
    pages = [reader.get("/students", limit=10, offset=offset) for offset in (0, 10, 20, 30, 40)]
    found = [[each["sourcedId"] for each in page.json()["users"]] for page in pages]
    assert [len(page) for page in found] == [10, 10, 10, 2, 0]
    assert [key for page in found for key in page] == reader.ids("/students")
    assert {page.headers["x-total-count"] for page in pages} == {"32"}
    links = [sorted(part.partition('rel="')[2][:-1] for part in page.headers["link"].split(", ")) for page in pages]
    assert links[:4] == [["first", "last", "next"], *[["first", "last", "next", "prev"]] * 2, ["first", "last", "prev"]]
    (after,) = [part for part in pages[0].headers["link"].split(", ") if 'rel="next"' in part]
    assert after.startswith(f"<http://127.0.0.1:8470{SERVICE}/students?limit=10&offset=10>")


def test_the_order_is_the_one_asked_for_with_yo_in_its_place(portal: Portal, reader: Reader) -> None:
    for n, surname in enumerate(("Жукова", "Ёлкина", "Ежова")):
        portal.put(Teacher(TeacherId(f"t-{n}"), NEVER, surname, "Яна", "", f"yana-{n}"))
    wanted = {"filter": "givenName='яна'", "sort": "familyName"}
    assert reader.ids("/teachers", **wanted) == ["t-2", "t-1", "t-0"]
    assert reader.ids("/teachers", **wanted, orderBy="desc") == ["t-0", "t-1", "t-2"]
    assert reader.ids("/teachers", filter=wanted["filter"], sort="shoeSize") == ["t-0", "t-1", "t-2"]


FILTERS: dict[str, set[str]] = {
    "familyName='Громова'": {ANNA},
    "familyName='громова' AND givenName='Анна'": {ANNA},
    "familyName='Громова' AND givenName='Борис'": set(),
    "familyName='Громова' OR givenName='Борис'": {ANNA, BORIS},
    "familyName~'ром' AND roles.role='teacher'": {ANNA},
    "roles.role='student' AND familyName='Ёлкин'": set(STRANGERS),
    "username='anna' OR username='o''brien'": {ANNA},
    "sourcedId>='vera'": {VERA},
    "middleName!='Игоревна' AND familyName~'громов'": set(),
}


@pytest.mark.parametrize("text", FILTERS)
def test_a_filter_leaves_what_it_names(reader: Reader, text: str) -> None:
    assert set(reader.ids("/users", filter=text)) == FILTERS[text]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"filter": "password='x'"}, "invalid_filter_field"),
        ({"filter": "familyName='x"}, "invalid_filter_field"),
        ({"filter": "familyName='x' AND a='1' AND b='2'"}, "invalid_filter_field"),
        ({"filter": "1=1; DROP TABLE pupil"}, "invalid_filter_field"),
        ({"filter": "familyName='" + "x" * 600 + "'"}, "invalid_filter_field"),
        ({"fields": "sourcedId,born"}, "invalid_selection_field"),
        ({"limit": "0"}, "invaliddata"),
        ({"limit": "-1"}, "invaliddata"),
        ({"limit": "٣"}, "invaliddata"),
        ({"offset": "9" * 30}, "invaliddata"),
        ({"orderBy": "sideways"}, "invaliddata"),
    ],
)
def test_what_cannot_be_asked_is_refused_without_repeating_it(reader: Reader, asked: dict[str, str], word: str) -> None:
    answer = reader.get("/users", **asked)
    assert said(answer) == (400, word)
    assert "DROP" not in answer.text


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.text(max_size=60), st.from_regex(r"[a-zA-Z.]{1,12}[=<>~!]{1,2}'[^']{0,9}'( AND )?.{0,20}")))
def test_no_filter_breaks_the_service(reader: Reader, text: str) -> None:
    answer = reader.get("/orgs", filter=text)
    assert answer.status_code in {200, 400}


def test_only_the_fields_that_are_asked_for_are_told(reader: Reader) -> None:
    answer: dict[str, Any] = reader.get(f"/users/{ANNA}", fields="sourcedId,familyName").json()
    assert answer == {"user": {"sourcedId": ANNA, "familyName": "Громова"}}
    assert reader.get("/users", fields="familyName", limit=1).json()["users"][0].keys() == {"familyName"}


def test_what_changes_is_told_at_once(portal: Portal, reader: Reader) -> None:
    before = reader.get(f"/users/{ANNA}").json()["user"]
    portal.clock.ms += 1_000
    portal.put(Teacher(ANNA, NEVER, "Громова-Седова", "Анна", "Игоревна", "anna"))
    after = reader.get(f"/users/{ANNA}").json()["user"]
    assert after["familyName"] == "Громова-Седова"
    assert after["dateLastModified"] > before["dateLastModified"]


def test_it_is_written_down_once_a_day_that_people_were_told(portal: Portal, reader: Reader) -> None:
    for _ in range(3):
        reader.get("/users", limit=5)
    with portal.engine.connect() as connection:
        told = connection.execute(select(events.c.subject, events.c.account).where(events.c.kind == "read")).all()
    assert [tuple(row) for row in told] == [("oneroster/users", reader.id.partition(".")[2])]


def test_the_operator_registers_lists_and_revokes(portal: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(portal.folder.path)]
    assert main(["program", "list", *data]) == 0
    assert "Таких программ нет." in capsys.readouterr().out
    assert main(["program", "add", *data, "Столовая"]) == 0
    id_line, secret_line = capsys.readouterr().out.strip().splitlines()
    reader = Reader(portal.client, id_line.rpartition(" ")[2], secret_line.rpartition(" ")[2]).sign_in()
    assert reader.get("/orgs").status_code == 200
    assert main(["program", "list", *data]) == 0
    assert capsys.readouterr().out.strip() == f"{reader.id}  Столовая"
    assert main(["program", "revoke", *data, reader.id]) == 0
    assert said(reader.get("/orgs")) == (401, "unauthorisedrequest")
    capsys.readouterr()
    assert main(["program", "revoke", *data, reader.id]) == 1
    assert "какие есть, показывает команда program list" in capsys.readouterr().err


def test_the_office_sees_a_program_and_what_it_read_and_turns_it_out(portal: Portal, reader: Reader) -> None:
    reader.get("/users")
    office = PeopleOffice(portal)
    page = words(portal.client.get(f"{office.home}/access").text)
    assert "Программы школы Столовая с " in page
    assert "последний пропуск" in page
    assert "списки школы для программы программа «Столовая»" in page
    data = {"token": office.token, "step": f"program {reader.id.partition('.')[2]}"}
    assert (
        portal.client.post(f"{office.home}/access", data=data, headers=ORIGIN, follow_redirects=False).status_code
        == 303
    )
    assert said(reader.get("/users")) == (401, "unauthorisedrequest")
    assert "Программы школы" not in words(portal.client.get(f"{office.home}/access").text)
    elsewhere = a_reader(portal, other_school(portal)).sign_in()
    data["step"] = f"program {elsewhere.id.partition('.')[2]}"
    portal.client.post(f"{office.home}/access", data=data, headers=ORIGIN)
    assert elsewhere.get("/users").status_code == 200
