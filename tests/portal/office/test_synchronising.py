"""What the office saves on its page reaches a teacher's PC by synchronisation, and its proposals follow."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.domain.keeping import Lack
from app.domain.risk import RiskKind
from app.errors import UnknownMarkError
from app.ids import PupilId
from app.operations import MarkAnnul, Operation
from app.services.class_desk_risk import read_risk
from app.services.deputy_desk import read_keeping
from app.services.finals import read_finals
from app.services.works import read_work_types
from tests.portal.office.office_portal import OfficePortal, press
from tests.small_school import ALGEBRA, BEGINS, CLASS, LESSONS, PUPILS, WHOLE_YEAR
from tests.sync.desktops import Desktop, a_desktop

TODAY = date(2026, 12, 31)


def proposed(desktop: Desktop) -> str | None:
    """Return what «Итоги» proposes for the first pupil."""
    with desktop.store.reading() as unit:
        return read_finals(unit, ALGEBRA, today=TODAY).cells[PUPILS[0], WHOLE_YEAR].proposed


def weak(desktop: Desktop) -> list[PupilId]:
    """Return whose low average the class teacher is told."""
    with desktop.store.reading() as unit:
        rows = read_risk(unit, CLASS, own={}, today=TODAY).rows
    return [row.pupil.id for row in rows if row.risk.kind is RiskKind.WEAK]


def empty(desktop: Desktop) -> int:
    """Return how many empty lessons the deputy head is told: 3..10 are, since eight days before the eleventh."""
    with desktop.store.reading() as unit:
        (journal,) = read_keeping(unit, today=BEGINS + timedelta(11))
    return journal.lacking.get(Lack.EMPTY, 0)


def marks(desktop: Desktop, lesson: int) -> list[str]:
    return [each.value for each in desktop.cell(lesson=LESSONS[lesson]).marks]


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


def test_whom_to_look_for_and_what_the_control_tells_reach_the_desks(
    office: OfficePortal, page: Page, tmp_path: Path
) -> None:
    """Anna gave 4 and 4 in works of weight 4 and a 2 for an answer: (16 + 16 + 2) / 9 = 3.78.

    That is below the school's new 3.80 and not below the usual 3.00.
    """
    with a_desktop(tmp_path / "pc", office.process, "anna") as anna:
        anna.round()
        for value, lesson in zip("442", LESSONS, strict=False):
            anna.put(value, lesson=lesson)
        anna.round()
        page.goto(f"{office.home}/rules")
        page.fill("#risk_weak_below", "3,80")
        page.fill("#empty_days", "9")
        press(page, "Проверить изменения")
        assert "На отметки, средние баллы и предложения это не влияет." in page.locator("main").inner_text()
        press(page, "Сохранить: 2 изменения")
        assert (weak(anna), empty(anna)) == ([], 8)
        anna.round()
        assert (weak(anna), empty(anna)) == ([PUPILS[0]], 0)


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


def give_letters(page: Page, home: str) -> None:
    """Define a scale of three letters and give it to algebra, where one mark stands."""
    page.goto(f"{home}/scales/new")
    page.fill("#name", "Буквы")
    page.fill("#values", "A=5 B=4 C=3")
    press(page, "Проверить изменения")
    press(page, "Сохранить")
    page.get_by_role("link", name="Изменить шкалу: Алгебра").click()
    page.select_option("#scale", label="Буквы")
    press(page, "Проверить изменения")
    assert "Отметок уже стоит: 1, из них нет в новой шкале: 1." in page.locator("main").inner_text()
    press(page, "Сохранить")


def test_a_new_scale_reaches_a_teacher_who_marks_by_it(office: OfficePortal, page: Page, tmp_path: Path) -> None:
    """The four that Anna gave before stays hers; taken back, five points are typed again and the letter stays."""
    with a_desktop(tmp_path / "pc", office.process, "anna") as anna:
        anna.round()
        anna.put("4")
        anna.round()
        give_letters(page, office.home)
        anna.round()
        assert marks(anna, 0) == ["4"]
        with pytest.raises(UnknownMarkError):
            anna.put("4", lesson=LESSONS[1])
        anna.put("B", lesson=LESSONS[1])
        anna.round()
        assert anna.waiting() == 0
        page.get_by_role("link", name="Последние действия").first.click()
        page.locator(".actions li").first.get_by_role("button", name="Отменить").click()
        page.locator(".actions li.undone").wait_for()
        anna.round()
        assert (marks(anna, 0), marks(anna, 1)) == (["4"], ["B"])
        anna.put("5", lesson=LESSONS[2])
        anna.round()
        assert anna.waiting() == 0


def test_the_review_counts_only_the_marks_that_the_new_scale_lacks(
    office: OfficePortal, page: Page, tmp_path: Path
) -> None:
    with a_desktop(tmp_path / "pc", office.process, "anna") as anna:
        anna.round()
        for value, lesson in zip("4545", LESSONS, strict=False):
            anna.put(value, lesson=lesson)
        (taken_back,) = anna.cell(lesson=LESSONS[3]).marks
        with anna.store.unit() as unit:
            unit.record(Operation(MarkAnnul(""), ent=taken_back.id, base=taken_back.token))
        anna.round()
    office.define("Без пятёрки", "4=4 3=3")
    page.goto(f"{office.home}/scales")
    page.get_by_role("link", name="Изменить шкалу: Алгебра").click()
    page.select_option("#scale", label="Без пятёрки")
    press(page, "Проверить изменения")
    assert "Отметок уже стоит: 3, из них нет в новой шкале: 1." in page.locator("main").inner_text()
