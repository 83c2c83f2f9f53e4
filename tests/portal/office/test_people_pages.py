"""The pages of people in a real browser without JavaScript, by the keyboard alone; and what reaches a teacher's PC."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from app.services.reading import read_page
from tests.browser import DESKTOP, PHONE, open_page, take_shot
from tests.portal.diary.contrast import weakest_contrast
from tests.portal.office.office_portal import SHOTS, OfficePortal, press
from tests.portal.portal_school import CLASS_8A, STRANGERS
from tests.small_school import ALGEBRA, CLASS, PUPILS
from tests.sync.desktops import a_desktop

TABLET = ViewportSize(width=820, height=1180)
LOOK = "Посмотреть, что получится"
PATHS = {
    "classes": "",
    "class": f"/class/{CLASS_8A}",
    "pupil": f"/pupil/{STRANGERS[0]}",
    "transfer": f"/transfer/{STRANGERS[0]}?class={CLASS}",
    "reason": f"/reason/{STRANGERS[0]}",
    "new-group": "/new-group",
    "teachers": "/teachers",
    "import": "/import",
    "actions": "/actions",
}


@pytest.mark.parametrize(
    ("name", "viewport", "dark"),
    [("phone", PHONE, False), ("tablet", TABLET, False), ("desktop", DESKTOP, False), ("dark", DESKTOP, True)],
)
def test_every_page_fits_and_can_be_read(
    untouched: OfficePortal, browser: Browser, name: str, viewport: ViewportSize, dark: bool
) -> None:
    home = untouched.home
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for what, path in PATHS.items():
            page.goto(f"{home}/people{path}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), what
            worst, text = weakest_contrast(page)
            assert worst >= 4.5, (what, text)
            take_shot(page, SHOTS / f"people-{what}-{name}.png")


def test_a_transfer_is_made_by_the_keyboard_alone(office: OfficePortal, page: Page) -> None:
    page.goto(f"{office.home}/people/transfer/{PUPILS[2]}?class={CLASS_8A}")
    page.locator("#first").focus()
    page.locator("#first").fill("2026-11-02")
    page.keyboard.press("Tab")
    page.locator("#order").focus()
    page.keyboard.type("97-у")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Ещё ничего не сохранено" in page.locator("main").inner_text()
    page.get_by_role("button", name="Сохранить").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "7Б → 8А с 2 ноября 2026, приказ 97-у" in page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Последние действия").click()
    press(page, "Отменить")
    assert "отменено" in page.locator(".actions").inner_text()


def test_whoever_moves_away_leaves_the_teachers_page_from_that_day_on(
    office: OfficePortal, page: Page, tmp_path: Path
) -> None:
    with a_desktop(tmp_path / "pc", office.process, "anna") as anna:
        anna.round()
        page.goto(f"{office.home}/people/transfer/{PUPILS[2]}?class={CLASS_8A}")
        page.fill("#first", "2026-11-02")
        press(page, LOOK)
        press(page, "Сохранить")
        anna.round()
        with anna.store.reading() as unit:
            before = read_page(unit, ALGEBRA, last=date(2026, 11, 1))
            after = read_page(unit, ALGEBRA, first=date(2026, 11, 2))
        assert PUPILS[2] in {each.id for each in before.pupils}
        assert {each.id for each in after.pupils} == set(PUPILS) - {PUPILS[2]}
