"""«Журнал событий»: by day, person and kind; what was decided is said, never about whom."""

import ast
from pathlib import Path

import pytest

import portal as portal_room
from app.domain.classroom import Duty
from app.domain.records import NEVER
from portal.auth.auditing import DAY_MS, JOURNALS, Event, Happened, note_read
from portal.office.access_reading import EVENT_WORDS, PAGE_WORDS
from portal.office.desk import PERSONAL
from portal.oneroster.programs import add_program, list_programs
from tests.portal.conftest import Portal
from tests.portal.entrance.people import a_person
from tests.portal.office.control_office import ControlOffice, asks, deputy_of
from tests.portal.office.people_office import PeopleOffice, words
from tests.portal.pcs import Pc
from tests.small_school import BEGINS, BORIS, CLASS, PUPILS

TODAY, BEFORE = "2026-09-21", "2026-09-20"


def office_of(portal: Portal) -> ControlOffice:
    return ControlOffice(portal, teacher="")


def lines(office: ControlOffice, query: str = "") -> str:
    """Return what the table of events says."""
    return words("<body>" + office.get(f"/control/events{query}").partition("<tbody>")[2].partition("</table>")[0])


def test_who_came_in_who_looked_and_what_the_office_did_stand_together(portal: Portal) -> None:
    people = PeopleOffice(portal)
    people.get(f"/pupil/{PUPILS[0]}")
    people.save(f"leave/{PUPILS[1]}", last="2026-09-21", order="5-у")
    a_person(portal, "anna")
    said = lines(office_of(portal))
    assert "люди: Фамилия00 Имя канцелярия, по ссылке" in said
    assert "Выбытие: Фамилия01 Имя" in said
    assert "учётная запись создана" in said


def test_every_kind_of_event_and_of_what_was_shown_has_its_words() -> None:
    assert set(EVENT_WORDS) == set(Happened) - {Happened.READ}
    assert set(PAGE_WORDS) >= {each.partition("/")[0] for each in (*PERSONAL, *shown_in_code())}


def shown_in_code() -> set[str]:
    """Return the first words of what is written down as shown, wherever the portal's code names them."""
    found = set()
    for path in Path(portal_room.__path__[0]).rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and "Happened.READ" in map(ast.unparse, call.args):
                found |= {ast.unparse(each) for each in (*call.args[2:3], *(each.value for each in call.keywords))}
    named = {each.removeprefix("f'").removeprefix("'").partition("/")[0] for each in found if "'" in each}
    assert named == {"oneroster", "region"}, "what these tests know of is still written so"
    return named | {JOURNALS}


def test_whoever_looks_without_a_page_is_named_too(portal: Portal) -> None:
    with portal.engine.begin() as connection:
        add_program(connection, portal.school, "Столовая", now_ms=portal.clock.ms)
        (program,) = list_programs(connection, portal.school)
        for account, subject in ((program.id, "oneroster/users"), ("", "region/year")):
            read = Event(Happened.READ, account, subject)
            note_read(connection, portal.school, read, now_ms=portal.clock.ms)
    said = lines(office_of(portal), "?sort=readings")
    assert "списки школы для программы программа «Столовая»" in said
    assert "сводные показатели региона оператор портала, командой" in said


@pytest.mark.parametrize("day", ["0001-01-01", "1.01.0001", "1999-12-31", "2026-09-22", "9999-12-31", "вчера"])
def test_a_day_that_the_portal_cannot_tell_of_opens_today(portal: Portal, day: str) -> None:
    assert f'value="{TODAY}"' in office_of(portal).get(f"/control/events?day={day}")


def test_a_decision_is_told_without_what_it_was_about(portal: Portal, anna: Pc) -> None:
    _, entry = asks(portal, anna)
    deputy = deputy_of(portal)
    deputy.decide("refuse", entry, answer="тайна")
    said = lines(office_of(portal), "?sort=decisions")
    assert "решение по отложенной записи Седов Борис" in said
    assert "тайна" not in said
    assert "Фамилия" not in said


def test_one_sort_one_person_and_one_day_can_be_asked_for(portal: Portal) -> None:
    boris = a_person(portal, "boris")
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    PeopleOffice(portal).get(f"/class/{CLASS}")
    office = office_of(portal)
    assert "люди" not in lines(office, "?sort=entrance")
    assert "учётная запись" not in lines(office, "?sort=readings")
    page = office.get("/control/events")
    account = next(
        each.partition('"')[0]
        for each in page.split('<option value="')[1:]
        if each.partition(">")[2].startswith("Седов")
    )
    assert "люди" not in lines(office, f"?person={account}")
    assert "учётная запись создана" in lines(office, f"?person={account}")
    assert lines(office, f"?day={BEFORE}") == ""
    assert boris.browser.page.status_code == 200


def test_the_day_is_the_schools_own(portal: Portal) -> None:
    portal.clock.ms = 1_790_024_399_000
    PeopleOffice(portal).get()
    portal.clock.ms += 2_000
    PeopleOffice(portal).get()
    office = office_of(portal)
    assert lines(office, "?day=2026-09-21").count("23:59") == 1
    assert lines(office, "?day=2026-09-22").count("00:00") >= 1


def test_what_was_undone_stands_on_the_day_of_its_undoing_too(portal: Portal) -> None:
    people = PeopleOffice(portal)
    people.save(f"leave/{PUPILS[1]}", last="2026-09-21", order="5-у")
    portal.clock.ms += DAY_MS
    assert PeopleOffice(portal).undo(1).status_code == 303
    office = office_of(portal)
    assert "отменено: Выбытие" in lines(office, "?day=2026-09-22")
    assert "отменено" not in lines(office, f"?day={TODAY}")


def test_reading_the_events_is_an_event(portal: Portal) -> None:
    office = office_of(portal)
    office.get("/control/events")
    assert "контроль школы канцелярия, по ссылке" in lines(office)


def test_a_day_that_is_none_shows_today(portal: Portal) -> None:
    assert "21.09.2026" in office_of(portal).get("/control/events?day=весной")
    assert "21.09.2026" in office_of(portal).get("/control/events?sort=x&person=%3Cscript%3E")
