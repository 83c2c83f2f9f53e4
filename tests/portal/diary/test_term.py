"""The diary's term as a parent sees it: the real portal, the real browser, no JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from app.domain.counting import CountedMark, sums_of
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE
from app.ids import PupilId
from tests.browser import DESKTOP, PHONE, open_browser, open_page, take_shot
from tests.portal.diary.contrast import weakest_contrast
from tests.portal.diary.diary_portal import DiaryPortal
from tests.portal.diary.diary_school import MARIA, MONDAY, PETR
from tests.portal.diary.term_school import FIRST, NAMESAKE, SECOND

SHOTS = Path(__file__).parents[3] / "build" / "shots"
AA_TEXT = 4.5
"""Least contrast of text. Source: WCAG 2.2, success criterion 1.4.3."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with open_page(browser) as opened:
        yield opened


def subject(page: Page, name: str) -> Locator:
    """Return the subject's part of the page, its explanation opened."""
    found = page.get_by_role("region", name=name, exact=True)
    if found.locator("details").count():
        found.locator("summary").click()
    return found


def rows(table: Locator) -> list[list[str]]:
    """Return what a table's cells say, the headings left out."""
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr, tfoot tr").all()]


def figures(part: Locator) -> list[str]:
    """Return what stands beside a subject's name."""
    return part.locator(".top dl > div").all_inner_texts()


def test_a_parent_reads_marks_average_and_the_term_mark_that_was_set(page: Page, year: DiaryPortal) -> None:
    page.goto(year.term(MARIA, FIRST))
    algebra = subject(page, "Алгебра")
    assert algebra.locator(".values b").all_inner_texts() == ["4", "3", "5", "2"]
    assert figures(algebra) == ["средний балл\n4,33", "1 четверть\n3"]
    assert algebra.locator(".others > div").all_inner_texts() == ["Год\n4"]
    take_shot(page, SHOTS / "diary-term-phone.png")


def test_the_explanation_is_hidden_until_asked_for_and_adds_up(page: Page, year: DiaryPortal) -> None:
    page.goto(year.term(MARIA, FIRST))
    assert not page.locator("table").first.is_visible()
    assert rows(subject(page, "Алгебра").locator("table")) == [
        ["07.09", "4", "Ответ на уроке", "1", "4"],
        ["09.09", "3", "Контрольная работа «Пробная»\nне считается: вес 0", "–", "–"],
        ["10.09", "5", "Контрольная работа «Степени»", "4", "20"],
        ["11.09", "2", "Ответ на уроке", "1", "2"],
        ["Сумма", "6", "26"],
    ]
    said = subject(page, "Алгебра").locator("details p").all_text_contents()
    assert said == ["26 : 6 = 4,3333… ≈ 4,33", "Третья цифра после запятой — 3: округляем вниз."]


@pytest.mark.parametrize("pupil", [MARIA, PETR, NAMESAKE])
def test_every_average_is_the_weighted_average_of_the_marks_below_it(
    page: Page, year: DiaryPortal, pupil: PupilId
) -> None:
    page.goto(year.term(pupil, FIRST))
    for each in page.locator("summary").all():
        each.click()
    averages = page.locator(".average").all_inner_texts()
    tables = [rows(each) for each in page.locator("table.counted").all()]
    counted = [[(row[1], int(row[3])) for row in table if len(row) == 5 and row[3] != "–"] for table in tables]
    assert averages == [
        f"{sums_of([CountedMark(*mark, MONDAY) for mark in marks], FIVE, MarkingRules()).average}".replace(".", ",")
        for marks in counted
    ]
    assert all(
        sum(int(value) * weight for value, weight in marks) == int(table[-1][-1])
        for marks, table in zip(counted, tables, strict=True)
    )


def test_a_mark_that_is_no_number_is_said_in_words_about_her(page: Page, year: DiaryPortal) -> None:
    page.goto(year.term(MARIA, FIRST))
    assert figures(subject(page, "Русский язык")) == ["средний балл\n3,50", "1 четверть\nн/а\nне аттестована"]


def test_what_was_taken_back_or_never_set_is_not_there(page: Page, year: DiaryPortal) -> None:
    page.goto(year.term(MARIA, FIRST))
    literature = subject(page, "Литература")
    assert (figures(literature), literature.locator(".others").count()) == ([], 0)
    assert figures(subject(page, "Английский язык")) == ["средний балл\n5,00"]


def test_a_term_that_goes_on_shows_earlier_terms_and_what_one_more_mark_would_make(
    page: Page, year: DiaryPortal
) -> None:
    page.goto(f"{year.url(MARIA)}/term")
    algebra = subject(page, "Алгебра")
    assert figures(algebra) == ["средний балл\n3,00"]
    assert algebra.locator(".others > div").all_inner_texts() == ["1 четверть\n3", "Год\n4"]
    assert rows(algebra.locator("table.more"))[0] == ["5", "4,00", "4,33", "4,50", "4,60"]
    page.goto(year.term(MARIA, FIRST))
    assert page.locator("table.more").count() == 0
    take_shot(page, SHOTS / "diary-term-first.png")


def test_missed_lessons_are_counted_by_reason(page: Page, year: DiaryPortal) -> None:
    page.goto(year.term(MARIA, FIRST))
    assert page.locator(".missed").all_inner_texts() == [
        "Пропуски — 2 урока (по болезни 1, по уважительной причине 1)",
        "Пропуски — 1 урок (причина не указана); опоздала на 1 урок, всего 7 мин",
        "Освобождена от 1 урока",
    ]
    assert "пропуски — 3 урока" in page.locator(".all-missed").inner_text()


def test_a_pupil_from_another_class_keeps_the_marks_under_one_subject(page: Page, year: DiaryPortal) -> None:
    page.goto(year.term(NAMESAKE, FIRST))
    algebra = subject(page, "Алгебра")
    assert algebra.locator(".values b").all_inner_texts() == ["3", "5"]
    assert figures(algebra) == ["средний балл\n4,60", "1 четверть\n5"]  # (3 + 5 × 4) : 5 = 4.60
    assert "Посчитаны отметки из всех журналов: 7А — 3,00; 7Б — 5,00." in algebra.inner_text()
    assert algebra.locator(".missed").inner_text() == "Опоздала на 1 урок, всего 40 мин"
    assert page.get_by_role("heading", level=1).inner_text() == "Ёлкина Мария, 7Б"


def test_the_navigation_leads_from_the_week_to_the_terms_and_back(page: Page, year: DiaryPortal) -> None:
    page.goto(year.week(MARIA, MONDAY))
    page.get_by_role("link", name="Отметки", exact=True).click()
    assert page.get_by_role("link", name="2 четверть").get_attribute("aria-current") == "page"
    page.get_by_role("link", name="1 четверть").click()
    page.wait_for_url(f"**/term/{FIRST}")
    assert "1–13 сентября 2026" in page.locator(".range").inner_text()
    page.get_by_role("link", name="Неделя").click()
    assert page.get_by_role("heading", name="Понедельник").count() == 1


def test_the_keyboard_opens_an_explanation(page: Page, year: DiaryPortal) -> None:
    page.goto(year.term(MARIA, FIRST))
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.locator("table").first.is_visible()


@pytest.mark.parametrize("term", [FIRST, SECOND])
def test_a_narrow_phone_never_scrolls_sideways(page: Page, year: DiaryPortal, term: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(year.term(MARIA, term))
    for each in page.locator("summary").all():
        each.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_every_text_has_enough_contrast_by_day_and_by_night(
    browser: Browser, year: DiaryPortal, viewport: object, *, dark: bool
) -> None:
    with open_page(browser, dark=dark, viewport=DESKTOP if viewport == DESKTOP else PHONE) as page:
        page.goto(year.term(MARIA, SECOND if dark else FIRST))
        subject(page, "Алгебра")
        weakest, where = weakest_contrast(page)
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        width = "desktop" if viewport == DESKTOP else "phone"
        take_shot(page, SHOTS / f"diary-term-{width}-{'dark' if dark else 'light'}.png")
    assert weakest >= AA_TEXT, where
    assert (background == "rgb(21, 23, 26)") is dark


def test_the_browser_complains_about_nothing(browser: Browser, year: DiaryPortal) -> None:
    said: list[str] = []
    with open_page(browser, scripts=True) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("requestfailed", lambda request: said.append(request.url))
        page.goto(year.term(MARIA, FIRST))
        page.wait_for_load_state("networkidle")
        assert re.search("Алгебра", page.content())
    assert said == []
