"""The pages of the scales of marks in a real browser, and what becomes of the records."""

import pytest
from playwright.sync_api import Page

from app.domain.records import NEVER
from app.domain.regulations import MarkScale
from app.ids import derived
from portal.admin.scales import LONGEST_NAME, MOST_VALUES
from tests.portal.office.office_portal import OfficePortal, errors_on, press

CHECK = "Проверить изменения"
LETTERS = MarkScale(derived("mark_scale", "letters"), NEVER, "Буквы", "A=5 B=4 C=3")


def rows(page: Page, table: int = 0) -> list[list[str]]:
    lines = page.locator("table").nth(table).locator("tbody tr").all()
    return [[" ".join(cell.inner_text().split()) for cell in row.locator("th, td").all()] for row in lines]


def save(page: Page) -> None:
    press(page, CHECK)
    press(page, "Сохранить")
    assert page.get_by_role("status").inner_text().startswith("Сохранено.")


def own(office: OfficePortal) -> dict[str, str]:
    return {each.name: each.values for each in office.scales[2:]}


def scale_of(office: OfficePortal, subject: str) -> str:
    return next(each.name for each in office.scales if subject in each.subjects)


def define(page: Page, home: str, name: str, values: str) -> None:
    page.goto(f"{home}/scales")
    page.get_by_role("link", name="Добавить шкалу").click()
    page.fill("#name", name)
    page.fill("#values", values)


def test_the_list_says_every_scale_with_its_values_and_subjects(office: OfficePortal, page: Page) -> None:
    office.put(LETTERS)
    page.goto(f"{office.home}/scales")
    found = rows(page)
    assert found == [["Пятибалльная", "5 4 3 2 1"], ["Зачёт / незачёт", "зач незач"], ["Буквы", "A=5 B=4 C=3"]]
    assert rows(page, 1) == [
        [subject, "Пятибалльная", f"Изменить шкалу: {subject}"] for subject in ("Алгебра", "Физика")
    ]


def test_a_scale_is_defined_given_to_a_subject_and_taken_back(office: OfficePortal, page: Page) -> None:
    define(page, office.home, " Десять   баллов ", "10=5\n9=5 8=4  7=4\r\n6=3 5=3 4=2 ~")
    press(page, CHECK)
    assert page.locator(".changes tbody tr").all_inner_texts() == [
        "Название\t–\tДесять баллов",
        "Значения\t–\t10=5 9=5 8=4 7=4 6=3 5=3 4=2 ~",
    ]
    assert own(office) == {}
    press(page, "Сохранить")
    assert own(office) == {"Десять баллов": "10=5 9=5 8=4 7=4 6=3 5=3 4=2 ~"}
    page.get_by_role("link", name="Изменить шкалу: Алгебра").click()
    page.select_option("#scale", label="Десять баллов")
    press(page, CHECK)
    assert "Отметки, которые уже стоят, останутся как есть." in page.locator("main").inner_text()
    assert scale_of(office, "Алгебра") == "5"
    press(page, "Вернуться к правке")
    assert page.locator("#scale option:checked").inner_text() == "Десять баллов"
    save(page)
    assert scale_of(office, "Алгебра") == "Десять баллов"
    page.get_by_role("link", name="Изменить шкалу: Алгебра").click()
    page.select_option("#scale", label="Пятибалльная")
    save(page)
    assert scale_of(office, "Алгебра") == "5"


def test_a_scale_of_the_command_and_of_the_page_is_the_same(office: OfficePortal, page: Page) -> None:
    define(page, office.home, "Буквы", "A=5 B=4 C=3")
    save(page)
    office.define("Буквы", "A=5 B=4 C=3 D=2")
    assert own(office) == {"Буквы": "A=5 B=4 C=3 D=2"}


def test_the_values_of_a_scale_are_changed_and_its_subjects_named(office: OfficePortal, page: Page) -> None:
    office.put(LETTERS)
    page.goto(f"{office.home}/scales")
    page.get_by_role("link", name="Изменить шкалу: Алгебра").click()
    page.select_option("#scale", label="Буквы")
    save(page)
    page.get_by_role("link", name="Буквы").click()
    assert page.locator("#name").count() == 0
    page.fill("#values", "A=5 B=4 C=3 D=2")
    press(page, CHECK)
    assert page.locator(".changes tbody tr").all_inner_texts() == ["Значения\tA=5 B=4 C=3\tA=5 B=4 C=3 D=2"]
    assert "Предметы: Алгебра." in page.locator("main").inner_text()
    press(page, "Сохранить")
    assert own(office) == {"Буквы": "A=5 B=4 C=3 D=2"}
    assert scale_of(office, "Алгебра") == "Буквы"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", " ", "Нужно название."),
        ("name", "х" * (LONGEST_NAME + 1), "Название длиннее 60 знаков."),
        ("name", "Бук\u200bвы", "В названии есть невидимые знаки."),
        ("name", "PASS_FAIL", "Это имя занято."),
        ("name", "5", "Это имя занято."),
        ("name", "буквы", "Шкала с таким названием уже есть."),
        ("values", "", "Нет ни одного значения."),
        ("values", "A=5 a=4", "Значение «a» стоит дважды."),
        ("values", "A=5 н=4", "Значение «н» не набрать в клетке"),
        ("values", "A=5 длинное_значение", "не набрать в клетке"),
        ("values", "A=5 5/4=4", "не набрать в клетке"),
        ("values", "A=6", "У значения «A» отметка не из 5, 4, 3, 2, 1."),
        ("values", "A=3 B=5", "Значение «B» стоит ниже, а отметка у него выше"),
        ("values", "A=5 B\u200b=4", "В значении номер 2 есть невидимые знаки."),
        ("values", " ".join(f"v{n}" for n in range(MOST_VALUES + 1)), "Значений больше 101."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    untouched: OfficePortal, page: Page, field: str, text: str, words: str
) -> None:
    untouched.put(LETTERS)
    before = own(untouched)
    define(page, untouched.home, "Уровни", "A=5 B=4")
    page.fill(f"#{field}", text)
    press(page, CHECK)
    errors = errors_on(page)
    assert list(errors) == [field]
    assert words in errors[field]
    assert page.locator(f"#{field}").input_value() == " ".join(text.split())
    assert own(untouched) == before


def test_what_another_one_changed_meanwhile_is_said_and_kept(office: OfficePortal, page: Page) -> None:
    office.put(LETTERS)
    page.goto(f"{office.home}/scales/{LETTERS.id}")
    page.fill("#values", "A=5 B=4")
    office.put(MarkScale(LETTERS.id, NEVER, "Буквы", "A=5 B=4 C=3 D=2"))
    press(page, CHECK)
    assert "теперь A=5 B=4 C=3 D=2" in errors_on(page)["values"]
    press(page, CHECK)
    press(page, "Сохранить")
    assert own(office) == {"Буквы": "A=5 B=4"}


def test_what_was_left_alone_does_not_undo_what_another_one_did(office: OfficePortal, page: Page) -> None:
    office.put(LETTERS)
    page.goto(f"{office.home}/scales/{LETTERS.id}")
    office.put(MarkScale(LETTERS.id, NEVER, "Буквы", "A=5 B=4 C=3 D=2"))
    press(page, CHECK)
    assert page.get_by_role("status").inner_text() == "Вы ничего не изменили: сохранять нечего."
    assert page.locator("#values").input_value() == "A=5 B=4 C=3 D=2"


def test_hostile_values_stay_texts(office: OfficePortal, page: Page) -> None:
    define(page, office.home, "<b>Шкала</b>", "<i>=5 \"'=4 &amp;=3")
    save(page)
    assert own(office) == {"<b>Шкала</b>": "<i>=5 \"'=4 &amp;=3"}
    assert rows(page)[2][:2] == ["<b>Шкала</b>", "<i>=5 \"'=4 &amp;=3"]
    page.get_by_role("link", name="<b>Шкала</b>").click()
    assert page.locator("#values").input_value() == "<i>=5 \"'=4 &amp;=3"


def test_what_is_not_there_is_not_shown(untouched: OfficePortal, page: Page) -> None:
    for path in ("/scales/nothing", "/scales/of/nothing"):
        answer = page.goto(untouched.home + path)
        assert answer is not None
        assert answer.status == 404


def undo(page: Page, home: str, title: str) -> None:
    page.goto(f"{home}/people/actions")
    line = (
        page.locator(".actions li:not(.undone)").filter(has=page.get_by_role("heading", name=title, exact=True)).first
    )
    with page.expect_navigation():
        line.get_by_role("button", name="Отменить").click()


def give(page: Page, home: str, subject: str, scale: str) -> None:
    page.goto(f"{home}/scales")
    page.get_by_role("link", name=f"Изменить шкалу: {subject}").click()
    page.select_option("#scale", label=scale)
    save(page)


def test_what_was_done_with_scales_is_listed_and_taken_back(office: OfficePortal, page: Page) -> None:
    home = office.home
    define(page, home, "Буквы", "A=5 B=4 C=3")
    save(page)
    page.get_by_role("link", name="Буквы").click()
    page.fill("#values", "A=5 B=4")
    save(page)
    give(page, home, "Алгебра", "Буквы")
    page.goto(f"{home}/people/actions")
    assert page.locator(".actions h2").all_inner_texts() == ["Шкала предмета Алгебра", "Шкала «Буквы»", "Шкала «Буквы»"]
    assert page.locator(".actions li").nth(0).locator("ul li").all_text_contents() == ["Шкала: Пятибалльная → Буквы"]
    undo(page, home, "Шкала «Буквы»")
    assert own(office) == {"Буквы": "A=5 B=4 C=3"}
    undo(page, home, "Шкала «Буквы»")
    assert "На это уже опирается: 1 предмет." in page.get_by_role("alert").inner_text()
    assert own(office) == {"Буквы": "A=5 B=4 C=3"}
    undo(page, home, "Шкала предмета Алгебра")
    assert scale_of(office, "Алгебра") == "5"
    undo(page, home, "Шкала «Буквы»")
    assert own(office) == {}
    define(page, home, "Буквы", "A=5 B=3")
    save(page)
    assert own(office) == {"Буквы": "A=5 B=3"}


@pytest.mark.parametrize("place", ["/rules", "/works"])
def test_rules_and_kinds_of_work_lead_to_the_scales(untouched: OfficePortal, page: Page, place: str) -> None:
    page.goto(untouched.home + place)
    page.locator("main").get_by_role("link", name="«Шкалах»").click()
    assert page.locator("h1").inner_text() == "Шкалы"
