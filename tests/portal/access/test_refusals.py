"""What an application is refused for, and that whoever is refused learns nothing of a child that is not theirs."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import event, insert, select

from app.domain.movement import taken_back
from app.domain.records import NEVER, Enrolment, Pupil, School, SchoolClass
from app.ids import ClassId, SchoolId
from portal.store.dialects import enter
from portal.store.rows import write_records
from portal.store.tables import schools
from tests.portal.access.applying import BORN, CHILD, THIS_YEAR, Applying, applying_as, decide, enrol, requests
from tests.portal.conftest import Portal
from tests.portal.esia.entrants import PUPIL, TEACHER
from tests.sandbox_process import Sandbox
from tests.small_school import BEGINS, CLASS

OTHER = SchoolId("other-school")
MISMATCH = "Сведения не совпали с данными школы."


def nobody(_portal: Portal) -> None:
    """No school has such a child."""


def in_another_class(portal: Portal) -> None:
    portal.put(SchoolClass(ClassId("7v"), NEVER, 7, "В", 1, None))
    enrol(portal)
    portal.put(Enrolment(f"enrolment-{CHILD}", NEVER, CHILD, ClassId("7v"), BEGINS, None, "9"))


def born_on_another_day(portal: Portal) -> None:
    enrol(portal, born=BORN + timedelta(1))


def with_another_patronymic(portal: Portal) -> None:
    enrol(portal, patronymic="Олегович")


def twice(portal: Portal) -> None:
    enrol(portal)
    enrol(portal, "petya-too")


def has_left(portal: Portal) -> None:
    enrol(portal)
    portal.put(Enrolment(f"enrolment-{CHILD}", NEVER, CHILD, CLASS, BEGINS, date(2026, 9, 2), "9"))


def taken_in_by_mistake(portal: Portal) -> None:
    enrol(portal)
    portal.put(Enrolment(f"enrolment-{CHILD}", NEVER, CHILD, CLASS, BEGINS, taken_back(BEGINS), "9"))


def at_another_school(portal: Portal) -> None:
    a_second_school(portal)
    with portal.engine.begin() as connection:
        enter(connection, OTHER)
        pupil = Pupil(CHILD, NEVER, "Иванов", "Пётр", "Сергеевич", BORN, "m")
        write_records(connection, OTHER, [pupil, Enrolment("e", NEVER, CHILD, CLASS, BEGINS, None, "9")])


def a_second_school(portal: Portal) -> None:
    """Let the portal have a second school with a class of the same name; the child is in none of it."""
    with portal.engine.begin() as connection:
        row = connection.execute(select(schools)).mappings().first()
        assert row
        connection.execute(insert(schools), {**row, "school_id": OTHER})
        enter(connection, OTHER)
        school = School(OTHER, NEVER, "Лицей № 3", "Лицей", 2026, "Europe/Moscow")
        write_records(connection, OTHER, [school, SchoolClass(CLASS, NEVER, 7, "Б", 1, None)])


CAUSES = (
    nobody,
    in_another_class,
    born_on_another_day,
    with_another_patronymic,
    twice,
    has_left,
    taken_in_by_mistake,
    at_another_school,
)


def seen(applying: Applying) -> tuple[int, str, tuple[str, ...]]:
    """Apply, and return all that the applicant sees but the ids, times and marks of forms, which tell nothing."""
    school = {"school": str(applying.portal.school)}
    sent = applying.send(**school)
    assert sent.status_code == 303
    shown = applying.browser.get(sent.headers["location"])
    text = re.sub(r"/access/[A-Za-z0-9_-]{22}|value=\"[0-9a-f]{64}\"", "…", shown.text)
    headers = tuple(sorted(name for name, _ in shown.headers.items() if name != "content-length"))
    return shown.status_code, text, headers


def statements(applying: Applying, **stated: str) -> list[str]:
    """Return the statements by which an application is answered, in their order."""
    applying.check(school=str(applying.portal.school), **stated)
    done: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        done.append(statement)

    engine = applying.portal.serving
    event.listen(engine, "before_cursor_execute", note)
    try:
        applying.browser.send("/access/new", "send")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return done


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: str(cause.__name__))
def test_whatever_does_not_fit_is_refused_in_the_same_words_and_reaches_nobody(
    father: Applying, cause: Callable[[Portal], None]
) -> None:
    cause(father.portal)
    status, text, _ = seen(father)
    assert status == 200
    assert MISMATCH in text
    assert father.steps() == ["Заявление принято и проверено", "Отказано при проверке"]
    assert requests(father.portal) == []


@pytest.mark.parametrize("cause", CAUSES[1:-1], ids=lambda cause: str(cause.__name__))
def test_a_refusal_is_byte_for_byte_that_of_a_child_who_does_not_exist(
    father: Applying, cause: Callable[[Portal], None]
) -> None:
    without = seen(father)
    cause(father.portal)
    assert seen(father) == without


def test_a_child_of_another_school_is_refused_like_one_who_does_not_exist(father: Applying) -> None:
    a_second_school(father.portal)
    without = seen(father)
    with father.portal.engine.begin() as connection:
        enter(connection, OTHER)
        pupil = Pupil(CHILD, NEVER, "Иванов", "Пётр", "Сергеевич", BORN, "m")
        write_records(connection, OTHER, [pupil, Enrolment("e", NEVER, CHILD, CLASS, BEGINS, None, "9")])
    assert seen(father) == without


@pytest.mark.parametrize("cause", CAUSES[1:-1], ids=lambda cause: str(cause.__name__))
def test_a_refusal_takes_the_same_work_whatever_its_cause(father: Applying, cause: Callable[[Portal], None]) -> None:
    statements(father)
    without = statements(father)
    cause(father.portal)
    assert statements(father) == without
    assert len(without) > 5


def test_a_pupil_of_thirteen_is_told_from_when_on(esia_portal: Portal, sandbox: Sandbox) -> None:
    born = date(THIS_YEAR - 13, 12, 31)
    enrol(esia_portal, born=born)
    pupil = applying_as(esia_portal, sandbox, PUPIL)
    shown = pupil.apply(ground="self", born=born.isoformat()).text
    assert "с 14 лет" in shown
    assert requests(esia_portal) == []


def test_a_pupil_of_fifteen_applies_for_the_own_diary_and_reads_it(esia_portal: Portal, sandbox: Sandbox) -> None:
    enrol(esia_portal, born=date(2011, 5, 17), surname="Волков", name="Артём", patronymic="Игоревич")
    pupil = applying_as(esia_portal, sandbox, PUPIL)
    own = {
        "ground": "self",
        "surname": "волков",
        "name": "Артем",
        "patronymic": "",
        "born": "2011-05-17",
        "class": "7 б",
    }
    pupil.apply(**own)
    (request,) = requests(esia_portal)
    assert (request.role, request.doubts) == ("pupil", "")
    decide(esia_portal, request, "granted")
    assert "Волков" in pupil.browser.get(pupil.browser.get("/roles").headers["location"]).text


def test_nobody_becomes_another_pupil(esia_portal: Portal, sandbox: Sandbox) -> None:
    """Артём Волков states a classmate who is there: what is said follows from his own account alone."""
    enrol(esia_portal, born=date(2011, 3, 12))
    pupil = applying_as(esia_portal, sandbox, PUPIL)
    there = pupil.apply(ground="self", born="12.03.2011").text
    elsewhere = pupil.apply(ground="self", born="12.04.2011").text
    assert "должны совпадать с ней" in there
    assert there.count("Отказано") == elsewhere.count("Отказано")
    assert requests(esia_portal) == []


def test_whom_nobody_vouches_for_is_no_pupil(papa: Applying) -> None:
    """The refusal follows from the account, whether the pupil is there or not."""
    without = papa.apply(ground="self", born="12.03.2011").text
    enrol(papa.portal, born=date(2011, 3, 12))
    there = papa.apply(ground="self", born="12.03.2011").text
    assert "Без неё приглашение выдаёт школа" in there
    assert there.count("Отказано") == without.count("Отказано")
    assert requests(papa.portal) == []


@pytest.mark.parametrize("title", ["7 б", "7«Б»", "7-Б"])
def test_a_class_is_known_however_it_is_written(father: Applying, title: str) -> None:
    enrol(father.portal)
    father.apply(**{"class": title})
    assert len(requests(father.portal)) == 1


def test_a_latin_letter_that_looks_russian_is_taken_for_it(father: Applying) -> None:
    father.portal.put(SchoolClass(ClassId("7v"), NEVER, 7, "В", 1, None))
    enrol(father.portal)
    father.portal.put(Enrolment(f"enrolment-{CHILD}", NEVER, CHILD, ClassId("7v"), BEGINS, None, "9"))
    father.apply(**{"class": "7B"})
    assert len(requests(father.portal)) == 1


def test_an_access_that_is_open_is_restored_at_school_and_not_granted_twice(father: Applying) -> None:
    enrol(father.portal)
    father.apply()
    decide(father.portal, requests(father.portal)[0], "granted")
    assert "восстановит школа" in father.apply().text
    assert len(requests(father.portal)) == 1


def test_an_access_that_has_ended_comes_back_at_school_only(father: Applying) -> None:
    enrol(father.portal)
    father.apply()
    for decision in ("granted", "ended"):
        decide(father.portal, requests(father.portal)[0], decision, "решение суда № 1 от 01.09.2026")
    assert "Восстановить его может только школа" in father.apply().text
    assert len(requests(father.portal)) == 1


def test_the_same_application_is_not_made_twice(father: Applying) -> None:
    enrol(father.portal)
    first = father.send().headers["location"]
    assert father.send().headers["location"] == first
    assert len(requests(father.portal)) == 1


def test_a_form_that_is_sent_twice_makes_one_application(father: Applying) -> None:
    enrol(father.portal)
    father.check()
    reviewed = father.browser.page
    first = father.browser.send("/access/new", "send").headers["location"]
    father.browser.page = reviewed
    assert father.browser.send("/access/new", "send").headers["location"] == first


def test_two_parents_get_an_access_each(father: Applying, sandbox: Sandbox) -> None:
    enrol(father.portal)
    mother = applying_as(father.portal, sandbox, TEACHER)
    father.apply()
    decide(father.portal, requests(father.portal)[0], "granted")
    mother.apply(ground="mother")
    (second,) = [each for each in requests(father.portal) if not each.decision]
    assert second.doubts.split() == ["surname_differs", "others_have_access"]
    assert "others_have_access" not in mother.browser.page.text
    decide(father.portal, second, "granted")
    paths = [each.browser.get("/roles").headers["location"] for each in (father, mother)]
    assert len(set(paths)) == 2
    assert [each.browser.get(path).status_code for each, path in zip((father, mother), paths, strict=True)] == [
        200,
        200,
    ]
    assert father.browser.get(paths[1]).status_code == 404


def test_a_child_of_two_schools_is_looked_for_in_the_stated_one(father: Applying) -> None:
    at_another_school(father.portal)
    assert MISMATCH in father.apply(school=str(father.portal.school)).text
    assert father.apply(school=OTHER).status_code == 200
    assert father.steps()[-1] == "Передано в школу"
    enrol(father.portal)
    father.apply(school=str(father.portal.school))
    assert father.steps()[-1] == "Передано в школу"
    assert len(requests(father.portal)) == 2


def test_a_child_who_leaves_later_takes_the_access_along_and_the_history_stays(father: Applying) -> None:
    enrol(father.portal)
    path = father.send().headers["location"]
    decide(father.portal, requests(father.portal)[0], "granted")
    diary = father.browser.get("/roles").headers["location"]
    has_left(father.portal)
    assert father.browser.get(diary).status_code == 404
    assert "ученик выбыл" in father.browser.get(path).text
    assert "Доступ открыт" in father.steps()
