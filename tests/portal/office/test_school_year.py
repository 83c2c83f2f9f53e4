"""A secretary's runs of 1 September and 31 May, by the office's pages alone: from a school without anything on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from portal.commands import make_portal
from tests.browser import DESKTOP, open_page, take_shot
from tests.portal.office.clocked_portal import ClockedPortal, home_of, served
from tests.portal.office.office_portal import SHOTS, press
from tests.portal_database import new_database

TEACHERS = "Фамилия;Имя;Отчество;Логин\nГромова;Анна;Игоревна;gromova\nСедов;Борис;;sedov\n"
PUPILS = "Класс;Фамилия;Имя;Отчество;Дата рождения;Пол;Приказ;Подгруппа (англ.)\n" + "".join(
    f"{title};{surname};{name};;{1 + n:02}.03.{born};;1-у;{1 + n % 2}\n"
    for title, born in (("8А", 2012), ("8Б", 2011))
    for n, (surname, name) in enumerate((("Ёлкин", "Пётр"), ("Зимина", "Яна"), ("Орлов", "Лев"), ("Юрьева", "Ия")))
)
WRONG = "8А;Петров;Иван;;весной;;1-у;1\n"
LOAD = "Класс;Предмет;Группа;Часов в неделю;Учитель\n" + "".join(
    f"{title};Алгебра;;3;Громова Анна Игоревна\n"
    f"{title};Английский язык;англ. 1;2;Седов Борис\n"
    f"{title};Английский язык;англ. 2;2;Громова Анна Игоревна\n"
    for title in ("8А", "8Б")
)
WEEK = (
    "Класс;День недели;Урок;Предмет;Группа;Кабинет\n"
    "8А;вторник;1;Алгебра;;201\n8Б;вторник;1;Алгебра;;305\n8Б;вторник;2;Алгебра;;201\n"
    "8А;среда;2;Английский язык;англ. 1;12\n8А;среда;2;Английский язык;англ. 2;14\n"
)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[ClockedPortal]:
    """A school of which nothing is known but its name."""
    data = tmp_path / "school"
    make_portal(
        data, "Гимназия имени первой учительницы города", year=2026, zone="Europe/Moscow", server=new_database()
    )
    with served(data) as serving:
        yield serving


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with open_page(browser, viewport=DESKTOP) as opened:
        yield opened


class Secretary:
    """Somebody who knows the pages by what stands on them."""

    def __init__(self, portal: ClockedPortal, page: Page, day: str) -> None:
        portal.at(day)
        self.page, self.home = page, home_of(portal)
        self.open("")

    def open(self, path: str) -> None:
        self.page.goto(self.home + path)

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()

    def fill(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.locator(f"#{name.replace('_', '-')}").fill(text)

    def look_and_save(self, look: str = "Посмотреть, что получится", save: str = "Сохранить") -> str:
        """Look at what a form will do and save it; return what was said before."""
        press(self.page, look)
        said = self.text
        press(self.page, save)
        return said

    def take_list(self, name: str, text: str, save: str = "Записать") -> str:
        """Take a file in; return what its preview said."""
        self.open("/people/import")
        self.page.set_input_files("#file", {"name": name, "mimeType": "text/csv", "buffer": text.encode()})
        press(self.page, "Проверить список")
        said = self.text
        press(self.page, save)
        return said

    @property
    def text(self) -> str:
        return " ".join(self.page.inner_text("main").split())

    def shot(self, name: str) -> None:
        take_shot(self.page, SHOTS / f"office-run-{name}.png")


def add_term(office: Secretary, name: str, first: str, last: str) -> None:
    office.open("/year/term/new")
    office.fill(name=name, first=first, last=last)
    office.look_and_save("Проверить изменения")


def add_class(office: Secretary, title: str) -> None:
    office.open("/people/new-class")
    office.fill(title=title)
    office.page.get_by_label("Классный руководитель").select_option("Громова Анна Игоревна")
    office.look_and_save()


def begin_the_year(office: Secretary) -> None:
    """Do what is done before 1 September."""
    add_term(office, "1 полугодие", "2026-09-01", "2026-12-30")
    add_term(office, "2 полугодие", "2027-01-11", "2027-05-31")
    office.open("/year/holiday/new")
    office.fill(name="Осенние каникулы", first="2026-10-26", last="2026-11-01")
    office.look_and_save("Проверить изменения")
    assert "Осенние каникулы 26.10.2026 – 01.11.2026" in office.text
    office.shot("year")
    office.open("/bells/week/1-0")
    for n, (starts, ends) in enumerate((("08:30", "09:15"), ("09:25", "10:10")), 1):
        office.page.get_by_label(f"{n} урок, начало").fill(starts)
        office.page.get_by_label(f"{n} урок, конец").fill(ends)
    press(office.page, "Сохранить")
    assert "Появится: 2 строки" in office.take_list("teachers.csv", TEACHERS)
    for title in ("8А", "8Б"):
        add_class(office, title)
    said = office.take_list("pupils.csv", PUPILS + WRONG)
    assert "Не будет принято: 1 строка" in said
    assert "Появится: 8 строк" in said
    assert "не дата — «весной»" in said
    office.take_list("load.csv", LOAD)
    met = office.take_list("timetable.csv", WEEK, "Записать, несмотря на накладки")
    assert "вторник, 1 урок: Громова Анна Игоревна ведёт в это время" in met
    assert "среда, 2 урок" not in met


def mend_the_timetable(office: Secretary) -> None:
    """Take the first lesson of 8Б's Tuesday away, which the teacher cannot give."""
    office.open("/timetable")
    office.follow("8Б")
    office.page.locator("a[href*='/2/1']").first.click()
    office.page.locator("#journal-0").select_option("")
    office.look_and_save("Проверить изменения")
    office.shot("week")


def enrol_a_newcomer(office: Secretary) -> None:
    """Enrol somebody who is not in the list, and move her to the other subgroup."""
    go_to_class(office, "8А")
    office.follow("Зачислить ученика")
    office.fill(q="Волкова Вера")
    press(office.page, "Найти")
    office.shot("arrival")
    office.follow("Новый ученик: Волкова Вера")
    office.fill(born="2012-05-20", first="2026-09-01", order="2-у")
    office.page.locator("[id='half.0']").select_option("англ. 1")
    assert "Волкова Вера" in office.look_and_save()
    go_to_class(office, "8А")
    assert "5 учеников" in office.text
    office.shot("class")
    office.follow("Разделить учеников")
    office.page.get_by_role("row", name="Волкова").get_by_role("radio").nth(1).check()
    assert "англ. 2" in office.look_and_save()


def go_to_class(office: Secretary, title: str) -> None:
    office.open("/people")
    office.follow(title)


def go_to_pupil(office: Secretary, title: str, name: str) -> None:
    go_to_class(office, title)
    office.follow(name)


def undo(office: Secretary, title: str) -> None:
    """Take back the last action whose title begins so."""
    office.open("/people/actions")
    row = office.page.locator(".actions > li", has_text=title).first
    with office.page.expect_navigation():
        row.get_by_role("button").click()


def test_the_first_of_september(portal: ClockedPortal, page: Page) -> None:
    begin_the_year(Secretary(portal, page, "2026-08-31"))
    office = Secretary(portal, page, "2026-09-01")
    mend_the_timetable(office)
    enrol_a_newcomer(office)
    office.open("/rules")
    press(page, "строг")
    press(page, "Проверить изменения")
    press(page, "Сохранить")
    assert "строгие" in office.text
    go_to_class(office, "8А")
    office.follow("Приглашения в дневник")
    press(page, "Лист для родителей")
    assert page.locator(".invited").count() == 5
    office.shot("sheet")


def release_and_move(office: Secretary) -> None:
    """Release somebody by a doctor's paper, and move somebody else to the other class."""
    go_to_pupil(office, "8А", "Ёлкин Пётр")
    office.follow("Новое освобождение")
    office.page.locator("#subject").select_option("Алгебра")
    office.fill(first="2027-05-03", last="2027-05-31", document="справка 14")
    assert "Уроки этих дней не считаются пропущенными." in office.look_and_save()
    go_to_pupil(office, "8А", "Орлов Лев")
    office.follow("Перевести в другой класс")
    office.page.locator("#class").select_option("8Б")
    press(office.page, "Показать подгруппы класса")
    office.page.locator("[id='half.0']").select_option("англ. 2")
    office.fill(first="2027-05-28", order="90-у")
    assert "8Б с 28 мая 2027" in office.look_and_save()


def test_the_end_of_may(portal: ClockedPortal, page: Page) -> None:
    begin_the_year(Secretary(portal, page, "2026-08-31"))
    office = Secretary(portal, page, "2027-05-28")
    release_and_move(office)
    go_to_class(office, "8Б")
    assert "Орлов Лев" in office.text.partition("Были в классе")[0]
    undo(office, "Перевод: Орлов Лев")
    assert "отменено" in office.text
    office.shot("actions")
    go_to_class(office, "8А")
    assert "4 ученика" in office.text
    go_to_pupil(office, "8Б", "Юрьева Ия")
    office.follow("Выбытие")
    office.fill(last="2027-05-27", order="91-у")
    office.look_and_save()
    go_to_class(office, "8Б")
    assert "3 ученика" in office.text
    office.shot("may")
    undo(office, "Список «pupils.csv»")
    assert "Не отменено" in office.text
    office.shot("refused")
