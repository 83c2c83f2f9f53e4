"""A PC signs in at the real portal, with Chromium as the phone or on the same PC, and says why it cannot."""

import os
import re
import threading
import time
from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser, Page

from app.clock import Clock
from app.errors import NotThePortalError, PortalSilentError, SignedOutError, SignInRefusedError
from app.ids import ReplicaId, text_of
from app.wire.messages import HelloAsk
from portal.commands import new_invitation, new_office_link
from sync.access import Access
from sync.enrolment import enrol_signed_in
from sync.http_portal import HttpPortal
from sync.loopback import Loopback
from sync.portal import Portal
from sync.sign_in import SignIn, Tokens, Waiting
from sync.transport import new_session
from tests.browser import DESKTOP, PHONE, open_browser, open_page, take_shot
from tests.phone import SHOTS, Phone, press
from tests.portal_process import PortalProcess


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with open_page(browser, viewport=PHONE) as opened:
        yield opened


@pytest.fixture
def pc(portal_process: PortalProcess) -> Iterator[SignIn]:
    with new_session() as session:
        yield SignIn(portal_process.url, session, Clock())


def join(page: Page, process: PortalProcess) -> Phone:
    """Follow an invitation and make an account."""
    phone = Phone(page)
    phone.join(process.url + new_invitation(process.data, phone.login))
    return phone


def approve(phone: Phone, waiting: Waiting) -> None:
    """Do on the phone what its QR code asks for."""
    phone.approve(waiting.verification_uri_complete, waiting.number)


def test_a_teacher_signs_in_with_the_phone_and_types_no_password_on_the_pc(
    pc: SignIn, phone: Page, portal_process: PortalProcess
) -> None:
    anna = join(phone, portal_process)
    phone.context.clear_cookies()
    waiting = pc.begin_at_phone("Кабинет 214")
    assert pc.ask_phone(waiting) == 0
    phone.goto(waiting.verification_uri_complete)
    anna.sign_in()
    approve(anna, waiting)
    time.sleep(waiting.interval)
    tokens = pc.ask_phone(waiting)
    assert isinstance(tokens, Tokens)
    portal = named(portal_process, pc, tokens)
    assert portal.hello(HelloAsk({}, ())).teacher == "anna"
    phone.goto(portal_process.url + "/account")
    take_shot(phone, SHOTS / "entrance-account.png")
    assert fits(phone)
    press(phone, "Отключить «Кабинет 214»")
    with pytest.raises(SignedOutError):
        portal.hello(HelloAsk({}, ()))
    with pytest.raises(SignedOutError):
        pc.refresh(tokens)


def test_a_browser_of_the_same_pc_brings_the_sign_in_back_to_the_program(
    pc: SignIn, browser: Browser, portal_process: PortalProcess
) -> None:
    with open_page(browser, viewport=DESKTOP) as page, Loopback("<title>Готово</title><p>Готово") as listening:
        join(page, portal_process)
        start = pc.begin_in_browser(listening.port, "Кабинет 214")
        brought: list[str | None] = []
        waits = threading.Thread(target=lambda: brought.append(listening.wait(20)))
        waits.start()
        page.goto(start.address)
        take_shot(page, SHOTS / "entrance-authorize.png")
        page.get_by_role("button", name="Впустить").click()
        page.wait_for_url(re.compile(r"http://127\.0\.0\.1:\d+/callback\?.*"))
        waits.join()
    (target,) = brought
    assert target is not None
    tokens = pc.finish_in_browser(start, target)
    assert named(portal_process, pc, tokens).hello(HelloAsk({}, ())).teacher == "anna"
    renewed = pc.refresh(tokens)
    assert pc.refresh(tokens).refresh_token == renewed.refresh_token != tokens.refresh_token
    pc.end(renewed)
    with pytest.raises(SignedOutError):
        pc.refresh(renewed)


def test_who_says_it_was_not_me_sends_the_pc_away(pc: SignIn, phone: Page, portal_process: PortalProcess) -> None:
    join(phone, portal_process)
    waiting = pc.begin_at_phone("Кабинет 214")
    phone.goto(waiting.verification_uri)
    phone.get_by_label("Код с экрана компьютера").fill(waiting.user_code.lower().replace("-", " "))
    press(phone, "Продолжить")
    press(phone, "Это не я")
    with pytest.raises(SignInRefusedError):
        pc.ask_phone(waiting)


@pytest.mark.parametrize(
    "change",
    [
        lambda target: target.replace("state=", "state=x"),
        lambda target: re.sub(r"&?iss=[^&]*", "", target),
        lambda target: re.sub(r"iss=[^&]*", "iss=https%3A%2F%2Fevil.example", target),
        lambda _: "/callback?error=access_denied",
        lambda _: "/callback",
    ],
    ids=["state", "no-issuer", "issuer", "denied", "nothing"],
)
def test_an_answer_of_another_sign_in_or_another_portal_is_not_believed(
    pc: SignIn, portal_process: PortalProcess, change: object
) -> None:
    start = pc.begin_in_browser(50123, "PC")
    target = f"/callback?code=c&state={start.state}&iss={portal_process.url}"
    assert callable(change)
    with pytest.raises(SignInRefusedError):
        pc.finish_in_browser(start, change(target))


def test_asking_too_often_is_answered_with_how_much_slower(pc: SignIn) -> None:
    waiting = pc.begin_at_phone("PC")
    assert pc.ask_phone(waiting) == 0
    assert pc.ask_phone(waiting) == 5


def test_a_server_of_another_name_is_not_the_portal(portal_process: PortalProcess) -> None:
    with new_session() as session:
        other = SignIn(portal_process.url.replace("127.0.0.1", "localhost"), session, Clock())
        with pytest.raises(NotThePortalError):
            other.begin_at_phone("PC")
        portal_process.kill()
        silent = SignIn(portal_process.url, session, Clock())
        with pytest.raises(PortalSilentError):
            silent.begin_at_phone("PC")


def test_the_loopback_takes_the_answer_and_nothing_else() -> None:
    with Loopback("<p>Готово") as listening:
        address = f"http://127.0.0.1:{listening.port}"
        heard: list[str | None] = []
        for path in ("/other?code=c", "/callback?code=c&state=s"):
            waits = threading.Thread(target=lambda: heard.append(listening.wait(10)))
            waits.start()
            requests.get(address + path, timeout=10)
            waits.join()
        assert heard == [None, "/callback?code=c&state=s"]
        assert listening.wait(0.01) is None


def test_the_offices_page_shows_the_pc_and_signs_it_out(
    pc: SignIn, phone: Page, browser: Browser, portal_process: PortalProcess
) -> None:
    anna = join(phone, portal_process)
    waiting = pc.begin_at_phone("Кабинет 214")
    approve(anna, waiting)
    tokens = pc.ask_phone(waiting)
    assert isinstance(tokens, Tokens)
    portal = named(portal_process, pc, tokens)
    for viewport in (PHONE, DESKTOP):
        with open_page(browser, viewport=viewport) as page:
            page.goto(f"{portal_process.url}{new_office_link(portal_process.data)}/access")
            take_shot(page, SHOTS / f"entrance-office-{viewport['width']}.png")
            assert fits(page)
            if viewport == DESKTOP:
                press(page, "Отключить: ")
    with pytest.raises(SignedOutError):
        portal.hello(HelloAsk({}, ()))


def named(process: PortalProcess, pc: SignIn, tokens: Tokens) -> Portal:
    """Let the PC name itself and return the portal as it asks it from then on."""
    profile = enrol_signed_in(
        process.url,
        tokens,
        replica=ReplicaId(text_of(os.urandom(16))),
        seed=os.urandom(32),
        name="Кабинет 214",
        clock=Clock(),
    )
    return HttpPortal(profile.address, profile, Clock(), new_session(), Access(pc, tokens, lambda _b, _t: None))


def fits(page: Page) -> bool:
    """Whether nothing has to be pushed sideways; asked without the page's own scripts."""
    box = page.locator("html").bounding_box()
    size = page.viewport_size
    widest = page.locator("main").bounding_box()
    return bool(box and size and widest and widest["width"] <= size["width"])
