"""Who gets in, and which forms are taken: only those of the office's own pages, and each once drawn for its link."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

import httpx
import pytest
from sqlalchemy import select

from app.domain.rules import MarkingRules
from app.domain.settings import setting_text
from portal.admin.assessment import read_rules
from portal.admin.rule_fields import FIELDS
from portal.auth.office_links import VALID_MS, end_all_visits, issue_office_link
from portal.form_encoding import ENCODING
from portal.limits import TRIES
from portal.office.forms import MAX_BYTES, form_token
from portal.store.tables import office_links
from tests.portal.conftest import Portal

DEFAULTS = MarkingRules()
PAGES = ("", "/rules", "/works", "/works/new", "/works/control")


def a_link(portal: Portal) -> str:
    with portal.engine.begin() as connection:
        return issue_office_link(connection, portal.school, now_ms=portal.clock.ms)


def a_form(home: str, step: str = "save", **typed: str) -> dict[str, str]:
    """Return a form of the rules as a browser sends it."""
    form = {"token": form_token(home.rpartition("/")[2]), "step": step}
    for name, field in FIELDS.items():
        form[f"typed.{name}"] = typed.get(name, field.text_in(DEFAULTS))
        form[f"drawn.{name}"] = setting_text(DEFAULTS, name)
    return form


def send(
    portal: Portal, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None
) -> httpx.Response:
    own = {"Origin": str(portal.client.base_url).rstrip("/"), "Content-Type": ENCODING}
    wanted = own if headers is None else {"Content-Type": ENCODING, **headers}
    return portal.client.post(path, content=urlencode(form), headers=wanted, follow_redirects=False)


def rules(portal: Portal) -> MarkingRules:
    with portal.engine.connect() as connection:
        return read_rules(connection, portal.school)


def headers_of(answer: httpx.Response) -> frozenset[tuple[str, str]]:
    return frozenset((name, value) for name, value in answer.headers.items() if name != "date")


def test_a_form_of_the_pages_is_taken_once_and_leads_to_a_page_that_may_be_loaded_again(portal: Portal) -> None:
    home = a_link(portal)
    answer = send(portal, f"{home}/rules", a_form(home, five_from="4,60"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{home}/rules?saved=1")
    assert rules(portal) == MarkingRules(five_from=460)
    assert "Сохранено: 1 изменение" in portal.client.get(answer.headers["location"]).text


@pytest.mark.parametrize("page", PAGES)
def test_unknown_expired_revoked_and_ended_links_get_the_same_answer(portal: Portal, page: str) -> None:
    expired = a_link(portal)
    portal.clock.ms += VALID_MS - 1
    assert portal.client.get(expired + page).status_code == 200
    portal.clock.ms += 1
    revoked = a_link(portal)
    with portal.engine.begin() as connection:
        assert end_all_visits(connection, portal.school, now_ms=portal.clock.ms) == 1
    ended = a_link(portal)
    assert send(portal, f"{ended}/leave", {"token": form_token(ended.rpartition("/")[2])}).status_code == 200
    homes = ("/office/unknown", revoked, expired, ended)
    answers = [portal.client.get(home + page) for home in homes] + [
        send(portal, f"{home}/rules", a_form(home, five_from="4,60")) for home in homes
    ]
    assert len({(answer.status_code, answer.text, headers_of(answer)) for answer in answers}) == 1
    assert answers[0].status_code == 404
    assert rules(portal) == DEFAULTS


def test_only_a_hash_of_the_link_is_kept(portal: Portal) -> None:
    code = a_link(portal).rpartition("/")[2]
    assert len(code) * 6 >= 128
    with portal.engine.connect() as connection:
        assert code not in repr(connection.execute(select(office_links)).all())


def test_whoever_tries_many_links_waits_and_keeps_nobody_else_waiting(portal: Portal) -> None:
    home = a_link(portal)
    statuses = [portal.client.get(f"/office/wrong-{n}").status_code for n in range(TRIES + 1)]
    assert statuses == [404] * TRIES + [429]
    assert int(portal.client.get("/office/wrong").headers["Retry-After"]) > 0
    assert portal.client.get(home).status_code == 200


def test_too_many_changes_at_once_are_refused_for_one_link_only(portal: Portal) -> None:
    home, other = a_link(portal), a_link(portal)
    statuses = [send(portal, f"{home}/rules", a_form(home)).status_code for _ in range(TRIES + 1)]
    assert statuses == [200] * TRIES + [429]
    assert send(portal, f"{other}/rules", a_form(other)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://example.org"},
        {"Origin": "http://testserver.local.example.org"},
        {"Origin": "https://example.org", "Referer": "http://testserver.local/office/x/rules"},
        {"Referer": "https://example.org/testserver.local"},
    ],
)
def test_a_form_of_another_site_changes_nothing(portal: Portal, headers: Mapping[str, str]) -> None:
    home = a_link(portal)
    assert send(portal, f"{home}/rules", a_form(home, five_from="4,60"), headers).status_code == 403
    assert rules(portal) == DEFAULTS


def test_a_browser_that_tells_only_the_page_is_believed(portal: Portal) -> None:
    home = a_link(portal)
    headers = {"Referer": f"{portal.client.base_url}{home}/rules"}
    assert send(portal, f"{home}/rules", a_form(home, five_from="4,60"), headers).status_code == 303


@pytest.mark.parametrize("page", ["/rules", "/leave", "/works/new"])
def test_a_form_without_its_token_or_with_another_links_changes_nothing(portal: Portal, page: str) -> None:
    home, other = a_link(portal), a_link(portal)
    for token in ({}, {"token": ""}, {"token": "ё"}, {"token": form_token(other.rpartition("/")[2])}):
        form = {name: text for name, text in a_form(home, five_from="4,60").items() if name != "token"}
        assert send(portal, home + page, {**form, **token}).status_code == 403
    assert rules(portal) == DEFAULTS
    assert portal.client.get(home).status_code == 200


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", ENCODING),
        (b"token", ENCODING),
        (b"\xff\xfe", ENCODING),
        (b"token=%ff%fe", ENCODING),
        (b"step=save&step=save", ENCODING),
        (b"&".join(b"a%d=1" % n for n in range(300)), ENCODING),
        (b"{}", "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
    ],
)
def test_what_is_no_form_is_refused(portal: Portal, content: bytes, kind: str) -> None:
    home = a_link(portal)
    headers = {"Origin": str(portal.client.base_url).rstrip("/"), "Content-Type": kind}
    answer = portal.client.post(f"{home}/rules", content=content, headers=headers)
    assert answer.status_code in {400, 403}
    assert "<h1>" in answer.text


@pytest.mark.parametrize("missing", ["typed.five_from", "drawn.due_days", "step"])
def test_a_form_that_is_not_whole_changes_nothing(portal: Portal, missing: str) -> None:
    home = a_link(portal)
    form = {name: text for name, text in a_form(home, five_from="4,60").items() if name != missing}
    assert send(portal, f"{home}/rules", form).status_code == 400
    assert rules(portal) == DEFAULTS


@pytest.mark.parametrize("step", ["", "preset.", "preset.own", "default.", "default.nothing", "SAVE", "check.save"])
def test_a_button_that_no_page_has_is_refused(portal: Portal, step: str) -> None:
    home = a_link(portal)
    assert send(portal, f"{home}/rules", a_form(home, step, five_from="4,60")).status_code == 400


def test_a_form_that_is_too_long_is_refused(portal: Portal) -> None:
    home = a_link(portal)
    answer = send(portal, f"{home}/rules", a_form(home, five_from="4" * MAX_BYTES))
    assert answer.status_code == 413
    assert "Слишком много" in answer.text


@pytest.mark.parametrize("path", ["/works/nothing", "/works/%00", "/works/" + "x" * 2_000])
def test_a_kind_that_is_not_there_is_not_found(portal: Portal, path: str) -> None:
    assert portal.client.get(a_link(portal) + path).status_code == 404


@pytest.mark.parametrize("page", [*PAGES, "/works/nothing"])
def test_every_page_is_kept_nowhere_runs_nothing_and_sends_forms_home_only(portal: Portal, page: str) -> None:
    answer = portal.client.get(a_link(portal) + page)
    policy = answer.headers["Content-Security-Policy"]
    assert all(word in policy for word in ("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"))
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"<script|\son\w+=|style=", answer.text)
    assert "http" not in re.sub(r"<meta[^>]*>", "", answer.text)


def test_what_an_address_claims_to_have_saved_is_a_small_number(portal: Portal) -> None:
    home = a_link(portal)
    for claim in ("", "x", "-1", "1000", "<b>", "1e9"):
        assert "Сохранено" not in portal.client.get(f"{home}/rules", params={"saved": claim}).text


def test_the_pages_are_no_part_of_the_described_interface(portal: Portal) -> None:
    described = portal.client.get("/schema/openapi.json").json()["paths"]
    assert described
    assert not [path for path in described if path.startswith("/office")]
