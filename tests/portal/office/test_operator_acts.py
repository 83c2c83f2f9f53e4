"""Two persons: once a school's office signs in, what the operator does to its accounts takes somebody else."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, select
from typing_extensions import override

from app.domain.classroom import Duty
from app.domain.records import NEVER
from portal.__main__ import main
from portal.auth import operators
from portal.auth.accounts import linked_account
from portal.auth.blocking import block_account
from portal.auth.codes import issue_code
from portal.auth.derived import DerivedKeys
from portal.auth.esia.linking import admit_to_office
from portal.auth.esia.people import Standing, VerifiedPerson
from portal.auth.office_links import issue_office_link
from portal.auth.operator_acts import VALID_MS, OperatorAct, Order, carry_out, decide, read_operator_acts
from portal.errors import ActWaitsError, NoOperatorActError, SameOperatorError, UnknownLoginError
from portal.oneroster.programs import add_program
from portal.store.dialects import writing
from portal.store.sign_in_tables import events, invitations, programs
from portal.store.tables import TABLES, codes, links, office_links, operations
from tests.portal.conftest import Portal
from tests.portal.entrance.people import a_person
from tests.portal.office.control_office import ControlOffice
from tests.portal.office.time_office import PageForm, TimeOffice
from tests.small_school import BEGINS, BORIS

FIRST, SECOND = "1001 petrov", "1002 sidorova"
CODE = Order("user code", ("anna",))
HEAD = VerifiedPerson("1000456", Standing.CONFIRMED, "Фамилия", "Имя", "", date(1980, 1, 1))


@dataclass
class SignedIn(TimeOffice):
    """Somebody of the office who has signed in through ESIA."""

    account: str = ""

    @override
    def __post_init__(self) -> None:
        keys = DerivedKeys(self.portal.key)
        with writing(self.portal.serving).begin() as connection:
            self.account = admit_to_office(connection, self.portal.school, HEAD, keys, now_ms=self.portal.clock.ms)
        with writing(self.portal.serving, self.portal.school).begin() as connection:
            self.home = issue_office_link(connection, self.portal.school, self.account, now_ms=self.portal.clock.ms)


@dataclass
class Deputy(TimeOffice):
    """A deputy head who has signed in and opened the pages from the own one."""

    account: str = ""

    @override
    def __post_init__(self) -> None:
        self.portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
        browser = a_person(self.portal, "boris").browser
        step = browser.get("/account").text.partition('value="control ')[2].partition('"')[0]
        self.home = browser.send("/account", f"control {step}").headers["location"].removesuffix("/control")
        with self.portal.engine.connect() as connection:
            self.account = linked_account(connection, self.portal.school, BORIS)


@pytest.fixture
def office(portal: Portal) -> SignedIn:
    return SignedIn(portal)


def order(portal: Portal, by: str = FIRST, wanted: Order = CODE, login: str = "anna") -> str:
    """Order a code for a teacher's PC and return it."""
    do = partial(issued, portal, login)
    engine = writing(portal.serving, portal.school)
    return carry_out(engine, portal.school, wanted, do, by=by, now_ms=portal.clock.ms)


def issued(portal: Portal, login: str, connection: Connection) -> str:
    return issue_code(connection, portal.school, login, now_ms=portal.clock.ms)


def asked(portal: Portal, by: str = FIRST) -> str:
    """Order, be told to wait, and return the act's id."""
    with pytest.raises(ActWaitsError):
        order(portal, by)
    return rows(portal)[-1].id


def rows(portal: Portal) -> Sequence[OperatorAct]:
    """Return the acts, the oldest first."""
    with portal.engine.connect() as connection:
        return read_operator_acts(connection, portal.school)[::-1]


def noted(portal: Portal) -> list[str]:
    with portal.engine.connect() as connection:
        found = connection.execute(select(events.c.kind).order_by(events.c.at)).scalars()
        return sorted(each for each in found if each.startswith("operator_"))


def count_codes(portal: Portal) -> int:
    with portal.engine.connect() as connection:
        return len(connection.execute(select(codes)).all())


def answer(portal: Portal, key: str, by: str, *, agrees: bool = True) -> None:
    with writing(portal.serving, portal.school).begin() as connection:
        decide(connection, portal.school, key, agrees=agrees, by=by, now_ms=portal.clock.ms)


def test_while_nobody_signs_in_for_the_office_it_is_done_at_once(portal: Portal) -> None:
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", order(portal))
    assert rows(portal) == []


def test_nothing_is_made_until_the_office_agrees_and_then_once(portal: Portal, office: SignedIn) -> None:
    key = asked(portal)
    assert asked(portal) == key, "asking again is the same act"
    assert (count_codes(portal), len(rows(portal))) == (0, 1)
    assert "anna" in office.get("/operator")
    assert office.fill("/operator", f"confirm {key}", {}).status_code == 303
    assert count_codes(portal) == 0
    code = order(portal)
    assert count_codes(portal) == 1
    assert code not in repr(rows(portal))
    with pytest.raises(ActWaitsError):
        order(portal)
    assert noted(portal) == sorted(["operator_asked", "operator_confirmed", "operator_did", "operator_asked"])


def test_what_the_office_refuses_is_not_done(portal: Portal, office: SignedIn) -> None:
    key = asked(portal)
    fields = PageForm(office.get("/operator")).fields
    assert office.send("/operator", fields, f"refuse {key}").status_code == 303
    assert office.send("/operator", fields, f"confirm {key}").status_code == 409
    with pytest.raises(ActWaitsError):
        order(portal)
    assert count_codes(portal) == 0
    assert "operator_refused" in noted(portal)


def test_a_link_that_a_command_gave_away_decides_nothing(portal: Portal, office: SignedIn) -> None:
    key, link = asked(portal), TimeOffice(portal)
    assert f"confirm {key}" not in link.get("/operator")
    assert f"confirm {key}" in office.get("/operator")
    refused = link.fill("/operator", f"confirm {key}", {})
    assert (refused.status_code, "Нужен вход" in refused.text) == (403, True)
    assert rows(portal)[0].state == "waiting"


@pytest.fixture
def deputy(portal: Portal) -> Deputy:
    return Deputy(portal)


def test_a_deputy_head_who_has_signed_in_agrees(portal: Portal, office: SignedIn, deputy: Deputy) -> None:
    key = asked(portal)
    assert "Действия оператора" in deputy.get("")
    assert f"confirm {key}" in deputy.get("/operator")
    assert deputy.fill("/operator", f"confirm {key}", {}).status_code == 303
    assert [(each.state, each.decided_by) for each in rows(portal)] == [("confirmed", deputy.account)]
    assert order(portal)


def test_a_deputy_head_who_has_signed_in_refuses(portal: Portal, office: SignedIn, deputy: Deputy) -> None:
    assert deputy.fill("/operator", f"refuse {asked(portal)}", {}).status_code == 303
    with pytest.raises(ActWaitsError):
        order(portal)
    assert sorted(each.state for each in rows(portal)) == ["refused", "waiting"]


@pytest.mark.parametrize("is_of_somebody", [False, True], ids=["command", "another-account"])
def test_a_deputy_heads_link_that_is_not_of_the_own_sign_in_decides_nothing(
    portal: Portal, office: SignedIn, deputy: Deputy, *, is_of_somebody: bool
) -> None:
    account = office.account if is_of_somebody else ""
    key, link = asked(portal), ControlOffice(portal, account=account)
    assert f"confirm {key}" not in link.get("/operator")
    assert f"confirm {key}" in deputy.get("/operator")
    refused = link.post("/operator", f"confirm {key}", {})
    assert (refused.status_code, "Нужен вход" in refused.text) == (403, True)
    assert rows(portal)[0].state == "waiting"


def test_whose_duty_has_ended_or_who_was_shut_out_decides_nothing(
    portal: Portal, office: SignedIn, deputy: Deputy
) -> None:
    key = asked(portal)
    fields = PageForm(deputy.get("/operator")).fields
    ended = Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, BEGINS)
    portal.put(ended)
    assert deputy.send("/operator", fields, f"confirm {key}").status_code == 404
    portal.put(replace(ended, last=None))
    assert deputy.send("/operator", fields, "nothing at all").status_code == 400
    with writing(portal.serving, portal.school).begin() as connection:
        assert block_account(connection, portal.school, deputy.account, now_ms=portal.clock.ms)
    assert deputy.send("/operator", fields, f"confirm {key}").status_code == 404
    assert rows(portal)[0].state == "waiting"


def test_a_second_operator_agrees_and_the_first_one_does_not(portal: Portal, office: SignedIn) -> None:
    key = asked(portal)
    with pytest.raises(SameOperatorError):
        answer(portal, key, FIRST.replace("petrov", "renamed"))
    answer(portal, key, SECOND)
    with pytest.raises(ActWaitsError):
        order(portal, SECOND)  # what was agreed to is the first one's
    assert order(portal)


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_after_a_week_nobody_can_agree_and_nothing_is_done(
    portal: Portal, office: SignedIn, is_confirmed: bool
) -> None:
    key = asked(portal)
    if is_confirmed:
        answer(portal, key, SECOND)
    portal.clock.ms += VALID_MS
    with pytest.raises(NoOperatorActError):
        answer(portal, key, SECOND)
    with pytest.raises(ActWaitsError):
        order(portal)
    assert (count_codes(portal), "operator_expired" in noted(portal)) == (0, True)


def test_what_is_agreed_to_is_this_and_nothing_else(portal: Portal, office: SignedIn) -> None:
    answer(portal, asked(portal), SECOND)
    with pytest.raises(ActWaitsError):
        order(portal, wanted=Order("user code", ("boris",)), login="boris")


def test_what_cannot_be_done_is_said_before_anybody_is_asked(portal: Portal, office: SignedIn) -> None:
    with pytest.raises(UnknownLoginError):
        order(portal, wanted=Order("user code", ("nobody",)), login="nobody")
    assert rows(portal) == []


COMMANDS = [
    ("user", "code", "anna"),
    ("user", "invite", "anna"),
    ("user", "link", "--class", "7Б", "--pupil", "Фамилия07 Имя"),
    ("user", "deputy", "boris", "--first", "2026-09-01"),
    ("office", "link"),
    ("program", "add", "Расписание"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_about_accounts_waits_and_is_then_done(
    portal: Portal,
    office: SignedIn,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    monkeypatch.setattr(operators, "LOGIN_UID", portal.folder.path / "nobody-signed-in")
    place = ("--data", str(portal.folder.path))

    def run(number: str, *command: str) -> int:
        monkeypatch.setenv("SUDO_UID", number)
        capsys.readouterr()
        return main([*command, *place])

    with writing(portal.serving, portal.school).begin() as connection:
        issue_office_link(connection, portal.school, now_ms=time.time_ns() // 1_000_000)
    before = state(portal)
    assert run("1001", *words) == 1
    said = capsys.readouterr()
    assert ("Ждёт второго человека" in said.err, said.out) == (True, "")
    assert state(portal) == before
    assert run("1001", "operator", "list") == 0
    key = capsys.readouterr().out.split()[0]
    assert run("1001", "operator", "confirm", key) == 1
    assert run("1002", "operator", "confirm", key) == 0
    assert state(portal) == before
    assert run("1001", *words) == 0
    assert state(portal) != before


@pytest.mark.parametrize("is_program", [True, False])
def test_what_only_closes_waits_for_nobody(
    portal: Portal, office: SignedIn, capsys: pytest.CaptureFixture[str], *, is_program: bool
) -> None:
    place = ("--data", str(portal.folder.path))
    with writing(portal.serving, portal.school).begin() as connection:
        client, _ = add_program(connection, portal.school, "Расписание", now_ms=time.time_ns() // 1_000_000)
        issue_office_link(connection, portal.school, now_ms=time.time_ns() // 1_000_000)
    before = state(portal)
    words = ("program", "revoke", client) if is_program else ("office", "close")
    assert main([*words, *place]) == 0
    assert state(portal) != before
    assert rows(portal) == []


def state(portal: Portal) -> list[str]:
    """Return all that a command about accounts could change."""
    tables = (codes, invitations, programs, links, office_links, operations, TABLES[Duty])
    with portal.engine.connect() as connection:
        return [repr(connection.execute(select(table)).all()) for table in tables]
