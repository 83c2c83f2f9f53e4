"""The printed sheet: a week and a term on one page of A4 each, without what only a screen needs."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, open_browser, open_page
from tests.portal.diary.diary_portal import DiaryPortal
from tests.portal.diary.diary_school import MARIA, MONDAY
from tests.portal.diary.term_school import FIRST


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with open_page(browser, viewport=DESKTOP) as opened:
        yield opened


def sheets(page: Page) -> int:
    """Return on how many pages a page is printed; each is one of A4."""
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = {
        tuple(round(float(side)) for side in found)
        for found in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    }
    assert sizes in ({(596, 842)}, {(595, 842)})
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("path", [f"/{MONDAY}", f"/term/{FIRST}"])
def test_it_is_one_sheet(page: Page, year: DiaryPortal, path: str) -> None:
    page.goto(year.url(MARIA) + path)
    assert sheets(page) == 1


def test_on_paper_there_is_neither_navigation_nor_a_button(page: Page, year: DiaryPortal) -> None:
    page.emulate_media(media="print")
    page.goto(year.week(MARIA, MONDAY))
    for each in (*page.get_by_role("navigation").all(), *page.get_by_role("button").all()):
        expect(each).to_be_hidden()
    expect(page.get_by_text("Единственная решила задачу со звёздочкой!")).to_be_visible()
    expect(page.get_by_role("heading", name="Ёлкина Мария, 7Б")).to_be_visible()
