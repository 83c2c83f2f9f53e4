"""Classes, groups, load, releases and pupils' data on the office's pages."""

from datetime import date

import pytest

from app.domain.classroom import CarriedMark, Release
from app.domain.records import (
    NEVER,
    Assignment,
    Enrolment,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    SchoolClass,
    Teacher,
)
from app.ids import JournalId, LessonId, MarkId
from portal.office.wording import pupils_words
from tests.portal.conftest import Portal
from tests.portal.office.people_office import PeopleOffice, span
from tests.portal.portal_school import CLASS_8A, GROUP_8A, STRANGERS, SUBJECT_8A
from tests.small_school import ALGEBRA, ANNA, BORIS, CLASS, GROUP, PUPILS, SUBJECT

BEGINS = date(2026, 9, 1)


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    return PeopleOffice(portal)


def halves(office: PeopleOffice) -> list[Group]:
    office.save(f"new-groups/{CLASS}", name="англ.", count="2")
    return sorted((each for each in office.rows(Group, school_class=CLASS) if each.name), key=lambda each: each.name)


@pytest.mark.parametrize("count", ["0", "5000", "02345", "0" * 5_000, "²", "два"])
def test_no_more_groups_are_made_at_once_than_a_class_can_have(office: PeopleOffice, count: str) -> None:
    answer = office.check(f"new-groups/{CLASS}", name="англ.", count=count)
    assert answer.status_code == 422
    assert "Нужно число от 1 до" in answer.text


def test_the_classes_are_listed_by_grade_with_their_counts(office: PeopleOffice) -> None:
    said = office.get()
    assert "7-е классы 7Б 30 учеников Громова Анна Игоревна" in said
    assert said.index("7-е классы") < said.index("8-е классы")
    assert f"Сегодня в школе {pupils_words(len(PUPILS) + len(STRANGERS))}." in said


def test_a_new_class_has_the_group_of_all_its_pupils(office: PeopleOffice) -> None:
    done = office.save("new-class", title="10 «а»", shift="1", teacher=ANNA)
    (made,) = office.rows(SchoolClass, grade=10)
    assert (made.letter, made.teacher) == ("А", ANNA)
    assert [each.name for each in office.rows(Group, school_class=made.id)] == [""]
    assert "Новый класс: 10А" in done
    assert "Класс 10А уже есть." in office.refusal("new-class", title="10А", shift="1", teacher="")
    assert "Нужны число от 1 до 11 и буква" in office.refusal("new-class", title="12А", shift="1", teacher="")


def test_a_class_taken_back_is_no_longer_listed_and_can_be_made_again(office: PeopleOffice) -> None:
    office.save("new-class", title="10А", shift="1", teacher="")
    office.undo(1)
    assert "10А" not in office.get()
    office.save("new-class", title="10А", shift="1", teacher="")
    assert "10А" in office.get()


def test_a_class_that_has_pupils_already_is_not_taken_back(office: PeopleOffice) -> None:
    office.save("new-class", title="10А", shift="1", teacher="")
    (made,) = office.rows(SchoolClass, grade=10)
    office.save(f"transfer/{PUPILS[0]}", **{"class": made.id, "first": "2026-10-01"})
    answer = office.undo(1)
    assert answer.status_code == 409
    assert "1 зачисление" in answer.text


def test_the_class_teacher_is_changed(office: PeopleOffice) -> None:
    said = office.review(f"edit-class/{CLASS}", shift="1", teacher=BORIS)
    assert "Классный руководитель Громова Анна Игоревна Седов Борис" in said
    office.save(f"edit-class/{CLASS}", shift="1", teacher=BORIS)
    assert [each.teacher for each in office.rows(SchoolClass, id=CLASS)] == [BORIS]
    assert "Так уже и есть" in office.review(f"edit-class/{CLASS}", shift="1", teacher=BORIS)


def test_a_class_is_divided_on_one_page(office: PeopleOffice) -> None:
    one, two = halves(office)
    choices = {f"of__{pupil}": (one.id if n % 2 else two.id) for n, pupil in enumerate(PUPILS)}
    office.save(f"divide/{CLASS}", division="англ.", first="2026-09-01", **choices)
    assert len(office.rows(Membership, group=one.id)) == len(office.rows(Membership, group=two.id)) == 15
    assert {span(each) for each in office.rows(Membership, group=one.id)} == {(BEGINS, None)}
    assert "Фамилия00 Имя 01.01.2013 с 01.09.2026 (1) англ. 2" in office.get(f"/class/{CLASS}")


def test_dividing_again_tells_how_many_marks_go_along_before_it_is_saved(office: PeopleOffice) -> None:
    one, two = halves(office)
    day = date(2026, 9, 2)
    for n, group in enumerate((one, two)):
        office.portal.put(
            Journal(JournalId(f"english-{n}"), NEVER, group.id, SUBJECT, BEGINS.year, 2),
            Lesson(LessonId(f"english-{n}"), NEVER, JournalId(f"english-{n}"), day, 8, ""),
            Membership(f"in-{n}", NEVER, group.id, PUPILS[n], BEGINS, None),
        )
    for n in range(3):
        key = MarkId(f"english-{n}")
        office.portal.put(Mark(key, NEVER, JournalId("english-0"), LessonId("english-0"), PUPILS[0], None, "5", ANNA))
    choices = {f"of__{PUPILS[0]}": two.id, f"of__{PUPILS[1]}": one.id, f"of__{PUPILS[2]}": one.id}
    said = office.review(f"divide/{CLASS}", division="англ.", first="2026-10-01", **choices)
    assert "В новом журнале учтутся прежние отметки этого года — Алгебра: 3." in said
    office.save(f"divide/{CLASS}", division="англ.", first="2026-10-01", **choices)
    assert len(office.rows(CarriedMark, journal="english-1", pupil=PUPILS[0])) == 3


def test_whoever_changes_the_subgroup_leaves_the_old_one_the_day_before(office: PeopleOffice) -> None:
    one, two = halves(office)
    first = {f"of__{pupil}": one.id for pupil in PUPILS[:2]}
    office.save(f"divide/{CLASS}", division="англ.", first="2026-09-01", **first)
    office.save(f"divide/{CLASS}", division="англ.", first="2026-11-02", **{**first, f"of__{PUPILS[0]}": two.id})
    times = {each.group: span(each) for each in office.rows(Membership, pupil=PUPILS[0])}
    assert times[one.id] == (BEGINS, date(2026, 11, 1))
    assert times[two.id] == (date(2026, 11, 2), None)


def test_a_subgroup_that_had_pupils_does_not_stay_without_any(office: PeopleOffice) -> None:
    one, two = halves(office)
    office.save(f"divide/{CLASS}", division="англ.", first="2026-09-01", **{f"of__{PUPILS[0]}": one.id})
    said = office.refusal(f"divide/{CLASS}", division="англ.", first="2026-11-02", **{f"of__{PUPILS[0]}": two.id})
    assert "В группе должен быть хотя бы один ученик. Сейчас в «англ. 1»: 1 ученик." in said


def across(office: PeopleOffice) -> Group:
    pupil = office.rows(Enrolment, school_class=CLASS_8A)[0].pupil
    typed = {"name": "Право", "first": "2026-09-01", f"class__{CLASS}": "1", f"class__{CLASS_8A}": "1"}
    office.save("new-group", **typed, **{f"in__{PUPILS[0]}": "1", f"in__{pupil}": "1"})
    (made,) = [each for each in office.rows(Group) if each.name == "Право"]
    return made


def test_a_group_across_classes_stands_under_the_first_and_is_called_by_all(office: PeopleOffice) -> None:
    made = across(office)
    assert made.school_class == CLASS
    assert "7Б, 8А, Право 2 ученика" in office.get()
    assert "С другими классами 7Б, 8А, Право" in office.get(f"/class/{CLASS_8A}")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "Право", f"class__{CLASS}": "1"}, "Выберите два класса или больше."),
        ({"name": "Право", f"class__{CLASS}": "1", f"class__{CLASS_8A}": "1"}, "хотя бы один ученик"),
        ({"name": "", f"class__{CLASS}": "1", f"class__{CLASS_8A}": "1"}, "Заполните это поле."),
    ],
)
def test_a_group_needs_classes_pupils_and_a_name(office: PeopleOffice, typed: dict[str, str], words: str) -> None:
    assert words in office.refusal("new-group", first="2026-09-01", **typed)
    assert "Право" not in {each.name for each in office.rows(Group)}


def test_a_pupil_who_moves_stays_in_the_group_of_both_classes(office: PeopleOffice) -> None:
    made = across(office)
    office.save(f"transfer/{PUPILS[0]}", **{"class": CLASS_8A, "first": "2026-10-01"})
    assert [span(each) for each in office.rows(Membership, group=made.id, pupil=PUPILS[0])] == [(BEGINS, None)]


def test_pupils_come_to_a_group_and_go_from_a_day_on(office: PeopleOffice) -> None:
    made = across(office)
    office.save(f"members/{made.id}", first="2026-10-05", **{f"in__{PUPILS[1]}": "1"})
    times = {each.pupil: span(each) for each in office.rows(Membership, group=made.id)}
    assert times[PUPILS[0]] == (BEGINS, date(2026, 10, 4))
    assert times[PUPILS[1]] == (date(2026, 10, 5), None)


def test_a_group_gets_a_journal_with_hours_and_a_teacher(office: PeopleOffice) -> None:
    made = across(office)
    office.save(f"new-journal/{made.id}", subject="", other="Право", hours="2", teacher=BORIS, first="2026-09-01")
    (journal,) = office.rows(Journal, group=made.id)
    assert journal.hours == 2
    assert [(each.teacher, *span(each)) for each in office.rows(Assignment, journal=journal.id)] == [
        (BORIS, BEGINS, None)
    ]
    assert "Такой журнал у этой группы уже есть" in office.refusal(
        f"new-journal/{made.id}", subject="", other="право", hours="2", teacher=BORIS, first="2026-09-01"
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"teacher": ""}, "У журнала должен быть учитель"),
        *(({"hours": hours}, "от 1 до 12") for hours in ("0", "13", "012", "0129", "+2", "2,5", "9" * 5_000)),
        ({"subject": ""}, "Выберите предмет или впишите новый."),
        ({"first": "2025-09-01"}, "День должен быть в этом учебном году"),
    ],
)
def test_a_journal_needs_a_teacher_hours_and_a_subject(office: PeopleOffice, typed: dict[str, str], words: str) -> None:
    whole = {"subject": SUBJECT_8A, "other": "", "hours": "2", "teacher": BORIS, "first": "2026-09-01"}
    assert words in office.refusal(f"new-journal/{GROUP}", **{**whole, **typed})


def lasting(office: PeopleOffice, journal: str) -> list[tuple[str, date, date | None]]:
    return sorted((each.teacher, *span(each)) for each in office.rows(Assignment, journal=journal))


def test_a_teacher_is_replaced_from_a_day_on(office: PeopleOffice) -> None:
    (old,) = office.rows(Assignment, journal=ALGEBRA, teacher=ANNA)
    office.save(f"end-assignment/{office.rows(Assignment, journal=ALGEBRA, teacher=BORIS)[0].id}", last="2026-09-15")
    office.save(f"assign/{ALGEBRA}", teacher=BORIS, first="2026-11-02", last="", instead=old.id)
    assert (ANNA, BEGINS, date(2026, 11, 1)) in lasting(office, ALGEBRA)
    assert (BORIS, date(2026, 11, 2), None) in lasting(office, ALGEBRA)


def test_a_teacher_has_a_journal_once_at_a_time(office: PeopleOffice) -> None:
    said = office.refusal(f"assign/{ALGEBRA}", teacher=ANNA, first="2026-11-02", last="", instead="")
    assert "уже ведёт этот журнал в эти дни. Сейчас: Громова Анна Игоревна с 1 сентября 2026." in said


def test_several_journals_are_handed_over_at_once(office: PeopleOffice) -> None:
    (physics,) = office.rows(Journal, group=GROUP_8A)
    office.save(f"assign/{physics.id}", teacher=ANNA, first="2026-09-10", last="", instead="")
    rights = [each.id for each in office.rows(Assignment, teacher=ANNA)]
    (vera,) = office.rows(Teacher, login="vera")
    office.save(f"end-assignment/{office.rows(Assignment, teacher=vera.id)[0].id}", last="2026-09-30")
    office.save(f"hand-over/{ANNA}", teacher=vera.id, first="2026-12-01", **{f"of__{each}": "1" for each in rights})
    assert {span(each)[1] for each in office.rows(Assignment, teacher=ANNA)} == {date(2026, 11, 30)}
    assert (vera.id, date(2026, 12, 1), None) in lasting(office, ALGEBRA)
    assert (vera.id, date(2026, 12, 1), None) in lasting(office, physics.id)
    assert office.undo(3).status_code == 303
    assert {span(each)[1] for each in office.rows(Assignment, teacher=ANNA)} == {None}


def test_a_release_is_written_and_taken_back(office: PeopleOffice) -> None:
    form = {"subject": SUBJECT, "first": "2026-09-01", "last": "2026-12-31", "document": "справка 14"}
    done = office.save(f"release/{PUPILS[0]}", **form)
    (row,) = office.rows(Release)
    assert (row.subject, span(row), row.document) == (SUBJECT, (BEGINS, date(2026, 12, 31)), "справка 14")
    assert "Алгебра с 1 сентября 2026 по 31 декабря 2026, справка 14" in done
    office.save(f"end-release/{row.id}", last="", never="1")
    (row,) = office.rows(Release)
    assert row.last is not None
    assert row.last < row.first
    assert "Освобождений нет." in office.get(f"/pupil/{PUPILS[0]}")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"last": "2026-08-31"}, "Последний день не может быть раньше первого."),
        ({"last": "2029-08-31"}, "День должен быть в этом учебном году"),
        ({"document": ""}, "Заполните это поле."),
        ({"subject": "nothing"}, "Выберите из списка."),
    ],
)
def test_a_release_that_cannot_be_is_said(office: PeopleOffice, typed: dict[str, str], words: str) -> None:
    whole = {"subject": SUBJECT, "first": "2026-09-01", "last": "2026-12-31", "document": "справка 14"}
    assert words in office.refusal(f"release/{PUPILS[0]}", **{**whole, **typed})
    assert office.rows(Release) == []


def test_a_pupils_name_is_changed_and_hostile_names_stay_texts(office: PeopleOffice) -> None:
    form = {"surname": "<b>Ёж</b>", "name": "Имя", "patronymic": "", "born": "2013-01-01", "sex": ""}
    office.save(f"edit-pupil/{PUPILS[0]}", **form)
    assert [each.surname for each in office.rows(Pupil, id=PUPILS[0])] == ["<b>Ёж</b>"]
    text = office.portal.client.get(f"{office.home}/people/pupil/{PUPILS[0]}").text
    assert "<b>Ёж" not in text
    assert "&lt;b&gt;Ёж" in text


@pytest.mark.parametrize(
    "path", ["/class/nobody", "/pupil/nobody", "/group/nobody", "/transfer/nobody", "/divide/7b", "/nothing"]
)
def test_what_is_not_there_is_not_found(office: PeopleOffice, path: str) -> None:
    assert office.portal.client.get(f"{office.home}/people{path}").status_code == 404


def test_a_form_of_nobody_is_refused(office: PeopleOffice) -> None:
    stolen = PeopleOffice(office.portal)
    data = {"token": stolen.token, "step": "save", "typed.last": "2026-10-01"}
    url = f"{office.home}/people/leave/{PUPILS[0]}"
    headers = {"Origin": "http://testserver.local"}
    assert office.portal.client.post(url, data=data, headers=headers).status_code == 403
    assert office.portal.client.post(url, data={**data, "token": office.token}).status_code == 403
    assert [each.last for each in office.rows(Enrolment, pupil=PUPILS[0])] == [None]
