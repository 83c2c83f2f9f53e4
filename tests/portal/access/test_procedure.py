"""The whole procedure over HTTP: written, looked over, checked, sent, decided, opened, ended, restored, taken back."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from app.domain.records import NEVER, Holiday
from app.ids import RequestId
from app.operations import Operation
from app.planning import AccessDecide
from app.wire.messages import ExchangeAnswer
from portal.access.deadlines import working_day_after
from portal.access.filing import MOST, MOST_DENIED
from portal.auth.applications import Taken, read_steps, settle
from portal.auth.blocking import block_account
from portal.exchange.cursors import read_head
from portal.exchange.office import decide_asked
from portal.store.sign_in_tables import events
from portal.store.tables import access_applications, applicants, operations
from tests.portal.access.applying import CHILD, STATED, Applying, applying_as, decide, enrol, requests
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser, Person, a_person
from tests.portal.esia.entrants import OFFICE, PARENT, TEACHER, Entrant
from tests.portal.esia.test_families import account_of
from tests.portal.pcs import Pc
from tests.sandbox_process import Sandbox
from tests.small_school import CLASS

DAY_MS = 24 * 60 * 60 * 1000
HOUR_MS = 60 * 60 * 1000


def opened(browser: Browser) -> str:
    """Return the diary to which somebody with one child is led, empty for who has none."""
    path = str(browser.get("/roles").headers.get("location", ""))
    return path if path.startswith("/diary/") else ""


def how_many(portal: Portal) -> int:
    """Return how many operations the school's log has."""
    with portal.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(operations)).scalar_one()


def test_an_application_is_checked_at_once_and_sent_to_the_school(father: Applying) -> None:
    enrol(father.portal)
    assert father.apply().status_code == 200
    assert father.steps() == ["Заявление принято и проверено", "Передано в школу"]
    (request,) = requests(father.portal)
    assert (request.pupil, request.school_class, request.role) == (CHILD, CLASS, "parent")
    assert (request.applicant, request.ground) == ("Иванов Сергей Петрович", "father")
    assert (request.decision, request.doubts) == ("", "")
    assert "ждёт решения" in father.browser.get("/access").text


def test_nothing_is_sent_before_it_was_looked_over(father: Applying) -> None:
    enrol(father.portal)
    looked = father.check()
    assert "Ещё ничего не отправлено" in looked.text
    assert requests(father.portal) == []
    form = father.browser.send("/access/new", "edit")
    assert 'value="Иванов"' in form.text
    assert "проверьте поля" not in form.text
    with father.portal.engine.connect() as connection:
        assert connection.execute(select(access_applications)).all() == []


def test_the_diary_opens_at_the_moment_the_school_agrees(father: Applying) -> None:
    enrol(father.portal)
    page = father.apply()
    (request,) = requests(father.portal)
    assert not opened(father.browser)
    assert decide(father.portal, request, "granted") == "applied"
    assert "Доступ открыт" in father.browser.get(str(page.url.path)).text
    assert "Иванов" in father.browser.get(opened(father.browser)).text


def test_the_class_teacher_decides_on_the_own_pc(portal: Portal, papa: Applying) -> None:
    enrol(portal)
    page = papa.apply().url.path
    (request,) = requests(portal)
    assert request.doubts == "name_stated"
    anna = portal.pc("anna")
    anna.push(Operation(AccessDecide("granted"), request.id, request.token))
    assert papa.browser.get("/roles").text.count("Открыть дневник:") == 2
    papa.browser.get(str(page))
    assert papa.steps()[-1] == "Доступ открыт"


def test_another_teacher_decides_nothing(portal: Portal, papa: Applying) -> None:
    enrol(portal)
    papa.apply()
    (request,) = requests(portal)
    boris = portal.pc("boris")
    boris.push(Operation(AccessDecide("granted"), request.id, request.token))
    assert requests(portal)[0].decision == ""
    assert papa.browser.get("/roles").status_code == 303


def test_a_refusal_is_told_with_its_ground(father: Applying) -> None:
    enrol(father.portal)
    page = father.apply().url.path
    decide(father.portal, requests(father.portal)[0], "refused", "Нет документа об опеке.")
    assert "Нет документа об опеке." in father.browser.get(str(page)).text
    assert father.steps()[-1] == "Отказано школой"
    assert not opened(father.browser)


def test_whoever_was_refused_applies_anew_and_the_school_sees_that(father: Applying) -> None:
    enrol(father.portal)
    father.apply()
    decide(father.portal, requests(father.portal)[0], "refused", "Нет документа.")
    father.apply()
    (again,) = [each for each in requests(father.portal) if not each.decision]
    assert again.doubts == "refused_before"


def test_an_end_takes_effect_at_once_and_a_restoration_too(father: Applying) -> None:
    enrol(father.portal)
    page = father.apply().url.path
    decide(father.portal, requests(father.portal)[0], "granted")
    diary = opened(father.browser)
    decide(father.portal, requests(father.portal)[0], "ended", "решение суда № 2-145 от 01.09.2026")
    assert father.browser.get(diary).status_code == 404
    decide(father.portal, requests(father.portal)[0], "granted", "паспорт, Громова А. И.")
    assert father.browser.get(diary).status_code == 200
    father.browser.get(str(page))
    assert father.steps()[2:] == ["Доступ открыт", "Доступ прекращён", "Доступ восстановлен"]


def at_once(portal: Portal, anna: Pc, *decisions: tuple[str, str]) -> list[str]:
    """Let Anna's PC bring decisions about the only application, each made on the one before; return the outcomes."""
    (request,) = requests(portal)
    first = len(anna.ids) + 1
    bodies = [
        anna.write(
            Operation(AccessDecide(*decision), request.id, None if n else request.token),
            **({"base": first + n - 1} if n else {}),
        )
        for n, decision in enumerate(decisions)
    ]
    answer = anna.ask("exchange", anna.batch(bodies)).body(ExchangeAnswer)
    return [each.outcome for each in answer.outcomes]


def steps_of(portal: Portal) -> list[tuple[Taken, str]]:
    """Return the steps of the only application behind its being sent, each with its ground."""
    (request,) = requests(portal)
    with portal.engine.connect() as connection:
        return [(each.step, each.answer) for each in read_steps(connection, portal.school, request.id)][2:]


def test_of_decisions_that_come_together_each_is_a_step(portal: Portal, papa: Applying) -> None:
    """Anna has granted it and ended it before her PC found the portal; later she restores, ends and restores it."""
    enrol(portal)
    papa.apply()
    anna = portal.pc("anna")
    assert at_once(portal, anna, ("granted", "знаю лично"), ("ended", "решение суда № 2")) == ["applied"] * 2
    assert papa.browser.get("/roles").status_code == 303
    assert steps_of(portal) == [(Taken.GRANTED, "знаю лично"), (Taken.ENDED, "решение суда № 2")]
    back = ("granted", "паспорт"), ("ended", "решение суда № 3"), ("granted", "паспорт")
    assert at_once(portal, anna, *back) == ["applied"] * 3
    assert papa.browser.get("/roles").text.count("Открыть дневник:") == 2
    assert [step for step, _ in steps_of(portal)][2:] == [Taken.RESTORED, Taken.ENDED, Taken.RESTORED]


def test_an_end_and_a_restoration_that_come_together_are_told_though_all_is_as_before(
    portal: Portal, papa: Applying
) -> None:
    enrol(portal)
    page = str(papa.apply().url.path)
    anna = portal.pc("anna")
    at_once(portal, anna, ("granted", ""))
    assert at_once(portal, anna, ("ended", "решение суда № 3"), ("granted", "паспорт")) == ["applied"] * 2
    assert steps_of(portal)[1:] == [(Taken.ENDED, "решение суда № 3"), (Taken.RESTORED, "паспорт")]
    papa.browser.get(page)
    assert papa.steps()[2:] == ["Доступ открыт", "Доступ прекращён", "Доступ восстановлен"]


def test_what_was_carried_out_is_not_carried_out_again(portal: Portal, papa: Applying) -> None:
    """Whoever settles again, from however far back, finds every step taken."""
    enrol(portal)
    papa.apply()
    at_once(portal, portal.pc("anna"), ("granted", ""), ("ended", "решение суда № 2"), ("granted", "паспорт"))
    before = steps_of(portal)
    with portal.engine.begin() as connection:
        assert settle(connection, portal.school, since=0, now_ms=portal.clock.ms) == 0
    assert steps_of(portal) == before


def test_what_was_left_behind_is_carried_out_as_it_stands(portal: Portal, papa: Applying) -> None:
    """A decision that was taken in without being carried out: the next one to settle does it."""
    enrol(portal)
    papa.apply()
    (request,) = requests(portal)
    granted = Operation(AccessDecide("granted"), request.id, request.token)
    with portal.engine.begin() as connection:
        decide_asked(connection, portal.school, granted, received_ms=portal.clock.ms)
        since = read_head(connection, portal.school).seq
        assert settle(connection, portal.school, since=since, now_ms=portal.clock.ms) == 1
        assert settle(connection, portal.school, since=0, now_ms=portal.clock.ms) == 0
    assert steps_of(portal) == [(Taken.GRANTED, "")]


def test_several_applications_of_one_batch_are_settled_each_by_itself(portal: Portal, papa: Applying) -> None:
    enrol(portal)
    papa.apply()
    (request,) = requests(portal)
    other = replace(request, id=RequestId("not-the-portals"), token=NEVER)
    portal.put(other)
    anna = portal.pc("anna")
    token = next(each.token for each in requests(portal) if each.id == other.id)
    assert (
        anna.verdicts(
            Operation(AccessDecide("refused", "нет документа"), other.id, token),
            Operation(AccessDecide("granted"), request.id, request.token),
        )
        == [("applied", "")] * 2
    )
    assert papa.browser.get("/roles").text.count("Открыть дневник:") == 2
    with portal.engine.connect() as connection:
        assert read_steps(connection, portal.school, other.id) == []


def test_an_application_is_taken_back(father: Applying) -> None:
    enrol(father.portal)
    page = str(father.apply().url.path)
    assert father.browser.send(page, "withdraw").status_code == 303
    father.browser.get(page)
    assert father.steps()[-1] == "Отозвано заявителем"
    assert requests(father.portal)[0].decision == "withdrawn"
    assert "Отозвать" not in father.browser.page.text


def test_what_the_school_has_decided_meanwhile_is_not_taken_back(father: Applying) -> None:
    enrol(father.portal)
    page = str(father.apply().url.path)
    shown = father.browser.page
    decide(father.portal, requests(father.portal)[0], "granted")
    father.browser.page = shown
    written = how_many(father.portal)
    father.browser.send(page, "withdraw")
    assert how_many(father.portal) == written
    assert requests(father.portal)[0].decision == "granted"
    assert opened(father.browser)


def test_each_step_is_in_the_journal_of_events(father: Applying) -> None:
    enrol(father.portal)
    father.apply()
    decide(father.portal, requests(father.portal)[0], "granted")
    father.apply(name="Никто")
    with father.portal.engine.connect() as connection:
        kept = connection.execute(select(events.c.kind, events.c.subject).where(events.c.school_id != "")).all()
    assert {("applied", CHILD), ("admitted", CHILD), ("applied", "")} <= {tuple(row) for row in kept}


WRONG = {
    "ground": ("", "Отметьте, кто вы ребёнку."),
    "surname": (" ", "Напишите фамилию ребёнка."),
    "name": ("Пётр\u200b", "Есть невидимые знаки"),
    "patronymic": ("о" * 61, "Не длиннее 60 знаков."),
    "born": ("31.02.2015", "Напишите дату рождения"),
    "class": ("", "Напишите класс"),
    "agreed": ("", "Подтвердите, что сведения верны"),
    "school": ("elsewhere", "Выберите школу."),
}


@pytest.mark.parametrize("field", WRONG)
def test_what_is_wrong_is_said_beside_its_field_and_keeps_the_rest(father: Applying, field: str) -> None:
    typed, said = WRONG[field]
    shown = father.check(**{field: typed})
    assert shown.status_code == 409
    assert shown.text.count(said) == (1 if field == "school" else 2)
    assert f'href="#{field}"' in shown.text
    if field != "school":
        assert f'aria-describedby="{field}-says' in shown.text
    assert ('value="Иванов"' in shown.text) == (field != "surname")


def test_a_birth_date_may_be_written_as_people_do(father: Applying) -> None:
    born = date(2014, 3, 7)
    enrol(father.portal, born=born)
    for text in ("2014-03-07", "7.3.2014", "07.03.14"):
        assert "7 марта 2014" in father.check(born=text).text
    assert father.check(born="07.03").status_code == 409
    assert father.check(born="07.03.2044").status_code == 409


def test_somebody_elses_application_is_not_there(father: Applying, sandbox: Sandbox) -> None:
    enrol(father.portal)
    page = str(father.apply().url.path)
    other = applying_as(father.portal, sandbox, TEACHER)
    seen = other.browser.get(page)
    assert (seen.status_code, seen.text) == (404, other.browser.get("/access/unknown").text)
    other.browser.get("/access/new")
    assert other.browser.send(page, "withdraw").status_code == 404
    assert requests(father.portal)[0].decision == ""
    assert "Иванов" not in other.browser.get("/access").text


def test_a_form_of_another_site_sends_nothing(father: Applying) -> None:
    enrol(father.portal)
    father.check()
    father.browser.origin = "https://evil.example"
    assert father.browser.send("/access/new", "send").status_code == 403
    father.browser.origin = "http://127.0.0.1:8470"
    assert requests(father.portal) == []


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(portal: Portal) -> None:
    stranger = Browser(portal)
    for path in ("/access", "/access/new"):
        answer = stranger.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/sign-in?next={path.replace('/', '%2F')}"
    assert stranger.get("/access/unknown").headers["location"] == "/sign-in?next=%2Faccess"


@pytest.mark.parametrize(
    ("login", "words"),
    [("+79990000106", "упрощённая"), ("orlova@example.ru", "стандартная"), ("ivanova-d@example.ru", "детская")],
)
def test_who_is_not_confirmed_is_told_what_to_do_and_gets_no_account(
    esia_portal: Portal, sandbox: Sandbox, login: str, words: str
) -> None:
    entrant = Entrant(esia_portal, sandbox, login)
    answer = entrant.enter("?next=/access/new")
    assert answer.status_code == 403
    assert words in answer.text
    assert entrant.browser.get("/access/new").status_code == 303
    with esia_portal.engine.connect() as connection:
        assert connection.execute(select(applicants)).all() == []


def test_whom_no_school_has_invited_is_shown_the_way_to_apply(esia_portal: Portal, sandbox: Sandbox) -> None:
    entrant = Entrant(esia_portal, sandbox, PARENT)
    answer = entrant.enter()
    assert answer.status_code == 403
    assert 'href="/esia/start?next=/access/new"' in answer.text


def test_what_esia_told_is_believed_for_some_hours_only(father: Applying) -> None:
    father.portal.clock.ms += 12 * HOUR_MS - 60_000
    assert father.browser.get("/access/new").status_code == 200
    father.portal.clock.ms += 60_000
    late = father.browser.get("/access/new")
    assert late.status_code == 403
    assert "Войдите через Госуслуги ещё раз" in late.text


def test_a_name_is_not_kept_in_the_open(father: Applying) -> None:
    enrol(father.portal)
    father.apply()
    with father.portal.engine.connect() as connection:
        kept = [row.sealed for row in connection.execute(select(applicants.c.sealed)).all()]
        kept += [row.sealed for row in connection.execute(select(access_applications.c.sealed)).all()]
    assert len(kept) == 2
    assert not any("Иванов".encode() in each for each in kept)


def test_somebody_of_the_office_may_apply_too_and_stays_of_the_office(esia_portal: Portal, sandbox: Sandbox) -> None:
    enrol(esia_portal)
    own = applying_as(esia_portal, sandbox, OFFICE)
    own.apply(ground="guardian")
    assert requests(esia_portal)[0].applicant.startswith("Соколова")
    assert "Канцелярия школы" in own.browser.get("/roles").text


def test_a_teacher_applies_under_the_name_that_the_school_knows(portal: Portal) -> None:
    enrol(portal)
    teacher = Applying(a_person(portal).browser)
    teacher.apply(ground="mother")
    (request,) = requests(portal)
    assert request.applicant == "Громова Анна Игоревна"
    assert request.doubts == "surname_differs"


def test_an_account_that_no_school_knows_any_more_applies_for_nothing(portal: Portal, person: Person) -> None:
    account = account_of(portal)
    with portal.engine.begin() as connection:
        block_account(connection, portal.school, account, now_ms=portal.clock.ms)
    person.sign_in()
    answer = person.browser.get("/access/new")
    assert answer.status_code == 403
    assert "в канцелярию школы" in answer.text


def test_who_tries_too_many_children_has_to_wait_a_day(papa: Applying, person: Person) -> None:
    for n in range(MOST_DENIED):
        papa.portal.clock.ms += 60_000
        papa.apply(name=f"Имя{n}")
    enrol(papa.portal)
    refused = papa.send()
    assert refused.status_code == 429
    assert "Попробуйте завтра или обратитесь в школу" in refused.text
    assert requests(papa.portal) == []
    papa.portal.clock.ms += DAY_MS
    person.sign_in()
    assert papa.apply().status_code == 200
    assert len(requests(papa.portal)) == 1


def test_taking_back_and_applying_anew_does_not_go_on_for_ever(papa: Applying) -> None:
    enrol(papa.portal)
    for _ in range(MOST):
        papa.portal.clock.ms += 60_000
        papa.browser.send(str(papa.apply().url.path), "withdraw")
    papa.portal.clock.ms += 60_000
    assert papa.send().status_code == 429
    assert len(requests(papa.portal)) == MOST


def test_a_flood_of_applications_is_slowed(papa: Applying) -> None:
    enrol(papa.portal)
    said = [papa.send().status_code for _ in range(12)]
    assert said[:10] == [303] * 10
    assert said[10:] == [429, 429]


@pytest.mark.parametrize(
    ("filed", "due"),
    [
        ("2026-09-21", "2026-09-22"),
        ("2026-09-25", "2026-09-28"),
        ("2026-09-26", "2026-09-28"),
        ("2026-09-27", "2026-09-28"),
        ("2026-10-23", "2026-11-02"),
        ("2026-10-30", "2026-11-02"),
    ],
)
def test_the_school_has_one_working_day(filed: str, due: str) -> None:
    autumn = Holiday("autumn", NEVER, "Осенние каникулы", date(2026, 10, 26), date(2026, 11, 1))
    assert working_day_after(date.fromisoformat(filed), [autumn]) == date.fromisoformat(due)


def test_holidays_without_an_end_put_nothing_off_for_ever() -> None:
    endless = Holiday("endless", NEVER, "Ремонт", date(2026, 9, 1), date(2046, 9, 1))
    assert working_day_after(date(2026, 9, 21), [endless]) < date(2026, 9, 21) + timedelta(500)


def test_the_due_day_follows_the_schools_holidays(papa: Applying) -> None:
    """The clock stands at Monday 21 September 2026."""
    enrol(papa.portal)
    papa.portal.put(Holiday("repairs", NEVER, "Ремонт", date(2026, 9, 22), date(2026, 9, 24)))
    papa.apply()
    assert requests(papa.portal)[0].due == date(2026, 9, 25)
    assert "25 сентября 2026" in papa.browser.page.text


def test_the_statement_names_every_field_that_is_asked() -> None:
    assert set(STATED) | {"school"} == set(WRONG)
