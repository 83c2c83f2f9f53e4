"""What the diary says around the lessons, and what it never says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Locator, Page

from tests.browser import DESKTOP, open_browser, open_page, take_shot
from tests.portal.diary.contrast import weakest_contrast
from tests.portal.diary.diary_portal import DiaryPortal, an_own_portal
from tests.portal.diary.diary_school import MARIA, MONDAY, NEXT_MONDAY, PETR
from tests.portal.diary.lively_school import LINK, SECRETS, a_lively_school

SHOTS = Path(__file__).parents[3] / "build" / "shots"
AA_TEXT = 4.5
"""Least contrast of text. Source: WCAG 2.2, success criterion 1.4.3."""
TIMEOUT_S = 10


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    with an_own_portal(tmp_path_factory.mktemp("lively"), a_lively_school) as portal:
        yield portal


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, lively: DiaryPortal) -> Iterator[Page]:
    with open_page(browser) as opened:
        opened.goto(lively.week(MARIA, MONDAY))
        yield opened


def lesson(page: Page, day: str, subject: str) -> Locator:
    return page.get_by_role("region", name=day).get_by_role("listitem").filter(has_text=subject).first


def test_remarks_and_praise_are_told_apart_by_words(page: Page) -> None:
    assert "Замечание\nЗабыла тетрадь" in lesson(page, "Понедельник", "Алгебра").inner_text()
    assert "Похвала\nПомогла" in lesson(page, "Понедельник", "Русский язык").inner_text()
    take_shot(page, SHOTS / "diary-around-phone.png")


def test_a_substitute_is_named_on_the_day_of_the_substitution(page: Page) -> None:
    assert "Замена: Иванова И." in lesson(page, "Вторник", "Физика").inner_text()
    assert page.get_by_text("Замена:").count() == 1


def test_a_cancelled_lesson_says_why_and_keeps_its_mark_outside_the_timetable(page: Page) -> None:
    cancelled = lesson(page, "Пятница", "Литература")
    assert "Урок отменён: Актированный день" in cancelled.inner_text()
    assert "Вне расписания" in cancelled.inner_text()
    assert cancelled.get_by_role("list", name="Отметки вне расписания").locator(".mark").all_inner_texts() == ["5"]


def test_a_moved_lesson_stands_at_its_new_place_only(page: Page) -> None:
    saturday = page.get_by_role("region", name="Суббота, 12 сентября")
    assert "Изменение в расписании: Перенос из-за экскурсии" in saturday.inner_text()
    assert saturday.locator(".when b").all_inner_texts() == ["2"]
    assert "История" not in page.get_by_role("region", name="Среда").inner_text()


def test_homework_says_until_when_and_where_to_read_on(page: Page) -> None:
    algebra = lesson(page, "Понедельник", "Алгебра")
    assert "На дом к 16 сентября" in algebra.inner_text()
    links = algebra.get_by_role("link")
    assert [each.get_attribute("href") for each in links.all()] == [LINK]
    assert links.first.get_attribute("rel") == "noopener noreferrer nofollow"


def test_homework_that_is_only_an_address_is_not_called_unset(page: Page) -> None:
    history = lesson(page, "Понедельник", "История").inner_text()
    assert LINK in history
    assert "не задано" not in history
    assert "На дом к 12 сентября" in history


def test_an_excused_absence_says_what_it_means_and_lateness_how_much(page: Page) -> None:
    assert "Болела" in lesson(page, "Вторник", "Информатика").inner_text()
    assert "Опоздала на 12 мин" in lesson(page, "Среда", "Физическая культура").inner_text()


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_not_for_parents_is_on_no_page(lively: DiaryPortal, secret: str) -> None:
    for path in (f"/{MONDAY}", f"/{NEXT_MONDAY}", "", "/term"):
        text = requests.get(lively.url(MARIA) + path, timeout=TIMEOUT_S).text
        assert secret not in text


def test_a_remark_is_read_by_its_own_parents_only(lively: DiaryPortal) -> None:
    text = requests.get(lively.week(PETR, MONDAY), timeout=TIMEOUT_S).text
    assert "Замечание другому ученику" in text
    assert "Забыла тетрадь" not in text


def test_nothing_but_web_addresses_is_a_link(lively: DiaryPortal) -> None:
    text = requests.get(lively.week(MARIA, MONDAY), timeout=TIMEOUT_S).text
    assert "javascript:" not in text
    outside = [each for each in re.findall(r'href="([^"]*)"', text) if not each.startswith(("/", "#"))]
    assert {each.split("?")[0] for each in outside} == {"https://example.org/task", "https://example.org/listen"}


def test_the_livelier_page_is_small_too(lively: DiaryPortal) -> None:
    page = requests.get(lively.week(MARIA, MONDAY), timeout=TIMEOUT_S).content
    (address,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page.decode())
    style = requests.get(lively.address + address, timeout=TIMEOUT_S).content
    assert len(page) + len(style) <= 40 * 1024


@pytest.mark.parametrize("width", [320, 360])
def test_a_long_address_never_makes_a_phone_scroll_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_has_enough_contrast_by_day_and_by_night(
    browser: Browser, lively: DiaryPortal, *, dark: bool
) -> None:
    with open_page(browser, dark=dark, viewport=DESKTOP) as page:
        page.goto(lively.week(MARIA, MONDAY))
        weakest, where = weakest_contrast(page)
        take_shot(page, SHOTS / f"diary-around-{'dark' if dark else 'light'}.png")
    assert weakest >= AA_TEXT, where
