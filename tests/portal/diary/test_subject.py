"""The diary's page of a subject: every mark with its work and comment, the average over time, the homework."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page

from app.domain.averages import explain_average
from app.domain.counting import CountedMark
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE
from portal.diary.subjects import HEIGHT, WIDTH, AverageOn, points_of, trend_of
from tests.browser import DESKTOP, open_browser, open_page, take_shot
from tests.portal.diary.diary_portal import DiaryPortal
from tests.portal.diary.diary_school import MARIA, MONDAY, PETR
from tests.portal.diary.term_school import FIRST, NAMESAKE, NOT_THEIRS, SECOND
from tests.portal.diary.test_access import foreign_scripts, get
from tests.portal.diary.test_week import SHOTS


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with open_page(browser) as opened:
        yield opened


def test_every_mark_stands_by_its_day_with_work_weight_and_comment(page: Page, year: DiaryPortal) -> None:
    page.goto(f"{year.url(MARIA)}/subject/algebra/{FIRST}")
    marks = page.get_by_role("region", name="Отметки").get_by_role("listitem")
    assert [each.replace("\n\n", "\n") for each in marks.all_inner_texts()] == [
        "4\n7 сентября: Ответ на уроке, вес 1",
        "3\n9 сентября: Контрольная работа «Пробная», вес 0\nне считается: вес 0",
        "5\n10 сентября: Контрольная работа «Степени», вес 4\nЕдинственная решила задачу со звёздочкой!",
        "2\n11 сентября: Ответ на уроке, вес 1\nНе было тетради",
    ]
    take_shot(page, SHOTS / "diary-subject-phone.png")


def test_the_average_over_time_is_a_line_and_a_table(page: Page, year: DiaryPortal) -> None:
    page.goto(f"{year.url(MARIA)}/subject/algebra/{FIRST}")
    trend = page.get_by_role("region", name="Средний балл по дням")
    assert trend.get_by_role("img").get_attribute("aria-label") == (
        "Средний балл: 7 сентября — 4,00, 11 сентября — 4,33"
    )
    trend.locator("summary").click()
    rows = [each.split("\t") for each in trend.locator("tbody tr").all_inner_texts()]
    assert rows == [["7 сентября", "4,00"], ["10 сентября", "4,80"], ["11 сентября", "4,33"]]


def test_the_last_point_of_the_line_is_the_average_that_stands_above(page: Page, year: DiaryPortal) -> None:
    for pupil, subject in ((MARIA, "algebra"), (NAMESAKE, "algebra")):
        page.goto(f"{year.url(pupil)}/subject/{subject}/{FIRST}")
        page.locator(".trend summary").click()
        last = page.locator(".trend tbody td:last-child").last.inner_text()
        assert [last] == page.locator(".average").all_inner_texts(), (pupil, subject)


def test_term_and_year_marks_and_the_homework_stand_there(page: Page, year: DiaryPortal) -> None:
    page.goto(f"{year.url(MARIA)}/subject/algebra/{FIRST}")
    assert page.locator(".figures > div").all_inner_texts() == ["средний балл\n4,33", "1 четверть\n3", "Год\n4"]
    homework = page.get_by_role("region", name="Домашние задания").get_by_role("listitem").all_inner_texts()
    assert len(homework) == 4
    assert homework[0].split("\n")[-1] == "№ 214–218, правило на с. 47"


def test_a_term_that_goes_on_says_what_one_more_mark_would_make(page: Page, year: DiaryPortal) -> None:
    page.goto(f"{year.url(MARIA)}/subject/algebra/{SECOND}")
    page.locator("details").last.locator("summary").click()
    assert page.locator("table.more tbody tr").first.inner_text().split("\t") == ["5", "4,00", "4,33", "4,50", "4,60"]
    page.goto(f"{year.url(MARIA)}/subject/algebra/{FIRST}")
    assert page.locator("table.more").count() == 0


def test_the_terms_page_leads_to_the_subject_in_that_term(page: Page, year: DiaryPortal) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(year.term(MARIA, FIRST))
    with page.expect_navigation():
        page.get_by_role("link", name="Алгебра", exact=True).click()
    assert page.url.endswith(f"/subject/algebra/{FIRST}")
    with page.expect_navigation():
        page.get_by_role("navigation", name="Учебные периоды").get_by_role("link", name="2 четверть").click()
    assert page.url.endswith(f"/subject/algebra/{SECOND}")
    take_shot(page, SHOTS / "diary-subject-desktop.png")


@pytest.mark.parametrize("path", ["unknown", f"algebra/{NOT_THEIRS}", "algebra/unknown", "%3Cscript%3E", "a%2Fb"])
def test_what_is_not_the_childs_is_answered_like_an_unknown_link(year: DiaryPortal, path: str) -> None:
    unknown = get(f"{year.address}/diary/unknown/subject/algebra")
    answer = get(f"{year.url(MARIA)}/subject/{path}")
    assert (answer.status_code, answer.text) == (404, unknown.text)


def test_another_childs_marks_are_not_on_it(year: DiaryPortal) -> None:
    text = get(f"{year.url(PETR)}/subject/algebra/{FIRST}").text
    assert "Единственная решила" not in text
    assert "только для Петра" in text


def test_hostile_texts_stay_texts(hostile_year: DiaryPortal) -> None:
    text = get(f"{hostile_year.url(MARIA)}/subject/algebra/{FIRST}").text
    assert foreign_scripts(text) == []
    assert "&lt;script&gt;" in text
    outside = [each for each in re.findall(r'href="([^"]*)"', text) if not each.startswith(("/", "#"))]
    assert set(outside) <= {"https://example.org/?a=1&amp;b=2"}


def test_the_trend_counts_what_the_average_counts() -> None:
    marks = [
        CountedMark("3", 1, MONDAY),
        CountedMark("5", 4, MONDAY + timedelta(1)),
        CountedMark("2", 0, MONDAY + timedelta(2)),
        CountedMark("4", 1, MONDAY + timedelta(3), retaken=True),
        CountedMark("4", 1, MONDAY + timedelta(4)),
    ]
    why = explain_average(marks, FIVE, MarkingRules())
    trend = trend_of(why.lines)
    assert [each.average for each in trend] == [Decimal("3.00"), Decimal("4.60"), Decimal("4.50")]
    assert trend[-1].average == why.average
    assert trend_of(why.lines[:1]) == ()


def test_the_line_stays_within_its_frame() -> None:
    days = [AverageOn(date(2026, 9, 1) + timedelta(n * 3), Decimal(n) / 2) for n in range(12)]
    corners = [tuple(map(float, each.split(","))) for each in points_of(days).split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in corners)
    assert corners == sorted(corners, key=lambda corner: corner[0])
