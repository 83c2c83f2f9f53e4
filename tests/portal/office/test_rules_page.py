"""The page of the rules in a real browser: without JavaScript, by keyboard, on a phone, by night."""

from dataclasses import fields

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing
from app.domain.rules import MarkingRules, Preset
from app.ids import ClassId
from portal.admin.rule_fields import FIELDS
from tests.browser import DESKTOP, PHONE, open_page, take_shot
from tests.portal.diary.contrast import weakest_contrast
from tests.portal.office.office_portal import SHOTS, OfficePortal, errors_on, press
from tests.small_school import BORIS, CLASS, WHOLE_YEAR

AA_TEXT = 4.5
"""Least contrast of text. Source: WCAG 2.2, success criterion 1.4.3."""

LEAST_TARGET = 24
"""Least height of what is pressed, in CSS pixels. Source: WCAG 2.2, success criterion 2.5.8."""

HEIGHTS = "all => all.filter(each => each.getClientRects().length).map(each => each.getBoundingClientRect().height)"
"""Of those that are shown, asked of the browser at once."""

CHECK, BACK = "Проверить изменения", "Вернуться к правке"


def changes(page: Page) -> list[list[str]]:
    """Return what the review lists: what, now, then."""
    return [row.locator("th, td").all_inner_texts() for row in page.locator(".changes tbody tr").all()]


def typed(page: Page, name: str) -> str:
    return page.locator(f"#{name}").input_value()


def test_every_setting_has_a_named_field_that_says_what_it_does(untouched: OfficePortal, page: Page) -> None:
    page.goto(f"{untouched.home}/rules")
    for setting in fields(MarkingRules):
        first = page.locator(f"[name='typed.{setting.name}']").first
        described = str(first.get_attribute("aria-describedby")).split()
        said = [page.locator(f"#{each}").inner_text() for each in described]
        assert FIELDS[setting.name].meaning in said
        assert "По умолчанию" in said[-1]
        assert page.get_by_text(FIELDS[setting.name].title, exact=True).first.is_visible()
    assert not page.get_by_role("button", name="Вернуть умолчание").count()


def test_a_change_is_looked_over_before_it_is_saved(office: OfficePortal, page: Page) -> None:
    page.goto(f"{office.home}/rules")
    page.fill("#five_from", "4,6")
    page.locator("[name='typed.weights_count'][value='0']").check()
    press(page, CHECK)
    assert changes(page) == [
        [FIELDS["five_from"].title, "4,50", "4,60"],
        [FIELDS["weights_count"].title, "да", "нет"],
    ]
    assert office.rules == MarkingRules()
    press(page, "Сохранить: 2 изменения")
    assert page.get_by_role("status").inner_text().startswith("Сохранено: 2 изменения.")
    assert office.rules == MarkingRules(five_from=460, weights_count=False)
    assert "изменено канцелярией" in page.locator("#five_from-says").inner_text()
    assert "не менялось" in page.locator("#four_from-says").inner_text()
    page.reload()
    assert office.rules == MarkingRules(five_from=460, weights_count=False)


def test_going_back_from_the_review_keeps_what_was_typed(untouched: OfficePortal, page: Page) -> None:
    page.goto(f"{untouched.home}/rules")
    page.fill("#due_days", "9")
    press(page, CHECK)
    press(page, BACK)
    assert typed(page, "due_days") == "9"
    assert "Не сохранено: сейчас 2" in page.locator("#due_days-says").inner_text()
    assert untouched.rules == MarkingRules()


def test_mistakes_stand_at_their_fields_with_what_was_typed_and_nothing_is_saved(
    untouched: OfficePortal, page: Page
) -> None:
    page.goto(f"{untouched.home}/rules")
    for name, text in (("five_from", "3,40"), ("due_days", "<b>"), ("reason_beyond", "0")):
        page.fill(f"#{name}", text)
    press(page, CHECK)
    assert errors_on(page) == {
        "five_from": "Нужно больше 3,50: это порог «4».",
        "due_days": "Нужно целое число от 0 до 31.",
    }
    assert [typed(page, name) for name in ("five_from", "due_days", "reason_beyond")] == ["3,40", "<b>", "0"]
    assert page.locator("[aria-invalid='true']").count() == 2
    assert page.title().startswith("Ошибка")
    assert page.locator(":focus").get_attribute("role") == "alert"
    page.get_by_role("alert").get_by_role("link").last.click()
    assert page.url.endswith("#due_days")
    assert untouched.rules == MarkingRules()
    take_shot(page, SHOTS / "office-rules-errors.png")


def test_a_preset_is_typed_in_and_one_setting_gets_its_default_back(office: OfficePortal, page: Page) -> None:
    page.goto(f"{office.home}/rules")
    assert "Сейчас пороги обычные" in page.locator(".presets").inner_text()
    page.fill("#due_days", "4")
    press(page, "Строгие: 4,60 / 3,60 / 2,60")
    assert [typed(page, name) for name in ("five_from", "four_from", "three_from", "due_days")] == [
        "4,60",
        "3,60",
        "2,60",
        "4",
    ]
    press(page, f"Вернуть умолчание {FIELDS['due_days'].title}")
    assert page.url.endswith("#due_days")
    press(page, CHECK)
    press(page, "Сохранить: 3 изменения")
    assert office.rules == MarkingRules().with_preset(Preset.STRICT)
    assert "Сейчас пороги строгие" in page.locator(".presets").inner_text()


def test_what_another_one_changed_meanwhile_is_said_and_kept(office: OfficePortal, page: Page) -> None:
    page.goto(f"{office.home}/rules")
    office.set(five_from="470", enough_often="9", due_days="3")
    page.fill("#five_from", "4,60")
    page.fill("#reason_beyond", "2")
    page.fill("#due_days", "3")
    press(page, CHECK)
    (error,) = errors_on(page).values()
    assert "теперь 4,70" in error
    assert "теперь 9" in page.locator("#enough_often-says").inner_text()
    assert typed(page, "five_from") == "4,60"
    assert office.rules == MarkingRules(five_from=470, enough_often=9, due_days=3)
    press(page, CHECK)
    assert [row[1:] for row in changes(page)] == [["4,70", "4,60"], ["1", "2"]]
    press(page, "Сохранить: 2 изменения")
    assert office.rules == MarkingRules(five_from=460, enough_often=9, due_days=3, reason_beyond=2)


def test_what_is_changed_during_the_review_is_not_written_over_either(office: OfficePortal, page: Page) -> None:
    page.goto(f"{office.home}/rules")
    page.fill("#five_from", "4,60")
    press(page, CHECK)
    office.set(five_from="470")
    press(page, "Сохранить: 1 изменение")
    assert "теперь 4,70" in errors_on(page)["five_from"]
    assert office.rules == MarkingRules(five_from=470)


def test_the_review_says_how_many_terms_are_closed(office: OfficePortal, page: Page) -> None:
    for school_class, closed in ((CLASS, True), (ClassId("8a"), True), (ClassId("9a"), False)):
        key = closing_id(WHOLE_YEAR, school_class)
        office.put(Closing(key, NEVER, WHOLE_YEAR, school_class, closed, "", BORIS))
    page.goto(f"{office.home}/rules")
    page.fill("#five_from", "4,60")
    press(page, CHECK)
    assert page.locator(".closed li").all_inner_texts() == ["Учебный год — в 2 классах"]
    assert "не изменятся" in page.locator("main").inner_text()


def test_nothing_changed_is_nothing_to_save(untouched: OfficePortal, page: Page) -> None:
    page.goto(f"{untouched.home}/rules")
    press(page, CHECK)
    assert "сохранять нечего" in page.get_by_role("status").inner_text()


def test_the_rules_are_changed_by_keyboard_alone(office: OfficePortal, page: Page) -> None:
    page.goto(office.home)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "К содержанию"
    tab_to(page, "a:focus:has-text('Правила школы')")
    enter(page)
    tab_to(page, "#four_from:focus")
    page.keyboard.press("Control+A")
    page.keyboard.type("3,6")
    tab_to(page, "[name='typed.retaken_counts']:focus")
    page.keyboard.press("ArrowLeft")
    tab_to(page, "#due_days:focus")
    enter(page)
    tab_to(page, "button:focus:has-text('Сохранить')")
    enter(page)
    assert office.rules == MarkingRules(four_from=360, retaken_counts=True)


def enter(page: Page) -> None:
    """Press Enter and wait for the page that comes."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until this has the focus; each stop on the way can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(wanted).count():
            return
        stop = page.locator(":focus")
        assert not stop.count() or stop.is_visible()
    raise AssertionError(wanted)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_fits_and_can_be_read(
    untouched: OfficePortal, browser: Browser, viewport: ViewportSize, dark: bool
) -> None:
    home, kind = untouched.home, "dark" if dark else "light"
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for path in ("", "/rules", "/works", "/works/control", "/works/new", "/works/nothing"):
            page.goto(home + path)
            look(page, f"{path.replace('/', '-')}-{viewport['width']}-{kind}")
        page.goto(f"{home}/rules")
        page.fill("#five_from", "3")
        page.fill("#due_days", "3")
        press(page, CHECK)
        look(page, f"-errors-{viewport['width']}-{kind}")
        page.fill("#five_from", "4,60")
        press(page, CHECK)
        look(page, f"-review-{viewport['width']}-{kind}")


def look(page: Page, name: str) -> None:
    """Keep a picture; check that nothing sticks out and that every text stands out."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ratio, text = weakest_contrast(page)
    assert ratio >= AA_TEXT, text
    heights = page.locator("button:not(.unseen), .pages a").evaluate_all(HEIGHTS)
    assert min(heights, default=LEAST_TARGET) >= LEAST_TARGET
    take_shot(page, SHOTS / f"office{name}.png")
