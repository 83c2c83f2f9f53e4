"""Parents and pupils come in: named by their school, known by ESIA's id or a password, shown their own diaries only."""

from datetime import date

import httpx
import pytest
from sqlalchemy import insert, select

from app.domain.records import NEVER, Pupil, School
from app.ids import PupilId, SchoolId
from portal.auth.families import end_family, invite_family, restore_family
from portal.rights import Role
from portal.store.dialects import enter
from portal.store.rows import write_records
from portal.store.sign_in_tables import events, identities
from portal.store.tables import TABLES, schools
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser, Person
from tests.portal.esia.entrants import PARENT, PUPIL, TEACHER, Entrant
from tests.sandbox_process import Sandbox
from tests.small_school import PUPILS

ELDER, YOUNGER, NEIGHBOUR = PUPILS[0], PUPILS[1], PUPILS[2]
OTHER = SchoolId("other-school")
GUEST, BORN = PupilId("guest"), date(2013, 5, 1)


def invited(portal: Portal, pupil: PupilId, role: Role = Role.PARENT, school: SchoolId | None = None) -> str:
    """Return the path of an invitation of the school."""
    with portal.engine.begin() as connection:
        return invite_family(connection, school or portal.school, pupil, role, now_ms=portal.clock.ms)


def joined(entrant: Entrant, *pupils: PupilId, role: Role = Role.PARENT) -> Entrant:
    """Follow an invitation for each of the pupils."""
    for pupil in pupils:
        path = invited(entrant.portal, pupil, role)
        assert entrant.enter(f"?join={path.removeprefix('/join/')}").status_code == 303
    return entrant


@pytest.fixture
def parent(esia_portal: Portal, sandbox: Sandbox) -> Entrant:
    return Entrant(esia_portal, sandbox, PARENT)


def surname(portal: Portal, pupil: PupilId) -> str:
    table = TABLES[Pupil]
    with portal.engine.connect() as connection:
        return str(connection.execute(select(table.c.surname).where(table.c.id == pupil)).scalar_one())


def only_diary(browser: Browser) -> str:
    """Return the diary to which somebody is led who has one."""
    path = str(browser.get("/roles").headers["location"])
    assert path.startswith("/diary/")
    return path


def opened(browser: Browser, name: str) -> str:
    """Choose a diary on the page of roles and return its path."""
    shown = browser.get("/roles").text
    before = shown.partition(f'aria-label="Открыть дневник: {name}')[0]
    key = before.rpartition('value="diary ')[2].partition('"')[0]
    return str(browser.send("/roles", f"diary {key}").headers["location"])


def account_of(portal: Portal) -> str:
    wanted = identities.c.issuer == "local", identities.c.kind == "parent"
    with portal.engine.connect() as connection:
        return str(connection.execute(select(identities.c.subject).where(*wanted)).scalars().first())


def seen(answer: httpx.Response) -> tuple[int, str, frozenset[tuple[str, str]]]:
    """Return all that tells one answer from another."""
    return answer.status_code, answer.text, frozenset(item for item in answer.headers.items() if item[0] != "date")


def test_an_invited_parent_is_led_to_the_diary_of_the_own_child(parent: Entrant) -> None:
    joined(parent, ELDER)
    page = parent.browser.get(only_diary(parent.browser))
    assert page.status_code == 200
    assert surname(parent.portal, ELDER) in page.text
    assert "выход" in page.text


def test_a_pupil_who_is_confirmed_reads_the_own_diary(esia_portal: Portal, sandbox: Sandbox) -> None:
    pupil = joined(Entrant(esia_portal, sandbox, PUPIL), ELDER, role=Role.PUPIL)
    assert surname(esia_portal, ELDER) in pupil.browser.get(only_diary(pupil.browser)).text


def test_a_parent_comes_back_without_an_invitation(parent: Entrant, sandbox: Sandbox) -> None:
    path = only_diary(joined(parent, ELDER).browser)
    again = Entrant(parent.portal, sandbox, PARENT)
    again.enter()
    assert only_diary(again.browser) == path


def test_nobody_becomes_a_parent_by_their_name(parent: Entrant) -> None:
    """Сергей Иванов of ESIA and a pupil Иванов of the same patronymic."""
    parent.portal.put(Pupil(ELDER, NEVER, "Иванов", "Пётр", "Сергеевич", BORN, "m"))
    assert parent.enter().status_code == 403
    assert not parent.is_in


def test_a_parent_of_two_chooses_and_sees_nobody_else(parent: Entrant) -> None:
    browser = joined(parent, ELDER, YOUNGER).browser
    shown = browser.get("/roles").text
    assert shown.count("Открыть дневник:") == 2
    for pupil in (ELDER, YOUNGER):
        page = browser.get(opened(browser, surname(parent.portal, pupil))).text
        others = {surname(parent.portal, other) for other in PUPILS} - {surname(parent.portal, pupil)}
        assert surname(parent.portal, pupil) in page
        assert not [name for name in others if name in page]


def test_a_key_of_somebody_elses_child_opens_nothing(parent: Entrant) -> None:
    browser = joined(parent, ELDER, YOUNGER).browser
    browser.get("/roles")
    assert browser.send("/roles", "diary 0123456789abcdef").headers["location"] == "/roles"


def test_a_teacher_who_is_a_parent_chooses(esia_portal: Portal, sandbox: Sandbox) -> None:
    teacher = Entrant(esia_portal, sandbox, TEACHER)
    teacher.join()
    joined(teacher, ELDER)
    shown = teacher.browser.get("/roles").text
    assert "учитель, Школа № 7" in shown
    assert "вы родитель или опекун, Школа № 7" in shown


def test_children_of_two_schools_are_told_apart(parent: Entrant) -> None:
    portal = parent.portal
    with portal.engine.begin() as connection:
        row = connection.execute(select(schools)).mappings().one()
        connection.execute(insert(schools), {**row, "school_id": OTHER})
        enter(connection, OTHER)
        school = School(OTHER, NEVER, "Лицей № 3", "Лицей", 2026, "Asia/Omsk")
        guest = Pupil(GUEST, NEVER, "Далёкая", "Мария", "", BORN, "f")
        write_records(connection, OTHER, [school, guest])
    joined(parent, ELDER)
    path = invited(portal, GUEST, school=OTHER)
    parent.enter(f"?join={path.removeprefix('/join/')}")
    assert "Лицей № 3" in parent.browser.get("/roles").text
    page = parent.browser.get(opened(parent.browser, "Далёкая Мария")).text
    assert "Далёкая" in page
    assert surname(portal, ELDER) not in page


def test_a_child_may_have_two_parents_but_is_one_pupil(parent: Entrant, sandbox: Sandbox) -> None:
    joined(parent, ELDER)
    mother = joined(Entrant(parent.portal, sandbox, TEACHER), ELDER)
    assert only_diary(mother.browser) != only_diary(parent.browser)
    joined(Entrant(parent.portal, sandbox, PUPIL), ELDER, role=Role.PUPIL)
    path = invited(parent.portal, ELDER, Role.PUPIL)
    answer = Entrant(parent.portal, sandbox, "petrova@example.ru").enter(f"?join={path.removeprefix('/join/')}")
    assert answer.status_code == 403
    assert "связана с другим человеком" in answer.text


@pytest.mark.parametrize("page", ["", "/2026-09-07", "/term", "/term/whole-year", "/day", "/nothing"])
def test_the_address_alone_opens_nothing_in_another_browser(parent: Entrant, page: str) -> None:
    path = only_diary(joined(parent, ELDER).browser) + page
    stranger = Browser(parent.portal)
    answer = stranger.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=%2Fdiary%2F")
    assert surname(parent.portal, ELDER) not in answer.text


def test_who_signs_in_at_a_diary_is_led_back_to_it(parent: Entrant) -> None:
    path = only_diary(joined(parent, ELDER).browser) + "/term"
    parent.browser.cookies.clear()
    asked = parent.browser.get(path).headers["location"]
    assert parent.enter(f"?next={asked.partition('next=')[2]}").headers["location"] == path


def test_somebody_elses_diary_is_like_one_that_does_not_exist(parent: Entrant, sandbox: Sandbox) -> None:
    mine = only_diary(joined(parent, ELDER).browser)
    other = joined(Entrant(parent.portal, sandbox, TEACHER), NEIGHBOUR)
    assert seen(other.browser.get(mine)) == seen(other.browser.get("/diary/unknown"))
    assert other.browser.page.status_code == 404


def by_the_school(parent: Entrant) -> None:
    account = account_of(parent.portal)
    with parent.portal.engine.begin() as connection:
        assert end_family(connection, parent.portal.school, account, ELDER, now_ms=parent.portal.clock.ms)
        assert not end_family(connection, parent.portal.school, account, ELDER, now_ms=parent.portal.clock.ms)


def test_what_the_school_has_ended_is_not_there_at_once_and_comes_back(parent: Entrant) -> None:
    path = only_diary(joined(parent, ELDER).browser)
    by_the_school(parent)
    for page in ("", "/term", "/2026-09-07"):
        assert seen(parent.browser.get(path + page)) == seen(parent.browser.get("/diary/unknown"))
    assert parent.browser.get("/roles").headers["location"] == "/account"
    account = account_of(parent.portal)
    with parent.portal.engine.begin() as connection:
        assert restore_family(connection, parent.portal.school, account, ELDER, now_ms=parent.portal.clock.ms)
    assert parent.browser.get(path).status_code == 200


def test_a_new_invitation_opens_what_was_ended(parent: Entrant) -> None:
    path = only_diary(joined(parent, ELDER).browser)
    by_the_school(parent)
    assert only_diary(joined(parent, ELDER).browser) == path
    assert parent.browser.get(path).status_code == 200


def test_one_child_that_is_ended_leaves_the_other(parent: Entrant) -> None:
    browser = joined(parent, ELDER, YOUNGER).browser
    elder = opened(browser, surname(parent.portal, ELDER))
    assert browser.get(elder).status_code == 200
    by_the_school(parent)
    assert browser.get(elder).status_code == 404
    assert surname(parent.portal, YOUNGER) in browser.get(only_diary(browser)).text


def test_after_leaving_the_diary_asks_for_the_sign_in(parent: Entrant) -> None:
    browser = joined(parent, ELDER).browser
    path = only_diary(browser)
    browser.get("/account")
    assert "Подключить компьютер" not in browser.page.text
    assert browser.send("/account", "leave").status_code == 303
    assert browser.get(path).status_code == 303


def test_a_parent_lets_no_program_in(parent: Entrant) -> None:
    browser = joined(parent, ELDER).browser
    assert browser.get("/device").status_code == 403
    assert browser.get("/roles").status_code == 303
    assert browser.send("/roles", "office").status_code == 403


def test_grants_and_ends_are_written_down_at_the_school(parent: Entrant) -> None:
    joined(parent, ELDER)
    by_the_school(parent)
    with parent.portal.engine.connect() as connection:
        kept = connection.execute(select(events.c.kind, events.c.subject).where(events.c.school_id != "")).all()
    assert {("invited", ELDER), ("joined", ELDER), ("ended", ELDER)} <= {tuple(row) for row in kept}


def test_without_esia_a_parent_has_a_password_and_adds_the_second_child(portal: Portal) -> None:
    person = Person(Browser(portal), "papa")
    assert person.join(invited(portal, ELDER)).status_code == 200
    first = only_diary(person.browser)
    path = invited(portal, YOUNGER)
    assert "Вы уже вошли" in person.browser.get(path).text
    assert person.browser.send(path, "add").headers["location"] == "/roles"
    assert person.browser.get("/roles").text.count("Открыть дневник:") == 2
    assert person.browser.get(path).status_code == 404
    person.browser.cookies.clear()
    person.wait()
    person.sign_in()
    assert surname(portal, ELDER) in person.browser.get(first).text


def test_whoever_is_not_signed_in_adds_nothing(portal: Portal) -> None:
    path = invited(portal, ELDER)
    stranger = Browser(portal)
    assert "Вы уже вошли" not in stranger.get(path).text
    assert stranger.send(path, "add").status_code == 404
    assert Person(Browser(portal), "papa").join(path).status_code == 200
