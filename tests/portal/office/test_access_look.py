"""The pages of access and of a day's lesson in a real browser: on a phone, by night, with long names, on paper."""

from datetime import date

import pytest
from playwright.sync_api import Browser, ViewportSize
from sqlalchemy import select

from app.domain.records import NEVER, Lesson, Pupil, Record
from app.ids import LessonId, SchoolId
from portal.exchange.office import put_records
from portal.store.tables import schools
from tests.browser import DESKTOP, PHONE, open_page, take_shot
from tests.portal.office.office_portal import LATER_MS, SHOTS, OfficePortal, press
from tests.portal.office.test_rules_page import look
from tests.portal.portal_school import PHYSICS
from tests.portal_database import owned
from tests.small_school import ANNA, BEGINS, CLASS, LESSONS, PUPILS

LONG = ("Константинопольская-Преображенская", "Александра-Виктория", "Максимилиановна")
PATHS = {
    "access": "/access",
    "teacher": f"/access/teacher/{ANNA}",
    "pupil": f"/access/pupil/{PUPILS[0]}",
    "class": f"/access/class/{CLASS}",
    "import": "/people/import",
    "day-of-class": f"/day?on={BEGINS.isoformat()}&class={CLASS}",
}


def put_long_names(office: OfficePortal) -> None:
    engine = owned(office.process.data)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        rows: list[Record] = [
            Pupil(PUPILS[0], NEVER, *LONG, date(2010, 1, 1), "f"),
            Lesson(LessonId("x"), NEVER, PHYSICS, date(2026, 10, 17), 3, "305"),
        ]
        put_records(connection, school, rows, received_ms=LATER_MS)
    engine.dispose()


BOTH = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
LIGHTS = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


@BOTH
@LIGHTS
def test_every_page_of_access_fits_and_can_be_read(
    office: OfficePortal, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    put_long_names(office)
    home, sign = office.home, f"{viewport['width']}-{'dark' if dark else 'light'}"
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        page.goto(home + PATHS["class"])
        press(page, "Лист для родителей")
        look(page, f"-sheet-{sign}")
        page.emulate_media(media="print")
        assert not page.locator("nav.pages").is_visible()
        assert page.locator(".invited .qr").count() == len(PUPILS)
        take_shot(page, SHOTS / f"office-sheet-print-{sign}.png")
        page.emulate_media(media="screen")
        for name, path in PATHS.items():
            page.goto(home + path)
            page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
            look(page, f"-{name}-{sign}")


@BOTH
@LIGHTS
def test_moving_a_lesson_fits_and_can_be_read(
    office: OfficePortal, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    put_long_names(office)
    sign = f"{viewport['width']}-{'dark' if dark else 'light'}"
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        page.goto(f"{office.home}/day/{LESSONS[0]}")
        page.get_by_text("Другое время или кабинет").click()
        page.fill("#day", "2026-10-17")
        page.locator("#number").select_option("3")
        page.fill("#room", "305")
        look(page, f"-day-move-{sign}")
        press(page, "Сохранить")
        assert "кабинет 305 занят" in page.inner_text("main")
        look(page, f"-day-review-{sign}")
        press(page, "Вернуться к правке")
        page.fill("#room", "кабинет робототехники имени Попова")
        press(page, "Сохранить")
        look(page, f"-day-errors-{sign}")


def test_a_list_with_clashes_shows_them_before_it_is_taken_in(office: OfficePortal, browser: Browser) -> None:
    put_long_names(office)
    with open_page(browser, viewport=PHONE, scripts=True) as page:
        page.goto(office.home + "/people/import")
        page.fill("#text", "Класс\tДень недели\tУрок\tПредмет\tКабинет\n7Б\tвторник\t1\tАлгебра\t305\n")
        press(page, "Проверить список")
        assert "Накладки в расписании: 1" in page.inner_text("main")
        look(page, "-import-clash")
