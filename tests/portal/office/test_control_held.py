"""«Требует решения»: a deputy head decides on the portal's pages; the office sees that something waits, no marks."""

from datetime import date, timedelta

import pytest

from app.domain.attendance import attendance_id
from app.domain.classroom import Duty
from app.domain.disputes import Conflict, HeldEntry
from app.domain.records import NEVER, Attendance, Mark, Pupil
from app.ids import MarkId, OperationId
from app.operations import AttendanceSet, HeldWithdraw, MarkSet, Operation
from app.wire.witnesses import Told, WitnessAsk
from portal.auth.auditing import read_events, read_readings
from tests.portal.conftest import Portal
from tests.portal.entrance.people import a_person
from tests.portal.office.control_office import REASON, ControlOffice, asks, deputy_of, open_year
from tests.portal.pcs import Pc
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, LESSONS, PUPILS


def held(office: ControlOffice) -> list[tuple[str, str, str]]:
    return [(each.decision, each.decided_by, each.answer) for each in office.rows(HeldEntry)]


def test_a_deputy_head_reads_both_values_who_asks_where_why_and_why_it_waits(portal: Portal, anna: Pc) -> None:
    asks(portal, anna)
    said = deputy_of(portal).said("/control")
    assert "7Б Алгебра · Фамилия00 Имя" in said
    assert "Отметка · 01.09.2026, урок 1" in said
    assert "Было 3 Просят 5" in said
    assert f"Причина: {REASON}" in said
    assert "Громова А. И., компьютер «PC»" in said
    assert "Учебный период закрыт" in said
    assert "Требует решения (1)" in said


def test_what_was_changed_meanwhile_is_said_too(portal: Portal, anna: Pc) -> None:
    mark, _ = asks(portal, anna)
    open_year(portal)
    anna.push(Operation(MarkSet("4", REASON), ent=mark, base=OperationId(mark)))
    assert "Было 3 Сейчас 4 Просят 5" in deputy_of(portal).said("/control")


def test_a_lateness_says_its_minutes_on_every_side(portal: Portal, anna: Pc) -> None:
    """Galina was the journal's teacher until the eve of the lesson."""
    galina, lesson = portal.pc("galina"), LESSONS[10]
    anna.push(Operation(AttendanceSet(lesson, PUPILS[0], "о", 5)))
    late = Operation(AttendanceSet(lesson, PUPILS[0], "о", 21), base=anna.ids[-1])
    assert galina.verdicts(late) == [("held", "right_ended")]
    anna.push(Operation(AttendanceSet(lesson, PUPILS[0], "о", 12), base=anna.ids[-1]))
    deputy = deputy_of(portal)
    said = deputy.said("/control")
    assert "Было о — опоздание на 5 минут Сейчас о — опоздание на 12 минут Просят о — опоздание на 21 минуту" in said
    (entry,) = deputy.rows(HeldEntry)
    assert (entry.before, entry.value, entry.before_minutes, entry.value_minutes) == ("о", "о", 5, 21)
    deputy.decide("accept", entry.id)
    assert [(each.code, each.minutes) for each in deputy.rows(Attendance)] == [("о", 12)]
    assert [(each.value, each.also) for each in deputy.rows(Conflict)] == [("о", "21")]


def test_a_lost_lateness_says_its_minutes(portal: Portal, anna: Pc) -> None:
    token = OperationId("L" * 22)
    key = attendance_id(LESSONS[0], PUPILS[0])
    lost = Attendance(key, token, ALGEBRA, LESSONS[0], PUPILS[0], "о", 7, ANNA)
    anna.ask("witness", WitnessAsk((Told("attendance", lost),)))
    assert "Было присутствует Просят о — опоздание на 7 минут" in deputy_of(portal).said("/control")


def test_an_accepted_entry_is_applied_and_its_author_hears_of_it(portal: Portal, anna: Pc) -> None:
    mark, entry = asks(portal, anna)
    deputy = deputy_of(portal)
    assert "Принято: 1 запись" in deputy.decide("accept", entry)
    assert [(each.value, each.author) for each in deputy.rows(Mark) if each.id == mark] == [("5", "anna")]
    assert held(deputy) == [("accepted", BORIS, "")]
    heard = [row for row in portal.pc("anna").rows(ALGEBRA) if isinstance(row, HeldEntry)]
    assert [(each.decision, each.decided_by) for each in heard] == [("accepted", BORIS)]
    assert "принято: Седов Б." in deputy.said("/control/decided")


def test_several_are_decided_at_once_and_a_refusal_says_why(portal: Portal, anna: Pc) -> None:
    entries = [asks(portal, anna, pupil=n)[1] for n in range(3)]
    deputy = deputy_of(portal)
    assert deputy.decide("refuse", *entries[:2]).startswith("422 ")
    assert {each[0] for each in held(deputy)} == {""}
    assert "Отклонено: 2 записи" in deputy.decide("refuse", *entries[:2], answer="нет основания")
    assert sorted(held(deputy)) == [("", "", ""), *[("refused", BORIS, "нет основания")] * 2]
    assert "нет основания" in deputy.said("/control/decided")


@pytest.mark.parametrize("answer", ["\N{RIGHT-TO-LEFT OVERRIDE}нет", "а" * 4_001])
def test_an_answer_that_cannot_be_read_decides_nothing(portal: Portal, anna: Pc, answer: str) -> None:
    _, entry = asks(portal, anna)
    deputy = deputy_of(portal)
    assert deputy.decide("refuse", entry, answer=answer).startswith("422 ")
    assert held(deputy) == [("", "", "")]


def test_what_the_portal_has_lost_is_told_with_who_had_seen_it_and_comes_back(portal: Portal, anna: Pc) -> None:
    deputy, token = deputy_of(portal), OperationId("L" * 22)
    lost = Mark(MarkId(token), token, ALGEBRA, LESSONS[0], PUPILS[0], None, "5", ANNA)
    anna.ask("witness", WitnessAsk((Told("value", lost),)))
    said = deputy.said("/control")
    assert "Отметка · 01.09.2026, урок 1" in said
    assert "Было пусто Просят 5" in said
    assert "Громова А. И.; видели компьютеры: Громова А. И." in said
    assert "Портал возвращали к резервной копии" in said
    (entry,) = deputy.rows(HeldEntry)
    assert "Принято: 1 запись" in deputy.decide("accept", entry.id)
    assert deputy.rows(Mark) == [lost]


def test_where_one_is_not_there_any_more_none_is_decided(portal: Portal, anna: Pc) -> None:
    first, second = (asks(portal, anna, pupil=n)[1] for n in range(2))
    deputy = deputy_of(portal)
    anna.push(Operation(HeldWithdraw(), ent=first))
    assert deputy.decide("accept", first, second).startswith("409 ")
    assert sorted(each[0] for each in held(deputy)) == ["", "withdrawn"]


def test_nothing_ticked_decides_nothing(portal: Portal, anna: Pc) -> None:
    asks(portal, anna)
    assert deputy_of(portal).decide("accept").startswith("422 ")


def test_the_office_sees_who_decides_and_neither_marks_nor_pupils(portal: Portal, anna: Pc) -> None:
    _, entry = asks(portal, anna)
    deputy_of(portal)
    office = ControlOffice(portal, teacher="")
    said = office.said("/control")
    assert "Решает завуч: Седов Борис" in said
    assert "7Б Алгебра" in said
    for private in ("Фамилия00", "Просят", REASON):
        assert private not in said
    assert office.decide("accept", entry).startswith("403 ")
    assert held(office) == [("", "", "")]
    deputy = ControlOffice(portal)
    deputy.decide("refuse", entry, answer="без основания")
    decided = office.said("/control/decided")
    assert "отклонено: Седов Б." in decided
    for private in ("без основания", "Фамилия00", "Просят", REASON):
        assert private not in decided


def test_without_a_deputy_head_the_page_says_so(portal: Portal, anna: Pc) -> None:
    asks(portal, anna)
    assert "Завуч не назначен" in ControlOffice(portal, teacher="").said("/control")


def test_a_deputy_head_opens_no_page_that_writes_the_lists(portal: Portal) -> None:
    deputy = deputy_of(portal)
    for path in ("/people", "/people/class/7b", "/rules", "/works", "/year", "/bells", "/timetable", "/day", "/access"):
        assert portal.client.get(deputy.home + path).status_code == 403
    for path in ("", "/control", "/control/journals", "/control/events", "/figures"):
        assert portal.client.get(deputy.home + path).status_code == 200
    start = deputy.said("")
    assert "Контроль" in start
    assert "Устройства и вход" not in start
    assert f"{deputy.home}/people" not in deputy.get("/figures")


def test_a_duty_that_has_ended_opens_nothing(portal: Portal, anna: Pc) -> None:
    today = date(2026, 9, 21)
    deputy = deputy_of(portal, last=today)
    assert portal.client.get(f"{deputy.home}/control").status_code == 200
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, today - timedelta(1)))
    assert portal.client.get(f"{deputy.home}/control").status_code == 404


def test_a_form_from_elsewhere_or_without_its_token_decides_nothing(portal: Portal, anna: Pc) -> None:
    _, entry = asks(portal, anna)
    deputy = deputy_of(portal)
    data = {"step": "accept", f"typed.in.{entry}": "1", "typed.answer": ""}
    ours = {"Origin": str(portal.client.base_url).rstrip("/")}
    sent = [
        portal.client.post(f"{deputy.home}/control", data={**data, "token": token}, headers=headers).status_code
        for token, headers in ((deputy.token, {"Origin": "https://example.org"}), ("x", ours))
    ]
    assert sent == [403, 403]
    assert held(deputy) == [("", "", "")]


def test_namesakes_are_told_apart_by_their_birth_dates(portal: Portal, anna: Pc) -> None:
    portal.put(Pupil(PUPILS[1], NEVER, "Фамилия00", "Имя", "", date(2013, 1, 2), ""))
    asks(portal, anna)
    assert "Фамилия00 Имя, род. 01.01.2013" in deputy_of(portal).said("/control")


def test_two_entries_on_one_mark_are_decided_in_the_order_in_which_they_came(portal: Portal, anna: Pc) -> None:
    mark, entry = asks(portal, anna)
    deputy = deputy_of(portal)
    anna.push(Operation(MarkSet("4", REASON), ent=mark, base=OperationId(mark)))
    said = deputy.decide("accept", *[each.id for each in deputy.rows(HeldEntry)])
    # both are applied in their order; the second one meets another mark than it saw and stays beside it
    assert "Принято: 2 записи" in said
    assert [each.value for each in deputy.rows(Mark) if each.id == mark] == ["5"]
    assert entry in {each.id for each in deputy.rows(HeldEntry)}


def test_who_looked_at_the_page_is_written_down_by_name(portal: Portal, anna: Pc) -> None:
    deputy = deputy_of(portal)
    deputy.get("/control")
    with portal.engine.connect() as connection:
        seen = [(each.account, each.subject) for each in read_readings(connection, portal.school)]
    assert seen == [(BORIS, "control")]


def test_a_deputy_head_comes_from_the_own_account(portal: Portal) -> None:
    person = a_person(portal, "boris")
    assert "Открыть контроль" not in person.browser.get("/account").text
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    page = person.browser.get("/account").text
    step = page.partition('value="control ')[2].partition('"')[0]
    path = person.browser.send("/account", f"control {step}").headers["location"]
    assert path.startswith("/office/")
    assert "Требует решения" in portal.client.get(path).text
    with portal.engine.connect() as connection:
        happened = [(str(each.kind), each.subject) for each in read_events(connection, portal.school)]
    assert ("signed_in", "control") in happened
    assert person.browser.get("/account").status_code == 200
    assert person.browser.send("/account", "control somebody-else").headers["location"] == "/account"


def test_a_teacher_who_is_no_deputy_head_opens_nothing_by_a_forged_button(portal: Portal) -> None:
    anna, boris = a_person(portal, "anna"), a_person(portal, "boris")
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    step = boris.browser.get("/account").text.partition('value="control ')[2].partition('"')[0]
    anna.browser.get("/account")
    assert anna.browser.send("/account", f"control {step}").headers["location"] == "/account"
