"""People sign in to the portal through ESIA: invited once, known by ESIA's id ever after, refused in plain words."""

import logging
from collections.abc import Sequence

import pytest
from sqlalchemy import delete, select

from app.domain.classroom import Duty
from app.domain.records import NEVER
from portal.auth.esia.linking import OFFICE_MS
from portal.auth.esia.states import VALID_MS
from portal.auth.invitations import invite
from portal.endpoints import LOOPBACK
from portal.limits import TRIES
from portal.store.sign_in_tables import accounts, events, identities
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser, a_person
from tests.portal.esia.entrants import CHILD, DEPUTY, OFFICE, TEACHER, Entrant, an_invitation
from tests.sandbox_process import Sandbox
from tests.small_school import BEGINS, BORIS


@pytest.fixture
def teacher(esia_portal: Portal, sandbox: Sandbox) -> Entrant:
    return Entrant(esia_portal, sandbox, TEACHER)


def rows(portal: Portal) -> Sequence[tuple[str, str, str]]:
    found = select(identities.c.issuer, identities.c.kind, identities.c.person)
    with portal.engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(found))


def test_somebody_whom_no_school_has_invited_is_told_whom_to_ask(teacher: Entrant) -> None:
    answer = teacher.enter()
    assert answer.status_code == 403
    assert "приглашение" in answer.text
    assert rows(teacher.portal) == []
    assert not teacher.is_in


def test_an_invited_teacher_is_known_by_their_id_from_then_on(teacher: Entrant) -> None:
    assert teacher.join().headers["location"] == "/roles"
    assert [row[:2] for row in rows(teacher.portal)] == [("esia", "account"), ("local", "teacher")]
    again = Entrant(teacher.portal, teacher.sandbox, TEACHER)
    assert again.enter().status_code == 303
    assert again.is_in
    assert "Анна" in again.browser.page.text


def test_a_namesake_at_esia_gets_nowhere_without_an_invitation(teacher: Entrant) -> None:
    teacher.join()
    other = Entrant(teacher.portal, teacher.sandbox, DEPUTY)
    assert other.enter().status_code == 403
    assert not other.is_in


def test_an_invitation_links_one_person(teacher: Entrant) -> None:
    query = an_invitation(teacher.portal)
    assert teacher.enter(query).status_code == 303
    assert Entrant(teacher.portal, teacher.sandbox, DEPUTY).enter(query).status_code == 403
    assert len(rows(teacher.portal)) == 2
    assert teacher.browser.get("/join/" + query.removeprefix("?join=")).status_code == 404


def test_a_second_person_cannot_become_the_same_teacher(teacher: Entrant) -> None:
    teacher.join()
    other = Entrant(teacher.portal, teacher.sandbox, DEPUTY)
    before = rows(teacher.portal)
    answer = other.join()
    assert answer.status_code == 403
    assert "связана с другим человеком" in answer.text
    assert rows(teacher.portal) == before


def test_a_teacher_with_a_password_keeps_the_same_account(teacher: Entrant) -> None:
    a_person(teacher.portal)
    assert teacher.join().status_code == 303
    with teacher.portal.engine.connect() as connection:
        assert len(connection.execute(select(accounts.c.id)).all()) == 1


def test_somebody_who_is_two_teachers_chooses(teacher: Entrant) -> None:
    teacher.join("anna")
    teacher.join("boris")
    shown = teacher.browser.get("/roles")
    assert "Кем вы входите?" in shown.text
    assert shown.text.count("учитель, Школа № 7") == 2


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("+79990000106", "упрощённая"),
        ("orlova@example.ru", "стандартная"),
        (CHILD, "детская"),
    ],
)
def test_accounts_that_are_not_confirmed_are_told_what_to_do(
    esia_portal: Portal, sandbox: Sandbox, login: str, words: str
) -> None:
    answer = Entrant(esia_portal, sandbox, login).join()
    assert answer.status_code == 403
    assert words in answer.text
    assert rows(esia_portal) == []


def test_an_invitation_is_kept_for_when_the_account_is_confirmed(esia_portal: Portal, sandbox: Sandbox) -> None:
    query = an_invitation(esia_portal)
    assert Entrant(esia_portal, sandbox, "orlova@example.ru").enter(query).status_code == 403
    assert Entrant(esia_portal, sandbox, TEACHER).enter(query).status_code == 303


def test_somebody_who_refuses_is_told_so_and_is_not_in(teacher: Entrant) -> None:
    answer = teacher.enter(step="deny")
    assert answer.status_code == 403
    assert "не разрешили" in answer.text
    assert not teacher.is_in


def test_an_answer_signs_in_once(teacher: Entrant) -> None:
    teacher.join()
    path = teacher.answer()
    assert teacher.browser.get(path).status_code == 303
    assert teacher.browser.get(path).status_code == 403


def test_a_state_is_used_up_by_the_first_answer(teacher: Entrant) -> None:
    path = teacher.answer(step="deny")
    assert "не разрешили" in teacher.browser.get(path).text
    assert "Этот вход уже завершён" in teacher.browser.get(path).text


def test_an_answer_is_taken_only_in_the_browser_that_began(teacher: Entrant) -> None:
    teacher.join()
    path = teacher.answer()
    stranger = Entrant(teacher.portal, teacher.sandbox, TEACHER)
    stranger.browser.get("/sign-in")
    assert stranger.browser.get(path).status_code == 403
    assert not stranger.is_in


def test_a_made_up_answer_signs_nobody_in(teacher: Entrant) -> None:
    for query in ("", "?code=x", "?code=x&state=y", "?error=access_denied", "?state=%00&code=" + "x" * 9_000):
        assert teacher.browser.get(f"/esia/callback{query}").status_code == 403


def test_an_answer_that_comes_too_late_is_refused(teacher: Entrant) -> None:
    teacher.join()
    path = teacher.answer()
    teacher.portal.clock.ms += VALID_MS
    assert "устарел" in teacher.browser.get(path).text


def test_a_sign_in_leads_on_to_pages_of_the_portal_only(teacher: Entrant) -> None:
    teacher.join()
    assert teacher.enter("?next=/device").headers["location"] == "/device"
    assert teacher.enter("?next=https://evil.example/").headers["location"] == "/roles"


def test_a_group_of_access_opens_the_office_for_a_working_day(esia_portal: Portal, sandbox: Sandbox) -> None:
    clerk = Entrant(esia_portal, sandbox, OFFICE)
    assert clerk.enter().headers["location"] == "/roles"
    assert "Канцелярия школы" in clerk.browser.get("/roles").text
    opened = clerk.browser.send("/roles", "office")
    assert clerk.browser.get(opened.headers["location"]).status_code == 200
    for _ in range(2):
        assert "Канцелярия школы" in clerk.browser.get("/roles").text
        esia_portal.clock.ms += OFFICE_MS // 2
    assert clerk.browser.send("/roles", "office").status_code == 403
    assert clerk.browser.get("/roles").headers["location"] == "/account"


def test_a_deputy_head_comes_to_the_schools_journals(esia_portal: Portal, sandbox: Sandbox) -> None:
    deputy = Entrant(esia_portal, sandbox, TEACHER)
    deputy.join("boris")
    assert 'value="control ' not in deputy.browser.get("/account").text
    esia_portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    again = Entrant(esia_portal, sandbox, TEACHER)
    again.enter()
    step = again.browser.get("/account").text.partition('value="control ')[2].partition('"')[0]
    path = again.browser.send("/account", f"control {step}").headers["location"]
    assert "Требует решения" in esia_portal.client.get(path).text


def test_the_office_stays_closed_to_teachers(teacher: Entrant) -> None:
    teacher.join()
    teacher.browser.get("/sign-in")
    teacher.browser.get("/device")
    assert teacher.browser.send("/roles", "office").status_code == 403


def test_the_office_closes_once_the_group_is_taken_away(esia_portal: Portal, sandbox: Sandbox) -> None:
    clerk = Entrant(esia_portal, sandbox, OFFICE)
    clerk.enter()
    with esia_portal.engine.begin() as connection:
        connection.execute(delete(identities).where(identities.c.kind == "office"))
    assert clerk.browser.get("/roles").headers["location"] == "/account"


def test_another_site_cannot_open_the_office(esia_portal: Portal, sandbox: Sandbox) -> None:
    clerk = Entrant(esia_portal, sandbox, OFFICE)
    clerk.enter()
    clerk.browser.get("/roles")
    clerk.browser.origin = "https://evil.example"
    assert clerk.browser.send("/roles", "office").status_code == 403


def test_sign_ins_cannot_be_begun_without_end(teacher: Entrant) -> None:
    answers = [teacher.browser.get("/esia/start").status_code for _ in range(TRIES + 1)]
    assert answers == [303] * TRIES + [429]


def test_logs_and_events_hold_codes_and_no_people(teacher: Entrant, caplog: pytest.LogCaptureFixture) -> None:
    records: list[logging.LogRecord] = []
    for step, query in (("agree", an_invitation(teacher.portal)), ("deny", "")):
        path = teacher.answer(query, step=step)
        caplog.clear()
        with caplog.at_level(logging.DEBUG):
            teacher.browser.get(path)
        records += caplog.records
    # the browser of this test writes a log of its own, by httpx, with the addresses that it opens
    said = "\n".join(record.getMessage() for record in records if "testserver" not in record.getMessage())
    assert "receive_response_headers" in said
    with teacher.portal.engine.connect() as connection:
        kept = [tuple(row) for row in connection.execute(select(events.c.kind, events.c.subject))]
    assert ("refused", "ESIA-007004") in kept
    assert "a sign-in through ESIA ended: ESIA-007004" in said
    for word in ("Морозова", "Елена", "112-233-445", "1981", "code=", "Bearer ", "eyJ"):
        assert word not in said + str(kept)


def test_a_portal_without_esia_says_so_and_shows_no_button(portal: Portal) -> None:
    browser = Browser(portal)
    assert browser.get("/esia/start").status_code == 404
    assert browser.get("/esia/callback?state=x&code=y").status_code == 404
    assert "Госуслуги" not in browser.get("/sign-in").text


def test_the_button_stands_where_people_sign_in_and_join(teacher: Entrant) -> None:
    assert 'href="/esia/start?next=/account"' in teacher.browser.get("/sign-in").text
    with teacher.portal.engine.begin() as connection:
        path = invite(connection, teacher.portal.school, "anna", now_ms=teacher.portal.clock.ms)
    assert "/esia/start?join=" in teacher.browser.get(path).text
    assert LOOPBACK in teacher.begin().replace("%3A", ":").replace("%2F", "/")
