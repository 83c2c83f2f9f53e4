"""Every page of the diary for everybody: names, landmarks, targets, contrast, keyboard, a narrow and a dark screen.

Source: WCAG 2.2, success criteria 1.3.1, 1.4.3, 1.4.10, 2.1.1, 2.4.1, 2.4.3, 2.4.6, 2.5.8, 3.1.1, 4.1.2.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import open_browser, open_page
from tests.portal.diary.contrast import weakest_contrast
from tests.portal.diary.diary_portal import DiaryPortal
from tests.portal.diary.diary_school import MARIA, MONDAY
from tests.portal.diary.term_school import FIRST
from tests.portal.diary.test_week import AA_TEXT

PATHS = (f"/{MONDAY}", f"/day/{MONDAY}", f"/term/{FIRST}", f"/subject/algebra/{FIRST}", "/new", "/more")
NARROW = ViewportSize(width=320, height=640)
"""A phone's page at 200 %, or a desktop's at 400 %.  Source: WCAG 2.2, 1.4.10."""

FAULTS = """
() => {
  const faults = [], shown = each => each.getClientRects().length > 0 && !each.closest('.unseen, .skip');
  const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
  if (new Set(ids).size < ids.length) faults.push('an id twice');
  for (const each of document.querySelectorAll('[aria-labelledby], [aria-describedby]')) {
    for (const name of ['aria-labelledby', 'aria-describedby']) {
      for (const id of (each.getAttribute(name) || '').split(' ').filter(Boolean)) {
        if (!document.getElementById(id)) faults.push(`no ${id}`);
      }
    }
  }
  const labels = [...document.querySelectorAll('nav')].map(each => each.getAttribute('aria-label'));
  if (labels.includes(null) || new Set(labels).size < labels.length) faults.push('navigations alike');
  const levels = [...document.querySelectorAll('h1, h2, h3')].map(each => Number(each.tagName[1]));
  if (levels[0] !== 1 || levels.filter(each => each === 1).length !== 1) faults.push('not one first heading');
  if (levels.some((each, n) => n && each > levels[n - 1] + 1)) faults.push('a level of headings is left out');
  if (document.querySelectorAll('main').length !== 1) faults.push('not one main part');
  for (const each of document.querySelectorAll('a, button, summary, input:not([type=hidden])')) {
    if (!shown(each)) continue;
    const name = each.getAttribute('aria-label') || each.textContent.trim() || each.labels?.[0]?.textContent;
    if (!name) faults.push(`without a name: ${each.outerHTML.slice(0, 80)}`);
    const box = each.getBoundingClientRect();
    const inText = each.tagName === 'A' && each.closest('dd, p, li, h2') && getComputedStyle(each).display === 'inline';
    if (!inText && (box.height < 24 || box.width < 24)) faults.push(`small: ${name} ${box.width}x${box.height}`);
    if (each.tabIndex > 0) faults.push('an order of its own');
  }
  for (const each of document.querySelectorAll('svg')) {
    if (each.getAttribute('role') !== 'img' || !each.getAttribute('aria-label')) faults.push('a nameless picture');
  }
  if (document.documentElement.lang !== 'ru' || !document.title) faults.push('no language or title');
  return faults;
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("dark", [False, True])
def test_names_landmarks_headings_targets_and_contrast(
    browser: Browser, year: DiaryPortal, path: str, *, dark: bool
) -> None:
    with open_page(browser, dark=dark) as page:
        page.goto(year.url(MARIA) + path)
        for each in page.locator("summary").all():
            each.click()
        assert page.evaluate(FAULTS) == []
        ratio, text = weakest_contrast(page)
        assert ratio >= AA_TEXT, text


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_beside_a_narrow_screen(browser: Browser, year: DiaryPortal, path: str) -> None:
    with open_page(browser, viewport=NARROW) as page:
        page.goto(year.url(MARIA) + path)
        for each in page.locator("summary").all():
            each.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("path", PATHS)
def test_long_names_and_hostile_texts_break_no_page(browser: Browser, hostile_year: DiaryPortal, path: str) -> None:
    with open_page(browser) as page:
        page.goto(hostile_year.url(MARIA) + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PATHS)
def test_the_keyboard_reaches_everything_in_the_order_of_the_page(
    browser: Browser, year: DiaryPortal, path: str
) -> None:
    with open_page(browser) as page:
        page.goto(year.url(MARIA) + path)
        reached = list(_tabbed(page))
        assert reached[0].startswith("К "), "the first key leads past the navigation"
        assert len(reached) == page.locator("a:visible, button:visible, summary:visible, input:visible").count()


def _tabbed(page: Page) -> Iterator[str]:
    """Yield the text of whatever Tab comes to, until it leaves the page."""
    for _ in range(200):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "document.activeElement === document.body ? null : document.activeElement.textContent || 'field'"
        )
        if found is None:
            return
        yield found
