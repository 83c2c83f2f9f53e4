"""axe-core finds nothing on any page of the entrance, on a phone and a desktop, by day and by night.

Source: WCAG 2.2 AA and the rules of good practice that axe-core knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from portal.commands import new_invitation
from tests.browser import DESKTOP, PHONE, open_browser, open_page
from tests.phone import PASSWORD, Phone, press
from tests.portal.axe import violations
from tests.portal_process import PortalProcess, PortalTemplate

SCREENS = pytest.mark.parametrize(
    ("viewport", "dark"),
    [(PHONE, False), (PHONE, True), (DESKTOP, False), (DESKTOP, True)],
    ids=["phone", "phone-dark", "desktop", "desktop-dark"],
)


@dataclass
class Looked:
    """A browser that asks of each page what is wrong with it. wrong: what was found, by the page."""

    page: Page
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def at(self, address: str) -> None:
        """Open a page and look at it."""
        self.page.goto(address)
        self.look(address)

    def look(self, name: str) -> None:
        if found := violations(self.page):
            self.wrong[name] = found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def process(portal_template: PortalTemplate, tmp_path: Path) -> Iterator[PortalProcess]:
    with PortalProcess(portal_template.copy(tmp_path / "portal")) as served:
        served.start()
        yield served


@pytest.fixture
def looked(browser: Browser, viewport: ViewportSize, dark: bool) -> Iterator[Looked]:
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        yield Looked(page)


@SCREENS
def test_nothing_is_wrong_with_the_pages_of_who_joins(process: PortalProcess, looked: Looked) -> None:
    looked.at(f"{process.url}/join/unknown")
    invitation = process.url + new_invitation(process.data, "anna")
    looked.at(invitation)
    Phone(looked.page).join(invitation)
    looked.look("recovery")
    for path in ("/account", "/device", "/roles", "/oauth/authorize"):
        looked.at(process.url + path)
    assert looked.wrong == {}


@SCREENS
def test_nothing_is_wrong_with_the_way_in(process: PortalProcess, looked: Looked) -> None:
    page = looked.page
    Phone(page).join(process.url + new_invitation(process.data, "anna"))
    page.context.clear_cookies()
    looked.at(f"{process.url}/sign-in")
    for password in ("Не тот пароль 1", PASSWORD):
        page.get_by_label("Логин").fill("anna")
        page.get_by_label("Пароль").fill(password)
        press(page, "Продолжить")
        looked.look(f"behind {password}")
    page.get_by_label("Код из приложения").fill("000000")
    press(page, "Войти")
    looked.look("wrong code")
    assert looked.wrong == {}
