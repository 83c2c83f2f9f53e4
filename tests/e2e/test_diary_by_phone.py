"""A parent with a phone applies, the class teacher grants it in the program and marks, the phone shows the mark."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import PHONE, open_browser, open_page, take_shot
from tests.faults.programs import windows
from tests.keyring_service import KeyringService
from tests.portal.access.test_pages import come, fill
from tests.portal.esia.test_pages import Pair, free_port, press
from tests.portal_process import PortalProcess, PortalTemplate
from tests.sandbox_process import running_sandbox
from tests.small_school import ANNA, LOGINS

SHOTS = Path(__file__).parents[2] / "build" / "shots" / "diary-by-phone"
DAY = date(2026, 9, 1)
"""On which the program believes to be, and the first lesson is."""


@pytest.fixture
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def pair(portal_template: PortalTemplate, tmp_path: Path) -> Iterator[Pair]:
    """A portal and the sandbox of ESIA, of this test alone."""
    with ExitStack() as stack:
        port, data = free_port(), portal_template.copy(tmp_path / "portal")
        sandbox = stack.enter_context(running_sandbox(tmp_path / "esia", f"http://127.0.0.1:{port}"))
        (data / "esia.toml").write_text(sandbox.settings.read_text(encoding="utf-8"), encoding="utf-8")
        portal = stack.enter_context(PortalProcess(data, port))
        portal.start()
        yield Pair(portal, sandbox, "")


@pytest.mark.timeout(180)
def test_a_parent_applies_the_class_teacher_grants_it_and_the_mark_of_the_day_is_on_the_phone(
    keyring_service: KeyringService, pair: Pair, browser: Browser
) -> None:
    with open_page(browser, viewport=PHONE) as phone:
        come(pair, phone)
        fill(phone, "отец")
        press(phone, "Проверить заявление")
        press(phone, "Отправить заявление")
        asked = phone.url
        phone.goto(f"{pair.portal.url}/roles")
        assert "/diary/" not in phone.url
        said = windows("decide_and_mark", pair.portal.url, str(pair.portal.data), LOGINS[ANNA], "паспорт, лично", "5")
        assert "Фамилия00" in said["asks"]
        assert said["column"] == "5"
        phone.goto(asked)
        assert "Доступ открыт" in phone.locator("main").inner_text()
        phone.goto(f"{pair.portal.url}/roles")
        assert "/diary/" in phone.url
        phone.goto(f"{phone.url}/{DAY}")
        assert phone.locator("main .mark-5").all_inner_texts() == ["5"]
        take_shot(phone, SHOTS / "week.png")
