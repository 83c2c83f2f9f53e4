"""The office invites teachers, pupils and parents from their pages, sees what is open, and withdraws it."""

import html
import re
from datetime import date

import pytest

from app.domain.records import NEVER, Pupil
from portal.auth.invitations import VALID_MS
from portal.endpoints import LOOPBACK
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser, Person
from tests.portal.office.time_office import TimeOffice
from tests.small_school import ANNA, CLASS, PUPILS

TEACHER, GROWN, YOUNG, ALL = f"/access/teacher/{ANNA}", f"/access/pupil/{PUPILS[0]}", f"/access/pupil/{PUPILS[1]}", ""
WHOLE = f"/access/class/{CLASS}"


@pytest.fixture
def office(portal: Portal) -> TimeOffice:
    """Somebody of the office of a school where one pupil has turned fourteen today."""
    portal.put(Pupil(PUPILS[0], NEVER, "Фамилия00", "Имя", "", date(2012, 9, 21), "f"))
    portal.put(Pupil(PUPILS[1], NEVER, "Фамилия01", "Имя", "", date(2012, 9, 22), "f"))
    return TimeOffice(portal)


def paths(text: str) -> list[str]:
    """Return the ways in that a sheet shows."""
    return re.findall(rf"{re.escape(LOOPBACK)}(/join/[A-Za-z0-9_-]+)", html.unescape(text))


def sheet(office: TimeOffice, path: str, step: str, **typed: str) -> list[str]:
    answer = office.fill(path, step, typed)
    assert answer.status_code == 200, answer.text
    assert answer.text.count('class="qr"') == len(paths(answer.text)) > 0
    return paths(answer.text)


def is_open(office: TimeOffice, path: str) -> bool:
    return Browser(office.portal).get(path).status_code == 200


def test_a_teacher_is_invited_from_the_teachers_page_and_makes_an_account(office: TimeOffice) -> None:
    assert f'href="{office.home}{TEACHER}"' in office.get(f"/people/teacher/{ANNA}")
    (path,) = sheet(office, TEACHER, "invite")
    assert path not in office.get(TEACHER)
    assert "Громова Анна Игоревна" in office.get("/access").partition("Открытые приглашения")[2]
    assert Person(Browser(office.portal), "anna").join(path).status_code == 200
    text = office.get(TEACHER)
    assert "браузеров: 1" in text
    assert "Открытых приглашений нет." in text


def test_a_new_invitation_of_a_teacher_shuts_the_one_before(office: TimeOffice) -> None:
    (first,), (second,) = sheet(office, TEACHER, "invite"), sheet(office, TEACHER, "invite")
    assert (is_open(office, first), is_open(office, second)) == (False, True)


def test_two_parents_are_invited_one_after_another(office: TimeOffice) -> None:
    (first,), (second,) = sheet(office, YOUNG, "invite parent"), sheet(office, YOUNG, "invite parent")
    for n, path in enumerate((first, second)):
        assert Person(Browser(office.portal), f"parent-{n}").join(path).status_code == 200
    assert office.get(YOUNG).count("родитель: Фамилия01 Имя</b>") == 2


def test_a_pupil_is_invited_from_fourteen_on(office: TimeOffice) -> None:
    assert is_open(office, sheet(office, GROWN, "invite pupil")[0])
    assert "invite pupil" not in office.get(YOUNG)
    answer = office.fill(YOUNG, "invite pupil", {})
    assert answer.status_code == 422
    assert "Своя учётная запись — с 14 лет" in answer.text


def test_a_class_is_invited_by_one_sheet(office: TimeOffice) -> None:
    ways = sheet(office, WHOLE, "invite parent", copies="2")
    assert len(set(ways)) == 2 * len(PUPILS)
    assert is_open(office, ways[0])
    again = sheet(office, WHOLE, "invite parent", copies="1")
    assert len(again) == len(PUPILS)
    assert not any(is_open(office, path) for path in (ways[0], ways[-1]))
    assert is_open(office, again[-1])


def test_pupils_who_are_too_young_are_left_out_of_a_sheet_by_name(office: TimeOffice) -> None:
    answer = office.fill(WHOLE, "invite pupil", {})
    assert len(paths(answer.text)) == 1
    assert "Фамилия01 Имя: ещё нет 14 лет" in answer.text


def test_an_open_invitation_is_withdrawn(office: TimeOffice) -> None:
    (path,) = sheet(office, YOUNG, "invite parent")
    (step,) = re.findall(r'value="(withdraw [^"]+)"', office.get("/access"))
    assert office.fill("/access", step, {}).status_code == 303
    assert not is_open(office, path)
    assert "Открытых приглашений нет." in office.get(YOUNG)
    assert "приглашение отозвано" in office.get("/access")


def test_an_invitation_ends_by_itself(office: TimeOffice) -> None:
    (path,) = sheet(office, YOUNG, "invite parent")
    office.portal.clock.ms += VALID_MS
    assert not is_open(office, path)


@pytest.mark.parametrize("path", ["/access/pupil/none", "/access/teacher/none", "/access/class/none", "/access/x/y"])
def test_nobody_is_invited_who_is_not_there(office: TimeOffice, path: str) -> None:
    assert office.portal.client.get(office.home + path).status_code == 404
    sent = {"token": office.get("/access").partition('name="token" value="')[2].partition('"')[0]}
    assert office.send(path, sent, "invite").status_code == 404


def test_a_role_that_is_no_family_is_not_given(office: TimeOffice) -> None:
    assert office.fill(GROWN, "invite teacher", {}).status_code == 400
    assert office.fill(WHOLE, "invite parent", {"copies": "200"}).status_code == 400


def test_names_of_a_sheet_are_texts_and_nothing_else(office: TimeOffice) -> None:
    office.portal.put(Pupil(PUPILS[1], NEVER, "<script>", "Имя", "", date(2013, 1, 2), "f"))
    answer = office.fill(YOUNG, "invite parent", {})
    assert "&lt;script&gt;" in answer.text
    assert "<script>" not in answer.text
