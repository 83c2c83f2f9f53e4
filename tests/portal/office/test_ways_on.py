"""Where somebody of the office would be stuck, the page says the way on, and nothing that was typed is lost."""

from datetime import date

import pytest

from tests.portal.conftest import Portal
from tests.portal.office.people_office import PeopleOffice, words
from tests.portal.office.test_people_lists import LIST, confirmed
from tests.portal.office.turn_office import MAY, on
from tests.small_school import CLASS


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    return PeopleOffice(portal)


def test_a_list_of_a_class_that_is_not_there_leads_to_where_it_is_made(office: PeopleOffice) -> None:
    looked = office.send_list("check", text=LIST).text
    assert f'сначала заведите его: <a href="{office.home}/people/new-class">Новый класс</a>' in looked
    known = office.send_list("check", text=LIST.replace("9Я", "8А")).text
    assert "сначала заведите" not in known


def test_a_load_of_a_teacher_who_is_not_there_leads_to_where_one_is_made(office: PeopleOffice) -> None:
    load = "Класс\tПредмет\tЧасов в неделю\tУчитель\n7Б\tФизика\t2\tНовиков Олег\n"
    assert f'<a href="{office.home}/people/new-teacher">' in office.send_list("check", text=load).text


def test_what_was_done_counts_the_rows_that_were_taken(office: PeopleOffice) -> None:
    answer = confirmed(office, office.send_list("check", text=LIST))
    said = words(office.portal.client.get(answer.headers["location"]).text)
    assert "Сделано. Список «вставленный список»: 2 строки" in said


def test_looking_at_the_turn_as_a_whole_keeps_what_was_typed_and_shows_it(portal: Portal) -> None:
    office = on(portal, MAY)
    typed = {"typed.fresh": "1А", "typed.order": "45-у", "typed.last": "2027-06-25"}
    looked = office.form("", "look", **typed)
    assert (looked.status_code, looked.headers["location"]) == (303, f"{office.home}/turn/review")
    said = office.said("/turn/review")
    assert "Приказ: 45-у Последний день выбывающих: 25.06.2027" in said
    assert office.form("", "look", **{**typed, "typed.last": "вчера"}).status_code == 422


def test_after_the_turn_the_page_leads_to_what_comes_next(portal: Portal) -> None:
    said = on(portal, MAY).turn()
    assert "примите новые классы на странице « Ученики и классы », поставьте расписание" in said
    assert "примите новые классы" not in on(portal, date(2027, 9, 1)).said()


def test_the_week_of_a_class_says_how_it_is_changed(office: PeopleOffice) -> None:
    page = office.portal.client.get(f"{office.home}/timetable/{CLASS}").text
    assert "выберите его место в неделе" in page
