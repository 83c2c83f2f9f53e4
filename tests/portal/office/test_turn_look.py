"""The main steps of the turn of the year in a browser without scripts; axe-core finds nothing on its pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import DESKTOP, PHONE, open_page, take_shot
from tests.portal.axe import violations
from tests.portal.office.clocked_portal import ClockedPortal, home_of, served
from tests.portal.office.office_portal import SHOTS, press
from tests.portal.office.turn_office import MAY
from tests.small_school import CLASS


@pytest.fixture
def portal(school_data: Path) -> Iterator[ClockedPortal]:
    with served(school_data) as serving:
        serving.at(str(MAY))
        yield serving


def shot(page: Page, name: str) -> None:
    take_shot(page, SHOTS / f"turn-{name}.png")


def follow(page: Page, name: str, address: str) -> None:
    page.get_by_role("link", name=name).click()
    page.wait_for_url(f"**{address}")


def prepare(page: Page) -> None:
    """Fill the pages of the turn in, a mistake among it."""
    page.get_by_label("Ещё новые классы").fill("1А, 7Б, весна")
    press(page, "Запомнить")
    assert "Нужны классы через запятую" in page.inner_text("main")
    shot(page, "error")
    page.get_by_label("Ещё новые классы").fill("1А, 7Б")
    page.get_by_label("Номер приказа").fill("77-у")
    press(page, "Запомнить")
    follow(page, "Ученики 7Б", f"/class/{CLASS}")
    page.get_by_label("Фамилия03 Имя").select_option("7Б, повторно")
    page.get_by_label("Фамилия04 Имя").select_option("выбывает")
    shot(page, "class")
    press(page, "Запомнить")
    assert "2 ученика" in page.inner_text("main")
    shot(page, "start")
    follow(page, "Нагрузка 7Б", f"/load/{CLASS}")
    page.get_by_label("Часов в неделю").first.fill("4")
    shot(page, "load")
    press(page, "Запомнить")
    follow(page, "Дни нового года", "/days")
    page.get_by_label("по", exact=True).first.fill("2028-05-26")
    shot(page, "days")
    press(page, "Запомнить")


def test_a_secretary_turns_the_year_and_takes_it_back(portal: ClockedPortal, page: Page) -> None:
    home = home_of(portal)
    page.goto(home)
    follow(page, "Поворот года", "/turn")
    prepare(page)
    press(page, "Посмотреть всё целиком")
    assert page.url.endswith("/turn/review")
    page.locator("summary").first.click()
    shot(page, "review")
    assert "Фамилия03 Имя: 7Б, повторно" in page.inner_text("main")
    press(page, "Повернуть год")
    assert "Сделано." in page.inner_text("main")
    shot(page, "done")
    page.goto(f"{home}/people")
    assert "8Б" in page.inner_text("main")
    page.goto(f"{home}/people/actions")
    press(page, "Отменить")
    assert "отменено" in page.inner_text("main")


@pytest.mark.parametrize(
    ("viewport", "dark"), [(PHONE, False), (PHONE, True), (DESKTOP, True)], ids=["phone", "phone-dark", "dark"]
)
def test_nothing_is_wrong_with_its_pages(
    portal: ClockedPortal, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    home, said = home_of(portal), {}
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for path in ("", "/days", f"/class/{CLASS}", f"/load/{CLASS}", "/review"):
            page.goto(f"{home}/turn{path}")
            for each in page.locator("summary").all():
                each.click()
            if wrong := violations(page):
                said[path] = wrong
            if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
                said[path] = ["wider than the screen"]
            if viewport == PHONE:
                shot(page, f"phone{'-dark' if dark else ''}{path.partition('/')[2].partition('/')[0] or 'start'}")
    assert said == {}
