"""«Сообщить о пропуске»: what a parent can tell the school, what is refused, and for whom there is no such page."""

import html
import re
from datetime import date

import httpx
import pytest
from msgspec.structs import replace
from sqlalchemy import insert

from app.domain.access import AccessRequest
from app.domain.excuse_proposals import ACCEPTED, DECLINED, MOST_WAITING, ExcuseProposal
from app.domain.records import NEVER, Enrolment
from app.ids import OFFICE, OperationId, RequestId, SchoolId, TeacherId
from app.operations import Operation
from app.planning import ProposalDecide
from portal.auth.families import end_family
from portal.diary.forms import form_token
from portal.diary.proposing import MOST_A_DAY
from portal.exchange.office import decide_asked
from portal.rights import Role
from portal.store.tables import access_applications
from tests.excuse_proposals import a_proposal
from tests.portal.conftest import Portal
from tests.portal.diary.reader import a_reader, words_of
from tests.portal.diary.test_readers import a_parent, lines, without_times
from tests.portal.entrance.people import Browser
from tests.portal.esia.test_families import account_of
from tests.portal.office.control_office import ControlOffice
from tests.portal.office.people_office import PeopleOffice, words
from tests.portal.portal_school import STRANGERS
from tests.small_school import CLASS, PUPILS

CHILD = PUPILS[0]
TYPED = {
    "first": "2026-09-17",
    "last": "2026-09-18",
    "sign": "б",
    "document": "справка № 5",
    "day": "2026-09-19",
    "proposer": "Иванова Мария, мама",
}
"""The portal's day is the 21st of September 2026."""


def sent(browser: Browser, home: str, step: str = "propose", **typed: str) -> httpx.Response:
    """Press a button of the form."""
    token = {"token": form_token(home.removeprefix("/diary/")), "step": step, **TYPED, **typed}
    kept = "; ".join(f"{name}={value}" for name, value in browser.cookies.items() if value)
    return browser.portal.client.post(f"{home}/absence", data=token, headers={"Cookie": kept}, follow_redirects=False)


def proposals(portal: Portal) -> list[ExcuseProposal]:
    return sorted(PeopleOffice(portal).rows(ExcuseProposal), key=lambda each: (each.filed, each.first))


def page(browser: Browser, home: str) -> str:
    answer = browser.get(f"{home}/absence")
    assert answer.status_code == 200, answer.text
    return html.unescape(words_of(answer.text))


def decide(portal: Portal, decision: str, answer: str = "") -> None:
    (row,) = proposals(portal)
    said = Operation(ProposalDecide(decision, answer), ent=row.id, base=row.token)
    with portal.engine.begin() as connection:
        decide_asked(connection, portal.school, said, received_ms=portal.clock.ms)


def test_a_parent_tells_the_school_and_sees_that_it_waits(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    assert f'href="{home}/absence"' in mother.get(f"{home}/more").text
    assert "Сообщений ещё не было." in page(mother, home)
    answer = sent(mother, home, document="  справка   № 5 ")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{home}/absence#sent")
    (row,) = proposals(portal)
    assert (row.pupil, row.school_class, row.sign, row.document) == (CHILD, CLASS, "б", "справка № 5")
    assert (row.first, row.last, row.document_day) == (date(2026, 9, 17), date(2026, 9, 18), date(2026, 9, 19))
    assert (row.proposer, row.decision, row.decided_by) == ("Иванова Мария, мама", "", "")
    shown = page(mother, home)
    assert "17–18 сентября 2026 болезнь, справка № 5 от 19.09.2026 ждёт ответа школы Иванова Мария, мама ·" in shown


@pytest.mark.parametrize(
    ("decision", "answer", "said"),
    [(ACCEPTED, "", "принято Иванова"), (DECLINED, "Был на уроках", "не принято: Был на уроках Иванова")],
)
def test_what_became_of_it_is_told_to_every_parent_and_cannot_be_withdrawn(
    portal: Portal, decision: str, answer: str, said: str
) -> None:
    mother, home = a_parent(portal, "mama")
    father, others = a_parent(portal, "papa")
    sent(mother, home)
    assert "Отозвать" in page(father, others)
    decide(portal, decision, answer)
    for browser, path in ((mother, home), (father, others)):
        assert said in page(browser, path)
        assert "Отозвать" not in page(browser, path)
    assert sent(mother, home, f"withdraw {proposals(portal)[0].id}").status_code == 303
    assert proposals(portal)[0].decision == decision


def test_one_that_waits_is_taken_back(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    sent(mother, home)
    (row,) = proposals(portal)
    assert sent(mother, home, f"withdraw {row.id}").status_code == 303
    assert (proposals(portal)[0].decision, proposals(portal)[0].first) == ("withdrawn", row.first)
    assert "отозвано" in page(mother, home)


def test_that_of_another_child_is_not_taken_back(portal: Portal) -> None:
    portal.put(a_proposal("other", PUPILS[1]))
    mother, home = a_parent(portal, "mama")
    for key in ("other", "none", ""):
        assert sent(mother, home, f"withdraw {key}").status_code == 303
    assert [each.decision for each in proposals(portal)] == [""]
    assert "Сообщений ещё не было." in page(mother, home)


def test_a_button_pressed_twice_tells_it_once(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    assert [sent(mother, home).status_code for _ in range(2)] == [303, 303]
    assert len(proposals(portal)) == 1
    sent(mother, home, last="2026-09-19")
    assert len(proposals(portal)) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first": "2026-09-19"}, "Последний день не может быть раньше первого."),
        ({"first": "2026-08-21"}, "Сообщить можно о днях не старше 30 дней."),
        ({"first": "2026-11-19", "last": "2026-11-21"}, "Не дальше чем на 60 дней вперёд."),
        ({"first": "2026-09-20", "last": "2026-11-19"}, "Не больше 60 дней сразу."),
        ({"first": ""}, "Нужен день, например 12.10.2026."),
        ({"last": "вчера"}, "Нужен день, например 12.10.2026."),
        ({"sign": "н"}, "Выберите причину."),
        ({"sign": ""}, "Выберите причину."),
        ({"sign": "у", "document": "", "day": ""}, "Напишите, какая причина."),
        ({"document": ""}, "Назовите документ, у которого эта дата."),
        ({"document": "ы" * 201}, "Не длиннее 200 знаков."),
        ({"document": "справка\u202e5"}, "Есть невидимые знаки."),
        ({"day": "2026-09-22"}, "Дата документа ещё не наступила."),
        ({"proposer": " "}, "Напишите, кто сообщает."),
        ({"proposer": "ы" * 101}, "Не длиннее 100 знаков."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(portal: Portal, typed: dict[str, str], said: str) -> None:
    mother, home = a_parent(portal, "mama")
    answer = sent(mother, home, **typed)
    assert answer.status_code == 422
    assert said in words_of(answer.text)
    assert "Сообщение не отправлено." in words_of(answer.text)
    kept = {**TYPED, **typed}
    assert html.unescape(re.findall(r'name="proposer"[^>]* value="([^"]*)"', answer.text)[0]) == kept["proposer"]
    assert proposals(portal) == []


@pytest.mark.parametrize(
    ("first", "last"), [("2026-08-22", "2026-08-22"), ("2026-11-20", "2026-11-20"), ("2026-09-20", "2026-11-18")]
)
def test_the_first_and_the_last_day_that_can_be_told(portal: Portal, first: str, last: str) -> None:
    mother, home = a_parent(portal, "mama")
    assert sent(mother, home, first=first, last=last).status_code == 303
    assert [(str(each.first), str(each.last)) for each in proposals(portal)] == [(first, last)]


def test_only_so_many_wait_at_once(portal: Portal) -> None:
    portal.put(*(a_proposal(f"p{n}") for n in range(MOST_WAITING)), a_proposal("other", PUPILS[1]))
    mother, home = a_parent(portal, "mama")
    answer = sent(mother, home)
    assert answer.status_code == 422
    assert f"Школа ещё не ответила на {MOST_WAITING} сообщений." in words_of(answer.text)
    portal.put(replace(a_proposal("p0"), decision="withdrawn"))
    assert sent(mother, home).status_code == 303


def test_only_so_many_are_told_within_a_day(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    sent(mother, home)
    (row,) = proposals(portal)
    over = (replace(row, id=f"p{n}", token=NEVER, decision="declined", answer="нет") for n in range(MOST_A_DAY - 1))
    portal.put(*over)
    answer = sent(mother, home, last="2026-09-19")
    assert answer.status_code == 422
    assert "За сутки отправлено слишком много сообщений." in words_of(answer.text)
    portal.clock.ms += 24 * 3_600_000
    mother, home = a_parent(portal, "papa")
    assert sent(mother, home, last="2026-09-19").status_code == 303


def test_an_account_that_sends_without_end_has_to_wait(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    father, others = a_parent(portal, "papa")
    assert [sent(mother, home).status_code for _ in range(11)] == [303] * 10 + [503]
    assert sent(father, others).status_code == 303


def test_a_pupil_who_is_in_no_class_has_nobody_to_be_told(portal: Portal) -> None:
    gone = list(PeopleOffice(portal).rows(Enrolment, pupil=CHILD))
    mother, home = a_parent(portal, "mama")
    portal.put(*(replace(each, first=date(2026, 9, 22)) for each in gone))
    answer = sent(mother, home)
    assert "Сейчас ученик не числится ни в одном классе" in words_of(answer.text)
    assert (answer.status_code, proposals(portal)) == (422, [])


def test_a_name_that_the_school_has_seen_stands_there_already(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    account = account_of(portal)
    asked = (CHILD, CLASS, "parent", "Иванова Мария Петровна", "mother", "", "2026-09-01T08:00:00+00:00")
    request = AccessRequest(RequestId("known"), NEVER, *asked, date(2026, 9, 2), "granted")
    portal.put(request, replace(request, id=RequestId("other"), applicant="Чужое"))
    row = {"school_id": portal.school, "pupil": CHILD, "role": "parent", "state": "granted", "reason": "", "filed": 1}
    with portal.engine.begin() as connection:
        for key, whose in (("known", account), ("other", "somebody")):
            connection.execute(insert(access_applications), {**row, "id": key, "account": whose, "sealed": b""})
    assert 'value="Иванова Мария Петровна"' in mother.get(f"{home}/absence").text


def test_who_may_not_propose_hears_what_is_said_of_no_page(portal: Portal) -> None:
    """A link that is nobody's own, the pupil, another family; and the page of more does not offer it."""
    _, home = a_parent(portal, "mama")
    stranger, _ = a_parent(portal, "stranger", STRANGERS[0])
    pupil, own = a_parent(portal, "pupil", role=Role.PUPIL)
    link, unknown = a_reader(portal, CHILD), portal.client.get("/diary/unknown").text
    refused = [
        link.get("/absence"),
        link.send("/absence", {"step": "propose", **TYPED}),
        stranger.get(f"{home}/absence"),
        sent(stranger, home),
        pupil.get(f"{own}/absence"),
        sent(pupil, own),
    ]
    assert {(each.status_code, each.text) for each in refused} == {(404, unknown)}
    assert proposals(portal) == []
    for more in (link.get("/more").text, pupil.get(f"{own}/more").text):
        assert "Сообщить о пропуске" not in more


def test_an_access_that_has_ended_proposes_nothing(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    account = account_of(portal)
    with portal.engine.begin() as connection:
        end_family(connection, SchoolId(portal.school), account, CHILD, now_ms=portal.clock.ms)
    assert [mother.get(f"{home}/absence").status_code, sent(mother, home).status_code] == [404, 404]
    assert proposals(portal) == []


def test_a_form_of_another_site_tells_nothing(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    assert sent(mother, home, token="0" * 64).status_code == 403
    assert proposals(portal) == []


def test_hostile_text_stays_text(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    hostile = '<script>alert("1")</script>'
    assert sent(mother, home, document=hostile, proposer=hostile).status_code == 303
    shown = mother.get(f"{home}/absence").text
    assert "<script>alert" not in shown
    assert shown.count("&lt;script&gt;") >= 2


def test_what_was_told_and_taken_back_stands_among_the_events(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    sent(mother, home)
    sent(mother, home, f"withdraw {proposals(portal)[0].id}")
    events = words(ControlOffice(portal, teacher="").get("/control/events"))
    assert "родитель сообщил о пропуске: Фамилия00 Имя" in events
    assert "сообщение о пропуске отозвано: Фамилия00 Имя" in events


def test_that_the_office_looked_at_it_is_told_to_the_family_of_this_child_alone(portal: Portal) -> None:
    portal.put(a_proposal(), a_proposal("other", PUPILS[1]))
    mother, home = a_parent(portal, "mama")
    office = PeopleOffice(portal)
    for path in ("/proposal/proposal", "/proposal/other", "/proposals"):
        portal.clock.ms += 1_000
        office.get(path)
    assert [what for _, what in without_times(lines(mother, home)) if what != "дневник"] == [
        "сообщения родителей о пропусках обо всей школе",
        "сообщение родителей о пропуске",
    ]


def test_nobody_is_told_who_of_the_school_decided(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    portal.put(replace(a_proposal(), decision=ACCEPTED, decided_by=TeacherId(OFFICE), token=OperationId("t")))
    assert "канцелярия" not in page(mother, home)
