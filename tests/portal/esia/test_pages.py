"""Chromium walks the whole sign-in: the portal's page, the sandbox, consent, and back; pictures in build/shots."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from portal.commands import new_invitation
from tests.browser import DESKTOP, PHONE, open_browser, open_page, take_shot
from tests.portal_process import PortalProcess, PortalTemplate
from tests.sandbox_process import Sandbox, running_sandbox
from tests.small_school import ANNA, LOGINS

SHOTS = Path(__file__).parents[3] / "build" / "shots" / "esia"


@dataclass(frozen=True)
class Pair:
    """invitation: of a teacher; once the office has signed in, a second person would have to agree to one."""

    portal: PortalProcess
    sandbox: Sandbox
    invitation: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def pair(portal_template: PortalTemplate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    port = free_port()
    data = portal_template.copy(folder / "portal")
    with running_sandbox(folder / "esia", f"http://127.0.0.1:{port}") as sandbox:
        (data / "esia.toml").write_text(sandbox.settings.read_text(encoding="utf-8"), encoding="utf-8")
        with PortalProcess(data, port) as portal:
            portal.start()
            yield Pair(portal, sandbox, new_invitation(data, LOGINS[ANNA]))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def press(page: Page, name: str, kind: str = "button") -> None:
    with page.expect_navigation():
        page.get_by_role("link" if kind == "link" else "button", name=name, exact=True).click()


def sign_in(page: Page, login: str) -> None:
    page.get_by_label("Телефон или почта").fill(login)
    page.get_by_label("Пароль").fill("sandbox")
    press(page, "Войти")
    page.get_by_label("Код", exact=True).fill(page.locator("#sms").inner_text())
    press(page, "Подтвердить")


def test_a_teacher_joins_by_the_schools_link_with_password_and_telephone(pair: Pair, browser: Browser) -> None:
    with open_page(browser, viewport=PHONE) as page:
        page.goto(pair.portal.url + pair.invitation)
        take_shot(page, SHOTS / "1-invitation.png")
        press(page, "Войти через Госуслуги", "link")
        take_shot(page, SHOTS / "2-sandbox.png")
        sign_in(page, "morozova@example.ru")
        take_shot(page, SHOTS / "3-consent.png")
        press(page, "Разрешить")
        assert page.url == f"{pair.portal.url}/account"
        take_shot(page, SHOTS / "4-account.png")


def test_somebody_of_the_office_signs_in_with_a_signature_and_opens_its_pages(pair: Pair, browser: Browser) -> None:
    with open_page(browser, viewport=DESKTOP) as page:
        page.goto(pair.portal.url + "/sign-in")
        take_shot(page, SHOTS / "5-sign-in.png")
        press(page, "Войти через Госуслуги", "link")
        page.get_by_label("Сертификат").select_option(label="Соколова Ирина Павловна")
        page.get_by_label("ПИН-код токена").fill("4321")
        press(page, "Войти с подписью")
        press(page, "Разрешить")
        take_shot(page, SHOTS / "6-roles.png")
        press(page, "Канцелярия школы")
        assert "/office/" in page.url
        assert page.get_by_text("канцелярия").first.is_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_a_simplified_account_is_told_what_to_do(pair: Pair, browser: Browser, *, dark: bool) -> None:
    with open_page(browser, viewport=PHONE, dark=dark) as page:
        page.goto(pair.portal.url + "/esia/start")
        sign_in(page, "+79990000106")
        press(page, "Разрешить")
        assert "упрощённая учётная запись" in page.get_by_role("alert").inner_text()
        take_shot(page, SHOTS / f"7-simplified-{'dark' if dark else 'light'}.png")
        press(page, "Ко входу", "link")
        assert page.url.startswith(pair.portal.url + "/sign-in")


def test_somebody_who_refuses_comes_back_to_words_not_to_a_dead_end(pair: Pair, browser: Browser) -> None:
    with open_page(browser, viewport=PHONE) as page:
        page.goto(pair.portal.url + "/esia/start")
        press(page, "Вернуться без входа")
        assert page.get_by_role("heading").inner_text() == "Вход не выполнен"


def test_a_wrong_password_and_a_wrong_code_are_said_at_the_sandbox(pair: Pair, browser: Browser) -> None:
    with open_page(browser, viewport=PHONE) as page:
        page.goto(pair.portal.url + "/esia/start")
        page.get_by_label("Телефон или почта").fill("morozova@example.ru")
        page.get_by_label("Пароль").fill("wrong")
        press(page, "Войти")
        assert "Неверный логин" in page.get_by_role("alert").inner_text()
        page.get_by_label("Телефон или почта").fill("morozova@example.ru")
        page.get_by_label("Пароль").fill("sandbox")
        press(page, "Войти")
        page.get_by_label("Код", exact=True).fill("000")
        press(page, "Подтвердить")
        assert page.get_by_role("alert").inner_text() == "Неверный код."
