"""«Устройства и вход»: the office sees the school's PCs and sign-ins and ends them; what is unsent is not lost."""

import re

import httpx
import pytest

from app.operations import MarkAdd, Operation, header_of
from app.wire.framing import to_base64
from app.wire.messages import CourierAnswer, CourierAsk, HelloAsk
from app.wire.sealing import sealed
from portal.auth.office_links import issue_office_link
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser, Person, a_program, a_signed_in_pc
from tests.portal.portal_school import LESSON, PUPIL


@pytest.fixture
def office(portal: Portal) -> Browser:
    """The office's browser at its page of devices."""
    with portal.engine.begin() as connection:
        path = issue_office_link(connection, portal.school, now_ms=portal.clock.ms)
    browser = Browser(portal, origin="http://testserver.local")
    browser.get(f"{path}/access")
    return browser


def test_the_office_signs_a_pc_out(portal: Portal, person: Person, office: Browser) -> None:
    program, pc = a_signed_in_pc(person)
    shown = _again(office)
    assert "PC" in shown.text
    assert "компьютер подключён" in shown.text
    _press(office, f"pc {pc.replica}")
    assert pc.ask("hello", HelloAsk({}, ())).refusal == ("signed_out", "")
    assert program.refresh().json()["error"] == "invalid_grant"
    assert "отключён" in _again(office).text


def test_a_pc_that_came_by_a_code_is_signed_out_as_well(portal: Portal, office: Browser) -> None:
    pc = portal.pc("boris")
    _press(office, f"pc {pc.replica}")
    assert pc.ask("hello", HelloAsk({}, ())).refusal == ("signed_out", "")


def test_the_office_ends_a_program_that_has_not_named_its_pc(portal: Portal, person: Person, office: Browser) -> None:
    program = a_program(person)
    (step,) = re.findall(r'value="(grant [^"]+)"', _again(office).text)
    _press(office, step)
    assert program.refresh().json()["error"] == "invalid_grant"


def test_the_office_signs_out_every_browser_of_an_account(portal: Portal, person: Person, office: Browser) -> None:
    (step,) = re.findall(r'value="(browsers [^"]+)"', _again(office).text)
    _press(office, step)
    assert person.browser.get("/account").status_code == 303
    assert not re.findall(r'value="browsers', _again(office).text)


def test_another_site_signs_nobody_out(portal: Portal, person: Person, office: Browser) -> None:
    _, pc = a_signed_in_pc(person)
    office.origin = "https://evil.example"
    assert _press(office, f"pc {pc.replica}").status_code == 403
    assert pc.hello().teacher == "anna"


def test_what_a_signed_out_pc_had_not_sent_still_comes_by_courier(
    portal: Portal, person: Person, office: Browser
) -> None:
    _, pc = a_signed_in_pc(person)
    waiting = pc.write(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    _press(office, f"pc {pc.replica}")
    record = sealed(header_of(pc.session), pc.n, waiting, author=pc.author, portal=portal.key.verify_key)
    carrier = portal.stranger()
    carrier.school = portal.school
    heard = carrier.ask("courier", CourierAsk((to_base64(record),)))
    assert [each.upto for each in heard.body(CourierAnswer).receipts] == [1]


def _again(office: Browser) -> httpx.Response:
    return office.get(str(office.page.request.url.path))


def _press(office: Browser, step: str) -> httpx.Response:
    shown = _again(office)
    return office.send(str(shown.request.url.path), step)
