"""Movement of pupils on the office's pages: what each order does to classes, groups and marks, and how it is undone."""

from datetime import date

import pytest

from app.domain.records import NEVER, Enrolment, Group, Mark, Membership, Pupil
from app.ids import GroupId
from app.operations import MarkAdd, Operation
from tests.portal.conftest import Portal
from tests.portal.office.people_office import PeopleOffice, span
from tests.portal.portal_school import CLASS_8A, GROUP_8A, STRANGERS
from tests.small_school import CLASS, GROUP, LESSONS, PUPILS

MOVED = PUPILS[3]
ENGLISH_1, ENGLISH_2 = GroupId("7b-eng-1"), GroupId("7b-eng-2")
PHYSICS_1 = GroupId("8a-eng-1")
BEGINS = date(2026, 9, 1)


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    portal.put(
        Group(ENGLISH_1, NEVER, CLASS, "англ. 1"),
        Group(ENGLISH_2, NEVER, CLASS, "англ. 2"),
        Group(PHYSICS_1, NEVER, CLASS_8A, "англ. 2"),
        Membership("m-eng", NEVER, ENGLISH_1, MOVED, BEGINS, None),
        Membership("m-eng-2", NEVER, ENGLISH_1, PUPILS[4], BEGINS, None),
    )
    return PeopleOffice(portal)


def times(office: PeopleOffice, pupil: str) -> list[tuple[str, date, date | None]]:
    found = [(each.school_class, *span(each)) for each in office.rows(Enrolment, pupil=pupil)]
    return sorted(found, key=lambda each: each[1])


def groups(office: PeopleOffice, pupil: str) -> dict[str, tuple[date, date | None]]:
    return {each.group: span(each) for each in office.rows(Membership, pupil=pupil)}


def test_a_transfer_says_beforehand_and_afterwards_what_it_does(office: PeopleOffice) -> None:
    form = {"class": CLASS_8A, "first": "2026-11-01", "order": "97-у", "half__0": PHYSICS_1}
    said = office.review(f"transfer/{MOVED}", **form)
    assert "7Б до 31 октября 2026, приказ 97-у 8А с 1 ноября 2026, приказ 97-у" in said
    assert "Подгруппа (англ.) англ. 1 до 31 октября 2026 англ. 2 с 1 ноября 2026" in said
    assert "Ещё ничего не сохранено" in said
    assert times(office, MOVED) == [(CLASS, BEGINS, None)]
    done = office.save(f"transfer/{MOVED}", **form)
    assert "Сделано. Перевод: Фамилия03 Имя, 7Б → 8А с 1 ноября 2026, приказ 97-у" in done


def test_a_transfer_ends_the_old_groups_the_day_before_and_begins_the_new_ones(office: PeopleOffice) -> None:
    office.save(
        f"transfer/{MOVED}", **{"class": CLASS_8A, "first": "01.11.2026", "order": "97-у", "half__0": PHYSICS_1}
    )
    eve, day = date(2026, 10, 31), date(2026, 11, 1)
    assert times(office, MOVED) == [(CLASS, BEGINS, eve), (CLASS_8A, day, None)]
    assert groups(office, MOVED) == {
        GROUP: (BEGINS, eve),
        ENGLISH_1: (BEGINS, eve),
        GROUP_8A: (day, None),
        PHYSICS_1: (day, None),
    }


def test_marks_stay_with_the_pupil_who_moved(office: PeopleOffice) -> None:
    anna = office.portal.pc("anna")
    anna.push(Operation(MarkAdd(LESSONS[0], MOVED, None, "5")))
    before = office.rows(Mark, pupil=MOVED)
    office.save(f"transfer/{MOVED}", **{"class": CLASS_8A, "first": "2026-11-01"})
    assert office.rows(Mark, pupil=MOVED) == before
    assert len(before) == 1


def test_leaving_ends_everything_on_the_last_day_and_keeps_both_orders(office: PeopleOffice) -> None:
    office.save(f"leave/{MOVED}", last="2026-10-09", order="51-у")
    (enrolment,) = office.rows(Enrolment, pupil=MOVED)
    assert (enrolment.last, enrolment.order, enrolment.end_order) == (date(2026, 10, 9), "1", "51-у")
    assert {last for _, last in groups(office, MOVED).values()} == {date(2026, 10, 9)}


def test_whoever_comes_back_is_the_same_pupil(office: PeopleOffice) -> None:
    office.save(f"leave/{MOVED}", last="2026-09-20")
    office.save(f"return/{MOVED}", **{"class": CLASS, "first": "2026-12-01", "order": "60-у"})
    assert times(office, MOVED) == [(CLASS, BEGINS, date(2026, 9, 20)), (CLASS, date(2026, 12, 1), None)]
    assert len(office.rows(Pupil)) == len(PUPILS) + len(STRANGERS)


@pytest.mark.parametrize(
    ("path", "typed", "words"),
    [
        ("transfer", {"class": CLASS, "first": "2026-11-01"}, "только в другой класс. Сейчас: 7Б с 1 сентября 2026."),
        ("transfer", {"class": CLASS_8A, "first": "2026-09-01"}, "не может быть раньше первого. Сейчас: 7Б"),
        ("transfer", {"class": CLASS_8A, "first": "2027-09-01"}, "День должен быть в этом учебном году: с 1 сентября"),
        ("transfer", {"class": CLASS_8A, "first": "2026-08-30"}, "не числится ни в одном классе"),
        ("transfer", {"class": CLASS_8A, "first": "31.11.2026"}, "Нужен день"),
        ("transfer", {"class": "", "first": "2026-11-01"}, "Выберите из списка."),
        ("return", {"class": CLASS_8A, "first": "2026-11-01"}, "только в одном классе. Сейчас: 7Б с 1 сентября 2026."),
        ("leave", {"last": "2026-08-31"}, "не числится ни в одном классе. Сейчас: 7Б"),
        ("leave", {"last": "2028-01-01"}, "День должен быть в этом учебном году"),
    ],
)
def test_what_cannot_be_names_the_rule_and_what_is_there(
    office: PeopleOffice, path: str, typed: dict[str, str], words: str
) -> None:
    assert words in office.refusal(f"{path}/{MOVED}", **typed)
    assert times(office, MOVED) == [(CLASS, BEGINS, None)]


def test_nothing_can_be_undone_under_a_later_enrolment(office: PeopleOffice) -> None:
    office.save(f"transfer/{MOVED}", **{"class": CLASS_8A, "first": "2026-11-01"})
    said = office.refusal(f"leave/{MOVED}", last="2026-10-01")
    assert "После этого дня уже есть другое зачисление" in said
    assert "8А с 1 ноября 2026" in said


def new_pupil(**other: str) -> dict[str, str]:
    typed = {"surname": "Ёжикова", "name": "Анна", "patronymic": "", "born": "2012-02-29", "sex": "f"}
    return {**typed, "first": "2026-10-05", "order": "12-у", **other}


def test_a_new_pupil_is_enrolled_with_the_order(office: PeopleOffice) -> None:
    done = office.save(f"new-pupil/{CLASS_8A}", **new_pupil())
    (pupil,) = office.rows(Pupil, surname="Ёжикова")
    assert "Зачисление: Ёжикова Анна, 8А с 5 октября 2026, приказ 12-у" in done
    assert times(office, pupil.id) == [(CLASS_8A, date(2026, 10, 5), None)]
    assert groups(office, pupil.id) == {GROUP_8A: (date(2026, 10, 5), None)}


def test_a_namesake_is_asked_about_and_never_merged(office: PeopleOffice) -> None:
    twin = new_pupil(surname="елкин", name="пётр", born="2012-03-01", sex="m")
    said = office.refusal(f"new-pupil/{CLASS_8A}", **twin)
    assert "Такое имя в школе уже есть. Уже есть: Ёлкин Пётр, род. 01.03.2012, 8А" in said
    office.save(f"new-pupil/{CLASS_8A}", **{**twin, "surname": "Ёлкин", "name": "Пётр", "other": "1"})
    assert len(office.rows(Pupil, surname="Ёлкин")) == len(STRANGERS) + 1


def test_two_children_of_one_name_and_one_birthday_stay_two(office: PeopleOffice) -> None:
    office.save(f"new-pupil/{CLASS_8A}", **new_pupil())
    office.save(f"new-pupil/{CLASS_8A}", **new_pupil(other="1"))
    assert len({each.id for each in office.rows(Pupil, surname="Ёжикова")}) == 2


def test_arriving_looks_for_the_pupil_first(office: PeopleOffice) -> None:
    said = office.get(f"/arrival/{CLASS}?q=елк")
    assert said.count("Ёлкин Пётр род.") == len(STRANGERS)
    assert "Это он(а): перевести" in said


def test_what_was_looked_at_is_what_is_saved(office: PeopleOffice) -> None:
    looked = office.check(f"transfer/{MOVED}", **{"class": CLASS_8A, "first": "2026-11-01"})
    office.portal.put(Membership("m-late", NEVER, ENGLISH_2, MOVED, date(2026, 9, 15), None))
    answer = office.confirm(f"transfer/{MOVED}", looked)
    assert answer.status_code == 200
    assert "Пока вы смотрели, здесь что-то изменили" in answer.text
    assert times(office, MOVED) == [(CLASS, BEGINS, None)]


def test_a_transfer_is_taken_back_as_a_whole(office: PeopleOffice) -> None:
    before = times(office, MOVED), groups(office, MOVED)
    office.save(f"transfer/{MOVED}", **{"class": CLASS_8A, "first": "2026-09-15", "half__0": PHYSICS_1})
    assert office.undo(1).status_code == 303
    real = [each for each in times(office, MOVED) if each[2] is None or each[1] <= each[2]]
    here = {key: each for key, each in groups(office, MOVED).items() if each[1] is None or each[0] <= each[1]}
    assert (real, here) == before
    assert "отменено" in office.get("/actions")
    assert "Фамилия03" not in office.get(f"/class/{CLASS_8A}")
    assert office.undo(1).status_code == 409


def test_a_transfer_on_which_marks_were_built_is_not_taken_back(office: PeopleOffice) -> None:
    office.save(f"transfer/{STRANGERS[0]}", **{"class": CLASS, "first": "2026-09-02"})
    anna = office.portal.pc("anna")
    assert anna.verdicts(Operation(MarkAdd(LESSONS[5], STRANGERS[0], None, "5"))) == [("applied", "")]
    answer = office.undo(1)
    assert answer.status_code == 409
    assert "1 отметка" in answer.text
    assert times(office, STRANGERS[0])[-1] == (CLASS, date(2026, 9, 2), None)


def test_a_later_action_on_the_same_pupil_is_taken_back_first(office: PeopleOffice) -> None:
    office.save(f"transfer/{MOVED}", **{"class": CLASS_8A, "first": "2026-09-15"})
    office.save(f"leave/{MOVED}", last="2026-09-30")
    assert office.undo(1).status_code == 409
    assert office.undo(2).status_code == 303
    assert office.undo(1).status_code == 303


def test_a_pupil_entered_by_mistake_is_nowhere_after_undoing_and_can_be_entered_again(office: PeopleOffice) -> None:
    office.save(f"new-pupil/{CLASS_8A}", **new_pupil())
    assert office.undo(1).status_code == 303
    assert "Найдено: 0" in office.get("?q=ежик")
    office.save(f"new-pupil/{CLASS_8A}", **new_pupil())
    assert "Найдено: 1" in office.get("?q=ежик")
    assert len(office.rows(Pupil, surname="Ёжикова")) == 1
