"""axe-core finds nothing on any page of the diary, on a phone and a desktop, by day and by night.

Source: WCAG 2.2 AA and the rules of good practice that axe-core knows.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser import DESKTOP, PHONE, open_browser, open_page
from tests.portal.axe import violations
from tests.portal.diary.diary_portal import DiaryPortal, an_own_portal
from tests.portal.diary.diary_school import MARIA, MONDAY
from tests.portal.diary.lively_school import a_lively_school
from tests.portal.diary.term_school import FIRST

WEEK = (f"/{MONDAY}", f"/day/{MONDAY}", "/new", "/new/all", "/more", "/notices", "/nowhere")
TERM = ("/term", f"/term/{FIRST}", f"/subject/algebra/{FIRST}")
SCREENS = pytest.mark.parametrize(
    ("viewport", "dark"),
    [(PHONE, False), (PHONE, True), (DESKTOP, False), (DESKTOP, True)],
    ids=["phone", "phone-dark", "desktop", "desktop-dark"],
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    with an_own_portal(tmp_path_factory.mktemp("lively"), a_lively_school) as portal:
        yield portal


@SCREENS
def test_nothing_is_wrong_with_the_pages_of_a_week(
    browser: Browser, lively: DiaryPortal, viewport: ViewportSize, dark: bool
) -> None:
    assert found(browser, lively, WEEK, (viewport, dark)) == {}


@SCREENS
def test_nothing_is_wrong_with_the_pages_of_a_term(
    browser: Browser, year: DiaryPortal, viewport: ViewportSize, dark: bool
) -> None:
    assert found(browser, year, TERM, (viewport, dark)) == {}


def found(
    browser: Browser, portal: DiaryPortal, paths: tuple[str, ...], screen: tuple[ViewportSize, bool]
) -> dict[str, list[str]]:
    viewport, dark = screen
    said = {}
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for path in paths:
            page.goto(portal.url(MARIA) + path)
            for each in page.locator("summary").all():
                each.click()
            if wrong := violations(page):
                said[path] = wrong
    return said
