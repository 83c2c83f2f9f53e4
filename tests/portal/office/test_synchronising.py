"""What the office saves on its page reaches a teacher's PC by synchronisation, and its proposals follow."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from app.services.finals import read_finals
from app.services.works import read_work_types
from tests.portal.office.office_portal import OfficePortal, press
from tests.small_school import ALGEBRA, LESSONS, PUPILS, WHOLE_YEAR
from tests.sync.desktops import Desktop, a_desktop

TODAY = date(2026, 12, 31)


def proposed(desktop: Desktop) -> str | None:
    """Return what «Итоги» proposes for the first pupil."""
    with desktop.store.reading() as unit:
        return read_finals(unit, ALGEBRA, today=TODAY).cells[PUPILS[0], WHOLE_YEAR].proposed


def kinds(desktop: Desktop) -> list[tuple[str, str, int]]:
    with desktop.store.reading() as unit:
        return [(each.name, each.short, each.weight) for each in read_work_types(unit)]


def test_a_stricter_rule_reaches_a_teachers_proposals(office: OfficePortal, page: Page, tmp_path: Path) -> None:
    with a_desktop(tmp_path / "pc", office.process, "anna") as anna:
        anna.round()
        anna.put("5", lesson=LESSONS[0])
        anna.put("4", lesson=LESSONS[1])
        anna.round()
        assert proposed(anna) == "5"
        page.goto(f"{office.home}/rules")
        press(page, "Строгие")
        press(page, "Проверить изменения")
        press(page, "Сохранить: 3 изменения")
        assert proposed(anna) == "5"
        anna.round()
        assert proposed(anna) == "4"


def test_a_new_kind_of_work_reaches_a_teachers_list(office: OfficePortal, page: Page, tmp_path: Path) -> None:
    with a_desktop(tmp_path / "pc", office.process, "anna") as anna:
        page.goto(f"{office.home}/works/new")
        page.fill("#name", "Олимпиада")
        page.fill("#short", "олм")
        page.fill("#weight", "0")
        page.select_option("#place", "1")
        press(page, "Проверить изменения")
        press(page, "Сохранить")
        anna.round()
        assert kinds(anna) == [("Олимпиада", "олм", 0), ("Контрольная работа", "К", 4)]
