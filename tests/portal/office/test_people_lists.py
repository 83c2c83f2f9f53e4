"""Lists of people taken in on a page: every row's fate beforehand, and taken back as a whole."""

import html
import re
from io import BytesIO

import pytest
import xlsxwriter
from httpx import Response

from app.domain.records import Enrolment, Group, Lesson, Membership, Pupil
from tests.portal.conftest import Portal
from tests.portal.office.people_office import ORIGIN, PeopleOffice, words
from tests.portal.portal_school import CLASS_8A
from tests.small_school import PUPILS

HEADING = "Класс\tФамилия\tИмя\tОтчество\tДата рождения\tПол\tЗачислен\tПриказ\tПодгруппа (англ.)\n"
LIST = HEADING + (
    "8А\tЮрьев\tЛев\t\t05.03.2012\tм\t\t12-у\t1\n"
    "8А\tЁлкина\tЯна\tИльинична\t29.02.2012\tж\t05.10.2026\t13-у\t2\n"
    "9Я\tНовиков\tОлег\t\t05.03.2012\tм\t\t\t\n"
    "8А\tПетров\tИван\t\tвесной\tм\t\t\t\n"
)


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    return PeopleOffice(portal)


def confirmed(office: PeopleOffice, looked: Response) -> Response:
    """Press «Записать»."""
    fields = dict(re.findall(r'name="(name|kept)" value="([^"]*)"', looked.text))
    return office.send_list("save", **{name: html.unescape(text) for name, text in fields.items()})


def test_a_pasted_list_tells_every_rows_fate_and_changes_nothing(office: PeopleOffice) -> None:
    said = words(office.send_list("check", text=LIST).text)
    assert "Не будет принято: 2 строки" in said
    assert "ячейка A4: такого класса нет — «9Я»" in said
    assert "ячейка E5: не дата — «весной»" in said
    assert "Появится: 2 строки 2 8А · Юрьев · Лев · 05.03.2012 · м · 12-у · 1 ученик, зачисление, состав групп" in said
    assert "ученики: 2 зачисления: 2 классы и подгруппы: 2 состав подгрупп: 4" in said
    assert len(office.rows(Pupil, surname="Юрьев")) == 0


def test_what_was_looked_at_is_taken_in_and_again_changes_nothing(office: PeopleOffice) -> None:
    answer = confirmed(office, office.send_list("check", text=LIST))
    assert answer.status_code == 303
    assert [each.order for each in office.rows(Enrolment, school_class=CLASS_8A) if each.order != "2"] == [
        "12-у",
        "13-у",
    ]
    said = words(office.send_list("check", text=LIST).text)
    assert "Уже есть, ничего не изменится: 2 строки" in said
    assert "Записывать нечего." in said


def test_a_timetable_is_looked_at_with_its_clashes_and_taken_in(office: PeopleOffice) -> None:
    places = "Класс\tДень недели\tУрок\tПредмет\tКабинет\tС\tПо\n7Б\tвторник\t1\tАлгебра\t305\t01.09.2026\t10.09.2026\n"
    looked = office.send_list("check", text=places)
    said = words(looked.text)
    assert "Накладки в расписании: 1" in said
    assert "7Б Алгебра, вторник, 1 урок: кабинет 305 занят: 8А Физика (01.09.2026)" in said
    assert "Записать, несмотря на накладки" in said
    before = len(office.rows(Lesson))
    assert confirmed(office, looked).status_code == 303
    assert len(office.rows(Lesson)) == before + 2
    assert "Записывать нечего." in words(office.send_list("check", text=places).text)


def test_a_list_is_taken_back_as_a_whole(office: PeopleOffice) -> None:
    before = office.get(f"/class/{CLASS_8A}")
    confirmed(office, office.send_list("check", text=LIST))
    assert "Юрьев Лев" in office.get(f"/class/{CLASS_8A}")
    assert office.undo(1).status_code == 303
    assert office.get(f"/class/{CLASS_8A}") == before
    assert "Найдено: 0" in office.get("?q=юрьев")


def test_a_list_taken_back_can_be_taken_in_again(office: PeopleOffice) -> None:
    confirmed(office, office.send_list("check", text=LIST))
    listed = office.get(f"/class/{CLASS_8A}")
    office.undo(1)
    assert confirmed(office, office.send_list("check", text=LIST)).status_code == 303
    assert office.get(f"/class/{CLASS_8A}") == listed


def test_a_list_on_which_somebody_built_is_not_taken_back(office: PeopleOffice) -> None:
    confirmed(office, office.send_list("check", text=LIST))
    (pupil,) = office.rows(Pupil, surname="Юрьев")
    office.save(f"release/{pupil.id}", subject="", first="2026-10-01", last="", document="1")
    answer = office.undo(1)
    assert answer.status_code == 409
    assert "1 освобождение" in answer.text


def test_a_workbook_is_taken_as_a_file(office: PeopleOffice) -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("8А")
        for n, row in enumerate(LIST.splitlines()[:2]):
            sheet.write_row(n, 0, row.split("\t"))
    data = {"token": office.token, "step": "check", "text": ""}
    files = {"file": ("8А.xlsx", content.getvalue())}
    url = f"{office.home}/people/import"
    looked = office.portal.client.post(url, data=data, files=files, headers=ORIGIN)
    assert "Появится: 1 строка" in words(looked.text)
    assert confirmed(office, looked).status_code == 303
    assert len(office.rows(Pupil, surname="Юрьев")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "он пуст"),
        ("Что-то\tещё\nа\tб\n", "нет знакомых заголовков"),
        ("Класс\tФамилия\tИмя\nа\tб\tв\n", "в таблице нет графы «Дата рождения»"),
        ("Вид\tНазвание\tНачало\tКонец\nчетверть\t1\t01.09.2026\t20.10.2026\n", "Здесь принимаются списки"),
    ],
)
def test_what_is_no_list_of_people_is_said(office: PeopleOffice, text: str, said: str) -> None:
    answer = office.send_list("check", text=text)
    assert answer.status_code == 422
    assert said in words(answer.text)


def test_a_list_of_another_visitor_is_refused(office: PeopleOffice) -> None:
    other = PeopleOffice(office.portal)
    data = {"token": other.token, "step": "check", "text": LIST}
    url = f"{office.home}/people/import"
    assert office.portal.client.post(url, data=data, files={"file": ("", b"")}, headers=ORIGIN).status_code == 403
    assert office.portal.client.post(url, data=data, headers=ORIGIN).status_code == 400


GROUPS = """\
Группа\tКлассы\tФамилия\tИмя\tДата рождения
Право\t8А, 7Б\tЁлкин\tПётр\t01.03.2012
Право\t7Б,8а\tФамилия00\tИмя\t
Право\t7Б, 8А\tЁлкин\tПётр\t
"""


def test_a_list_of_groups_may_name_several_classes(office: PeopleOffice) -> None:
    looked = office.send_list("check", text=GROUPS)
    assert "однофамильцы" in words(looked.text)
    confirmed(office, looked)
    (made,) = [each for each in office.rows(Group) if each.name == "Право"]
    members = {each.pupil for each in office.rows(Membership, group=made.id)}
    assert PUPILS[0] in members
    assert len(members) == 2
    assert "7Б, 8А, Право" in office.get()


def test_a_load_may_name_the_classes_of_a_group(office: PeopleOffice) -> None:
    confirmed(office, office.send_list("check", text=GROUPS))
    load = "Класс\tПредмет\tГруппа\tЧасов в неделю\tУчитель\n"
    row = "7Б, 8А\tПраво\tПраво\t2\tСедов Борис\n"
    answer = confirmed(office, office.send_list("check", text=load + row))
    assert answer.status_code == 303
    (made,) = [each for each in office.rows(Group) if each.name == "Право"]
    assert "Седов Борис с 1 сентября 2026" in office.get(f"/group/{made.id}")
    refused = words(office.send_list("check", text=load + row.replace("\tПраво\t2", "\t\t2")).text)
    assert "такого класса нет — «7Б, 8А»" in refused
