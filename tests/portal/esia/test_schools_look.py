"""How a portal of several schools asks for which one somebody signs in, and shows the offices to choose from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from portal.commands import add_school
from tests.browser import DESKTOP, PHONE, open_browser, open_page, take_shot
from tests.portal.axe import violations
from tests.portal.esia.schools import LYCEUM, OF_BOTH, OWN_SYSTEM, SCHOOL, found_lyceum, write_settings
from tests.portal.esia.test_pages import free_port, press, sign_in
from tests.portal_process import PortalProcess, PortalTemplate
from tests.sandbox_process import running_sandbox

SHOTS = Path(__file__).parents[3] / "build" / "shots" / "esia"
LONG = "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 12 имени М. В. Ломоносова»"


@pytest.fixture
def portal(portal_template: PortalTemplate, tmp_path: Path) -> Iterator[PortalProcess]:
    folder, port = tmp_path, free_port()
    data = portal_template.copy(folder / "portal")
    found_lyceum(data)
    add_school(data, LONG, year=2026, zone="Europe/Moscow")
    with running_sandbox(folder / "esia", f"http://127.0.0.1:{port}") as sandbox:
        write_settings(sandbox, data, OWN_SYSTEM)
        with PortalProcess(data, port) as served:
            served.start()
            yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("dark", [False, True])
def test_somebody_of_two_offices_says_for_which_school_and_chooses(
    portal: PortalProcess, browser: Browser, *, dark: bool
) -> None:
    with open_page(browser, viewport=PHONE if dark else DESKTOP, dark=dark, scripts=True) as page:
        look = "dark-phone" if dark else "light"
        for number, school in enumerate((SCHOOL, LYCEUM)):
            if number:
                press(page, "Войти в канцелярию другой школы", "link")
            else:
                page.goto(portal.url + "/sign-in")
                press(page, "Войти через Госуслуги", "link")
            assert page.get_by_role("link", name=LONG).is_visible()
            assert not overflows(page)
            assert violations(page) == []
            take_shot(page, SHOTS / f"8-which-school-{look}.png")
            press(page, school, "link")
            sign_in(page, OF_BOTH)
            press(page, "Разрешить")
            assert page.get_by_role("button").count() == number + 1
        assert not overflows(page)
        assert violations(page) == []
        take_shot(page, SHOTS / f"9-which-office-{look}.png")
        press(page, f"Открыть канцелярию: {LYCEUM}")
        assert page.get_by_text(f"{LYCEUM} · канцелярия").is_visible()
