"""«Итоги» of a past year in a real browser: on a phone, by night, with long names, by keyboard, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy import select

from app.ids import SchoolId
from portal.office.people_reading import People
from portal.office.turn_draft import read_turn, year_before
from portal.store.rows import write_records
from portal.store.tables import schools
from tests.browser import DESKTOP, PHONE, open_page, take_shot
from tests.portal.axe import violations
from tests.portal.office.clocked_portal import home_of, served
from tests.portal.office.office_portal import SHOTS
from tests.portal.office.test_figures_look import LONG, PAPER, PATHS
from tests.portal.office.test_rules_page import enter, look, tab_to
from tests.portal.office.turn_office import MAY
from tests.portal.office.turned_school import OCTOBER, PAST, whole_year
from tests.portal_database import copied, owned


@pytest.fixture(scope="module")
def home(empty_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the office of the closing school in the autumn after its turn."""
    data = copied(empty_school, tmp_path_factory.mktemp("years") / "portal")
    engine = owned(data)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        write_records(connection, school, (*whole_year(), *LONG))
        turned = read_turn(connection, school, year_before(People(connection, school, MAY)))
        write_records(connection, school, turned.records)
    engine.dispose()
    with served(data) as portal:
        portal.at(OCTOBER.isoformat())
        yield home_of(portal)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_of_a_past_year_fits_and_can_be_read(
    home: str, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for name, path in PATHS.items():
            page.goto(f"{home}{path}?year={PAST}&period=2026-10-25")
            assert page.locator("[aria-current='page']").inner_text() == "Итоги"
            assert page.locator("h1").inner_text().endswith("I четверть, 2026/27 учебный год")
            look(page, f"-figures-past-{name}-{viewport['width']}-{'dark' if dark else 'light'}")
            assert violations(page) == []


def test_on_paper_the_heading_names_the_year(home: str, browser: Browser) -> None:
    with open_page(browser, viewport=PAPER, scripts=True) as page:
        for name, path in PATHS.items():
            page.goto(f"{home}{path}?year={PAST}")
            page.emulate_media(media="print")
            expect(page.locator("h1")).to_contain_text("2026/27 учебный год")
            expect(page.get_by_text("Это прошлый учебный год")).to_be_hidden()
            tables = page.locator(".closing").evaluate_all(
                "all => all.map(each => each.scrollWidth - each.closest('.wide-table').clientWidth)"
            )
            assert max(tables) <= 0
            take_shot(page, SHOTS / f"office-figures-past-{name}-print.png")
            page.emulate_media(media="screen")


def test_a_past_year_is_chosen_by_keyboard_alone_and_left_again(home: str, page: Page) -> None:
    page.goto(home + PATHS["missed"])
    assert page.locator("h1").inner_text() == "Пропуски: I четверть"
    tab_to(page, "select[name='year']:focus")
    page.keyboard.press("End")
    tab_to(page, "button:focus:has-text('Показать')")
    enter(page)
    assert page.locator("h1").inner_text() == "Пропуски: 2026/27 учебный год"
    tab_to(page, "a:focus:has-text('Открыть 2027/28')")
    enter(page)
    assert page.locator("h1").inner_text() == "Пропуски: I четверть"


def test_the_file_of_a_past_year_is_downloaded_under_its_name(home: str, page: Page) -> None:
    page.goto(f"{home}{PATHS['classes']}?year={PAST}")
    with page.expect_download() as waiting:
        page.get_by_text("Скачать таблицу").click()
    assert waiting.value.suggested_filename == "itogi-2026-27-year.csv"
