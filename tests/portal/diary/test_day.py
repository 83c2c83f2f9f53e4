"""The diary's day as a phone shows it: today first, the days beside it, what homework is due."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page

from portal.diary.days import opening_day
from portal.diary.weeks import DiarySpan
from tests.browser import open_browser, open_page, take_shot
from tests.portal.diary.diary_portal import DiaryPortal
from tests.portal.diary.diary_school import HOLIDAY_MONDAY, MARIA, MONDAY, NEXT_MONDAY, PETR
from tests.portal.diary.test_access import foreign_scripts, get
from tests.portal.diary.test_week import SHOTS

WEDNESDAY, FRIDAY = MONDAY + timedelta(2), MONDAY + timedelta(4)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with open_page(browser) as opened:
        yield opened


def test_today_opens_first_and_outside_the_year_the_nearest_day_with_lessons() -> None:
    span = DiarySpan(MONDAY, FRIDAY, FRIDAY)
    assert opening_day(span, WEDNESDAY) == WEDNESDAY
    assert opening_day(span, date(2026, 8, 1)) == MONDAY
    assert opening_day(span, date(2027, 8, 1)) == FRIDAY
    assert opening_day(DiarySpan(None, None, None), WEDNESDAY) == WEDNESDAY


def test_a_day_shows_its_lessons_only_with_all_that_a_week_says_of_them(page: Page, diary: DiaryPortal) -> None:
    page.goto(f"{diary.url(MARIA)}/day/{MONDAY}")
    assert page.locator("main h2").all_inner_texts() == ["Понедельник, 7 сентября"]
    assert [each.split("\n")[0] for each in page.locator("h3").all_inner_texts()] == [
        "Алгебра",
        "Русский язык",
        "Английский язык англ. 1",
        "История",
        "Физическая культура",
        "Биология",
    ]
    assert page.locator(".mark").all_inner_texts() == ["4", "3"]
    assert page.locator(".sign").all_inner_texts() == ["Освобождена"]
    take_shot(page, SHOTS / "diary-day-phone.png")


def test_homework_stands_at_the_lesson_for_which_it_is(page: Page, diary: DiaryPortal) -> None:
    page.goto(f"{diary.url(MARIA)}/day/{WEDNESDAY}")
    algebra = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Алгебра"))
    assert algebra.locator(".due").all_inner_texts() == [
        "Задано на этот урок 7 сентября\n\n№ 214–218, правило на с. 47"
    ]
    biology = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Биология"))
    assert biology.locator(".due").count() == 0


def test_one_goes_from_a_day_with_lessons_to_the_next_over_what_is_free(page: Page, diary: DiaryPortal) -> None:
    page.goto(f"{diary.url(MARIA)}/day/{FRIDAY}")
    with page.expect_navigation():
        page.get_by_role("navigation", name="Дни", exact=True).get_by_role("link", name="Пн, 14 сентября").click()
    assert page.url.endswith(f"/day/{NEXT_MONDAY}")
    with page.expect_navigation():
        page.get_by_role("navigation", name="Дни", exact=True).get_by_role("link", name="Пт, 11 сентября").click()
    assert page.url.endswith(f"/day/{FRIDAY}")


def test_the_first_and_the_last_day_lead_no_further(diary: DiaryPortal) -> None:
    first = get(f"{diary.url(MARIA)}/day/{MONDAY}").text
    last = get(f"{diary.url(MARIA)}/day/{NEXT_MONDAY + timedelta(4)}").text
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)


def test_a_holiday_says_what_it_is(diary: DiaryPortal) -> None:
    assert "Осенние каникулы" in get(f"{diary.url(MARIA)}/day/{HOLIDAY_MONDAY}").text


def test_each_child_sees_the_own_group(diary: DiaryPortal) -> None:
    assert "англ. 2" in get(f"{diary.url(PETR)}/day/{MONDAY}").text
    assert "англ. 1" not in get(f"{diary.url(PETR)}/day/{MONDAY}").text


def test_what_is_no_day_is_answered_like_an_unknown_link(diary: DiaryPortal) -> None:
    unknown = get(f"{diary.address}/diary/unknown/day")
    answers = [get(f"{diary.url(MARIA)}/day/{text}") for text in ("yesterday", "2026-02-30", "9999-12-31")]
    assert {(each.status_code, each.text) for each in answers} == {(unknown.status_code, unknown.text)}
    assert unknown.status_code == 404


def test_hostile_texts_stay_texts(hostile: DiaryPortal) -> None:
    text = get(f"{hostile.url(MARIA)}/day/{WEDNESDAY}").text
    assert foreign_scripts(text) == []
    outside = [each for each in re.findall(r'href="([^"]*)"', text) if not each.startswith(("/", "#"))]
    assert set(outside) == {"https://example.org/?a=1&amp;b=2"}
