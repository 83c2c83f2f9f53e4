"""«Почему такая итоговая отметка» on a phone, light and dark: nothing is wrong with it, nothing is cut."""

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, ViewportSize

from app.domain.records import FinalMark, Record
from tests.browser import DESKTOP, PHONE, open_browser, open_page, take_shot
from tests.portal.axe import violations
from tests.portal.diary.diary_portal import DiaryPortal, an_own_portal
from tests.portal.diary.diary_school import MARIA
from tests.portal.diary.term_school import FIRST, a_year
from tests.portal.diary.test_course_mark import as_eleventh, eleventh, tenth
from tests.portal.diary.test_week import SHOTS


def school() -> Sequence[Record]:
    """Return an eleventh class with a final mark; one mark of the tenth class was not given."""
    rows = [as_eleventh(each) for each in a_year() if not isinstance(each, FinalMark)]
    return [*rows, *tenth("–", "3", "3"), *eleventh("3", "4", "4", "3")]


@pytest.fixture(scope="module")
def diary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    with an_own_portal(tmp_path_factory.mktemp("eleventh"), school) as portal:
        yield portal


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_it_opens_reads_well_and_is_not_wider_than_the_screen(
    diary: DiaryPortal, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        page.goto(diary.term(MARIA, FIRST))
        page.get_by_text("Почему такая итоговая отметка").click()
        table = page.locator("table.course")
        assert table.locator("tr").first.inner_text() == "10 класс, I полугодие\tне изучался"
        assert page.get_by_text("(3 + 3 + 3 + 4 + 4) : 5 = 3,40").is_visible()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        named = f"course-{'phone' if viewport == PHONE else 'desk'}{'-dark' if dark else ''}.png"
        take_shot(page, SHOTS / named)
