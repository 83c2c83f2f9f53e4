"""Marks that come with a pupil: those of the old class by a transfer, those of another school by the office's hand."""

from datetime import date

import pytest

from app.domain.classroom import CarriedMark
from app.domain.records import Pupil
from app.operations import MarkAdd, MarkSet, Operation
from tests.portal.conftest import Portal
from tests.portal.moved_pupil import ALGEBRA_7A, CLASS_7A, MOVED, second_class
from tests.portal.office.people_office import PeopleOffice
from tests.portal.portal_school import CONTROL, TEST
from tests.small_school import ALGEBRA, LESSONS

EXTRACT = {"school": "Школа № 3", "journal": ALGEBRA, "day": "2026-09-07", "work": CONTROL}


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    portal.put(*second_class())
    return PeopleOffice(portal)


def carried(office: PeopleOffice, journal: str = ALGEBRA_7A) -> list[CarriedMark]:
    return [each for each in office.rows(CarriedMark, journal=journal) if not each.annulled]


def test_a_transfer_says_how_many_marks_will_count_and_they_do(office: PeopleOffice) -> None:
    anna = office.portal.pc("anna")
    anna.push(*(Operation(MarkAdd(LESSONS[0], MOVED, TEST, value)) for value in "45"))
    form = {"class": CLASS_7A, "first": "2026-09-20"}
    said = office.review(f"transfer/{MOVED}", **form)
    assert "В новом журнале учтутся прежние отметки этого года — Алгебра: 2." in said
    assert carried(office) == []
    office.save(f"transfer/{MOVED}", **form)
    assert sorted((each.value, each.weight, each.source) for each in carried(office)) == [
        ("4", 4, "7Б"),
        ("5", 4, "7Б"),
    ]


def test_a_transfer_can_be_undone_with_its_marks_though_one_was_corrected_since(office: PeopleOffice) -> None:
    anna = office.portal.pc("anna")
    anna.push(Operation(MarkAdd(LESSONS[0], MOVED, None, "2")))
    office.save(f"transfer/{MOVED}", **{"class": CLASS_7A, "first": "2026-09-20"})
    anna.push(Operation(MarkSet("3", ""), ent=anna.ids[0], base=anna.ids[0]))
    assert [each.value for each in carried(office)] == ["3"]
    assert office.undo(1).status_code == 303
    assert carried(office) == []


def test_an_extract_is_entered_as_several_marks_with_the_weight_of_their_work(office: PeopleOffice) -> None:
    said = office.review(f"extract/{MOVED}", **EXTRACT, marks="5 4, 4")
    assert "Алгебра, Контрольная работа, 07.09.2026" in said
    assert "5 4 4 Вес 4. Учтутся в среднем балле" in said
    done = office.save(f"extract/{MOVED}", **EXTRACT, marks="5 4, 4")
    assert "Алгебра: 4 — Контрольная работа, 07.09.2026, Школа № 3" in done
    found = sorted((each.value, each.weight, each.title, each.source) for each in carried(office, ALGEBRA))
    assert found == [(value, 4, "Контрольная работа", "Школа № 3") for value in "445"]
    assert {(each.day, each.original, each.pupil) for each in carried(office, ALGEBRA)} == {
        (date(2026, 9, 7), "", MOVED)
    }


def test_more_marks_of_the_same_day_are_added_to_those_that_are_there(office: PeopleOffice) -> None:
    office.save(f"extract/{MOVED}", **EXTRACT, marks="5")
    office.save(f"extract/{MOVED}", **EXTRACT, marks="5 3")
    assert sorted(each.value for each in carried(office, ALGEBRA)) == ["3", "5", "5"]


def test_an_extract_is_undone_as_a_whole_and_one_mark_of_it_can_be_removed(office: PeopleOffice) -> None:
    office.save(f"extract/{MOVED}", **EXTRACT, marks="5 4")
    five = next(each for each in carried(office, ALGEBRA) if each.value == "5")
    said = office.save(f"end-extract/{five.id}", sure="1")
    assert "не учитывается" in said
    assert [each.value for each in carried(office, ALGEBRA)] == ["4"]
    assert office.undo(1).status_code == 409
    assert office.undo(2).status_code == 303
    assert office.undo(1).status_code == 303
    assert carried(office, ALGEBRA) == []


def test_an_extract_follows_into_the_next_class(office: PeopleOffice) -> None:
    office.save(f"extract/{MOVED}", **EXTRACT, marks="3")
    office.save(f"transfer/{MOVED}", **{"class": CLASS_7A, "first": "2026-09-20"})
    assert [(each.value, each.source) for each in carried(office)] == [("3", "Школа № 3")]


def test_a_new_pupil_with_an_extract_is_not_undone_before_the_extract(office: PeopleOffice) -> None:
    office.save(
        f"new-pupil/{CLASS_7A}",
        surname="Новикова",
        name="Анна",
        patronymic="",
        born="2013-02-01",
        sex="f",
        first="2026-09-15",
        order="",
    )
    key = next(each.id for each in office.rows(Pupil) if each.surname == "Новикова")
    office.save(f"extract/{key}", **{**EXTRACT, "journal": ALGEBRA_7A}, marks="5")
    answer = office.undo(1)
    assert (answer.status_code, "1 отметка из другой школы" in answer.text) == (409, True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"marks": "6"}, "Отметки этого предмета: 5, 4, 3, 2"),
        ({"marks": ""}, "Нужна хотя бы одна отметка"),
        ({"marks": "5 " * 41}, "не больше 40"),
        ({"school": ""}, "Заполните это поле"),
        ({"journal": ALGEBRA_7A}, "Выберите из списка"),
        ({"day": "2026-08-20"}, "Нужен день этого учебного года"),
        ({"day": "2027-03-01"}, "не позже сегодняшнего"),
    ],
)
def test_what_cannot_be_an_extract_is_said(office: PeopleOffice, typed: dict[str, str], words: str) -> None:
    assert words in office.refusal(f"extract/{MOVED}", **{**EXTRACT, "marks": "5", **typed})
    assert carried(office, ALGEBRA) == []


def test_marks_that_follow_by_themselves_are_not_offered_for_removal(office: PeopleOffice) -> None:
    office.portal.pc("anna").push(Operation(MarkAdd(LESSONS[0], MOVED, None, "2")))
    office.save(f"transfer/{MOVED}", **{"class": CLASS_7A, "first": "2026-09-20"})
    (mark,) = carried(office)
    assert "Выписки с отметками нет." in office.get(f"/pupil/{MOVED}")
    answer = office.portal.client.get(f"{office.home}/people/end-extract/{mark.id}")
    assert answer.status_code == 404
