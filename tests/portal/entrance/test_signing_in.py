"""Accounts, sign-ins and browsers: two proofs, equal words for every wrong one, an end that a person brings about."""

import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import segno
from sqlalchemy import event, select

from app.ids import TeacherId
from app.wire.messages import HelloAsk
from portal.auth.authenticator import STEP_MS, as_address, code_at, matching_step
from portal.auth.invitations import VALID_MS, invite
from portal.auth.oauth.grants import read_grants
from portal.auth.web_sessions import CODE_MS, IDLE_MS, LONGEST_MS
from portal.endpoints import LOOPBACK
from portal.entrance.addresses import ACCOUNT, ROLES, onward
from portal.entrance.browsers import browser_words
from portal.limits import TRIES
from portal.qr import qr_code
from portal.store.sign_in_tables import accounts, events
from tests.portal.conftest import Portal
from tests.portal.entrance.people import OTHER, Browser, Person, a_person, a_program, a_signed_in_pc


def account_of(portal: Portal) -> str:
    with portal.engine.connect() as connection:
        return str(connection.execute(select(accounts.c.id)).scalar_one())


def an_invitation(portal: Portal, login: str = "anna") -> str:
    with portal.engine.begin() as connection:
        return invite(connection, portal.school, login, now_ms=portal.clock.ms)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_one_time_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    """The vectors of RFC 6238, appendix B, to six digits."""
    assert code_at(b"12345678901234567890", seconds * 1000 // STEP_MS) == code


def test_a_phones_clock_may_be_off_by_half_a_minute_and_no_step_counts_twice() -> None:
    secret, step = b"12345678901234567890", 1_000
    for off in (-1, 0, 1):
        assert matching_step(secret, code_at(secret, step), now_ms=(step + off) * STEP_MS, after=0) == step
    assert matching_step(secret, code_at(secret, step), now_ms=(step + 2) * STEP_MS, after=0) is None
    assert matching_step(secret, code_at(secret, step), now_ms=step * STEP_MS, after=step) is None


def test_an_invited_teacher_makes_an_account_and_signs_in_with_both_proofs(portal: Portal) -> None:
    person = a_person(portal)
    assert len(person.recovery) == 8
    person.browser.cookies.clear()
    assert person.browser.get("/account").headers["location"] == "/sign-in?next=%2Faccount"
    assert person.sign_in().headers["location"] == ROLES
    assert person.browser.get(ROLES).headers["location"] == ACCOUNT
    assert "Браузеры" in person.browser.get("/account").text


def test_an_invitation_counts_once_and_not_for_ever(portal: Portal) -> None:
    path = an_invitation(portal)
    assert Person(Browser(portal), "anna").join(path).status_code == 200
    assert Browser(portal).get(path).status_code == 404
    late = an_invitation(portal, "boris")
    portal.clock.ms += VALID_MS
    assert Browser(portal).get(late).status_code == 404
    assert Browser(portal).get("/join/guessed").status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"password": "короткий", "again": "короткий"}, "от 10"),
        ({"password": "anna-anna-1", "again": "anna-anna-1"}, "легко угадать"),
        ({"password": "1111111111", "again": "1111111111"}, "легко угадать"),
        ({"again": "другой пароль"}, "не совпадают"),
        ({"code": "000000"}, "Код не подходит"),
        ({"login": " "}, "Придумайте логин"),
        ({"login": "BORIS"}, "занят"),
    ],
    ids=["short", "login", "same-signs", "again", "code", "no-login", "taken"],
)
def test_an_account_that_cannot_be_so_is_not_made_and_the_invitation_stays(
    portal: Portal, typed: dict[str, str], words: str
) -> None:
    a_person(portal, "boris")
    path, person = an_invitation(portal), Person(Browser(portal), "anna")
    answer = person.join(path, **typed)
    assert answer.status_code == 409
    assert words in answer.text
    assert "Зимний" not in answer.text
    assert person.join(path).status_code == 200


def test_an_unknown_login_and_a_wrong_password_look_the_same(portal: Portal, person: Person) -> None:
    stranger = Person(Browser(portal), "nobody")
    wrong = Person(Browser(portal), "anna").type_password("не тот пароль")
    unknown = stranger.type_password()
    assert wrong.status_code == unknown.status_code == 403
    shown = [_without_token(each.text).replace(login, "") for each, login in ((wrong, "anna"), (unknown, "nobody"))]
    assert shown[0] == shown[1]


def test_they_take_the_same_time_too(portal: Portal, person: Person) -> None:
    browser = Browser(portal)

    def one(login: str) -> float:
        limits = portal.client.app.state.desks.endpoints.entrance.limits  # type: ignore[attr-defined]
        for key in ("testclient", f"login {account_of(portal) if login == 'anna' else login}"):
            limits.sign_ins.give_back(key)
        browser.get("/sign-in")
        began = time.process_time()
        browser.send("/sign-in", "sign-in", login=login, password=OTHER)
        return time.process_time() - began

    times: dict[str, list[float]] = {"anna": [], "nobody": []}
    for _ in range(5):
        for login, measured in times.items():
            measured.append(one(login))
    known, unknown = (statistics.median(times[login]) for login in ("anna", "nobody"))
    # without the work done for nothing the one is ten times the other
    assert 0.4 < known / unknown < 2.5


@contextmanager
def asked_of(portal: Portal) -> Iterator[list[str]]:
    """Yield what the portal asks its database while the block lasts, in order, without what it is asked about."""
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(re.sub(r"'[^']*'", "''", statement))

    event.listen(portal.serving, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(portal.serving, "before_cursor_execute", hear)


def test_the_database_is_asked_the_same_for_both(portal: Portal, person: Person) -> None:
    heard = []
    for login in ("anna", "nobody"):
        browser = Browser(portal)
        browser.get("/sign-in")
        with asked_of(portal) as said:
            assert browser.send("/sign-in", "sign-in", login=login, password=OTHER).status_code == 403
        heard.append(said)
    assert heard[0] == heard[1]
    assert any("sign_in_events" in each for each in heard[0])


def test_a_password_alone_opens_nothing(portal: Portal, person: Person) -> None:
    person.browser.cookies.clear()
    person.type_password()
    assert person.browser.get("/account").status_code == 303
    assert person.browser.get("/device").status_code == 303
    portal.clock.ms += CODE_MS
    assert person.browser.get("/sign-in/code").headers["location"] == "/sign-in"


def test_a_one_time_code_counts_once_and_only_near_its_time(portal: Portal, person: Person) -> None:
    person.sign_in()
    used = person.code
    person.browser.cookies.clear()
    person.type_password()
    assert person.type_code(used).status_code == 403
    person.wait()
    old = person.code
    portal.clock.ms += 3 * STEP_MS
    assert person.type_code(old).status_code == 403
    assert person.type_code(person.code).status_code == 303


def test_a_code_on_paper_replaces_the_phone_once(portal: Portal, person: Person) -> None:
    person.browser.cookies.clear()
    person.type_password()
    assert person.type_code(person.recovery[0].upper()).status_code == 303
    person.browser.cookies.clear()
    person.type_password()
    assert person.type_code(person.recovery[0]).status_code == 403


def test_guessed_one_time_codes_end_soon(portal: Portal, person: Person) -> None:
    person.browser.cookies.clear()
    person.type_password()
    assert [person.type_code("123 456").status_code for _ in range(TRIES + 1)] == [403] * TRIES + [429]


def test_many_addresses_together_win_no_tries_against_one_login(portal: Portal, person: Person) -> None:
    limits = portal.client.app.state.desks.endpoints.entrance.limits  # type: ignore[attr-defined]
    answers = []
    for _ in range(TRIES + 1):
        answers.append(Person(Browser(portal), "anna").type_password("не тот пароль").status_code)
        limits.sign_ins.give_back("testclient")
    assert answers == [403] * TRIES + [429]


def test_signing_in_gives_the_browser_another_name_each_time(portal: Portal, person: Person) -> None:
    """A session that somebody else put into the browser before never becomes the person's."""
    person.browser.cookies["peremena"] = "fixed"
    person.type_password()
    pending = person.browser.cookies["peremena"]
    person.wait()
    person.type_code()
    proved = person.browser.cookies["peremena"]
    assert len({"fixed", pending, proved}) == 3
    assert Browser(portal, cookies={"peremena": pending}).get("/account").status_code == 303
    assert Browser(portal, cookies={"peremena": pending}).get("/sign-in/code").headers["location"] == "/sign-in"


@pytest.mark.parametrize("pass_time", [lambda: IDLE_MS, lambda: LONGEST_MS], ids=["idle", "absolute"])
def test_a_browser_is_signed_out_by_time(portal: Portal, person: Person, pass_time: Callable[[], int]) -> None:
    ends = portal.clock.ms + pass_time()
    while pass_time() == LONGEST_MS and portal.clock.ms < ends - IDLE_MS // 2:
        portal.clock.ms += IDLE_MS // 2
        assert person.browser.get("/account").status_code == 200
    portal.clock.ms = ends
    assert person.browser.get("/account").status_code == 303


def test_a_person_sees_the_own_browsers_and_signs_them_out(portal: Portal, person: Person) -> None:
    elsewhere = Person(Browser(portal), "anna", person.secret)
    assert elsewhere.sign_in().status_code == 303
    person.browser.get("/account")
    (other,) = re.findall(r'value="(session [^"]+)"', person.browser.page.text)
    person.browser.send("/account", other)
    assert elsewhere.browser.get("/account").status_code == 303
    person.browser.get("/account")
    assert person.browser.send("/account", "leave").headers["location"] == "/sign-in"
    assert person.browser.get("/account").status_code == 303


def test_all_other_browsers_are_signed_out_at_once(portal: Portal, person: Person) -> None:
    others = [Person(Browser(portal), "anna", person.secret) for _ in range(2)]
    assert [other.sign_in().status_code for other in others] == [303, 303]
    person.browser.get("/account")
    person.browser.send("/account", "others")
    assert [other.browser.get("/account").status_code for other in others] == [303, 303]
    assert person.browser.get("/account").status_code == 200


def test_a_person_signs_a_pc_out_but_nobody_elses(portal: Portal, person: Person) -> None:
    boris = a_person(portal, "boris")
    _, pc = a_signed_in_pc(person)
    program = a_program(boris)
    with portal.engine.begin() as connection:
        grants = {grant.person: grant.id for grant in read_grants(connection, portal.school)}
    person.browser.get("/account")
    assert "Кабинет 214" in person.browser.page.text
    person.browser.send("/account", f"grant {grants[TeacherId('boris')]}")
    assert program.refresh().status_code == 200
    person.browser.get("/account")
    person.browser.send("/account", f"grant {grants[TeacherId('anna')]}")
    assert pc.ask("hello", HelloAsk({}, ())).refusal == ("signed_out", "")
    assert "Ни один компьютер" in person.browser.get("/account").text


def test_whoever_forgot_the_password_gets_in_by_a_new_invitation_and_old_browsers_do_not(
    portal: Portal, person: Person
) -> None:
    before = Browser(portal, cookies=dict(person.browser.cookies))
    path, again = an_invitation(portal), Person(Browser(portal), "anna")
    portal.clock.ms += STEP_MS
    assert again.join(path, password=OTHER, again=OTHER).status_code == 200
    assert before.get("/account").status_code == 303
    assert person.type_password().status_code == 403
    with portal.engine.connect() as connection:
        assert len(connection.execute(select(accounts.c.id)).all()) == 1
        assert "recovered" in connection.execute(select(events.c.kind)).scalars().all()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", LOOPBACK + ".evil", "http://127.0.0.1"])
def test_another_site_signs_nobody_in_or_out(portal: Portal, person: Person, origin: str) -> None:
    person.browser.get("/account")
    person.browser.origin = origin
    assert person.browser.send("/account", "leave").status_code == 403
    stranger = Person(Browser(portal, origin=origin), "anna")
    assert stranger.type_password().status_code == 403
    assert "peremena" not in stranger.browser.cookies
    assert person.browser.get("/account").status_code == 200


@pytest.mark.parametrize(
    "text",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/account\r\nX: y", "/sign-in", "/oauth/token", ""],
)
def test_a_sign_in_leads_on_to_pages_of_ours_only(text: str) -> None:
    assert onward(text) == ACCOUNT
    assert onward("/device?user_code=BCDF-GHJK") == "/device?user_code=BCDF-GHJK"


def test_what_happened_is_written_down_without_names_addresses_or_secrets(portal: Portal, person: Person) -> None:
    person.browser.cookies.clear()
    person.type_password("не тот пароль")
    person.sign_in()
    with portal.engine.connect() as connection:
        rows = connection.execute(select(events)).all()
    assert {"invited", "joined", "signed_in", "refused"} <= {row.kind for row in rows}
    said = " ".join(str(value) for row in rows for value in row)
    assert not [text for text in ("не тот", "testclient", "Анна", person.code) if text in said]
    assert all(row.school_id in {portal.school, ""} for row in rows)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("<script>alert(1)</script>", "Браузер"),
    ],
)
def test_a_browser_has_a_name_that_a_person_knows(agent: str, words: str) -> None:
    assert browser_words(agent) == words


def test_the_drawing_for_the_authenticator_is_shown_whole_at_any_size() -> None:
    text = as_address(b"12345678901234567890", "anna")
    sides = segno.make(text, error="m", micro=False).symbol_size()
    assert f'viewBox="0 0 {sides[0]} {sides[1]}"' in qr_code(text)
    assert 'width="' not in qr_code(text)


def _without_token(text: str) -> str:
    head, _, rest = text.partition('name="token" value="')
    return head + rest.partition('"')[2]
