"""The pages of the kinds of work in a real browser, and what becomes of the records."""

import pytest
from playwright.sync_api import Page

from app.domain.records import NEVER, WorkType
from app.ids import WorkTypeId
from portal.office.colours import GROUNDS, INKS, chips, contrast, ink_on
from tests.browser import take_shot
from tests.portal.office.office_portal import SHOTS, OfficePortal, errors_on, press
from ui.theme import DARK, LIGHT

CHECK = "Проверить изменения"
CONTROL = WorkType(WorkTypeId("control"), NEVER, "Контрольная работа", "К", 4, "#b3261e", 1)
ESSAY = WorkType(WorkTypeId("essay"), NEVER, "Сочинение", "соч", 3, "#a85a9c", 5)
PROJECT = WorkType(WorkTypeId("project"), NEVER, "Проект", "прк", 3, "#2f8aa3", 9)


def names(office: OfficePortal) -> list[str]:
    return [kind.name for kind in office.kinds]


def save(page: Page) -> None:
    press(page, CHECK)
    press(page, "Сохранить")
    assert page.get_by_role("status").inner_text().startswith("Сохранено.")


def test_the_list_says_what_each_kind_is_and_how_often_it_is_used(office: OfficePortal, page: Page) -> None:
    office.put(ESSAY)
    page.goto(f"{office.home}/works")
    rows = [" ".join(row.inner_text().split()) for row in page.locator("tbody tr").all()]
    assert rows == [
        "К Контрольная работа 4 2 работы Изменить Контрольная работа",
        "соч Сочинение 3 не используется Изменить Сочинение",
    ]
    assert "Удалить вид нельзя" in page.locator("main").inner_text()
    page.get_by_role("link", name="Контрольная работа").click()
    assert "В журналах по нему 2 работы: удалить вид нельзя" in page.locator("main").inner_text()


def test_a_kind_is_added_at_its_place(office: OfficePortal, page: Page) -> None:
    office.put(ESSAY, PROJECT)
    page.goto(f"{office.home}/works")
    page.get_by_role("link", name="Добавить вид работы").click()
    page.fill("#name", " Диктант  ")
    page.fill("#short", "дик")
    page.fill("#weight", "3")
    page.select_option("#place", "2")
    save(page)
    assert [(kind.name, kind.ordinal) for kind in office.kinds] == [
        ("Контрольная работа", 1),
        ("Диктант", 2),
        ("Сочинение", 3),
        ("Проект", 4),
    ]
    dictation = office.kinds[1]
    assert (dictation.short, dictation.weight) == ("дик", 3)


def test_a_kind_that_says_no_place_goes_to_the_end(office: OfficePortal, page: Page) -> None:
    office.put(ESSAY, PROJECT)
    page.goto(f"{office.home}/works/new")
    page.fill("#name", "Диктант")
    page.fill("#short", "дик")
    save(page)
    assert names(office)[-1] == "Диктант"
    assert [kind.ordinal for kind in office.kinds] == [1, 5, 9, 10]


def test_a_change_touches_what_was_changed_only(office: OfficePortal, page: Page) -> None:
    office.put(ESSAY)
    before = office.kinds
    page.goto(f"{office.home}/works/control")
    page.fill("#weight", "5")
    press(page, CHECK)
    assert page.locator(".changes tbody tr").all_inner_texts() == ["Вес\t4\t5"]
    assert office.kinds == before
    press(page, "Сохранить")
    assert [(kind.id, kind.weight) for kind in office.kinds] == [("control", 5), ("essay", 3)]
    assert office.kinds[1] == before[1]


def test_kinds_are_put_in_order(office: OfficePortal, page: Page) -> None:
    office.put(ESSAY, PROJECT)
    page.goto(f"{office.home}/works/project")
    page.select_option("#place", "1")
    save(page)
    assert names(office) == ["Проект", "Контрольная работа", "Сочинение"]
    page.goto(f"{office.home}/works/project")
    page.select_option("#place", "3")
    save(page)
    assert names(office) == ["Контрольная работа", "Сочинение", "Проект"]


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", " ", "Нужно название."),
        ("name", "х" * 61, "Не длиннее 60 знаков."),
        ("name", "контрольная  рАбота", "уже есть"),
        ("name", "Сочи\u200bнение", "невидимые"),
        ("short", "", "Нужно сокращение"),
        ("short", "абвг", "Не длиннее 3 букв."),
        ("short", "к", "уже есть"),
        ("short", "<i>", "Только буквы и цифры."),
        ("weight", "11", "от 0 до 10"),
        ("weight", "-1", "от 0 до 10"),
        ("weight", "4,5", "от 0 до 10"),
        ("weight", "", "от 0 до 10"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    untouched: OfficePortal, page: Page, field: str, text: str, words: str
) -> None:
    before = untouched.kinds
    page.goto(f"{untouched.home}/works/new")
    page.fill("#name", "Диктант")
    page.fill("#short", "дик")
    page.fill(f"#{field}", text)
    press(page, CHECK)
    errors = errors_on(page)
    assert list(errors) == [field]
    assert words in errors[field]
    assert page.locator(f"#{field}").input_value() == " ".join(text.split())
    assert untouched.kinds == before


def test_what_another_one_changed_meanwhile_is_said_and_kept(office: OfficePortal, page: Page) -> None:
    page.goto(f"{office.home}/works/control")
    page.fill("#weight", "5")
    office.put(WorkType(CONTROL.id, NEVER, "Контрольная", "К", 6, "#b3261e", 1))
    press(page, CHECK)
    assert "теперь 6" in errors_on(page)["weight"]
    assert "теперь Контрольная" in page.locator("#name-says").inner_text()
    press(page, CHECK)
    press(page, "Сохранить")
    assert [(kind.name, kind.weight) for kind in office.kinds] == [("Контрольная", 5)]


def test_the_chosen_colour_is_shown_before_it_is_saved(office: OfficePortal, page: Page) -> None:
    page.goto(f"{office.home}/works/control")
    page.fill("#colour", "#222222")
    press(page, "Показать значок")
    said = page.locator(".previews p").all_inner_texts()
    assert "сливаются" not in said[0]
    assert "сливаются" in said[1]
    assert page.locator(".previews rect[fill='#222222']").count() == 2
    assert office.kinds[0].colour == "#b3261e"
    save(page)
    assert office.kinds[0].colour == "#222222"


def test_hostile_names_stay_texts(office: OfficePortal, page: Page) -> None:
    hostile = "<script>alert(1)</script>\"' onload=x"
    page.goto(f"{office.home}/works/control")
    page.fill("#name", hostile)
    save(page)
    assert names(office) == [hostile]
    assert page.locator("tbody th span").inner_text() == hostile
    assert "<script" not in page.content()
    page.goto(f"{office.home}/works/control")
    assert page.locator("#name").input_value() == hostile


def test_letters_on_every_colour_can_be_read() -> None:
    tried = [f"#{red:02x}{green:02x}{blue:02x}" for red in STEPS for green in STEPS for blue in STEPS]
    assert min(contrast(ink_on(colour), colour) for colour in tried) >= 4.5
    assert max(contrast(*INKS), 21) == pytest.approx(21)


STEPS = range(0, 256, 15)


def test_chips_are_shown_on_the_grounds_of_the_desktops_journal() -> None:
    assert [ground for _, ground, _ in GROUNDS] == [theme.raised.name() for theme in (LIGHT, DARK)]
    assert [text for _, _, text in GROUNDS] == [theme.text.name() for theme in (LIGHT, DARK)]
    assert [chip.is_seen for chip in chips("#222832")] == [True, False]
    assert [chip.is_seen for chip in chips("#f7f8fa")] == [False, True]


def test_another_weight_of_answers_says_that_it_counts_at_once(office: OfficePortal, page: Page) -> None:
    answer = WorkType(WorkTypeId("answer"), NEVER, "Ответ на уроке", "отв", 1, "#5b7a99", 7)
    office.put(answer)
    page.goto(f"{office.home}/works")
    assert "её вес — вес вида «Ответ на уроке»" in page.locator("main").inner_text()
    said = "все такие отметки, и прежние, будут иметь вес {} вместо {}."
    page.goto(f"{office.home}/works/{answer.id}")
    page.fill("#weight", "2")
    press(page, CHECK)
    assert said.format(2, 1) in page.locator("main").inner_text()
    take_shot(page, SHOTS / "office-work-answers.png")
    press(page, "Сохранить")
    page.goto(f"{office.home}/works/{answer.id}")
    page.fill("#name", "Опрос")
    press(page, CHECK)
    assert said.format(1, 2) in page.locator("main").inner_text()


def test_another_weight_of_another_kind_says_nothing_of_answers(office: OfficePortal, page: Page) -> None:
    page.goto(f"{office.home}/works/{CONTROL.id}")
    page.fill("#weight", "6")
    press(page, CHECK)
    assert "ответ на уроке" not in page.locator("main").inner_text().lower()
