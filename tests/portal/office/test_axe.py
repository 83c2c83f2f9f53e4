"""axe-core finds nothing on any page of the office, on a phone and a desktop, by day and by night.

Source: WCAG 2.2 AA and the rules of good practice that axe-core knows.
"""

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser import DESKTOP, PHONE, open_page
from tests.portal.axe import violations
from tests.portal.office import test_access_look, test_people_pages, test_time_look
from tests.portal.office.office_portal import OfficePortal

PEOPLE = {name: f"/people{path}" for name, path in test_people_pages.PATHS.items()}
GROUPS = {
    "people": PEOPLE,
    "time": test_time_look.PATHS,
    "access": test_access_look.PATHS,
    "figures": {"classes": "/figures", "journals": "/figures/journals", "missed": "/figures/missed"},
    "control": {
        name: f"/control{path}" for name, path in (("held", ""), ("journals", "/journals"), ("events", "/events"))
    },
    "turn": {"early": "/turn"},
    "rules": {"start": "", "rules": "/rules", "works": "/works", "scales": "/scales", "scale": "/scales/new"},
}
SCREENS = pytest.mark.parametrize(
    ("viewport", "dark"),
    [(PHONE, False), (PHONE, True), (DESKTOP, False), (DESKTOP, True)],
    ids=["phone", "phone-dark", "desktop", "desktop-dark"],
)


@SCREENS
@pytest.mark.parametrize("group", GROUPS)
def test_nothing_is_wrong_with_a_page_of_the_office(
    untouched: OfficePortal, browser: Browser, group: str, viewport: ViewportSize, dark: bool
) -> None:
    said = {}
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for path in GROUPS[group].values():
            page.goto(untouched.home + path)
            for each in page.locator("summary").all():
                each.click()
            if wrong := violations(page):
                said[path] = wrong
    assert said == {}
