"""The office shuts an account out and lets it in again: everything ends at once, nothing unsent is lost."""

import re

import httpx
import pytest

from app.ids import PupilId
from app.operations import MarkAdd, Operation, header_of
from app.wire.framing import to_base64
from app.wire.messages import CourierAnswer, CourierAsk, HelloAsk
from app.wire.sealing import sealed
from portal.auth.codes import issue_code
from portal.auth.families import end_family, invite_family, may_read
from portal.auth.invitations import invite
from portal.rights import Role
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser, Person, Program, a_person, a_signed_in_pc, agree, let_in
from tests.portal.office.time_office import TimeOffice
from tests.portal.pcs import Pc
from tests.portal.portal_school import LESSON, PUPIL
from tests.portal.test_copies import fork
from tests.small_school import ANNA, PUPILS

TEACHER, CHILD = f"/access/teacher/{ANNA}", f"/access/pupil/{PUPILS[0]}"


@pytest.fixture
def office(portal: Portal) -> TimeOffice:
    return TimeOffice(portal)


@pytest.fixture
def person(portal: Portal) -> Person:
    """Anna, who has an account and is signed in."""
    return a_person(portal)


def press(office: TimeOffice, word: str, path: str = TEACHER) -> httpx.Response:
    (step,) = re.findall(rf'value="({word} [^"]+)"', office.get(path))
    return office.fill(path, step, {})


def is_refused(pc: Pc) -> bool:
    heard = pc.ask("hello", HelloAsk({}, ()))
    return heard.status != 200 and heard.refusal == ("signed_out", "")


def test_a_shut_account_is_signed_out_of_everything_at_once(office: TimeOffice, person: Person) -> None:
    program, pc = a_signed_in_pc(person)
    by_code = office.portal.pc("anna")
    other = office.portal.pc("boris")
    assert press(office, "block").status_code == 303
    assert is_refused(pc)
    assert is_refused(by_code)
    assert not is_refused(other)
    assert program.refresh().json()["error"] == "invalid_grant"
    assert person.browser.get("/account").status_code == 303
    assert "закрыта" in office.get(TEACHER)
    assert "учётная запись закрыта" in office.get("/access")


def test_what_a_shut_teacher_had_not_sent_still_comes_by_courier(office: TimeOffice, person: Person) -> None:
    _, pc = a_signed_in_pc(person)
    waiting = pc.write(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    press(office, "block")
    record = sealed(header_of(pc.session), pc.n, waiting, author=pc.author, portal=office.portal.key.verify_key)
    carrier = office.portal.stranger()
    carrier.school = office.portal.school
    heard = carrier.ask("courier", CourierAsk((to_base64(record),)))
    assert [each.upto for each in heard.body(CourierAnswer).receipts] == [1]


def test_nobody_comes_back_by_an_older_invitation_or_code(office: TimeOffice, person: Person) -> None:
    portal = office.portal
    with portal.engine.begin() as connection:
        path = invite(connection, portal.school, "anna", now_ms=portal.clock.ms)
        code = issue_code(connection, portal.school, "anna", now_ms=portal.clock.ms)
    press(office, "block")
    assert Browser(portal).get(path).status_code == 404
    assert portal.stranger().enrol(code).status != 200


def test_a_program_that_was_agreed_to_a_moment_before_is_not_let_in(office: TimeOffice, person: Person) -> None:
    waiting, beside = Program(office.portal), Program(office.portal)
    waiting.wait_for_phone()
    assert let_in(person, waiting).status_code == 200
    code = agree(person)["code"]
    press(office, "block")
    assert waiting.poll().status_code == 400
    assert beside.redeem(code).status_code == 400


def test_a_shut_account_signs_in_to_nothing_until_it_is_opened_again(office: TimeOffice, person: Person) -> None:
    press(office, "block")
    assert person.sign_in().status_code == 303
    assert "Громова" not in person.browser.get("/account").text
    program = Program(office.portal)
    program.wait_for_phone()
    assert let_in(person, program).status_code == 403
    press(office, "unblock")
    assert "Громова" in person.browser.get("/account").text
    a_signed_in_pc(person)
    assert "учётная запись открыта снова" in office.get("/access")


def test_an_account_of_another_school_is_nobodys_to_shut(office: TimeOffice, person: Person) -> None:
    (step,) = re.findall(r'value="(block [^"]+)"', office.get(TEACHER))
    for word in ("block", "unblock", "browsers", "withdraw"):
        assert office.fill(TEACHER, f"{word} nobody", {}).status_code == 303
    assert f'value="{step}"' in office.get(TEACHER)
    assert person.browser.get("/account").status_code == 200


def test_a_parent_is_shut_out_of_the_diary_and_what_the_school_had_ended_before_stays_ended(
    office: TimeOffice,
) -> None:
    portal = office.portal
    parent = Person(Browser(portal), "parent")
    for n in (1, 0):
        with portal.engine.begin() as connection:
            path = invite_family(connection, portal.school, PUPILS[n], Role.PARENT, now_ms=portal.clock.ms)
        if n == 1:
            assert parent.join(path).status_code == 200
        else:
            parent.browser.get(path)
            assert parent.browser.send(path, "add").status_code == 303
    account = re.findall(r'value="block ([^"]+)"', office.get(CHILD))[0]
    with portal.engine.begin() as connection:
        end_family(connection, portal.school, account, PUPILS[1], now_ms=portal.clock.ms)
    portal.clock.ms += 1
    press(office, "block", CHILD)
    assert readable(portal, account) == []
    assert "Учётных записей родителей и учеников: 1" in office.get("/access")
    portal.clock.ms += 1
    press(office, "unblock", CHILD)
    assert readable(portal, account) == [PUPILS[0]]


def readable(portal: Portal, account: str) -> list[PupilId]:
    with portal.engine.begin() as connection:
        now = portal.clock.ms
        return [each for each in PUPILS[:2] if may_read(connection, account, portal.school, each, now_ms=now)]


def test_copies_of_a_pc_end_with_it_and_the_pc_it_was_copied_from_does_not(office: TimeOffice) -> None:
    first = office.portal.pc("anna")
    first.push(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    second, third = (office.portal.stranger() for _ in range(2))
    for copy, of in ((second, first), (third, second)):
        copy.__dict__.update(of.__dict__)
        assert fork(copy, of=of.replica, first_n=2).status == 200
    assert office.fill("/access", f"pc {second.replica}", {}).status_code == 303
    assert [is_refused(each) for each in (first, second, third)] == [False, True, True]
