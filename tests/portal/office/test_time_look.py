"""The pages of time in a real browser: on a phone, by night, by keyboard alone, on paper."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import DESKTOP, PHONE, open_page
from tests.portal.office.office_portal import OfficePortal, press
from tests.portal.office.test_rules_page import enter, look, tab_to
from tests.small_school import BEGINS, CLASS, LESSONS, WHOLE_YEAR

TABLET = ViewportSize(width=800, height=1100)
DAY = f"/day?on={BEGINS.isoformat()}"
PATHS = {
    "year": "/year",
    "term": f"/year/term/{WHOLE_YEAR}",
    "holiday": "/year/holiday/new",
    "bells": "/bells",
    "bells-week": "/bells/week/1-0",
    "bells-day": "/bells/days/new",
    "classes": "/timetable",
    "week": f"/timetable/{CLASS}?from=2026-09-01",
    "place": f"/timetable/{CLASS}/2/1?from=2026-09-01",
    "day": f"{DAY}&teacher=anna",
    "lesson": f"/day/{LESSONS[0]}",
}


@pytest.mark.parametrize("viewport", [PHONE, TABLET, DESKTOP], ids=["phone", "tablet", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_of_time_fits_and_can_be_read(
    untouched: OfficePortal, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    home, kind = untouched.home, "dark" if dark else "light"
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for name, path in PATHS.items():
            page.goto(home + path)
            assert page.locator("[aria-current='page']").count() == 1
            look(page, f"-{name}-{viewport['width']}-{kind}")
        page.goto(home + PATHS["term"])
        page.fill("#last", "2026-08-31")
        press(page, "Проверить изменения")
        look(page, f"-term-errors-{viewport['width']}-{kind}")


def test_every_field_has_a_name(untouched: OfficePortal, browser: Browser) -> None:
    nameless = "all => all.filter(each => !each.labels.length && !each.ariaLabel).map(each => each.name)"
    with open_page(browser, viewport=DESKTOP, scripts=True) as page:
        for path in PATHS.values():
            page.goto(untouched.home + path)
            fields = page.locator("main :is(input:not([type=hidden]), select)")
            assert fields.evaluate_all(nameless) == []


def test_bells_are_changed_by_keyboard_alone(office: OfficePortal, page: Page) -> None:
    page.goto(f"{office.home}/bells")
    tab_to(page, "a:focus:has-text('Изменить')")
    enter(page)
    tab_to(page, "#starts-1:focus")
    page.keyboard.type("0900AM")
    tab_to(page, "[name='typed.ends-1']:focus")
    page.keyboard.type("0940AM")
    enter(page)
    assert "09:00–09:40" in page.locator(".rung").first.inner_text()


def test_the_days_sheet_is_printed_without_the_menu(untouched: OfficePortal, page: Page) -> None:
    page.goto(untouched.home + PATHS["day"])
    page.emulate_media(media="print")
    assert not page.locator(".pages").is_visible()
    assert not page.locator("form.from").is_visible()
    assert page.get_by_role("heading", name="Изменения дня").is_visible()
