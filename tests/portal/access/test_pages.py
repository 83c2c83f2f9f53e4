"""A parent with a phone, without JavaScript, from the sign-in through ESIA to the open diary; axe on every new page.

Pictures are kept in build/shots/access.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from portal.commands import new_office_link
from tests.browser import DESKTOP, PHONE, open_browser, open_page, take_shot
from tests.portal.axe import violations
from tests.portal.esia.entrants import PARENT, TEACHER
from tests.portal.esia.test_pages import Pair, pair, press, sign_in

__all__ = ["pair"]

SHOTS = Path(__file__).parents[3] / "build" / "shots" / "access"
CHILD = {"Фамилия": "Фамилия00", "Имя": "Имя", "Дата рождения": "01.01.2013", "Класс": "7Б"}
SCREENS = pytest.mark.parametrize(
    ("viewport", "dark"),
    [(PHONE, False), (PHONE, True), (DESKTOP, False), (DESKTOP, True)],
    ids=["phone", "phone-dark", "desktop", "desktop-dark"],
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


def come(pair: Pair, page: Page, login: str = PARENT) -> None:
    """Come from the sign-in's page through ESIA to the form."""
    page.goto(f"{pair.portal.url}/sign-in")
    press(page, "Подать заявление о доступе через Госуслуги", "link")
    sign_in(page, login)
    press(page, "Разрешить")
    assert page.url == f"{pair.portal.url}/access/new"


def fill(page: Page, ground: str, **stated: str) -> None:
    """Fill the form in."""
    page.get_by_label(ground, exact=True).check()
    for label, text in {**CHILD, **stated}.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Сведения верны").check()


def test_a_parent_applies_by_phone_the_office_agrees_and_the_diary_opens(pair: Pair, browser: Browser) -> None:
    with open_page(browser, viewport=PHONE) as phone, open_page(browser, viewport=DESKTOP) as office:
        come(pair, phone)
        take_shot(phone, SHOTS / "1-form.png")
        fill(phone, "отец")
        press(phone, "Проверить заявление")
        take_shot(phone, SHOTS / "2-review.png")
        press(phone, "Отправить заявление")
        assert "Передано в школу" in phone.locator("main").inner_text()
        take_shot(phone, SHOTS / "3-sent.png")
        office.goto(pair.portal.url + new_office_link(pair.portal.data))
        press(office, "Доступ к дневнику", "link")
        take_shot(office, SHOTS / "4-office.png")
        press(office, "Иванов Сергей Петрович", "link")
        take_shot(office, SHOTS / "5-office-one.png")
        press(office, "Открыть доступ")
        assert "доступ открыт" in office.locator("main").inner_text()
        phone.reload()
        take_shot(phone, SHOTS / "6-open.png")
        press(phone, "Открыть дневник", "link")
        assert "/diary/" in phone.url
        assert "Фамилия00" in phone.locator("body").inner_text()


@dataclass
class Looked:
    """A browser that asks of each page what is wrong with it. wrong: what was found, by the page."""

    page: Page
    shots: str
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def look(self, name: str) -> None:
        take_shot(self.page, SHOTS / f"{self.shots}-{name}.png")
        if found := violations(self.page):
            self.wrong[name] = found


@contextmanager
def looking(browser: Browser, viewport: ViewportSize, *, dark: bool) -> Iterator[Looked]:
    size, light = "phone" if viewport == PHONE else "desktop", "dark" if dark else "light"
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        yield Looked(page, f"{size}-{light}")


@SCREENS
def test_nothing_is_wrong_with_the_pages_of_who_applies(
    pair: Pair, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    with looking(browser, viewport, dark=dark) as looked:
        page = looked.page
        come(pair, page, TEACHER)
        looked.look("form")
        press(page, "Проверить заявление")
        looked.look("errors")
        fill(page, "мать", Фамилия="Константинопольская-Вознесенская", Имя="Екатерина-Александра")
        press(page, "Проверить заявление")
        looked.look("review")
        press(page, "Отправить заявление")
        looked.look("refused")
        press(page, "Все мои заявления", "link")
        looked.look("list")
        page.goto(f"{pair.portal.url}/account")
        looked.look("account")
        page.goto(f"{pair.portal.url}/access/unknown")
        looked.look("unknown")
        assert looked.wrong == {}


@SCREENS
def test_nothing_is_wrong_with_the_offices_pages_of_applications(
    pair: Pair, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    with open_page(browser, viewport=PHONE) as phone:
        come(pair, phone, TEACHER)
        fill(phone, "мать", Фамилия="Фамилия01", **{"Дата рождения": "02.01.2013"})
        press(phone, "Проверить заявление")
        press(phone, "Отправить заявление")
        path = phone.url
        with looking(browser, viewport, dark=dark) as looked:
            page, home = looked.page, pair.portal.url + new_office_link(pair.portal.data)
            for name, place in (("office", ""), ("journal", "/journal"), ("waits", f"/of/{path.rpartition('/')[2]}")):
                page.goto(f"{home}/applications{place}")
                looked.look(name)
            press(page, "Отказать")
            looked.look("office-fault")
            page.get_by_label("Почему: это прочитает заявитель").fill("Документ об опеке не показан.")
            press(page, "Отказать")
            looked.look("office-refused")
            assert looked.wrong == {}
