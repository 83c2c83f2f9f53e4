"""Who was shown personal data: written down once a day, seen by the office, changed by nobody."""

import httpx
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import ProgrammingError

from app.domain.classroom import Duty
from app.domain.records import NEVER
from portal.auth.auditing import DAY_MS, Past, read_readings
from portal.auth.office_links import issue_office_link
from portal.store.dialects import writing
from portal.store.sign_in_tables import events
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.small_school import BEGINS, BORIS, PUPILS


def a_link(portal: Portal, account: str = "") -> str:
    with portal.engine.begin() as connection:
        return issue_office_link(connection, portal.school, account, now_ms=portal.clock.ms)


def readings(portal: Portal) -> list[Past]:
    with portal.engine.connect() as connection:
        return list(read_readings(connection, portal.school))


def subjects(portal: Portal) -> list[str]:
    return sorted(each.subject for each in readings(portal))


def opened(portal: Portal, path: str) -> httpx.Response:
    answer = portal.client.get(path)
    assert answer.status_code == 200
    return answer


def test_a_page_with_people_is_written_down_once_a_day_for_each_visitor(portal: Portal) -> None:
    home = a_link(portal)
    for _ in range(3):
        opened(portal, f"{home}/people/pupil/{PUPILS[0]}")
    assert subjects(portal) == [f"people/pupil/{PUPILS[0]}"]
    opened(portal, f"{a_link(portal)}/people/pupil/{PUPILS[0]}")
    assert subjects(portal) == [f"people/pupil/{PUPILS[0]}"] * 2
    portal.clock.ms += DAY_MS
    opened(portal, f"{a_link(portal)}/people/pupil/{PUPILS[0]}")
    assert len(readings(portal)) == 3


def test_pages_without_people_are_not_written_down(portal: Portal) -> None:
    home = a_link(portal)
    for page in ("", "/rules", "/works", "/year", "/bells"):
        opened(portal, home + page)
    assert readings(portal) == []


def test_an_unknown_link_writes_nothing_down(portal: Portal) -> None:
    assert portal.client.get(f"/office/unknown/people/pupil/{PUPILS[0]}").status_code == 404
    assert readings(portal) == []


def test_it_is_known_who_had_signed_in(portal: Portal) -> None:
    opened(portal, f"{a_link(portal, 'account-7')}/people")
    assert [each.account for each in readings(portal)] == ["account-7"]


def test_the_office_sees_who_has_looked_at_whom(portal: Portal) -> None:
    home = a_link(portal)
    assert "Пока никто." not in opened(portal, f"{home}/access").text
    opened(portal, f"{home}/people/pupil/{PUPILS[3]}")
    shown = opened(portal, f"{home}/access").text
    assert "люди: Фамилия03 Имя" in shown
    assert "устройства и вход" in shown


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    return portal.pc("boris")


def test_a_deputy_head_who_is_sent_every_journal_is_written_down_once_a_day(portal: Portal, deputy: Pc) -> None:
    for _ in range(3):
        deputy.hello()
    assert [(each.subject, each.account) for each in readings(portal)] == [("journals", BORIS)]
    portal.clock.ms += DAY_MS
    deputy.hello()
    assert len(readings(portal)) == 2
    shown = opened(portal, f"{a_link(portal)}/access").text
    assert "все журналы школы" in shown
    assert "Седов Борис" in shown.partition("Кто смотрел")[2]


def test_a_teacher_who_reads_the_own_journals_is_not_written_down(portal: Portal, anna: Pc) -> None:
    anna.hello()
    assert readings(portal) == []


@pytest.mark.on_server
def test_nobody_changes_or_removes_what_was_written_down(portal: Portal) -> None:
    opened(portal, f"{a_link(portal)}/people")
    for statement in (update(events).values(subject="rules"), delete(events)):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            writing(portal.serving, portal.school).begin() as connection,
        ):
            connection.execute(statement)
    with portal.engine.connect() as connection:
        assert "people" in set(connection.execute(select(events.c.subject)).scalars())
