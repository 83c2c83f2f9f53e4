"""A family's access ends when the child leaves, and at eighteen where the pupil wishes; history stays at the school."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from app.columns import record_of
from app.domain.movement import taken_back
from app.domain.records import NEVER, Enrolment, Mark, Pupil
from app.ids import PupilId
from app.operations import MarkAdd, Operation
from portal.auth.families import invite_family
from portal.auth.links import issue_link
from portal.rights import Role
from portal.store.rows import fields_of
from portal.store.sign_in_tables import events
from portal.store.tables import TABLES
from tests.portal.conftest import Portal
from tests.portal.diary.reader import a_reader
from tests.portal.entrance.people import Browser, Person
from tests.small_school import CLASS, LESSONS, PUPILS

CHILD = PUPILS[0]
DAY = timedelta(1)


def today(portal: Portal) -> date:
    return datetime.fromtimestamp(portal.clock.ms / 1000, UTC).date()


def enrolment(portal: Portal) -> Enrolment:
    table = TABLES[Enrolment]
    with portal.engine.connect() as connection:
        row = connection.execute(select(*fields_of(Enrolment)).where(table.c.pupil == CHILD)).one()
    return record_of(Enrolment, row)


def ends(portal: Portal, last: date | None) -> None:
    """Let the order of the office say which day is the last one."""
    portal.put(replace(enrolment(portal), last=last, end_order="17-у", token=NEVER))


def joined(portal: Portal, login: str, role: Role, pupil: PupilId = CHILD) -> tuple[Person, str]:
    """Return somebody whom the school has invited, and the diary that the sign-in leads to."""
    with portal.engine.begin() as connection:
        path = invite_family(connection, portal.school, pupil, role, now_ms=portal.clock.ms)
    person = Person(Browser(portal), login)
    assert person.join(path).status_code == 200
    return person, str(person.browser.get("/roles").headers["location"])


def secret_link(portal: Portal) -> str:
    with portal.engine.begin() as connection:
        return issue_link(connection, portal.school, CHILD, now_ms=portal.clock.ms)


def is_open(browser: Browser, path: str) -> bool:
    """Return whether a diary opens; what is closed is answered like what does not exist."""
    answer = browser.get(path)
    if answer.status_code == 200:
        return True
    assert (answer.status_code, answer.text) == (404, browser.get("/diary/unknown").text)
    return False


@pytest.mark.parametrize("role", [Role.PARENT, Role.PUPIL])
def test_a_diary_is_open_on_the_last_day_and_no_more_on_the_next(portal: Portal, role: Role) -> None:
    person, path = joined(portal, "family", role)
    link = secret_link(portal)
    ends(portal, today(portal))
    assert is_open(person.browser, path)
    assert is_open(Browser(portal), link)
    ends(portal, today(portal) - DAY)
    assert not is_open(person.browser, path)
    assert not is_open(Browser(portal), link)
    assert person.browser.get("/roles").headers["location"] == "/account"


def test_who_comes_back_reads_again_by_the_same_address(portal: Portal) -> None:
    person, path = joined(portal, "family", Role.PARENT)
    ends(portal, today(portal) - DAY)
    assert not is_open(person.browser, path)
    portal.put(Enrolment("again", NEVER, CHILD, CLASS, today(portal) + 5 * DAY, None, "18-у"))
    assert is_open(person.browser, path)


def test_who_never_was_in_a_class_has_not_left_it(portal: Portal) -> None:
    person, path = joined(portal, "family", Role.PARENT)
    ends(portal, taken_back(enrolment(portal).first))
    assert is_open(person.browser, path)


def test_the_school_keeps_what_was_given_to_who_has_left(portal: Portal) -> None:
    assert portal.pc("anna").push(Operation(MarkAdd(LESSONS[0], CHILD, None, "5")))[0].outcome == "applied"
    joined(portal, "family", Role.PARENT)
    ends(portal, today(portal) - DAY)
    table = TABLES[Mark]
    with portal.engine.connect() as connection:
        assert connection.execute(select(func.count()).where(table.c.pupil == CHILD)).scalar_one() == 1


def test_a_calendar_ends_with_the_diary(portal: Portal) -> None:
    page = a_reader(portal, CHILD).send("/more", {"step": "calendar"}).text
    path = f"/calendar/{page.partition('/calendar/')[2].partition('.ics')[0]}.ics"
    assert portal.client.get(path).status_code == 200
    ends(portal, today(portal) - DAY)
    assert portal.client.get(path).status_code == 404


def grown(portal: Portal, birthday: date) -> tuple[Person, Person, str, str]:
    """Return a pupil born on a day, a parent, and the addresses of their diaries."""
    portal.put(Pupil(CHILD, NEVER, "Взрослая", "Анна", "", birthday, "f"))
    parent, of_parent = joined(portal, "parent", Role.PARENT)
    pupil, of_pupil = joined(portal, "pupil", Role.PUPIL)
    return pupil, parent, of_pupil, of_parent


def press(pupil: Person, step: str) -> bool:
    """Press the button of the pupil's own page, and return whether it was there."""
    text = pupil.browser.get("/account").text
    key = text.partition(f'value="{step} ')[2].partition('"')[0]
    if not key:
        return False
    assert pupil.browser.send("/account", f"{step} {key}").headers["location"] == "/account"
    return True


def eighteen(portal: Portal) -> date:
    day = today(portal)
    return day.replace(year=day.year - 18)


def test_at_eighteen_a_pupil_closes_the_diary_for_parents_and_opens_it_again(portal: Portal) -> None:
    pupil, parent, own, of_parent = grown(portal, eighteen(portal))
    link = secret_link(portal)
    assert is_open(parent.browser, of_parent)
    assert press(pupil, "alone")
    assert not is_open(parent.browser, of_parent)
    assert not is_open(Browser(portal), link)
    assert is_open(pupil.browser, own)
    assert "Дневник закрыт для родителей" in pupil.browser.get("/account").text
    assert press(pupil, "together")
    assert is_open(parent.browser, of_parent)
    with portal.engine.connect() as connection:
        kinds = connection.execute(select(events.c.kind).where(events.c.subject == CHILD)).scalars().all()
    assert {"closed", "opened"} <= set(kinds)


def test_a_new_invitation_of_the_school_does_not_undo_the_pupils_wish(portal: Portal) -> None:
    pupil, _, _, _ = grown(portal, eighteen(portal))
    assert press(pupil, "alone")
    with portal.engine.begin() as connection:
        path = invite_family(connection, portal.school, CHILD, Role.PARENT, now_ms=portal.clock.ms)
    late = Person(Browser(portal), "late")
    late.join(path)
    assert late.browser.get("/roles").headers["location"] == "/account"


def test_the_day_before_eighteen_there_is_no_such_button_and_its_word_does_nothing(portal: Portal) -> None:
    pupil, parent, own, of_parent = grown(portal, eighteen(portal) + DAY)
    assert not press(pupil, "alone")
    key = pupil.browser.get("/account").text.partition('value="diary ')[2].partition('"')[0]
    assert key
    pupil.browser.send("/account", f"alone {key}")
    assert is_open(parent.browser, of_parent)
    assert is_open(pupil.browser, own)


def test_a_parent_cannot_close_the_diary_of_somebody_of_age(portal: Portal) -> None:
    _, parent, _, of_parent = grown(portal, eighteen(portal))
    assert not press(parent, "alone")
    key = parent.browser.get("/account").text.partition('value="diary ')[2].partition('"')[0]
    assert key
    parent.browser.send("/account", f"alone {key}")
    assert is_open(parent.browser, of_parent)
