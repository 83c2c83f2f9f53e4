"""Marks of the tenth class in a browser without scripts: a whole table entered, looked at, saved; nothing is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from sqlalchemy import select

from app.domain.records import NEVER, Journal, Record, Subject
from app.ids import GroupId, SchoolId, SubjectId
from portal.exchange.office import put_records
from portal.store.tables import schools
from tests.browser import DESKTOP, PHONE, open_page, take_shot
from tests.portal.axe import violations
from tests.portal.office.clocked_portal import ClockedPortal, home_of, served
from tests.portal.office.office_portal import SHOTS, press
from tests.portal.tenth_school import SENIOR, journal_id, tenth, tenth_school
from tests.portal_database import owned
from tests.small_school import SUBJECT

SUBJECTS = ("Астрономия", "Вероятность и статистика", "Геометрия", "Иностранный язык (английский)", "Русский язык")


def eleventh() -> Iterator[Record]:
    """Yield the school with a whole table of subjects in 11В; of one the marks are known."""
    yield from tenth_school()
    for n, name in enumerate(SUBJECTS):
        key = SubjectId(f"s-{n}")
        yield Subject(key, NEVER, name, name[:6])
        yield Journal(journal_id("11В", key), NEVER, GroupId("g-11В"), key, 2026, 2)
    yield from tenth(SENIOR, SUBJECT, "3", "", "4")


@pytest.fixture
def portal(school_data: Path) -> Iterator[ClockedPortal]:
    engine = owned(school_data)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        put_records(connection, school, list(eleventh()), received_ms=0)
    engine.dispose()
    with served(school_data) as serving:
        yield serving


def shot(page: Page, name: str) -> None:
    take_shot(page, SHOTS / f"tenth-{name}.png")


def test_a_secretary_enters_a_whole_table(portal: ClockedPortal, page: Page) -> None:
    page.goto(f"{home_of(portal)}/people/pupil/{SENIOR}")
    shot(page, "pupil")
    page.get_by_role("link", name="Внести или исправить отметки за 10 класс").click()
    page.wait_for_url("**/tenth/*")
    for name, text in zip(SUBJECTS, ("–", "4 5 5", "5 5", "4 н/а 4", "осв осв осв"), strict=True):
        page.get_by_label(name).fill(text)
    press(page, "Посмотреть, что получится")
    assert "Геометрия" in page.get_by_role("alert").inner_text()
    shot(page, "error")
    page.get_by_label("Геометрия").fill("5 5 5")
    press(page, "Посмотреть, что получится")
    shot(page, "review")
    press(page, "Сохранить")
    table = page.get_by_role("region", name="Отметки по предметам")
    rows = [each.split("\t") for each in table.locator("tbody tr").all_inner_texts()]
    assert ["Астрономия", "–", "–", "–", "10А"] in rows
    assert ["Геометрия", "5", "5", "5", "10А"] in rows
    shot(page, "saved")


@pytest.mark.parametrize(
    ("viewport", "dark"), [(PHONE, False), (PHONE, True), (DESKTOP, True)], ids=["phone", "phone-dark", "dark"]
)
def test_nothing_is_wrong_with_its_pages(
    portal: ClockedPortal, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    home, said = home_of(portal), {}
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for path in (f"pupil/{SENIOR}", f"tenth/{SENIOR}"):
            page.goto(f"{home}/people/{path}")
            if wrong := violations(page):
                said[path] = wrong
            if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
                said[path] = ["wider than the screen"]
            shot(page, f"{'phone' if viewport == PHONE else 'desk'}{'-dark' if dark else ''}-{path.partition('/')[0]}")
    assert said == {}
