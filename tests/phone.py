"""A teacher's phone: Chromium, and the application with one-time codes."""

import base64
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from portal.auth.authenticator import STEP_MS, code_at
from tests.browser import take_shot

SHOTS = Path(__file__).parents[1] / "build" / "shots"
PASSWORD = "Зимний сад 1961"  # noqa: S105 (of nobody)


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


@dataclass
class Phone:
    """One person's. secret: of the application, empty before there is an account."""

    page: Page
    login: str = "anna"
    shots: Path = SHOTS
    secret: bytes = b""

    def join(self, invitation: str) -> None:
        """Follow an invitation and make an account; the browser is signed in then."""
        self.page.goto(invitation)
        text = self.page.locator(".key").inner_text().replace(" ", "")
        self.secret = base64.b32decode(text + "=" * (-len(text) % 8))
        self.page.get_by_label("Пароль, от 10 знаков").fill(PASSWORD)
        self.page.get_by_label("Пароль ещё раз").fill(PASSWORD)
        self.page.get_by_label("Код из приложения").fill(code_at(self.secret, _step()))
        take_shot(self.page, self.shots / f"entrance-join-{self.page.viewport_size['width']}.png")  # type: ignore[index]
        press(self.page, "Создать учётную запись")
        assert self.page.locator(".recovery li").count() == 8

    def sign_in(self) -> None:
        """Do what the portal's page asks of somebody whom the browser does not know."""
        take_shot(self.page, self.shots / "entrance-sign-in.png")
        self.page.get_by_label("Логин").fill(self.login)
        self.page.get_by_label("Пароль").fill(PASSWORD)
        press(self.page, "Продолжить")
        take_shot(self.page, self.shots / "entrance-code.png")
        # the next one that was not used yet: the portal takes one that is half a minute early
        self.page.get_by_label("Код из приложения").fill(code_at(self.secret, _step() + 1))
        press(self.page, "Войти")

    def approve(self, address: str, number: str) -> None:
        """Follow a QR code's address, and let the program in that shows this number."""
        self.page.goto(address)
        take_shot(self.page, self.shots / "entrance-device.png")
        self.page.get_by_label("Две цифры с экрана компьютера").fill(number)
        press(self.page, "Подключить")
        assert "продолжит сама" in self.page.locator("main").inner_text()


def _step() -> int:
    return time.time_ns() // 1_000_000 // STEP_MS
