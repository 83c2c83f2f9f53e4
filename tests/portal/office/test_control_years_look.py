"""«Ведение журналов» of a past year in a real browser: on a phone, by night, with long names, by keyboard, on paper."""

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
from tests.portal.office.test_control_years import written
from tests.portal.office.test_figures_look import LONG, PAPER
from tests.portal.office.test_rules_page import enter, look, tab_to
from tests.portal.office.turn_office import MAY
from tests.portal.office.turned_school import OCTOBER, PAST
from tests.portal_database import copied, owned

PATH = "/control/journals"


@pytest.fixture(scope="module")
def home(empty_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the office of the closing school in the autumn after its turn."""
    data = copied(empty_school, tmp_path_factory.mktemp("kept") / "portal")
    engine = owned(data)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        write_records(connection, school, (*written(), *LONG))
        turned = read_turn(connection, school, year_before(People(connection, school, MAY)))
        write_records(connection, school, turned.records)
    engine.dispose()
    with served(data) as portal:
        portal.at(OCTOBER.isoformat())
        yield home_of(portal)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_journals_of_a_past_year_fit_and_can_be_read(
    home: str, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        page.goto(f"{home}{PATH}?year={PAST}&period=2026-10-25&all=1")
        assert page.locator("[aria-current='page']").inner_text() == "Контроль"
        assert page.locator("h1").inner_text() == "Ведение журналов: I четверть, 2026/27 учебный год"
        page.get_by_text("Как это считается").click()
        look(page, f"-control-past-{viewport['width']}-{'dark' if dark else 'light'}")
        assert violations(page) == []


def test_on_paper_the_heading_names_the_year_and_there_is_nothing_to_press(home: str, browser: Browser) -> None:
    with open_page(browser, viewport=PAPER, scripts=True) as page:
        page.goto(f"{home}{PATH}?year={PAST}&all=1")
        page.emulate_media(media="print")
        expect(page.locator("h1")).to_have_text("Ведение журналов: 2026/27 учебный год")
        for hidden in (page.get_by_text("Это прошлый учебный год"), page.get_by_text("Скачать таблицу")):
            expect(hidden).to_be_hidden()
        for form in page.locator("form").all():
            expect(form).to_be_hidden()
        table = page.locator(".keeping").evaluate("each => each.scrollWidth - each.closest('.wide-table').clientWidth")
        assert table <= 0
        take_shot(page, SHOTS / "control-past-print.png")


def test_a_past_year_and_a_period_are_chosen_by_keyboard_alone_and_left_again(home: str, page: Page) -> None:
    page.goto(home + PATH)
    assert page.locator("h1").inner_text() == "Ведение журналов"
    tab_to(page, "select[name='year']:focus")
    page.keyboard.press("End")
    tab_to(page, "button:focus:has-text('Открыть год')")
    enter(page)
    assert page.locator("h1").inner_text() == "Ведение журналов: 2026/27 учебный год"
    tab_to(page, "select[name='period']:focus")
    page.keyboard.press("Home")
    tab_to(page, "button:focus:has-text('Показать')")
    enter(page)
    assert page.locator("h1").inner_text() == "Ведение журналов: I четверть, 2026/27 учебный год"
    tab_to(page, "a:focus:has-text('Открыть 2027/28')")
    enter(page)
    assert page.locator("h1").inner_text() == "Ведение журналов"


def test_the_file_of_a_past_period_is_downloaded_under_its_name(home: str, page: Page) -> None:
    page.goto(f"{home}{PATH}?year={PAST}&period=2026-10-25")
    with page.expect_download() as waiting:
        page.get_by_text("Скачать таблицу").click()
    assert waiting.value.suggested_filename == "vedenie-zhurnalov-2026-27-2026-10-25.csv"
