"""«Доступ к дневнику» of the office: what waits, decisions with their grounds, the journal, and its file."""

import csv
from datetime import date

import pytest
from sqlalchemy import select

from app.domain.access import AccessRequest
from app.ids import PupilId
from portal.auth.applications import Application, Stated, Taken, keep_application
from portal.auth.derived import DerivedKeys
from portal.auth.office_links import issue_office_link
from portal.doctor import examine
from portal.office.applications_pages import MOST_LINES
from portal.store.sign_in_tables import events
from tests.portal.access.applying import Applying, decide, enrol, requests
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser
from tests.portal.watching.test_watching import collected, of

DAY_MS = 24 * 60 * 60 * 1000
GROUND = "Нет документа об опеке."


class Office:
    """Somebody of the office at its pages of applications."""

    def __init__(self, portal: Portal) -> None:
        with portal.engine.begin() as connection:
            self.home = issue_office_link(connection, portal.school, now_ms=portal.clock.ms)
        self.browser = Browser(portal, origin="http://testserver.local")

    def listed(self, query: str = "") -> str:
        return self.browser.get(f"{self.home}/applications{query}").text

    def open(self, request: AccessRequest) -> str:
        """Open an application's page; return its path."""
        path = f"{self.home}/applications/of/{request.id}"
        assert self.browser.get(path).status_code == 200
        return path

    def decide(self, request: AccessRequest, step: str, **typed: str) -> int:
        """Open an application and press a button of its page; return the answer's status."""
        return self.browser.send(self.open(request), step, **typed).status_code

    def journal(self) -> list[list[str]]:
        """Return the lines of the journal's file."""
        text = self.browser.get(f"{self.home}/applications/journal?as=csv").text
        assert text[0] == "\N{ZERO WIDTH NO-BREAK SPACE}"
        return list(csv.reader(text[1:].splitlines(), delimiter=";"))


@pytest.fixture
def office(portal: Portal) -> Office:
    return Office(portal)


def one(portal: Portal) -> AccessRequest:
    (request,) = requests(portal)
    return request


@pytest.fixture
def waiting(papa: Applying) -> AccessRequest:
    """An application of papa for Пётр Иванов, who is in 7Б."""
    enrol(papa.portal)
    papa.apply()
    return one(papa.portal)


def test_what_waits_stands_with_its_due_day(office: Office, waiting: AccessRequest) -> None:
    shown = office.listed()
    assert "Иванов Сергей Петрович" in shown
    assert "решить до 22 сентября 2026" in shown
    assert "просрочено" not in shown


def test_what_is_overdue_is_marked_in_words(portal: Portal, waiting: AccessRequest) -> None:
    portal.clock.ms += 2 * DAY_MS
    office = Office(portal)
    assert "просрочено: 22 сентября 2026" in office.listed()
    office.open(waiting)
    assert "просрочено, срок был 22 сентября 2026" in office.browser.page.text


def test_the_doubts_are_told_the_office_and_not_the_applicant(
    office: Office, waiting: AccessRequest, papa: Applying
) -> None:
    office.open(waiting)
    assert "Госуслуги его не подтверждали" in office.browser.page.text
    assert "не подтверждали" not in papa.browser.get(f"/access/{waiting.id}").text


def test_the_office_opens_an_access(office: Office, waiting: AccessRequest, papa: Applying) -> None:
    assert office.decide(waiting, "granted") == 303
    assert papa.browser.get("/roles").text.count("Открыть дневник:") == 2
    decided = one(papa.portal)
    assert (decided.decision, decided.decided_by) == ("granted", "office")
    assert "доступ открыт" in office.listed()


def test_a_refusal_demands_its_ground_and_keeps_what_was_typed(
    office: Office, waiting: AccessRequest, papa: Applying
) -> None:
    assert office.decide(waiting, "refused", answer=" ") == 422
    assert "Напишите, почему отказано" in office.browser.page.text
    assert one(papa.portal).decision == ""
    assert office.decide(waiting, "refused", answer=GROUND) == 303
    assert GROUND in papa.browser.get(f"/access/{waiting.id}").text


@pytest.mark.parametrize("sign", ["\0", "\N{RIGHT-TO-LEFT OVERRIDE}", "\x1b"])
def test_a_ground_with_signs_that_nobody_sees_is_not_taken(
    office: Office, waiting: AccessRequest, papa: Applying, sign: str
) -> None:
    assert office.decide(waiting, "refused", answer=f"Нет{sign}документа") == 422
    assert "без невидимых знаков" in office.browser.page.text
    assert one(papa.portal).decision == ""
    assert office.decide(waiting, "refused", answer="Нет документа.\r\nПридите в школу.") == 303


@pytest.mark.parametrize(
    ("answer", "day"), [("", "2026-09-01"), ("решение суда № 2", ""), ("решение суда № 2", "32.09")]
)
def test_an_end_demands_a_document_and_its_date(
    office: Office, waiting: AccessRequest, papa: Applying, answer: str, day: str
) -> None:
    office.decide(waiting, "granted")
    assert office.decide(one(papa.portal), "ended", answer=answer, day=day) == 422
    assert f">{answer}</textarea>" in office.browser.page.text
    assert one(papa.portal).decision == "granted"


def test_an_access_ends_by_a_document_and_comes_back_once_the_identity_was_checked(
    office: Office, waiting: AccessRequest, papa: Applying
) -> None:
    office.decide(waiting, "granted")
    assert office.decide(one(papa.portal), "ended", answer="решение суда № 2-145", day="2026-09-18") == 303
    assert one(papa.portal).answer == "решение суда № 2-145 от 18.09.2026"
    assert papa.browser.get("/roles").status_code == 303
    assert office.decide(one(papa.portal), "granted") == 422
    assert "Напишите, как проверена личность" in office.browser.page.text
    assert office.decide(one(papa.portal), "granted", answer="паспорт, показан лично") == 303
    assert papa.browser.get("/roles").text.count("Открыть дневник:") == 2


def test_who_looks_at_an_old_page_decides_nothing(office: Office, waiting: AccessRequest, papa: Applying) -> None:
    path = office.open(waiting)
    decide(papa.portal, waiting, "refused", GROUND)
    assert office.browser.send(path, "granted").status_code == 409
    assert "уже изменилось" in office.browser.page.text
    assert one(papa.portal).decision == "refused"


def test_an_end_counts_for_what_was_seen_only(office: Office, waiting: AccessRequest, papa: Applying) -> None:
    """Somebody else ends the access and restores it, while an older page is open."""
    office.decide(waiting, "granted")
    path = office.open(waiting)
    for decision in ("ended", "granted"):
        decide(papa.portal, one(papa.portal), decision, "паспорт")
    assert office.browser.send(path, "ended", answer="решение суда № 1", day="2026-09-18").status_code == 409
    assert one(papa.portal).decision == "granted"


@pytest.mark.parametrize("step", ["withdrawn", "", "everything"])
def test_nothing_else_is_decided(office: Office, waiting: AccessRequest, papa: Applying, step: str) -> None:
    assert office.decide(waiting, step, answer="x") == 400
    assert one(papa.portal).decision == ""


def test_a_form_of_another_site_decides_nothing(office: Office, waiting: AccessRequest, papa: Applying) -> None:
    path = office.open(waiting)
    office.browser.origin = "https://evil.example"
    assert office.browser.send(path, "granted").status_code == 403
    assert one(papa.portal).decision == ""


def test_an_application_of_another_school_is_not_there(office: Office, waiting: AccessRequest) -> None:
    assert office.browser.get(f"{office.home}/applications/of/unknown").status_code == 404


def test_the_journal_holds_every_step_with_who_and_why(office: Office, waiting: AccessRequest, papa: Applying) -> None:
    office.decide(waiting, "refused", answer=GROUND)
    papa.apply(name="Никто")
    lines = office.journal()
    assert lines[0] == ["Когда", "Заявитель", "Ученик", "Класс", "Что", "Кто", "Основание"]
    told = [line[1:] for line in lines[1:]]
    about = ["Иванов Сергей Петрович", "Иванов Пётр Сергеевич", "7Б"]
    assert [*about, "Отказано школой", "канцелярия", GROUND] in told
    assert [*about, "Передано в школу", "портал", ""] in told
    assert ["", "", "", "Отказано при проверке", "портал", "сведения не совпали с данными школы"] in told
    page = office.browser.get(f"{office.home}/applications/journal").text
    assert GROUND in page
    assert "Никто" not in page


def test_a_long_journal_shows_the_newest_and_its_file_everything(portal: Portal, office: Office) -> None:
    stated = Stated("Заявитель", "Ребёнок", date(2013, 3, 12), "7Б", "mother")
    count = MOST_LINES // 2 + 1
    with portal.engine.begin() as connection:
        for n in range(count):
            about = (portal.school, f"application-{n}", "account", PupilId(""), "parent", "refused", "mismatch")
            application = Application(*about, portal.clock.ms + n, stated)
            keep_application(connection, application, (Taken.ACCEPTED, Taken.DENIED), DerivedKeys(portal.key))
    page = office.browser.get(f"{office.home}/applications/journal").text
    assert page.count("<tr>") == MOST_LINES + 1
    assert "ещё 2 в файле" in page
    assert len(office.journal()) == 2 * count + 1


def test_a_spreadsheet_reckons_with_nothing_that_somebody_has_typed(papa: Applying, office: Office) -> None:
    enrol(papa.portal)
    papa.apply(applicant="=HYPERLINK(1)")
    assert {line[1] for line in office.journal()[1:]} == {"'=HYPERLINK(1)"}


def test_the_decided_ones_are_found_by_any_of_their_names(office: Office, waiting: AccessRequest) -> None:
    office.decide(waiting, "granted")
    for text in ("иван серг", "Пётр", "7б"):
        assert f"/applications/of/{waiting.id}" in office.listed(f"?find={text}")
    assert "Никого не найдено" in office.listed("?find=Сидоров")


def test_what_people_have_typed_stays_a_text(papa: Applying, office: Office) -> None:
    enrol(papa.portal)
    papa.apply(applicant="<script>alert(1)</script>")
    assert "<script>" not in office.listed()
    assert "&lt;script&gt;" in office.listed()


def test_who_looked_at_applications_is_written_down(portal: Portal, office: Office) -> None:
    office.listed()
    with portal.engine.connect() as connection:
        subjects = connection.execute(select(events.c.subject).where(events.c.kind == "read")).scalars().all()
    assert "applications" in subjects
    assert "заявления о доступе к дневнику" in office.browser.get(f"{office.home}/access").text


def test_the_page_of_events_says_what_happened(office: Office, waiting: AccessRequest) -> None:
    office.decide(waiting, "granted")
    shown = office.browser.get(f"{office.home}/access").text
    assert "доступ к дневнику открыт по заявлению" in shown
    assert "заявление о доступе к дневнику подано" in shown


def test_the_figures_and_the_doctor_tell_what_is_overdue(portal: Portal, waiting: AccessRequest) -> None:
    """The clock on the wall, by which they go, is behind the due day."""
    figures = collected(portal.folder)
    for name in ("peremena_applications_waiting", "peremena_applications_overdue"):
        assert of(figures, name, school=str(portal.school)) == 1
    said = [each.text for each in examine(portal.folder) if not each.good]
    assert "Заявления о доступе к дневнику: ждут 1, из них просрочено 1" in said
    decide(portal, waiting, "refused", GROUND)
    assert of(collected(portal.folder), "peremena_applications_waiting", school=str(portal.school)) == 0
    assert not [each for each in examine(portal.folder) if "Заявления" in each.text]


def test_a_page_without_applications_says_how_they_come(office: Office) -> None:
    assert "Новых заявлений нет" in office.listed()
    assert "Пока ничего" in office.browser.get(f"{office.home}/applications/journal").text
