"""The diary's week as a parent sees it: the real portal, the real browser, no JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import DESKTOP, open_browser, open_page, take_shot
from tests.portal.diary.contrast import weakest_contrast
from tests.portal.diary.diary_portal import DiaryPortal
from tests.portal.diary.diary_school import HOLIDAY_MONDAY, MARIA, MONDAY, NEXT_MONDAY, PETR

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


def test_a_parent_reads_marks_with_kind_weight_and_comment(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, MONDAY))
    thursday = page.get_by_role("region", name="Четверг, 10 сентября")
    algebra = thursday.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Алгебра"))
    assert algebra.get_by_role("list", name="Отметки").inner_text().split("\n") == [
        "5",
        "Контрольная работа «Степени», вес 4",
        "Единственная решила задачу со звёздочкой!",
    ]
    take_shot(page, SHOTS / "diary-phone.png")


def test_two_marks_of_one_work_both_stand_there(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, MONDAY))
    monday = page.get_by_role("region", name="Понедельник, 7 сентября")
    assert monday.locator(".mark").all_inner_texts() == ["4", "3"]


def test_absences_are_words_about_her(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, MONDAY))
    said = page.locator(".sign").all_inner_texts()
    assert said == ["Освобождена", "Болела", "Не была", "Опоздала на 7 мин", "Урок отменён"]


def test_a_lesson_shows_time_room_topic_and_homework(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, MONDAY))
    history = page.get_by_role("region", name="Понедельник").get_by_role("listitem").filter(has_text="История")
    text = history.inner_text()
    for words in ("4", "11:15", "12:00", "каб. 212", "Россия на рубеже", "§ 7, вопросы 1–4;\nподготовить"):
        assert words in text


def test_a_weekdays_own_bells_win_over_those_of_every_day(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, MONDAY))
    assert "09:00–09:30" in page.get_by_role("region", name="Пятница").inner_text().replace("\n", "")


def test_one_sees_the_lessons_of_ones_own_group_only(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(PETR, MONDAY))
    assert "англ. 2" in page.locator("main").inner_text()
    assert "англ. 1" not in page.locator("main").inner_text()


def test_an_announced_work_is_seen_before_its_marks(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, NEXT_MONDAY))
    assert "Контрольная работа «Движение», вес 4" in page.get_by_role("region", name="Вторник").inner_text()
    take_shot(page, SHOTS / "diary-next.png")


def test_holidays_and_free_days_say_so(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, HOLIDAY_MONDAY))
    assert page.get_by_text("Осенние каникулы").count() == 7
    page.goto(diary.week(MARIA, MONDAY))
    assert "Выходной" in page.get_by_role("region", name="Суббота, 12 сентября").inner_text()


def test_the_keyboard_alone_leads_to_the_next_week_and_back(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, MONDAY))
    tab_to(page, "Следующая")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{NEXT_MONDAY}")
    tab_to(page, "Предыдущая")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{MONDAY}")
    assert page.get_by_text("7–13 сентября 2026").is_visible()


def test_the_first_tab_offers_to_skip_to_the_lessons(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, MONDAY))
    page.keyboard.press("Tab")
    assert focused_text(page) == "К урокам недели"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "week"


@pytest.mark.parametrize("monday", [MONDAY, NEXT_MONDAY, HOLIDAY_MONDAY])
def test_a_narrow_phone_never_scrolls_sideways(page: Page, diary: DiaryPortal, monday: object) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{diary.url(MARIA)}/{monday}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_has_enough_contrast_by_day_and_by_night(
    browser: Browser, diary: DiaryPortal, *, dark: bool
) -> None:
    with open_page(browser, dark=dark) as page:
        page.goto(diary.week(MARIA, MONDAY))
        weakest, where = weakest_contrast(page)
        take_shot(page, SHOTS / f"diary-{'dark' if dark else 'light'}.png")
    assert weakest >= AA_TEXT, where


def test_at_night_the_page_is_dark(browser: Browser, diary: DiaryPortal) -> None:
    with open_page(browser, dark=True, viewport=DESKTOP) as page:
        page.goto(diary.week(MARIA, MONDAY))
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"
        take_shot(page, SHOTS / "diary-desktop-dark.png")


def test_a_desktop_shows_the_week_as_a_spread(browser: Browser, diary: DiaryPortal) -> None:
    with open_page(browser, viewport=DESKTOP) as page:
        page.goto(diary.week(MARIA, MONDAY))
        lefts = {round(box["x"]) for each in page.locator(".day").all() if (box := each.bounding_box())}
        take_shot(page, SHOTS / "diary-desktop.png")
    assert len(lefts) == 2


def test_the_browser_complains_about_nothing(browser: Browser, diary: DiaryPortal) -> None:
    said: list[str] = []
    with open_page(browser, scripts=True) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("requestfailed", lambda request: said.append(request.url))
        page.goto(diary.week(MARIA, MONDAY))
        page.wait_for_load_state("networkidle")
    assert said == []


def tab_to(page: Page, words: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if words in focused_text(page):
            return
    pytest.fail(f"no tab stop says {words}")


def focused_text(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))
