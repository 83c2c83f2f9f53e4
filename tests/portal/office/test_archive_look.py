"""The pages of the archive and of its terms in a real browser: on a phone and a desktop, by day and by night."""

import pytest
from playwright.sync_api import Browser, ViewportSize
from sqlalchemy import insert, select

from app.ids import SchoolId
from portal.store.rows import write_records
from portal.store.tables import archives, destructions, schools
from tests.browser import DESKTOP, PHONE, open_page
from tests.portal.archive.past_school import YEAR, past_records
from tests.portal.axe import violations
from tests.portal.office.office_portal import LATER_MS, OfficePortal
from tests.portal.office.test_rules_page import look
from tests.portal_database import owned

GROUND = "Решение экспертной комиссии школы № 3 от 11 января 2026 года, протокол № 12, утверждено приказом № 45-о"


def put_years(office: OfficePortal) -> None:
    """Put a year that can be archived, one that is written, one whose journals are gone, one that an act is about."""
    engine = owned(office.process.data)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        write_records(connection, school, tuple(past_records()))
        row = {"school_id": school, "asked": None, "done": 2, "total": 2, "turn": 0, "written": LATER_MS, "seal": "x"}
        for year in (2012, 2018):
            until = {"journals_until": f"{year + 6}-12-31", "summaries_until": f"{year + 26}-12-31"}
            connection.execute(insert(archives), {**row, "year": year, **until, "failed": ""})
        act = {"school_id": school, "content": "journals", "ground": GROUND, "prepared": LATER_MS, "prepared_by": "x"}
        gone = {"confirmed": LATER_MS, "confirmed_by": "boris", "done": LATER_MS, "dropped": None}
        connection.execute(insert(destructions), {**act, "id": "GONEgone", "year": 2012, **gone})
    engine.dispose()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_pages_of_the_archive_fit_and_can_be_read_by_everybody(
    office: OfficePortal, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    put_years(office)
    sign = f"{viewport['width']}-{'dark' if dark else 'light'}"
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        home = office.home
        for path in ("archive", "retention"):
            page.goto(f"{home}/{path}")
            look(page, f"-{path}-{sign}")
            assert violations(page) == []
        page.get_by_label("Основание").fill(GROUND)
        with page.expect_navigation():
            page.get_by_role("button", name="Составить акт: Классные журналы, 2018/19").click()
        assert page.get_by_text("ждёт завуча").is_visible()
        look(page, f"-retention-act-{sign}")
        assert violations(page) == []


def test_an_archive_is_asked_for_by_the_page_and_is_there(office: OfficePortal, browser: Browser) -> None:
    put_years(office)
    with open_page(browser, viewport=DESKTOP) as page:
        page.goto(f"{office.home}/archive")
        with page.expect_navigation():
            page.get_by_role("button", name=f"Собрать архив {YEAR}").click()
        said = page.get_by_text("Архив собран и проверен")
        for _ in range(120):
            if said.count():
                break
            page.wait_for_timeout(500)
            page.reload()
        assert said.is_visible()
    (archived,) = (office.process.data / "archive").glob(f"*/{YEAR}-{YEAR + 1}")
    assert (archived / "journals" / "contents.pdf").is_file()
