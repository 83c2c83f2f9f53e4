"""The pages of closing figures in a real browser: on a phone, by night, with long names, by keyboard, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, ViewportSize, expect
from sqlalchemy import select

from app.domain.records import NEVER, Assignment, Subject, Teacher
from app.ids import SchoolId, SubjectId, TeacherId
from portal.store.rows import write_records
from portal.store.tables import schools
from tests.browser import DESKTOP, PHONE, open_page, take_shot
from tests.closing_school import BEGINS, COMPUTING, QUARTER_ENDS, SEVENTH, TODAY, closing_school
from tests.portal.office.clocked_portal import home_of, served
from tests.portal.office.office_portal import SHOTS, press
from tests.portal.office.test_rules_page import enter, look, tab_to
from tests.portal_database import copied, owned

PAPER = ViewportSize(width=726, height=1040)
"""A4 between its margins, in CSS pixels."""

PATHS = {"classes": "/figures", "journals": "/figures/journals", "missed": "/figures/missed"}
LONG = (
    Subject(SubjectId("computing"), NEVER, "Информатика и информационно-коммуникационные технологии", "Инф.", "points"),
    Teacher(
        TeacherId("long"), NEVER, "Константинопольская-Преображенская", "Александра-Виктория", "Максимилиановна", "l"
    ),
    Assignment("long", NEVER, COMPUTING, TeacherId("long"), BEGINS, None),
)


@pytest.fixture(scope="module")
def home(empty_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the office of the closing school, the day after the quarter's end."""
    data = copied(empty_school, tmp_path_factory.mktemp("figures") / "portal")
    engine = owned(data)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        write_records(connection, school, tuple(closing_school(*LONG)))
    engine.dispose()
    with served(data) as portal:
        portal.at(TODAY.isoformat())
        yield home_of(portal)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_of_figures_fits_and_can_be_read(
    home: str, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for name, path in PATHS.items():
            page.goto(home + path)
            assert page.locator("[aria-current='page']").inner_text() == "Итоги"
            look(page, f"-figures-{name}-{viewport['width']}-{'dark' if dark else 'light'}")


def test_on_a_phone_the_names_stay_beside_the_numbers(home: str, browser: Browser) -> None:
    with open_page(browser, viewport=PHONE, scripts=True) as page:
        page.goto(home + PATHS["classes"])
        name = page.get_by_role("rowheader", name="7Б")
        name.scroll_into_view_if_needed()
        before = name.bounding_box()
        page.locator(".wide-table").evaluate("each => each.scrollTo(400, 0)")
        after = name.bounding_box()
        assert before is not None
        assert after is not None
        assert abs(after["x"] - before["x"]) < 1


def test_on_paper_there_are_the_tables_and_nothing_to_press(home: str, browser: Browser) -> None:
    with open_page(browser, viewport=PAPER, scripts=True) as page:
        for name, path in PATHS.items():
            page.goto(home + path)
            page.emulate_media(media="print")
            for hidden in (page.locator("nav.pages"), page.locator("form"), page.get_by_text("Скачать таблицу")):
                expect(hidden).to_be_hidden()
            tables = page.locator(".closing").evaluate_all(
                "all => all.map(each => each.scrollWidth - each.closest('.wide-table').clientWidth)"
            )
            assert max(tables) <= 0
            take_shot(page, SHOTS / f"office-figures-{name}-print.png")
            page.emulate_media(media="screen")


def test_a_period_is_chosen_and_a_class_opened_by_keyboard_alone(home: str, page: Page) -> None:
    page.goto(home)
    tab_to(page, ".doors a:focus:has-text('Итоги')")
    enter(page)
    tab_to(page, "select:focus")
    page.keyboard.press("End")
    tab_to(page, "button:focus:has-text('Показать')")
    enter(page)
    assert page.locator("h1").inner_text() == "Итоги: Учебный год"
    tab_to(page, "a:focus:text-is('7Б')")
    enter(page)
    assert page.url.endswith(f"/figures/journals?period=year#{SEVENTH}")


def test_the_file_is_downloaded_under_its_period(home: str, page: Page) -> None:
    page.goto(home + PATHS["missed"])
    with page.expect_download() as waiting:
        page.get_by_text("Скачать таблицу").click()
    download: Download = waiting.value
    assert download.suggested_filename == f"itogi-{QUARTER_ENDS.isoformat()}.csv"


def test_the_chosen_period_stays_from_page_to_page(home: str, page: Page) -> None:
    page.goto(home + PATHS["classes"])
    page.get_by_label("Период").select_option(label="Учебный год")
    press(page, "Показать")
    for name, title in (("Пропуски", "Пропуски"), ("Все журналы", "Итоги по журналам"), ("Классы", "Итоги")):
        with page.expect_navigation():
            page.locator(".tools").get_by_role("link", name=name).click()
        assert page.locator("h1").inner_text() == f"{title}: Учебный год"
